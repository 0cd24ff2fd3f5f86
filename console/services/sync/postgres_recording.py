"""Rows about clocks on a PostgreSQL hub, inserted with a worker's own rights.

Promise: two workers that bring the same row write one; the server's triggers stamp and log it like any other.
"""

from __future__ import annotations

from collections.abc import Sequence

import psycopg

from console.models.kinds import Code, Refused, Role
from console.models.marks import Mark
from console.models.milestone import TABLES
from console.services.sync.hub import Unreachable


class PostgresRecording:
    """The rows of a PostgreSQL hub, on a worker's connection."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def record(self, marks: Sequence[Mark]) -> frozenset[str]:
        """See Recording; raises Unreachable, or Refused ROLE_NEEDED where the server forbids it."""
        try:
            with self._connection.transaction():
                return frozenset(mark.id for mark in marks if self._stands(mark))
        except psycopg.errors.InsufficientPrivilege:
            raise Refused(Code.ROLE_NEEDED, role=Role.WORKER) from None
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise Unreachable(str(error)) from error

    def _stands(self, mark: Mark) -> bool:
        if mark.table not in TABLES:
            raise ValueError(mark.table)
        if self._holds(mark.table, mark.id):
            return True  # an insert of nothing would be a commit all the same
        if not self._holds("ticket", mark.ticket):
            return False
        values = {"id": mark.id, "root": mark.ticket, **mark.values}
        columns, marks = ", ".join(values), ", ".join(["%s"] * len(values))
        sql = f"insert into desk.{mark.table} ({columns}) values ({marks}) on conflict (id) do nothing"
        self._connection.execute(sql.encode(), list(values.values()))
        return True

    def _holds(self, table: str, key: str) -> bool:
        found = self._connection.execute(f"select 1 from desk.{table} where id = %s".encode(), [key])
        return found.fetchone() is not None
