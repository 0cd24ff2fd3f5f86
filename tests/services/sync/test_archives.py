"""Archived tickets are found on the hub by those who may read them, on both hubs alike (SPEC 1.3; design: archives)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.services.sync.archives import search_archives
from tests.services.sync.test_keeping import CLOSED_AT, Place, desks, place

__all__ = ["desks", "place"]


@pytest.fixture
def archived(place: Place) -> str:
    """A ticket of team-a in its archive."""
    key = place.closed_ticket()
    assert place.keeping.archive(CLOSED_AT + timedelta(seconds=1), 500) == 1
    return key


def found(place: Place, login: str, text: str) -> list[str]:
    return [hit.id for hit in search_archives(place.of(login), text)]


def test_it_is_found_by_title_words_and_number(place: Place, archived: str) -> None:
    number = search_archives(place.of("alice"), "old")[0].number
    for text in ("old", "OLD", "ol", "words", "old words", str(number), f"#{number} old"):
        assert found(place, "alice", text) == [archived], text
    for text in ("", "  ", "young", "old young", "o%d", "o_d", "!", "%", "#"):
        assert found(place, "alice", text) == [], text
    assert search_archives(place.of("alice"), "old", 0) == ()


def test_what_still_lies_on_the_desk_is_none_of_it(place: Place, archived: str) -> None:
    place.closed_ticket()
    assert found(place, "alice", "old") == [archived]


def test_nobody_finds_what_they_may_not_read(place: Place, archived: str) -> None:
    assert found(place, "carol", "old") == [archived]
    assert found(place, "dave", "old") == []
