"""The clock of a ticket that is due first, as lists show, sort and count it.

Promise: light: the start of the window pays for no calendar here.
"""

from __future__ import annotations

from collections.abc import Sequence

from console.models.kinds import TICKET_CLOCKS, ClockKind, ClockState
from console.models.values import dataclass

LATEST = 2**63 - 1
"""Later than every instant."""
WARNED = 75
"""Percent of business time from which a clock is shown as pressing (look: 5)."""
_OPEN = (ClockState.RUNNING, ClockState.PAUSED, ClockState.COVERED)


@dataclass(frozen=True, slots=True)
class Pressing:
    """What it says holds until something else happens to the ticket; instants in microseconds."""

    clock: ClockKind
    state: ClockState
    """RUNNING, PAUSED or COVERED; one that runs is late from `due` on."""
    began: int
    warn: int
    due: int
    """LATEST, like `warn`, for one that stands still."""

    def used(self, now: int) -> float:
        """How much of its time is used by then, as a share of one that grows past it; 0 for one that stands still.

        Between start, warning and due time it is taken to grow evenly by the clock on the wall.
        """
        if self.due == LATEST:
            return 0.0
        share = WARNED / 100
        if now < self.warn:
            return share * max(0, now - self.began) / max(1, self.warn - self.began)
        return share + (1 - share) * (now - self.warn) / max(1, self.due - self.warn)


def foremost(found: Sequence[Pressing]) -> Pressing | None:
    """The one that is due first; of those that stand still, the one an incident covers."""
    return min(found, key=lambda one: (one.due, one.state is not ClockState.COVERED), default=None)


def coded(one: Pressing | None) -> tuple[int, int, int, int]:
    """As four numbers: clock, began, warn, due.  The clock is its place from 1, plus ten times that of its state."""
    if one is None:
        return 0, 0, LATEST, LATEST
    return TICKET_CLOCKS.index(one.clock) + 1 + 10 * _OPEN.index(one.state), one.began, one.warn, one.due


def decoded(clock: int, began: int, warn: int, due: int) -> Pressing | None:
    """What `coded` made into numbers."""
    return Pressing(TICKET_CLOCKS[clock % 10 - 1], _OPEN[clock // 10], began, warn, due) if clock else None
