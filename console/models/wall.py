"""Wall times of a zone, made instants (SPEC 1.4).

Promise: pure and exact; instants are whole microseconds since 1970-01-01T00:00Z.  A wall time that clocks skip is the
first instant after the gap, one that they show twice is its first.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from console.models.kinds import EPOCH, Code, Refused, from_micros, to_micros

SECOND = 1_000_000
DAY = 86_400 * SECOND

_EPOCH_DAY = 719_163
_NAIVE_EPOCH = EPOCH.replace(tzinfo=None)

EARLIEST = (datetime(2, 1, 1, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)
LATEST = (datetime(9999, 1, 1, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)
"""Instants reckoned with: a year from both ends of what a date can hold, so that no neighbour falls off."""


@lru_cache(1 << 10)
def zone_named(name: object) -> ZoneInfo:
    """The IANA zone of that name; raises Refused."""
    if isinstance(name, str):
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            pass
    raise Refused(Code.BAD_VALUE, place="tz", value=name)


def instant(wall: datetime, zone: ZoneInfo) -> int:
    """The first instant at which clocks of the zone show the naive `wall` or, where they skip it, more."""
    local = wall.replace(tzinfo=zone)
    first = to_micros(local)
    again = to_micros(local.replace(fold=1))
    return first if first <= again else _end_of_gap(wall, zone, again // SECOND, -(-first // SECOND))


def _end_of_gap(wall: datetime, zone: ZoneInfo, before: int, after: int) -> int:
    """The whole second, between these two, at which clocks jump past `wall`."""
    while after - before > 1:
        middle = (before + after) // 2
        if shown(middle * SECOND, zone) < wall:
            before = middle
        else:
            after = middle
    return after * SECOND


def shown(at: int, zone: ZoneInfo) -> datetime:
    """The naive wall time that clocks of the zone show at an instant."""
    return from_micros(at).astimezone(zone).replace(tzinfo=None)


def midnight(day: int) -> datetime:
    """00:00 on the date of that ordinal, as a naive wall time."""
    return _NAIVE_EPOCH + timedelta(days=day - _EPOCH_DAY)


def day_of(at: int) -> int:
    """The ordinal of the date in UTC; that of any zone lies at most a day off."""
    return at // DAY + _EPOCH_DAY


def reckoned(at: int) -> int:
    """The instant itself; raises Refused where it lies too near the ends of what dates can hold."""
    if not EARLIEST <= at < LATEST:
        raise Refused(Code.TIME_TOO_FAR)
    return at
