"""Rows of synced tables in a SQLite file, as plain values in and out.

Promise: the same few functions make the optimistic write, the rebase and the SQLite hub, so they cannot differ; a
value that went out comes back in equal to the byte.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from console.models.shape import Field, Kind, Shape

Row = dict[str, object]
"""Column name to value: text, whole number, true or false, null, or JSON where the column holds JSON."""
Patch = Mapping[str, object]
"""{"t": table, "k": id} with "new" (a row) or "set", "inc", "expect" (parts of one)."""


def stored(field: Field, value: object) -> object:
    """A value as SQLite holds it."""
    if value is None:
        return None
    if field.kind is Kind.JSON:
        return dumps(value)
    return int(bool(value)) if field.kind is Kind.FLAG else value


def dumps(value: object) -> str:
    """JSON in the one form every hub and replica stores."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _value(field: Field, raw: object) -> object:
    if raw is None:
        return None
    if field.kind is Kind.JSON:
        return json.loads(str(raw))
    return bool(raw) if field.kind is Kind.FLAG else raw


def _row(shape: Shape, values: Sequence[object]) -> Row:
    return {field.name: _value(field, value) for field, value in zip(shape.fields, values, strict=True)}


def read(db: sqlite3.Connection, shape: Shape, key: str) -> Row | None:
    """The row with that id."""
    found = db.execute(f"select {_columns(shape)} from {shape.table} where id = ?", (key,)).fetchone()
    return None if found is None else _row(shape, found)


def select(db: sqlite3.Connection, shape: Shape, condition: str, values: Iterable[object]) -> Iterator[Row]:
    """The rows for which an SQL condition holds."""
    for found in db.execute(f"select {_columns(shape)} from {shape.table} where {condition}", tuple(values)):
        yield _row(shape, found)


def put(db: sqlite3.Connection, shape: Shape, row: Row) -> None:
    """Insert or replace a row; columns this version does not know (of a newer hub) are left out."""
    fields = [field for field in shape.fields if field.name in row]
    names = ", ".join(field.name for field in fields)
    updates = ", ".join(f"{field.name} = excluded.{field.name}" for field in fields)
    db.execute(
        f"insert into {shape.table} ({names}) values ({', '.join('?' * len(fields))})"
        f" on conflict(id) do update set {updates}",
        [stored(field, row[field.name]) for field in fields],
    )


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


def _columns(shape: Shape) -> str:
    return ", ".join(shape.names)
