"""Housekeeping of a PostgreSQL hub: its own functions, called.

Promise: what a worker may and others may not is the server's to say.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import psycopg

from console.models.kinds import to_micros
from console.services.sync.keeping import instant
from console.services.sync.postgres_hub import ask

IDLE, BUSY = timedelta(seconds=2), timedelta(seconds=30)
"""How long a session that others wait for may rest within a transaction, and be at work in one."""
MILLISECOND = timedelta(milliseconds=1)


class PostgresKeeping:
    """Housekeeping of a PostgreSQL hub, on a worker's connection; `last_beat` on anybody's."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def archive(self, before: datetime, many: int) -> int:
        """See Keeping."""
        return int(ask(self._connection, "select desk.archive(%s, %s)", to_micros(before), many)[0][0])

    def purge(self, before: datetime) -> int:
        """See Keeping."""
        return int(ask(self._connection, "select desk.purge(%s)", to_micros(before))[0][0])

    def end_sitters(self) -> int:
        """See Keeping."""
        found = ask(self._connection, "select desk.end_sitters(%s, %s)", IDLE // MILLISECOND, BUSY // MILLISECOND)
        return int(found[0][0])

    def beat(self) -> None:
        """See Keeping."""
        ask(self._connection, "select desk.beat()")

    def last_beat(self) -> datetime | None:
        """See Keeping."""
        return instant(ask(self._connection, "select desk.last_beat()")[0][0])
