"""Whether people who searched the knowledge went without a ticket (SPEC 12.3).

Promise: what nobody has recorded is None, never 0.
"""

from __future__ import annotations

import sqlite3

from console.models.values import dataclass
from console.models.wall import DAY

AFTER = DAY
"""A ticket that its searcher asks for within this time came after the search."""


@dataclass(frozen=True, slots=True)
class Deflection:
    """Searches of a period."""

    searches: int | None
    """None where no search was ever recorded."""
    without_result: int | None
    ticket_after: int | None
    """None where nobody knows who searched."""


@dataclass(frozen=True, slots=True)
class DeflectionFigures:
    """Ask what came of the searches of [start, end), instants in microseconds."""

    start: int
    end: int

    def answer(self, connection: sqlite3.Connection) -> Deflection:
        """Counted from the searches and the tickets each time."""
        if connection.execute("select 1 from search_event limit 1").fetchone() is None:
            return Deflection(None, None, None)
        searches, empty, known, after = connection.execute(_SEARCHES, (self.start, self.end, AFTER)).fetchone()
        return Deflection(searches, empty if searches else None, after if known else None)


_SEARCHES = """
    select count(*), coalesce(sum(s.results = 0), 0), count(s.author), coalesce(sum(exists (select 1 from ticket t
        where t.requester = s.author and t.dead = 0 and t.created_at between s.created_at and s.created_at + ?3)), 0)
    from search_event s where s.dead = 0 and s.created_at >= ?1 and s.created_at < ?2
"""
