"""What the queue page shows, as values.

Promise: frozen; a part that did not change is the same object, so the page leaves it alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from console.models.kinds import Priority, Refused, TicketType, Visibility, local_mark
from console.models.values import dataclass
from console.services.tickets.filters import Filter, Sort

if TYPE_CHECKING:
    from console.models.triage import PrioritySuggestion, TypeSuggestion
    from console.services.explaining import ClockRow
    from console.services.knowledge.finding import Suggestion
    from console.services.people import PersonRow
    from console.services.sync.state import Colleague
    from console.services.tickets.commands import NewRequester
    from console.services.tickets.queries import Line
    from console.services.tickets.views import View
    from console.services.tickets.whole import Whole


@dataclass(frozen=True, slots=True)
class ListState:
    """The left and the upper part of the page."""

    views: tuple[View, ...]
    view: View
    filter: Filter
    """What is shown: the view's filter and what was changed in it, or a search."""
    sort: Sort
    counts: Mapping[str, int] = field(default_factory=dict)
    """By view id; those counted so far."""
    opening: int = 0
    """Goes up whenever something else is shown; within one, only the order changes."""
    order: array[int] = field(default_factory=lambda: array("q"))
    lines: tuple[Line, ...] = ()
    """Those the opening came with."""
    count: int | None = None
    """How many tickets there are; None until counted."""
    current: int | None = None
    """The number of the row shown below."""
    ticket: str | None = None
    """The id of its ticket."""
    refused: Refused | None = None

    @property
    def is_search(self) -> bool:
        """Whether all tickets are searched for words."""
        return bool(self.filter.text)

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save as a view."""
        return not self.is_search and (self.filter, self.sort) != (self.view.filter, self.view.sort)


@dataclass(frozen=True, slots=True)
class TicketState:
    """The ticket below the table and in the inspector."""

    ticket: str | None = None
    """The id of the ticket wanted."""
    whole: Whole | None = None
    """The ticket read last; of another id while the wanted one is on its way."""
    refused: Refused | None = None
    """Why the wanted one cannot be shown."""
    clocks: tuple[ClockRow, ...] | None = None
    """How the clocks of the ticket read last stand, explained; None until they are."""

    @property
    def shown(self) -> Whole | None:
        """The ticket actions work on: the one read last, unless another was chosen since."""
        return self.whole if self.whole is not None and self.whole.id == self.ticket else None


@dataclass(frozen=True, slots=True)
class WritingState:
    """The composer."""

    ticket: str | None = None
    mode: Visibility = Visibility.PUBLIC
    text: str = ""
    revision: int = 0
    """Goes up when the text was not typed here: the field has to take it."""
    files: tuple[Path, ...] = ()
    kept: datetime | None = None
    """When the draft was kept."""
    arrived: int = 0
    """Messages of others since the first keystroke (SPEC 3.11)."""
    sending: bool = False
    refused: Refused | None = None


@dataclass(frozen=True, slots=True)
class CreateState:
    """The panel for a new ticket."""

    open: bool = False
    revision: int = 0
    """Goes up when the fields have to be emptied."""
    requester: PersonRow | NewRequester | None = None
    type: TicketType | None = None
    """As chosen; None takes the suggestion."""
    priority: Priority | None = None
    automatic: bool = False
    """Whether whoever suits best is to have it."""
    files: tuple[Path, ...] = ()
    suggested_type: TypeSuggestion | None = None
    suggested: PrioritySuggestion | None = None
    sending: bool = False
    refused: Refused | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Everything the page shows."""

    listing: ListState
    ticket: TicketState
    writing: WritingState
    create: CreateState
    beside: Mapping[str, tuple[Colleague, ...]]
    """Who else is at which ticket."""
    drafted: frozenset[str] = frozenset()
    """The ids of tickets on which words wait to be sent."""
    advice: tuple[Suggestion, ...] = ()
    """Articles that may help with what is being written."""


def number_of(whole: Whole) -> str:
    """A ticket's number, or its mark until the hub has given it one (SPEC 3.2)."""
    return local_mark(whole.id) if whole.number is None else str(whole.number)


class Said(StrEnum):
    """What a toast says was done."""

    ASSIGNED = "assigned"
    UNASSIGNED = "unassigned"
    STATUS = "status"
    PRIORITY = "priority"
    TYPE = "type"
    IMPACT = "impact"
    TEAM = "team"
    TITLE = "title"
    DESCRIPTION = "description"
    TAGS = "tags"
    REQUESTER = "requester"
    LINKED = "linked"
    UNLINKED = "unlinked"
    ATTACHED = "attached"
    RECORDED = "recorded"
    CREATED = "created"
    NONE_LEFT = "none left"
    VIEW_SAVED = "view saved"
    VIEW_DROPPED = "view dropped"


@dataclass(frozen=True, slots=True)
class Told:
    """What was done, for the toast to phrase."""

    said: Said
    number: str = ""
    """Of the ticket."""
    value: object = None
    """The new value: a name, or a member of an enum."""
