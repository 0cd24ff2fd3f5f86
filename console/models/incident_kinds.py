"""The values incidents speak in (SPEC 7).

Promise: importing this module costs as little as `kinds`; the words are the stored ones.
"""

from __future__ import annotations

from enum import StrEnum


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
