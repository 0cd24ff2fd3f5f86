"""Clocks that are right: how each clock of a ticket stands, and why (SPEC 4.4 to 4.6, 4.8).

Promise: a pure function of history, versions and now; instants and lengths are whole microseconds.  The same reckoning
serves every other clock: give `reading` a run, a length and a calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from console.models.agreements import Traits
from console.models.calendars import Calendar
from console.models.catalogue import Basis, Catalogue, Timetable
from console.models.history import History, Run, runs
from console.models.kinds import TICKET_CLOCKS, ClockKind, ClockState, SegmentKind
from console.models.open_time import Interval
from console.models.pressing import LATEST, WARNED, Pressing, foremost
from console.models.values import dataclass
from console.models.wall import SECOND


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of the ledger."""

    start: int
    end: int
    kind: SegmentKind
    version: int
    """Of the calendar."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one clock stands in one cycle; a length or instant that there is none of is None."""

    clock: ClockKind
    cycle: int
    state: ClockState
    start: int
    end: int | None
    """When it was over."""
    target: int | None
    used: int | None
    due: int | None
    """None while it stands still with time left."""
    next: int | None
    """When something happens to it by itself: a threshold, the breach, the next opening."""
    basis: Basis | None = None
    timetable: Timetable | None = None
    run: Run | None = None

    @property
    def remaining(self) -> int | None:
        """What is left of the target, negative when it is over."""
        return None if self.target is None or self.used is None else self.target - self.used

    @property
    def percent(self) -> float | None:
        """How much of the target is used."""
        return None if not self.target or self.used is None else 100 * self.used / self.target


def clocks(history: History, catalogue: Catalogue, now: int) -> tuple[Reading, ...]:
    """All clocks of a ticket in all their cycles, in the order of their starts."""
    if not history.applies:
        return tuple(_idle(kind, history.created) for kind in TICKET_CLOCKS)
    found: list[Reading] = []
    used = 0
    for run in runs(history, now):
        read = _read(run, catalogue, now, used if run.clock is ClockKind.RESOLUTION else 0, now)
        if run.clock is ClockKind.RESOLUTION:
            used += read.used or 0
        found.append(read)
    return tuple(found)


def pressing(history: History, catalogue: Catalogue) -> Pressing | None:
    """The clock that is due first by all that is known; None where nothing is waited for."""
    if not history.applies:
        return None
    now = max((fact[0] for fact in history.facts), default=history.created)
    every = runs(history, now)
    used = 0
    found: list[Pressing] = []
    for run in every:
        if run.end is None or (run.clock is ClockKind.RESOLUTION and every[-1].end is None):
            read = _read(run, catalogue, now, used if run.clock is ClockKind.RESOLUTION else 0, LATEST)
            used += (read.used or 0) if run.clock is ClockKind.RESOLUTION else 0
            if run.end is None and read.target is not None:
                found.append(standing(read, now))
    return foremost(found)


