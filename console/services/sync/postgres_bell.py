"""The doorbell of a PostgreSQL hub: its NOTIFY and this process's own commands, waited for at once.

Promise: one connection serves rounds and doorbell; between rounds it costs nothing but an open socket.
"""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg

from console.services.sync.hub import Unreachable

CHANNEL, PRESENCE = "desk", "desk_presence"


class WireBell:
    """Rung by this process, and by the hub while a connection listens."""

    def __init__(self) -> None:
        self._rung = threading.Event()
        self._stirred = threading.Event()
        self._line: _Line | None = None

    def ring(self) -> None:
        """See Bell."""
        self._rung.set()
        if (line := self._line) is not None:
            line.stir()

    def stir(self) -> None:
        """See Bell."""
        self._stirred.set()
        if (line := self._line) is not None:
            line.stir()

    def wait(self, seconds: float) -> bool:
        """See Bell; what the hub says besides ringing begins the wait anew."""
        if (line := self._line) is None:
            self._rung.wait(seconds)
        else:
            while not (line.heard() or self._rung.is_set() or self._stirred.is_set()) and line.stirred(seconds):
                pass
        rang = self._rung.is_set() or (line is not None and line.answered())
        self._rung.clear()
        self._stirred.clear()
        return rang

    def moved(self) -> bool:
        """See Bell."""
        return (line := self._line) is not None and line.moved()

    def hang_up(self) -> None:
        """See Bell."""
        if (line := self._line) is not None:
            line.cut()

    @contextmanager
    def listening(self, connection: psycopg.Connection) -> Iterator[None]:
        """While it lasts, the hub behind `connection` rings too; raises Unreachable."""
        line = _Line(connection)
        try:
            line.listen()
            self._line = line
            yield
        finally:
            self._line = None
            line.close()


class _Line:
    """A connection that listens, and a pair of sockets to stir whoever waits at it."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection
        self._own = connection.info.backend_pid
        self._near, self._far = socket.socketpair()
        self._near.setblocking(False)
        self._far.setblocking(False)
        self._called = self._moved = False

    def listen(self) -> None:
        """From here on the hub rings."""
        self._connection.add_notify_handler(self._notice)
        try:
            for channel in (CHANNEL, PRESENCE):
                self._connection.execute(f"listen {channel}".encode())
        except psycopg.Error as error:
            raise Unreachable(str(error)) from error

    def stir(self) -> None:
        """End a wait from another thread."""
        with suppress(OSError):  # full: it was stirred often enough; closed: nobody waits any more
            self._far.send(b"!")

    def stirred(self, seconds: float) -> bool:
        """Sleep until the hub says something or somebody stirs; False when the time is over."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._near, selectors.EVENT_READ)
            selector.register(self._connection.fileno(), selectors.EVENT_READ)
            happened = bool(selector.select(seconds))
        with suppress(BlockingIOError):
            self._near.recv(4096)
        return happened

    def heard(self) -> bool:
        """Whether the hub said something; reads what has come, also what TLS held back.  Raises Unreachable."""
        wire = self._connection.pgconn
        try:
            wire.consume_input()
            while note := wire.notifies():
                self._take(note.relname.decode(), note.be_pid)
        except psycopg.Error as error:
            raise Unreachable(str(error)) from error
        return self._called or self._moved

    def answered(self) -> bool:
        """Whether the hub rang since this was last asked."""
        called, self._called = self._called, False
        return called

    def moved(self) -> bool:
        """Whether colleagues came or went since this was last asked."""
        moved, self._moved = self._moved, False
        return moved

    def cut(self) -> None:
        """End what is under way on the connection, from another thread."""
        with suppress(OSError, psycopg.Error):
            wire = socket.fromfd(self._connection.fileno(), socket.AF_INET, socket.SOCK_STREAM)
            with wire:
                wire.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let the sockets go; the connection is its owner's."""
        self._near.close()
        self._far.close()

    def _notice(self, notify: psycopg.Notify) -> None:
        """Came in while a statement ran."""
        self._take(notify.channel, notify.pid)

    def _take(self, channel: str, sender: int) -> None:
        """The hub rings for our own pushes too; what they did is known."""
        if sender == self._own:
            return
        if channel == PRESENCE:
            self._moved = True
        else:
            self._called = True
