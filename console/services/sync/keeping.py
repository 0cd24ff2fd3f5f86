"""Housekeeping of a hub: archives, what may be forgotten, the sign of life; equal on both hubs.

Promise: whatever a step is cut off by, running it again goes on where it stood; a ticket in an archive is whole there,
and comes back whole when it is reopened.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Protocol
from uuid import NAMESPACE_OID, uuid5

from console.models.kinds import Status, from_micros, to_micros
from console.models.shape import shapes
from console.services.clock import Clock
from console.services.sync import rows
from console.services.sync.hub import Hub
from console.services.sync.rules import children
from console.services.sync.sqlite_hub import Commit, SqliteHub


class Keeping(Protocol):
    """What a worker does for its hub."""

    def archive(self, before: datetime, many: int) -> int:
        """Move up to `many` tickets to their team's archive that were closed before an instant and have come to the hub
        or changed there no later (what was imported stays for its time too); the number moved.
        """
        ...

    def purge(self, before: datetime) -> int:
        """Forget which rows left which scope before an instant; a replica older than that pulls whole."""
        ...

    def end_sitters(self) -> int:
        """End sessions that hold others up: idle within a transaction, or long at work in one; the number ended."""
        ...

    def beat(self) -> None:
        """Tell that this worker lives."""
        ...

    def last_beat(self) -> datetime | None:
        """When a worker last told so."""
        ...


class SqliteKeeping:
    """Housekeeping of a SQLite hub."""

    def __init__(self, db: sqlite3.Connection, login: str, clock: Clock) -> None:
        self._db = db
        self._login = login
        self._clock = clock

    def archive(self, before: datetime, many: int) -> int:
        """See Keeping."""
        self._db.execute("begin immediate")
        try:
            commit = Commit(self._db, self._login, self._clock)
            found = self._db.execute(
                "select t.id, t.scope from ticket t join scope s on s.id = t.scope"
                " where t.status = ?1 and t.closed_at < ?2 and t.at < ?2 and s.archive_of is null"
                " order by t.closed_at, t.id limit ?3",
                (Status.CLOSED, to_micros(before), many),
            ).fetchall()
            for key, scope in found:
                self._move(commit, key, self._archive_of(scope))
            commit.seal()
            self._db.execute("commit")
        except BaseException:
            self._db.execute("rollback")
            raise
        return len(found)

    def _archive_of(self, scope: str) -> str:
        found = self._db.execute("select id from scope where archive_of = ?", (scope,)).fetchone()
        if found is not None:
            return str(found[0])
        key = str(uuid5(NAMESPACE_OID, f"archive of {scope}"))
        self._db.execute("insert into scope select ?, name || ' archive', id from scope where id = ?", (key, scope))
        return key

    def _move(self, commit: Commit, ticket: str, scope: str) -> None:
        shape = shapes()["ticket"]
        row = rows.read(self._db, shape, ticket)
        if row is not None:
            commit.save(shape, row | {"scope": scope}, row)
            for child, old in children(self._db, ticket):
                commit.save(child, old | {"scope": scope}, old)

    def purge(self, before: datetime) -> int:
        """See Keeping."""
        self._db.execute("begin immediate")
        try:
            last = self._db.execute(
                "select coalesce(max(seq), 0) from log where at < ?", (to_micros(before),)
            ).fetchone()
            count = self._db.execute("delete from gone where seq <= ?", last).rowcount
            if count:
                self._db.execute("update head set floor = max(floor, ?)", last)
            self._db.execute("commit")
        except BaseException:
            self._db.execute("rollback")
            raise
        return count

    def end_sitters(self) -> int:
        """There is nobody: a file is written to by this machine alone, and gives up by itself."""
        return 0

    def beat(self) -> None:
        """See Keeping."""
        self._db.execute(
            "insert into heartbeat values (?, ?) on conflict(worker) do update set at = excluded.at",
            (self._login, to_micros(self._clock.now())),
        )

    def last_beat(self) -> datetime | None:
        """See Keeping."""
        return instant(self._db.execute("select max(at) from heartbeat").fetchone()[0])


def keeping_of(hub: Hub, clock: Clock) -> Keeping:
    """The housekeeping of an opened hub; raises TypeError for one of another make."""
    if isinstance(hub, SqliteHub):
        return SqliteKeeping(hub.db, hub.login, clock)
    from console.services.sync.postgres_hub import PostgresHub  # a machine alone pays nothing for PostgreSQL
    from console.services.sync.postgres_keeping import PostgresKeeping

    if isinstance(hub, PostgresHub):
        return PostgresKeeping(hub.connection)
    raise TypeError(type(hub).__name__)


def instant(micros: int | None) -> datetime | None:
    """The instant of whole microseconds; None stays None."""
    return None if micros is None else from_micros(micros)
