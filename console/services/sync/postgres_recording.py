"""Rows a worker writes on a PostgreSQL hub, with its own rights.

Promise: two workers that bring the same row write one; the server's triggers stamp and log it like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import psycopg
from psycopg.types.json import Jsonb

from console.models.kinds import Code, Refused, Role
from console.models.marks import Mark
from console.models.rights import WRITTEN
from console.models.shape import shapes
from console.services.sync.hub import Unreachable


class PostgresRecording:
    """The rows of a PostgreSQL hub, on a worker's connection."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def record(self, marks: Sequence[Mark]) -> frozenset[str]:
        """See Recording; raises Unreachable, or Refused ROLE_NEEDED where the server forbids it."""
        with self._writing():
            return frozenset(mark.id for mark in marks if self._stands(mark))

    def settle(self, table: str, key: str, before: str, values: Mapping[str, object]) -> bool:
        """See Recording; raises as `record`."""
        changes = ", ".join(f"{name} = %s" for name in values)
        sql = f"update desk.{_known(table)} set {changes} where id = %s and state = %s"
        with self._writing():
            if not self._holds(table, key, before):
                return False  # an update of nothing would be a commit all the same
            given = [*map(_held, values.values()), key, before]
            return self._connection.execute(sql.encode(), given).rowcount == 1

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._connection.transaction():
                yield
        except psycopg.errors.InsufficientPrivilege:
            raise Refused(Code.ROLE_NEEDED, role=Role.WORKER) from None
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise Unreachable(str(error)) from error

    def _stands(self, mark: Mark) -> bool:
        table = _known(mark.table)
        if self._holds(table, mark.id):
            return True  # an insert of nothing would be a commit all the same
        if not self._holds(shapes()[table].root, mark.root):
            return False
        values = {"id": mark.id, "root": mark.root, **mark.values}
        columns, marks = ", ".join(values), ", ".join(["%s"] * len(values))
        sql = f"insert into desk.{table} ({columns}) values ({marks}) on conflict (id) do nothing"
        self._connection.execute(sql.encode(), list(map(_held, values.values())))
        return True

    def _holds(self, table: str, key: str, state: str | None = None) -> bool:
        asked = "" if state is None else " and state = %s"
        sql = f"select 1 from desk.{table} where id = %s{asked}"
        found = self._connection.execute(sql.encode(), [key] if state is None else [key, state])
        return found.fetchone() is not None


def _known(table: str) -> str:
    if table not in WRITTEN:
        raise ValueError(table)
    return table


def _held(value: object) -> object:
    return Jsonb(value) if isinstance(value, dict | list) else value
