"""What a text is about, how pressing and how grave: suggestions a person may always override (SPEC 3.5, 3.6, 7.3, 7.4).

Promise: pure, total over any string (also None, NUL, lone surrogates, megabytes), the same answer for any letter case,
and every suggestion names the rule and the cues that led to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from console.models.kinds import Impact, Priority, Severity, TicketType, Urgency


class PriorityRule(StrEnum):
    """Which rule of SPEC 3.5 spoke."""

    MATRIX = "MATRIX"
    OUTAGE = "OUTAGE"
    TYPE = "TYPE"
    NO_TYPE = "NO_TYPE"


class Evidence(StrEnum):
    """What is known about an incident's reach (SPEC 7.3)."""

    USERS = "USERS"
    IMPACT = "IMPACT"
    AVAILABILITY = "AVAILABILITY"


@dataclass(frozen=True, slots=True)
class PriorityReason:
    """Why a priority is suggested: the rule, and what it looked at."""

    rule: PriorityRule
    type: TicketType | None = None
    cue: str = ""
    impact: Impact | None = None
    urgency: Urgency | None = None


@dataclass(frozen=True, slots=True)
class PrioritySuggestion:
    """A priority and the rule it follows from (SPEC 3.5)."""

    priority: Priority
    reason: PriorityReason


@dataclass(frozen=True, slots=True)
class SeverityReason:
    """Why a severity is suggested: the evidence at hand, the pieces that reached this level, and the security floor."""

    decisive: tuple[Evidence, ...] = ()
    users: int | None = None
    impact: Severity | None = None
    availability: float | None = None
    floor: bool = False


@dataclass(frozen=True, slots=True)
class SeveritySuggestion:
    """A severity; unconfirmed as long as nothing at all is known of the reach (SPEC 7.3)."""

    severity: Severity
    confirmed: bool
    reason: SeverityReason
