"""What this machine keeps for itself in local.db: where the window was, and words not yet sent.

Promise: a draft is on disk when `keep_draft` returns; losing this file loses no ticket (two WAL files share no
transaction, so a draft carries the id its message will have).
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from console.models.kinds import Visibility, from_micros, to_micros
from console.models.values import dataclass
from console.services.store import connect, explained, make_private

T = TypeVar("T")
_TABLES = """
create table if not exists state(key text primary key, value text not null) without rowid;
create table if not exists draft(
    ticket text not null, visibility text not null, body text not null, message text not null, at integer not null,
    primary key (ticket, visibility)
) without rowid;
create table if not exists operation(
    n integer primary key, id text not null unique, login text not null, what text not null, at integer not null,
    body text not null, state text not null, code text, message text
);
create table if not exists alert(
    key text primary key, kind text not null, subject text not null, at integer not null, critical integer not null,
    clock text, threshold integer, due integer, person text, seen integer, until integer, reason text
) without rowid;
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """Words on a ticket that were not sent yet."""

    ticket: str
    visibility: Visibility
    body: str
    message: str
    """The id the message will have: once it exists, the draft was sent."""
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptOperation:
    """An operation saved from a damaged replica, as it stood there."""

    id: str
    login: str
    what: str
    at: int
    body: str
    state: str
    code: str | None
    message: str | None


class Local:
    """One local.db; may be used from any thread."""

    def __init__(self, path: Path) -> None:
        """Open or make it; raises Refused when it cannot be used."""
        self._path = path
        self._lock = threading.Lock()
        with explained(path):
            make_private(path.parent)
            self._db = connect(path)
            try:
                self._db.executescript(_TABLES)
            except BaseException:
                self._db.close()
                raise

    def state(self, key: str) -> object | None:
        """The JSON value kept under `key`; None when there is none."""
        with self._lock, explained(self._path):
            row = self._db.execute("select value from state where key = ?", (key,)).fetchone()
        value: object = json.loads(row[0]) if row else None
        return value

    def keep_state(self, key: str, value: object) -> None:
        """Keep a JSON value under `key`."""
        text = json.dumps(value, ensure_ascii=False)
        with self._lock, explained(self._path):
            self._db.execute(
                "insert into state values (?, ?) on conflict(key) do update set value = excluded.value", (key, text)
            )

    def draft(self, ticket: str, visibility: Visibility) -> Draft | None:
        """The draft of that kind on a ticket."""
        with self._lock, explained(self._path):
            row = self._db.execute(
                "select body, message, at from draft where ticket = ? and visibility = ?", (ticket, visibility)
            ).fetchone()
        return Draft(ticket, visibility, row[0], row[1], from_micros(row[2])) if row else None

    def keep_draft(self, draft: Draft) -> None:
        """Keep or replace a draft."""
        with self._lock, explained(self._path):
            self._db.execute(
                "insert or replace into draft values (?, ?, ?, ?, ?)",
                (draft.ticket, draft.visibility, draft.body, draft.message, to_micros(draft.at)),
            )

    def drop_draft(self, ticket: str, visibility: Visibility) -> None:
        """Forget a draft that was sent or emptied."""
        with self._lock, explained(self._path):
            self._db.execute("delete from draft where ticket = ? and visibility = ?", (ticket, visibility))

    def drafted(self) -> frozenset[str]:
        """The tickets on which words wait."""
        with self._lock, explained(self._path):
            rows = self._db.execute("select distinct ticket from draft").fetchall()
        return frozenset(row[0] for row in rows)

    def drop_sent_drafts(self, store: sqlite3.Connection) -> None:
        """Forget drafts whose message exists in the replica read by `store`: they were sent before a crash."""
        with self._lock, explained(self._path):
            drafts = self._db.execute("select ticket, visibility, message from draft").fetchall()
            for ticket, visibility, message in drafts:
                if store.execute("select 1 from message where id = ?", (message,)).fetchone():
                    self._db.execute("delete from draft where ticket = ? and visibility = ?", (ticket, visibility))

    def keep_operations(self, operations: Sequence[KeptOperation]) -> None:
        """Save operations until a replica holds them; those saved already stay as they are."""
        rows = [(o.id, o.login, o.what, o.at, o.body, o.state, o.code, o.message) for o in operations]
        sql = "insert or ignore into operation(id, login, what, at, body, state, code, message)"
        with self._lock, explained(self._path):
            self._db.execute("begin immediate")
            self._db.executemany(f"{sql} values (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            self._db.execute("commit")

    def kept_operations(self) -> list[KeptOperation]:
        """Saved operations, in the order they were made."""
        sql = "select id, login, what, at, body, state, code, message from operation order by n"
        with self._lock, explained(self._path):
            return [KeptOperation(*row) for row in self._db.execute(sql)]

    def drop_operations(self, operations: Sequence[KeptOperation]) -> None:
        """Forget saved operations that a replica holds now."""
        with self._lock, explained(self._path):
            self._db.executemany("delete from operation where id = ?", [(one.id,) for one in operations])

    def within(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """The answer of some reading or writing, done whole or not at all."""
        with self._lock, explained(self._path):
            self._db.execute("begin immediate")
            try:
                answer = work(self._db)
                self._db.execute("commit")
            except BaseException:
                self._db.execute("rollback")
                raise
        return answer

    def close(self) -> None:
        """Close the file."""
        self._db.close()
