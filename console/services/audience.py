"""The people groups speak of, as the replica knows them (SPEC 9.3).

Promise: plain SQL; nobody who works here or did is left out.
"""

from __future__ import annotations

import sqlite3

from console.models.groups import Reader
from console.models.kinds import Locale


def readers(connection: sqlite3.Connection) -> dict[str, Reader]:
    """Everybody who works here or did, by id."""
    rows = connection.execute(
        "select id, name, email, locale, roles <> '[]' from person where login is not null and dead = 0"
    )
    return {key: Reader(name, email, Locale(locale), bool(works)) for key, name, email, locale, works in rows}
