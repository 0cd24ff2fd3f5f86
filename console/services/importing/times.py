"""Times as people and systems write them, made instants.

Promise: pure; the day stands before the month unless a map says otherwise; a text that is no time is None, never a
guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from console.models.kinds import to_micros

_CLOCK = r"(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?\s*([AaPp][Mm])?)?"
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})" + _CLOCK)
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-年](\d{1,2})[/.\-月](\d{1,2})日?" + _CLOCK)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?")
_APART = re.compile(r"\s+(?:([+-]\d{2}:?\d{2})|UTC|GMT|Z)$")
"""A zone written apart from its time."""


def reader(zone: tzinfo | None, *, day_first: bool = True) -> Callable[[str], int | None]:
    """A function from a text to microseconds since 1970 UTC, None for what is no time; wall times are of `zone`.

    `zone` None means this machine's.  A repeated wall time is its first one, one in a gap the instant the gap ends.
    """

    @lru_cache(1 << 14)
    def read(text: str) -> int | None:
        try:
            found = _parsed(text.strip(), day_first=day_first)
            if found is None:
                return None
            return to_micros(found.astimezone(UTC) if found.tzinfo else _of_wall(found, zone))
        except (ValueError, OverflowError, OSError):
            return None

    return read


def _parsed(text: str, *, day_first: bool) -> datetime | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return _made(found, (1, 2, 3))
    if _ISO.fullmatch(text):
        return datetime.fromisoformat(_APART.sub(lambda offset: offset[1] or "Z", text))
    if found := _DAY_FIRST.fullmatch(text):
        return _made(found, (3, 2, 1) if day_first else (3, 1, 2))
    return None


def _of_wall(wall: datetime, zone: tzinfo | None) -> datetime:
    """The first instant at which clocks of the zone show `wall` or, where they skip it, more."""
    early, late = (wall.replace(fold=fold, tzinfo=zone).astimezone(UTC) for fold in (1, 0))
    if late <= early or late.astimezone(zone).replace(tzinfo=None) == wall:
        return late
    # In a gap: between the two the offset changes, on a whole second.
    early, late = early.replace(microsecond=0), late.replace(microsecond=0)
    before = early.astimezone(zone).utcoffset()
    while (apart := (late - early) // timedelta(seconds=1)) > 1:
        middle = early + timedelta(seconds=apart // 2)
        early, late = (middle, late) if middle.astimezone(zone).utcoffset() == before else (early, middle)
    return late


def _made(found: re.Match[str], places: tuple[int, int, int]) -> datetime:
    """The naive time of a match whose year, month and day stand at `places`."""
    year, month, day = (int(found[place]) for place in places)
    hour, minute, second = (int(found[place] or 0) for place in (4, 5, 6))
    if found[8]:
        if not 1 <= hour <= 12:
            raise ValueError(found[8])
        hour = hour % 12 + (12 if found[8].lower() == "pm" else 0)
    part = (found[7] or "").ljust(6, "0")
    return datetime.fromisoformat(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{part}")
