"""What else is ruled for everybody: days and sizes, and what each severity of an incident asks for (SPEC 3.3, 7.1).

Promise: pure; a value nobody understands is refused with its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from console.models.hours import listed, table
from console.models.kinds import Code, Refused, Severity
from console.models.values import dataclass

MOST_MINUTES = 366 * 24 * 60
HELP_ADDRESS = "help_address"
MOST_ADDRESS = 500
_WEB = re.compile(r"https?://[^\s<>\"\\]+")


@dataclass(frozen=True, slots=True)
class Rules:
    """Days and sizes; a part that a row does not name is as here."""

    close_after_days: int = 7
    """A resolved ticket closes after so many days of silence (SPEC 3.3)."""
    reopen_within_days: int = 7
    """A requester's message reopens a resolved ticket within so many days."""
    archive_after_days: int = 180
    """A closed ticket leaves the consoles after so many days."""
    attachment_bytes: int = 25 * 1024 * 1024
    """The size of the largest file (SPEC 3.12)."""
    help_address: str = ""
    """Where readers find the published articles, such as "https://help.corp.example/"; "" where nowhere (SPEC 6.4)."""
    review_within_days: int = 5
    """A grave incident is analysed within so many working days (SPEC 11)."""


_BOUNDS = {
    "close_after_days": (1, 3660),
    "reopen_within_days": (0, 3660),
    "archive_after_days": (1, 36600),
    "attachment_bytes": (1, 25 * 1024 * 1024),
    "review_within_days": (1, 366),
}


def rules_of(data: object) -> Rules:
    """The rules JSON describes; raises Refused BAD_VALUE."""
    given = table(data, "rules", {*_BOUNDS, HELP_ADDRESS})
    whole = {name: _whole(value, name, *_BOUNDS[name]) for name, value in given.items() if name != HELP_ADDRESS}
    return Rules(**whole, help_address=_address(given.get(HELP_ADDRESS, "")))


def _address(value: object) -> str:
    """A web address that ends with a slash, or ""."""
    if not isinstance(value, str) or len(value) > MOST_ADDRESS or (value and not _WEB.fullmatch(value)):
        raise Refused(Code.BAD_VALUE, place=HELP_ADDRESS, value=value)
    return value if not value or value.endswith("/") else f"{value}/"


def default_rules() -> dict[str, object]:
    """What `Rules` says, as JSON."""
    return {name: getattr(Rules(), name) for name in _BOUNDS}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a severity asks for; minutes by the clock, day and night."""

    respond: int
    update: int
    resolve: int
    tell: tuple[str, ...]
    """Groups that hear of it."""


def severities_of(data: object) -> Mapping[Severity, Terms]:
    """The terms of every severity, as JSON describes them; raises Refused BAD_VALUE."""
    given = table(data, "severities", set(Severity))
    return {severity: _terms(given.get(severity.value), severity.value) for severity in Severity}


def _terms(data: object, place: str) -> Terms:
    given = table(data, place, {"respond", "update", "resolve", "tell"})
    minutes = (_whole(given.get(name), f"{place}.{name}", 1, MOST_MINUTES) for name in ("respond", "update", "resolve"))
    tell = listed(given.get("tell", []), f"{place}.tell")
    if not all(isinstance(group, str) and group for group in tell):
        raise Refused(Code.BAD_VALUE, place=f"{place}.tell", value=tell)
    respond, update, resolve = minutes
    return Terms(respond, update, resolve, tuple(map(str, tell)))


def default_severities() -> dict[str, object]:
    """What SPEC 7.1 says, as JSON."""
    rows = {
        Severity.CRITICAL: (15, 30, 120, ["executive_team", "ops_director", "system_admins"]),
        Severity.HIGH: (60, 120, 240, ["ops_team", "system_admins"]),
        Severity.MEDIUM: (240, 240, 1440, ["support_team"]),
        Severity.LOW: (1440, 1440, 4320, ["support_team"]),
    }
    return {
        severity.value: {"respond": respond, "update": update, "resolve": resolve, "tell": tell}
        for severity, (respond, update, resolve, tell) in rows.items()
    }


def _whole(value: object, place: str, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Refused(Code.BAD_VALUE, place=place, value=value)
    return value
