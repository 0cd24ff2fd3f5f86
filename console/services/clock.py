"""The one place that reads time.

Promise: everything else is told the instant, so tests decide what time it is.
"""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

HELD = timedelta(seconds=5)
"""A step back of up to this much is waited for, so that what was done later never seems earlier; a greater one is a
clock that was set.
"""


def zone_name() -> str:
    """The IANA name of this machine's zone; where the system does not tell it, the nearest zone of whole hours."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # 3 ms, and at the first start alone

    path = os.path.realpath("/etc/localtime")
    for name in (os.environ.get("TZ", "").lstrip(":"), path.partition("zoneinfo/")[2]):
        try:
            if name:
                return ZoneInfo(name).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    hours = round((datetime.now(UTC).astimezone().utcoffset() or timedelta()) / timedelta(hours=1))
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"


class Clock(Protocol):
    """Whoever can tell the instant."""

    def now(self) -> datetime:
        """The present instant: aware, UTC, to the microsecond (SPEC 1.4)."""
        ...

    def monotonic(self) -> float:
        """Seconds that never go back, for measuring waits."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The present instant by this machine's clock."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds of a clock that no one can set; where the system has one, it counts sleep too."""
        if hasattr(time, "CLOCK_BOOTTIME"):
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.monotonic()


class HubClock:
    """The hub's clock as this machine knows it: what it last told and the seconds since, else this machine's own less
    the last known difference (SPEC 1.4).
    """

    def __init__(self, own: Clock, skew: timedelta = timedelta()) -> None:
        """`skew` is how far this machine was ahead of the hub when they last spoke."""
        self._own = own
        self._skew = skew
        self._told: tuple[datetime, float] | None = None
        self._last = own.now() - skew - HELD
        self._reading = threading.Lock()

    @property
    def skew(self) -> timedelta:
        """How far this machine is ahead of the hub."""
        return self._skew

    def hear(self, now: datetime) -> timedelta:
        """The hub says what time it is; the answer is the skew."""
        self._told = now, self._own.monotonic()
        self._skew = self._own.now() - now
        return self._skew

    def now(self) -> datetime:
        """The hub's present instant; later than the one before, unless a clock was set."""
        with self._reading:
            now = self._now()
            if timedelta() <= self._last - now < HELD:
                now = self._last + timedelta(microseconds=1)
            self._last = now
            return now

    def monotonic(self) -> float:
        """Seconds of this machine."""
        return self._own.monotonic()

    def _now(self) -> datetime:
        if self._told is None:
            return self._own.now() - self._skew
        instant, at = self._told
        return instant + timedelta(seconds=self._own.monotonic() - at)
