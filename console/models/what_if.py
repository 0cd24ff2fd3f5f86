"""What other agreements or other hours would have made of tickets that were (SPEC 4.9).

Promise: pure; what happened stays as it was, only what is ruled is replaced, as if it had held all along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from console.models.catalogue import Catalogue, Version
from console.models.history import History
from console.models.kinds import ClockKind, ClockState
from console.models.sla import clocks
from console.models.values import dataclass


@dataclass(frozen=True, slots=True)
class Flip:
    """A clock that would stand otherwise; instants in microseconds."""

    clock: ClockKind
    cycle: int
    before: ClockState
    after: ClockState
    due_before: int | None
    due_after: int | None


def instead(versions: Iterable[Version], draft: Version) -> list[Version]:
    """What is ruled, with the draft in the place of all versions of the same thing."""
    named = draft.kind, draft.owner, draft.name
    return [*(one for one in versions if (one.kind, one.owner, one.name) != named), draft]


def flips(history: History, present: Catalogue, other: Catalogue, now: int) -> Iterator[Flip]:
    """The clocks of a ticket whose state is another one by the other rules."""
    for was, would in zip(clocks(history, present, now), clocks(history, other, now), strict=True):
        if was.state is not would.state:
            yield Flip(was.clock, was.cycle, was.state, would.state, was.due, would.due)
