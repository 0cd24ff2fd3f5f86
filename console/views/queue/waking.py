"""When a pause may end by itself, as a person says it: in some hours, tomorrow morning, on Monday.

Promise: pure; wall times of this machine's zone, right also where the clocks change in between.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

MORNING = 9
"""The hour work begins."""


class Wake(StrEnum):
    """A way to say it."""

    NEVER = "never"
    HOURS = "hours"
    TOMORROW = "tomorrow"
    MONDAY = "monday"


def instant(wake: Wake, now: datetime) -> datetime | None:
    """The instant (aware, UTC) it means at `now`; None for never.  On a Monday, Monday is a week ahead."""
    if wake is Wake.NEVER:
        return None
    if wake is Wake.HOURS:
        return now + timedelta(hours=4)
    today = now.astimezone()
    days = 1 if wake is Wake.TOMORROW else 7 - today.weekday()
    morning = (today + timedelta(days=days)).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    # The offset of that day, which need not be today's.
    return morning.replace(tzinfo=None).astimezone(UTC)
