"""One write: the ORM session of a command, the events it records, and the operation captured from what it changed.

Promise: what a commit changed and the operation that says so are one transaction; a field patch carries the old value
where the field's rule asks for it (design: capture from plain SQLAlchemy commits).  Bulk writes past the session are
refused.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, inspect, select, text
from sqlalchemy.orm import InstanceState, ORMExecuteState, Session, UOWTransaction

from console.models.base import Rule, Synced
from console.models.kinds import Code, EventKind, Refused, new_id, to_micros
from console.models.people import Person
from console.models.shape import shapes
from console.models.ticket import Event, Ticket
from console.services.listing import derive
from console.services.sync.replica import shadow

S = TypeVar("S", bound=Synced)


class Transaction:
    """What a command's handler works with: load, add, record; the commit is not its business."""

    def __init__(self, session: Session, at: datetime, me: Person) -> None:
        self.session = session
        self.at = at
        self.me = me
        self._newest = UUID(int=0)

    def get(self, kind: type[S], key: str) -> S:
        """The live row with that id; raises Refused NOT_FOUND."""
        row = self.session.get(kind, key)
        if row is None or row.dead:
            raise Refused(Code.NOT_FOUND, what=kind.__tablename__)
        return row

    def find(self, kind: type[S], /, **values: object) -> list[S]:
        """All live rows whose columns have these values."""
        query = select(kind).filter_by(dead=False, **values).order_by(kind.id)
        return list(self.session.scalars(query))

    def my_team(self) -> str:
        """The id of the team this person's tickets go to when nothing else is said."""
        return self.me.team or str(self.session.execute(text("select team from _meta")).scalar())

    def new_id(self) -> str:
        """A fresh id that carries this transaction's instant and sorts after those before it (SPEC 1.6)."""
        self._newest = max(UUID(new_id(self.at)), UUID(int=self._newest.int + 1))
        return str(self._newest)

    def add(self, row: S, root: str | None = None, scope: str | None = None) -> S:
        """Put a new row under `root` (itself, when None) into `scope`."""
        row.root = root or row.id
        row.scope, row.at, row.who, row.dead, row.seq = scope, self.at, self.me.login, False, None
        self.session.add(row)
        return row

    def happened(
        self, ticket: Ticket, kind: EventKind, before: str | None, after: str | None, reason: str | None = None
    ) -> Event:
        """Record an event of `ticket` by this person now (SPEC 1.6)."""
        row = Event(
            id=self.new_id(),
            kind=kind,
            from_value=before,
            to_value=after,
            reason=reason or None,
            author=self.me.id,
            happened_at=self.at,
            recorded_at=self.at,
        )
        return self.add(row, ticket.id, ticket.scope)


def engine(connect: Callable[[], sqlite3.Connection]) -> Engine:
    """The writing engine over one connection, each transaction begun at once for writing."""
    made = create_engine("sqlite://", creator=connect, poolclass=StaticPool)

    @event.listens_for(made, "begin")
    def begin_immediate(connection: Connection) -> None:

        connection.exec_driver_sql("begin immediate")

    event.listen(made, "before_cursor_execute", _refuse_past_the_flush)
    return made


@contextmanager
def transaction(writer: Engine, what: str, at: datetime) -> Iterator[Transaction]:
    """A session that captures; commits at the end, after deriving the listing; rolls back on any error."""
    with _Session(writer, autoflush=False, expire_on_commit=False) as session:
        patches: list[dict[str, object]] = []
        event.listen(session, "before_flush", _shadow)
        event.listen(session, "after_flush", lambda s, _: patches.extend(_patches(s)))
        event.listen(session, "do_orm_execute", _refuse_bulk)
        session.begin()
        me = _me(session)
        yield Transaction(session, at, me)
        session.flush()
        if patches:
            _seal(session, what, at, me, patches)
        if (connection := session.connection().connection.driver_connection) is not None:
            derive(connection)
        session.commit()


class _Session(Session):
    """Marks its connection while it flushes, the one time synced rows are written and captured."""

    def flush(self, objects: Sequence[object] | None = None) -> None:
        info = self.connection().info
        info[_FLUSHING] = True
        try:
            super().flush(objects)
        finally:
            info[_FLUSHING] = False


