"""A line on the terminal that tells how far a long verb is.

Promise: nothing is written where nobody watches, and never on stdout.
"""

from __future__ import annotations

import sys

from console.services.clock import Clock

EVERY = 0.1
"""Seconds between two drawings."""
WIDTH = 24


class Progress:
    """Rows done of a total, the rate and the time left."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._watched = sys.stderr.isatty()
        self._start = self._drawn = clock.monotonic()

    def show(self, done: int, total: int) -> None:
        """Draw the line anew, at most ten times a second."""
        now = self._clock.monotonic()
        if not self._watched or (now - self._drawn < EVERY and done < total):
            return
        self._drawn = now
        sys.stderr.write(f"\r\x1b[K{line(done, total, now - self._start)}")
        sys.stderr.flush()

    def end(self) -> None:
        """Take the line away."""
        if self._watched:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def line(done: int, total: int, seconds: float) -> str:
    """The bar, the rows, the rate and the time left: "[####....] 1,200/6,000  400/s  0:12"."""
    share = min(1.0, done / total) if total else 1.0
    filled = int(share * WIDTH)
    rate = done / seconds if seconds > 0 else 0.0
    left = int((total - done) / rate) if rate else 0
    bar = "#" * filled + "." * (WIDTH - filled)
    return f"[{bar}] {done:,}/{total:,}  {rate:,.0f}/s  {left // 60}:{left % 60:02d}"
