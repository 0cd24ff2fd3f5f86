"""The replica's side of a round: what is pending, and how pulled rows come under it.

Promise: one local transaction undoes the pending operations, applies what the hub sent, and does them again; readers
see before or after.  With nothing pending the replica is the hub's rows, byte for byte.  A refused operation is kept
and told, never dropped.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from console.models import schema
from console.models.incident_kinds import INCIDENTS
from console.models.kinds import EventKind
from console.models.shape import shapes
from console.services.bus import Changed
from console.services.sync import copying, loads, rows
from console.services.sync.hub import Answer, Cursor, Hub, Loaded, Operation, Place, Pulled, TooOld
from console.services.sync.rows import Patch, Row, Stored, part
from console.services.sync.rules import NUMBERED

BATCH = 50
"""Operations of one push."""
_ROOT = 1
"""The place of a row's root among its columns."""
_OF_ARTICLES = ("article", "article_category", "article_version", "article_vote", "article_view", "article_use")
LOAD = 500
"""Rows of one bulk load: local write transactions stay small, so that commands wait little beside it."""


class Shelf(Protocol):
    """What a replica needs of a store."""

    def read(self) -> AbstractContextManager[sqlite3.Connection]:
        """A connection to read from."""
        ...

    def bulk(self) -> AbstractContextManager[sqlite3.Connection]:
        """One transaction; derived rows are brought in line before it commits."""
        ...


class Replica:
    """The synced part of one store, for one login."""

    def __init__(self, store: Shelf, login: str) -> None:
        self._store = store
        self._login = login

    def pending(self, limit: int = BATCH) -> list[Operation]:
        """The oldest operations the hub has not answered, in order."""
        with self._store.read() as db:
            found = db.execute("select body from _op where state = 'pending' order by n limit ?", (limit,)).fetchall()
        return [operation(body) for (body,) in found]

    def cursor(self) -> Cursor:
        """Where this replica stands."""
        with self._store.read() as db:
            return _cursor(db)

    def coming(self) -> Place | None:
        """Where the next page of a scope that is on its way begins."""
        with self._store.read() as db:
            return copying.coming(db)

    def take_page(self, place: Place, page: Sequence[Stored], since: Cursor, many: int = copying.PAGE) -> Changed:
        """Take in the page of at most `many` rows after a place; the answer tells what may look different now.

        `since` is where this replica stood before the page was asked for: where another process has moved on from
        there nothing is done, for the page may be older than what that process has pulled.
        """
        with self._store.bulk() as db:
            if since != _cursor(db) or place != copying.coming(db):
                return Changed()
            copying.take_page(db, place, page, many)
            return _changed(db, [(place.table, str(row[_ROOT])) for row in page])

    def fill(self, hub: Hub) -> None:
        """Bring a replica beside which nobody works up to the hub's present; raises what the hub raises, and TooOld."""
        pulled = hub.pull(self.cursor(), whole=False)
        if pulled.head.oldest > schema.VERSION:
            raise TooOld(pulled.head.oldest)
        if self._is_empty():
            copying.fill(self._store.bulk, hub, pulled)
        else:
            self.absorb([], pulled)
            since = self.cursor()
            while (place := self.coming()) is not None:
                self.take_page(place, hub.page(place, copying.PAGE), since)
                since = self.cursor()
        self.absorb([], hub.pull(self.cursor(), whole=False))

    def _is_empty(self) -> bool:
        with self._store.read() as db:
            used = " union all ".join(f"select 1 from {table}" for table in (*shapes(), "_op", "_coming"))
            return db.execute(f"select 1 from ({used}) limit 1").fetchone() is None

    def waiting(self) -> tuple[int, int]:
        """Operations the hub has not answered, and those it refused that nobody has dealt with."""
        with self._store.read() as db:
            pending, refused = db.execute(_WAITING).fetchone()
        return pending, refused

    def unsent(self, limit: int = LOAD) -> list[tuple[str, Row]]:
        """Rows no hub has stamped and no operation made, parents first: imported ones, and those of before the hub."""
        with self._store.read() as db:
            return loads.unsent(db, limit)

    def absorb(
        self,
        answers: Sequence[Answer],
        pulled: Pulled,
        loaded: tuple[loads.Given, Loaded] | None = None,
        since: Cursor | None = None,
    ) -> Changed:
        """Settle, undo, apply, redo, in one transaction; the answer tells what may look different now.

        `loaded` is what was given in bulk and how the hub stamped it, before it was pulled: a hub set back between
        the two has forgotten it, and only the pull tells.  `since` is where it was pulled from: where another process
        has moved on from there, nothing is done.
        """
        with self._store.bulk() as db:
            if since is not None and since != _cursor(db):
                return Changed()
            settle(db, answers)
            if loaded is not None:
                loads.settle(db, self._login, *loaded)
            shown = {table: db.execute(_SHOWN.format(t=table)).fetchall() for table in NUMBERED}
            undo(db, _whole(pulled) if loaded is None and not loads.has_given(db) else frozenset())
            have = frozenset() if pulled.head.reset else _cursor(db).have
            if pulled.head.reset:
                _give_back(db)
            elif lost := (have - pulled.head.scopes) | copying.given_up(db, pulled):
                drop(db, lost)
            take(db, pulled)
            copying.join(db, pulled, have)
            loads.pass_day(db, pulled.head.now)
            for (body,) in db.execute("select body from _op where state = 'pending' order by n").fetchall():
                replay(db, self._login, operation(body))
            for table, numbers in shown.items():
                db.executemany(f"update {table} set number = ?2 where id = ?1 and number is null", numbers)
            return _changed(db, [(table, str(row["root"])) for table, row in pulled.rows])


