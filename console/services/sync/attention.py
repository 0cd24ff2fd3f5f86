"""What the hub refused: shown whole, and then kept in part, done again on today's values, or discarded.

Promise: a refused operation stays until a person has dealt with it; what takes its place is a new operation by the
same rules as any command, in the same transaction that lets the old one go.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime

from console.models import incident_workflow, workflow
from console.models.incident_kinds import IncidentStatus
from console.models.kinds import Code, EventKind, Refused, Role, Status, from_micros
from console.models.values import dataclass
from console.services.sync.article_cards import ARTICLE_MAKERS, article_outdated, article_titled

Part = Mapping[str, object]
"""A patch as it stands in an operation: "t", "k", and "new", or "set" with "expect"."""

_CONSEQUENCES = frozenset(
    "updated_at first_responded_at acknowledged_at resolved_at closed_at wake_at cycle resolution duplicate_of"
    " assigned_at signed_by signed_at done_at".split()
)
"""Fields that change along with others; nobody means them."""
_AGAIN = frozenset({"RedoRefused", "KeepRefused", "MergeRefused"})
TEXTS = frozenset({"title", "description"})
"""Fields of words, of which two people's changes can be merged."""
_SETTERS = {
    "status": "SetStatus",
    "impact": "SetImpact",
    "urgency": "SetImpact",
    "priority": "SetPriority",
    "type": "SetType",
    "title": "SetTitle",
    "description": "SetDescription",
    "assignee": "Assign",
    "requester": "SetRequester",
}
"""The command that means to change a field of a ticket; the first that fits."""
_RULERS = {
    "status": "MoveIncident",
    "severity": "SetSeverity",
    "category": "SetCategory",
    "handler": "SetHandler",
    "commander": "SetCommander",
    **dict.fromkeys(("affected_users", "business_impact", "availability"), "SetEvidence"),
    **dict.fromkeys(("root_cause", "resolution_summary", "resolution_details"), "SetFindings"),
    **dict.fromkeys(("impact_began_at", "impact_ended_at"), "SetFindings"),
}
"""The same for an incident."""
CHANGED, ILLEGAL, FORBIDDEN = "DS001", "DS002", "42501"


@dataclass(frozen=True, slots=True)
class Clash:
    """One field an operation was about; people and teams by name, everything else as it is stored."""

    field: str
    expected: str | None
    """What its author saw; None also where they did not look."""
    mine: str | None
    theirs: str | None
    """What it is now."""

    @property
    def can_merge(self) -> bool:
        """Whether these are words that differ."""
        return self.field in TEXTS and None not in (self.mine, self.theirs) and self.mine != self.theirs


@dataclass(frozen=True, slots=True)
class RefusedOperation:
    """One operation the hub did not take."""

    id: str
    what: str
    """The name of the command that made it."""
    at: datetime
    ticket: str | None
    """The id of the ticket it was about; None for an incident or a saved view."""
    number: int | None
    title: str
    code: str
    """As the hub said it: an SQLSTATE, or DS001 to DS009."""
    message: str
    reason: Refused
    """The same as a sentence for `words.refusal`."""
    fields: tuple[Clash, ...]
    texts: tuple[str, ...]
    """Messages and notes in it, which can be kept alone."""


@dataclass(frozen=True, slots=True)
class RefusedOperations:
    """Ask for everything the hub refused and nobody has dealt with, oldest first."""

    def answer(self, connection: sqlite3.Connection) -> tuple[RefusedOperation, ...]:
        """One row an operation."""
        found = connection.execute(
            "select id, what, at, body, code, message from _op where state = 'refused' order by n"
        ).fetchall()
        return tuple(_shown(connection, row) for row in found)


def _shown(db: sqlite3.Connection, row: tuple[str, str, int, str, str | None, str | None]) -> RefusedOperation:
    key, what, at, body, code, message = row
    parts: list[Part] = json.loads(body)["do"]
    about = subject(db, parts)
    title = about.title or article_titled(db, parts)
    fields = tuple(_clashes(db, parts))
    told = code or "", message or ""
    reason = _reason(db, told, about, parts, fields)
    said = [*new_parts(parts, "message"), *new_parts(parts, "article_version")]
    texts = tuple(str(values(part)["body"]) for part in said)
    shown = about.ticket, about.number, title
    return RefusedOperation(key, _meant(what, parts), from_micros(at), *shown, *told, reason, fields, texts)


