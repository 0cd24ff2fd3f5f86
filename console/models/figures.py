"""The figures of a period, as charts and the command line show them (SPEC 12).

Promise: values alone, made by `measures`; lengths are seconds, and what is not known is None, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from console.models.values import dataclass

AGES = (0, 1, 3, 7, 14)
"""Days from which the classes of a backlog's age begin."""

Seconds = int | float


class Dimension(StrEnum):
    """What figures are told apart by."""

    TYPE = "type"
    PRIORITY = "priority"
    TEAM = "team"
    CHANNEL = "channel"
    PERSON = "person"
    """The assignee."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something takes, of those that are over and those that are not: by nearest rank over both, one that is
    not over counts as longer than any that is.
    """

    n: int
    open: int
    median: Seconds | None = None
    """None where the rank falls among the open ones, or nothing is there."""
    p90: Seconds | None = None
    longest: Seconds | None = None
    """Of those that are over: what is not told is longer than that."""


NOTHING = Spread(0, 0)


@dataclass(frozen=True, slots=True)
class Ahead:
    """How many clocks will be overdue in one hour."""

    start: datetime
    due: int
    """Running clocks that come due in it."""
    expected: float
    """Of those, and of tickets that are still to come."""
    low: int
    high: int
    """Between these in four of five cases."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The hours ahead, by clocks of the past."""

    n: int
    """Past clocks it rests on."""
    weeks: int
    """Whole weeks of them."""
    hours: tuple[Ahead, ...]
    """None where too little is known."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of the clocks of one kind (SPEC 12.1)."""

    met: int = 0
    missed: int = 0
    pending: int = 0
    not_applicable: int = 0

    @property
    def share(self) -> float | None:
        """Percent met of those that are decided; None without any."""
        decided = self.met + self.missed
        return 100 * self.met / decided if decided else None


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What requesters said of the tickets opened in a period."""

    n: int
    mean: float | None
    """Of 1 to 5."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of some tickets in a period."""

    opened: int
    resolved: int
    reopened: int
    backlog: int
    """Tickets somebody still had to work on at its end."""
    first_response: Spread
    resolution: Spread
    satisfaction: Satisfaction
    sla: Mapping[str, Tally]
    """By clock."""


@dataclass(frozen=True, slots=True)
class AgeClass:
    """Tickets of the backlog that are so old; the class ends where the next begins."""

    from_days: int
    n: int
    paused: int


Heat = tuple[tuple[int, ...], ...]
"""Tickets by weekday, Monday first, and hour of the day."""
