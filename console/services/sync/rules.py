"""What a hub asks of one patch before it becomes rows: rights, sight, legality, the event that tells of it.

Promise: pure checks over the rows as they are; `apply` yields what to write and has written nothing when it raises.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from console.models import workflow
from console.models.incident_kinds import INCIDENTS, IncidentStatus
from console.models.kinds import COMMON_SHELF, Channel, Direction, EventKind, Role, Status
from console.models.review_kinds import REVIEWERS, ReviewState
from console.models.rights import rights
from console.models.shape import Kind, Shape, shapes
from console.services.sync import incident_rules, review_rules, rows
from console.services.sync.rows import Patch, Row, part

ID_LIMIT, TITLE_LIMIT, TEXT_LIMIT = 64, 300, 200_000
"""Characters of an id, a title, a body; the same bounds stand in the PostgreSQL hub as CHECKs."""

_DIGEST = re.compile("[0-9a-f]{64}")
"""A sha-256 in hex: consoles keep the content in a file of that name."""

LOADABLE = (
    "person",
    "ticket",
    "message",
    "attachment",
    "event",
    "link",
    "tag",
    "saved_view",
    "article_category",
    "article",
    "article_version",
    "article_vote",
    "article_view",
    "article_use",
    "search_event",
    "incident",
    "incident_event",
    "timeline_entry",
    "response",
    "step_run",
    "approval",
    "evidence_item",
    "incident_role",
    "incident_task",
    "incident_ticket",
    "review",
    "action_item",
    "incident_alert",
)
"""Tables a bulk load may fill; teams, and people who sign in, are an admin's to make."""

NUMBERED = ("ticket", "incident")
"""Tables whose rows the hub numbers, each from 1."""

BEGINNINGS = {
    "ticket": ("status", Status.NEW),
    "incident": ("status", IncidentStatus.REPORTED),
    "review": ("state", ReviewState.DRAFT),
}
"""Where new rows of a table stand."""

EVENTS = {"event": "ticket", "incident_event": "incident"}
"""Tables of events, and what their events happen to."""

WORK = ("incident_role", "incident_task")
"""Tables of what people are asked on an incident: each has rules of its own about who may answer."""

AUTHORED = (
    *(*EVENTS, "message", "attachment", "timeline_entry", "approval", "response", "step_run"),
    *(*WORK, "incident_ticket", "communication"),
)
"""Tables whose rows are told by somebody: by who signed in, whatever the client says."""

REVIEWED = ("review", "action_item")
"""The same of the analysis of an incident, where changes keep rules as well."""

GUARDED = {"ticket": ("status", "priority", "type"), "incident": ("status", "severity", "category")}
"""Fields that change only with their event in the same operation, before it; its kind is their name (SPEC 1.6)."""

NOTED = ("article_version", "article_vote", "article_view", "article_use", "search_event")
"""Tables of what somebody did about an article: its author is who signed in, but for what the worker takes in for
requesters.
"""

_STAMPED = {"approval": "recorded_at", "communication": "sent_at"}
"""Which column of what somebody says is now."""
_SPOKEN = {Channel.PHONE.value, Channel.HOTLINE.value, Channel.ON_SITE.value}


class Rejected(Exception):
    """One operation breaks a rule of the hub; the others go on."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


class Caller:
    """Who pushes, and when: the person, their roles and scopes, the hub's instant in microseconds; `since` is that of
    the commit they knew, before which nothing they tell of happened.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        login: str,
        scopes: frozenset[str],
        now: int,
        since: int = 0,
        shown: Callable[[str], int | None] = lambda _: None,
    ) -> None:
        """`shown` tells the number a new row is shown with already, by its id."""
        found = db.execute("select id, roles from person where login = ? and dead = 0", (login,)).fetchone()
        if found is None:
            raise Rejected("28000", "no such person")
        self.person = str(found[0])
        self.roles = {role for role in Role if f'"{role.value}"' in found[1]}
        self.scopes = scopes
        self.now = now
        self.since = since
        self.shown = shown

    def may(self, table: str, columns: Mapping[str, object], *, new: bool) -> bool:
        """Whether one of the roles may give these columns of a new row, or change them in an old one."""
        for role in self.roles:
            right = rights()[role].get(table)
            if right is not None and columns.keys() <= (right.insert if new else right.update):
                return True
        return False


