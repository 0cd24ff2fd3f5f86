"""The replica's schema is made once and whole."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing

import pytest

from console.models import schema
from console.models.base import Base
from console.resources import resource
from console.services.sync.sqlite_hub import open_hub

PRINTS = {6: ("e82e9ddae71d", "e30876ff1784")}
"""What the tables of the replica and of the SQLite hub hash to, under the `schema.VERSION` of today."""

LOCAL = "create table kept(id integer primary key);\n"


def opened() -> sqlite3.Connection:
    """An empty database in memory."""
    return sqlite3.connect(":memory:", isolation_level=None)


def tables(connection: sqlite3.Connection) -> set[str]:
    """The names of its tables."""
    return {row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")}


def test_a_new_database_has_every_table_column_and_index_of_the_domain() -> None:
    connection = opened()
    schema.create(connection, LOCAL)
    assert schema.version(connection) == schema.VERSION
    assert connection.execute("pragma application_id").fetchone()[0] == schema.APPLICATION_ID
    assert tables(connection) == {*Base.metadata.tables, "kept"}
    for table in Base.metadata.tables.values():
        columns = [row[1] for row in connection.execute(f"pragma table_info({table.name})")]
        assert columns == [column.name for column in table.columns]
        indexes = {row[1] for row in connection.execute(f"pragma index_list({table.name})")}
        assert indexes >= {str(index.name) for index in table.indexes}


def print_of(connection: sqlite3.Connection) -> str:
    """The beginning of the hash of all that makes a database's tables, however it is spaced."""
    found = connection.execute("select sql from sqlite_master where sql is not null order by type, name")
    return hashlib.sha256("\n".join(" ".join(sql.split()) for (sql,) in found).encode()).hexdigest()[:12]


def test_tables_that_differ_are_a_version_of_their_own() -> None:
    """Else a database of before is taken for one of today, and its first use fails."""
    with closing(opened()) as replica, closing(open_hub(":memory:")) as hub:
        schema.create(replica, resource("replica/local.sql").read_text(encoding="utf-8"))
        found = print_of(replica), print_of(hub)
    assert found == PRINTS.get(schema.VERSION), "raise schema.VERSION, and write the new prints beside it in PRINTS"


def test_a_schema_that_fails_leaves_nothing_behind() -> None:
    connection = opened()
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        schema.create(connection, LOCAL + "insert into nowhere values (1);\n")
    assert not connection.in_transaction
    assert tables(connection) == set()
    assert schema.version(connection) == 0


def test_the_reason_of_a_failure_is_kept_where_sqlite_has_rolled_back_itself() -> None:
    connection = opened()
    connection.execute("pragma max_page_count = 12")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        schema.create(connection, LOCAL)
    assert schema.version(connection) == 0


def test_a_script_is_cut_into_whole_statements() -> None:
    """A trigger with its body is one statement."""
    script = resource("replica/local.sql").read_text("utf-8")
    found = schema.statements(script)
    assert all(sqlite3.complete_statement(statement) for statement in found)
    assert "".join(found).strip() == script.strip()
    assert sum("create trigger" in statement for statement in found) == script.count("create trigger")
