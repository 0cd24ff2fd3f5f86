"""Tables laid bare for a load have all they had when it ends, and when it fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from console.services.loading import laid_bare

Made = list[tuple[str, str, str]]


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:", isolation_level=None)
    made.executescript(
        "create table one(id text primary key, a integer unique, b integer); create index one_by_b on one(b);"
        " create index one_unsent on one(id) where b is null; create table seen(b); create table other(b unique);"
        " create index other_by_b on other(b);"
        " create trigger one_insert after insert on one begin insert into seen values (new.b); end"
    )
    made.execute("begin")
    yield made
    made.close()


def schema(db: sqlite3.Connection) -> Made:
    return db.execute("select type, name, sql from sqlite_master order by 1, 2").fetchall()


def test_indexes_and_triggers_of_the_tables_are_gone_within_and_there_again_after(db: sqlite3.Connection) -> None:
    before = schema(db)
    with laid_bare(db, ("one",)):
        db.execute("insert into one values ('x', 1, 2)")
        gone = {name for _, name, _ in before} - {name for _, name, _ in schema(db)}
    assert gone == {"one_by_b", "one_unsent", "one_insert"}
    assert schema(db) == before
    assert db.execute("select count(*) from seen").fetchone()[0] == 0
    assert db.execute("select id from one indexed by one_by_b where b = 2").fetchall() == [("x",)]


def test_one_index_may_stay(db: sqlite3.Connection) -> None:
    with laid_bare(db, ("one",), but="one_by_b"):
        assert {name for _, name, _ in schema(db) if name.startswith("one_")} == {"one_by_b"}


def test_keys_hold_within(db: sqlite3.Connection) -> None:
    with laid_bare(db, ("one",)), pytest.raises(sqlite3.IntegrityError):
        db.executemany("insert into one values (?, 1, 2)", [("x",), ("y",)])


def test_a_load_that_fails_leaves_them(db: sqlite3.Connection) -> None:
    before = schema(db)
    with pytest.raises(KeyboardInterrupt), laid_bare(db, ("one", "other")):
        raise KeyboardInterrupt
    db.execute("rollback")
    assert schema(db) == before
