"""Searches, and whether a ticket came after them (SPEC 12.3)."""

from __future__ import annotations

from datetime import datetime, timedelta

from console.models.kinds import to_micros
from console.services.statistics.deflection import AFTER, Deflection, DeflectionFigures
from console.services.tickets.commands import NewRequester
from tests.support.desk import START, Office

WEEK = to_micros(START), to_micros(START + timedelta(days=7))


def searched(office: Office, at: datetime, results: int, author: str | None) -> None:
    """Record a search."""
    key = f"{at.timestamp()}-{results}-{author}"
    office.execute(
        "insert into search_event(id, root, dead, text, results, author, created_at) values (?, ?, 0, 'vpn', ?, ?, ?)",
        *(key, key, results, author, to_micros(at)),
    )


def found(office: Office) -> Deflection:
    """What came of the searches of the week."""
    return office.ask(DeflectionFigures(*WEEK))


def test_without_any_search_nothing_is_known(office: Office) -> None:
    assert found(office) == Deflection(None, None, None)
    searched(office, START - timedelta(days=1), 0, office.me)
    assert found(office) == Deflection(0, None, None)


def test_who_searched_is_needed_to_tell_what_came_after(office: Office) -> None:
    searched(office, START, 0, None)
    searched(office, START, 2, None)
    assert found(office) == Deflection(2, 1, None)


def test_a_ticket_within_a_day_came_after_the_search(office: Office) -> None:
    ticket = office.ticket(requester=NewRequester("Ann"))
    ann = str(office.rows("ticket", "id = ?", ticket)[0]["requester"])
    at, day = office.clock.now(), timedelta(microseconds=AFTER)
    office.execute("update ticket set created_at = ? where id = ?", to_micros(at + day), ticket)
    searched(office, at, 0, ann)
    searched(office, at, 3, office.me)
    assert found(office) == Deflection(2, 1, 1)
    office.execute("update ticket set created_at = created_at + 1 where id = ?", ticket)
    assert found(office) == Deflection(2, 1, 0)
