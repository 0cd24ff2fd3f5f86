"""What a person can do to tickets, as values.

Promise: a command says everything its handler needs but who acts and when; it can be kept, shown, undone and sent
again. `expect` of a command is the value its author saw: another one there refuses it instead of overwriting a
colleague.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from console.models.kinds import (
    Availability,
    Channel,
    Impact,
    LinkKind,
    Outcome,
    PolicyKind,
    Priority,
    Status,
    TicketType,
    Urgency,
    Visibility,
)
from console.models.values import dataclass
from console.services.incidents.commands import IncidentCommand
from console.services.incidents.review_commands import ReviewCommand
from console.services.knowledge.commands import KnowledgeCommand

if TYPE_CHECKING:
    from console.services.attachments import Kept


@dataclass(frozen=True, slots=True)
class NewRequester:
    """Someone who asks for help for the first time."""

    name: str
    email: str | None = None
    phone: str | None = None
    department: str | None = None


@dataclass(frozen=True, slots=True)
class CreateTicket:
    """Open a ticket in one transaction (SPEC 3.8); what is left None is suggested (SPEC 3.5, 3.6) or defaulted."""

    title: str
    description: str = ""
    requester: str | NewRequester | None = None
    """The id of a known person, or one to be recorded with the ticket."""
    type: TicketType | None = None
    priority: Priority | None = None
    impact: Impact | None = None
    urgency: Urgency | None = None
    channel: Channel = Channel.CONSOLE
    team: str | None = None
    assignee: str | None = None
    automatic: bool = False
    """Whether somebody who suits is chosen where no assignee is given (SPEC 3.7)."""
    tags: tuple[str, ...] = ()
    files: tuple[Path | Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class Former:
    """What a ticket held before a move into or out of an end; who takes that back gives it again (SPEC 3.9)."""

    cycle: int
    resolved_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    resolution: str | None
    move: str | None = None
    """The id of that move's event, so that none but it is taken back."""


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Move a ticket along SPEC 3.3; a resolution carries an outcome, a pause or reopening a reason."""

    ticket: str
    target: Status
    reason: str = ""
    outcome: Outcome | None = None
    expect: Status | None = None
    wake: datetime | None = None
    """When a pause ends by itself, if it does (SPEC 3.3)."""
    undoes: Former | None = None
    """Given: the move is taken back instead, and `target` is where it had come from."""


@dataclass(frozen=True, slots=True)
class Assign:
    """Give a ticket to a person, or to nobody (None)."""

    ticket: str
    assignee: str | None
    expect: str | None = None
    checked: bool = False
    """Whether `expect` counts; None is a possible expectation (nobody), so it cannot say so itself."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Hand a ticket to another team, there to nobody or to somebody."""

    ticket: str
    team: str
    assignee: str | None = None
    expect: str | None = None
    holder: str | None = None
    """The assignee its author saw."""
    checked: bool = False
    """Whether `holder` counts."""


@dataclass(frozen=True, slots=True)
class SetPriority:
    """Rule the priority; an override of the suggestion is recorded (SPEC 3.5)."""

    ticket: str
    priority: Priority
    expect: Priority | None = None


@dataclass(frozen=True, slots=True)
class SetType:
    """Say what the ticket is about."""

    ticket: str
    type: TicketType | None
    expect: TicketType | None = None
    checked: bool = False


@dataclass(frozen=True, slots=True)
class SetImpact:
    """Give impact and urgency; both given, they decide the priority (SPEC 3.5 c)."""

    ticket: str
    impact: Impact | None
    urgency: Urgency | None
    priority: Priority | None = None
    """The priority to set with them; None leaves it to the matrix."""
    expect: tuple[Impact | None, Urgency | None, Priority] | None = None


@dataclass(frozen=True, slots=True)
class SetTitle:
    """Rename a ticket."""

    ticket: str
    title: str
    expect: str | None = None


@dataclass(frozen=True, slots=True)
class SetDescription:
    """Put other words in the place of a ticket's description; "" is none."""

    ticket: str
    description: str
    expect: str | None = None


