"""The figures of tickets in a period, reckoned with arrays (SPEC 12.1).

Promise: pure; the figures of parts add up to those of the whole, and a hundred thousand tickets take some tens of
milliseconds.  numpy is loaded when this module is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta, tzinfo
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from console.models.figures import (
    AGES,
    NOTHING,
    AgeClass,
    Dimension,
    Figures,
    Heat,
    Satisfaction,
    Seconds,
    Spread,
    Tally,
)
from console.models.kinds import Status, from_micros
from console.models.values import dataclass
from console.models.wall import DAY, SECOND

Instants = NDArray[np.int64]
Codes = NDArray[np.int32]
Places = NDArray[np.intp]
Mask = NDArray[np.bool_]

NEVER = 2**63 - 1
"""The instant of what has not happened."""


class Stand(IntEnum):
    """What a status means to figures."""

    WORKED = 0
    PAUSED = 1
    ENDED = 2
    MERGED = 3


STANDS = {
    Status.NEW: Stand.WORKED,
    Status.OPEN: Stand.WORKED,
    Status.IN_PROGRESS: Stand.WORKED,
    Status.PENDING_USER: Stand.PAUSED,
    Status.PENDING_VENDOR: Stand.PAUSED,
    Status.ON_HOLD: Stand.PAUSED,
    Status.RESOLVED: Stand.ENDED,
    Status.CLOSED: Stand.ENDED,
    Status.MERGED: Stand.MERGED,
}
"""That of each status."""

VERDICTS = ("met", "missed", "pending", "not_applicable")
MET, MISSED, PENDING, NOT_APPLICABLE = range(4)


@dataclass(frozen=True, slots=True)
class Records:
    """All tickets, a place each; codes of a group are numbers from 0 on, whatever they stand for."""

    created: Instants
    responded: Instants
    """When staff first spoke to the requester; NEVER where they have not, or nobody knows."""
    ended: Instants
    """When it was resolved; NEVER where it is not, or nobody knows."""
    born: Codes
    """How it stood when it was created: a Stand, as below."""
    stand: Codes
    satisfaction: Codes
    """1 to 5; 0 for none."""
    groups: Mapping[Dimension, Codes]


@dataclass(frozen=True, slots=True)
class Moves:
    """The changes of status that count (workflow.py: standing) and that make it stand otherwise; those of a ticket in
    their order.
    """

    at: Instants
    owner: Places
    before: Codes
    after: Codes


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of tickets in all their cycles."""

    kinds: tuple[str, ...]
    owner: Places
    kind: Codes
    """A place in `kinds`."""
    verdict: Codes
    """A place in VERDICTS; PENDING turns into MISSED when it is due."""
    due: Instants


