"""Which status may follow which, and what each move asks for (SPEC 3.3).

Promise: pure; the table here is the only one, and the hub's trigger is generated from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from console.models.kinds import LIVE, PAUSES, UNDONE, Code, Outcome, Refused, Role, Status
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


def way_back(before: Status, after: Status) -> tuple[Status, ...]:
    """The moves that undo `before` -> `after`: straight back where the table allows it, else by one status between.

    A ticket cannot become NEW again (SPEC 3.3): out of an end it becomes OPEN instead, and leaving NEW for work has no
    undo.
    """
    if before in TRANSITIONS[after]:
        return (before,)
    between = next((status for status in Status if status in TRANSITIONS[after] & _leading_to(before)), None)
    if between is not None:
        return between, before
    return (Status.OPEN,) if after in (Status.RESOLVED, Status.CLOSED) else ()


def _leading_to(target: Status) -> set[Status]:
    return {status for status, targets in TRANSITIONS.items() if target in targets}


def standing(moves: Sequence[tuple[str | None, str | None, str | None]]) -> list[int]:
    """Of a ticket's moves in their order (from, to, reason), the places of those that clocks and figures count:
    neither taken back, nor taking back.

    An undo begins where the move it takes back had led (SPEC 3.9).
    """
    stand: list[int] = []
    for place, (source, _, reason) in enumerate(moves):
        if reason != UNDONE:
            stand.append(place)
        elif stand and moves[stand[-1]][1] == source:
            stand.pop()
    return stand
