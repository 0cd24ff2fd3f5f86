"""Who is what on an incident, what they were asked to do, and which tickets it caused (SPEC 7.7, 7.9).

Promise: who was offered what, when, stays; only how it stands changes.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from console.models.base import Synced, checked, fixed, last
from console.models.incident_kinds import Duty, OfferState, TaskState
from console.models.kinds import Category


class IncidentRole(Synced):
    """A duty offered to a person, from the offer to its end."""

    __tablename__ = "incident_role"
    __table_args__ = (Index("incident_role_by_root", "root"),)

    duty: Mapped[Duty] = fixed(Duty)
    person: Mapped[str] = fixed()
    category: Mapped[Category | None] = fixed(Category)
    """What an expert is called in for; None for the other duties."""
    author: Mapped[str | None] = fixed()
    offered_at: Mapped[datetime] = fixed()
    state: Mapped[OfferState] = checked(OfferState)
    answered_at: Mapped[datetime | None] = last()
    ended_at: Mapped[datetime | None] = last()


class IncidentTask(Synced):
    """One thing one named person is asked to do within so many minutes from when they accept it."""

    __tablename__ = "incident_task"
    __table_args__ = (Index("incident_task_by_root", "root"),)

    title: Mapped[str] = fixed()
    person: Mapped[str] = fixed()
    minutes: Mapped[int] = fixed()
    author: Mapped[str | None] = fixed()
    asked_at: Mapped[datetime] = fixed()
    state: Mapped[TaskState] = checked(TaskState)
    accepted_at: Mapped[datetime | None] = last()
    ended_at: Mapped[datetime | None] = last()
    result: Mapped[str | None] = last()


class IncidentTicket(Synced):
    """A ticket the incident caused; it lives where the incident does, for who reads one may not read the other."""

    __tablename__ = "incident_ticket"
    __table_args__ = (
        Index("incident_ticket_by_root", "root", "ticket"),
        Index("incident_ticket_by_ticket", "ticket"),
    )

    ticket: Mapped[str] = fixed()
    author: Mapped[str | None] = fixed()
    linked_at: Mapped[datetime] = fixed()


PARTS = (IncidentRole, IncidentTask, IncidentTicket)
"""What hangs on an incident."""

SYNCED = PARTS
"""The synced entities of this module."""
