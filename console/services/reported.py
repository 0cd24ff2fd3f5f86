"""The tickets that may tell of an incident (SPEC 8.2).

Promise: plain SQL and the pure rules of triage; a ticket counts by what it says, not by what became of it.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from console.models.evidence import Report
from console.models.kinds import Category, from_micros, to_micros
from console.models.triage import suggest_category
from console.models.values import dataclass

MOST = 2000
"""Tickets that are looked at."""
LONGEST = 2000
"""Characters of a description that are read."""


@dataclass(frozen=True, slots=True)
class ReportsOf:
    """Ask for the tickets of a window that speak of a category; of an unclassified one all but wishes."""

    category: Category
    first: datetime
    last: datetime

    def answer(self, connection: sqlite3.Connection) -> tuple[Report, ...]:
        """In the order they came."""
        rows = connection.execute(
            "select id, number, title, substr(description, 1, ?), requester, created_at from ticket where dead = 0"
            " and type is not 'FEATURE_REQUEST' and created_at between ? and ? order by created_at, id limit ?",
            (LONGEST, to_micros(self.first), to_micros(self.last), MOST),
        )
        return tuple(
            Report(key, number, title, requester, from_micros(at))
            for key, number, title, description, requester, at in rows
            if self._speaks(f"{title}\n{description}")
        )

    def _speaks(self, text: str) -> bool:
        if self.category is Category.UNCLASSIFIED:
            return True
        return self.category.value in suggest_category(text).scores