def no_clocks() -> Clocks:
    """Where nothing is known of clocks."""
    codes = np.zeros(0, np.int32)
    return Clocks((), np.zeros(0, np.intp), codes, codes, np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` on and before `end`, seen from `now`; microseconds since 1970."""

    start: int
    end: int
    now: int


class Measures:
    """The figures of the tickets `chosen` (all without it) in a period."""

    def __init__(
        self, records: Records, moves: Moves, clocks: Clocks, period: Period, chosen: Mask | None = None
    ) -> None:
        self._records = records
        self._period = period
        everything = np.ones(len(records.created), np.bool_) if chosen is None else chosen
        self.opened = opened_in(records, period, chosen)
        """The places of the tickets opened in it."""
        then = _within(moves.at, period)
        then &= everything[moves.owner]
        resolved = then & (moves.after == Stand.ENDED) & (moves.before < Stand.ENDED)
        reopened = then & (moves.before == Stand.ENDED) & (moves.after < Stand.ENDED)
        self.resolved, self._resolved_at = moves.owner[resolved], moves.at[resolved]
        """The owner of each resolution in it."""
        self.reopened = moves.owner[reopened]
        stands = _stands(records, moves, period.end)
        self.backlog = np.flatnonzero((stands < Stand.ENDED) & (records.created < period.end) & everything)
        """The places of the tickets that were open at its end."""
        self._paused = stands[self.backlog] == Stand.PAUSED
        self._ages = min(period.end, max(period.now, period.start)) - records.created[self.backlog]
        live = records.stand[self.opened] < Stand.ENDED
        self._first = _Lengths.of(records, self.opened, records.responded, live)
        self._whole = _Lengths.of(records, self.opened, records.ended, live)
        self._clocks = _Verdicts(clocks, self.opened, len(records.created), period.now)

    def figures(self) -> Figures:
        """Of all of them together."""
        satisfied = self._records.satisfaction[self.opened]
        return Figures(
            len(self.opened),
            len(self.resolved),
            len(self.reopened),
            len(self.backlog),
            self._first.spread(),
            self._whole.spread(),
            _satisfaction(satisfied),
            self._clocks.tallies(),
        )

    def by(self, dimension: Dimension) -> dict[int, Figures]:
        """Of each group that has any, by its code."""
        codes = self._records.groups[dimension]
        count = int(codes.max()) + 1 if len(codes) else 0
        opened, resolved, reopened, backlog = (
            np.bincount(codes[places], minlength=count)
            for places in (self.opened, self.resolved, self.reopened, self.backlog)
        )
        order, bounds = _sorted(codes[self.opened], count)
        satisfied = self._records.satisfaction[self.opened]
        tallies = self._clocks.tallies_by(codes, count)
        found: dict[int, Figures] = {}
        for group in np.flatnonzero(opened + resolved + reopened + backlog).tolist():
            part = order[bounds[group] : bounds[group + 1]]
            found[group] = Figures(
                int(opened[group]),
                int(resolved[group]),
                int(reopened[group]),
                int(backlog[group]),
                self._first.spread(part),
                self._whole.spread(part),
                _satisfaction(satisfied[part]),
                tallies[group],
            )
        return found

    def ages(self) -> tuple[AgeClass, ...]:
        """The backlog by age, youngest first; the classes add up to it."""
        place = np.searchsorted(np.array(AGES) * DAY, self._ages, side="right") - 1
        place = np.maximum(place, 0)
        counts = np.bincount(place, minlength=len(AGES))
        paused = np.bincount(place[self._paused], minlength=len(AGES))
        return tuple(AgeClass(*row) for row in zip(AGES, counts.tolist(), paused.tolist(), strict=True))

    def aged(self, place: int) -> list[int]:
        """The places of the backlog in one class of age; -1: in all."""
        old = np.searchsorted(np.array(AGES) * DAY, self._ages, side="right") - 1
        found: list[int] = self.backlog[(np.maximum(old, 0) == place) | (place < 0)].tolist()
        return found

    def opened_between(self, start: int, end: int) -> list[int]:
        """The places of the tickets opened from one instant on and before another."""
        at = self._records.created[self.opened]
        found: list[int] = self.opened[(at >= start) & (at < end)].tolist()
        return found

    def resolved_between(self, start: int, end: int) -> list[int]:
        """The places of the tickets resolved then, each once."""
        at = self._resolved_at
        found: list[int] = np.unique(self.resolved[(at >= start) & (at < end)]).tolist()
        return found

    def reopened_ones(self) -> list[int]:
        """The places of the tickets reopened in the period, each once."""
        found: list[int] = np.unique(self.reopened).tolist()
        return found

    def paused(self) -> int:
        """How many of the backlog stood still."""
        return int(self._paused.sum())

    def loads(self) -> dict[int, int]:
        """The backlog by the code of the assignee."""
        codes = self._records.groups[Dimension.PERSON][self.backlog]
        counts = np.bincount(codes)
        return {code: int(counts[code]) for code in np.flatnonzero(counts).tolist()}

    def heat(self, zone: tzinfo | None) -> Heat:
        """When tickets were opened, by weekday and hour of wall time."""
        hours = _wall(self._records.created[self.opened], zone) // (3600 * SECOND)
        # 1970 began on a Thursday.
        counts = np.bincount((hours // 24 + 3) % 7 * 24 + hours % 24, minlength=7 * 24)
        return tuple(tuple(row) for row in counts.reshape(7, 24).tolist())

    def hot(self, zone: tzinfo | None, weekday: int, hour: int) -> Places:
        """The places of the tickets in one cell of that."""
        hours = _wall(self._records.created[self.opened], zone) // (3600 * SECOND)
        found: Places = self.opened[((hours // 24 + 3) % 7 == weekday) & (hours % 24 == hour)]
        return found

    def arrivals(self, edges: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Opened and resolved in each stretch between two `edges`."""
        marks = np.array(edges, np.int64)
        both = (self._records.created[self.opened], self._resolved_at)
        opened, resolved = (np.diff(np.searchsorted(np.sort(found), marks)) for found in both)
        return tuple(opened.tolist()), tuple(resolved.tolist())

    def responses(self, edges: Sequence[int]) -> tuple[Spread, ...]:
        """First responses of the tickets opened in each stretch between two `edges`."""
        place = np.searchsorted(np.array(edges, np.int64), self._records.created[self.opened], side="right") - 1
        order, bounds = _sorted(np.maximum(place, 0).astype(np.int32), len(edges) - 1)
        return tuple(self._first.spread(order[bounds[at] : bounds[at + 1]]) for at in range(len(edges) - 1))


def opened_in(records: Records, period: Period, chosen: Mask | None = None) -> Places:
    """The places of the tickets opened in a period."""
    found = _within(records.created, period)
    return np.flatnonzero(found if chosen is None else found & chosen)


class _Lengths:
    """How long something took, place by place; -1 where it is not over, -2 where it never will be or is not known."""

    def __init__(self, lengths: Instants) -> None:
        self._lengths = lengths

    @staticmethod
    def of(records: Records, places: Places, ends: Instants, live: Mask) -> _Lengths:
        """From creation to `ends`."""
        end = ends[places]
        lengths = np.maximum(end - records.created[places], 0)
        return _Lengths(np.where(end < NEVER, lengths, np.where(live, -1, -2)))

    def spread(self, part: Places | None = None) -> Spread:
        """Of all, or of these."""
        lengths = self._lengths if part is None else self._lengths[part]
        return spread(lengths[lengths >= 0], int((lengths == -1).sum()))


def spread(closed: Instants, still_open: int) -> Spread:
    """By nearest rank over lengths that are known (microseconds) and `still_open` ones that are longer than any."""
    n = len(closed) + still_open
    if not n:
        return NOTHING
    ranks = [-(-n // 2) - 1, -(-9 * n // 10) - 1]
    known = sorted({rank for rank in ranks if rank < len(closed)})
    found = dict(zip(known, np.partition(closed, known)[known].tolist(), strict=True)) if known else {}
    longest = int(closed.max()) if len(closed) else None
    median, p90 = (seconds(found.get(rank)) for rank in ranks)
    return Spread(n, still_open, median, p90, seconds(longest))


def seconds(micros: int | None) -> Seconds | None:
    """A length in seconds, whole where it is."""
    if micros is None:
        return None
    return micros // SECOND if micros % SECOND == 0 else micros / SECOND


class _Verdicts:
    """What came of the clocks of some tickets, as it is seen at an instant."""

    def __init__(self, clocks: Clocks, places: Places, count: int, now: int) -> None:
        counted = np.zeros(count, np.bool_)
        counted[places] = True
        theirs = counted[clocks.owner]
        self._kinds = clocks.kinds
        self._owner, self._kind = clocks.owner[theirs], clocks.kind[theirs]
        verdict, due = clocks.verdict[theirs], clocks.due[theirs]
        self._verdict = np.where((verdict == PENDING) & (due <= now), MISSED, verdict)

    def tallies(self) -> dict[str, Tally]:
        """By clock."""
        return self._named(np.bincount(self._kind * 4 + self._verdict, minlength=4 * len(self._kinds)))

    def tallies_by(self, codes: Codes, count: int) -> list[dict[str, Tally]]:
        """By clock, for each group."""
        width = 4 * len(self._kinds)
        cells = codes[self._owner].astype(np.int64) * width + self._kind * 4 + self._verdict
        counts = np.bincount(cells, minlength=count * width).reshape(count, width)
        return [self._named(row) for row in counts]

    def _named(self, counts: NDArray[np.intp]) -> dict[str, Tally]:
        rows = counts.reshape(len(self._kinds), 4).tolist()
        return {kind: Tally(*row) for kind, row in zip(self._kinds, rows, strict=True)}


def _within(at: Instants, period: Period) -> Mask:
    found: Mask = (at >= period.start) & (at < period.end)
    return found


def _stands(records: Records, moves: Moves, end: int) -> Codes:
    """How each ticket stood at an instant."""
    found = records.born.copy()
    before = moves.at < end
    found[moves.owner[before]] = moves.after[before]  # of several the last one stays
    return found


def _sorted(codes: Codes, count: int) -> tuple[Places, list[int]]:
    """Places in the order of their codes, and where each code begins and ends there."""
    order = np.argsort(codes, kind="stable")
    return order, np.searchsorted(codes[order], np.arange(count + 1)).tolist()


def _satisfaction(given: Codes) -> Satisfaction:
    said = given[given > 0]
    return Satisfaction(len(said), round(float(said.mean()), 2) if len(said) else None)


def _wall(instants: Instants, zone: tzinfo | None) -> Instants:
    """Microseconds that clocks on the wall show, as if they stood in UTC."""
    if not len(instants):
        return instants
    changes = list(_offsets(int(instants.min()), int(instants.max()), zone))
    since, offsets = np.array(changes, np.int64).T
    shown: Instants = instants + offsets[np.searchsorted(since, instants, side="right") - 1]
    return shown


def _offsets(first: int, last: int, zone: tzinfo | None) -> Iterator[tuple[int, int]]:
    """The offsets from UTC in force between two instants, each with the instant from which it holds."""
    at = first - first % SECOND
    known = _offset(at, zone)
    yield at, known
    while at < last:
        then = min(at + DAY, last + SECOND)
        found = _offset(then, zone)
        if found != known:
            early, late = at, then
            while late - early > SECOND:
                middle = (early + late) // 2 // SECOND * SECOND
                early, late = (middle, late) if _offset(middle, zone) == known else (early, middle)
            known = found
            yield late, known
        at = then


def _offset(at: int, zone: tzinfo | None) -> int:
    found = from_micros(at).astimezone(zone).utcoffset()
    return 0 if found is None else found // timedelta(microseconds=1)
