"""The hub on PostgreSQL, as one signed-in console sees it.

Promise: whatever breaks on the way is Unreachable and nothing is settled; rights and rules are the server's, here is
only transport.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import psycopg
from psycopg.rows import TupleRow
from psycopg.types.json import Jsonb

from console.models.kinds import MICROSECOND, Code, Refused, Role, from_micros, to_micros
from console.models.shape import Kind, shapes
from console.services.sync.duties import Duty, End
from console.services.sync.hub import Answer, Cursor, Gone, Head, Loaded, Operation, Place, Pulled, Unreachable
from console.services.sync.rows import Row, Stored, stored


class PostgresHub:
    """One connection of one person; used by one thread at a time."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    @property
    def connection(self) -> psycopg.Connection:
        """The line to the server, for what else is asked of the same hub."""
        return self._connection

    def push(self, operations: Sequence[Operation]) -> list[Answer]:
        """Settle each operation once, with this person's own rights."""
        made = [{"id": op.id, "do": list(op.patches), "since": op.since} for op in operations]
        body = json.dumps(made, ensure_ascii=False)
        answers = ask(self._connection, "select desk.push(%s::jsonb)", body)[0][0]
        return [Answer(a["id"], a["code"], a["message"] or "") for a in answers]

    def load(self, given: Sequence[tuple[str, Row]]) -> Loaded:
        """One call of the hub's bulk function."""
        body = json.dumps([{"t": table, "r": row} for table, row in given], ensure_ascii=False)
        stamps = ask(self._connection, "select desk.load(%s::jsonb)", body)[0][0]
        refused = tuple(Answer(a["id"], a["code"], a["message"] or "") for a in stamps["refused"])
        return Loaded(stamps["seq"], stamps["at"], stamps["who"], tuple(stamps["scopes"]), refused)

    def put(self, attachment: str, n: int, data: bytes) -> None:
        """Keep a piece of a file to come."""
        ask(self._connection, "select desk.put_chunk(%s, %s, %s)", attachment, n, data)

    def stored(self, attachment: str) -> int:
        """How many pieces this person has put."""
        return int(ask(self._connection, "select desk.stored_chunks(%s)", attachment)[0][0])

    def fetch(self, attachment: str, n: int) -> bytes | None:
        """A piece of a file row-level security lets this person see."""
        found = ask(self._connection, "select data from desk.chunk where id = %s and n = %s", attachment, n)
        return bytes(found[0][0]) if found else None

    def pull(self, cursor: Cursor, *, whole: bool = True) -> Pulled:
        """One snapshot under row-level security."""
        found = ask(
            self._connection,
            "select t, r from desk.pull(%s, %s, %s, %s, %s, %s) order by seq, k",
            cursor.seq,
            cursor.tag,
            sorted(cursor.have),
            whole,
            [scope for scope, _ in cursor.late],
            [since for _, since in cursor.late],
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
        return Pulled(head, rows, gone, whole)

    def now(self) -> datetime:
        """The hub's clock."""
        return from_micros(ask(self._connection, "select now from desk.hello()")[0][0])

    def page(self, place: Place, many: int) -> list[Stored]:
        """The table itself under row-level security, its values in binary form."""
        shape = shapes()[place.table]
        found = ask(
            self._connection,
            f"select {', '.join(shape.names)} from desk.{shape.table}"
            " where scope = %s and (seq, id) > (%s, %s) and not dead order by seq, id limit %s",
            place.scope,
            place.seq,
            place.id,
            many,
            binary=True,
        )
        return [stored(shape, row) for row in found] if shape.of(Kind.JSON) else found


class PostgresDuties:
    """The duties of a PostgreSQL hub, for a worker's connection."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def plan(self, key: str, kind: str, args: Mapping[str, object], due: datetime, *, once: bool = False) -> bool:
        """See Duties."""
        return bool(self._one("select desk.plan(%s, %s, %s, %s, %s)", key, kind, Jsonb(args), to_micros(due), once))

    def claim(self, kinds: Sequence[str], lease: timedelta, many: int) -> list[Duty]:
        """See Duties."""
        sql = "select key, kind, args, token, tries from desk.claim(%s, %s, %s)"
        return [Duty(*row) for row in ask(self._connection, sql, list(kinds), lease // MICROSECOND, many)]

    def renew(self, duty: Duty, lease: timedelta) -> bool:
        """See Duties."""
        return bool(self._one("select desk.renew(%s, %s, %s)", duty.key, duty.token, lease // MICROSECOND))

    def unsure(self, keys: Sequence[str]) -> frozenset[str]:
        """See Duties."""
        sql = "select key from desk.duty where state = 'unsure' and key = any (%s)"
        return frozenset(row[0] for row in ask(self._connection, sql, list(keys)))

    def finish(self, duty: Duty, end: End, result: object = None, again: timedelta | None = None) -> bool:
        """See Duties."""
        after = None if again is None else again // MICROSECOND
        sql = "select desk.finish(%s, %s, %s, %s, %s)"
        return bool(self._one(sql, duty.key, duty.token, str(end), Jsonb(result), after))

    def _one(self, sql: str, *values: object) -> object:
        return ask(self._connection, sql, *values)[0][0]


def ask(connection: psycopg.Connection, sql: str, *values: object, binary: bool = False) -> list[TupleRow]:
    """The rows of one statement; raises Unreachable, or Refused ROLE_NEEDED where the server forbids it."""
    try:
        return connection.execute(sql.encode(), values, binary=binary).fetchall()
    except psycopg.errors.InsufficientPrivilege:
        raise Refused(Code.ROLE_NEEDED, role=Role.LEAD) from None
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise Unreachable(str(error)) from error
    except psycopg.Error as error:
        raise Unreachable(str(error), network=False) from error
