"""The values incidents speak in (SPEC 7).

Promise: importing this module costs as little as `kinds`; the words are the stored ones.
"""

from __future__ import annotations

from enum import StrEnum

INCIDENTS = "00000000-0000-7000-8000-000000000002"
"""The scope of ordinary incidents: all staff read it (SPEC 1.3)."""


class IncidentStatus(StrEnum):
    """Where an incident stands, in the order of its life (SPEC 7.5)."""

    REPORTED = "REPORTED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    INVESTIGATING = "INVESTIGATING"
    RESOLVING = "RESOLVING"
    MONITORING = "MONITORING"
    RESOLVED = "RESOLVED"
    CLOSED = "CLOSED"


class Duty(StrEnum):
    """What somebody is on an incident (SPEC 7.7)."""

    COMMANDER = "COMMANDER"
    DEPUTY = "DEPUTY"
    SCRIBE = "SCRIBE"
    COMMUNICATIONS = "COMMUNICATIONS"
    EXPERT = "EXPERT"


class OfferState(StrEnum):
    """How a duty that was offered to somebody stands (SPEC 7.7)."""

    OFFERED = "OFFERED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    ENDED = "ENDED"
    """Taken back, laid down, or handed over."""


class TaskState(StrEnum):
    """How a task stands (SPEC 7.7)."""

    ASKED = "ASKED"
    ACCEPTED = "ACCEPTED"
    DONE = "DONE"
    DECLINED = "DECLINED"
    DROPPED = "DROPPED"


class ImpactLevel(StrEnum):
    """How wide an analysis found an incident to reach (SPEC 8.3)."""

    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


class IncidentEventKind(StrEnum):
    """What happened to an incident (SPEC 1.6); `from` and `to` hold the values before and after."""

    CREATED = "CREATED"
    STATUS = "STATUS"
    SEVERITY = "SEVERITY"
    CATEGORY = "CATEGORY"
    TITLE = "TITLE"
    EVIDENCE = "EVIDENCE"
    HANDLER = "HANDLER"
    COMMANDER = "COMMANDER"
    DUPLICATE = "DUPLICATE"
    LINKED = "LINKED"
    UNLINKED = "UNLINKED"
    ROLE = "ROLE"
    REVIEW = "REVIEW"
    RECURRENCE = "RECURRENCE"
    """It is said to be an earlier one (its id in `to`) come back, or no longer (`from`)."""


class AlertState(StrEnum):
    """Whether what monitoring told of still holds (SPEC 7.10)."""

    FIRING = "FIRING"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    """By somebody over there: it fires still."""
    RESOLVED = "RESOLVED"


class EntryKind(StrEnum):
    """What a timeline entry tells of (SPEC 7.8)."""

    DECLARED = "DECLARED"
    NOTE = "NOTE"
    UPDATE = "UPDATE"
    STATUS = "STATUS"
    SEVERITY = "SEVERITY"
    CATEGORY = "CATEGORY"
    ROLE = "ROLE"
    TASK = "TASK"
    DECISION = "DECISION"
    TICKET = "TICKET"
    ALERT = "ALERT"
    COMMUNICATION = "COMMUNICATION"
    STEP = "STEP"
    CORRECTION = "CORRECTION"
    REVIEW = "REVIEW"