def standing(read: Reading, now: int) -> Pressing:
    """An open clock as a list shows it."""
    run, timetable = read.run, read.timetable
    if read.due is None or run is None or timetable is None or read.target is None:
        return Pressing(read.clock, read.state, read.start, LATEST, LATEST)
    stretches = list(counted(run, now))
    warn = _reached(run, stretches, timetable.calendar, read.target * WARNED // 100, now)
    return Pressing(read.clock, ClockState.RUNNING, read.start, read.due if warn is None else warn, read.due)


def _idle(kind: ClockKind, start: int) -> Reading:
    return Reading(kind, 1, ClockState.NOT_APPLICABLE, start, None, None, None, None, None)


def _read(run: Run, catalogue: Catalogue, now: int, used: int, known: int) -> Reading:
    """A clock by the agreement in force when it was matched, and the calendar as known while it ran."""
    known = known if run.end is None else run.end
    basis = catalogue.match(run.traits, run.matched)
    seconds = basis.agreement.targets.get(run.clock)
    if seconds is None:
        return Reading(run.clock, run.cycle, ClockState.NOT_APPLICABLE, run.start, run.end, None, None, None, None)
    timetable = catalogue.timetable(basis, known)
    target = seconds * SECOND
    if run.cycle > 1 and run.clock is ClockKind.RESOLUTION:
        target = max(target // 4, target - used)
    made = reading(run, target, timetable.calendar, now, basis.agreement.thresholds)
    return Reading(
        *(made.clock, made.cycle, made.state, made.start, made.end, made.target, made.used, made.due, made.next),
        *(basis, timetable, run),
    )


def reading(run: Run, target: int, calendar: Calendar, now: int, thresholds: Sequence[int] = ()) -> Reading:
    """A clock with so much business time, whatever it is the clock of."""
    until = now if run.end is None else run.end
    stretches = list(counted(run, until))
    for cap in run.caps:
        left = cap.left if cap.due is None else calendar.between(cap.at, cap.due)
        target = max(0, min(target, _used(counted(run, cap.at), calendar) + left))
    used = _used(stretches, calendar)
    due = _reached(run, stretches, calendar, target, now)
    state = _state(run, due, now)
    following = None
    if state is ClockState.NOT_APPLICABLE:
        due = None
    if state is ClockState.RUNNING and due is not None:
        following = _following(calendar, now, due, used, [target * percent // 100 for percent in thresholds])
    return Reading(run.clock, run.cycle, state, run.start, run.end, target, used, due, following)


def reached(read: Reading, percent: int, now: int) -> int | None:
    """When so many percent of a clock's time are used; None for one that stands still or was over before."""
    run, timetable = read.run, read.timetable
    if run is None or timetable is None or read.target is None or read.state is ClockState.NOT_APPLICABLE:
        return None
    stretches = list(counted(run, now if run.end is None else run.end))
    at = _reached(run, stretches, timetable.calendar, read.target * percent // 100, now)
    return None if at is None or (run.end is not None and at > run.end) else at


def timer(clock: ClockKind, start: int, target: int, calendar: Calendar, now: int, end: int | None = None) -> Reading:
    """A clock of an incident or a task: acknowledge, recover, the next update, a time box, the review."""
    run = Run(clock, 1, start, _NO_TRAITS)
    if end is not None and end <= now:
        run.finish(end, ClockState.MET)
    return reading(run, target, calendar, now)


def days(calendar: Calendar, start: int, count: int) -> int:
    """So many business days from `start` as a target: five of them for a review (SPEC 11)."""
    return calendar.between(start, calendar.add_days(start, count))


_NO_TRAITS = Traits(None, "", "", "")


def ledger(reading: Reading, now: int) -> tuple[Segment, ...]:
    """Every stretch of a clock's time up to `now` or its end, and what it was (SPEC 4.8)."""
    run, timetable = reading.run, reading.timetable
    if run is None or timetable is None:
        return ()
    until = now if run.end is None else run.end
    found: list[Segment] = []
    at = run.start
    for stop in (*run.stops, None):
        end = until if stop is None else min(stop.start, until)
        found += _stretch(timetable, at, end)
        if stop is not None:
            at = until if stop.end is None else min(stop.end, until)
            if at > end:
                found.append(Segment(end, at, SegmentKind(stop.why.value), timetable.version_at(end)))
    return tuple(found)


def _stretch(timetable: Timetable, start: int, end: int) -> Iterator[Segment]:
    """A stretch that counts, cut by the hours of the calendar."""
    at = start
    for opens, closes in timetable.calendar.spans(start, end) if start < end else ():
        if at < opens:
            yield Segment(at, opens, SegmentKind.CLOSED, timetable.version_at(at))
        yield Segment(opens, closes, SegmentKind.COUNTED, timetable.version_at(opens))
        at = closes
    if at < end:
        yield Segment(at, end, SegmentKind.CLOSED, timetable.version_at(at))


def counted(run: Run, until: int) -> Iterator[Interval]:
    """The stretches in which a clock was not stopped."""
    at = run.start
    for stop in run.stops:
        if stop.start >= until:
            break
        if at < stop.start:
            yield at, stop.start
        if stop.end is None or stop.end >= until:
            return
        at = stop.end
    if at < until:
        yield at, until


def _used(stretches: Iterable[Interval], calendar: Calendar) -> int:
    return sum(calendar.between(start, end) for start, end in stretches)


def _reached(run: Run, stretches: Sequence[Interval], calendar: Calendar, target: int, now: int) -> int | None:
    """When so much is used; None for a clock that stands still before."""
    for start, end in stretches:
        passed = calendar.between(start, end)
        if passed >= target:
            return calendar.add(start, target)
        target -= passed
    if run.end is None and run.stops and run.stops[-1].end is None:
        return None
    return calendar.add(now if run.end is None else run.end, target)


def _state(run: Run, due: int | None, now: int) -> ClockState:
    if run.end is None:
        if due is not None and due <= now:
            return ClockState.MISSED
        return run.stops[-1].why if due is None else ClockState.RUNNING
    if run.ending is ClockState.MET:
        return ClockState.MET if due is not None and run.end <= due else ClockState.MISSED
    if run.ending is ClockState.MERGED or due is None or run.end < due:
        return run.ending or ClockState.NOT_APPLICABLE
    return ClockState.MISSED


def _following(calendar: Calendar, now: int, due: int, used: int, marks: Iterable[int]) -> int:
    """When something happens next to a clock that runs."""
    ahead = [calendar.add(now, mark - used) for mark in marks if mark > used][:1]
    opening = calendar.next_open(now)
    return min([due, *ahead, *([opening] if opening > now else [])])
