"""Tickets and all that hangs on them: messages, attachments, events, links, tags, saved views (SPEC 3).

Promise: an entity checks its own rules; whoever changes one through its methods cannot break SPEC 3.3 or 3.4.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from console.models import workflow
from console.models.base import Synced, checked, fixed, last, moved, stamped
from console.models.kinds import (
    PAUSES,
    Channel,
    Direction,
    EventKind,
    Impact,
    LinkKind,
    Outcome,
    Priority,
    Status,
    TicketType,
    Urgency,
    Visibility,
)


class Ticket(Synced):
    """One request for help, from its creation to its end (SPEC 3.2)."""

    __tablename__ = "ticket"
    __table_args__ = (
        Index("ticket_by_number", "number"),
        Index("ticket_by_requester", "requester"),
        Index("ticket_by_import", "imported_from"),
    )

    number: Mapped[int | None] = stamped()
    title: Mapped[str] = checked()
    description: Mapped[str] = checked()
    type: Mapped[TicketType | None] = last(TicketType)
    priority: Mapped[Priority] = last(Priority)
    impact: Mapped[Impact | None] = last(Impact)
    urgency: Mapped[Urgency | None] = last(Urgency)
    status: Mapped[Status] = checked(Status)
    channel: Mapped[Channel] = fixed(Channel)
    requester: Mapped[str | None] = last()
    team: Mapped[str] = moved()
    assignee: Mapped[str | None] = checked()
    created_at: Mapped[datetime] = fixed()
    updated_at: Mapped[datetime] = last()
    first_responded_at: Mapped[datetime | None] = last()
    resolved_at: Mapped[datetime | None] = last()
    closed_at: Mapped[datetime | None] = last()
    wake_at: Mapped[datetime | None] = last()
    cycle: Mapped[int] = last()
    outcome: Mapped[Outcome | None] = last(Outcome)
    resolution: Mapped[str | None] = last()
    satisfaction: Mapped[int | None] = last()
    satisfaction_comment: Mapped[str | None] = last()
    imported_from: Mapped[str | None] = fixed()
    imported_with_sla: Mapped[bool | None] = fixed()
    """Whether the clocks of an imported ticket count (docs/CLI.md: tickets import)."""

    def move(self, target: Status, at: datetime, facts: workflow.Facts, ending: workflow.Ending) -> None:
        """Go to `target` at `at`, or raise Refused with the rule that forbids it (SPEC 3.3)."""
        workflow.check_move(self.status, target, facts, ending)
        if self.status in (Status.RESOLVED, Status.CLOSED) and target is Status.OPEN:
            self.cycle += 1
            self.resolved_at = self.closed_at = self.outcome = self.resolution = None
        if target is Status.RESOLVED:
            self.resolved_at, self.outcome, self.resolution = at, ending.outcome, ending.reason or None
        if target is Status.CLOSED:
            self.closed_at = at
        self.wake_at = ending.wake if target in PAUSES else None
        self.status = target


class Message(Synced):
    """Something said on a ticket; append-only (SPEC 3.4)."""

    __tablename__ = "message"
    __table_args__ = (Index("message_by_root", "root", "created_at"),)

    author: Mapped[str | None] = fixed()
    recorded_by: Mapped[str | None] = fixed()
    direction: Mapped[Direction] = fixed(Direction)
    visibility: Mapped[Visibility] = fixed(Visibility)
    channel: Mapped[Channel] = fixed(Channel)
    automatic: Mapped[bool | None] = fixed()
    """Whether nobody wrote it: such a message answers nothing (SPEC 4.5)."""
    body: Mapped[str] = fixed()
    created_at: Mapped[datetime] = fixed()


class Attachment(Synced):
    """A file kept by the hash of its content; the name is only a label (SPEC 3.12)."""

    __tablename__ = "attachment"
    __table_args__ = (Index("attachment_by_root", "root"),)

    message: Mapped[str | None] = fixed()
    name: Mapped[str] = fixed()
    mime: Mapped[str] = fixed()
    size: Mapped[int] = fixed()
    sha256: Mapped[str] = fixed()
    author: Mapped[str | None] = fixed()
    created_at: Mapped[datetime] = fixed()


class Event(Synced):
    """One change a clock, statistic or history needs; append-only (SPEC 1.6)."""

    __tablename__ = "event"
    __table_args__ = (Index("event_by_root", "root", "happened_at", "id"),)

    kind: Mapped[EventKind] = fixed(EventKind)
    from_value: Mapped[str | None] = fixed()
    to_value: Mapped[str | None] = fixed()
    reason: Mapped[str | None] = fixed()
    author: Mapped[str | None] = fixed()
    happened_at: Mapped[datetime] = fixed()
    recorded_at: Mapped[datetime] = fixed()


class Link(Synced):
    """A relation from its root ticket to another one (SPEC 3.9)."""

    __tablename__ = "link"
    __table_args__ = (Index("link_by_root", "root"), Index("link_by_target", "target"))

    kind: Mapped[LinkKind] = fixed(LinkKind)
    target: Mapped[str] = fixed()


class Tag(Synced):
    """One word somebody put on a ticket; taken off by `dead`."""

    __tablename__ = "tag"
    __table_args__ = (Index("tag_by_root", "root"), Index("tag_by_name", "name", "root"))

    name: Mapped[str] = fixed()


class SavedView(Synced):
    """A named filter and order of the queue, of one person or one team (SPEC 3.10)."""

    __tablename__ = "saved_view"

    name: Mapped[str] = last()
    owner: Mapped[str] = fixed()
    filter: Mapped[dict[str, object]] = last()
    sort: Mapped[str] = last()
    position: Mapped[int] = last()


SYNCED = (Ticket, Message, Attachment, Event, Link, Tag, SavedView)
"""The synced entities of this module, parents first."""
