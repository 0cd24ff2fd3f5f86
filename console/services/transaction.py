"""One write: the ORM session of a command, the events it records, and the operation captured from what it changed.

Promise: what a commit changed and the operation that says so are one transaction; a field patch carries the old value
where the field's rule asks for it (design: capture from plain SQLAlchemy commits).  Bulk writes past the session are
refused.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, StaticPool, create_engine, event, inspect, select, text
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, sessionmaker

from console.models.base import Rule, Synced
from console.models.incident import Incident, IncidentEvent
from console.models.incident_kinds import IncidentEventKind
from console.models.kinds import Code, EventKind, Locale, Priority, Refused, new_id, to_micros
from console.models.shape import shapes
from console.models.ticket import Event, Ticket
from console.models.values import dataclass
from console.services import entity_rows
from console.services.listing import derive
from console.services.sync.replica import shadow

S = TypeVar("S", bound=Synced)


@dataclass(frozen=True, slots=True)
class Author:
    """The person of this profile, as a write needs to know them."""

    id: str
    login: str | None
    team: str | None
    locale: Locale
    roles: tuple[str, ...]


class Transaction:
    """What a command's handler works with: load, add, record; the commit is not its business."""

    def __init__(self, session: Session, at: datetime, me: Author) -> None:
        self.session = session
        self.at = at
        self.me = me
        self.revision = 0
        """Of the listing, once this is committed."""
        self._newest = UUID(int=0)

    def get(self, kind: type[S], key: str) -> S:
        """The live row with that id; raises Refused NOT_FOUND."""
        row = entity_rows.load(self.session, self.connection, kind, key)
        if row is None or row.dead:
            raise Refused(Code.NOT_FOUND, what=kind.__tablename__)
        return row

    def find(self, kind: type[S], /, **values: object) -> list[S]:
        """All live rows whose columns have these values."""
        query = select(kind).filter_by(dead=False, **values).order_by(kind.id)
        return list(self.session.scalars(query))

    @property
    def connection(self) -> sqlite3.Connection:
        """For questions in plain SQL: of what was committed, and what this transaction has flushed."""
        return _driver(self.session.connection())

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

    def noted(
        self, incident: Incident, kind: IncidentEventKind, before: str | None, after: str | None, reason: str = ""
    ) -> IncidentEvent:
        """Record an event of `incident` by this person now (SPEC 1.6)."""
        row = IncidentEvent(
            id=self.new_id(),
            kind=kind,
            from_value=before,
            to_value=after,
            reason=reason or None,
            author=self.me.id,
            happened_at=self.at,
            recorded_at=self.at,
        )
        return self.add(row, incident.id, incident.scope)


