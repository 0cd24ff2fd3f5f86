"""All tickets of the replica as arrays, for figures.

Promise: read once, then only what has changed is read again; the same rows give the same figures, whatever was read
when.  numpy is loaded when this module is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np

from console.models.figures import Dimension
from console.models.kinds import UNDONE, Channel, Priority, Status, TicketType
from console.models.measures import NEVER, STANDS, Clocks, Moves, Places, Records, Stand
from console.models.values import dataclass
from console.models.workflow import standing
from console.services.statistics.verdicts import Verdicts
from console.services.tickets.queries import ChangedSince

_CHUNK = 500
"""Bound values in one statement."""
_MANY = 5000
"""When more tickets than that have changed, all are read anew."""

_STANDS = {status.value: int(STANDS[status]) for status in Status}
_KINDS: Mapping[Dimension, type[StrEnum]] = {
    Dimension.TYPE: TicketType,
    Dimension.PRIORITY: Priority,
    Dimension.CHANNEL: Channel,
}
_WORKED = ",".join(f"'{status}'" for status in Status if STANDS[status] is Stand.WORKED)
_TICKETS = (
    "select id, status, created_at, first_responded_at, coalesce(resolved_at, closed_at), coalesce(satisfaction, 0),"
    " type, priority, team, channel, assignee from ticket where dead = 0"
)
_MOVES = (
    "select root, happened_at, coalesce(from_value, ''), to_value from event where dead = 0 and ("
    f"(kind = 'STATUS' and not (from_value in ({_WORKED}) and to_value in ({_WORKED})))"
    " or (kind = 'CREATED' and to_value <> 'NEW'))"
)
"""Those by which a ticket stands otherwise; a creation comes from nothing."""
_ORDER = " order by root, happened_at, id"
_TAKEN_BACK = f"select distinct root from event where kind = 'STATUS' and reason = '{UNDONE}'"
_EVERY_MOVE = (
    "select root, happened_at, from_value, to_value, reason from event where dead = 0 and kind = 'STATUS'"
    " and root in ({marks})" + _ORDER
)
_AMONG = " and id in ({marks})", " and root in ({marks})"

_CREATED, _RESPONDED, _ENDED, _STAND, _BORN, _SATISFACTION, _CODES = range(7)
"""The rows of the table of tickets; from the last on, one for each dimension."""
_WIDTH = _CODES + len(Dimension)

Row = tuple[Any, ...]
"""What the driver gives."""
Move = tuple[int, int, int, int]
"""The place of a ticket, the instant, and how it stood before and after."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Tickets as figures are made of them."""

    records: Records
    moves: Moves
    tickets: tuple[str, ...]
    """The ids, by place."""
    names: Mapping[Dimension, tuple[str | None, ...]]
    """What the codes of a group stand for: the word of an enum, the id of a team or person; None for none."""


