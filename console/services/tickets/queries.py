"""What the queue shows: lines, order, counts, standing of changed tickets.

Promise: plain SQL over the narrow `listing`; no answer costs more than its rows, and every row is a frozen value.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from datetime import datetime

from console.models.kinds import Channel, Priority, Status, TicketType, from_micros
from console.models.pressing import Pressing, decoded
from console.models.values import dataclass
from console.services.search import RANK, expression, snippet
from console.services.tickets.filters import Filter, Sort, conditions, counting, first_in_order, holding, in_order

_STATUSES = (Status.NEW, *Status)
_PRIORITIES = (Priority.MEDIUM, *Priority)
_TYPES = (None, *TicketType)
_CHANNELS = (Channel.CONSOLE, *Channel)
# Place 0 stands for none (services/listing.py: code); only a type can be none.

_CHUNK = 500
"""Bound values in one statement."""


@dataclass(frozen=True, slots=True)
class Line:
    """One ticket as a row of the queue; names are "" where there is nobody."""

    n: int
    ticket: str
    number: int | None
    title: str
    status: Status
    priority: Priority
    type: TicketType | None
    channel: Channel
    requester: str
    assignee: str
    assignee_id: str | None
    team: str
    awaiting: bool
    created: datetime
    updated: datetime
    pressing: Pressing | None = None
    """The clock that is due first."""


_LINE = (
    "select l.n, l.ticket, l.number, t.title, l.status, l.priority, l.type, l.channel, coalesce(r.text, ''),"
    " coalesce(a.text, ''), a.id, coalesce(m.text, ''), l.awaiting, t.created_at, l.updated,"
    " l.clock, l.began, l.warn, l.due"
    " from listing l cross join ticket t on t.id = l.ticket left join name r on r.n = l.requester"
    " left join name a on a.n = l.assignee left join name m on m.n = l.team"
)


def _lines(rows: sqlite3.Cursor) -> list[Line]:
    return [
        Line(
            n,
            ticket,
            number,
            title,
            _STATUSES[status],
            _PRIORITIES[priority],
            _TYPES[kind],
            _CHANNELS[channel],
            requester,
            assignee,
            assignee_id,
            team,
            bool(awaiting),
            from_micros(created),
            from_micros(updated),
            decoded(*clock),
        )
        for (
            n,
            ticket,
            number,
            title,
            status,
            priority,
            kind,
            channel,
            requester,
            assignee,
            assignee_id,
            team,
            awaiting,
            created,
            updated,
            *clock,
        ) in rows
    ]


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def lines_of(connection: sqlite3.Connection, places: Sequence[int]) -> tuple[Line, ...]:
    """The lines of these n, in their order; those that are no more are left out."""
    found: dict[int, Line] = {}
    for at in range(0, len(places), _CHUNK):
        part = places[at : at + _CHUNK]
        for line in _lines(connection.execute(f"{_LINE} where l.n in ({_marks(part)})", list(part))):
            found[line.n] = line
    return tuple(found[n] for n in places if n in found)


@dataclass(frozen=True, slots=True)
class FirstWindow:
    """The first `limit` lines of a view: what is painted at once."""

    filter: Filter
    sort: Sort
    limit: int = 128

    def answer(self, connection: sqlite3.Connection) -> tuple[Line, ...]:
        """Lines in the view's order."""
        first = first_in_order(connection, self.filter, self.sort, self.limit)
        return lines_of(connection, [row[0] for row in connection.execute(first.sql, first.values)])


