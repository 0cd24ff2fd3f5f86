"""A team's shifts as iCalendar, for the calendars people carry (RFC 5545).

Promise: lines end in CR LF and hold at most 75 octets; names are escaped, so that none begins a line of its own; the
same shift has the same UID in every export.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256

from console.models.kinds import from_micros
from console.models.on_call import Shift

LONGEST = 75
"""Octets of a line."""


def icalendar(team: str, shifts: tuple[Shift, ...], names: Mapping[str, str], title: str, made: datetime) -> str:
    """The text of the file: `title` is what a shift is called, with {person} and {team}; `names` people's by id."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//support-console//on call//EN",
        f"X-WR-CALNAME:{escaped(team)}",
    ]
    for shift in shifts:
        summary = title.format(person=names.get(shift.person, shift.person), team=team)
        lines += _event(shift, team, summary, made)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in folded(line))


def escaped(text: str) -> str:
    """A text as a value: RFC 5545, 3.3.11."""
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return "\\n".join("".join(c if c.isprintable() else " " for c in line) for line in text.splitlines())


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, no character cut; each but the first begins with a space."""
    piece, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + octets
    yield piece


def _event(shift: Shift, team: str, summary: str, made: datetime) -> list[str]:
    key = sha256(f"{team}\0{shift.person}\0{shift.start}".encode()).hexdigest()[:32]
    return [
        "BEGIN:VEVENT",
        f"UID:{key}@support-console",
        f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
        f"DTSTART:{_utc(shift.start)}",
        f"DTEND:{_utc(shift.end)}",
        f"SUMMARY:{escaped(summary)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _utc(at: int) -> str:
    return f"{from_micros(at):%Y%m%dT%H%M%SZ}"
