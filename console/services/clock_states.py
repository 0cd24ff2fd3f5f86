"""How all clocks of many tickets stand, read from the replica as arrays (SPEC 4.4).

Promise: the same as `sla.clocks` of each ticket's history; where many are asked for, each table is read once from end
to end, and only odd tickets are asked one by one.  numpy is loaded when this module is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

import numpy as np

from console.models.agreements import Traits
from console.models.catalogue import Catalogue
from console.models.clock_facts import STEPS, Numbers, Past, Step
from console.models.clock_states import STATES, Standings, calls, standings
from console.models.clock_states import Row as CallRow
from console.models.kinds import TICKET_CLOCKS, UNDONE, ClockState, EventKind
from console.models.pressing import LATEST
from console.models.sla import Reading, clocks
from console.services.clocks import CHANGING, MANY, histories, traits_before

Row = tuple[Any, ...]
"""What the driver gives."""
_Facts = tuple[Numbers, Numbers, Numbers]
"""Owner, moment and value of each, as `Past` has them."""

_SHARE = 8
"""Where fewer than one of so many tickets is asked for, only their own rows are read."""
_PAGE = 2000
"""Tickets whose histories are held at once."""
_ROWS = 100_000
"""Rows of a table in one text."""
_CHUNK = 500
"""Tickets in one statement."""

_MOVED = (
    f"select group_concat(root), group_concat(happened_at * {STEPS}"
    f" + case when kind <> 'STATUS' or reason = '{UNDONE}' or to_value = 'MERGED' then {Step.ODD:d}"
    f" when to_value in ('PENDING_USER', 'PENDING_VENDOR', 'ON_HOLD') then {Step.PAUSE:d}"
    f" when to_value in ('RESOLVED', 'CLOSED') then {Step.END:d} else {Step.OPEN:d} end)"
    " from {} and happened_at <= ? and instr(root, ',') = 0"
    " and kind in ('STATUS', 'MERGED_IN', 'UNMERGED', 'COVERED', 'UNCOVERED', 'UNDELIVERED')"
)
"""Many rows in one text, which comes faster."""
_SAID = (
    f"select group_concat(root), group_concat(created_at * {STEPS}"
    f" + case when direction = 'OUT' then {Step.ANSWERED:d}"
    f" when recorded_by is not null then {Step.CALLED:d} else {Step.ASKED:d} end)"
    " from {} and created_at <= ? and instr(root, ',') = 0"
    " and visibility = 'PUBLIC' and automatic is not 1"
)
_CHANGED = (
    "select recorded_at, happened_at, id, root, kind, from_value, to_value from {}"
    " and kind in ('TYPE', 'PRIORITY', 'TEAM')"
)
_FIELDS = {"TYPE": 0, "PRIORITY": 1, "TEAM": 2}
"""The places of traits among those of a ticket."""
_TYPE = EventKind.TYPE.value
_BY_INSTANT = itemgetter(1, 2)
_TICKETS = (
    "select id, type, priority, team, channel, created_at, imported_from is null and instr(id, ',') = 0,"
    " imported_with_sla or imported_from is null from {} and dead = 0"
)
"""An id that would break the texts apart is asked by itself."""
_RECORDED = {"milestone": "threshold", "verdict": "ended_at", "escalation": "step"}
"""Each table of rows that clocks call for, and what tells one from others of its clock."""


def standings_of(connection: sqlite3.Connection, tickets: Sequence[str], ruled: Catalogue, now: int) -> Standings:
    """How the clocks of these tickets stand; an owner is the place of its ticket among them."""
    if len(tickets) < MANY or ruled.asks_for_tags():
        return _singly(connection, tickets, range(len(tickets)), ruled, now)
    reader = _Reader(connection, tickets)
    found, plain = standings(reader.past(now), ruled, now)
    places = np.array(reader.places, np.int64)
    odd = [*reader.odd, *places[~plain].tolist()]
    return _joined(
        found._replace(owner=places[found.owner]),
        _singly(connection, [tickets[place] for place in odd], odd, ruled, now),
        _idle(reader.idle),
    )


def settled(
    connection: sqlite3.Connection, tickets: Sequence[str], ruled: Catalogue, since: int, now: int
) -> dict[str, int | None]:
    """Those of these tickets whose clocks call for nothing from `since` to `now` that is not recorded, and when a
    threshold or breach of theirs comes next.  Whether others do is not told.
    """
    if ruled.asks_for_tags():
        return {}
    reader = _Reader(connection, tickets)
    found = calls(reader.past(now), ruled, since, now)
    unsettled = {row[0] for row in found.rows.difference(reader.recorded())}
    unsettled.update(np.flatnonzero(~found.plain).tolist())
    following = found.following.tolist()
    made: dict[str, int | None] = {tickets[place]: None for place in reader.idle}
    for owner, place in enumerate(reader.places):
        if owner not in unsettled:
            made[tickets[place]] = None if following[owner] == LATEST else following[owner]
    return made


class _Reader:
    """Tickets as arrays; those that are no more have no place among them."""

    def __init__(self, connection: sqlite3.Connection, tickets: Sequence[str]) -> None:
        self._connection = connection
        (count,) = connection.execute("select count(*) from ticket").fetchone()
        self._tickets = tickets if len(tickets) * _SHARE < count else None
        """Those whose rows are found by themselves; None: whole tables are read, as they lie in the file."""
        asked = {ticket: place for place, ticket in enumerate(tickets)}
        self.places: list[int] = []
        """Where each ticket of the arrays is among those asked for."""
        self.odd: list[int] = []
        """Where those that are asked one by one are among those asked for."""
        self.idle: list[int] = []
        """Where those without clocks are among those asked for."""
        self._owners: dict[str, int] = {}
        self._created: list[int] = []
        self._born: list[int] = []
        self._codes: dict[tuple[Any, ...], int] = {}
        codes = self._codes
        for ticket, kind, priority, team, channel, created, is_plain, with_sla in self._rows("ticket", "id", _TICKETS):
            place = asked.get(ticket)
            if place is None:
                continue
            if is_plain:
                self._owners[ticket] = len(self.places)
                self.places.append(place)
                self._created.append(created)
                self._born.append(codes.setdefault((kind, priority, team, channel), len(codes)))
            else:
                (self.odd if with_sla else self.idle).append(place)

    def past(self, now: int) -> Past:
        """What happened to them up to `now`."""
        parts = [self._changes(self._rows("event", "root", _CHANGED), now)]
        parts += (self._facts(table, sql, now) for table, sql in (("event", _MOVED), ("message", _SAID)))
        owner, moment, value = (np.concatenate(part) for part in zip(*parts, strict=True))
        traits = [Traits._make((*known, frozenset())) for known in self._codes]
        return Past(np.array(self._created, np.int64), np.array(self._born, np.int64), owner, moment, value, traits)

    def recorded(self) -> Iterator[CallRow]:
        """The rows that are recorded of them."""
        place_of = {clock.value: place for place, clock in enumerate(TICKET_CLOCKS)}
        for table, place in _RECORDED.items():
            sql = f"select root, clock, cycle, basis, {place} from {{}}"
            for root, clock, cycle, basis, what in self._rows(table, "root", sql):
                if root in self._owners:
                    yield self._owners[root], table, place_of.get(clock, -1), cycle, basis, what

    def _rows(self, table: str, key: str, sql: str, *values: object) -> Iterator[Row]:
        """The rows of the tickets asked for, or all of a table, each part of it by one statement."""
        if self._tickets is None:
            (last,) = self._connection.execute(f"select coalesce(max(rowid), 0) from {table}").fetchone()
            for at in range(0, last, _ROWS):
                part = sql.format(f"{table} not indexed where rowid between ? and ?")
                yield from self._connection.execute(part, (at + 1, at + _ROWS, *values))
        else:
            for at in range(0, len(self._tickets), _CHUNK):
                some = self._tickets[at : at + _CHUNK]
                part = sql.format(f"{table} where {key} in ({','.join('?' * len(some))})")
                yield from self._connection.execute(part, (*some, *values))

    def _facts(self, table: str, sql: str, now: int) -> _Facts:
        owners, moments = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for roots, told in self._rows(table, "root", sql, now):
            if roots is not None:
                known = [self._owners.get(root, -1) for root in roots.split(",")]
                owners.append(np.array(known, np.int64))
                moments.append(np.fromstring(told, np.int64, sep=","))
        owner, moment = np.concatenate(owners), np.concatenate(moments)
        ours = owner >= 0
        return owner[ours], moment[ours], np.zeros(int(ours.sum()), np.int64)

    def _changes(self, told: Iterable[Row], now: int) -> _Facts:
        """What tickets became about, where it is not what they were about before."""
        owners, codes = self._owners, self._codes
        changed: dict[int, list[Row]] = {}
        for row in told:
            place = owners.get(row[3])
            if place is not None:
                changed.setdefault(place, []).append(row)
        known = list(codes)
        found: list[tuple[int, int, int]] = []
        for place, rows in changed.items():
            traits = _before(known[self._born[place]], rows)
            self._born[place] = codes.setdefault(traits, len(codes))
            for _, at, _, _, kind, _, to in sorted(rows, key=_BY_INSTANT):
                field = _FIELDS[kind]
                value = to if kind == _TYPE else to or ""
                if at <= now and traits[field] != value:
                    traits = (*traits[:field], value, *traits[field + 1 :])
                    found.append((place, at * STEPS + Step.REMATCH, codes.setdefault(traits, len(codes))))
        owner, moment, became = np.array(found, np.int64).reshape(-1, 3).T
        return owner, moment, became


def _before(now: tuple[Any, ...], rows: Sequence[Row]) -> tuple[Any, ...]:
    """What a ticket was about before the first change on record of each trait."""
    first: dict[str, Any] = {}
    for row in sorted(rows):
        first.setdefault(CHANGING[row[4]], row[5])
    return traits_before(Traits._make((*now, frozenset())), first)[:4]


def _singly(
    connection: sqlite3.Connection, tickets: Sequence[str], places: Sequence[int], ruled: Catalogue, now: int
) -> Standings:
    """The same, each ticket by itself."""
    rows: list[tuple[int, int, int, int]] = []
    for at in range(0, len(tickets), _PAGE):
        part = dict(zip(tickets[at : at + _PAGE], places[at : at + _PAGE], strict=True))
        for ticket, history in histories(connection, list(part), ruled).items():
            rows += (_row(part[ticket], one) for one in clocks(history, ruled, now))
    return Standings(*np.array(rows, np.int64).reshape(-1, 4).T)


def _row(place: int, one: Reading) -> tuple[int, int, int, int]:
    due = LATEST if one.due is None else one.due
    return place, TICKET_CLOCKS.index(one.clock), STATES.index(one.state), due


def _idle(places: Sequence[int]) -> Standings:
    """Of tickets that were imported without their clocks."""
    owner = np.repeat(np.array(places, np.int64), len(TICKET_CLOCKS))
    clock = np.tile(np.arange(len(TICKET_CLOCKS)), len(places))
    state = np.full(len(owner), STATES.index(ClockState.NOT_APPLICABLE))
    return Standings(owner, clock, state, np.full(len(owner), LATEST, np.int64))


def _joined(*parts: Standings) -> Standings:
    return Standings._make(np.concatenate(part) for part in zip(*parts, strict=True))