@dataclass(slots=True)
class Told:
    """Events an operation has told and that no change has used yet."""

    _open: dict[tuple[str, str], list[object]] = field(default_factory=dict)

    def tell(self, ticket: str, kind: str, value: object) -> None:
        """An event says that a guarded field of `ticket` becomes `value`."""
        self._open.setdefault((ticket, kind), []).append(value)

    def use(self, ticket: str, kind: str, value: object) -> None:
        """A change of a guarded field; raises Rejected when no event told of it."""
        if value not in self._open.get((ticket, kind), []):
            raise Rejected("DS003", f"{kind} without its event")
        self._open[ticket, kind].remove(value)

    def check_used_up(self) -> None:
        """An event nothing followed would be a lie to every clock and statistic."""
        if any(self._open.values()):
            raise Rejected("DS003", "an event without its change")


Written = tuple[Shape, Row, Row | None]
"""A row to write and the row it replaces."""


def apply(db: sqlite3.Connection, caller: Caller, told: Told, patch: Patch) -> Iterator[Written]:
    """The rows one patch writes, as `caller` may; raises Rejected."""
    shape = shapes().get(str(patch.get("t")))
    if shape is None:
        raise Rejected("42P01", "no such table")
    key = str(patch.get("k"))
    if "new" in patch:
        yield from _inserted(db, caller, told, shape, key, part(patch, "new"))
    else:
        yield from _revived(db, _updated(db, caller, told, shape, key, patch))


def _inserted(
    db: sqlite3.Connection, caller: Caller, told: Told, shape: Shape, key: str, values: Mapping[str, object]
) -> Iterator[Written]:
    if not caller.may(shape.table, values, new=True):
        raise Rejected("42501", shape.table)
    if rows.read(db, shape, key) is not None:
        raise Rejected("23505", shape.table)
    row = rows.fresh(shape, key, values)
    _check_owner(db, caller, shape, row)
    row["scope"] = landing(db, shape, row)
    if row["scope"] not in caller.scopes:
        raise Rejected("42501", shape.table)
    _authored(caller, shape, row)
    root = rows.read(db, shapes()[shape.root], str(row["root"])) if shape.root != shape.table else None
    if shape.table in EVENTS and root is not None:
        _tell(told, shape, row, root)
    if shape.table in BEGINNINGS:
        _begin(db, caller, told, shape.table, row)
    if shape.table == "attachment":
        _check_whole(db, row)
    check(shape, row)
    _check_work(db, caller, shape, None, row)
    yield shape, row, None
    if shape.table == "event" and row["kind"] == EventKind.TEAM and root is not None:
        yield from _moved(db, root, row)


def landing(db: sqlite3.Connection, shape: Shape, row: Row) -> object:
    """The scope a row belongs in: a child lives where its root lives, a ticket in its team's scope, a view with its
    owner, all else on the common shelf.  Raises Rejected when there is no such place.
    """
    if shape.root != shape.table:
        found = db.execute(f"select scope from {shape.root} where id = ?", (row["root"],)).fetchone()
        if found is None:
            raise Rejected("42501", shape.table)
        return found[0]
    if row["root"] != row["id"]:
        raise Rejected("23514", "root")
    if shape.table == "ticket":
        return _own_scope(db, row["team"])
    if shape.table == "incident":
        if row["restricted"]:
            raise Rejected("42501", "a restricted incident stays on its console")
        return INCIDENTS
    if shape.table == "saved_view" and db.execute("select 1 from team where id = ?", (row["owner"],)).fetchone():
        return _own_scope(db, row["owner"])
    return COMMON_SHELF


