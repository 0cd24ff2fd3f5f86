"""Entities read and written by statements that are made once for each table.

Promise: what is loaded equals what the ORM loads, what is written what it flushes; a command waits a millisecond less,
for nothing is planned anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

from sqlalchemy import inspect
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.orm import InstanceState, Session, make_transient_to_detached

from console.models.base import Synced

S = TypeVar("S", bound=Synced)
Process = Callable[[object], object]


class _Form:
    """How the entities of one class stand in their table."""

    def __init__(self, kind: type[Synced]) -> None:
        sqlite = dialect()
        self.table = kind.__tablename__
        self.columns = {one.key: one.columns[0] for one in inspect(kind).column_attrs}
        types = {key: column.type.dialect_impl(sqlite) for key, column in self.columns.items()}
        self.store: dict[str, Process] = {key: one.bind_processor(sqlite) or _same for key, one in types.items()}
        self._read = [(key, one.result_processor(sqlite, None) or _same) for key, one in types.items()]
        names = ", ".join(column.name for column in self.columns.values())
        self.select = f"select {names} from {self.table} where id = ?"
        self.insert = f"insert into {self.table}({names}) values ({', '.join('?' * len(self.columns))})"

    def values(self, found: Iterable[object]) -> dict[str, object]:
        """The attributes of a row as it is stored."""
        return {key: read(value) for (key, read), value in zip(self._read, found, strict=True)}


def _same(value: object) -> object:
    return value


@cache
def _form(kind: type[Synced]) -> _Form:
    return _Form(kind)


def load(session: Session, connection: sqlite3.Connection, kind: type[S], key: str) -> S | None:
    """The entity with that id, dead ones too; the session's own where it holds it already."""
    held = session.identity_map.get(session.identity_key(kind, key))
    if isinstance(held, kind):
        return held
    form = _form(kind)
    found = connection.execute(form.select, (key,)).fetchone()
    if found is None:
        return None
    row = kind()
    row.__dict__.update(form.values(found))  # where the ORM keeps what it loaded, too
    make_transient_to_detached(row)
    session.add(row)
    return row


def changes(row: Synced) -> dict[str, tuple[object, object]]:
    """The attributes set since the entity was loaded or flushed, each with its value before and now; in order."""
    state: InstanceState[Synced] = inspect(row)
    made: dict[str, tuple[object, object]] = {}
    for key in sorted(state.committed_state.keys() & _form(type(row)).columns):  # the history of every field costs
        history = state.attrs[key].history
        if history.has_changes():
            made[key] = (next(iter(history.deleted or ()), None), next(iter(history.added or ()), None))
    return made


def insert(connection: sqlite3.Connection, row: Synced) -> None:
    """Write a new entity."""
    form = _form(type(row))
    connection.execute(form.insert, [store(getattr(row, key)) for key, store in form.store.items()])


def update(connection: sqlite3.Connection, row: Synced, keys: Iterable[str]) -> None:
    """Write these attributes of an entity; raises LookupError when its row is gone."""
    form = _form(type(row))
    sets = ", ".join(f"{form.columns[key].name} = ?" for key in keys)
    values = [form.store[key](getattr(row, key)) for key in keys]
    done = connection.execute(f"update {form.table} set {sets} where id = ?", [*values, row.id])
    if done.rowcount != 1:
        raise LookupError(f"{form.table} {row.id}")
