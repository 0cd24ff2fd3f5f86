"""What the rows of an incident tell its analysis by themselves: time in each severity, first words (SPEC 11).

Promise: pure; what is not known is left out and never guessed; instants and lengths are microseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from console.models.incident_clocks import IncidentClock
from console.models.kinds import ClockKind, ClockState, Severity
from console.models.review_kinds import ReviewText


class Stay(NamedTuple):
    """How long an incident was of a severity."""

    severity: Severity
    length: int


def stays(reported: int, over: int, changes: Sequence[tuple[int, Severity]], severity: Severity) -> tuple[Stay, ...]:
    """The time in each severity from the report to `over`, the gravest first; `changes` tell when it was ruled anew and
    what it had been before, the earliest first, and `severity` what it is in the end.
    """
    lengths: dict[Severity, int] = {}
    start = reported
    for at, before in (*changes, (over, severity)):
        until = min(max(at, start), over)
        lengths[before] = lengths.get(before, 0) + until - start
        start = until
    return tuple(Stay(one, lengths[one]) for one in Severity if lengths.get(one))


def first_texts(
    root_cause: str | None,
    causes: Sequence[str],
    services: Sequence[str],
    summary: str | None,
    details: str | None,
) -> Mapping[ReviewText, str]:
    """What people and the analysis of the response have said already, where it belongs in the analysis."""
    return {
        ReviewText.ROOT_CAUSE: root_cause or "",
        ReviewText.FACTORS: "\n".join(causes),
        ReviewText.IMPACT: "\n".join(services),
        ReviewText.EFFECTIVENESS: "\n\n".join(filter(None, (summary, details))),
    }


def review_clock(resolved: int, due: int, signed: int | None, now: int) -> IncidentClock:
    """The clock from the resolution to the sign-off."""
    late = due < (now if signed is None else signed)
    state = ClockState.MISSED if late else ClockState.RUNNING if signed is None else ClockState.MET
    return IncidentClock(ClockKind.REVIEW, state, resolved, due, signed)
