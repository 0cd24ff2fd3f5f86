"""What is to be looked at when: the next instant of each of many things.

Promise: a thing has one instant, the newest told; asking what is due costs nothing for what is not.
"""

from __future__ import annotations

import heapq


class Agenda:
    """Instants, in microseconds, by the id of what is looked at then."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, str]] = []
        self._at: dict[str, int] = {}

    def expect(self, key: str, at: int | None) -> None:
        """Look at it then instead of before; None: not at all."""
        if at is None:
            self._at.pop(key, None)
        elif self._at.get(key) != at:
            self._at[key] = at
            heapq.heappush(self._heap, (at, key))

    def due(self, now: int) -> set[str]:
        """What is to be looked at by now; asked once, it is not due again until a new instant is told."""
        found = set()
        while self._heap and self._heap[0][0] <= now:
            at, key = heapq.heappop(self._heap)
            if self._at.get(key) == at:
                del self._at[key]
                found.add(key)
        return found

    @property
    def next(self) -> int | None:
        """The first instant at which something may be due."""
        return self._heap[0][0] if self._heap else None
