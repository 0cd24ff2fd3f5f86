"""What a person types finds names by beginnings, runs and pinyin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.views.matching import match

TEXTS = st.text(max_size=30)


def score(pattern: str, text: str) -> float:
    found = match(pattern, text)
    assert found is not None, f"{pattern!r} does not fit {text!r}"
    return found.score


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("pau", "Pause, wait for the requester…"),
        ("WFR", "Pause, wait for the requester…"),
        ("open all", "Open all"),
        ("暂停", "暂停，等待用户"),
        ("zt", "暂停，等待用户"),
        ("ddyh", "暂停，等待用户"),
        ("rslv", "Resolve…"),
        ("stpr", "Set priority…"),
        ("zanting", "暂停"),
        ("dengdai", "暂停，等待用户"),
        ("jiejue", "解决"),
        ("xiemin", "解敏"),
        ("ＡＬＬ", "All open"),
        ("", "anything"),
    ],
)
def test_a_few_letters_find_the_text(pattern: str, text: str) -> None:
    assert match(pattern, text) is not None


@pytest.mark.parametrize(
    ("pattern", "text"), [("xyz", "Pause"), ("esuap", "Pause"), ("yh", "暂停"), ("pausee", "Pause")]
)
def test_what_does_not_stand_there_in_order_does_not_fit(pattern: str, text: str) -> None:
    assert match(pattern, text) is None


def test_letters_from_the_insides_of_several_words_are_no_match() -> None:
    """Whoever looks for "server" must not be offered a pause."""
    assert match("server", "Pause, wait for a vendor…") is None


def test_the_beginning_of_the_text_is_better_than_of_a_word_than_the_middle() -> None:
    assert score("pau", "Pause") > score("pau", "Wake a paused ticket") > score("aus", "Pause")


def test_a_run_of_letters_is_better_than_scattered_ones() -> None:
    assert score("tick", "Close ticket") > score("tick", "The island cook")


def test_of_two_that_fit_alike_the_shorter_is_better() -> None:
    assert score("pau", "Pause") > score("pau", "Pause, wait for the requester…")


@given(TEXTS)
def test_every_text_fits_itself_and_nothing_typed(text: str) -> None:
    assert match("", text) is not None
    assert not text.split() or match(text, text) is not None


@given(TEXTS, TEXTS)
def test_the_places_found_are_places_of_the_text(pattern: str, text: str) -> None:
    found = match(pattern, text)
    if found is not None:
        assert all(0 <= place < len(text) for place in found.places)
        assert list(found.places) == sorted(set(found.places))
