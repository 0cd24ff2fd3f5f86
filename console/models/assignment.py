"""Who is to work on a ticket, and why they rather than another (SPEC 3.7).

Promise: pure; the choice tells of everybody what was weighed, and is the same for the same facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from console.models.kinds import Availability
from console.models.values import dataclass


class Hurdle(StrEnum):
    """Why somebody is passed over; the first that holds is told."""

    AWAY = "AWAY"
    OFF_SHIFT = "OFF_SHIFT"
    UNSKILLED = "UNSKILLED"
    FULL = "FULL"


class Way(StrEnum):
    """How somebody was found."""

    BEST = "BEST"
    """Best of those who are there, skilled and free."""
    ROTATION = "ROTATION"
    """None of the team is: whoever is on call."""
    NOBODY = "NOBODY"
    """Nobody is on call either."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of one of the team."""

    id: str
    level: int | None
    """Of skill in the ticket's type, 1 to 3; None: none.  A ticket of no type asks for none: 0."""
    open: int
    """Open tickets of this team."""
    load: int
    """Open tickets of all teams."""
    cap: int | None
    available: Availability
    on_shift: bool
    last: int | None
    """When a ticket was last given to them, in microseconds."""

    @property
    def hurdle(self) -> Hurdle | None:
        """Why they cannot be chosen."""
        if self.available is not Availability.AVAILABLE:
            return Hurdle.AWAY
        if not self.on_shift:
            return Hurdle.OFF_SHIFT
        if self.level is None:
            return Hurdle.UNSKILLED
        return Hurdle.FULL if self.cap is not None and self.load >= self.cap else None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who is to take a ticket."""

    person: str | None
    way: Way
    weighed: tuple[Candidate, ...]
    """Everybody of the team: first those that could take it, the best first."""


def propose(candidates: Iterable[Candidate], on_call: Sequence[str]) -> Proposal:
    """The best skill, then the fewest open tickets, then the longest wait; else whoever is on call, else nobody."""
    weighed = tuple(sorted(candidates, key=_rank))
    if weighed and weighed[0].hurdle is None:
        return Proposal(weighed[0].id, Way.BEST, weighed)
    if on_call:
        return Proposal(on_call[0], Way.ROTATION, weighed)
    return Proposal(None, Way.NOBODY, weighed)


def _rank(one: Candidate) -> tuple[bool, int, int, bool, int, str]:
    return one.hurdle is not None, -(one.level or 0), one.open, one.last is not None, one.last or 0, one.id
