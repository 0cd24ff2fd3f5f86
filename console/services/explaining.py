"""Why a clock stands as it does, and how all clocks of a desk stand (SPEC 4.8, 12.1; docs/CLI.md: sla).

Promise: answered from events, versions and the instant asked for alone; lengths are seconds.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from console.models.kinds import (
    TICKET_CLOCKS,
    ClockKind,
    ClockState,
    Code,
    Refused,
    SegmentKind,
    Verdict,
    from_micros,
    to_micros,
)
from console.models.sla import Reading, Segment, clocks, ledger
from console.models.values import dataclass
from console.models.wall import SECOND
from console.services.clocks import catalogue, histories


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a clock's time."""

    start: datetime
    end: datetime
    kind: SegmentKind
    seconds: int | float
    version: int
    """Of the calendar it was reckoned by."""


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One clock of a ticket in one cycle, explained; None where there is no such thing."""

    clock: ClockKind
    cycle: int
    state: ClockState
    policy: str | None
    """The agreement and the version of its list: "High v3"."""
    calendar: str | None
    target: int | float | None
    start: datetime
    due: datetime | None
    used: int | float | None
    remaining: int | float | None
    """Negative when the target is passed."""
    next: datetime | None
    """When something happens to it by itself."""
    end: datetime | None
    """When it was over."""
    segments: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Explain:
    """Ask how the clocks of a ticket stand at an instant, and why."""

    ticket: str
    now: datetime

    def answer(self, connection: sqlite3.Connection) -> tuple[ClockRow, ...]:
        """By clock and cycle; raises Refused NOT_FOUND."""
        ruled, now = catalogue(connection), to_micros(self.now)
        history = histories(connection, [self.ticket], ruled).get(self.ticket)
        if history is None:
            raise Refused(Code.NOT_FOUND, what="ticket")
        found = sorted(clocks(history, ruled, now), key=lambda one: (TICKET_CLOCKS.index(one.clock), one.cycle))
        return tuple(_row(one, now) for one in found)


def _row(one: Reading, now: int) -> ClockRow:
    found = ledger(one, now)
    basis, timetable = one.basis, one.timetable
    versions = sorted({segment.version for segment in found})
    return ClockRow(
        one.clock,
        one.cycle,
        one.state,
        None if basis is None else f"{basis.agreement.name} v{basis.version}",
        None if timetable is None else " ".join((timetable.name, *(f"v{number}" for number in versions if number))),
        seconds(one.target),
        from_micros(one.start),
        _instant(one.due),
        seconds(one.used),
        seconds(one.remaining),
        _instant(one.next),
        _instant(one.end),
        tuple(map(_stretch, found)),
    )


def _stretch(segment: Segment) -> Stretch:
    length = seconds(segment.end - segment.start) or 0
    return Stretch(from_micros(segment.start), from_micros(segment.end), segment.kind, length, segment.version)


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)


def seconds(micros: int | None) -> int | float | None:
    """A length in seconds, whole where it is."""
    if micros is None:
        return None
    return micros // SECOND if micros % SECOND == 0 else micros / SECOND


VERDICTS = {
    ClockState.MET: Verdict.MET,
    ClockState.MISSED: Verdict.MISSED,
    ClockState.RUNNING: Verdict.PENDING,
    ClockState.PAUSED: Verdict.PENDING,
    ClockState.COVERED: Verdict.PENDING,
    ClockState.MERGED: Verdict.NOT_APPLICABLE,
    ClockState.NOT_APPLICABLE: Verdict.NOT_APPLICABLE,
}
"""How a state counts (SPEC 12.1)."""


@dataclass(frozen=True, slots=True)
class SlaReport:
    """Ask how many clocks of all tickets stand how at an instant."""

    now: datetime

    def answer(self, connection: sqlite3.Connection) -> dict[ClockKind, dict[Verdict, int]]:
        """Counts by clock and verdict, each cycle by itself."""
        from numpy import bincount

        from console.models.clock_states import STATES
        from console.services.clock_states import standings_of

        counts = {clock: dict.fromkeys(Verdict, 0) for clock in TICKET_CLOCKS}
        every = [row[0] for row in connection.execute("select id from ticket where dead = 0")]
        found = standings_of(connection, every, catalogue(connection), to_micros(self.now))
        for place, clock in enumerate(TICKET_CLOCKS):
            numbers = bincount(found.state[found.clock == place], minlength=len(STATES)).tolist()
            for state, number in zip(STATES, numbers, strict=True):
                counts[clock][VERDICTS[state]] += number
        return counts
