"""What a console waits by between two rounds: a command of its own, or the hub's doorbell.

Promise: whichever comes first ends the wait at once; a bell rung while nobody waited is heard at the next wait.  Who
comes and goes among the colleagues ends a wait too, but does not ring: no round is needed for it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

LOOK_SECONDS = 0.5
"""Between two looks whether another process wrote to a file: microseconds each."""


class Bell(Protocol):
    """Rung from any thread, waited by on one."""

    def ring(self) -> None:
        """There is something to push, or an end to make."""
        ...

    def stir(self) -> None:
        """End the wait without ringing."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait until it rings, so many seconds at most; whether it rang.  Raises Unreachable when the hub is gone."""
        ...

    def moved(self) -> bool:
        """Whether a colleague came or went since this was last asked."""
        ...

    def hang_up(self) -> None:
        """Break whatever the waiting thread has under way with the hub."""
        ...


class HandBell:
    """The bell of a hub on this machine: only this process rings it."""

    def __init__(self) -> None:
        self._rung = threading.Event()

    def ring(self) -> None:
        """See Bell."""
        self._rung.set()

    def wait(self, seconds: float) -> bool:
        """See Bell."""
        rang = self._rung.wait(seconds)
        self._rung.clear()
        return rang

    def stir(self) -> None:
        """Nothing but a ring is waited for here."""

    def moved(self) -> bool:
        """There are no colleagues."""
        return False

    def hang_up(self) -> None:
        """A file has no line to break."""


class FileBell(HandBell):
    """The same, rung by other processes too: by whoever commits to one of its files."""

    def __init__(self) -> None:
        super().__init__()
        self._files: tuple[sqlite3.Connection, ...] = ()

    @contextmanager
    def listening(self, *files: sqlite3.Connection) -> Iterator[None]:
        """While it lasts, what others commit to these files rings."""
        self._files = files
        try:
            yield
        finally:
            self._files = ()

    def wait(self, seconds: float) -> bool:
        """See Bell."""
        before = self._versions()
        while seconds > 0:
            if super().wait(min(seconds, LOOK_SECONDS)) or self._versions() != before:
                return True
            seconds -= LOOK_SECONDS
        return False

    def _versions(self) -> list[object]:
        return [db.execute("pragma data_version").fetchone()[0] for db in self._files]
