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
from numpy.typing import NDArray

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
    f"select id, status, created_at, coalesce(first_responded_at, {NEVER}), coalesce(resolved_at, closed_at, {NEVER}),"
    " coalesce(satisfaction, 0), type, priority, team, channel, assignee from ticket where dead = 0"
)
_STAND_OF = "case {} " + " ".join(f"when '{status}' then {stand}" for status, stand in _STANDS.items()) + " else 0 end"
"""How a status stands, as SQL."""
_MOVES = (
    f"select root, happened_at, case kind when 'CREATED' then -1 else {_STAND_OF.format('from_value')} end,"
    f" {_STAND_OF.format('to_value')} from event where dead = 0 and ("
    f"(kind = 'STATUS' and not (from_value in ({_WORKED}) and to_value in ({_WORKED})))"
    " or (kind = 'CREATED' and to_value <> 'NEW'))"
)
"""Those by which a ticket stands otherwise; a creation comes from -1."""
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
            self._columns[:, [self._places[row[0]] for row in rows]] = self._numbers(rows)
        odd = sorted({row[0] for row in undone} & self._places.keys())
        if told := list(moves):
            roots, *numbers = zip(*told, strict=True)
            owner = np.fromiter((self._places.get(root, -1) for root in roots), np.int64, len(roots))
            at, before, after = (np.array(column, np.int64) for column in numbers)
            born = (before < 0) & (owner >= 0)
            self._columns[_BORN, owner[born]] = after[born]
            counted = (before >= 0) & (owner >= 0) & ~np.isin(owner, [self._places[ticket] for ticket in odd])
            self._moves = np.hstack((self._moves, np.array([owner, at, before, after])[:, counted]))
        standing_ones: list[Move] = []
        for ticket, whole in groupby(_among(connection, _EVERY_MOVE, odd), itemgetter(0)):
            standing_ones += _standing(self._places[ticket], list(whole))
        self._moves = np.hstack((self._moves, np.array(standing_ones, np.int64).reshape(-1, 4).T))

    def _numbers(self, rows: Sequence[Row]) -> NDArray[np.int64]:
        """The columns of tickets, one below the other."""
        _, status, created, responded, ended, satisfaction, *groups = zip(*rows, strict=True)
        stands = [_STANDS[word] for word in status]
        codes = [self._codes[dimension].all(values) for dimension, values in zip(Dimension, groups, strict=True)]
        born = [int(Stand.WORKED)] * len(rows)
        return np.array([created, responded, ended, stands, born, satisfaction, *codes], np.int64)

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
        self.all(list(known))

    def all(self, values: Sequence[str | None]) -> list[int]:
        """Their numbers."""
        for value in sorted(set(values) - self._numbers.keys(), key=values.index):
            self._numbers[value] = len(self._numbers)
        return [self._numbers[value] for value in values]

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
