"""Spends at most a share of the time on work that changes keep asking for.

Promise: the first wish is fulfilled at once, later ones together as soon as the share allows; none is lost.
"""

from __future__ import annotations

from collections.abc import Callable

from console.services.clock import Clock
from console.views.carrier import Later

LONGEST_S = 3.0
"""A wish waits no longer, however long the work took: on a busy machine most of that was waiting."""


class Throttle:
    """Runs `work`, which calls `finish` when it is through."""

    def __init__(self, work: Callable[[], None], clock: Clock, later: Later, share: float, least_ms: int = 0) -> None:
        """`share` of all time may go into it; `least_ms` is the shortest time between two starts."""
        self._work = work
        self._rest = 1 / share - 1
        self._clock = clock
        self._later = later
        self._least = least_ms / 1000
        self._began = 0.0
        self._next = 0.0
        self._running = False
        self._wished = False
        self._waiting = False

    def wish(self) -> None:
        """Have the work done, soon."""
        self._wished = True
        self._start()

    def finish(self) -> None:
        """The work is through; what it took decides when it may run again."""
        if self._running:
            self._running = False
            now = self._clock.monotonic()
            rest = min((now - self._began) * self._rest, LONGEST_S)
            self._next = max(self._began + self._least, now + rest)
            self._start()

    def _start(self) -> None:
        if self._running or self._waiting or not self._wished:
            return
        wait = self._next - self._clock.monotonic()
        if wait > 0:
            self._waiting = True
            self._later(round(wait * 1000) + 1, self._resume)
            return
        self._wished, self._running, self._began = False, True, self._clock.monotonic()
        self._work()

    def _resume(self) -> None:
        self._waiting = False
        self._start()
