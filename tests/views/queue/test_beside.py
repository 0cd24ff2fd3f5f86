"""Colleagues are told where one is and whether one replies, and are seen themselves (SPEC 3.11)."""

from __future__ import annotations

import pytest

from console.models.kinds import Visibility
from console.services.sync.state import BeingAt, Colleague, Company
from console.services.tickets.views import BuiltIn
from console.views.queue.beside import REST_MS, SETTLE_MS
from tests.support.queue import Queue


@pytest.fixture
def tickets(desk: Queue) -> list[str]:
    """Three tickets, newest first; the first is open."""
    keys = [desk.create(title) for title in ("oldest", "older", "newest")][::-1]
    desk.presenter.start()
    views = desk.presenter.listing.state.views
    desk.presenter.listing.open_view(next(one for one in views if one.id == BuiltIn.ALL_OPEN))
    desk.settle()
    desk.places.clear()
    return keys


def go(desk: Queue, row: int, milliseconds: int = 2 * SETTLE_MS) -> None:
    desk.presenter.listing.go(desk.state.listing.order[row])
    desk.waits.run(milliseconds)


def test_a_ticket_that_stays_open_is_told_and_one_run_past_is_not(desk: Queue, tickets: list[str]) -> None:
    go(desk, 1, SETTLE_MS // 2)
    go(desk, 2)
    assert desk.places == [BeingAt(tickets[2])]


def test_whoever_types_is_replying_until_it_is_sent(desk: Queue, tickets: list[str]) -> None:
    desk.presenter.writing.type("Looking")
    desk.presenter.writing.type("Looking into it")
    assert desk.places == [BeingAt(tickets[0], replying=True)]
    desk.presenter.writing.send()
    assert desk.places[-1] == BeingAt(tickets[0])


def test_a_key_pressed_before_the_ticket_settled_tells_both(desk: Queue, tickets: list[str]) -> None:
    go(desk, 1, 0)
    desk.presenter.writing.type("L")
    assert desk.places == [BeingAt(tickets[1], replying=True)]
    desk.waits.run(SETTLE_MS)
    assert desk.places == [BeingAt(tickets[1], replying=True)]


def test_words_that_are_taken_away_are_no_reply(desk: Queue, tickets: list[str]) -> None:
    desk.presenter.writing.type("L")
    desk.presenter.writing.type("")
    assert desk.places == [BeingAt(tickets[0], replying=True), BeingAt(tickets[0])]


def test_words_that_rest_for_a_minute_are_no_reply_until_one_goes_on(desk: Queue, tickets: list[str]) -> None:
    desk.presenter.writing.type("L")
    desk.waits.run(REST_MS // 2)
    desk.presenter.writing.type("Lo")
    desk.waits.run(REST_MS // 2 + 1)
    assert desk.places == [BeingAt(tickets[0], replying=True)]
    desk.waits.run(REST_MS)
    assert desk.places[1:] == [BeingAt(tickets[0])]
    desk.presenter.writing.type("Loo")
    assert desk.places[2:] == [BeingAt(tickets[0], replying=True)]


def test_a_draft_that_was_kept_is_no_reply(desk: Queue, tickets: list[str]) -> None:
    desk.presenter.writing.choose(Visibility.INTERNAL)
    desk.presenter.writing.type("Kept for later")
    go(desk, 1)
    desk.places.clear()
    go(desk, 0)
    assert desk.presenter.writing.state.text == "Kept for later"
    assert desk.places == [BeingAt(tickets[0])]


def test_who_replies_stands_before_who_looks(desk: Queue, tickets: list[str]) -> None:
    looking, replying = (Colleague(name, tickets[0], replying=name == "Wei") for name in ("Bo", "Wei"))
    desk.presenter.beside.take(Company((looking, replying)))
    assert desk.state.beside == {tickets[0]: (replying, looking)}
    shown = len(desk.states)
    desk.presenter.beside.take(Company((looking, replying), known=True))
    assert len(desk.states) == shown
    desk.presenter.beside.take(Company())
    assert desk.state.beside == {}