class Reader:
    """Reads the replica into arrays, and keeps them."""

    def __init__(self) -> None:
        self._revision = -1
        self._made: Tables | None = None
        self._places: dict[str, int] = {}
        self._codes = {
            dimension: _Codes(member.value for member in _KINDS.get(dimension, ())) for dimension in Dimension
        }
        self._columns = np.zeros((_WIDTH, 0), np.int64)
        self._moves = np.zeros((4, 0), np.int64)
        self._verdicts = Verdicts()

    def read(self, connection: sqlite3.Connection) -> Tables:
        """Everything as it stands in this read."""
        revision, count = connection.execute("select revision, (select count(*) from listing) from _meta").fetchone()
        if self._made is not None and (revision, count) == (self._revision, len(self._places)):
            return self._made
        changed = {} if self._made is None else ChangedSince(self._revision).answer(connection)[1]
        kept = len(self._places) + len(changed.keys() - self._places.keys())
        if self._made is None or len(changed) > _MANY or count != kept:
            self._read_all(connection)
        else:
            self._read_again(connection, sorted(changed))
        self._revision, self._made = revision, self._tables()
        return self._made

    def clocks(self, connection: sqlite3.Connection, tables: Tables, places: Places, now: int) -> Clocks:
        """What came of the clocks of the tickets of `places`, in the same read as `tables`."""
        return self._verdicts.read(connection, tables.tickets, places, now)

    def _read_all(self, connection: sqlite3.Connection) -> None:
        self._verdicts.forget()
        rows = connection.execute(_TICKETS).fetchall()
        self._places = {row[0]: place for place, row in enumerate(rows)}
        self._columns = np.zeros((_WIDTH, len(rows)), np.int64)
        self._moves = np.zeros((4, 0), np.int64)
        self._put(rows, connection.execute(_MOVES + _ORDER), connection.execute(_TAKEN_BACK), connection)

    def _read_again(self, connection: sqlite3.Connection, tickets: Sequence[str]) -> None:
        again = [self._places[ticket] for ticket in tickets if ticket in self._places]
        self._verdicts.forget(again)
        rows = list(_among(connection, _TICKETS + _AMONG[0], tickets))
        for row in rows:
            self._places.setdefault(row[0], len(self._places))
        columns = np.zeros((_WIDTH, len(self._places)), np.int64)
        columns[:, : self._columns.shape[1]] = self._columns
        self._columns = columns
        self._moves = self._moves[:, ~np.isin(self._moves[0], again)]
        moves = _among(connection, _MOVES + _AMONG[1] + _ORDER, tickets)
        self._put(rows, moves, _among(connection, _TAKEN_BACK + _AMONG[1], tickets), connection)

    def _put(
        self, rows: Sequence[Row], moves: Iterable[Row], undone: Iterable[Row], connection: sqlite3.Connection
    ) -> None:
        """Put tickets into their places, and what happened to them behind what is known."""
        if rows:
            self._columns[:, [self._places[row[0]] for row in rows]] = np.array(list(map(self._numbers, rows))).T
        odd = {row[0] for row in undone}
        added: list[Move] = []
        for ticket, at, before, after in moves:
            place = self._places.get(ticket)
            if place is not None and not before:
                self._columns[_BORN, place] = _STANDS[after]
            elif place is not None and ticket not in odd:
                added.append((place, at, _STANDS[before], _STANDS[after]))
        for ticket, told in groupby(_among(connection, _EVERY_MOVE, sorted(odd)), itemgetter(0)):
            if ticket in self._places:
                added += _standing(self._places[ticket], list(told))
        self._moves = np.hstack((self._moves, np.array(added, np.int64).reshape(-1, 4).T))

    def _numbers(self, row: Row) -> tuple[int, ...]:
        _, status, created, responded, ended, satisfaction, *groups = row
        return (
            created,
            NEVER if responded is None else responded,
            NEVER if ended is None else ended,
            *(_STANDS[status], Stand.WORKED, satisfaction),
            *(self._codes[dimension].of(value) for dimension, value in zip(Dimension, groups, strict=True)),
        )

    def _tables(self) -> Tables:
        columns, moves = self._columns, self._moves
        codes = columns[_STAND:].astype(np.int32)
        groups = {dimension: codes[_CODES - _STAND + place] for place, dimension in enumerate(Dimension)}
        born, satisfaction = codes[_BORN - _STAND], codes[_SATISFACTION - _STAND]
        return Tables(
            Records(
                *(columns[_CREATED], columns[_RESPONDED], columns[_ENDED], born, codes[0], satisfaction, groups),
            ),
            Moves(moves[1], moves[0], moves[2].astype(np.int32), moves[3].astype(np.int32)),
            tuple(self._places),
            {dimension: known.values() for dimension, known in self._codes.items()},
        )


class _Codes:
    """Numbers for values, in the order they are met; 0 stands for none."""

    def __init__(self, known: Iterable[str]) -> None:
        self._numbers: dict[str | None, int] = {None: 0}
        for value in known:
            self.of(value)

    def of(self, value: str | None) -> int:
        """The number of a value."""
        return self._numbers.setdefault(value, len(self._numbers))

    def values(self) -> tuple[str | None, ...]:
        """By number."""
        return tuple(self._numbers)


def _among(connection: sqlite3.Connection, sql: str, keys: Sequence[str]) -> Iterator[Row]:
    """The rows of a statement about any number of keys; those of one key come together."""
    for at in range(0, len(keys), _CHUNK):
        part = keys[at : at + _CHUNK]
        yield from connection.execute(sql.format(marks=",".join("?" * len(part))), part)


def _standing(place: int, told: Sequence[Row]) -> Iterator[Move]:
    """Of a ticket on which a move was taken back, what still stands."""
    for kept in standing([move[2:] for move in told]):
        _, at, before, after, _ = told[kept]
        if _STANDS[before] or _STANDS[after]:
            yield place, at, _STANDS[before], _STANDS[after]
