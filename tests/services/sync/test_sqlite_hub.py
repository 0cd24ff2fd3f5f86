"""The hub on one file is brought up when it is older, and left alone when it is newer."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from console.models import schema
from console.models.kinds import Code, Refused
from console.services.sync.sqlite_hub import open_hub


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """The file of a hub with one person in it."""
    path = tmp_path / "hub" / "hub.db"
    with closing(open_hub(path)) as db:
        db.execute("insert into member values ('ada', 'scope')")
    return path


def be_of_version(path: Path, version: int, *statements: str) -> None:
    """Make the file another program's of ours."""
    with closing(sqlite3.connect(path)) as db:
        for statement in (*statements, f"pragma user_version = {version}"):
            db.execute(statement)
        db.commit()


def test_the_file_of_an_older_hub_gets_what_it_lacks(hub: Path) -> None:
    be_of_version(hub, schema.VERSION - 1, "drop table heartbeat", "drop index ticket_by_scope", "drop table tag")
    with closing(open_hub(hub)) as db:
        names = {name for (name,) in db.execute("select name from sqlite_master")}
        assert names >= {"heartbeat", "ticket_by_scope", "tag", "tag_by_scope"}
        assert db.execute("select * from member").fetchall() == [("ada", "scope")]
        assert schema.version(db) == schema.VERSION


def test_the_file_of_a_newer_hub_is_not_touched(hub: Path) -> None:
    be_of_version(hub, schema.VERSION + 1)
    before = hub.read_bytes()
    with pytest.raises(Refused) as refused:
        open_hub(hub)
    assert refused.value.code is Code.DATABASE_NEWER
    assert hub.read_bytes() == before
