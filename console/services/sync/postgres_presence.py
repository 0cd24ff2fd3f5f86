"""Presence at a PostgreSQL hub: its own functions, called.

Promise: whom one may not see, the server does not tell of.
"""

from __future__ import annotations

import psycopg

from console.models.kinds import MICROSECOND
from console.services.sync.postgres_hub import ask
from console.services.sync.presence import Present


class PostgresPresence:
    """Presence at a server's hub, on a console's own connection."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def be_at(self, ticket: str | None, *, replying: bool = False) -> None:
        """See Presence; raises Unreachable."""
        ask(self._connection, "select desk.be_at(%s, %s)", ticket, replying)

    def present(self) -> tuple[Present, ...]:
        """See Presence; raises Unreachable."""
        found = ask(self._connection, "select person, ticket, replying, age from desk.present()")
        return tuple(Present(person, ticket, replying, age * MICROSECOND) for person, ticket, replying, age in found)
