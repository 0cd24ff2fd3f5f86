"""What lies in the archives of one's teams, asked of the hub: no replica holds it.

Promise: all words must be found, in title, description, conversation or as the number; newest first; the same on both
hubs but for the case of letters beyond ASCII, which PostgreSQL alone folds.  A ticket is brought whole, to be read or
to be worked on in a place of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from console.models.shape import Kind, Shape, shapes
from console.services.sync import rows
from console.services.sync.hub import Hub
from console.services.sync.sqlite_hub import SqliteHub
from console.services.tickets.queries import Hit

MOST = 200
"""Hits of one answer."""
_KNOWN = ("person", "team", "policy")
"""Tables of what is the same for all tickets."""
_FOUND = (
    "(t.title {like} {mark} escape '!' or t.description {like} {mark} escape '!' or 't' || t.number = {number}"
    " or exists (select 1 from {schema}message m where m.root = t.id and m.body {like} {mark} escape '!'))"
)
_SQL = (
    "select t.id, t.number, t.title from {schema}ticket t join {schema}scope s on s.id = t.scope"
    " where s.archive_of is not null and not t.dead and {words}"
    " order by t.closed_at desc, t.id limit {limit}"
)


def search_archives(hub: Hub, text: str, limit: int | None = None) -> tuple[Hit, ...]:
    """Archived tickets this person may read in which all words are found; raises Unreachable."""
    words = text.split()
    if not words:
        return ()
    many = MOST if limit is None else min(limit, MOST)
    found = _in_file(hub, words, many) if isinstance(hub, SqliteHub) else _on_server(hub, words, many)
    return tuple(Hit(str(row[0]), row[1], str(row[2]), "", 0.0, "archived") for row in found)


def bring(hub: Hub, ticket: str, here: sqlite3.Connection, to: sqlite3.Connection) -> bool:
    """Copy an archived ticket from the hub into an empty replica, and from the one `here` who works where, and what is
    ruled; whether it is there.
    """
    found = [
        (shape, stored) for shape in shapes().values() if shape.root == "ticket" for stored in _of(hub, shape, ticket)
    ]
    for table in _KNOWN:
        rows.put_stored(to, shapes()[table], rows.select_stored(here, shapes()[table], "true", ()))
    for shape, stored in found:
        rows.put_stored(to, shape, [stored])
    to.execute("update _meta set person = ?, team = ?", here.execute("select person, team from _meta").fetchone())
    return bool(found)


def _of(hub: Hub, shape: Shape, ticket: str) -> Iterator[rows.Stored]:
    if isinstance(hub, SqliteHub):
        scopes = sorted(hub.scopes())
        condition = f"root = ? and scope in ({','.join('?' * len(scopes))})"
        yield from rows.select_stored(hub.db, shape, condition, (ticket, *scopes))
        return
    from console.services.sync.postgres_hub import PostgresHub, ask  # a machine alone pays nothing for PostgreSQL

    if not isinstance(hub, PostgresHub):
        raise TypeError(type(hub).__name__)
    sql = f"select {', '.join(shape.names)} from desk.{shape.table} where root = %s"
    found = ask(hub.connection, sql, ticket, binary=True)
    yield from (rows.stored(shape, row) if shape.of(Kind.JSON) else row for row in found)


def _in_file(hub: SqliteHub, words: Sequence[str], many: int) -> Sequence[tuple[str, int | None, str]]:
    marks = [f"?{at}" for at in range(1, 2 * len(words) + 1)]
    pairs = zip(marks[::2], marks[1::2], strict=True)
    parts = [_FOUND.format(like="like", mark=mark, number=number, schema="") for mark, number in pairs]
    scopes = sorted(hub.scopes())
    seen = f"t.scope in ({','.join('?' * len(scopes))})"
    sql = _SQL.format(schema="", words=" and ".join([*parts, seen]), limit="?")
    return hub.db.execute(sql, [*_values(words), *scopes, many]).fetchall()


def _on_server(hub: Hub, words: Sequence[str], many: int) -> Sequence[tuple[str, int | None, str]]:
    from console.services.sync.postgres_hub import PostgresHub, ask  # a machine alone pays nothing for PostgreSQL

    if not isinstance(hub, PostgresHub):
        raise TypeError(type(hub).__name__)
    parts, values = [], []
    for at in range(0, 2 * len(words), 2):
        parts.append(_FOUND.format(like="ilike", mark="%s", number="%s", schema="desk."))
        mark, number = _values(words)[at : at + 2]
        values += [mark, mark, number, mark]
    sql = _SQL.format(schema="desk.", words=" and ".join(parts), limit="%s")
    return [(row[0], row[1], row[2]) for row in ask(hub.connection, sql, *values, many)]


def _values(words: Sequence[str]) -> list[str]:
    """For each word a pattern that finds it anywhere, and the word as a number is compared with."""
    values = []
    for word in words:
        plain = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        values += [f"%{plain}%", f"t{word.removeprefix('#')}"]
    return values
