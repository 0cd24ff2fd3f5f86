"""Rows a replica gives its hub in bulk: imported ones, and those of before there was a hub.

Promise: one that is refused is kept and shown like a refused operation, and holds up no other; what a hub set back has
forgotten of them is given to it again, as it was given first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from console.models.kinds import from_micros, new_id
from console.models.shape import Shape, shapes
from console.services.sync import rows
from console.services.sync.hub import Answer, Loaded
from console.services.sync.rows import Row

KEPT_DAYS = 30
"""Days on which the hub was heard.  One set back by more has forgotten more than consoles can give it."""
_STAMPS = frozenset({"id", "scope", "seq", "at", "who", "dead"})
_MADE_BY = {
    "message": "AddMessage",
    "tag": "SetTags",
    "link": "LinkTickets",
    "saved_view": "SaveView",
    "article": "CreateArticle",
    "article_version": "EditArticle",
}
"""The command that makes a row of a table; a ticket's for all others."""

Given = Sequence[tuple[str, Row]]
"""Table and row."""


def unsent(db: sqlite3.Connection, limit: int) -> list[tuple[str, Row]]:
    """Rows no hub has stamped and no operation made, parents first; as they were before operations changed them."""
    found: list[tuple[str, Row]] = []
    if db.execute(_any_unsent()).fetchone() is None:
        return found
    for shape in shapes().values():
        known = f"t = '{shape.table}' and k = id and (row is null or json_extract(row, '$.seq') is not null)"
        condition = f"seq is null and not exists (select 1 from _shadow where {known}) limit ?"
        for row in list(rows.select(db, shape, condition, (limit - len(found),))):
            before = db.execute("select row from _shadow where t = ? and k = ?", (shape.table, row["id"])).fetchone()
            found.append((shape.table, json.loads(before[0]) if before else row))
        if len(found) >= limit:
            break
    return found


@cache
def _any_unsent() -> str:
    parts = " union all ".join(f"select 1 from {table} where seq is null" for table in shapes())
    return f"select 1 from ({parts}) limit 1"


def settle(db: sqlite3.Connection, login: str, given: Given, stamps: Loaded) -> None:
    """Stamp what the hub has taken in as it did, take out what it has not; keep what it refused like an operation."""
    went = [(table, row) for (table, row), scope in zip(given, stamps.scopes, strict=True) if scope is None]
    for (table, row), scope in zip(given, stamps.scopes, strict=True):
        if scope is not None:
            _stamp(db, shapes()[table], str(row["id"]), (stamps.seq, stamps.at, stamps.who, scope))
    for table, row in went:
        rows.remove(db, shapes()[table], str(row["id"]))
        db.execute("update _shadow set row = null where t = ? and k = ?", (table, row["id"]))
    _set_aside(db, login, went, stamps)


def pass_day(db: sqlite3.Connection, now: datetime) -> None:
    """Where `now`, the hub's time, is of another day than the last one heard, forget what was given long ago.

    Days are counted as they are heard: the hub's clock may leap by a year, and what it was given is given back all the
    same when it is set back then.
    """
    today = now.toordinal()
    if db.execute("update _meta set today = ?1, days = days + 1 where today <> ?1", (today,)).rowcount:
        db.execute("delete from _loaded where day <= (select days from _meta) - ?", (KEPT_DAYS,))


def _stamp(db: sqlite3.Connection, shape: Shape, key: str, stamps: tuple[int, int, str, str]) -> None:
    db.execute(f"update {shape.table} set seq = ?, at = ?, who = ?, scope = ? where id = ?", (*stamps, key))
    before = db.execute("select row from _shadow where t = ? and k = ?", (shape.table, key)).fetchone()
    if before is not None:
        row = json.loads(before[0]) | dict(zip(("seq", "at", "who", "scope"), stamps, strict=True))
        db.execute("update _shadow set row = ? where t = ? and k = ?", (rows.dumps(row), shape.table, key))
    known = "insert or ignore into _loaded(t, k, day) select ?, ?, days from _meta"
    db.execute(known, (shape.table, key))


def _set_aside(db: sqlite3.Connection, login: str, went: Given, stamps: Loaded) -> None:
    """The refused rows as operations, one for each ticket with what hangs on it."""
    answers = {answer.id: answer for answer in stamps.refused}
    roots: dict[str, list[tuple[str, Row]]] = {}
    for table, row in went:
        if row["id"] in answers:
            roots.setdefault(str(row["root"]), []).append((table, row))
    for parts in roots.values():
        _note(db, login, parts, answers[str(parts[0][1]["id"])], stamps.at)


def _note(db: sqlite3.Connection, login: str, parts: Given, answer: Answer, at: int) -> None:
    key = new_id(from_micros(at))
    patches = [{"t": table, "k": row["id"], "new": _said(row)} for table, row in parts]
    db.execute(
        "insert into _op(id, login, what, at, body, state, code, message) values (?, ?, ?, ?, ?, 'refused', ?, ?)",
        (
            key,
            login,
            _MADE_BY.get(parts[0][0], "CreateTicket"),
            at,
            json.dumps({"id": key, "do": patches}, ensure_ascii=False),
            answer.code,
            answer.message or None,
        ),
    )


def _said(row: Row) -> Row:
    said = {name: value for name, value in row.items() if name not in _STAMPS and value is not None}
    if row["root"] == row["id"]:
        del said["root"]
    return said


def has_given(db: sqlite3.Connection) -> bool:
    """Whether this replica gave rows a hub may still forget."""
    return bool(db.execute("select exists (select 1 from _loaded)").fetchone()[0])


def keep(db: sqlite3.Connection, shape: Shape, condition: str, values: Sequence[object]) -> None:
    """Save rows as they were given, before the hub changes them or takes them away."""
    given = f"id in (select k from _loaded where t = '{shape.table}' and row is null)"
    for row in list(rows.select(db, shape, f"{condition} and {given}", values)):
        db.execute("update _loaded set row = ? where t = ? and k = ?", (rows.dumps(row), shape.table, row["id"]))


def give_again(db: sqlite3.Connection) -> None:
    """All that was given counts as unsent, as it was given; what the hub still has is put over it."""
    for shape in shapes().values():
        saved = db.execute("select row from _loaded where t = ? and row is not null", (shape.table,)).fetchall()
        for (row,) in saved:
            rows.put(db, shape, json.loads(row))
        db.execute(
            f"update {shape.table} set seq = null where id in (select k from _loaded where t = ?)", (shape.table,)
        )
