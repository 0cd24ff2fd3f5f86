"""What a person is told of, and whether it may disturb them now (SPEC 5.1, 5.2).

Promise: light and pure; the person's wall time is handed in.
"""

from __future__ import annotations

from datetime import time
from enum import StrEnum


class AlertKind(StrEnum):
    """What happened."""

    BREACH = "breach"
    WARN = "warn"
    """So much of a clock's time is used."""
    ESCALATION = "escalation"
    """A breach was brought before this person."""
    INCIDENT = "incident"
    """One was declared."""
    ASSIGNMENT = "assignment"
    UNASSIGNED = "unassigned"
    """Nobody can be given a ticket of a team this person leads."""
    ANSWER = "answer"
    """The requester of an own ticket spoke."""
    MENTION = "mention"
    DUTY = "duty"
    """One on an incident is offered to this person."""
    TASK = "task"
    """One on an incident is asked of this person."""
    OVERDUE = "overdue"
    """The time box of a task is over."""
    REVIEW = "review"
    """An article of this person's is to be looked at again."""
    ACTION = "action"
    """What this person was to do after an incident is overdue."""


class QuietHours(StrEnum):
    """When nothing disturbs but what is critical, by the wall clock."""

    OFF = "off"
    NIGHT = "22-7"
    LATE = "20-8"
    AFTER_WORK = "18-9"

    def hold(self, wall: time) -> bool:
        """Whether they hold at that time of the day; from the first hour on, up to the second."""
        if self is QuietHours.OFF:
            return False
        start, end = map(int, self.value.split("-"))
        return wall.hour >= start or wall.hour < end


def disturbs(*, critical: bool, wanted: bool, quiet: bool) -> bool:
    """Whether an alert is shown over other work: what is critical passes quiet hours, not what nobody wants told."""
    return wanted and (critical or not quiet)
