"""What a refused operation on an incident meant, as the command that means it.

Promise: a change of an incident is done again by the handler of its command; a declaration is put there again under its
own id, so that what hangs on it can be redone too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from console.models.base import Synced
from console.models.incident import WHOLE, Incident
from console.models.incident_kinds import Duty, EntryKind, IncidentEventKind, IncidentStatus, OfferState, TaskState
from console.models.incident_work import IncidentTicket
from console.models.kinds import Category, Severity, from_micros
from console.models.message_kinds import MessageKind
from console.services.communications import by_language
from console.services.desk import Done
from console.services.incidents import handlers
from console.services.incidents.commands import (
    AddEntry,
    IncidentCommand,
    MergeIncident,
    MoveIncident,
    PinEntry,
    SendMessage,
    SetCategory,
    SetCommander,
    SetEvidence,
    SetFindings,
    SetHandler,
    SetSeverity,
)
from console.services.incidents.noting import changed
from console.services.incidents.work_commands import (
    AskTask,
    LinkToIncident,
    MoveRole,
    MoveTask,
    OfferRole,
    UnlinkFromIncident,
)
from console.services.sync.attention import Part, new_parts, values
from console.services.sync.patches import entity, reason_of, text_of
from console.services.transaction import Transaction

_OF_RESPONSES = frozenset({"response", "step_run", "approval", "evidence_item"})
_EVIDENCE = ("affected_users", "business_impact", "availability")


def is_response(parts: list[Part]) -> bool:
    """Whether it tells of a response alone: what a step did is done or not, and telling it again would do neither."""
    tables = {part["t"] for part in parts}
    return "incident" not in tables and not tables.isdisjoint(_OF_RESPONSES)


def step_of(parts: list[Part]) -> str:
    """The step such an operation tells of; "" where it tells of the whole response."""
    return next((str(values(part)["step"]) for part in parts if "step" in values(part)), "")


def intents(tx: Transaction, parts: list[Part]) -> Iterator[IncidentCommand]:
    """The command an operation was made by, first; none for a declaration."""
    if new_parts(parts, "incident"):
        return
    yield from _of_work(parts)
    for part in parts:
        if part["t"] == "incident":
            yield from _of_fields(tx.get(Incident, str(part["k"])), parts, values(part, "set"))
        if part["t"] == "timeline_entry" and "set" in part:
            yield PinEntry(str(part["k"]), bool(values(part, "set").get("pinned")))
    yield from _of_links(tx, parts)
    messages = new_parts(parts, "communication")
    for part in messages:
        yield _message(values(part))
    for part in () if messages else new_parts(parts, "timeline_entry"):
        yield _entry(values(part))


def _of_work(parts: list[Part]) -> Iterator[IncidentCommand]:
    """What was asked of somebody, or answered."""
    for part in parts:
        if part["t"] == "incident_role":
            yield _role(str(part["k"]), values(part), values(part, "set"))
        if part["t"] == "incident_task":
            yield _task(str(part["k"]), values(part), values(part, "set"))


def _of_links(tx: Transaction, parts: list[Part]) -> Iterator[IncidentCommand]:
    """Which tickets were linked, or taken off."""
    added = [values(part) for part in new_parts(parts, "incident_ticket")]
    if added:
        yield LinkToIncident(str(added[0]["root"]), tuple(str(row["ticket"]) for row in added))
    dropped = [tx.get(IncidentTicket, str(p["k"])) for p in parts if p["t"] == "incident_ticket" and "set" in p]
    if dropped:
        yield UnlinkFromIncident(dropped[0].root, tuple(row.ticket for row in dropped))


def _role(key: str, new: Mapping[str, object], changes: Mapping[str, object]) -> OfferRole | MoveRole:
    if changes:
        return MoveRole(key, OfferState(str(changes["state"])))
    kind = text_of(new.get("category"))
    return OfferRole(str(new["root"]), Duty(str(new["duty"])), str(new["person"]), Category(kind) if kind else None)


def _task(key: str, new: Mapping[str, object], changes: Mapping[str, object]) -> AskTask | MoveTask:
    if changes:
        return MoveTask(key, TaskState(str(changes["state"])), text_of(changes.get("result")) or "")
    return AskTask(str(new["root"]), str(new["title"]), str(new["person"]), int(str(new["minutes"])))


def _message(row: Mapping[str, object]) -> SendMessage:
    """A message the hub refused has not been sent to anybody."""
    subject, body = (by_language(json.dumps(row[name])) for name in ("subject", "body"))
    groups = row["groups"] if isinstance(row["groups"], list) else []
    kind = MessageKind(str(row["kind"]))
    return SendMessage(str(row["root"]), kind, subject, body, tuple(map(str, groups)), bool(row["public"]))


def _of_fields(incident: Incident, parts: list[Part], new: Mapping[str, object]) -> Iterator[IncidentCommand]:
    key = incident.id
    if "status" in new:
        target, reason = IncidentStatus(str(new["status"])), reason_of(parts, IncidentEventKind.STATUS)
        into = text_of(new.get("duplicate_of"))
        yield MergeIncident(key, into, reason) if into else MoveIncident(key, target, reason)
    if "severity" in new:
        yield SetSeverity(key, Severity(str(new["severity"])), reason_of(parts, IncidentEventKind.SEVERITY))
    if "category" in new:
        yield SetCategory(key, Category(str(new["category"])))
    if "handler" in new:
        yield SetHandler(key, text_of(new["handler"]))
    if "commander" in new:
        yield SetCommander(key, text_of(new["commander"]))
    if not new.keys().isdisjoint(_EVIDENCE):
        users, impact, part = (new.get(name, getattr(incident, name)) for name in _EVIDENCE)
        percent = None if part is None else int(str(part)) * 100 / WHOLE
        known = None if users is None else int(str(users))
        yield SetEvidence(key, known, Severity(str(impact)) if impact else None, percent)
    if not new.keys().isdisjoint(handlers.FINDINGS):
        yield _findings(incident, new)


def _findings(incident: Incident, new: Mapping[str, object]) -> SetFindings:
    """What was found out, as it was to be; what was not touched stays as it is today."""
    cause, summary, details, *instants = (new.get(name, getattr(incident, name)) for name in handlers.FINDINGS)
    began, ended = (from_micros(at) if isinstance(at, int) else at for at in instants)
    return SetFindings(
        incident.id,
        text_of(cause),
        text_of(summary),
        text_of(details),
        began if isinstance(began, datetime) else None,
        ended if isinstance(ended, datetime) else None,
    )


def _entry(row: Mapping[str, object]) -> AddEntry:
    at = row["event_at"]
    return AddEntry(
        str(row["root"]),
        str(row["text"]),
        from_micros(at) if isinstance(at, int) else None,
        EntryKind(str(row["kind"])),
        str(row.get("evidence") or ""),
        text_of(row.get("corrects")),
    )


def declared_again(tx: Transaction, parts: list[Part], *, numbers: bool) -> Done:
    """Put a new incident there again, whole."""
    (part,) = new_parts(parts, "incident")
    made = entity(part, Incident)
    handlers.begin(tx, made, numbers=numbers)
    for child in parts:
        if child is not part:
            tx.add(entity(child, Synced), made.id, made.scope)
    return changed(made)