def _meant(what: str, parts: list[Part]) -> str:
    """The command an operation stands for; one that was redone or kept before is told by what it changes."""
    if what not in _AGAIN:
        return what
    changed = {name for part in parts if part["t"] == "ticket" for name in values(part, "set")}
    signs = (
        ("CreateTicket", new_parts(parts, "ticket")),
        ("AddMessage", new_parts(parts, "message")),
        ("Transfer", [part for part in new_parts(parts, "event") if values(part)["kind"] == EventKind.TEAM]),
        *((command, field in changed) for field, command in _SETTERS.items()),
        ("SetTags", [part for part in parts if part["t"] == "tag"]),
        ("LinkTickets", [part for part in parts if part["t"] == "link"]),
        (
            "SetAvailability",
            [part for part in parts if part["t"] == "person" and "availability" in values(part, "set")],
        ),
        ("SaveView", [part for part in parts if part["t"] == "saved_view"]),
        *((command, new_parts(parts, table)) for table, command in ARTICLE_MAKERS.items()),
        *_of_incidents(parts),
    )
    return next((command for command, is_meant in signs if is_meant), what)


def _of_incidents(parts: list[Part]) -> Iterator[tuple[str, object]]:
    changed = {name for part in parts if part["t"] == "incident" for name in values(part, "set")}
    yield "DeclareIncident", new_parts(parts, "incident")
    yield "MergeIncident", [part for part in parts if values(part, "set").get("duplicate_of")]
    yield from ((command, field in changed) for field, command in _RULERS.items())
    yield from _of_reviews(parts)
    yield "AddEntry", new_parts(parts, "timeline_entry")
    yield "PinEntry", [part for part in parts if part["t"] == "timeline_entry"]


