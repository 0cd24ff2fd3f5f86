"""Who comes when: weekly rules and rotations on a grid of wall times (SPEC 7.11).

Promise: pure and exact; instants are whole microseconds since 1970-01-01T00:00Z.  A wall time that clocks skip is the
first instant after the gap, one that they show twice is its first.  No answer takes a walk of more than some days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from console.models.hours import DAY_SECONDS, Span
from console.models.kinds import Code, Refused
from console.models.values import dataclass
from console.models.wall import EARLIEST, LATEST, day_of, instant, on_date, reckoned, shown

Interval = tuple[int, int]
"""Two instants in microseconds: the first belongs to it, the second does not."""

_WEEK = 7


class Unit(StrEnum):
    """What the length of a rotation's shift is counted in."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


_LENGTHS = {Unit.HOUR: timedelta(hours=1), Unit.DAY: timedelta(days=1), Unit.WEEK: timedelta(days=_WEEK)}


@dataclass(frozen=True, slots=True)
class WeeklyRule:
    """Shifts that start on some weekdays; those that touch are one."""

    days: frozenset[int]
    """0 is Monday."""
    span: Span
    zone: ZoneInfo

    @property
    def endless(self) -> bool:
        """Whether one shift goes on for ever."""
        return len(self.days) == _WEEK and self.span[1] - self.span[0] == DAY_SECONDS

    def is_active(self, at: int) -> bool:
        """Whether a shift holds the instant."""
        return any(start <= at < end for start, end in self.between(at, reckoned(at) + 1))

    def shift(self, at: int) -> Interval:
        """The shift that holds the instant, else the next; raises Refused where one is endless or none ever comes."""
        if self.endless or not self.days:
            raise Refused(Code.SHIFT_ENDLESS)
        # Eight days back the shift at hand has begun; within twenty the next one has ended.
        days = range(day_of(reckoned(at)) - 8, day_of(at) + 20)
        return next(shift for shift in _merged(self._on(days)) if shift[1] > at)

    def between(self, first: int, last: int) -> Iterator[Interval]:
        """The shifts, a date each, that reach into [first, last); not cut, not merged."""
        days = range(day_of(reckoned(first)) - 3, day_of(reckoned(last)) + 2)
        return (shift for shift in self._on(days) if shift[0] < last and shift[1] > first)

    def _on(self, days: Iterable[int]) -> Iterator[Interval]:
        """The shifts that start on these dates; one that falls into a gap of the clocks is none."""
        for day in days:
            if date.fromordinal(day).weekday() in self.days:
                start, end = (on_date(day, second, self.zone) for second in self.span)
                if start < end:
                    yield start, end


@dataclass(frozen=True, slots=True)
class Rotation:
    """People who take turns; hand-offs lie on a grid of wall times, from `start` in both directions."""

    unit: Unit
    length: int
    """Units a turn lasts; 1 or more."""
    start: datetime
    """A naive wall time of the zone; there the turn of the first of the people begins."""
    zone: ZoneInfo
    people: tuple[str, ...]

    def who(self, at: int) -> str | None:
        """Whose turn it is; None where there are no people."""
        return self.people[self._turn(at) % len(self.people)] if self.people else None

    def shift(self, at: int) -> Interval:
        """The turn that holds the instant; raises Refused where it reaches beyond what dates can hold."""
        turn = self._turn(at)
        start, end = self._handoff(turn), self._handoff(turn + 1)
        if not EARLIEST < start < end < LATEST:
            raise Refused(Code.TIME_TOO_FAR)
        return start, end

    def handoffs(self, first: int, last: int) -> Iterator[int]:
        """The instants of hand-offs in [first, last], both included; two at the same instant are one."""
        turn = self._turn(first)
        before = self._handoff(turn)
        if EARLIEST < before == first:
            yield before
        while (handoff := self._handoff(turn := turn + 1)) <= reckoned(last):
            if handoff != before:
                yield handoff
            before = handoff

    def turns(self, first: int, last: int) -> Iterator[tuple[int, int, str]]:
        """Start, end and person of the turns in [first, last), cut to it; no turn is empty."""
        if not self.people:
            return
        turn, start = self._turn(first), first
        while start < reckoned(last):
            end = min(self._handoff(turn + 1), last)
            if start < end:
                yield start, end, self.people[turn % len(self.people)]
            turn, start = turn + 1, end

    def _turn(self, at: int) -> int:
        """The number of the last turn that began by the instant; 0 begins at `start`."""
        wall = shown(reckoned(at), self.zone)
        if self.unit is Unit.MONTH:
            turn = ((wall.year - self.start.year) * 12 + wall.month - self.start.month) // self.length
        else:
            turn = (wall - self.start) // _LENGTHS[self.unit] // self.length
        while self._handoff(turn) > at:
            turn -= 1
        while self._handoff(turn + 1) <= at:
            turn += 1
        return turn

    def _handoff(self, turn: int) -> int:
        """The instant at which a turn begins; EARLIEST or LATEST where it lies beyond."""
        try:
            at = instant(self._grid(turn * self.length), self.zone)
        except (OverflowError, ValueError):
            return LATEST if turn > 0 else EARLIEST
        return min(max(at, EARLIEST), LATEST)

    def _grid(self, units: int) -> datetime:
        if self.unit is not Unit.MONTH:
            return self.start + units * _LENGTHS[self.unit]
        year, month = divmod(self.start.year * 12 + self.start.month - 1 + units, 12)
        last = monthrange(year, month + 1)[1]
        return self.start.replace(year=year, month=month + 1, day=min(self.start.day, last))


def _merged(shifts: Iterable[Interval]) -> Iterator[Interval]:
    """Shifts in order, those that touch made one."""
    held: Interval | None = None
    for start, end in shifts:
        if held and start <= held[1]:
            held = held[0], end
        else:
            if held:
                yield held
            held = start, end
    if held:
        yield held
