"""An older database has, after its upgrade, what a new one has and all it held."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from console.models import schema
from console.models.upgrade import upgrade
from console.resources import resource

SCRIPT = resource("replica/local.sql").read_text("utf-8")
DERIVED = ("name", "listing", "search")
LACKS = """
drop trigger stale_person_update;
drop trigger stale_ticket_update;
create trigger stale_ticket_update after update of title on ticket begin delete from _stale; end;
drop index person_by_email;
drop index listing_by_number;
create index listing_by_number on listing(number);
alter table person drop column availability;
alter table person drop column skills;
alter table person drop column cap;
alter table event drop column recorded_at;
alter table _meta drop column have;
alter table _loaded drop column day;
alter table _loaded add column at integer;
drop table saved_view;
drop table search;
create virtual table search using fts5(title);
alter table name drop column spoken;
drop table _imported;
"""
"""What an older program had not, or had otherwise."""


@pytest.fixture
def older() -> Iterator[sqlite3.Connection]:
    """A database of the version before, with a person and an event."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.create(connection, SCRIPT)
        connection.execute(
            "insert into person(id, root, dead, name, locale, roles, skills, availability) values"
            " ('p', 'p', 0, 'Ada', 'en', '[\"lead\"]', '{}', 'AWAY')"
        )
        connection.execute(
            "insert into event(id, root, dead, kind, happened_at, recorded_at) values ('e', 't', 0, 'CREATED', 5, 6)"
        )
        connection.execute("insert into _batch values ('b', 1, 'p', 'f.csv', '', '', 0, '{}', null)")
        connection.executescript(LACKS)
        connection.execute(f"pragma user_version = {schema.VERSION - 1}")
        yield connection


def described(connection: sqlite3.Connection) -> dict[str, object]:
    """Columns of the tables, and what the rest was made by."""
    found: dict[str, object] = {}
    for name, kind, sql in connection.execute("select name, type, sql from sqlite_master where sql is not null"):
        if kind == "table" and not sql.lower().startswith("create virtual"):
            columns = connection.execute(f"pragma table_info({name})").fetchall()
            found[name] = {column[1:4] for column in columns}  # name, kind, whether it may be empty
        else:
            found[name] = " ".join(sql.split())
    return found


def test_an_older_database_gets_all_that_a_new_one_has(older: sqlite3.Connection) -> None:
    upgrade(older, SCRIPT, derived=DERIVED)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        schema.create(new, SCRIPT)
        assert described(older) == described(new)
    assert schema.version(older) == schema.VERSION


def test_its_rows_stay_and_hold_the_zero_of_their_kind_in_what_is_new(older: sqlite3.Connection) -> None:
    upgrade(older, SCRIPT, derived=DERIVED)
    person = older.execute("select id, name, roles, skills, availability, cap from person").fetchall()
    assert person == [("p", "Ada", '["lead"]', "{}", "AVAILABLE", None)]
    assert older.execute("select happened_at, recorded_at from event").fetchall() == [(5, 0)]
    assert older.execute("select have from _meta").fetchall() == [("[]",)]


def test_a_new_table_has_the_rows_it_begins_with(older: sqlite3.Connection) -> None:
    more = SCRIPT + "create table extra(a, b);\ninsert into extra values (1, 'x'), (2, null);\n"
    upgrade(older, more, derived=DERIVED)
    assert older.execute("select * from extra").fetchall() == [(1, "x"), (2, None)]


def test_what_is_to_follow_is_told_what_grew_in_the_same_transaction(older: sqlite3.Connection) -> None:
    heard: list[frozenset[str]] = []

    def after(connection: sqlite3.Connection, grown: frozenset[str]) -> None:
        assert connection.in_transaction
        heard.append(grown)

    for _ in range(2):
        upgrade(older, SCRIPT, after, DERIVED)
    assert heard == [frozenset({"person", "event", "_meta", "_loaded", "saved_view", "_imported", *DERIVED})]


def test_what_is_derived_is_made_anew_together_and_only_where_it_differs(older: sqlite3.Connection) -> None:
    older.execute("insert into name(id, text, key) values ('p', 'Ada', 'ada')")
    upgrade(older, SCRIPT, derived=DERIVED)
    assert older.execute("select count(*) from name").fetchone() == (0,)
    older.execute("insert into name(id, text, key, spoken) values ('p', 'Ada', 'ada', '')")
    older.execute(f"pragma user_version = {schema.VERSION - 1}")
    upgrade(older, SCRIPT, derived=DERIVED)
    assert older.execute("select count(*) from name").fetchone() == (1,)


def full(_connection: sqlite3.Connection, _grown: frozenset[str]) -> None:
    """A disk that is full at the last moment."""
    raise sqlite3.OperationalError("full")


@pytest.mark.parametrize(
    ("script", "after", "reason"),
    [
        (SCRIPT, full, "full"),
        (SCRIPT.replace("    finished integer", "    finished integer,\n    must text not null"), None, "NOT NULL"),
    ],
)
def test_one_that_fails_leaves_everything_as_it_was(
    older: sqlite3.Connection,
    script: str,
    after: Callable[[sqlite3.Connection, frozenset[str]], None] | None,
    reason: str,
) -> None:
    before = described(older)
    with pytest.raises(sqlite3.Error, match=reason):
        upgrade(older, script, after, DERIVED)
    assert not older.in_transaction
    assert described(older) == before
    assert schema.version(older) == schema.VERSION - 1
