"""How times of an incident are said and read.

Promise: no Qt; a time of the day is that of this machine's zone.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from console.models.wall import SECOND

_TIMED = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])\s+(\S.*)", re.DOTALL)
YESTERDAY = timedelta(hours=12)
"""A time of the day that has not come yet was yesterday's, no longer ago than this."""


def dated(text: str, now: datetime) -> tuple[datetime | None, str]:
    """When it happened and what, of a text such as "14:05 Restarted": a wall time at its beginning is the instant."""
    found = _TIMED.fullmatch(text.strip())
    if found is None:
        return None, text.strip()
    wall = now.astimezone()
    when = wall.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    if when > wall:
        when -= timedelta(days=1)
    if wall - when > YESTERDAY and when.date() != wall.date():
        return None, text.strip()
    return when.astimezone(now.tzinfo), found[3]


def figures(micros: int) -> str:
    """A length as a clock shows it: "41:35", "3:05:00", from two days on "52 h"."""
    seconds = abs(micros) // SECOND
    hours, minutes = seconds // 3600, seconds // 60 % 60
    if hours >= 48:
        return f"{hours} h"
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"