def _changed(db: sqlite3.Connection, brought: Sequence[tuple[str, str]]) -> Changed:
    """What may look different now that these rows have come, each told by its table and root."""
    tables = {table for table, _ in brought}
    of_tickets = {shape.table for shape in shapes().values() if shape.root == "ticket"}
    of_incidents = {shape.table for shape in shapes().values() if shape.root == "incident"}
    return Changed(
        tickets=frozenset(row[0] for row in db.execute("select ticket from _stale"))
        | frozenset(root for table, root in brought if table in of_tickets),
        people=not tables.isdisjoint(("person", "team")),
        views="saved_view" in tables,
        incidents=frozenset(root for table, root in brought if table in of_incidents),
        everything="policy" in tables,
        articles=not tables.isdisjoint(_OF_ARTICLES),
    )


def _give_back(db: sqlite3.Connection) -> None:
    """The hub forgot part of the past (a restore): what was sent is given to it again, in its old order."""
    db.execute("update _op set state = 'pending' where state = 'sent'")
    # Its commits bear other numbers now.
    db.execute("update _op set body = json_set(body, '$.since', 0) where state = 'pending'")
    loads.give_again(db)
    drop(db, None)


_WAITING = (
    "select (select count(*) from _op where state = 'pending'), (select count(*) from _op where state = 'refused')"
)
"""Each by an index of its own: those that were sent stay, year after year."""
_SHOWN = (
    "select id, number from {t} where number is not null"
    " and id in (select k from _shadow where t = '{t}' and row is null)"
)
"""The numbers of rows the hub has not seen: on one machine they are given before it does."""


def _cursor(db: sqlite3.Connection) -> Cursor:
    """With the scopes that are here whole up to its commit, or that of their first page."""
    seq, tag, have = db.execute("select cursor, tag, have from _meta").fetchone()
    arrived = copying.arrived(db)
    return Cursor(seq, tag, frozenset(json.loads(have)) | {scope for scope, _ in arrived}, arrived)


def operation(body: str) -> Operation:
    """An operation from the text kept in `_op`."""
    read = json.loads(body)
    return Operation(read["id"], tuple(read["do"]), read.get("since", 0))


def settle(db: sqlite3.Connection, answers: Iterable[Answer]) -> None:
    """Note how the hub answered; a refused operation stays, with its reason."""
    for answer in answers:
        db.execute(
            "update _op set state = ?, code = ?, message = ? where id = ? and state = 'pending'",
            ("refused" if answer.code else "sent", answer.code, answer.message or None, answer.id),
        )


