"""Lines of logs, read for their time and level whatever wrote them (SPEC 8.2, 8.3).

Promise: pure and total over any text; a line whose time or level cannot be told is no entry, it is only counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from enum import StrEnum

from console.models.kinds import EPOCH, MICROSECOND
from console.models.values import dataclass


class Level(StrEnum):
    """How grave an entry is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    DEBUG = "debug"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a log."""

    at: datetime
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Log:
    """The entries of a window, and how many lines could not be read."""

    entries: tuple[Entry, ...]
    unread: int

    @property
    def errors(self) -> int:
        """How many entries are of level error."""
        return sum(entry.level is Level.ERROR for entry in self.entries)


LONGEST_TEXT = 500
"""Characters of an entry's text that are kept."""

_WORDS: Mapping[Level, str] = {
    Level.ERROR: "error err critical crit fatal alert emerg emergency panic severe",
    Level.WARNING: "warning warn",
    Level.INFO: "info information notice",
    Level.DEBUG: "debug trace fine verbose",
}
_LEVELS = {word: level for level, words in _WORDS.items() for word in words.split()}
_PRIORITIES = (*[Level.ERROR] * 4, Level.WARNING, Level.INFO, Level.INFO, Level.DEBUG)
"""By the numbers of syslog."""
_LEVEL_KEYS = ("level", "severity", "lvl", "levelname", "log.level", "PRIORITY")
_TIME_KEYS = ("time", "timestamp", "ts", "@timestamp", "datetime", "date", "__REALTIME_TIMESTAMP")
_TEXT_KEYS = ("message", "msg", "MESSAGE", "text", "event")
_STAMP = re.compile(r"\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|[+-]\d\d:?\d\d))?)\]?")
_LEVEL = re.compile(rf"(?<![\w-])({'|'.join(_LEVELS)})(?![\w-])", re.IGNORECASE)
_PAIR = re.compile(r'([\w.@]+)=("(?:[^"\\]|\\.)*"|\S*)')


def read(lines: Iterable[str], first: datetime, last: datetime, zone: tzinfo = UTC) -> Log:
    """The entries from `first` to `last`; times without a zone are of `zone`."""
    entries: list[Entry] = []
    unread = 0
    for line in lines:
        if not line.strip():
            continue
        entry = entry_of(line, zone)
        if entry is None:
            unread += 1
        elif first <= entry.at <= last:
            entries.append(entry)
    return Log(tuple(sorted(entries, key=lambda entry: entry.at)), unread)


def entry_of(line: str, zone: tzinfo = UTC) -> Entry | None:
    """The entry a line is: JSON, logfmt, or a time and a level before a text; None where either is not told."""
    text = line.strip()
    if text.startswith("{"):
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            return None
        return from_fields(told, zone) if isinstance(told, dict) else None
    found = _STAMP.match(text)
    if found is None:
        return from_fields({key: value.strip('"') for key, value in _PAIR.findall(text[:4000])}, zone, text)
    level = _LEVEL.search(text, found.end(), found.end() + 80)
    at = _instant(found[1], zone)
    return None if level is None or at is None else Entry(at, _LEVELS[level[1].lower()], text[:LONGEST_TEXT])


def from_fields(fields: Mapping[str, object], zone: tzinfo = UTC, text: str | None = None) -> Entry | None:
    """The entry of named values, as JSON logs and journald have them."""
    level = _level(next((fields[key] for key in _LEVEL_KEYS if key in fields), None))
    at = _instant(next((fields[key] for key in _TIME_KEYS if key in fields), None), zone)
    if level is None or at is None:
        return None
    said = text or next((str(fields[key]) for key in _TEXT_KEYS if key in fields), "")
    return Entry(at, level, said[:LONGEST_TEXT])


def _level(value: object) -> Level | None:
    word = str(value).strip().lower()
    if word.isascii() and word.isdigit() and len(word) < 3:
        number = int(word)
        return _PRIORITIES[number] if number < len(_PRIORITIES) else None
    return _LEVELS.get(word)


def _instant(value: object, zone: tzinfo) -> datetime | None:
    text = str(value).strip().replace(",", ".").replace(" +", "+").replace(" -", "-").replace(" Z", "Z")
    try:
        if text.replace(".", "", 1).isdigit() and text.isascii():
            return _epoch(text)
        found = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def _epoch(text: str) -> datetime | None:
    """Seconds since 1970, or thousandths and finer parts of them: told by how many digits there are."""
    whole, _, part = text.partition(".")
    if len(whole) < 9 or len(whole) > 19:
        return None
    if len(whole) <= 11:
        return EPOCH + (int(whole) * 1_000_000 + int((part + "000000")[:6])) * MICROSECOND
    return EPOCH + int((whole + "0" * 6)[:16] if len(whole) < 16 else whole[:16]) * MICROSECOND