def _check_owner(db: sqlite3.Connection, caller: Caller, shape: Shape, row: Row) -> None:
    """A view of somebody else's is a lead's to make, a person who signs in an admin's (SPEC 1.3)."""
    if shape.table == "saved_view" and row["owner"] != caller.person and not caller.roles & {Role.LEAD, Role.ADMIN}:
        raise Rejected("42501", shape.table)
    if shape.table == "person" and (row["login"] is not None or row["roles"] not in (None, [])):
        raise Rejected("42501", "people who sign in are made by an admin")
    if shape.table == "policy":
        _check_policy(db, caller, row)


def _check_policy(db: sqlite3.Connection, caller: Caller, row: Row) -> None:
    """A team's is its lead's to rule, everybody's an admin's (SPEC 1.3); versions follow each other, and none takes
    effect before it was published (SPEC 4.1).
    """
    if Role.ADMIN not in caller.roles and (row["owner"] is None or _own_scope(db, row["owner"]) not in caller.scopes):
        raise Rejected("42501", "policy")
    if row["owner"] is not None:
        _own_scope(db, row["owner"])
    last = "select coalesce(max(version), 0) from policy where kind = ? and owner is ? and name = ?"
    if row["version"] != db.execute(last, (row["kind"], row["owner"], row["name"])).fetchone()[0] + 1:
        raise Rejected("DS001", "policy")
    row["author"], row["published_at"] = caller.person, caller.now
    if isinstance(row["effective_at"], int):
        row["effective_at"] = max(row["effective_at"], caller.now)


def _own_scope(db: sqlite3.Connection, team: object) -> object:
    found = db.execute("select own_scope from team where id = ?", (team,)).fetchone()
    if found is None:
        raise Rejected("23503", "team")
    return found[0]


def _authored(caller: Caller, shape: Shape, row: Row) -> None:
    """Author and recorder are who signed in, recorded is now, whatever the client says (SPEC 1.6, 3.4)."""
    if shape.table in (*AUTHORED, *REVIEWED) and shape.table != "message":
        row["author"] = caller.person
    if shape.table in NOTED:
        _noted(caller, row)
    if shape.table in _STAMPED:
        row[_STAMPED[shape.table]] = caller.now
    if shape.table in EVENTS:
        _dated(row, "happened_at", caller.since, caller.now)
    if shape.table == "timeline_entry":
        _dated(row, "event_at", 0, caller.now)
    if shape.table == "incident":
        row["reporter"] = caller.person
    if shape.table == "message":
        _spoken(caller, row)


def _dated(row: Row, claimed: str, earliest: int, now: int) -> None:
    """Recorded now; what is claimed lies between."""
    row["recorded_at"] = now
    at = row[claimed]
    if isinstance(at, int):
        row[claimed] = max(min(at, now), earliest)


def _spoken(caller: Caller, row: Row) -> None:
    if row["direction"] != Direction.IN:
        row["author"], row["recorded_by"] = caller.person, None
    elif Role.WORKER not in caller.roles:
        if row["channel"] not in _SPOKEN:
            raise Rejected("42501", "only what was spoken is written down by staff")
        row["recorded_by"] = caller.person


def _noted(caller: Caller, row: Row) -> None:
    if Role.WORKER not in caller.roles:
        row["author"] = caller.person
    if isinstance(row["created_at"], int):
        row["created_at"] = min(row["created_at"], caller.now)


def _begin(db: sqlite3.Connection, caller: Caller, told: Told, table: str, row: Row) -> None:
    """A new ticket or incident gets its number, and its CREATED event follows it."""
    field, first = BEGINNINGS[table]
    if row[field] != first:
        raise Rejected("DS002", f"it begins as {first}")
    if table not in NUMBERED:
        return
    row["number"] = free_number(db, table, caller.shown(str(row["id"])))
    told.tell(str(row["id"]), "BORN", None)


