"""How long a target of business time lasts by the clock on the wall (SPEC 4.2: both readings side by side).

Promise: pure; the answer is of every hour of two weeks, so that nights, weekends and closed days are in it.
"""

from __future__ import annotations

from console.models.calendars import Calendar
from console.models.wall import DAY, SECOND

_HOUR = 3600 * SECOND


def elapsed(calendar: Calendar, seconds: int, since: int) -> tuple[int, int]:
    """The shortest and the longest wall time, in seconds, until so much business time has passed.

    `since` is the instant, in microseconds, from which hours are tried as starts.  Raises Refused TIME_TOO_FAR.
    """
    starts = range(since, since + 14 * DAY, _HOUR)
    lasted = [(calendar.add(start, seconds * SECOND) - start) // SECOND for start in starts]
    return min(lasted), max(lasted)
