"""How a ticket's status moves: by a person's choice, after a message, and back again (SPEC 3.3, 3.9).

Promise: a move and its event are one; what undoes a move out of or into an end leaves status, cycle and resolution as
they were, by legal moves alone, and its events say that they undo.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from console.models import workflow
from console.models.kinds import (
    LIVE,
    PAUSES,
    UNDONE,
    Code,
    Direction,
    EventKind,
    Locale,
    Refused,
    Role,
    Status,
    Visibility,
)
from console.models.ticket import Event, Message, Ticket
from console.services.desk import Done
from console.services.tickets import texts
from console.services.tickets.commands import Former, SetStatus
from console.services.tickets.handlers import expected, touched, unchanged
from console.services.transaction import Transaction

_UNDONE = {Locale.EN: "Undone", Locale.ZH: "撤销"}
"""Why a ticket goes back to a pause that had no reason."""


def facts(tx: Transaction, ticket: Ticket) -> workflow.Facts:
    """What SPEC 3.3 asks of the conversation and of who moves the ticket."""
    public = select(Message.direction).where(Message.root == ticket.id, Message.visibility == Visibility.PUBLIC)
    newest = public.order_by(Message.created_at.desc(), Message.id.desc()).limit(1)
    return workflow.Facts(
        publicly_answered=tx.session.scalar(public.where(Message.direction == Direction.OUT).limit(1)) is not None,
        requester_waits=tx.session.scalar(newest) is Direction.IN,
        roles=frozenset(map(Role, tx.me.roles)),
    )


def move(tx: Transaction, ticket: Ticket, target: Status, reason: str = "") -> None:
    """Move as the console itself does after a message: no facts are asked, the table holds."""
    before = ticket.status
    tx.happened(ticket, EventKind.STATUS, before, target, reason)
    held = workflow.Facts(publicly_answered=True, requester_waits=False, roles=frozenset(Role))
    ticket.move(target, tx.at, held, workflow.Ending(reason or target.value))


def set_status(tx: Transaction, command: SetStatus) -> Done:
    """Move along SPEC 3.3, or take such a move back."""
    ticket = tx.get(Ticket, command.ticket)
    before = ticket.status
    expected(tx, "status", command.expect, before, checked=command.expect is not None)
    if command.undoes is not None:
        return _take_back(tx, ticket, command, command.undoes)
    if before is command.target:
        return unchanged(ticket)
    reason = texts.reason(command.reason)
    # A trial of the rules before the event, so that a refused move leaves no event in the session.
    known, ending = facts(tx, ticket), workflow.Ending(reason, command.outcome, command.wake)
    workflow.check_move(before, command.target, known, ending)
    undo = _way_back(tx, ticket, command.target, known.roles)
    moved = tx.happened(ticket, EventKind.STATUS, before, command.target, reason)
    ticket.move(command.target, tx.at, known, ending)
    if undo is not None and undo.undoes is not None:
        undo = replace(undo, undoes=replace(undo.undoes, move=moved.id))
    return touched(tx, ticket, undo)


def _way_back(tx: Transaction, ticket: Ticket, after: Status, roles: frozenset[Role]) -> SetStatus | None:
    """What undoes going from the present status to `after`; None where no moves of this person do."""
    before = ticket.status
    path = workflow.way_back(before, after)
    if not path or (after is Status.CLOSED and not roles & workflow.REOPENS_CLOSED):
        return None
    if before in LIVE and after in LIVE:
        return SetStatus(ticket.id, before, _reason_of(tx, ticket), None, after, ticket.wake_at)
    former = Former(ticket.cycle, ticket.resolved_at, ticket.closed_at, ticket.outcome, ticket.resolution)
    return SetStatus(ticket.id, path[-1], expect=after, wake=ticket.wake_at, undoes=former)


def _reason_of(tx: Transaction, ticket: Ticket) -> str:
    """Why the ticket pauses, for its return to that pause; "" where it does not."""
    if ticket.status not in PAUSES:
        return ""
    moves = _moves(tx, ticket)
    standing = workflow.standing([(move.from_value, move.to_value, move.reason) for move in moves])
    reasons = [moves[place].reason for place in standing if moves[place].to_value == ticket.status]
    return (reasons[-1] if reasons else None) or _UNDONE[tx.me.locale]


def _moves(tx: Transaction, ticket: Ticket) -> list[Event]:
    found = tx.find(Event, root=ticket.id, kind=EventKind.STATUS)
    return sorted(found, key=lambda event: (event.happened_at, event.id))


def _take_back(tx: Transaction, ticket: Ticket, command: SetStatus, former: Former) -> Done:
    """Go back by legal moves, each with its event; what the ticket held before the move it holds again.

    Refused when another move came after the one to be taken back.
    """
    after, moves = ticket.status, _moves(tx, ticket)
    if not moves or (former.move is not None and moves[-1].id != former.move):
        raise Refused(Code.CHANGED_MEANWHILE, field="status", expected=after, found=after)
    path = workflow.way_back(command.target, after)
    if not path:
        raise Refused(Code.ILLEGAL_STATUS, status=after, target=command.target, allowed=workflow.choices(after))
    redo = SetStatus(ticket.id, after, moves[-1].reason or "", ticket.outcome, path[-1], ticket.wake_at)
    for step in path:
        if ticket.status is Status.CLOSED and not frozenset(map(Role, tx.me.roles)) & workflow.REOPENS_CLOSED:
            raise Refused(Code.ROLE_NEEDED, role=Role.LEAD)
        tx.session.flush()  # the move before is a change of its own to the hub, which knows the table alone
        tx.happened(ticket, EventKind.STATUS, ticket.status, step, UNDONE)
        ticket.status = step
    ticket.cycle, ticket.resolved_at, ticket.closed_at = former.cycle, former.resolved_at, former.closed_at
    ticket.outcome, ticket.resolution, ticket.wake_at = former.outcome, former.resolution, command.wake
    return touched(tx, ticket, redo)
