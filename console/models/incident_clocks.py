"""The clocks of an incident: acknowledged by a person, updated again, resolved (SPEC 7.1, 9.2).

Promise: pure; a clock says when it began, when it is due, and whether what it waited for came in time; instants are
microseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from console.models.kinds import ClockKind, ClockState, Severity
from console.models.rulings import Terms
from console.models.values import dataclass
from console.models.wall import SECOND

_MINUTE = 60 * SECOND
_RUNNING, _MET, _MISSED, _OVER = ClockState.RUNNING, ClockState.MET, ClockState.MISSED, ClockState.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Facts:
    """All of one incident that its clocks go by."""

    reported: int
    acknowledged: int | None
    resolved: int | None
    over: int | None
    """When it was resolved, closed or merged; None while it lasts."""
    severity: Severity
    changes: Sequence[tuple[int, Severity]]
    """When its severity was ruled anew, and what it had been before; the earliest first."""
    updates: Sequence[int]
    """When an update was given; the earliest first."""


class IncidentClock(NamedTuple):
    """One clock."""

    clock: ClockKind
    state: ClockState
    """MISSED from its due instant on, finished or not."""
    start: int
    due: int
    end: int | None
    """When what it waited for came, or nothing was waited for any more."""
    given: int = 0
    """Updates given so far."""
    late: int = 0
    """How many of them were late, or have not come and are."""


def clocks(facts: Facts, terms: Mapping[Severity, Terms], now: int) -> tuple[IncidentClock, ...]:
    """Acknowledgement, next update, recovery, as they stand at `now`."""
    asked = terms[facts.severity]
    return (
        _answer(ClockKind.ACKNOWLEDGEMENT, facts, facts.acknowledged, asked.respond, now),
        _cadence(facts, terms, now),
        _answer(ClockKind.RECOVERY, facts, facts.resolved, asked.resolve, now),
    )


def _answer(clock: ClockKind, facts: Facts, came: int | None, minutes: int, now: int) -> IncidentClock:
    due = facts.reported + minutes * _MINUTE
    if came is not None:
        return IncidentClock(clock, _MET if came <= due else _MISSED, facts.reported, due, came)
    if facts.over is not None:
        return IncidentClock(clock, _OVER, facts.reported, due, facts.over)
    return IncidentClock(clock, _MISSED if due <= now else _RUNNING, facts.reported, due, None)


def _cadence(facts: Facts, terms: Mapping[Severity, Terms], now: int) -> IncidentClock:
    """It restarts with each update and each change of severity, and ends when the incident does."""
    held = [before for _, before in facts.changes] + [facts.severity]
    starts = sorted([(at, False) for at in facts.updates] + [(at, True) for at, _ in facts.changes])
    start, late, place = facts.reported, 0, 0
    due = start + terms[held[0]].update * _MINUTE
    for at, is_change in starts:
        if at > (now if facts.over is None else facts.over):
            break
        late += at > due
        place += is_change
        start, due = at, at + terms[held[place]].update * _MINUTE
    end = now if facts.over is None else facts.over
    missed = due <= end
    state = _MISSED if missed and facts.over is None else _RUNNING if facts.over is None else _OVER
    return IncidentClock(ClockKind.UPDATE, state, start, due, facts.over, len(facts.updates), late + missed)