def free_number(db: sqlite3.Connection, table: str, wanted: object) -> int:
    """The number wanted where it is free in its table, else the one after the highest."""
    if wanted is not None and not db.execute(f"select 1 from {table} where number = ?", (wanted,)).fetchone():
        return int(str(wanted))
    return int(db.execute(f"select coalesce(max(number), 0) + 1 from {table}").fetchone()[0])


def _check_whole(db: sqlite3.Connection, row: Row) -> None:
    """The content must be here before the row that names it, and be what the row says."""
    digest, size = hashlib.sha256(), 0
    for (data,) in db.execute("select data from chunk where id = ? order by n", (row["id"],)):
        digest.update(data)
        size += len(data)
    if digest.hexdigest() != row["sha256"] or size != row["size"]:
        raise Rejected("DS004", "the file did not arrive whole")


def _tell(told: Told, shape: Shape, event: Row, root: Row) -> None:
    """What an event claims to come from is what the hub held; what it promises must follow in its operation."""
    kind, key = str(event["kind"]), str(root["id"])
    if kind == EventKind.CREATED:
        told.use(key, "BORN", None)
    name = kind.lower()
    moves = shape.table == "event" and kind == EventKind.TEAM
    if name not in GUARDED[shape.root] and not moves:
        return
    if moves and event["from_value"] != root["team"]:
        raise Rejected("DS001", "team")
    event["from_value"] = root[name]
    if not moves and event["to_value"] != root[name]:
        told.tell(key, kind, event["to_value"])


def _updated(db: sqlite3.Connection, caller: Caller, told: Told, shape: Shape, key: str, patch: Patch) -> Written:
    changes = {**part(patch, "set"), **part(patch, "inc")}
    if not caller.may(shape.table, changes, new=False):
        raise Rejected("42501", shape.table)
    old = rows.read(db, shape, key)
    if old is None or old["scope"] not in caller.scopes:
        raise Rejected("DS001", shape.table)
    if any(old.get(name) != value for name, value in part(patch, "expect").items()):
        raise Rejected("DS001", shape.table)
    row = rows.patched(shape, old, patch)
    _guard(db, caller, told, shape, old, row)
    check(shape, row)
    _check_work(db, caller, shape, old, row)
    return shape, row, old


def _guard(db: sqlite3.Connection, caller: Caller, told: Told, shape: Shape, old: Row, row: Row) -> None:
    """What a change of this table has to keep besides rights and sight."""
    for name in GUARDED.get(shape.table, ()):
        if row[name] != old[name]:
            told.use(str(old["id"]), name.upper(), row[name])
    if shape.table == "ticket" and row["status"] != old["status"]:
        _check_move(caller, str(old["status"]), str(row["status"]))
    if shape.table == "incident":
        _check_incident(db, caller, old, row)
    if shape.table == "review" and (why := review_rules.settled(old, row, caller.person, caller.now)):
        raise Rejected("DS002", why)
    if shape.table == "action_item" and not caller.roles & set(REVIEWERS) and old["owner"] != caller.person:
        raise Rejected("42501", "action_item")
    owner = {"person": old["id"] if old.get("login") is not None else caller.person, "saved_view": old.get("owner")}
    leads = shape.table == "saved_view" and caller.roles & {Role.LEAD, Role.ADMIN}
    if owner.get(shape.table, caller.person) != caller.person and not leads:
        raise Rejected("42501", shape.table)


def _check_move(caller: Caller, source: str, target: str) -> None:
    legal = Status(target) in workflow.TRANSITIONS[Status(source)]
    if not legal or (source == Status.CLOSED and not caller.roles & workflow.REOPENS_CLOSED):
        raise Rejected("DS002", f"{source} -> {target}")


