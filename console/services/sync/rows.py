"""Rows of synced tables in a SQLite file, as plain values in and out.

Promise: the same few functions make the optimistic write, the rebase and the SQLite hub, so they cannot differ; a
value that went out comes back in equal to the byte.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from console.models.shape import Kind, Shape, shapes

Row = dict[str, object]
"""Column name to value: text, whole number, true or false, null, or JSON where the column holds JSON."""
Stored = tuple[object, ...]
"""A row as SQLite holds it: the values in the order of the shape's columns."""
Patch = Mapping[str, object]
"""{"t": table, "k": id} with "new" (a row) or "set", "inc", "expect" (parts of one)."""


def dumps(value: object) -> str:
    """JSON in the one form every hub and replica stores."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(db: sqlite3.Connection, shape: Shape, key: str) -> Row | None:
    """The row with that id."""
    form = _form(shape.table)
    found = db.execute(form.read, (key,)).fetchone()
    return None if found is None else form.row(found)


def select_stored(db: sqlite3.Connection, shape: Shape, condition: str, values: Iterable[object]) -> list[Stored]:
    """The same as `select`, as SQLite holds them."""
    return db.execute(_form(shape.table).select + condition, tuple(values)).fetchall()


def select(db: sqlite3.Connection, shape: Shape, condition: str, values: Iterable[object]) -> Iterator[Row]:
    """The rows for which an SQL condition holds."""
    form = _form(shape.table)
    for found in db.execute(form.select + condition, tuple(values)):
        yield form.row(found)


def put(db: sqlite3.Connection, shape: Shape, row: Row) -> None:
    """Insert a row, or change what differs in the one that is there; columns this version does not know (of a newer
    hub) are left out.  What is derived from a column is so derived anew only where that column changed.
    """
    form = _form(shape.table)
    held = form.held(row)
    found = db.execute(form.read, (held["id"],)).fetchone()
    if found is None:
        db.execute(form.inserting(tuple(held)), tuple(held.values()))
    elif changed := {n: held[n] for n, before in zip(shape.names, found, strict=True) if held.get(n, before) != before}:
        db.execute(form.changing(tuple(changed)), (*changed.values(), held["id"]))


def stored(shape: Shape, values: Iterable[object]) -> Stored:
    """The values of all columns, in order, as SQLite holds them."""
    return tuple(
        dumps(value) if field.kind is Kind.JSON and value is not None else value
        for field, value in zip(shape.fields, values, strict=True)
    )


def plain(shape: Shape, values: Sequence[object]) -> Row:
    """A row as SQLite holds it, as plain values."""
    return _form(shape.table).row(values)


def put_stored(db: sqlite3.Connection, shape: Shape, many: Iterable[Stored]) -> None:
    """Insert rows held so, or replace those that differ."""
    db.executemany(_form(shape.table).put, many)


def remove(db: sqlite3.Connection, shape: Shape, key: str) -> None:
    """Take a row out of this file; it lives on elsewhere."""
    db.execute(f"delete from {shape.table} where id = ?", (key,))


def patched(shape: Shape, row: Row, patch: Patch) -> Row:
    """`row` with the patch's `set` and `inc` applied."""
    made = dict(row)
    known = set(shape.names)
    made |= {name: value for name, value in part(patch, "set").items() if name in known}
    for name, step in part(patch, "inc").items():
        if name in known:
            made[name] = int(str(made[name] or 0)) + int(str(step))
    return made


def fresh(shape: Shape, key: str, values: Mapping[str, object]) -> Row:
    """A new row of `values`; what they do not name is null, `dead` false."""
    row: Row = dict.fromkeys(shape.names)
    row |= {"dead": False} | {name: value for name, value in values.items() if name in row}
    row["id"] = key
    row["root"] = row["root"] or key
    return row


def part(patch: Patch, name: str) -> Mapping[str, object]:
    """The `new`, `set`, `inc` or `expect` of a patch; empty where there is none."""
    found = patch.get(name)
    return found if isinstance(found, Mapping) else {}


class _Form:
    """How the rows of one table go in and out, worked out once: a pull moves half a million of them."""

    def __init__(self, shape: Shape) -> None:
        self._table = shape.table
        self._names = shape.names
        self._flags = shape.of(Kind.FLAG)
        self._documents = shape.of(Kind.JSON)
        self.select = f"select {', '.join(shape.names)} from {shape.table} where "
        self.read = f"{self.select}id = ?"
        updates = ", ".join(f"{name} = excluded.{name}" for name in shape.names)
        names, said = ", ".join(shape.names), ", ".join(f"excluded.{name}" for name in shape.names)
        differs = f"({names}) is not ({said})"
        self.put = f"{self.inserting(shape.names)} on conflict(id) do update set {updates} where {differs}"

    def row(self, values: Sequence[object]) -> Row:
        """What SQLite holds, as plain values."""
        row: Row = dict(zip(self._names, values, strict=True))
        for name in self._flags:
            if row[name] is not None:
                row[name] = bool(row[name])
        for name in self._documents:
            if row[name] is not None:
                row[name] = json.loads(str(row[name]))
        return row

    def held(self, row: Row) -> Row:
        """What of a row this version knows, as SQLite holds it."""
        held = {name: row[name] for name in self._names if name in row}
        for name in self._flags:
            if held.get(name) is not None:
                held[name] = int(bool(held[name]))
        for name in self._documents:
            if held.get(name) is not None:
                held[name] = dumps(held[name])
        return held

    def inserting(self, names: Sequence[str]) -> str:
        """The statement that inserts a row of these columns."""
        return f"insert into {self._table} ({', '.join(names)}) values ({', '.join('?' * len(names))})"

    def changing(self, names: Sequence[str]) -> str:
        """The statement that changes these columns of the row with an id."""
        return f"update {self._table} set {', '.join(f'{name} = ?' for name in names)} where id = ?"


@cache
def _form(table: str) -> _Form:
    return _Form(shapes()[table])
