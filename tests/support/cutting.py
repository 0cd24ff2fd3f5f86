"""A bad network between consoles and a server on this machine: it delays what it carries, and tears its lines.

Promise: a torn line ends with a reset, in the middle of whatever it carried; a line whose one end is gone is torn at
the other.
"""

from __future__ import annotations

import asyncio
import random
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

LOOPBACK = "127.0.0.1"
PIECE = 65536
_AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER: closing sends a reset and forgets what was not sent."""


@dataclass
class Network:
    """The way to one port; what is set here holds for lines from now on."""

    target: int
    port: int = 0
    """Where consoles call instead."""
    delay: float = 0.0
    """Seconds each piece takes in each direction."""
    life: float | None = None
    """Seconds a line lives on average; None: as long as its ends want."""
    torn: int = 0
    """Lines cut so far."""
    random: random.Random = field(default_factory=lambda: random.Random(1))

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One line, from its call to its end."""
        try:
            back, there = await asyncio.open_connection(LOOPBACK, self.target)
        except OSError:
            _tear(writer)
            return
        ways = [asyncio.create_task(self._pass(reader, there)), asyncio.create_task(self._pass(back, writer))]
        left = None if self.life is None else self.random.expovariate(1 / self.life)
        try:
            ended, _ = await asyncio.wait(ways, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            self.torn += not ended
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            _tear(writer)
            _tear(there)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while piece := await reader.read(PIECE):
                await asyncio.sleep(self.delay)
                writer.write(piece)
                await writer.drain()
        except OSError:
            return


def _tear(writer: asyncio.StreamWriter) -> None:
    line = writer.get_extra_info("socket")
    if not writer.transport.is_closing():
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    writer.transport.abort()


@contextmanager
def network(target: int) -> Iterator[Network]:
    """A way to `target` that is good until told otherwise."""
    made, ready = Network(target), threading.Event()
    loop, ended = asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        server = await asyncio.start_server(made.carry, LOOPBACK, 0)
        made.port = server.sockets[0].getsockname()[1]
        ready.set()
        await ended.wait()
        server.close()
        lines = asyncio.all_tasks() - {asyncio.current_task()}
        for line in lines:
            line.cancel()
        await asyncio.gather(*lines, return_exceptions=True)

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), name="network")
    thread.start()
    try:
        assert ready.wait(10)
        yield made
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()
        loop.close()
