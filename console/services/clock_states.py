"""How all clocks of many tickets stand, read from the replica as arrays (SPEC 4.4).

Promise: the same as `sla.clocks` of each ticket's history; where many are asked for, each table is read once from end
to end, and only odd tickets are asked one by one.  numpy is loaded when this module is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from console.models.agreements import Traits
from console.models.catalogue import Catalogue
from console.models.clock_states import STATES, STEPS, Numbers, Past, Standings, Step, standings
from console.models.kinds import TICKET_CLOCKS, UNDONE, ClockState, EventKind
from console.models.pressing import LATEST
from console.models.sla import Reading, clocks
from console.services.clocks import CHANGING, histories, traits_before

Row = tuple[Any, ...]
"""What the driver gives."""

_SHARE = 8
"""Where fewer than one of so many tickets is asked for, only their own rows are read."""
_PAGE = 2000
"""Tickets whose histories are held at once."""

_MOVED = (
    f"select root, count(*), group_concat(happened_at * {STEPS}"
    f" + case when kind <> 'STATUS' or reason = '{UNDONE}' or to_value = 'MERGED' then {Step.ODD:d}"
    f" when to_value in ('PENDING_USER', 'PENDING_VENDOR', 'ON_HOLD') then {Step.PAUSE:d}"
    f" when to_value in ('RESOLVED', 'CLOSED') then {Step.END:d} else {Step.OPEN:d} end)"
    " from event where kind in ('STATUS', 'MERGED_IN', 'UNMERGED', 'COVERED', 'UNCOVERED', 'UNDELIVERED')"
    " and happened_at <= ? group by root"
)
"""A row for each ticket: numbers come faster in one text."""
_SAID = (
    f"select root, count(*), group_concat(created_at * {STEPS}"
    f" + case when direction = 'OUT' then {Step.ANSWERED:d}"
    f" when recorded_by is not null then {Step.CALLED:d} else {Step.ASKED:d} end)"
    " from message where visibility = 'PUBLIC' and automatic is not 1 and created_at <= ? group by root"
)
_CHANGED = (
    "select happened_at, id, root, kind, from_value, to_value from event where kind in ('TYPE', 'PRIORITY', 'TEAM')"
    " order by recorded_at desc, happened_at desc, id desc"
)
_FIELDS = {"TYPE": 0, "PRIORITY": 1, "TEAM": 2}
"""The places of traits among those of a ticket."""
_TICKETS = (
    "select id, type, priority, team, channel, created_at, imported_from is null, imported_with_sla"
    " from ticket where dead = 0"
)


def standings_of(connection: sqlite3.Connection, tickets: Sequence[str], ruled: Catalogue, now: int) -> Standings:
    """How the clocks of these tickets stand; an owner is the place of its ticket among them."""
    (count,) = connection.execute("select count(*) from ticket").fetchone()
    if len(tickets) * _SHARE < count or ruled.asks_for_tags():
        return _singly(connection, tickets, range(len(tickets)), ruled, now)
    reader = _Reader(connection, tickets)
    found, plain = standings(reader.past(connection, now), ruled, now)
    places = np.array(reader.places, np.int64)
    odd = [*reader.odd, *places[~plain].tolist()]
    return _joined(
        found._replace(owner=places[found.owner]),
        _singly(connection, [tickets[place] for place in odd], odd, ruled, now),
        _idle(reader.idle),
    )


class _Reader:
    """Tickets as arrays; those that are no more have no place among them."""

    def __init__(self, connection: sqlite3.Connection, tickets: Sequence[str]) -> None:
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
        self._codes: dict[tuple[object, ...], int] = {}
        for ticket, *traits, created, is_ours, with_sla in connection.execute(_TICKETS):
            place = asked.get(ticket)
            if place is None:
                continue
            if not is_ours:
                (self.odd if with_sla else self.idle).append(place)
                continue
            self._owners[ticket] = len(self.places)
            self.places.append(place)
            self._created.append(created)
            self._born.append(self._code(tuple(traits)))

    def past(self, connection: sqlite3.Connection, now: int) -> Past:
        """What happened to them up to `now`."""
        changes = self._changes(connection.execute(_CHANGED), now)
        parts = [changes, self._facts(connection, _MOVED, now), self._facts(connection, _SAID, now)]
        owner, moment, value = (np.concatenate(part) for part in zip(*parts, strict=True))
        traits = [Traits._make((*known, frozenset())) for known in self._codes]
        return Past(np.array(self._created, np.int64), np.array(self._born, np.int64), owner, moment, value, traits)

    def _facts(self, connection: sqlite3.Connection, sql: str, now: int) -> tuple[Numbers, Numbers, Numbers]:
        owners, counts, told = [], [], []
        for root, count, moments in connection.execute(sql, (now,)):
            owner = self._owners.get(root)
            if owner is not None:
                owners.append(owner)
                counts.append(count)
                told.append(moments)
        moment = np.fromstring(",".join(told), np.int64, sep=",")
        return np.repeat(np.array(owners, np.int64), counts), moment, np.zeros(len(moment), np.int64)

    def _changes(self, told: Iterable[Row], now: int) -> tuple[Numbers, Numbers, Numbers]:
        """What tickets became about, where it is not what they were about before."""
        rows = [row for row in told if row[2] in self._owners]
        first: dict[str, dict[str, str | None]] = {}
        for _, _, root, kind, before, _ in rows:
            first.setdefault(root, {})[CHANGING[kind]] = before
        known = tuple(self._codes)
        traits: dict[str, tuple[Any, ...]] = {}
        for root, changed in first.items():
            place = self._owners[root]
            traits[root] = traits_before(Traits._make((*known[self._born[place]], frozenset())), changed)[:4]
            self._born[place] = self._code(traits[root])
        found: list[tuple[int, int, int]] = []
        for at, _, root, kind, _, to in sorted(rows):
            former, field = traits[root], _FIELDS[kind]
            value = to if kind == EventKind.TYPE else to or ""
            if at <= now and former[field] != value:
                traits[root] = (*former[:field], value, *former[field + 1 :])
                found.append((self._owners[root], at * STEPS + Step.REMATCH, self._code(traits[root])))
        owner, moment, codes = np.array(found, np.int64).reshape(-1, 3).T
        return owner, moment, codes

    def _code(self, traits: tuple[Any, ...]) -> int:
        return self._codes.setdefault(traits, len(self._codes))


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
