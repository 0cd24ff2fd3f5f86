"""The hub on PostgreSQL, as one signed-in console sees it.

Promise: whatever breaks on the way is Unreachable and nothing is settled; rights and rules are the server's, here is only transport.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import psycopg

from console.models.kinds import from_micros
from console.services.sync.hub import Answer, Cursor, Gone, Head, Operation, Pulled, Unreachable
from console.services.sync.rows import Row


class PostgresHub:
    """One connection of one person; used by one thread at a time."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def push(self, operations: Sequence[Operation]) -> list[Answer]:
        """Settle each operation once, with this person's own rights."""
        body = json.dumps([{"id": op.id, "do": list(op.patches)} for op in operations], ensure_ascii=False)
        (answers,) = self._one("select desk.push(%s::jsonb)", body)
        return [Answer(a["id"], a["code"], a["message"] or "") for a in answers]

    def pull(self, cursor: Cursor) -> Pulled:
        """One snapshot under row-level security."""
        found = self._all(
            "select t, r from desk.pull(%s, %s, %s) order by seq, k", cursor.seq, cursor.tag, sorted(cursor.have)
        )
        (_, first), *rest = found
        head = Head(
            seq=first["seq"],
            tag=first["tag"],
            now=from_micros(first["now"]),
            reset=first["reset"],
            scopes=frozenset(first["scopes"]),
            schema=first["schema"],
            oldest=first["oldest"],
        )
        rows: list[tuple[str, Row]] = [(table, row) for table, row in rest if table != "gone"]
        gone = tuple(Gone(row["t"], row["k"], row["seq"]) for table, row in rest if table == "gone")
        return Pulled(head, tuple(rows), gone)

    def _all(self, sql: str, *values: object) -> list[tuple[str, Row]]:
        try:
            return self._connection.execute(sql.encode(), values).fetchall()
        except psycopg.Error as error:
            raise Unreachable(str(error)) from error

    def _one(self, sql: str, *values: object) -> tuple[list[dict[str, str | None]]]:
        return self._all(sql, *values)[0]