@dataclass(frozen=True, slots=True)
class SetRequester:
    """Say who asks for help."""

    ticket: str
    requester: str | NewRequester | None
    expect: str | None = None
    checked: bool = False
    """Whether `expect` counts; None is a possible expectation."""


@dataclass(frozen=True, slots=True)
class SetTags:
    """Put words on a ticket and take words off."""

    ticket: str
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddMessage:
    """Say something on a ticket: a public reply or an internal note (SPEC 3.4)."""

    ticket: str
    body: str
    visibility: Visibility
    files: tuple[Path | Kept, ...] = ()
    message: str | None = None
    """The message's id, made when its draft began, so that a draft already sent is known."""


@dataclass(frozen=True, slots=True)
class RecordMessage:
    """Write down what the requester said by phone, hotline or on site (SPEC 3.4)."""

    ticket: str
    body: str
    channel: Channel


@dataclass(frozen=True, slots=True)
class Attach:
    """Put files on a ticket without a message (SPEC 3.12)."""

    ticket: str
    files: tuple[Path | Kept, ...]


@dataclass(frozen=True, slots=True)
class LinkTickets:
    """Relate two tickets (SPEC 3.9)."""

    ticket: str
    other: str
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class UnlinkTickets:
    """Take a relation away."""

    ticket: str
    link: str


@dataclass(frozen=True, slots=True)
class SaveView:
    """Keep a filter and order under a name, for oneself or (owner = a team's id) for the team (SPEC 3.10)."""

    name: str
    filter: dict[str, object]
    sort: str
    view: str | None = None
    """The id of the view to change, or to bring back; None makes a new one."""
    owner: str | None = None
    expect: tuple[str, dict[str, object], str] | None = None
    """Name, filter and order of the view its author saw."""


@dataclass(frozen=True, slots=True)
class DropView:
    """Take a saved view away."""

    view: str


@dataclass(frozen=True, slots=True)
class PublishPolicy:
    """Publish the next version of something ruled (SPEC 1.7)."""

    kind: PolicyKind
    name: str
    body: Mapping[str, object]
    owner: str | None = None
    """The id of the team it is for; None: for everybody."""
    effective: datetime | None = None
    """When it begins to hold; None: at once.  A calendar holds from that local date on."""
    expect: int | None = None
    """The version its author saw; 0 for none."""


@dataclass(frozen=True, slots=True)
class SetAvailability:
    """Say that somebody is away, out of office or back (SPEC 1.1)."""

    person: str
    kind: Availability
    until: datetime | None = None
    """When they are back, as far as is known."""
    substitute: str | None = None
    """The id of who stands in meanwhile."""


@dataclass(frozen=True, slots=True)
class KeepRefused:
    """Say again what a refused operation said, and let the rest of it go."""

    operation: str


@dataclass(frozen=True, slots=True)
class RedoRefused:
    """Do again what a refused operation did, on today's values."""

    operation: str


@dataclass(frozen=True, slots=True)
class MergeRefused:
    """Put a text in the place of the one a refused operation wrote: both people's words, as its author merged them."""

    operation: str
    field: str
    text: str
    expect: str | None = None
    """What the field held when they were merged."""


@dataclass(frozen=True, slots=True)
class DiscardRefused:
    """Let a refused operation go."""

    operation: str


Command = (
    CreateTicket
    | SetStatus
    | Assign
    | Transfer
    | SetPriority
    | SetType
    | SetImpact
    | SetTitle
    | SetDescription
    | SetRequester
    | SetTags
    | AddMessage
    | RecordMessage
    | Attach
    | LinkTickets
    | UnlinkTickets
    | SaveView
    | DropView
    | PublishPolicy
    | SetAvailability
    | KeepRefused
    | RedoRefused
    | MergeRefused
    | DiscardRefused
    | KnowledgeCommand
    | IncidentCommand
    | ReviewCommand
)
"""Everything `Desk.do` takes: this slice, articles and incidents."""
