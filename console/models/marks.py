"""Which rows the clocks of a ticket call for by now, and when the next one will be (SPEC 4.4, 4.7).

Promise: pure; whoever asks gets the same rows under the same ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import NAMESPACE_OID, uuid5

from console.models.agreements import Step, Traits
from console.models.catalogue import Basis, Catalogue
from console.models.history import History
from console.models.kinds import ClockKind, ClockState
from console.models.sla import Reading, clocks, reached
from console.models.values import dataclass
from console.models.wall import SECOND

BREACH = 100
"""The threshold at which a clock is breached, in percent."""


class Mark(NamedTuple):
    """A row that is called for."""

    table: str
    id: str
    root: str
    at: int
    """When what it tells of happened, in microseconds."""
    values: dict[str, object]


class Due(NamedTuple):
    """A step of escalation that is due at an instant, if the clock is breached still."""

    key: str
    at: int
    clock: ClockKind
    cycle: int
    basis: str
    step: int
    told: str


@dataclass(frozen=True, slots=True)
class Called:
    """What the clocks of one ticket call for."""

    marks: tuple[Mark, ...]
    steps: tuple[Due, ...]
    """Of its breaches that are open, past and to come."""
    next: int | None
    """When something more will be called for, if nothing happens to it before."""


def called(ticket: str, history: History, catalogue: Catalogue, since: int, now: int) -> Called:
    """All rows from `since` to `now`; instants in microseconds."""
    marks: list[Mark] = []
    steps: list[Due] = []
    ahead: list[int] = []
    for read in clocks(history, catalogue, now):
        if read.basis is None or read.target is None:
            continue
        for percent, at in _thresholds(read, now):
            if at > now:
                ahead.append(at)
            elif at >= since:
                marks.append(_milestone(ticket, read, percent, at))
        if read.end is not None and read.end >= since:
            marks.append(_ruling(ticket, read, read.end))
        if read.end is None and read.due is not None and since <= read.due <= now:
            steps += _steps(ticket, read, read.due)
    ahead += [step.at for step in steps if step.at > now]
    return Called(tuple(marks), tuple(steps), min(ahead, default=None))


def escalation(ticket: str, due: Due, person: str | None) -> Mark:
    """The row that a step of escalation was taken."""
    values = {"clock": due.clock.value, "cycle": due.cycle, "basis": due.basis, "step": due.step, "told": due.told}
    return Mark("escalation", due.key, ticket, due.at, values | {"person": person, "due_at": due.at})


def basis_of(basis: Basis, traits: Traits) -> str:
    """What a clock goes by, as rows name it."""
    return f"{basis.agreement.name} v{basis.version} {traits.priority}"


def _basis_of(read: Reading) -> str:
    return "" if read.basis is None or read.run is None else basis_of(read.basis, read.run.traits)


def _thresholds(read: Reading, now: int) -> Iterator[tuple[int, int]]:
    percents: Sequence[int] = () if read.basis is None else read.basis.agreement.thresholds
    for percent in percents:
        at = reached(read, percent, now)
        if at is not None:
            yield percent, at
    is_missed = read.state is ClockState.MISSED
    if read.due is not None and (is_missed or (read.end is None and read.due > now)):
        yield BREACH, read.due


def _milestone(ticket: str, read: Reading, percent: int, at: int) -> Mark:
    values = {**_about(read), "threshold": percent, "reached_at": at}
    return Mark("milestone", _key("milestone", ticket, read, percent), ticket, at, values)


def _ruling(ticket: str, read: Reading, end: int) -> Mark:
    values = {**_about(read), "verdict": read.state.value, "due_at": read.due, "ended_at": end, "used": read.used or 0}
    return Mark("verdict", _key("verdict", ticket, read, end), ticket, end, values)


def _steps(ticket: str, read: Reading, due: int) -> Iterator[Due]:
    steps: Sequence[Step] = () if read.basis is None else read.basis.agreement.steps
    for place, step in enumerate(steps, 1):
        key = _key("escalation", ticket, read, place)
        yield Due(key, due + step.after * SECOND, read.clock, read.cycle, _basis_of(read), place, step.who.value)


def _about(read: Reading) -> dict[str, object]:
    return {"clock": read.clock.value, "cycle": read.cycle, "basis": _basis_of(read)}


def _key(table: str, ticket: str, read: Reading, place: int) -> str:
    """The same for everybody who comes to tell the same."""
    parts = (table, ticket, read.clock.value, str(read.cycle), _basis_of(read), str(place))
    return str(uuid5(NAMESPACE_OID, "|".join(parts)))
