"""The embedded hub of one machine: opened by path, filled from the replica by SQL alone.

Promise: a profile made before the hub, or grown by an import, fills it whole, numbers kept, before anything is pulled;
the work is done inside SQLite, page by page, so that the window beside it stays quick.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from console.models.kinds import COMMON_SHELF
from console.models.shape import Shape, shapes
from console.services.clock import Clock
from console.services.store import connect, explained
from console.services.sync.hub import Hub
from console.services.sync.sqlite_hub import Commit, SqliteHub, open_hub

PAGE = 1000
"""Rows of one transaction of the fill: a command beside it waits for a few milliseconds at most."""


@contextmanager
def embedded(replica: Path, path: Path, login: str, clock: Clock) -> Iterator[Hub]:
    """The hub at `path`, after it has taken in what only the replica knows."""
    with explained(path), closing(open_hub(path)) as hub:
        fill(replica, path, login, clock)
        yield SqliteHub(hub, login, clock)


def fill(replica: Path, path: Path, login: str, clock: Clock) -> int:
    """Give the hub every row of the replica that no hub has stamped and no operation tells of; the number of them."""
    taken = 0
    with closing(connect(replica)) as db:
        if not any(_unsent(db, shape) for shape in shapes().values()):
            return 0
        db.execute("attach database ? as hub", (str(path),))
        for shape in shapes().values():
            while count := _page(db, shape, login, clock):
                taken += count
        db.execute("detach database hub")
    return taken


def _unsent(db: sqlite3.Connection, shape: Shape) -> bool:
    found = db.execute(f"select 1 from {shape.table} where seq is null and {_UNTOLD.format(t=shape.table)} limit 1")
    return found.fetchone() is not None


_UNTOLD = "not exists (select 1 from main._shadow s where s.t = '{t}' and s.k = id)"


def _page(db: sqlite3.Connection, shape: Shape, login: str, clock: Clock) -> int:
    """One page of one table: into the hub, and stamped here as there.  Running it twice is running it once."""
    columns = ", ".join(name for name in shape.names if name not in ("scope", "seq", "at", "who"))
    db.execute("begin immediate")
    try:
        commit = Commit(db, login, clock, schema="hub.")
        page = f"select id from main.{shape.table} where seq is null and {_UNTOLD.format(t=shape.table)} limit {PAGE}"
        db.execute(f"create temp table page as {page}")
        if shape.table == "team":
            db.execute("insert or ignore into hub.scope select own_scope, name, null from main.team where id in page")
            db.execute("insert or ignore into hub.member select ?, own_scope from main.team where id in page", (login,))
        db.execute(
            f"insert or ignore into hub.{shape.table} ({columns}, scope, seq, at, who)"
            f" select {columns}, {_scope(shape)}, ?, ?, ? from main.{shape.table} x where id in page",
            (commit.seq, commit.at, login),
        )
        db.execute(
            f"update main.{shape.table} set (scope, seq, at, who) ="
            f" (select h.scope, h.seq, h.at, h.who from hub.{shape.table} h where h.id = {shape.table}.id)"
            " where id in page"
        )
        count, ids = db.execute("select count(*), group_concat(id) from page").fetchone()
        if count:
            given = "insert or ignore into main._loaded(t, k, at) select ?, id, ? from page"
            db.execute(given, (shape.table, commit.at))
            commit.note_load(count, hashlib.sha256((ids or "").encode()).hexdigest())
            commit.seal()
            _move_on(db, commit)
        db.execute("drop table page")
        db.execute("commit")
    except BaseException:
        db.execute("rollback")
        raise
    return int(count)


def _move_on(db: sqlite3.Connection, commit: Commit) -> None:
    """Where the replica held all the hub had, it still does: what it gave need not come back."""
    db.execute(
        "update main._meta set cursor = ?, tag = ?, have = (select json_group_array(id) from hub.scope)"
        " where cursor = ? - 1",
        (commit.seq, commit.tag, commit.seq),
    )


def _scope(shape: Shape) -> str:
    """The scope of each row, as SQL: where its root lives, in its team's scope, with its owner, or on the common
    shelf.
    """
    if shape.root != shape.table:
        return f"(select r.scope from hub.{shape.root} r where r.id = x.root)"
    team = {"ticket": "x.team", "saved_view": "x.owner"}.get(shape.table)
    if team is None:
        return f"'{COMMON_SHELF}'"
    return f"coalesce((select t.own_scope from hub.team t where t.id = {team}), '{COMMON_SHELF}')"
