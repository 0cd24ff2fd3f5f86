"""Tickets as arrays: read once, then what has changed, and always the same figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from console.models.figures import Dimension, Figures
from console.models.kinds import Outcome, Priority, Status, from_micros, to_micros
from console.models.measures import NEVER, Measures, Period, Stand, no_clocks
from console.models.wall import DAY
from console.services.demo import fill
from console.services.statistics import records
from console.services.statistics.records import Reader, Tables
from console.services.tickets.commands import Assign, CreateTicket, SetPriority, SetStatus
from tests.support.desk import START, Office


def read(office: Office, reader: Reader) -> Tables:
    """The tables as they stand."""
    with office.store.read() as connection:
        return reader.read(connection)


def figures(tables: Tables, now: int) -> tuple[Figures, dict[Dimension, dict[str | None, Figures]]]:
    """Of all that ever was, the parts by what they are called."""
    measures = Measures(tables.records, tables.moves, no_clocks(), Period(0, now, now))
    parts = {
        dimension: {tables.names[dimension][code]: part for code, part in measures.by(dimension).items()}
        for dimension in Dimension
    }
    return measures.figures(), parts


def agree(office: Office, reader: Reader) -> Tables:
    """One that read before knows what one knows that reads now."""
    kept, fresh = read(office, reader), read(office, Reader())
    now = to_micros(office.clock.now()) + 1
    assert figures(kept, now) == figures(fresh, now)
    assert set(kept.tickets) == set(fresh.tickets)
    return kept


def test_a_ticket_is_told_by_its_row_and_its_history(office: Office) -> None:
    ticket = office.ticket()
    created = office.clock.now()
    office.reply(ticket)
    answered = office.clock.now()
    office.do(SetStatus(ticket, Status.PENDING_USER, "asked"))
    paused = office.clock.now()
    office.do(SetStatus(ticket, Status.RESOLVED, outcome=Outcome.SOLVED))
    resolved = office.clock.now()
    tables = read(office, Reader())
    found = tables.records
    assert tables.tickets == (ticket,)
    told = (found.created[0], found.responded[0], found.ended[0])
    assert told == tuple(map(to_micros, (created, answered, resolved)))
    assert (found.born[0], found.stand[0], found.satisfaction[0]) == (Stand.WORKED, Stand.ENDED, 0)
    assert [
        (from_micros(at), before, after)
        for at, before, after in zip(
            tables.moves.at.tolist(), tables.moves.before.tolist(), tables.moves.after.tolist(), strict=True
        )
    ] == [(paused, Stand.WORKED, Stand.PAUSED), (resolved, Stand.PAUSED, Stand.ENDED)]
    keys = {name: tables.names[name][found.groups[name][0]] for name in Dimension}
    assert keys == {
        Dimension.TYPE: "TECHNICAL_ISSUE",
        Dimension.PRIORITY: "HIGH",
        Dimension.TEAM: office.team,
        Dimension.CHANNEL: "CONSOLE",
        Dimension.PERSON: office.rows("ticket")[0]["assignee"],
    }


def test_what_is_not_known_never_was(office: Office) -> None:
    office.ticket()
    found = read(office, Reader()).records
    assert (found.responded[0], found.ended[0]) == (NEVER, NEVER)


def test_a_resolution_that_was_taken_back_is_none(office: Office) -> None:
    ticket = office.ticket()
    office.reply(ticket)
    done = office.do(SetStatus(ticket, Status.RESOLVED, outcome=Outcome.SOLVED))
    assert done.undo is not None
    office.do(done.undo)
    now = to_micros(office.clock.now()) + 1
    whole, _ = figures(read(office, Reader()), now)
    assert (whole.resolved, whole.reopened, whole.backlog, whole.resolution.open) == (0, 0, 1, 1)


def test_a_reopened_ticket_is_resolved_once_more(office: Office) -> None:
    ticket = office.ticket()
    office.do(SetStatus(ticket, Status.RESOLVED, outcome=Outcome.SOLVED))
    office.do(SetStatus(ticket, Status.OPEN, "it is back"))
    whole, _ = figures(read(office, Reader()), to_micros(office.clock.now()) + 1)
    assert (whole.opened, whole.resolved, whole.reopened, whole.resolution.open) == (1, 1, 1, 1)
    office.do(SetStatus(ticket, Status.RESOLVED, outcome=Outcome.SOLVED))
    office.do(SetStatus(ticket, Status.CLOSED))
    whole, _ = figures(read(office, Reader()), to_micros(office.clock.now()) + 1)
    assert (whole.opened, whole.resolved, whole.reopened, whole.resolution.open) == (1, 2, 1, 0)


def test_only_what_changed_is_read_again(office: Office) -> None:
    reader = Reader()
    first, second = office.ticket("One"), office.ticket("Two")
    before = agree(office, reader)
    assert read(office, reader) is before
    steps: list[Callable[[], object]] = [
        lambda: office.reply(first),
        lambda: office.do(SetPriority(second, Priority.LOW)),
        lambda: office.do(SetStatus(first, Status.RESOLVED, outcome=Outcome.SOLVED)),
        lambda: office.do(CreateTicket("Three")),
        lambda: office.do(Assign(second, office.hire("Ann", "ann"))),
        lambda: office.do(SetStatus(first, Status.OPEN, "again")),
        lambda: office.execute("update ticket set dead = 1 where id = ?", second),
    ]
    for step in steps:
        step()
        after = agree(office, reader)
        assert after is not before
        before = after
    assert len(before.tickets) == 2


def test_more_than_many_changes_are_read_anew(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader()
    office.ticket()
    agree(office, reader)
    monkeypatch.setattr(records, "_MANY", 3)
    for number in range(5):
        office.ticket(f"No. {number}")
    assert len(agree(office, reader).tickets) == 6


def test_what_moved_leads_to_where_tickets_stand(office: Office) -> None:
    """Of a lived-in desk: statuses by history are statuses by row, for as long as one looks back from now."""
    fill(office.store, START, 400, 3, lambda _done, _total: None)
    tables = agree(office, Reader())
    now = to_micros(START) + DAY
    measures = Measures(tables.records, tables.moves, no_clocks(), Period(0, now, now))
    live = {tables.tickets[place] for place in measures.backlog.tolist()}
    rows = office.rows("ticket", "status not in ('RESOLVED', 'CLOSED', 'MERGED')")
    assert live == {str(row["id"]) for row in rows}
    paused = office.rows("ticket", "status in ('PENDING_USER', 'PENDING_VENDOR', 'ON_HOLD')")
    assert measures.paused() == len(paused) > 0
