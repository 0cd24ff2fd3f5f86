"""Incidents and what hangs on them: their events and their timeline (SPEC 7).

Promise: an incident keeps SPEC 7.5 when it is moved by its method; a row that tells of the past is never changed.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from console.models import incident_workflow as workflow
from console.models.base import Synced, checked, fixed, last, stamped
from console.models.incident_kinds import (
    EntryKind,
    ImpactLevel,
    IncidentEventKind,
    IncidentStatus,
)
from console.models.kinds import Category, Severity

WHOLE = 1_000_000
"""`availability` counts millionths of the whole: 99.95 % is 999,500."""


class Incident(Synced):
    """One disturbance that many suffer from, from its report to its end (SPEC 7.0)."""

    __tablename__ = "incident"
    __table_args__ = (Index("incident_by_number", "number"), Index("incident_by_import", "imported_from"))

    number: Mapped[int | None] = stamped()
    title: Mapped[str] = checked()
    description: Mapped[str] = last()
    reporter: Mapped[str | None] = fixed()
    affected_users: Mapped[int | None] = last()
    business_impact: Mapped[Severity | None] = last(Severity)
    availability: Mapped[int | None] = last()
    severity: Mapped[Severity] = checked(Severity)
    category: Mapped[Category] = checked(Category)
    status: Mapped[IncidentStatus] = checked(IncidentStatus)
    restricted: Mapped[bool] = fixed()
    handler: Mapped[str | None] = checked()
    commander: Mapped[str | None] = checked()
    affected_services: Mapped[list[str]] = last()
    impact: Mapped[ImpactLevel | None] = last(ImpactLevel)
    causes: Mapped[list[str]] = last()
    root_cause: Mapped[str | None] = last()
    resolution_summary: Mapped[str | None] = last()
    resolution_details: Mapped[str | None] = last()
    impact_began_at: Mapped[datetime | None] = last()
    impact_ended_at: Mapped[datetime | None] = last()
    detected_at: Mapped[datetime | None] = last()
    reported_at: Mapped[datetime] = fixed()
    assigned_at: Mapped[datetime | None] = last()
    acknowledged_at: Mapped[datetime | None] = last()
    resolved_at: Mapped[datetime | None] = last()
    closed_at: Mapped[datetime | None] = last()
    duplicate_of: Mapped[str | None] = last()
    imported_from: Mapped[str | None] = fixed()

    def move(self, target: IncidentStatus, at: datetime, mover: workflow.Mover, reason: str = "") -> None:
        """Go to `target` at `at`, or raise Refused with the rule that forbids it (SPEC 7.5)."""
        workflow.check_move(self.status, target, mover, reason)
        if mover.human and self.acknowledged_at is None and self.status is IncidentStatus.REPORTED:
            self.acknowledged_at = at
        if target is IncidentStatus.INVESTIGATING and self.status in workflow.ENDS:
            self.resolved_at = self.closed_at = self.duplicate_of = None
        if target is IncidentStatus.RESOLVED:
            self.resolved_at = at
        if target is IncidentStatus.CLOSED:
            self.closed_at = at
        self.status = target


class IncidentEvent(Synced):
    """One change a clock, statistic or history needs; append-only (SPEC 1.6)."""

    __tablename__ = "incident_event"
    __table_args__ = (Index("incident_event_by_root", "root", "happened_at", "id"),)

    kind: Mapped[IncidentEventKind] = fixed(IncidentEventKind)
    from_value: Mapped[str | None] = fixed()
    to_value: Mapped[str | None] = fixed()
    reason: Mapped[str | None] = fixed()
    author: Mapped[str | None] = fixed()
    happened_at: Mapped[datetime] = fixed()
    recorded_at: Mapped[datetime] = fixed()


class TimelineEntry(Synced):
    """What was seen, said or done, and when; a correction names the entry it corrects (SPEC 7.8)."""

    __tablename__ = "timeline_entry"
    __table_args__ = (Index("timeline_entry_by_root", "root", "event_at", "id"),)

    kind: Mapped[EntryKind] = fixed(EntryKind)
    text: Mapped[str] = fixed()
    evidence: Mapped[str | None] = fixed()
    corrects: Mapped[str | None] = fixed()
    author: Mapped[str | None] = fixed()
    event_at: Mapped[datetime] = fixed()
    recorded_at: Mapped[datetime] = fixed()
    pinned: Mapped[bool] = last()


PARTS = (IncidentEvent, TimelineEntry)
"""What hangs on an incident."""

SYNCED = (Incident, *PARTS)
"""The synced entities of this module, parents first."""
