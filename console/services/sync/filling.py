"""What only the replica knows, on its way into the hub of the same machine: imports, and a profile of before the hub.

Promise: a page is in the hub's file before it is stamped here, so a kill between the two loses nothing and the next
fill makes it good; commands beside it wait for a few milliseconds at most; new rows never pass through Python.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from console.models.incident_kinds import INCIDENTS
from console.models.kinds import COMMON_SHELF
from console.models.shape import Shape, shapes
from console.services.clock import Clock
from console.services.store import SMALL_CACHE, connect, explained
from console.services.sync import rows
from console.services.sync.rows import Row
from console.services.sync.rules import children
from console.services.sync.sqlite_hub import Commit, SqliteHub

PAGE = 500
"""Rows of one transaction."""
_SHADOWS = "select k, row from _shadow where t = ? and row is not null and json_extract(row, '$.seq') is null limit ?"
STAMPS = ("scope", "seq", "at", "who")

_Stamped = tuple[str, int, int, str, str, int | None]
"""Scope, seq, at and who by the hub, the row's id, and its instant as it was read here."""


def fill(replica: Path, path: Path, login: str, clock: Clock, go_on: Callable[[], bool] = lambda: True) -> int:
    """Give the hub at `path` every row that no hub has stamped, changed ones too; the number of them.

    `go_on` is asked between two pages; after a False the next fill goes on from here.  Raises Refused.
    """
    taken = 0
    with explained(path), closing(connect(path)) as hub, closing(connect(replica)) as desk:
        for connection in (hub, desk):
            connection.execute(SMALL_CACHE)
        hub.execute("attach database ? as desk", (str(replica),))
        hub.execute("create temp table page(id text primary key, at integer) without rowid")
        for count in _Filling(hub, desk, login, clock).pages():
            taken += count
            if not go_on():
                break
    return taken


