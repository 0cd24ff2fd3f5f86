"""When things happen in the demo: tickets arrive by weekday and hour, staff and requesters keep their working days.

Promise: pure arithmetic on microseconds since 1970; nothing here knows the present.
"""

from __future__ import annotations

from bisect import bisect
from functools import lru_cache
from itertools import accumulate
from math import exp
from random import Random
from statistics import NormalDist

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

SPAN = 540 * DAY
"""How far back the demo reaches: about 18 months."""
HOME = 8 * HOUR
"""Ahead of UTC: where most of the staff sit."""
OPENING, CLOSING = 8 * HOUR, 19 * HOUR
"""Of a working day, at each site."""

_WEEK = (124, 112, 104, 100, 88, 15, 9)
"""Arrivals by weekday, Monday first; a Thursday is 100."""
_HOURS = (1, 1, 1, 1, 1, 2, 4, 12, 46, 92, 84, 62, 34, 58, 78, 72, 60, 40, 18, 9, 6, 4, 3, 2)
"""Arrivals by the requester's hour of the day."""
_HOUR_SUMS = tuple(accumulate(_HOURS))


def weekday(at: int, zone: int = HOME) -> int:
    """The day of the week in a zone, Monday 0."""
    return ((at + zone) // DAY + 3) % 7


def arrival(rng: Random, near: int, zone: int) -> int:
    """An instant on the day of `near` or within the six days before, as requesters of that zone write."""
    day = (near + zone) // DAY
    while rng.random() * _WEEK[0] > _WEEK[(day + 3) % 7]:
        day -= 1
    hour = bisect(_HOUR_SUMS, rng.random() * _HOUR_SUMS[-1])
    return day * DAY - zone + hour * HOUR + int(rng.random() * HOUR)


def is_open(at: int, zone: int) -> bool:
    """Whether people work at an instant in a zone."""
    return weekday(at, zone) < 5 and OPENING <= (at + zone) % DAY < CLOSING


def worked(at: int, length: int, zone: int = HOME) -> int:
    """The instant at which so much time of the working days (Mon-Fri, `OPENING` to `CLOSING`) has passed since `at`."""
    while True:
        start = (at + zone) // DAY * DAY - zone
        if weekday(at, zone) >= 5 or at >= start + CLOSING:
            at = start + DAY + OPENING
            continue
        at = max(at, start + OPENING)
        if at + length <= start + CLOSING:
            return at + length
        length -= start + CLOSING - at
        at = start + CLOSING


def around(rng: Random, median: float, spread: float = 0.8) -> int:
    """A length around `median` microseconds, never negative, now and then several times as long."""
    return int(median * exp(spread * _normal()[int(rng.random() * 1024)]))


@lru_cache(1)
def _normal() -> tuple[float, ...]:
    """1,024 equally likely values of the normal distribution: looked up five times as fast as drawn."""
    return tuple(map(NormalDist().inv_cdf, ((place + 0.5) / 1024 for place in range(1024))))
