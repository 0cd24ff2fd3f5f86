"""The hub on PostgreSQL, as one signed-in console sees it.

Promise: whatever breaks on the way is Unreachable and nothing is settled; rights and rules are the server's, here is
only transport.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import psycopg
from psycopg.rows import TupleRow

from console.models.kinds import Code, Refused, Role, from_micros
from console.services.sync.hub import Answer, Cursor, Gone, Head, Loaded, Operation, Pulled, Unreachable
from console.services.sync.rows import Row


class PostgresHub:
    """One connection of one person; used by one thread at a time."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def push(self, operations: Sequence[Operation]) -> list[Answer]:
        """Settle each operation once, with this person's own rights."""
        body = json.dumps([{"id": op.id, "do": list(op.patches)} for op in operations], ensure_ascii=False)
        answers = self._all("select desk.push(%s::jsonb)", body)[0][0]
        return [Answer(a["id"], a["code"], a["message"] or "") for a in answers]

    def load(self, given: Sequence[tuple[str, Row]]) -> Loaded:
        """One call of the hub's bulk function."""
        body = json.dumps([{"t": table, "r": row} for table, row in given], ensure_ascii=False)
        stamps = self._all("select desk.load(%s::jsonb)", body)[0][0]
        return Loaded(stamps["seq"], stamps["at"], stamps["who"], tuple(stamps["scopes"]))

    def pull(self, cursor: Cursor) -> Pulled:
        """One snapshot under row-level security."""
        found = self._all(
            "select t, r from desk.pull(%s, %s, %s) order by seq, k", cursor.seq, cursor.tag, sorted(cursor.have)
        )
        first = found[0][1]
        head = Head(
            seq=first["seq"],
            tag=first["tag"],
            now=from_micros(first["now"]),
            reset=first["reset"],
            scopes=frozenset(first["scopes"]),
            schema=first["schema"],
            oldest=first["oldest"],
        )
        rows = tuple((table, row) for table, row in found[1:] if table != "gone")
        gone = tuple(Gone(row["t"], row["k"], row["seq"]) for table, row in found[1:] if table == "gone")
        return Pulled(head, rows, gone)

    def _all(self, sql: str, *values: object) -> list[TupleRow]:
        try:
            return self._connection.execute(sql.encode(), values).fetchall()
        except psycopg.errors.InsufficientPrivilege:
            raise Refused(Code.ROLE_NEEDED, role=Role.LEAD) from None
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise Unreachable(str(error)) from error
        except psycopg.Error as error:
            raise Unreachable(str(error), network=False) from error