def _of_reviews(parts: list[Part]) -> Iterator[tuple[str, object]]:
    reviews, actions = ([part for part in parts if part["t"] == table] for table in ("review", "action_item"))
    changed = {name for part in (*reviews, *actions) for name in values(part, "set")}
    yield "AddAction", new_parts(parts, "action_item")
    yield "EndAction", actions and "state" in changed
    yield "ChangeAction", actions
    yield "MoveReview", reviews and "state" in changed
    yield "SetReviewer", reviews and changed & {"reviewer", "review_at"}
    yield "WriteReview", reviews
    yield "LinkRecurrence", [one for one in new_parts(parts, "incident_event") if values(one)["kind"] == "RECURRENCE"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an operation is about, as far as it is known here."""

    table: str
    """"ticket", "incident", or "" for what is neither."""
    id: str | None
    number: int | None
    title: str

    @property
    def ticket(self) -> str | None:
        """Its id, where it is a ticket."""
        return self.id if self.table == "ticket" else None


def subject(db: sqlite3.Connection, parts: list[Part]) -> Subject:
    """The ticket or incident an operation is about, with its number and title."""
    for table in ("ticket", "incident"):
        if key := subject_of(parts, table) or (table == "incident" and _hung_on(db, parts)):
            held = db.execute(f"select number, title from {table} where id = ?", (key,)).fetchone()
            return Subject(table, key, *(held or (None, _titled(parts))))
    return Subject("", None, None, _titled(parts))


def _hung_on(db: sqlite3.Connection, parts: list[Part]) -> str:
    """The incident of the rows an operation only changes; "" where they are of none."""
    for part in parts:
        if part["t"] in ("timeline_entry", "review", "action_item"):
            found = db.execute(f"select root from {part['t']} where id = ?", (part["k"],)).fetchone()
            if found is not None:
                return str(found[0])
    return ""


def _titled(parts: list[Part]) -> str:
    return next((str(values(part)["title"]) for part in parts if "title" in values(part)), "")


def subject_of(parts: list[Part], table: str) -> str | None:
    """The ticket, or incident, an operation is about: the one it makes, changes, or says something on."""
    from console.models.shape import shapes

    for part in parts:
        if part["t"] == table:
            return str(part["k"])
    hanging = [part for part in parts if shapes()[str(part["t"])].root == table]
    roots = (str(values(part)["root"]) for part in hanging if values(part).get("root", part["k"]) != part["k"])
    return next(roots, None)


def values(part: Part, name: str = "new") -> Mapping[str, object]:
    """What a patch says of a row; empty where it says nothing of the kind."""
    found = part.get(name)
    return found if isinstance(found, dict) else {}


def new_parts(parts: list[Part], table: str) -> list[Part]:
    """The patches that make rows of a table."""
    return [part for part in parts if part["t"] == table and "new" in part]


def _clashes(db: sqlite3.Connection, parts: list[Part]) -> Iterator[Clash]:
    changes = [part for part in parts if part["t"] in ("ticket", "incident", "review", "action_item") and "set" in part]
    expected: dict[str, object] = {}
    for part in reversed(changes):  # a field that moves twice was first expected as its first move says
        expected |= values(part, "expect")
    for field, mine in {field: new for part in changes for field, new in values(part, "set").items()}.items():
        if field not in _CONSEQUENCES:
            yield _clash(db, changes[0], field, expected.get(field), mine)
    for part in new_parts(parts, "event"):
        said = values(part)
        if said["kind"] == EventKind.TEAM:
            yield _clash(db, {"t": "ticket", "k": said["root"]}, "team", said.get("from_value"), said.get("to_value"))


def _clash(db: sqlite3.Connection, row: Part, field: str, expected: object, mine: object) -> Clash:
    from console.models.shape import shapes

    shape, found = shapes()[str(row["t"])], None
    if field in shape.names:
        found = db.execute(f"select {field} from {shape.table} where id = ?", (row["k"],)).fetchone()
    return Clash(field, *(_named(db, value) for value in (expected, mine, found[0] if found else None)))


def _named(db: sqlite3.Connection, value: object) -> str | None:
    if value is None:
        return None
    sql = "select name from person where id = ?1 union all select name from team where id = ?1"
    found = db.execute(sql, (str(value),)).fetchone()
    return str(found[0] if found else value)


def _reason(
    db: sqlite3.Connection, told: tuple[str, str], about: Subject, parts: list[Part], fields: tuple[Clash, ...]
) -> Refused:
    code, message = told
    made = any(part["k"] == about.id and "new" in part for part in parts)
    here = about.id and db.execute(f"select status from {about.table} where id = ?", (about.id,)).fetchone()
    if about.id is not None and not made and here is None:
        return Refused(Code.NOT_FOUND, what=about.table)
    if code == CHANGED and (outdated := _outdated(fields) or article_outdated(db, parts)):
        return outdated
    target = next((clash.mine for clash in fields if clash.field == "status"), None)
    if code == ILLEGAL and here and target:
        return _illegal(Status(here[0]), Status(target)) if about.ticket else _astray(here[0], target)
    if code == FORBIDDEN:
        return Refused(Code.OPERATION_FORBIDDEN)
    return Refused(Code.OPERATION_UNSETTLED, reason=f"{code} {message}".strip())


def _outdated(fields: tuple[Clash, ...]) -> Refused | None:
    for clash in fields:
        if clash.expected is not None and clash.expected != clash.theirs:
            said = {"field": clash.field, "expected": clash.expected, "found": clash.theirs}
            return Refused(Code.CHANGED_MEANWHILE, **said)
    return None


def _illegal(now: Status, target: Status) -> Refused:
    allowed = workflow.choices(now)
    if target in allowed:
        return Refused(Code.ROLE_NEEDED, role=Role.LEAD)
    return Refused(Code.ILLEGAL_STATUS, status=now, target=target, allowed=allowed)


def _astray(now: str, target: str) -> Refused:
    status = IncidentStatus(now)
    return Refused(
        Code.ILLEGAL_STATUS, status=status, target=IncidentStatus(target), allowed=incident_workflow.choices(status)
    )
