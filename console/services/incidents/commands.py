"""What a person can do to incidents, as values.

Promise: a command says everything its handler needs but who acts and when; `expect` is the value its author saw.
"""

from __future__ import annotations

from datetime import datetime

from console.models.incident_kinds import EntryKind, IncidentStatus
from console.models.kinds import Category, Severity
from console.models.values import dataclass


@dataclass(frozen=True, slots=True)
class DeclareIncident:
    """Report an incident in one transaction (SPEC 7.6); evidence left None is unknown, never zero."""

    title: str
    description: str = ""
    users: int | None = None
    impact: Severity | None = None
    availability: float | None = None
    """Percent."""
    category: Category | None = None
    """None leaves it to the text (SPEC 7.4)."""


@dataclass(frozen=True, slots=True)
class MoveIncident:
    """Move an incident along SPEC 7.5; one back, and a false alarm, with a reason."""

    incident: str
    target: IncidentStatus
    reason: str = ""
    expect: IncidentStatus | None = None


@dataclass(frozen=True, slots=True)
class SetSeverity:
    """Rule the severity, and say why (SPEC 7.3)."""

    incident: str
    severity: Severity
    rationale: str
    expect: Severity | None = None


@dataclass(frozen=True, slots=True)
class SetCategory:
    """Confirm or change the category (SPEC 7.4)."""

    incident: str
    category: Category
    expect: Category | None = None


@dataclass(frozen=True, slots=True)
class AddEntry:
    """Write on the timeline; `at` is when it happened, now without it (SPEC 7.8)."""

    incident: str
    text: str
    at: datetime | None = None
    kind: EntryKind = EntryKind.NOTE
    evidence: str = ""
    """A link to what proves it."""
    corrects: str | None = None
    """The id of the entry it corrects."""


@dataclass(frozen=True, slots=True)
class PinEntry:
    """Keep an entry in sight, or no longer."""

    entry: str
    pinned: bool = True


IncidentCommand = DeclareIncident | MoveIncident | SetSeverity | SetCategory | AddEntry | PinEntry
"""Everything `Desk.do` takes from this slice."""
