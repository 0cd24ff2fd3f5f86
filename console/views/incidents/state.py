"""What the war-room shows, as values.

Promise: plain data; equal states look the same.
"""

from __future__ import annotations

from enum import StrEnum

from console.models.incident_kinds import EntryKind
from console.models.kinds import Category, Refused, Severity
from console.models.triage import CategorySuggestion, SeveritySuggestion
from console.models.values import dataclass
from console.services.incidents.queries import IncidentRow
from console.services.incidents.room import Plan, Room, Shown

WINDOW = 200
"""Entries of a timeline that are read at once; scrolling to their end reads as many again."""
CAPTURED = (EntryKind.NOTE, EntryKind.DECISION, EntryKind.UPDATE)
"""What a person captures; everything else is entered by what they do."""


class Mode(StrEnum):
    """What is done."""

    READ = "read"
    DECLARE = "declare"
    WALL = "wall"
    REVIEW = "review"


class Only(StrEnum):
    """Which entries are shown."""

    ALL = "all"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    PINNED = "pinned"


KINDS: dict[Only, tuple[EntryKind, ...]] = {
    Only.DECISIONS: (EntryKind.DECISION,),
    Only.ACTIONS: (EntryKind.STATUS, EntryKind.STEP, EntryKind.TASK, EntryKind.ROLE, EntryKind.SEVERITY),
}
"""The kinds such a choice asks for; all of them where it is not named."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An incident that is being declared."""

    title: str = ""
    description: str = ""
    users: str = ""
    availability: str = ""
    impact: Severity | None = None
    category: Category | None = None
    """None takes what the words suggest."""
    suggested: CategorySuggestion | None = None
    severity: SeveritySuggestion | None = None
    """By what is known; None where a number cannot be read."""
    sending: bool = False
    refused: Refused | None = None

    @property
    def settled(self) -> Category:
        """The category it will have."""
        found = self.suggested.category if self.suggested is not None else Category.UNCLASSIFIED
        return self.category or found


@dataclass(frozen=True, slots=True)
class Capture:
    """The field in which an entry is written."""

    kind: EntryKind = EntryKind.NOTE
    corrects: Shown | None = None
    revision: int = 0
    """Grows when the field is to be emptied."""


@dataclass(frozen=True, slots=True)
class State:
    """The whole page."""

    rows: tuple[IncidentRow, ...] | None = None
    """None until they have come."""
    incident: str | None = None
    room: Room | None = None
    entries: tuple[Shown, ...] = ()
    """The newest first."""
    plan: Plan | None = None
    only: Only = Only.ALL
    text: str = ""
    """What is searched for on the timeline."""
    limit: int = WINDOW
    entry: str | None = None
    """The chosen entry."""
    step: str | None = None
    """The chosen step of the plan."""
    busy: bool = False
    """Whether the response is being gone on with."""
    mode: Mode = Mode.READ
    draft: Draft = Draft()
    capture: Capture = Capture()
