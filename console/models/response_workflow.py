"""What comes next in the response to an incident (SPEC 8.7).

Promise: pure; the same steps in the same states always lead to the same next thing, so any console, worker or restart
goes on where the last one stood.
"""

from __future__ import annotations

from collections.abc import Sequence

from console.models.runbook import Manual, Runbook, Step
from console.models.runbook_kinds import Part, ProcessState, Radius, Result, StepState
from console.models.values import dataclass

APPROVALS = {Radius.NONE: 0, Radius.REVERSIBLE: 1, Radius.DISRUPTIVE: 2}
"""How many different people have to approve (SPEC 8.5)."""

STOPS = frozenset({Result.FAILED, Result.TIMED_OUT, Result.UNSURE})
"""Results of a step that changes something after which nothing more of its list is changed."""

ORDER: tuple[tuple[Part, int], ...] = (
    (Part.DIAGNOSE, 1),
    (Part.PRIORITY, 1),
    (Part.VERIFICATION, 1),
    (Part.SEQUENTIAL, 1),
    (Part.VERIFICATION, 2),
)
"""The lists in their order, each with its round."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One step of a response as it stands."""

    key: str
    """The id of its row."""
    step: str
    part: Part
    round: int
    state: StepState
    result: Result | None
    waived: bool = False
    """Whether a person lets it count as passed."""


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done now."""

    part: Part | None
    round: int
    ask: tuple[Step, ...] = ()
    """Steps that have no row yet and may be asked for now."""
    skip: tuple[Step, ...] = ()
    """Steps that are passed over, for one before them stopped the list."""
    waiting: tuple[str, ...] = ()
    """Rows somebody else has to end: to approve, to do by hand, to rule."""
    ended: ProcessState | None = None


def next_of(book: Runbook, stands: Sequence[Stand]) -> Next:
    """What comes next of the whole response."""
    for part, round_ in ORDER:
        if part in (Part.VERIFICATION, Part.ROLLBACK) and (unsure := unruled(stands)):
            return Next(part, round_, waiting=unsure)
        found = next_in(book, part, round_, stands)
        if found.ask or found.skip or found.waiting:
            return found
        if part is Part.VERIFICATION and verified(book, round_, stands):
            return Next(None, round_, ended=ProcessState.COMPLETED)
    return Next(None, 2, ended=ProcessState.ESCALATED)


def next_in(book: Runbook, part: Part, round_: int, stands: Sequence[Stand]) -> Next:
    """What comes next of one list: all checks at once, what changes something one after the other."""
    known = {stand.step: stand for stand in stands if (stand.part, stand.round) == (part, round_)}
    steps = book.part(part)
    changing = [step for step in steps if not step.checks]
    ask = [step for step in steps if step.checks and step.id not in known]
    stopped = any(known[step.id].result in STOPS for step in changing if step.id in known)
    left = [step for step in changing if step.id not in known]
    busy = any(step.id in known and _open(known[step.id]) for step in changing)
    if left and not stopped and not busy:
        ask = sorted([*ask, left[0]], key=steps.index)
    waiting = tuple(stand.key for stand in known.values() if _open(stand))
    return Next(part, round_, tuple(ask), tuple(left) if stopped else (), waiting)


def unruled(stands: Sequence[Stand]) -> tuple[str, ...]:
    """Rows whose end is not known: nothing is verified or rolled back before a person rules (SPEC 8.7)."""
    return tuple(stand.key for stand in stands if stand.result is Result.UNSURE and not stand.waived)


def verified(book: Runbook, round_: int, stands: Sequence[Stand]) -> bool:
    """Whether every step of that verification passed or was waived by name."""
    good = {
        stand.step
        for stand in stands
        if (stand.part, stand.round) == (Part.VERIFICATION, round_) and (stand.result is Result.PASSED or stand.waived)
    }
    return good.issuperset(step.id for step in book.part(Part.VERIFICATION))


def state_in(part: Part | None) -> ProcessState:
    """What the process is called while a list is at work."""
    return ProcessState.VERIFYING if part is Part.VERIFICATION else ProcessState.EXECUTING


def by_hand(step: Step) -> bool:
    """Whether a person does it."""
    return isinstance(step.work, Manual)


def _open(stand: Stand) -> bool:
    return stand.state in (StepState.WAITING, StepState.RUNNING)
