"""What a conversation is made of, in its order: messages, what happened between them, and a fold for earlier ones.

Promise: no Qt; equal items are equal values, so a conversation that grows by one message changes one widget.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from console.models.kinds import Channel, Direction, EventKind
from console.models.values import dataclass
from console.services.tickets.whole import AttachmentRow, EventRow, MessageRow, Whole

SHOWN_EVENTS = frozenset(
    {EventKind.STATUS, EventKind.ASSIGNEE, EventKind.TEAM, EventKind.PRIORITY, EventKind.LINKED, EventKind.UNLINKED}
)
"""Events told between messages; the history has all."""


class Kind(StrEnum):
    """How a message looks (look 5)."""

    REQUESTER = "requester"
    PUBLIC = "public"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Message:
    """Something said."""

    id: str
    kind: Kind
    author: str
    own: bool
    """The person of this profile said it."""
    recorded_by: str
    channel: Channel
    body: str
    at: datetime
    files: tuple[AttachmentRow, ...] = ()
    addressee: str = ""
    """Who reads a public reply."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened in between."""

    id: str
    event: EventRow

    @property
    def at(self) -> datetime:
        """When."""
        return self.event.happened


@dataclass(frozen=True, slots=True)
class Fold:
    """Earlier messages that are not shown."""

    count: int
    id: str = "fold"


Item = Message | Happening | Fold


def items(whole: Whole, me: str) -> list[Item]:
    """The conversation of a ticket: what was asked first, then all in the order it happened; `me` is a person's id."""
    found: list[Item] = []
    files: dict[str | None, list[AttachmentRow]] = {}
    for file in whole.attachments:
        files.setdefault(file.message, []).append(file)
    if whole.description.strip() or not whole.messages:
        found.append(_description(whole, tuple(files.get(None, ()))))
    hidden = whole.message_count - len(whole.messages)
    if hidden > 0:
        found.append(Fold(hidden))
    addressee = whole.requester.name if whole.requester else ""
    said = [_message(row, tuple(files.get(row.id, ())), me, addressee) for row in whole.messages]
    since = said[0].at if hidden > 0 and said else whole.created
    happened = [
        Happening(event.id, event) for event in whole.events if event.kind in SHOWN_EVENTS and event.happened >= since
    ]
    mixed: list[Message | Happening] = [*said, *happened]
    return found + sorted(mixed, key=lambda item: (item.at, item.id))


def _description(whole: Whole, files: tuple[AttachmentRow, ...]) -> Message:
    return Message(
        whole.id,
        Kind.REQUESTER,
        whole.requester.name if whole.requester else "",
        own=False,
        recorded_by="",
        channel=whole.channel,
        body=whole.description.strip(),
        at=whole.created,
        files=files,
    )


def _message(row: MessageRow, files: tuple[AttachmentRow, ...], me: str, addressee: str) -> Message:
    kinds = {Direction.IN: Kind.REQUESTER, Direction.OUT: Kind.PUBLIC, Direction.NOTE: Kind.NOTE}
    kind = kinds[row.direction]
    return Message(
        row.id,
        kind,
        row.author,
        own=row.who == me and kind is not Kind.REQUESTER,
        recorded_by=row.recorded_by,
        channel=row.channel,
        body=row.body.strip(),
        at=row.created,
        files=files,
        addressee=addressee if kind is Kind.PUBLIC else "",
    )
