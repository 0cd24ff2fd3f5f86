"""Bare scripts on PostgreSQL: one head row, a ticket, its event, its line in a log, a doorbell; a reader beside them.

Promise: psycopg and sqlite3 alone, on the same server by the same line; the same lock orders the commits, nothing else
of a hub is there: no rights, no rules, no chain, no rebase.
"""

from __future__ import annotations

import json
import random
import selectors
import sqlite3
import threading
import time
from pathlib import Path

import psycopg

TICKETS = 1000
"""Rows to change."""
CHANNEL = "bare"

_TABLES = f"""
create schema bare;
create table bare.head (one boolean primary key default true, seq bigint not null) with (fillfactor = 10);
create table bare.ticket (id text primary key, title text, priority text, updated_at bigint, seq bigint);
create table bare.event (id text primary key, root text, kind text, before text, after text, at bigint, seq bigint);
create table bare.log (seq bigint primary key, who text, diff jsonb);
create index on bare.ticket (seq);
create index on bare.event (root);
insert into bare.head values (true, 0);
insert into bare.ticket select 't' || n, 'title', 'LOW', 0, 0 from generate_series(0, {TICKETS - 1}) n;
grant usage on schema bare to public;
grant all on all tables in schema bare to public;
"""


def lay(root: psycopg.Connection) -> None:
    """Make the tables."""
    root.execute(_TABLES.encode())


def change(line: psycopg.Connection, ticket: int, title: str) -> None:
    """One transaction of five statements, as a plain program writes it: the head first, the doorbell last."""
    key, at = f"t{ticket}", time.time_ns() // 1000
    with line.transaction():
        (seq,) = line.execute("select seq + 1 from bare.head for update").fetchall()[0]
        line.execute(
            "update bare.ticket set title = %s, priority = 'HIGH', updated_at = %s, seq = %s where id = %s",
            (title, at, seq, key),
        )
        line.execute(
            "insert into bare.event values (gen_random_uuid(), %s, 'TITLE', 'before', %s, %s, %s)",
            (key, title, at, seq),
        )
        diff = json.dumps({"title": ["before", title], "updated_at": [0, at]})
        line.execute("insert into bare.log values (%s, session_user, %s)", (seq, diff))
        line.execute("update bare.head set seq = %s", (seq,))
        line.execute(f"notify {CHANNEL}".encode())


class Reader(threading.Thread):
    """Hears the doorbell, fetches what is new into a SQLite file, and notes when each title was committed there."""

    def __init__(self, line: psycopg.Connection, file: Path, wait: float) -> None:
        """`wait` is how many seconds at most it lets pass before it fetches."""
        super().__init__(daemon=True)
        self.seen: dict[str, float] = {}
        self._line = line
        self._wait = wait
        self._file = file
        self._ending = threading.Event()
        line.execute(f"listen {CHANNEL}".encode())

    def run(self) -> None:
        """Until it is ended."""
        db = sqlite3.connect(self._file, isolation_level=None)
        db.executescript("pragma journal_mode = wal; pragma synchronous = full; create table ticket(id primary key, t)")
        cursor, chance = 0, random.SystemRandom()
        with selectors.DefaultSelector() as selector:
            selector.register(self._line.fileno(), selectors.EVENT_READ)
            while not self._ending.is_set():
                if not selector.select(0.2):
                    continue
                self._ending.wait(chance.uniform(0, self._wait))
                list(self._line.notifies(timeout=0))
                cursor = self._fetch(db, cursor)
        db.close()

    def _fetch(self, db: sqlite3.Connection, cursor: int) -> int:
        rows = self._line.execute("select id, title, seq from bare.ticket where seq > %s", (cursor,)).fetchall()
        if rows:
            db.execute("begin immediate")
            db.executemany("insert or replace into ticket values (?, ?)", [row[:2] for row in rows])
            db.execute("commit")
        now = time.perf_counter()
        for _, title, _ in rows:
            self.seen.setdefault(title, now)
        return max((row[2] for row in rows), default=cursor)

    def end(self) -> None:
        """Read no more."""
        self._ending.set()
        self.join()
