"""Wall times of a zone, made instants (SPEC 1.4).

Promise: pure and exact; instants are whole microseconds since 1970-01-01T00:00Z.  A wall time that clocks skip is the
first instant after the gap, one that they show twice is its first.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from console.models.kinds import EPOCH, MICROSECOND, Code, Refused, from_micros, to_micros

SECOND = 1_000_000
DAY = 86_400 * SECOND

EPOCH_DAY = 719_163
"""The ordinal of 1970-01-01."""

EARLIEST = (datetime(2, 1, 1, tzinfo=UTC) - EPOCH) // MICROSECOND
LATEST = (datetime(9999, 1, 1, tzinfo=UTC) - EPOCH) // MICROSECOND
"""Instants reckoned with: a year from both ends of what a date can hold, so that no neighbour falls off."""


def zone_named(name: object) -> ZoneInfo:
    """The IANA zone of that name; raises Refused."""
    if name is None:
        raise Refused(Code.VALUE_NEEDED, place="tz")
    try:
        if isinstance(name, str):
            return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        pass
    raise Refused(Code.BAD_VALUE, place="tz", value=name)


def offset_of(wall: datetime) -> str:
    """How far an aware wall time is from UTC: "UTC+8", "UTC-3:30"."""
    away = wall.utcoffset() or timedelta()
    minutes = int(away.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return "UTC" if not minutes else f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def instant(wall: datetime, zone: ZoneInfo) -> int:
    """The first instant at which clocks of the zone show the naive `wall` or, where they skip it, more."""
    local = wall.replace(tzinfo=zone)
    first = to_micros(local)
    again = to_micros(local.replace(fold=1))
    return first if first <= again else _end_of_gap(wall, zone, again // SECOND, -(-first // SECOND))


def instant_of(text: object, place: str, zone: ZoneInfo) -> int:
    """The instant that ISO 8601 tells; without an offset it is wall time of the zone.  Raises Refused."""
    told = _told(text, place)
    try:
        return reckoned(to_micros(told) if told.tzinfo else instant(told, zone))
    except OverflowError:
        raise Refused(Code.TIME_TOO_FAR) from None


def wall_of(text: object, place: str, zone: ZoneInfo) -> datetime:
    """The naive wall time of the zone that ISO 8601 tells, also one that clocks skip.  Raises Refused."""
    told = _told(text, place)
    return shown(instant_of(text, place, zone), zone) if told.tzinfo else told


def _told(text: object, place: str) -> datetime:
    if text is None:
        raise Refused(Code.VALUE_NEEDED, place=place)
    try:
        if isinstance(text, str):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise Refused(Code.BAD_VALUE, place=place, value=text)


def _end_of_gap(wall: datetime, zone: ZoneInfo, before: int, after: int) -> int:
    """The whole second, between these two, at which clocks jump past `wall`."""
    while after - before > 1:
        middle = (before + after) // 2
        if shown(middle * SECOND, zone) < wall:
            before = middle
        else:
            after = middle
    return after * SECOND


def on_date(day: int, second: int, zone: ZoneInfo) -> int:
    """The first instant so many seconds of wall time (less than two days) after 00:00 on the date of that ordinal."""
    offset = _offset(day, zone)
    if offset == _offset(day + 2, zone):
        # No zone has ever changed its clocks and changed them back within two days: they stood still.
        return (day - EPOCH_DAY) * DAY + second * SECOND - offset
    return instant(datetime.fromordinal(day) + timedelta(seconds=second), zone)


@lru_cache(1 << 12)
def _offset(day: int, zone: ZoneInfo) -> int:
    offset = datetime.fromordinal(day).replace(tzinfo=zone).utcoffset()
    return 0 if offset is None else offset // MICROSECOND


def shown(at: int, zone: ZoneInfo) -> datetime:
    """The naive wall time that clocks of the zone show at an instant."""
    return from_micros(at).astimezone(zone).replace(tzinfo=None)


def day_of(at: int) -> int:
    """The ordinal of the date in UTC; that of any zone lies at most a day off."""
    return at // DAY + EPOCH_DAY


def reckoned(at: int) -> int:
    """The instant itself; raises Refused where it lies too near the ends of what dates can hold."""
    if not EARLIEST <= at < LATEST:
        raise Refused(Code.TIME_TOO_FAR)
    return at
