"""How entries, steps and times of an incident are said.

Promise: no Qt; stored values become words of the language, everything people wrote stands as they wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from console import words
from console.models.incident_kinds import EntryKind, IncidentEventKind, IncidentStatus
from console.models.kinds import Category, Locale, Severity
from console.models.runbook_kinds import ProcessState, Radius, Result, StepState
from console.models.wall import SECOND

_FIRST: dict[EntryKind, tuple[type[StrEnum], ...]] = {
    EntryKind.DECLARED: (Severity, Category),
    EntryKind.STATUS: (IncidentStatus,),
    EntryKind.SEVERITY: (Severity,),
    EntryKind.CATEGORY: (Category,),
    EntryKind.ROLE: (IncidentEventKind,),
    EntryKind.STEP: (ProcessState, Category),
}
"""What the first words of an entry of that kind may be values of."""
_STEP = (StepState, Result, Radius)
"""What is said of a step behind its id."""
_TIMED = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])\s+(\S.*)", re.DOTALL)
YESTERDAY = timedelta(hours=12)
"""A time of the day that has not come yet was yesterday's, no longer ago than this."""


def told(kind: EntryKind, text: str, locale: Locale, titles: Mapping[str, str]) -> str:
    """An entry's text: leading values of enums by their words, the id of a step by its title."""
    if kind is EntryKind.STEP and ": " in text:
        key, _, rest = text.partition(": ")
        return f"{titles.get(key, key)}: {_leading(rest, _STEP, locale)}"
    return _leading(text, _FIRST.get(kind, ()), locale)


def _leading(text: str, kinds: tuple[type[StrEnum], ...], locale: Locale) -> str:
    said: list[str] = []
    rest = text
    while rest:
        value, _, after = rest.partition(" ")
        bare = value.strip(":()")
        known = next((word for kind in kinds if (word := _word(kind, bare, locale))), None)
        if known is None:
            break
        said.append(value.replace(bare, known))
        rest = after
    return " ".join(filter(None, (*said, rest)))


def _word(kind: type[StrEnum], value: str, locale: Locale) -> str | None:
    return words.word(kind(value), locale) if value in kind.__members__.values() else None


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
