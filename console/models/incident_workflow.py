"""Which status of an incident may follow which, and who may do what to one (SPEC 1.3, 7.3, 7.5).

Promise: pure; the tables here are the only ones, the hub's trigger is generated from them.
"""

from __future__ import annotations

from console.models import triage
from console.models.incident_kinds import Duty, IncidentStatus
from console.models.kinds import Category, Code, Refused, Role, Severity
from console.models.values import dataclass

ENDS = frozenset({IncidentStatus.RESOLVED, IncidentStatus.CLOSED})
"""Statuses of incidents that are over."""

_BACK = frozenset({IncidentStatus.MONITORING, IncidentStatus.RESOLVED, IncidentStatus.CLOSED})
_ORDER = tuple(IncidentStatus)

TRANSITIONS: dict[IncidentStatus, frozenset[IncidentStatus]] = {
    status: frozenset(_ORDER[place + 1 :]) | ({IncidentStatus.INVESTIGATING} if status in _BACK else frozenset())
    for place, status in enumerate(_ORDER)
}
"""From each status the ones an incident can go to: forward, also past some, and back to the investigation."""

REOPENS_CLOSED = frozenset({Role.LEAD, Role.COMMANDER})
"""Who may bring a closed incident back (SPEC 7.5)."""

WRITES = frozenset({Duty.SCRIBE, Duty.COMMUNICATIONS})
"""Duties with which anybody may rule severity, resolve and send communications on that incident (SPEC 1.3)."""

RESPONSE = {Severity.CRITICAL: 15, Severity.HIGH: 60, Severity.MEDIUM: 240, Severity.LOW: 1440}
"""Minutes within which a person acknowledges (SPEC 7.1)."""

CADENCE = {Severity.CRITICAL: 30, Severity.HIGH: 120, Severity.MEDIUM: 240, Severity.LOW: 1440}
"""Minutes between two updates (SPEC 7.1)."""

RESOLUTION = {Severity.CRITICAL: 120, Severity.HIGH: 240, Severity.MEDIUM: 1440, Severity.LOW: 4320}
"""Minutes within which it is resolved (SPEC 7.1)."""

REVIEWED = frozenset({Severity.CRITICAL, Severity.HIGH})
"""Severities that ask for a post-incident analysis (SPEC 11)."""


CONSEQUENCES = frozenset({"acknowledged_at", "resolved_at", "closed_at", "duplicate_of"})
"""Fields that change with the status."""

_COMMANDED = frozenset({"handler", "commander"})
"""Fields that are a commander's to give."""


@dataclass(frozen=True, slots=True)
class Mover:
    """Who acts: their roles, and what they are on this incident."""

    roles: frozenset[Role]
    duties: frozenset[Duty] = frozenset()
    """Accepted and not ended."""
    handles: bool = False
    """Whether they are its handler."""

    @property
    def human(self) -> bool:
        """Whether a person acts, not the service account."""
        return Role.WORKER not in self.roles

    @property
    def commands(self) -> bool:
        """Whether they may do whatever a commander does."""
        return Role.COMMANDER in self.roles

    @property
    def responds(self) -> bool:
        """Whether they work on this incident."""
        return self.commands or self.handles or bool(self.duties)

    @property
    def writes(self) -> bool:
        """Whether they may rule severity and resolve."""
        return self.commands or bool(self.duties & WRITES)

    def changes(self, fields: frozenset[str]) -> bool:
        """Whether they may change these fields of an incident; whether a move is theirs is told by `moves`."""
        if fields & _COMMANDED and not self.commands:
            return False
        if "severity" in fields and not self.writes:
            return False
        moved = {"status"} | CONSEQUENCES if "status" in fields else set[str]()
        return self.responds or not fields - moved - _COMMANDED - {"severity"}

    def moves(self, status: IncidentStatus, target: IncidentStatus) -> bool:
        """Whether they may take an incident from `status` to `target`, legal or not (SPEC 1.3); the service account
        reopens one whose alert fires again (SPEC 7.10).
        """
        if not self.human:
            return status in ENDS and target is IncidentStatus.INVESTIGATING
        if status is IncidentStatus.CLOSED:
            return bool(self.roles & REOPENS_CLOSED)
        if target is IncidentStatus.ACKNOWLEDGED:
            return self.responds
        if target is IncidentStatus.RESOLVED:
            return self.writes
        return self.commands


def choices(status: IncidentStatus) -> tuple[IncidentStatus, ...]:
    """The statuses that may come next, in the order of an incident's life."""
    return tuple(target for target in IncidentStatus if target in TRANSITIONS[status])


def needs_reason(status: IncidentStatus, target: IncidentStatus) -> bool:
    """Whether a move asks why: one back does, and closing what was never resolved (a false alarm)."""
    closes = target is IncidentStatus.CLOSED and status is not IncidentStatus.RESOLVED
    return closes or _ORDER.index(target) < _ORDER.index(status)


def check_move(status: IncidentStatus, target: IncidentStatus, mover: Mover, reason: str) -> None:
    """Raise Refused when the move breaks SPEC 7.5 or is not the mover's to make; return when it holds."""
    if target not in TRANSITIONS[status]:
        raise Refused(Code.ILLEGAL_STATUS, status=status, target=target, allowed=choices(status))
    if not mover.moves(status, target):
        raise Refused(Code.ROLE_NEEDED, role=Role.COMMANDER)
    if needs_reason(status, target) and not reason.strip():
        raise Refused(Code.REASON_NEEDED, target=target)


def check_commands(mover: Mover) -> None:
    """Raise Refused unless they may command."""
    if not mover.commands:
        raise Refused(Code.ROLE_NEEDED, role=Role.COMMANDER)


def check_writes(mover: Mover) -> None:
    """Raise Refused unless they may rule severity on this incident."""
    if not mover.writes:
        raise Refused(Code.ROLE_NEEDED, role=Role.COMMANDER)


def check_responds(mover: Mover) -> None:
    """Raise Refused unless they work on this incident."""
    if not mover.responds:
        raise Refused(Code.ROLE_NEEDED, role=Role.COMMANDER)


def suggested_severity(
    users: int | None, impact: Severity | None, availability: float | None, category: Category
) -> triage.SeveritySuggestion:
    """The severity of what is known (SPEC 7.3); availability in percent, None is unknown, never zero."""
    return triage.severity(users, impact, availability, category)


def lasted(began: int | None, ended: int | None, reported: int, resolved: int | None) -> int | None:
    """Microseconds an incident lasted: its impact where both ends are known, else from report to resolution."""
    if began is not None and ended is not None:
        return ended - began
    return None if resolved is None else resolved - reported
