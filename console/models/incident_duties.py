"""Who may offer a duty or ask for a task on an incident, who may answer, and when a time box is over (SPEC 7.7).

Promise: pure; both hubs keep the tables here.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from console.models.incident_kinds import Duty, OfferState, TaskState
from console.models.incident_workflow import Mover
from console.models.kinds import ClockState
from console.models.wall import SECOND

_MINUTE = 60 * SECOND

OFFER_MOVES: AbstractSet[tuple[OfferState, OfferState]] = {
    (OfferState.OFFERED, OfferState.ACCEPTED),
    (OfferState.OFFERED, OfferState.DECLINED),
    (OfferState.OFFERED, OfferState.ENDED),
    (OfferState.ACCEPTED, OfferState.ENDED),
}
"""How an offered duty may go on."""

TASK_MOVES: AbstractSet[tuple[TaskState, TaskState]] = {
    (before, after)
    for before in (TaskState.ASKED, TaskState.ACCEPTED)
    for after in (TaskState.ACCEPTED, TaskState.DONE, TaskState.DECLINED, TaskState.DROPPED)
    if before is not after
}
"""How a task may go on."""

OPEN_TASKS = frozenset({TaskState.ASKED, TaskState.ACCEPTED})
LONGEST_BOX = 1440
"""Minutes of the longest time box; what takes longer is no task of an incident."""


def offers(mover: Mover, duty: Duty) -> bool:
    """Whether they may offer that duty; whoever responds may call in an expert."""
    return mover.commands or (duty is Duty.EXPERT and mover.responds)


def begins(state: OfferState, *, own: bool) -> bool:
    """Whether an offer may begin so: one takes up a duty oneself, everybody else is asked first."""
    return state is OfferState.OFFERED or (state is OfferState.ACCEPTED and own)


def answers(mover: Mover, duty: Duty, target: OfferState, *, own: bool) -> bool:
    """Whether they may take an offer there; `own`: it was made to them.  Who has taken over ends what was before."""
    return own or (target is OfferState.ENDED and (mover.commands or duty in mover.duties))


def works(mover: Mover, target: TaskState, *, own: bool, asked: bool) -> bool:
    """Whether they may take a task there; `own`: it is theirs to do, `asked`: they asked for it."""
    if target in (TaskState.ACCEPTED, TaskState.DECLINED):
        return own
    return own or asked or mover.responds


class Box(NamedTuple):
    """How a time box stands."""

    state: ClockState
    """MISSED from its due instant on, finished or not; NOT_APPLICABLE before it begins and where it was given up."""
    due: int | None
    used: int
    """Microseconds."""


def time_box(accepted: int | None, ended: int | None, minutes: int, now: int, *, done: bool) -> Box:
    """A time box at `now`; instants in microseconds."""
    if accepted is None or (ended is not None and not done):
        return Box(ClockState.NOT_APPLICABLE, None, 0)
    due, end = accepted + minutes * _MINUTE, now if ended is None else ended
    if ended is None:
        state = ClockState.MISSED if due <= now else ClockState.RUNNING
    else:
        state = ClockState.MET if ended <= due else ClockState.MISSED
    return Box(state, due, max(0, end - accepted))
