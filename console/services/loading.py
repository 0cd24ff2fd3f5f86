"""Loading very many rows: what is kept about every single one waits until all are written.

Promise: when the block ends, its tables have the indexes and triggers they had; when it fails, so does the caller's
transaction, and nothing has happened to them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager


@contextmanager
def laid_bare(connection: sqlite3.Connection, tables: Sequence[str], but: str = "") -> Iterator[None]:
    """Within the block these tables have neither indexes nor triggers, keys apart and the index `but`.

    The caller has begun a transaction, and does itself what a trigger would have done for the rows it writes.
    """
    found = connection.execute(
        "select type, name, sql from sqlite_master where type in ('index', 'trigger') and sql is not null"
        f" and name <> ? and tbl_name in ({','.join('?' * len(tables))})",
        (but, *tables),
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f"drop {kind} {name}")
    yield
    for _, _, sql in found:
        connection.execute(sql)
