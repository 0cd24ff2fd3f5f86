"""The replica's schema is made once and whole."""

from __future__ import annotations

import sqlite3

import pytest

from console.models import schema
from console.models.base import Base
from console.resources import resource

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
