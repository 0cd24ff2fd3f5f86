"""An older database gets the tables, columns, indexes and triggers it lacks.

Promise: after `upgrade` a database has what one made today has, and every row it held; or nothing has changed.  Only
what is added is found by itself: a table or column that goes, or means something else, asks for statements of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing

from console.models import schema
from console.models.shape import shapes

_OBJECTS = (
    "select m.name, m.type, m.tbl_name, m.sql from sqlite_master m left join pragma_table_list t"
    " on t.schema = 'main' and t.name = m.name"
    " where m.sql is not null and m.name not like 'sqlite_%' and coalesce(t.type, '') <> 'shadow'"
)
_FORMER = (("_loaded", "at"),)
"""Columns that went, by their table."""


def upgrade(
    connection: sqlite3.Connection,
    local_sql: str,
    after: Callable[[sqlite3.Connection, frozenset[str]], None] | None = None,
    derived: Collection[str] = (),
) -> None:
    """Bring an older database to `schema.VERSION`, in one transaction; nothing where another process was faster.

    The tables `derived` from others hold nothing of their own: where one differs all of them are made anew, empty.
    `after` does what else is to be done in the transaction, told the names of the tables that were made or grew.

    Raises sqlite3.Error when it cannot be.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        schema.create(model, local_sql)
        connection.execute("begin immediate")
        try:
            if schema.version(connection) < schema.VERSION:
                schema.check(connection)
                if any(_differs(connection, model, table) for table in derived):
                    for table in derived:
                        connection.execute(f"drop table if exists {table}")
                grown = frozenset(_grown(connection, model))
                _rid(connection)
                if after is not None:
                    after(connection, grown)
                connection.execute(f"pragma user_version = {schema.VERSION}")
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:  # a full disk has made SQLite roll back by itself
                connection.execute("rollback")
            raise


def _grown(connection: sqlite3.Connection, model: sqlite3.Connection) -> Iterator[str]:
    """Make what `model` has more; the names of the tables that were made or grew."""
    have = {name: _written(sql) for name, _, _, sql in connection.execute(_OBJECTS)}
    wanted = model.execute(_OBJECTS + " order by m.type <> 'table', m.rowid").fetchall()
    for name, kind, table, sql in wanted:
        if have.get(name) == _written(sql):
            continue
        if name not in have:
            connection.execute(sql)
            if kind == "table":
                _seed(connection, model, name)
                yield table
        elif kind == "table":
            if _widened(connection, model, table):  # else the same columns, written otherwise
                yield table
        else:
            connection.execute(f"drop {kind} {name}")
            connection.execute(sql)


def _rid(connection: sqlite3.Connection) -> None:
    for table, column in _FORMER:
        if any(row[1] == column for row in connection.execute(f"pragma table_info({table})")):
            connection.execute(f"alter table {table} drop column {column}")


def _differs(connection: sqlite3.Connection, model: sqlite3.Connection, table: str) -> bool:
    """Whether a table has other columns, or is a full text made otherwise."""
    kind = "select case when sql like 'create virtual%' then sql end from sqlite_master where name = ?"
    made, wanted = (one.execute(kind, (table,)).fetchone() for one in (connection, model))
    columns, wished = ({row[1] for row in one.execute(f"pragma table_info({table})")} for one in (connection, model))
    return made != wanted or columns != wished


def _widened(connection: sqlite3.Connection, model: sqlite3.Connection, table: str) -> bool:
    """Add the columns `table` lacks; whether there were any.

    One that may not be empty needs a default in the script, or is a synced one and gets its kind's zero.
    """
    zeros = {field.name: field.zero for field in shapes()[table].fields} if table in shapes() else {}
    there = {row[1] for row in connection.execute(f"pragma table_info({table})")}
    missing = [row for row in model.execute(f"pragma table_info({table})") if row[1] not in there]
    for _, name, kind, filled, default, _ in missing:
        zero = default or zeros.get(name)
        bounds = (" not null" if filled else "") + (f" default {zero}" if zero else "")
        connection.execute(f"alter table {table} add column {name} {kind}{bounds}")
    return bool(missing)


def _seed(connection: sqlite3.Connection, model: sqlite3.Connection, table: str) -> None:
    """The rows a table has from the start."""
    for row in model.execute(f"select * from {table}"):
        connection.execute(f"insert into {table} values ({', '.join('?' * len(row))})", row)


def _written(sql: str) -> str:
    """A statement without the white space it may be written with."""
    return " ".join(sql.split())