def _check_work(db: sqlite3.Connection, caller: Caller, shape: Shape, old: Row | None, row: Row) -> None:
    """A duty or a task is asked for, or answered, by who may (SPEC 7.7); so are messages sent (SPEC 1.3)."""
    if shape.table not in (*WORK, "communication"):
        return
    (incident,) = rows.select(db, shapes()["incident"], "id = ?", (row["root"],))
    mover = incident_rules.mover(db, frozenset(caller.roles), caller.person, incident)
    own = row.get("person") == caller.person
    if shape.table == "communication":
        code = "" if mover.writes else incident_rules.FORBIDDEN
    elif old is None:
        code = incident_rules.asked(mover, shape.table, row, own=own)
    else:
        code = incident_rules.answered(mover, shape.table, old, row, own=own, asked=old["author"] == caller.person)
    if code:
        raise Rejected(code, shape.table)


def _check_incident(db: sqlite3.Connection, caller: Caller, old: Row, row: Row) -> None:
    """The table of SPEC 7.5, and who may change what (SPEC 1.3)."""
    if code := incident_rules.changed(incident_rules.mover(db, frozenset(caller.roles), caller.person, old), old, row):
        raise Rejected(code, f"incident: {old['status']} -> {row['status']}")


def _moved(db: sqlite3.Connection, ticket: Row, event: Row) -> Iterator[Written]:
    """A ticket and all its children go to another team's scope; children are stamped anew, so they come whole."""
    scope = _own_scope(db, event["to_value"])
    yield shapes()["ticket"], ticket | {"team": event["to_value"], "scope": scope}, ticket
    for shape, child in children(db, str(ticket["id"])):
        yield shape, child | {"scope": scope}, child


def children(db: sqlite3.Connection, ticket: str) -> list[tuple[Shape, Row]]:
    """All rows that hang on a ticket, in an order that is the same everywhere."""
    return [
        (shape, row)
        for shape in shapes().values()
        if shape.root == "ticket" and shape.table != "ticket"
        for row in rows.select(db, shape, "root = ? order by id", (ticket,))
    ]


def _revived(db: sqlite3.Connection, written: Written) -> Iterator[Written]:
    """A ticket reopened in an archive comes back to its team, whole."""
    shape, row, old = written
    if shape.table == "ticket" and old is not None and old["status"] == Status.CLOSED != row["status"]:
        found = db.execute("select archive_of from scope where id = ?", (row["scope"],)).fetchone()
        if found and found[0]:
            yield shape, row | {"scope": found[0]}, old
            for child_shape, child in children(db, str(row["id"])):
                yield child_shape, child | {"scope": found[0]}, child
            return
    yield written


def check(shape: Shape, row: Row) -> None:
    """Types, words, bounds: what the PostgreSQL hub has as NOT NULL and CHECK; raises Rejected."""
    for column in shape.fields:
        value = row[column.name]
        if value is None:
            if not column.optional and column.name not in ("seq", "at", "who"):
                raise Rejected("23502", column.name)
        elif not _fits(column.kind, value, column.words or None) or _out_of_bounds(column.name, value):
            raise Rejected("23514", column.name)
    if shape.table in NUMBERED and not str(row["title"]).strip():
        raise Rejected("23514", "title")


def limit(column: str) -> int:
    """The most characters a text column may hold."""
    return {"id": ID_LIMIT, "root": ID_LIMIT, "title": TITLE_LIMIT}.get(column, TEXT_LIMIT)


def _out_of_bounds(column: str, value: object) -> bool:
    if column == "sha256":
        return not _DIGEST.fullmatch(str(value))
    if isinstance(value, list | dict):
        return len(rows.dumps(value)) > TEXT_LIMIT
    return isinstance(value, str) and len(value) > limit(column)


def _fits(kind: Kind, value: object, words: tuple[str, ...] | None) -> bool:
    if kind in (Kind.NUMBER, Kind.INSTANT):
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
    if kind is Kind.FLAG:
        return isinstance(value, bool)
    if kind is Kind.JSON:
        return isinstance(value, list | dict)
    return isinstance(value, str) and "\0" not in value and (words is None or value in words)
