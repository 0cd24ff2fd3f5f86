"""Proof that the audit log of a hub is whole: every entry's hash follows from the one before (SPEC 13).

Promise: reads only; names the first entry that does not follow.  An erased entry (its words taken out by law) still
proves its place, for the chain covers the digest of the words.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable

import psycopg

from console.models.values import dataclass
from console.services.sync.hub import Hub
from console.services.sync.postgres_hub import PostgresHub
from console.services.sync.sqlite_hub import GENESIS, SqliteHub

BATCH = 5000
"""Entries fetched at a time from a server."""


@dataclass(frozen=True, slots=True)
class Link:
    """The place of one entry of the log: commit number, and place within the commit."""

    seq: int
    n: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the chain found."""

    entries: int
    broken: Link | None = None
    """The first entry that does not follow from those before it; None: the log is whole."""


def of(hub: Hub) -> Verdict:
    """Walk the log of an opened hub; raises TypeError for one of another make."""
    if isinstance(hub, PostgresHub):
        return of_postgres(hub.connection)
    if isinstance(hub, SqliteHub):
        return of_sqlite(hub.db)
    raise TypeError(type(hub).__name__)


Entry = tuple[int, int, str, str, str, int, str | None, bytes, bytes]
"""seq, n, table, key, who, at, words, digest, hash."""


def of_sqlite(db: sqlite3.Connection) -> Verdict:
    """Walk the log of a hub's file."""
    head = int(db.execute("select seq from head").fetchone()[0])
    rows = db.execute("select seq, n, t, k, who, at, diff, digest, hash from log order by seq, n")
    entries = ((*row[:7], bytes.fromhex(row[7]), bytes.fromhex(row[8])) for row in rows)

    def follows(before: bytes, entry: Entry) -> bytes:
        seq, n, table, key, who, at, _, digest, _ = entry
        text = f"{before.hex() or GENESIS}|{seq}|{n}|{table}|{key}|{who}|{at}|{digest.hex()}"
        return hashlib.sha256(text.encode()).digest()

    return _walk(entries, follows, head)


def of_postgres(connection: psycopg.Connection) -> Verdict:
    """Walk the log of a server's hub, as somebody who may read it (an auditor)."""
    with connection.transaction(), connection.cursor("audit") as cursor:
        head = int(connection.execute("select seq from desk.hello()").fetchall()[0][0])
        cursor.itersize = BATCH
        cursor.execute("select seq, n, t, k, who, at, diff::text, digest, hash from desk.log order by seq, n")
        return _walk(cursor, _follows_on_postgres, head)


def _follows_on_postgres(before: bytes, entry: Entry) -> bytes:
    seq, n, table, key, who, at, _, digest, _ = entry
    return hashlib.sha256(before + f"{seq}|{n}|{table}|{key}|{who}|{at}".encode() + digest).digest()


def _walk(entries: Iterable[Entry], follows: Callable[[bytes, Entry], bytes], head: int) -> Verdict:
    """`head` is the number of the last commit as the hub counts: a log that ends earlier lost its end."""
    before, count, last = b"", 0, 0
    for entry in entries:
        seq, n, words, digest, found = entry[0], entry[1], entry[6], entry[7], entry[8]
        told = words is None or hashlib.sha256(words.encode()).digest() == digest
        # Commits are numbered without a gap: a missing number is a commit taken out.
        if not told or follows(before, entry) != found or seq not in (last, last + 1):
            return Verdict(count, Link(seq, n))
        before, count, last = found, count + 1, seq
    return Verdict(count, Link(last + 1, 0) if last < head else None)
