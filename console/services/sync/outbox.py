"""What waits here for the hub's answer, as rows to show.

Promise: in the order it will be sent; asking costs no more than the rows asked for and a count.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from console.models.kinds import from_micros
from console.models.values import dataclass
from console.services.sync.attention import subject


@dataclass(frozen=True, slots=True)
class Waiting:
    """One operation the hub has not answered."""

    id: str
    what: str
    """The name of the command that made it."""
    at: datetime
    ticket: str | None
    """The id of the ticket it is about; None for an incident or a saved view."""
    number: int | None
    title: str


@dataclass(frozen=True, slots=True)
class Outbox:
    """The oldest of what waits, and how many there are."""

    rows: tuple[Waiting, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class PendingOperations:
    """Ask what waits for the hub, the oldest first."""

    limit: int = 50

    def answer(self, connection: sqlite3.Connection) -> Outbox:
        """The rows and the count, of one instant."""
        found = connection.execute(
            "select id, what, at, body from _op where state = 'pending' order by n limit ?", (self.limit,)
        ).fetchall()
        (count,) = connection.execute("select count(*) from _op where state = 'pending'").fetchone()
        return Outbox(tuple(_waiting(connection, row) for row in found), count)


def _waiting(db: sqlite3.Connection, row: tuple[str, str, int, str]) -> Waiting:
    key, what, at, body = row
    parts = json.loads(body)["do"]
    about = subject(db, parts)
    return Waiting(key, what, from_micros(at), about.ticket, about.number, about.title)