def _me(session: Session) -> Person:
    key = session.execute(text("select person from _meta")).scalar()
    me = session.get(Person, key) if key else None
    if me is None:
        raise Refused(Code.NOT_FOUND, what="person")
    return me


_BULK = "a bulk write would not become an operation: load the rows and change them"
_FLUSHING = "flushing"
"""Under this key the connection keeps whether what it writes is being captured."""


def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete or state.is_insert:
        raise TypeError(_BULK)


def _refuse_past_the_flush(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
    """Only a flush writes synced rows; the session's bulk methods and plain statements go past it."""
    if connection.info.get(_FLUSHING) or statement.startswith(("SELECT", "select")):
        return
    if _writes_synced().search(statement):
        raise TypeError(_BULK)


@cache
def _writes_synced() -> re.Pattern[str]:
    names = "|".join(shapes())
    verbs = r"\b(?:into|update(?:\s+or\s+\w+)?|delete\s+from)"
    return re.compile(rf"{verbs}\s+(?:\W?main\W?\.)?\W?(?:{names})\b", re.IGNORECASE)


def _shadow(session: Session, context: UOWTransaction, instances: object) -> None:
    """Save the rows about to change as the hub knows them, so that a round can put its own under them."""
    del context, instances
    connection = session.connection().connection.driver_connection
    for row in (*session.new, *session.dirty):
        if connection is not None and isinstance(row, Synced):
            shadow(connection, row.__tablename__, row.id)


def _patches(session: Session) -> list[dict[str, object]]:
    """New roots, their children (events before the changes they tell of), changed fields, and last what moves a ticket.

    A move takes the ticket to another team's scope, out of its mover's reach: nothing of the operation may come after.
    """
    if session.deleted:
        raise TypeError("rows are marked dead, never deleted")
    new = [row for row in session.new if isinstance(row, Synced)]
    new.sort(key=lambda row: (row.root != row.id, row.__class__ is not Event, row.id))
    dirty = [row for row in session.dirty if isinstance(row, Synced)]
    moves = [row for row in new if isinstance(row, Event) and row.kind is EventKind.TEAM]
    changes = [patch for row in dirty if (patch := _changed(row))]
    return [_made(row) for row in new if row not in moves] + changes + [_made(row) for row in moves]


def _columns(row: Synced) -> list[tuple[str, Rule]]:
    mapper = inspect(type(row))
    return [(a.key, Rule(a.columns[0].info["rule"])) for a in mapper.column_attrs]


def _made(row: Synced) -> dict[str, object]:
    values = {
        key: _stored(getattr(row, key))
        for key, rule in _columns(row)
        if rule is not Rule.STAMP and key != "id" and getattr(row, key) is not None
    }
    return {"t": row.__tablename__, "k": row.id, "new": values}


def _changed(row: Synced) -> dict[str, object] | None:
    sets: dict[str, object] = {}
    expects: dict[str, object] = {}
    counts: dict[str, object] = {}
    state: InstanceState[Synced] = inspect(row)
    for key, rule in _columns(row):
        history = state.attrs[key].history
        if rule in (Rule.STAMP, Rule.EVENT) or not history.has_changes():
            continue
        if rule is Rule.APPEND:
            raise TypeError(f"{row.__tablename__}.{key} is set once and never changed")
        after, before = (_stored(next(iter(side or ()), None)) for side in (history.added, history.deleted))
        if rule is Rule.COUNT:
            counts[key] = int(str(after)) - int(str(before or 0))
            continue
        sets[key] = after
        if rule is Rule.CHECK:
            expects[key] = before
    parts = {"set": sets, "expect": expects, "inc": counts}
    filled = {name: part for name, part in parts.items() if part}
    return {"t": row.__tablename__, "k": row.id, **filled} if filled else None


def _stored(value: object) -> object:
    """A value as the database and JSON hold it."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return to_micros(value)
    return getattr(value, "value", value)


def _seal(session: Session, what: str, at: datetime, me: Person, patches: list[dict[str, object]]) -> None:
    key = new_id(at)
    since = session.execute(text("select cursor from _meta")).scalar()
    body = json.dumps({"id": key, "do": patches, "since": since}, ensure_ascii=False)
    session.execute(
        text("insert into _op(id, login, what, at, body) values (:id, :login, :what, :at, :body)"),
        {"id": key, "login": me.login or me.id, "what": what, "at": to_micros(at), "body": body},
    )
