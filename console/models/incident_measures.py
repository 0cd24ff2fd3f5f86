"""The figures of incidents: how soon people answered and ended them, against each severity's own targets (SPEC 12.2).

Promise: pure; an incident that lasts counts as longer than any that is over, and no mean stands without their number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from console.models.figures import Seconds, Spread, Tally
from console.models.kinds import Category, Severity
from console.models.measures import seconds, spread
from console.models.rulings import Terms
from console.models.values import dataclass
from console.models.wall import SECOND

_MINUTE = 60 * SECOND


@dataclass(frozen=True, slots=True)
class Course:
    """How an incident went; instants in microseconds."""

    category: Category
    severity: Severity
    reported: int
    acknowledged: int | None
    """By a person."""
    resolved: int | None
    ended: bool
    """Resolved, closed, or merged into another: nothing is waited for any more."""
    actions: int = 0
    """Action items of its analysis that were not dropped."""
    done: int = 0
    """Of those."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took."""

    spread: Spread
    mean: Seconds | None
    """Of those that are over; never to be told without how many are open."""


@dataclass(frozen=True, slots=True)
class IncidentFigures:
    """Of the incidents of one category and severity."""

    category: Category
    severity: Severity
    n: int
    acknowledged: Times
    resolved: Times
    response: Tally
    resolution: Tally
    last: int
    """When the last one was reported."""
    actions: int = 0
    done: int = 0
    """Action items closed, of `actions`."""


def incident_figures(
    told: Iterable[Course], terms: Callable[[int], Mapping[Severity, Terms]], now: int
) -> tuple[IncidentFigures, ...]:
    """A row for each category and severity that occurs, in their order; `terms` are those in force at an instant."""
    grouped: dict[tuple[Category, Severity], list[Course]] = {}
    for one in told:
        grouped.setdefault((one.category, one.severity), []).append(one)
    order = [(category, severity) for category in Category for severity in Severity]
    return tuple(_figures(key, grouped[key], terms, now) for key in order if key in grouped)


def _figures(
    key: tuple[Category, Severity],
    told: Sequence[Course],
    terms: Callable[[int], Mapping[Severity, Terms]],
    now: int,
) -> IncidentFigures:
    category, severity = key
    asked = [terms(one.reported)[severity] for one in told]
    answers = [(one, one.acknowledged, asks.respond) for one, asks in zip(told, asked, strict=True)]
    ends = [(one, one.resolved, asks.resolve) for one, asks in zip(told, asked, strict=True)]
    return IncidentFigures(
        category,
        severity,
        len(told),
        _times([(one, at) for one, at, _ in answers]),
        _times([(one, at) for one, at, _ in ends]),
        _tally(answers, now),
        _tally(ends, now),
        max(one.reported for one in told),
        sum(one.actions for one in told),
        sum(one.done for one in told),
    )


def _times(reached: Sequence[tuple[Course, int | None]]) -> Times:
    lengths = [max(0, at - one.reported) for one, at in reached if at is not None]
    still = sum(at is None and not one.ended for one, at in reached)
    mean = round(sum(lengths) / len(lengths)) if lengths else None
    return Times(spread(np.array(lengths, np.int64), still), seconds(mean))


def _tally(reached: Sequence[tuple[Course, int | None, int]], now: int) -> Tally:
    met = missed = pending = other = 0
    for one, at, minutes in reached:
        due = one.reported + minutes * _MINUTE
        if at is not None:
            met, missed = (met + 1, missed) if at <= due else (met, missed + 1)
        elif one.ended:
            other += 1
        elif due <= now:
            missed += 1
        else:
            pending += 1
    return Tally(met, missed, pending, other)
