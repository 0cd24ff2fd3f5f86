"""Creating tickets and talking on them: messages, what was said by phone, files.

Promise: creating is one transaction of fields, events, tags and files, or nothing (SPEC 3.8); a message is appended
and its consequences (first response, a waiting ticket that goes on) are in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import func, select

from console.models import triage
from console.models.kinds import (
    PAUSES,
    SUGGESTED,
    Channel,
    Code,
    Direction,
    EventKind,
    LinkKind,
    Refused,
    Role,
    Status,
    Visibility,
    to_micros,
)
from console.models.people import Team
from console.models.ticket import Attachment, Message, Ticket
from console.services import availability, policies
from console.services.assignment import proposal
from console.services.attachments import Blobs, Kept
from console.services.bus import Changed
from console.services.desk import Done, Handler, Staged, handled
from console.services.tickets import handlers, saved_views, statuses, texts
from console.services.tickets.commands import (
    AddMessage,
    Assign,
    Attach,
    Command,
    CreateTicket,
    DropView,
    LinkTickets,
    NewRequester,
    PublishPolicy,
    RecordMessage,
    SaveView,
    SetAvailability,
    SetDescription,
    SetImpact,
    SetPriority,
    SetRequester,
    SetStatus,
    SetTags,
    SetTitle,
    SetType,
    Transfer,
    UnlinkTickets,
)
from console.services.transaction import Transaction

F = TypeVar("F", CreateTicket, AddMessage, Attach)
Numbering = Callable[[Transaction], int | None]
"""Gives a new ticket its number, or none yet."""

SPOKEN = frozenset({Channel.PHONE, Channel.HOTLINE, Channel.ON_SITE})
"""Channels on which staff write down what the requester said (SPEC 3.4)."""

REOPEN_WITHIN = timedelta(days=7)
"""A requester's message reopens a resolved ticket within this time (SPEC 3.3)."""


def create(tx: Transaction, blobs: Blobs, number: Numbering, command: CreateTicket) -> Done:
    """A new ticket, whole; type and priority left open are suggested (SPEC 3.5, 3.6)."""
    title, description = texts.title(command.title), texts.description(command.description)
    words = f"{title}\n{description}"
    kind = command.type or triage.suggest_type(words).type
    suggested = triage.suggest_priority(kind, words, command.impact, command.urgency).priority
    team = tx.get(Team, command.team or tx.my_team())
    ticket = Ticket(
        id=tx.new_id(),
        number=number(tx),
        title=title,
        description=description,
        type=kind,
        priority=command.priority or suggested,
        impact=command.impact,
        urgency=command.urgency,
        status=Status.NEW,
        channel=command.channel,
        requester=handlers.requester(tx, command.requester),
        team=team.id,
        created_at=tx.at,
        updated_at=tx.at,
        cycle=1,
    )
    tx.add(ticket, scope=team.own_scope)
    tx.happened(ticket, EventKind.CREATED, None, Status.NEW)
    if command.priority is not None and command.priority is not suggested:
        tx.happened(ticket, EventKind.PRIORITY, suggested, command.priority, SUGGESTED + suggested.value)
    assignee = command.assignee
    if assignee is None and command.automatic:
        assignee = proposal(tx.connection, team.id, kind, to_micros(tx.at)).person
    if assignee is not None:
        handlers.give(tx, ticket, assignee)
    for name in dict.fromkeys(map(texts.tag, command.tags)):
        handlers.add_tag(tx, ticket, name)
    _attach(tx, blobs, ticket, command.files, None)
    return Done(ticket.id, Changed(tickets=frozenset({ticket.id}), people=isinstance(command.requester, NewRequester)))


def next_number(tx: Transaction) -> int:
    """The number after the highest given: what the hub of this machine alone will say too (SPEC 3.2)."""
    return (tx.session.scalar(select(func.max(Ticket.number))) or 0) + 1


def no_number(tx: Transaction) -> None:
    """A team's hub gives the number when it takes the ticket; until then a local mark stands for it (SPEC 3.2)."""
    del tx


def add_message(tx: Transaction, blobs: Blobs, command: AddMessage) -> Done:
    """Append a public reply or an internal note; the first reply is the first response (SPEC 4.5) and opens a new
    ticket.
    """
    ticket, text = tx.get(Ticket, command.ticket), texts.body(command.body)
    public = command.visibility is Visibility.PUBLIC
    known = tx.session.get(Message, command.message) if command.message else None
    if known is not None and known.root == ticket.id:
        return handlers.unchanged(ticket)  # a draft that was already sent, sent again after a crash
    message = Message(
        id=command.message if command.message and known is None else tx.new_id(),
        author=tx.me.id,
        direction=Direction.OUT if public else Direction.NOTE,
        visibility=command.visibility,
        channel=Channel.CONSOLE if ticket.channel in SPOKEN or not public else ticket.channel,
        body=text,
        created_at=tx.at,
    )
    tx.add(message, ticket.id, ticket.scope)
    _attach(tx, blobs, ticket, command.files, message.id)
    if public and ticket.first_responded_at is None:
        ticket.first_responded_at = tx.at
    if public and ticket.status is Status.NEW:
        statuses.move(tx, ticket, Status.OPEN)
    return handlers.touched(tx, ticket)