def shadow(db: sqlite3.Connection, table: str, key: str) -> None:
    """Save the row as the hub knows it, unless that was done since the last round."""
    if db.execute("select 1 from _shadow where t = ? and k = ?", (table, key)).fetchone():
        return
    row = rows.read(db, shapes()[table], key)
    db.execute("insert into _shadow values (?, ?, ?)", (table, key, None if row is None else rows.dumps(row)))


def _whole(pulled: Pulled) -> frozenset[tuple[str, str]]:
    """Tables and ids of the rows a pull brings with all their columns."""
    if pulled.head.reset:
        return frozenset()
    known = {table: frozenset(shape.names) for table, shape in shapes().items()}
    return frozenset((t, str(row["id"])) for t, row in pulled.rows if t in known and known[t] <= row.keys())


def undo(db: sqlite3.Connection, anew: Collection[tuple[str, str]] = ()) -> None:
    """Put every shadowed row back as the hub knows it, but for those that come `anew`: so an operation of this console
    that comes back as it went changes nothing but stamps.
    """
    for table, key, row in db.execute("select t, k, row from _shadow").fetchall():
        if (table, key) in anew:
            continue
        if row is None:
            rows.remove(db, shapes()[table], key)
        else:
            rows.put(db, shapes()[table], json.loads(row))
    db.execute("delete from _shadow")


def drop(db: sqlite3.Connection, scopes: Iterable[str] | None) -> None:
    """Take out the rows a hub ever stamped: of scopes one no longer sees, or all; what it has not got yet stays."""
    condition = "seq is not null" + ("" if scopes is None else " and scope in (select value from json_each(?1))")
    values = [] if scopes is None else [json.dumps(sorted(scopes))]
    for shape in shapes().values():
        if scopes is not None:
            loads.keep(db, shape, condition, values)
        db.execute(f"delete from {shape.table} where {condition}", values)


def take(db: sqlite3.Connection, pulled: Pulled) -> None:
    """Apply what the hub sent."""
    gave = loads.has_given(db)
    for gone in pulled.gone:
        if (shape := shapes().get(gone.table)) is not None:
            if gave:
                loads.keep(db, shape, "id = ? and seq < ?", (gone.key, gone.seq))
            db.execute(f"delete from {gone.table} where id = ? and seq < ?", (gone.key, gone.seq))
    for table, row in pulled.rows:
        shape = shapes().get(table)
        if shape is None:
            continue  # a table of a newer hub
        if gave:
            loads.keep(db, shape, "id = ? and seq < ?", (row["id"], row["seq"]))
        if row["dead"]:
            rows.remove(db, shape, str(row["id"]))
        else:
            rows.put(db, shape, row)


def replay(db: sqlite3.Connection, login: str, op: Operation) -> None:
    """Do a pending operation again on the rows as they are now; what is not here any more is passed over."""
    for patch in op.patches:
        shape = shapes().get(str(patch["t"]))
        if shape is None:
            continue
        key = str(patch["k"])
        shadow(db, shape.table, key)
        if "new" in patch:
            _make(db, login, patch)
        elif (row := rows.read(db, shape, key)) is not None:
            rows.put(db, shape, rows.patched(shape, row, patch))


def _make(db: sqlite3.Connection, login: str, patch: Patch) -> None:
    shape = shapes()[str(patch["t"])]
    row = rows.fresh(shape, str(patch["k"]), part(patch, "new"))
    row["who"] = login
    if shape.root != shape.table:
        root = rows.read(db, shapes()[shape.root], str(row["root"]))
        row["scope"] = root["scope"] if root else None
    elif shape.table == "ticket":
        found = db.execute("select own_scope from team where id = ?", (row["team"],)).fetchone()
        row["scope"] = found[0] if found else None
    elif shape.table == "incident":
        row["scope"] = None if row["restricted"] else INCIDENTS
    rows.put(db, shape, row)
    if shape.table == "event" and row["kind"] == EventKind.TEAM:
        _move(db, str(row["root"]), row)


def _move(db: sqlite3.Connection, ticket: str, event: Mapping[str, object]) -> None:
    """The effect a transfer will have at the hub, shown at once; the scope follows when the hub has stamped it."""
    shadow(db, "ticket", ticket)
    db.execute("update ticket set team = ? where id = ?", (event["to_value"], ticket))