@dataclass(frozen=True, slots=True)
class Order:
    """All n of a view, in its order; 8 bytes each."""

    filter: Filter
    sort: Sort

    def answer(self, connection: sqlite3.Connection) -> array[int]:
        """Signed 64-bit numbers."""
        order = in_order(connection, self.filter, self.sort)
        return array("q", [row[0] for row in connection.execute(order.sql, order.values)])


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of some n."""

    places: tuple[int, ...]

    def answer(self, connection: sqlite3.Connection) -> tuple[Line, ...]:
        """Lines in the order asked; those that are no more are left out."""
        return lines_of(connection, self.places)


@dataclass(frozen=True, slots=True)
class Standing:
    """How changed tickets stand to a view now."""

    lines: tuple[Line, ...]
    """Their lines."""
    members: frozenset[int]
    """The n of those the view's filter holds for."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Ask how changed tickets stand to a view."""

    tickets: frozenset[str]
    filter: Filter

    def answer(self, connection: sqlite3.Connection) -> Standing:
        """Lines and membership, each ticket looked up by its own key."""
        wanted = sorted(self.tickets)
        lines: list[Line] = []
        members: set[int] = set()
        for at in range(0, len(wanted), _CHUNK):
            part = wanted[at : at + _CHUNK]
            found = _lines(connection.execute(f"{_LINE} where l.ticket in ({_marks(part)})", part))
            lines += found
            members |= self._held(connection, [line.n for line in found])
        return Standing(tuple(lines), frozenset(members))

    def _held(self, connection: sqlite3.Connection, places: list[int]) -> set[int]:
        """Those of `places` the filter holds for."""
        where = conditions(self.filter)
        members = set(places)
        if where.sql:
            # Not indexed but by n: a status in the filter would tempt SQLite to walk all tickets of that status.
            sql = f"select l.n from listing l not indexed where l.n in ({_marks(places)}) and {where.sql}"
            members = {row[0] for row in connection.execute(sql, (*places, *where.values))}
        if self.filter.text.strip():
            found = holding(self.filter, sorted(members))
            members = {row[0] for row in connection.execute(found.sql, found.values)}
        return members


@dataclass(frozen=True, slots=True)
class Count:
    """The exact number of tickets of each filter."""

    filters: tuple[Filter, ...]

    def answer(self, connection: sqlite3.Connection) -> tuple[int, ...]:
        """Numbers in the order of the filters."""
        clauses = [counting(wanted) for wanted in self.filters]
        return tuple(int(connection.execute(c.sql, c.values).fetchone()[0]) for c in clauses)


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """Tickets whose listing was derived after a revision: what other processes on this file changed."""

    revision: int

    def answer(self, connection: sqlite3.Connection) -> tuple[int, Mapping[str, int]]:
        """The present revision; the ids of the tickets, each with the revision of its last change."""
        now = int(connection.execute("select revision from _meta").fetchone()[0])
        if now == self.revision:
            return now, {}
        rows = connection.execute("select ticket, revision from listing where revision > ?", (self.revision,))
        return now, dict(rows.fetchall())


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of a search (CLI.md: `search`)."""

    id: str
    number: int | None
    title: str
    snippet: str
    score: float
    """bm25, the greater the better; comparable within one answer only."""
    kind: str = "ticket"
    """What was found: a ticket or an article."""


@dataclass(frozen=True, slots=True)
class Find:
    """Tickets in which all words are found, best first."""

    text: str
    limit: int | None = None

    def answer(self, connection: sqlite3.Connection) -> tuple[Hit, ...]:
        """Ranked hits with a snippet of the original text."""
        found = expression(self.text)
        if found is None:
            return ()
        rows = connection.execute(
            f"select rowid, -{RANK} from search where search match ? order by {RANK}, rowid desc limit ?",
            (found, -1 if self.limit is None else self.limit),
        ).fetchall()
        score = dict(rows)
        lines = lines_of(connection, [row[0] for row in rows])
        return tuple(
            Hit(line.ticket, line.number, line.title, self._snippet(connection, line), round(score[line.n], 4))
            for line in lines
        )

    def _snippet(self, connection: sqlite3.Connection, line: Line) -> str:
        description = connection.execute("select description from ticket where id = ?", (line.ticket,)).fetchone()[0]
        bodies = connection.execute("select body from message where root = ? order by created_at", (line.ticket,))
        return snippet([line.title, description, *(row[0] for row in bodies)], self.text)
