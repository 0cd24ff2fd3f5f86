"""What befell the clocks of tickets, recorded once for everybody (SPEC 4.4, 4.7).

Promise: append-only, written by a worker or by a machine alone; the id of a row follows from what it tells, so that
any number of them come to write the same row.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from console.models.agreements import Told
from console.models.base import Synced, fixed
from console.models.kinds import ClockKind, ClockState


class Milestone(Synced):
    """So much of a clock's time was used; at 100 percent it is breached."""

    __tablename__ = "milestone"
    __table_args__ = (Index("milestone_by_root", "root"),)

    clock: Mapped[ClockKind] = fixed(ClockKind)
    cycle: Mapped[int] = fixed()
    threshold: Mapped[int] = fixed()
    basis: Mapped[str] = fixed()
    """Agreement, its version and the priority: "High v3 HIGH"."""
    reached_at: Mapped[datetime] = fixed()
    """When it was reached, however late it is recorded."""


class Ruling(Synced):
    """What came of a clock that is over; of several for one cycle (it was reopened) the newest holds."""

    __tablename__ = "verdict"
    __table_args__ = (Index("verdict_by_root", "root"),)

    clock: Mapped[ClockKind] = fixed(ClockKind)
    cycle: Mapped[int] = fixed()
    basis: Mapped[str] = fixed()
    verdict: Mapped[ClockState] = fixed(ClockState)
    due_at: Mapped[datetime | None] = fixed()
    ended_at: Mapped[datetime] = fixed()
    used: Mapped[int] = fixed()
    """Microseconds of business time."""


class Escalation(Synced):
    """Somebody was to be told of a breach."""

    __tablename__ = "escalation"
    __table_args__ = (Index("escalation_by_root", "root"),)

    clock: Mapped[ClockKind] = fixed(ClockKind)
    cycle: Mapped[int] = fixed()
    basis: Mapped[str] = fixed()
    step: Mapped[int] = fixed()
    """Its place among the steps of the agreement, from 1."""
    told: Mapped[Told] = fixed(Told)
    person: Mapped[str | None] = fixed()
    """Nobody where there was no such person."""
    due_at: Mapped[datetime] = fixed()


SYNCED = (Milestone, Ruling, Escalation)
"""The synced entities of this module."""
TABLES = tuple(entity.__tablename__ for entity in SYNCED)