def record_message(tx: Transaction, number: Numbering, command: RecordMessage) -> Done:
    """Write down what the requester said; the ticket goes on as by any message of theirs (SPEC 3.3, 3.4)."""
    if command.channel not in SPOKEN:
        raise Refused(Code.ROLE_NEEDED, role=Role.WORKER)
    ticket, text = tx.get(Ticket, command.ticket), texts.body(command.body)
    changed = {ticket.id}
    if _is_over(ticket, tx):
        ticket = _follow_up(tx, ticket, number(tx))
        changed.add(ticket.id)
    message = Message(
        id=tx.new_id(),
        author=ticket.requester,
        recorded_by=tx.me.id,
        direction=Direction.IN,
        visibility=Visibility.PUBLIC,
        channel=command.channel,
        body=text,
        created_at=tx.at,
    )
    tx.add(message, ticket.id, ticket.scope)
    if ticket.status in PAUSES or ticket.status is Status.RESOLVED:
        statuses.move(tx, ticket, Status.OPEN, command.channel.value)
    handlers.touched(tx, ticket)
    return Done(ticket.id, Changed(tickets=frozenset(changed)))


def _is_over(ticket: Ticket, tx: Transaction) -> bool:
    if ticket.status is Status.RESOLVED:
        return ticket.resolved_at is not None and tx.at - ticket.resolved_at > REOPEN_WITHIN
    return ticket.status is Status.CLOSED


def _follow_up(tx: Transaction, former: Ticket, number: int | None) -> Ticket:
    """A new ticket for a message that comes after the end of `former`, linked to it (SPEC 3.3)."""
    made = Ticket(
        id=tx.new_id(),
        number=number,
        title=former.title,
        description="",
        type=former.type,
        priority=former.priority,
        status=Status.NEW,
        channel=former.channel,
        requester=former.requester,
        team=former.team,
        created_at=tx.at,
        updated_at=tx.at,
        cycle=1,
    )
    tx.add(made, scope=former.scope)
    tx.happened(made, EventKind.CREATED, None, Status.NEW)
    handlers.add_link(tx, made, former, LinkTickets(made.id, former.id, LinkKind.RELATES))
    return made


def attach(tx: Transaction, blobs: Blobs, command: Attach) -> Done:
    """Put files on a ticket."""
    ticket = tx.get(Ticket, command.ticket)
    if not command.files:
        return handlers.unchanged(ticket)
    _attach(tx, blobs, ticket, command.files, None)
    return handlers.touched(tx, ticket)


def _attach(tx: Transaction, blobs: Blobs, ticket: Ticket, files: tuple[Path | Kept, ...], message: str | None) -> None:
    for file in files:
        kept = file if isinstance(file, Kept) else blobs.keep(file)
        tx.happened(ticket, EventKind.ATTACHED, None, kept.name)
        row = Attachment(
            id=tx.new_id(),
            message=message,
            name=kept.name,
            mime=kept.mime,
            size=kept.size,
            sha256=kept.sha256,
            author=tx.me.id,
            created_at=tx.at,
        )
        tx.add(row, ticket.id, ticket.scope)


def all_handlers(blobs: Blobs, *, numbers: bool = True) -> Mapping[type, Handler]:
    """Who carries out which command of this slice; `numbers`: whether new tickets are numbered here."""
    number = next_number if numbers else no_number
    made = (
        _with_files(blobs, CreateTicket, lambda tx, command: create(tx, blobs, number, command)),
        _with_files(blobs, AddMessage, lambda tx, command: add_message(tx, blobs, command)),
        _with_files(blobs, Attach, lambda tx, command: attach(tx, blobs, command)),
        handled(RecordMessage, lambda tx, command: record_message(tx, number, command)),
        handled(SetStatus, statuses.set_status),
        handled(Assign, handlers.assign),
        handled(Transfer, handlers.transfer),
        handled(SetPriority, handlers.set_priority),
        handled(SetType, handlers.set_type),
        handled(SetImpact, handlers.set_impact),
        handled(SetTitle, handlers.set_title),
        handled(SetDescription, handlers.set_description),
        handled(SetRequester, handlers.set_requester),
        handled(SetTags, handlers.set_tags),
        handled(LinkTickets, handlers.link_tickets),
        handled(UnlinkTickets, handlers.unlink_tickets),
        handled(SaveView, saved_views.save_view),
        handled(DropView, saved_views.drop_view),
        handled(PublishPolicy, policies.publish),
        handled(SetAvailability, availability.set_availability),
    )
    return dict(made)


def _with_files(blobs: Blobs, kind: type[F], act: Callable[[Transaction, F], Done]) -> tuple[type, Handler]:
    """Files are read, hashed and copied before the transaction: 25 MiB take longer than others should wait."""

    def ready(command: Command) -> Command:
        if not isinstance(command, kind):
            raise TypeError(f"{kind.__name__} expected")
        files = tuple(file if isinstance(file, Kept) else blobs.keep(file) for file in command.files)
        return replace(command, files=files) if files else command

    return kind, Staged(ready, handled(kind, act)[1])
