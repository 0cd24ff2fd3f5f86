"""What a person can do to incidents, as values.

Promise: a command says everything its handler needs but who acts and when; `expect` is the value its author saw.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from console.models.incident_kinds import EntryKind, IncidentStatus
from console.models.kinds import Category, Locale, Severity
from console.models.message_kinds import MessageKind
from console.models.values import dataclass
from console.services.incidents.work_commands import WorkCommand


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


@dataclass(frozen=True, slots=True)
class MergeIncident:
    """Close an incident as the duplicate of another (SPEC 7.9)."""

    incident: str
    into: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SetHandler:
    """Give an incident to somebody, or to nobody."""

    incident: str
    handler: str | None


@dataclass(frozen=True, slots=True)
class SetCommander:
    """Put somebody in command, the only one who is (SPEC 7.7)."""

    incident: str
    commander: str | None


@dataclass(frozen=True, slots=True)
class SetEvidence:
    """What is known of its reach; None is unknown, never zero (SPEC 7.3). The severity stays until it is ruled."""

    incident: str
    users: int | None = None
    impact: Severity | None = None
    availability: float | None = None
    """Percent."""


@dataclass(frozen=True, slots=True)
class SetFindings:
    """What it was and how it ended, whole: what is left None is unknown."""

    incident: str
    root_cause: str | None = None
    resolution_summary: str | None = None
    resolution_details: str | None = None
    impact_began_at: datetime | None = None
    impact_ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SendMessage:
    """Tell groups about an incident (SPEC 9.1); a worker sends it to each of their members once."""

    incident: str
    kind: MessageKind
    subject: Mapping[Locale, str]
    """A line in each language it is written in."""
    body: Mapping[Locale, str]
    """Markdown."""
    groups: tuple[str, ...]
    public: bool = False
    """Whether the status page shows it."""
    expect: int | None = None
    """How many messages its author knew of."""


IncidentCommand = (
    DeclareIncident
    | MoveIncident
    | SetSeverity
    | SetCategory
    | AddEntry
    | PinEntry
    | MergeIncident
    | SetHandler
    | SetCommander
    | SetEvidence
    | SetFindings
    | WorkCommand
    | SendMessage
)
"""Everything `Desk.do` takes from this slice."""
