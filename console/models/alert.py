"""Alerts of monitoring that became incidents (SPEC 7.10).

Promise: written by the worker, or by an admin's machine alone; the id of a row follows from what fires and since when,
so that whoever takes the same alert in comes to write the same row.
"""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from console.models.base import Synced, checked, fixed, last
from console.models.incident_kinds import AlertState
from console.models.kinds import Severity


class IncidentAlert(Synced):
    """One alert from its start to its end; one that fires again soon is the same row."""

    __tablename__ = "incident_alert"
    __table_args__ = (
        Index("incident_alert_by_root", "root"),
        Index("incident_alert_by_key", "fingerprint", "started_at"),
        Index("incident_alert_by_group", "grouped"),
    )

    source: Mapped[str] = fixed()
    """Who told of it first: a source by its name, "" for what was pushed."""
    grouped: Mapped[str] = fixed()
    """The rule and the labels by which it belongs to others: alerts of one group are one incident."""
    fingerprint: Mapped[str] = fixed()
    """Of its labels, else its sender's dedup key."""
    title: Mapped[str] = last()
    severity: Mapped[Severity] = last(Severity)
    """That it speaks for; that of its incident is ruled by people."""
    state: Mapped[AlertState] = checked(AlertState)
    started_at: Mapped[datetime] = fixed()
    ended_at: Mapped[datetime | None] = last()


PARTS = (IncidentAlert,)
"""What hangs on an incident."""

SYNCED = PARTS
"""The synced entities of this module."""


def alert_id(grouped: str, fingerprint: str, since: str) -> str:
    """The id of an alert of that group, by its key and by what tells since when it fires."""
    return str(uuid5(NAMESPACE_OID, f"alert|{grouped}|{fingerprint}|{since}"))
