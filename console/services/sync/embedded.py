"""The embedded hub of one machine, opened by path beside the replica it orders.

Promise: tickets and incidents keep the number they were shown with, for on one machine numbers are given out in one
place: under the replica's write lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from console.models import schema
from console.services.clock import Clock
from console.services.store import SMALL_CACHE, connect, explained
from console.services.sync.bell import FileBell
from console.services.sync.hub import Hub, TooOld
from console.services.sync.rules import NUMBERED
from console.services.sync.sqlite_hub import SqliteHub, open_hub


@contextmanager
def embedded(replica: Path, path: Path, login: str, clock: Clock, bell: FileBell | None = None) -> Iterator[Hub]:
    """The hub at `path`, made where there is none; whoever writes to it or to the replica rings.

    Raises Refused, TooOld.
    """
    with explained(path), closing(open_hub(path)) as hub, closing(connect(replica)) as desk:
        for connection in (hub, desk):
            connection.execute(SMALL_CACHE)
        (oldest,) = hub.execute("select oldest from head").fetchone()
        if oldest > schema.VERSION:
            raise TooOld(oldest)

        def shown(key: str) -> int | None:
            of_tables = " union all ".join(f"select number from {table} where id = ?1" for table in NUMBERED)
            found = desk.execute(of_tables, (key,)).fetchone()
            return found[0] if found else None

        with (bell or FileBell()).listening(hub, desk):
            yield SqliteHub(hub, login, clock, shown)
