"""The replica's schema: made once, told by its version, refused when it is newer than this program.

Promise: `create` leaves a database of exactly `VERSION`; opening an existing one needs no SQLAlchemy, only a look at
the number.
"""

from __future__ import annotations

import sqlite3

VERSION = 6
"""Raised with every change of the tables, also of those in resources/replica and resources/hub: an older database is
brought to it when it is opened (`upgrade`), and the test that keeps the prints of the tables says when."""
APPLICATION_ID = 0x53434F4E
"""`PRAGMA application_id` of a replica: "SCON"."""

FOREIGN = "it holds the tables of another program"


def version(connection: sqlite3.Connection) -> int:
    """The schema version of an open database; 0 for a new one."""
    return int(connection.execute("pragma user_version").fetchone()[0])


def create(connection: sqlite3.Connection, local_sql: str) -> None:
    """Make all tables in a new database, in one transaction: the domain's by its metadata, the local ones by
    `local_sql`; nothing where another process was faster.

    Raises sqlite3.DatabaseError for a file that holds other tables.
    """
    connection.execute("begin immediate")
    try:
        if version(connection) == 0:
            _make(connection, local_sql)
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:  # a full disk has made SQLite roll back by itself
            connection.execute("rollback")
        raise


def check(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError for a database of another program."""
    if connection.execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
        raise sqlite3.DatabaseError(FOREIGN)


def _make(connection: sqlite3.Connection, local_sql: str) -> None:
    # Imported here: the start of a console whose replica exists must not pay for SQLAlchemy.
    from sqlalchemy import create_engine
    from sqlalchemy.schema import CreateIndex, CreateTable

    from console.models.base import Base
    from console.models.shape import ENTITIES

    if connection.execute("select 1 from sqlite_master").fetchone():
        raise sqlite3.DatabaseError(FOREIGN)
    dialect = create_engine("sqlite://").dialect
    for entity in ENTITIES:
        table = Base.metadata.tables[entity.__tablename__]
        connection.execute(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda i: str(i.name)):
            connection.execute(str(CreateIndex(index).compile(dialect=dialect)))
    for statement in statements(local_sql):
        connection.execute(statement)
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute(f"pragma user_version = {VERSION}")


def statements(script: str) -> list[str]:
    """The single statements of an SQL script; a trigger with its body is one."""
    found, part = [], ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(part)
            part = ""
    return found
