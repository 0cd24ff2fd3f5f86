"""Which status may follow which, and what each move asks for (SPEC 3.3).

Promise: pure; the table here is the only one, and the hub's trigger is generated from it.
"""

from __future__ import annotations

from datetime import datetime

from console.models.kinds import LIVE, PAUSES, Code, Outcome, Refused, Role, Status
from console.models.values import dataclass

_WORKING = frozenset({Status.OPEN, Status.IN_PROGRESS})

REOPENS_CLOSED = frozenset({Role.LEAD, Role.ADMIN})
"""Who may bring a closed ticket back (SPEC 1.3, 3.3)."""

TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.NEW: frozenset({Status.OPEN, Status.IN_PROGRESS, Status.RESOLVED, Status.MERGED}),
    Status.OPEN: frozenset({Status.IN_PROGRESS, Status.RESOLVED, Status.MERGED}) | PAUSES,
    Status.IN_PROGRESS: frozenset({Status.OPEN, Status.RESOLVED, Status.MERGED}) | PAUSES,
    **{pause: _WORKING | {Status.RESOLVED, Status.MERGED} | (PAUSES - {pause}) for pause in sorted(PAUSES)},
    Status.RESOLVED: frozenset({Status.OPEN, Status.CLOSED, Status.MERGED}),
    Status.CLOSED: frozenset({Status.OPEN}),
    Status.MERGED: frozenset(),
}
"""From each status the ones a ticket can go to (SPEC 3.3); MERGED is reached and left by merge and un-merge alone."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a move has to know of the ticket and of who moves it."""

    publicly_answered: bool
    """Staff have sent a public message."""
    requester_waits: bool
    """The newest public message is the requester's."""
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Ending:
    """What came with a move: the reason of a pause or reopening, the outcome and text of a resolution."""

    reason: str = ""
    outcome: Outcome | None = None
    wake: datetime | None = None
    """When a pause ends by itself."""


def choices(status: Status) -> tuple[Status, ...]:
    """The statuses a person may choose next, in the order of a ticket's life."""
    return tuple(s for s in Status if s in TRANSITIONS[status] and s is not Status.MERGED)


def needs_reason(status: Status, target: Status) -> bool:
    """Whether going from `status` to `target` asks for a reason: pauses and reopening do."""
    return target in PAUSES or (target is Status.OPEN and status not in LIVE)


def check_move(status: Status, target: Status, facts: Facts, ending: Ending) -> None:
    """Raise Refused when the move breaks SPEC 3.3; return when it holds."""
    if target not in choices(status):
        raise Refused(Code.ILLEGAL_STATUS, status=status, target=target, allowed=choices(status))
    if status is Status.CLOSED and not facts.roles & REOPENS_CLOSED:
        raise Refused(Code.ROLE_NEEDED, role=Role.LEAD)
    if needs_reason(status, target) and not ending.reason.strip():
        raise Refused(Code.REASON_NEEDED, target=target)
    if target in PAUSES and not facts.publicly_answered:
        raise Refused(Code.NO_PUBLIC_REPLY, target=target)
    if target is Status.PENDING_USER and facts.requester_waits:
        raise Refused(Code.UNANSWERED_MESSAGE)
    if target is Status.RESOLVED and ending.outcome is None:
        raise Refused(Code.OUTCOME_NEEDED)


def way_back(before: Status, after: Status) -> Status | None:
    """Where undoing `before` -> `after` leads: back where the table allows it, else from an end to OPEN.

    A ticket cannot become NEW again (SPEC 3.3), nor CLOSED in one step: leaving NEW for work and reopening a closed
    one have no undo.
    """
    if before in TRANSITIONS[after]:
        return before
    if after in (Status.RESOLVED, Status.CLOSED):
        return Status.OPEN
    return None