class _Filling:
    """One fill: `hub` writes to the hub and sees the replica beside it, `desk` writes to the replica."""

    def __init__(self, hub: sqlite3.Connection, desk: sqlite3.Connection, login: str, clock: Clock) -> None:
        self._hub = hub
        self._desk = desk
        self._login = login
        self._clock = clock

    def pages(self) -> Iterator[int]:
        """Page after page, parents first, until a look at every table finds nothing; the rows of each."""
        found = True
        while found:
            found = False
            for shape in shapes().values():
                for take in (self._shadowed, self._page):
                    while count := take(shape):
                        found = True
                        yield count

    def _page(self, shape: Shape) -> int:
        """A page of rows no operation waits for."""
        with self._committing() as commit:
            self._choose(shape)
            met = self._met(shape)
            for key in met:
                if (row := rows.read(self._desk, shape, key)) is not None:
                    self._renew(commit, shape, row)
            fresh = 0 if met else self._insert(shape, commit)
            stamped: list[_Stamped] = self._hub.execute(
                f"select h.scope, h.seq, h.at, h.who, h.id, p.at from page p join {shape.table} h on h.id = p.id"
            ).fetchall()
        self._stamp(shape, stamped, commit if fresh else None)
        if met:
            self._catch_up(shape)
        return len(stamped)

    def _choose(self, shape: Shape) -> None:
        """Fill `page`: children wait until their root is there."""
        table = shape.table
        rooted = f" and exists (select 1 from main.{shape.root} r where r.id = x.root)" if shape.root != table else ""
        self._hub.execute("delete from page")
        self._hub.execute(
            f"insert into page select x.id, x.at from desk.{table} x where x.seq is null and not exists"
            f" (select 1 from desk._shadow s where s.t = '{table}' and s.k = x.id){rooted} limit {PAGE}"
        )

    def _met(self, shape: Shape) -> list[str]:
        """Rows of the page the hub holds already; where there are any they alone are the page."""
        known = f"exists (select 1 from main.{shape.table} h where h.id = page.id)"  # an IN would read the whole table
        found = [key for (key,) in self._hub.execute(f"select id from page where {known}")]
        if found:
            self._hub.execute(f"delete from page where not {known}")
        return found

    def _insert(self, shape: Shape, commit: Commit) -> int:
        columns = ", ".join(name for name in shape.names if name not in STAMPS)
        if shape.table == "team":
            self._open_scopes("select own_scope, name from desk.team where id in (select id from page)")
        made = self._hub.execute(
            f"insert into main.{shape.table} ({columns}, scope, seq, at, who)"
            f" select {columns}, {_scope(shape)}, ?, ?, ? from desk.{shape.table} x where id in (select id from page)",
            (commit.seq, commit.at, self._login),
        ).rowcount
        if made:
            (ids,) = self._hub.execute("select group_concat(id) from page").fetchone()
            commit.note_load(made, hashlib.sha256(ids.encode()).hexdigest())
        return made

    def _open_scopes(self, sql: str, values: Sequence[object] = ()) -> None:
        """New teams have scopes, which the person of this machine sees."""
        for scope, name in self._hub.execute(sql, values).fetchall():
            self._hub.execute("insert or ignore into scope values (?, ?, null)", (scope, name))
            self._hub.execute("insert or ignore into member values (?, ?)", (self._login, scope))

    def _renew(self, commit: Commit, shape: Shape, row: Row) -> Row:
        """Bring the hub's row, or a new one, to what stands here; the hub's row.  One in an archive stays as it is."""
        old = rows.read(self._hub, shape, str(row["id"]))
        if old is not None and old["scope"] in self._archives():
            return old
        if shape.table == "team":
            self._open_scopes("select ?, ?", (row["own_scope"], row["name"]))
        stamps = {"scope": self._home(shape, row)} | {name: old[name] if old else None for name in STAMPS[1:]}
        row = {name: row[name] for name in shape.names} | stamps
        if row == old:
            return row
        commit.save(shape, row, old)
        if old is not None and old["scope"] != row["scope"]:
            for child, was in children(self._hub, str(row["id"])):
                commit.save(child, was | {"scope": row["scope"]}, was)
        return rows.read(self._hub, shape, str(row["id"])) or row

    def _shadowed(self, shape: Shape) -> int:
        """Rows an operation has touched that waits still: the hub gets them as they were before it."""
        known = self._desk.execute(_SHADOWS, (shape.table, PAGE)).fetchall()
        done = []
        with self._committing() as commit:
            for key, text in known:
                row = json.loads(text)
                if shape.root == shape.table or self._holds(shape.root, row["root"]):
                    done.append((rows.dumps(self._renew(commit, shape, row)), shape.table, key, text))
        with _writing(self._desk):
            self._desk.executemany("update _shadow set row = ? where t = ? and k = ? and row = ?", done)
        return len(done)

    def _holds(self, table: str, key: object) -> bool:
        return self._hub.execute(f"select 1 from main.{table} where id = ?", (key,)).fetchone() is not None

    def _home(self, shape: Shape, row: Row) -> str:
        """The scope of one row, as `_scope` says it for many."""
        named = {name: row.get(name) for name in ("root", "team", "owner")}
        one = f"select {_scope(shape)} from (select :root root, :team team, :owner owner) x"
        return str(self._hub.execute(one, named).fetchone()[0])

    def _archives(self) -> frozenset[str]:
        return frozenset(row[0] for row in self._hub.execute("select id from scope where archive_of is not null"))

    def _stamp(self, shape: Shape, stamped: Sequence[_Stamped], commit: Commit | None) -> None:
        """Stamp here as there, unless a row was changed again meanwhile; what is in an archive leaves the replica."""
        archives = self._archives()
        untold = f"seq is null and not exists (select 1 from _shadow where t = '{shape.table}' and k = id)"
        with _writing(self._desk):
            self._desk.executemany(
                f"update {shape.table} set scope = ?, seq = ?, at = ?, who = ? where id = ? and at is ? and {untold}",
                [row for row in stamped if row[0] not in archives],
            )
            self._desk.executemany(
                f"delete from {shape.table} where id = ? and {untold}",
                [(row[4],) for row in stamped if row[0] in archives],
            )
            if commit is not None:
                self._move_on(commit.seq, commit.tag)

    def _move_on(self, seq: int, tag: str) -> None:
        """Where the replica held all the hub had, it still does: what it gave need not come back."""
        have = json.dumps(sorted(SqliteHub(self._hub, self._login, self._clock).live_scopes()))
        held_all = "cursor = ? - 1 and not exists (select 1 from _coming)"
        moved = f"update _meta set cursor = ?, tag = ?, have = ? where {held_all}"
        self._desk.execute(moved, (seq, tag, have, seq))

    def _catch_up(self, shape: Shape) -> None:
        """After a kill between the hub's page and its stamps: the same, once the page is stamped."""
        ((cursor,),) = self._desk.execute("select cursor + 1 from _meta")
        entries = self._hub.execute("select t, diff, hash from log where seq = ?", (cursor,)).fetchall()
        if len(entries) != 1 or entries[0][0] != "load":
            return
        (here,) = self._desk.execute(f"select count(*) from {shape.table} where seq = ?", (cursor,)).fetchone()
        if here == json.loads(entries[0][1])["rows"]:
            with _writing(self._desk):
                self._move_on(cursor, entries[0][2])

    @contextmanager
    def _committing(self) -> Iterator[Commit]:
        """A commit of the hub; "immediate" would take the replica's lock with the hub's."""
        self._hub.execute("begin")
        try:
            self._hub.execute("update head set one = 1")
            commit = Commit(self._hub, self._login, self._clock)
            yield commit
            commit.seal()
            self._hub.execute("commit")
        except BaseException:
            if self._hub.in_transaction:
                self._hub.execute("rollback")
            raise


@contextmanager
def _writing(db: sqlite3.Connection) -> Iterator[None]:
    """One transaction of the replica.  Stamps show nowhere; rows that leave are taken out of the listing."""
    from console.services.listing import derive

    db.execute("begin immediate")
    try:
        yield
        derive(db)
        db.execute("commit")
    except BaseException:
        if db.in_transaction:
            db.execute("rollback")
        raise


def _scope(shape: Shape) -> str:
    """The scope of a row `x`, as SQL: where its root lives, in its team's scope, with its owner, or on the common
    shelf.
    """
    if shape.root != shape.table:
        return f"(select r.scope from main.{shape.root} r where r.id = x.root)"
    if shape.table == "incident":
        return f"'{INCIDENTS}'"
    team = {"ticket": "x.team", "saved_view": "x.owner"}.get(shape.table)
    if team is None:
        return f"'{COMMON_SHELF}'"
    return f"coalesce((select t.own_scope from main.team t where t.id = {team}), '{COMMON_SHELF}')"
