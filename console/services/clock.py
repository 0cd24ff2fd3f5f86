"""The one place that reads time.

Promise: everything else is told the instant, so tests decide what time it is.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


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
        """Seconds of a clock that no one can set."""
        return time.monotonic()
