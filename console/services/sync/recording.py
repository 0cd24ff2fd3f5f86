"""How rows a worker writes come to a hub: each once, whoever brings it and however often; equal on both hubs.

Promise: a row that stands already is left as it is; one of a root the hub does not know yet is passed over.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Protocol

from console.models.marks import Mark
from console.models.shape import shapes
from console.services.clock import Clock
from console.services.sync import rows
from console.services.sync.duties import Duties, SqliteDuties
from console.services.sync.hub import Hub
from console.services.sync.sqlite_hub import Commit, SqliteHub


class Recording(Protocol):
    """Where a worker writes what befell clocks, and how messages came to those they are for."""

    def record(self, marks: Sequence[Mark]) -> frozenset[str]:
        """Write them in one commit; the ids of those that stand now."""
        ...

    def settle(self, table: str, key: str, before: str, values: Mapping[str, object]) -> bool:
        """Change a row whose `state` is `before`; whether it was."""
        ...


class SqliteRecording:
    """The rows of a SQLite hub."""

    def __init__(self, db: sqlite3.Connection, login: str, clock: Clock) -> None:
        self._db = db
        self._login = login
        self._clock = clock

    def record(self, marks: Sequence[Mark]) -> frozenset[str]:
        """See Recording."""
        self._db.execute("begin immediate")
        try:
            commit = Commit(self._db, self._login, self._clock)
            stand = frozenset(mark.id for mark in marks if self._stands(commit, mark))
            commit.seal()
            self._db.execute("commit")
        except BaseException:
            self._db.execute("rollback")
            raise
        return stand

    def settle(self, table: str, key: str, before: str, values: Mapping[str, object]) -> bool:
        """See Recording."""
        shape = shapes()[table]
        self._db.execute("begin immediate")
        try:
            old = rows.read(self._db, shape, key)
            stood = old is not None and old["state"] == before
            if old is not None and stood:
                commit = Commit(self._db, self._login, self._clock)
                commit.save(shape, old | dict(values), old)
                commit.seal()
            self._db.execute("commit")
        except BaseException:
            self._db.execute("rollback")
            raise
        return stood

    def _stands(self, commit: Commit, mark: Mark) -> bool:
        shape = shapes()[mark.table]
        root = self._db.execute(f"select scope from {shape.root} where id = ?", (mark.root,)).fetchone()
        if root is None:
            return False
        if rows.read(self._db, shape, mark.id) is None:
            row = rows.fresh(shape, mark.id, mark.values | {"root": mark.root})
            commit.save(shape, row | {"scope": root[0]}, None)
        return True


def recording_of(hub: Hub, clock: Clock) -> tuple[Recording, Duties]:
    """Where the rows of an opened hub are written, and its duties; raises TypeError for one of another make."""
    if isinstance(hub, SqliteHub):
        return SqliteRecording(hub.db, hub.login, clock), SqliteDuties(hub.db, clock)
    from console.services.sync.postgres_hub import PostgresDuties, PostgresHub  # no cost for a machine alone
    from console.services.sync.postgres_recording import PostgresRecording

    if isinstance(hub, PostgresHub):
        return PostgresRecording(hub.connection), PostgresDuties(hub.connection)
    raise TypeError(type(hub).__name__)
