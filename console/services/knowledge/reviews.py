"""Articles that are to be looked at again, for whoever looks after them (SPEC 6.1).

Promise: an archived article waits for nobody; the next one that falls due is known, so that nobody has to ask before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence


def due_reviews(connection: sqlite3.Connection, owner: str, since: int, now: int) -> Sequence[tuple[str, int]]:
    """Ids of a person's articles that fell due in [since, now], with the instants in microseconds."""
    sql = f"select id, review_by from article where {_LIVE} and review_by between ? and ? order by review_by, id"
    return connection.execute(sql, (owner, since, now)).fetchall()


def next_review(connection: sqlite3.Connection, owner: str, now: int) -> int | None:
    """When the next of a person's articles falls due, in microseconds; None when none does."""
    (at,) = connection.execute(
        f"select min(review_by) from article where {_LIVE} and review_by > ?", (owner, now)
    ).fetchone()
    return None if at is None else int(at)


_LIVE = "dead = 0 and archived_at is null and owner = ?"