class Writer:
    """Opens transactions on one connection, one at a time."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        """`connect` is called when the first transaction begins."""
        self._engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
        self._sessions = sessionmaker(self._engine, class_=_Session, autoflush=False, expire_on_commit=False)
        event.listen(self._engine, "begin", _begin_immediate)
        event.listen(self._sessions, "before_flush", _shadow)
        event.listen(self._sessions, "after_flush", _capture)
        event.listen(self._sessions, "do_orm_execute", _refuse_bulk)
        event.listen(self._engine, "before_cursor_execute", _refuse_past_the_flush)

    @contextmanager
    def transaction(self, what: str, at: datetime) -> Iterator[Transaction]:
        """A session that captures; commits at the end, after deriving the listing; rolls back on any error."""
        with self._sessions() as session:
            patches: list[dict[str, object]] = []
            session.info[_PATCHES] = patches
            connection = _driver(session.connection())
            me = _me(connection)
            made = Transaction(session, at, me)
            yield made
            _write_out(session, connection)
            if patches:
                _seal(connection, what, at, me, patches)
            derive(connection)
            (made.revision,) = connection.execute("select revision from _meta").fetchone()
            connection.execute("commit")

    def rehearse(self, at: datetime) -> None:
        """Do the most usual write and take it back: what SQLAlchemy prepares at the first is then prepared."""
        with self._sessions() as session:
            session.info[_PATCHES] = []
            connection = _driver(session.connection())
            tx = Transaction(session, at, _me(connection))
            key = session.scalar(select(Ticket.id).where(Ticket.dead.is_(False)).limit(1))
            if key is not None:
                ticket = tx.get(Ticket, key)
                tx.happened(ticket, EventKind.TITLE, ticket.title, ticket.title)
                ticket.priority = Priority.LOW if ticket.priority is Priority.HIGH else Priority.HIGH
                ticket.updated_at = at
                _write_out(session, connection)
                derive(connection)
            session.rollback()

    def close(self) -> None:
        """Close the connection."""
        self._engine.dispose()


class _Session(Session):
    """Marks its connection while it flushes, the one time synced rows are written and captured."""

    def flush(self, objects: Sequence[object] | None = None) -> None:
        info = self.connection().info
        info[_FLUSHING] = True
        try:
            super().flush(objects)
        finally:
            info[_FLUSHING] = False


_PATCHES = "patches"
"""Under which a session keeps what was captured of it."""


def _driver(connection: Connection) -> sqlite3.Connection:
    """The driver's connection: what is no entity needs none of SQLAlchemy's care."""
    found = connection.connection.driver_connection
    if not isinstance(found, sqlite3.Connection):
        raise TypeError(found)
    return found


def _begin_immediate(connection: Connection) -> None:
    """Begin for writing at once."""
    _driver(connection).execute("begin immediate")


def _me(connection: sqlite3.Connection) -> Author:
    row = connection.execute(
        "select p.id, p.login, p.team, p.locale, p.roles from _meta m join person p on p.id = m.person"
    ).fetchone()
    if row is None:
        raise Refused(Code.NOT_FOUND, what="person")
    key, login, team, locale, roles = row
    return Author(key, login, team, Locale(locale), tuple(json.loads(roles)))


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
    connection = _driver(session.connection())
    for row in _synced((*session.new, *session.dirty)):
        shadow(connection, row.__tablename__, row.id)


def _write_out(session: Session, connection: sqlite3.Connection) -> None:
    """Write and note what no flush has written; the last thing done with a session, which does not learn of it."""
    session.info[_PATCHES] += _patches(session)
    new, dirty = (_synced(rows) for rows in (session.new, session.dirty))
    for row in (*new, *dirty):
        shadow(connection, row.__tablename__, row.id)
    for row in new:
        entity_rows.insert(connection, row)
    for row in dirty:
        if changed := entity_rows.changes(row):
            entity_rows.update(connection, row, changed)


def _synced(rows: Iterable[object]) -> list[Synced]:
    return [row for row in rows if isinstance(row, Synced)]


def _capture(session: Session, context: UOWTransaction) -> None:
    """Note what a flush changed."""
    del context
    session.info[_PATCHES] += _patches(session)


def _patches(session: Session) -> list[dict[str, object]]:
    """New roots, their children (events before the changes they tell of), changed fields, and last what moves a ticket.

    A move takes the ticket to another team's scope, out of its mover's reach: nothing of the operation may come after.
    """
    if session.deleted:
        raise TypeError("rows are marked dead, never deleted")
    new = _synced(session.new)
    new.sort(key=lambda row: (row.root != row.id, row.__class__ not in (Event, IncidentEvent), row.id))
    dirty = _synced(session.dirty)
    moves = [row for row in new if isinstance(row, Event) and row.kind is EventKind.TEAM]
    changes = [patch for row in dirty if (patch := _changed(row))]
    return [_made(row) for row in new if row not in moves] + changes + [_made(row) for row in moves]


@cache
def _rules(kind: type[Synced]) -> dict[str, Rule]:
    """The names of an entity's fields, each with its rule."""
    return {a.key: Rule(a.columns[0].info["rule"]) for a in inspect(kind).column_attrs}


@cache
def _told(kind: type[Synced]) -> tuple[str, ...]:
    """The names of the fields that a new row tells of."""
    return tuple(key for key, rule in _rules(kind).items() if rule is not Rule.STAMP and key != "id")


def _made(row: Synced) -> dict[str, object]:
    values = {key: _stored(value) for key in _told(type(row)) if (value := getattr(row, key)) is not None}
    return {"t": row.__tablename__, "k": row.id, "new": values}


def _changed(row: Synced) -> dict[str, object] | None:
    sets: dict[str, object] = {}
    expects: dict[str, object] = {}
    counts: dict[str, object] = {}
    rules = _rules(type(row))
    for key, (former, present) in entity_rows.changes(row).items():
        rule = rules[key]
        if rule in (Rule.STAMP, Rule.EVENT):
            continue
        if rule is Rule.APPEND:
            raise TypeError(f"{row.__tablename__}.{key} is set once and never changed")
        before, after = _stored(former), _stored(present)
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


def _seal(
    connection: sqlite3.Connection, what: str, at: datetime, me: Author, patches: list[dict[str, object]]
) -> None:
    key = new_id(at)
    (since,) = connection.execute("select cursor from _meta").fetchone()
    body = json.dumps({"id": key, "do": patches, "since": since}, ensure_ascii=False)
    connection.execute(
        "insert into _op(id, login, what, at, body) values (?, ?, ?, ?, ?)",
        (key, me.login or me.id, what, to_micros(at), body),
    )
