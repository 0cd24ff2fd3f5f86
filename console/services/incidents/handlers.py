"""What each command on an incident does, one function each, on the entities of one transaction.

Promise: an incident, its event and its timeline entry change together or not at all; the command that takes a change
back is answered where there is one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import func, select

from console.models import incident_workflow as workflow
from console.models import triage
from console.models.incident import WHOLE, Incident, TimelineEntry
from console.models.incident_kinds import INCIDENTS, EntryKind, IncidentEventKind, IncidentStatus
from console.models.kinds import Availability, Category, Code, Refused, Severity, iso
from console.models.people import Person
from console.services import communications, response_start
from console.services.bus import Changed
from console.services.desk import Done, Handler, handled
from console.services.incidents import links, roles, tasks
from console.services.incidents.commands import (
    AddEntry,
    DeclareIncident,
    MergeIncident,
    MoveIncident,
    PinEntry,
    SetCategory,
    SetCommander,
    SetEvidence,
    SetFindings,
    SetHandler,
    SetSeverity,
)
from console.services.incidents.noting import changed, check_seen, colleague, enter, mover_of, reasoned
from console.services.tickets import texts
from console.services.transaction import Transaction

FINDINGS = "root_cause resolution_summary resolution_details impact_began_at impact_ended_at".split()
"""The fields of what was found out, as the command and the incident name them."""
MOST_USERS = 2**53
"""More than there are; what JSON keeps exactly."""


def declare(tx: Transaction, command: DeclareIncident, *, numbers: bool) -> Done:
    """A new incident, as a person reports it."""
    return changed(declared(tx, command, numbers=numbers))


def declared(tx: Transaction, command: DeclareIncident, *, numbers: bool, most: Severity | None = None) -> Incident:
    """A new incident with its severity, category, handler, first entry and response (SPEC 7.6).

    An admin's rule may say how grave it is at `most`; a breach of security keeps its own least.
    """
    title, description = texts.title(command.title), texts.description(command.description)
    _check_evidence(command)
    category = command.category or triage.suggest_category(f"{title}\n{description}").category
    suggested = workflow.suggested_severity(command.users, command.impact, command.availability, category)
    severity = suggested.severity
    if most is not None and category is not Category.SECURITY_BREACH:
        severity = max(severity, most, key=tuple(Severity).index)
    handler = _free_expert(tx, category)
    made = Incident(
        id=tx.new_id(),
        title=title,
        description=description,
        reporter=tx.me.id,
        affected_users=command.users,
        business_impact=command.impact,
        availability=_millionths(command.availability),
        severity=severity,
        category=category,
        status=IncidentStatus.REPORTED,
        restricted=category is Category.SECURITY_BREACH,
        handler=handler,
        affected_services=[],
        causes=[],
        reported_at=tx.at,
        assigned_at=tx.at if handler else None,
    )
    begin(tx, made, numbers=numbers)
    tx.noted(made, IncidentEventKind.CREATED, None, IncidentStatus.REPORTED)
    enter(tx, made, EntryKind.DECLARED, f"{severity} {category}")
    response_start.begin(tx, made)
    return made


def _check_evidence(command: DeclareIncident | SetEvidence) -> None:
    if command.users is not None and not 0 <= command.users <= MOST_USERS:
        raise Refused(Code.BAD_VALUE, place="affected_users", value=command.users)
    if command.availability is not None and not 0 <= command.availability <= 100:
        raise Refused(Code.BAD_VALUE, place="availability", value=command.availability)


def _millionths(percent: float | None) -> int | None:
    return None if percent is None else round(percent * WHOLE / 100)


def begin(tx: Transaction, incident: Incident, *, numbers: bool) -> None:
    """Put a new incident where it belongs; it gets its number where numbers are given here."""
    if numbers:
        incident.number = (tx.session.scalar(select(func.max(Incident.number))) or 0) + 1
    tx.add(incident, scope=None if incident.restricted else INCIDENTS)


def _free_expert(tx: Transaction, category: Category) -> str | None:
    """The least busy expert of the category; where only one person works, that person is on call (SPEC 1.5, 7.6)."""
    working = select(Person).where(Person.login.is_not(None), Person.dead.is_(False)).order_by(Person.id)
    staff = [person for person in tx.session.scalars(working) if person.roles]
    free = [person for person in staff if person.availability is Availability.AVAILABLE]
    experts = [person for person in free if person.skills.get(category.value)] or (free if len(staff) == 1 else [])
    open_ones = select(Incident.handler, func.count()).where(
        Incident.status.not_in(sorted(workflow.ENDS)), Incident.dead.is_(False)
    )
    busy = {row[0]: int(row[1]) for row in tx.session.execute(open_ones.group_by(Incident.handler))}
    order = sorted(experts, key=lambda person: (busy.get(person.id, 0), -person.skills.get(category.value, 0)))
    return order[0].id if order else None


def move(tx: Transaction, command: MoveIncident) -> Done:
    """Go on, or back to the investigation."""
    incident = tx.get(Incident, command.incident)
    before = incident.status
    check_seen("status", command.expect, before)
    if before is command.target:
        return Done(incident.id)
    reason = texts.reason(command.reason)
    workflow.check_move(before, command.target, mover_of(tx, incident), reason)
    tx.noted(incident, IncidentEventKind.STATUS, before, command.target, reason)
    incident.move(command.target, tx.at, mover_of(tx, incident), reason)
    enter(tx, incident, EntryKind.STATUS, reasoned(command.target, reason))
    return Done(incident.id, Changed(tickets=links.settle(tx, incident), incidents=frozenset({incident.id})))


def set_severity(tx: Transaction, command: SetSeverity) -> Done:
    """Rule the severity with a rationale."""
    incident, rationale = tx.get(Incident, command.incident), texts.body(command.rationale, "reason")
    before = incident.severity
    check_seen("severity", command.expect, before)
    workflow.check_writes(mover_of(tx, incident))
    if before is command.severity:
        return Done(incident.id)
    tx.noted(incident, IncidentEventKind.SEVERITY, before, command.severity, rationale)
    incident.severity = command.severity
    enter(tx, incident, EntryKind.SEVERITY, reasoned(command.severity, rationale))
    return changed(incident, SetSeverity(incident.id, before, rationale, command.severity))


def set_category(tx: Transaction, command: SetCategory) -> Done:
    """Confirm or change the category; a response in which nothing was done yet goes by the new one."""
    incident = tx.get(Incident, command.incident)
    before = incident.category
    check_seen("category", command.expect, before)
    workflow.check_responds(mover_of(tx, incident))
    if before is command.category:
        return Done(incident.id)
    tx.noted(incident, IncidentEventKind.CATEGORY, before, command.category)
    incident.category = command.category
    enter(tx, incident, EntryKind.CATEGORY, command.category)
    response_start.follow(tx, incident)
    return changed(incident, SetCategory(incident.id, before, command.category))


def add_entry(tx: Transaction, command: AddEntry) -> Done:
    """One more entry; nothing happened later than now."""
    incident, text = tx.get(Incident, command.incident), texts.body(command.text, "text")
    if command.at is not None and command.at > tx.at:
        raise Refused(Code.BAD_VALUE, place="event_at", value=iso(command.at))
    if command.corrects is not None and tx.get(TimelineEntry, command.corrects).root != incident.id:
        raise Refused(Code.NOT_FOUND, what="timeline_entry")
    kind = EntryKind.CORRECTION if command.corrects else command.kind
    entry = enter(tx, incident, kind, text)
    entry.event_at = command.at or tx.at
    entry.evidence, entry.corrects = texts.optional(command.evidence, "evidence"), command.corrects
    return changed(incident)


def pin_entry(tx: Transaction, command: PinEntry) -> Done:
    """Keep an entry in sight."""
    entry = tx.get(TimelineEntry, command.entry)
    if entry.pinned == command.pinned:
        return Done(entry.root)
    entry.pinned = command.pinned
    return changed(tx.get(Incident, entry.root), PinEntry(entry.id, not command.pinned))


def merge(tx: Transaction, command: MergeIncident) -> Done:
    """Close an incident for another that goes on; both timelines tell."""
    incident, target = tx.get(Incident, command.incident), tx.get(Incident, command.into)
    if target.id == incident.id or target.duplicate_of is not None:
        raise Refused(Code.BAD_VALUE, place="duplicate_of", value=target.title)
    before, reason = incident.status, texts.reason(command.reason) or target.title
    mover = mover_of(tx, incident)
    workflow.check_move(before, IncidentStatus.CLOSED, mover, reason)
    tx.noted(incident, IncidentEventKind.STATUS, before, IncidentStatus.CLOSED, reason)
    tx.noted(incident, IncidentEventKind.DUPLICATE, None, target.id)
    incident.move(IncidentStatus.CLOSED, tx.at, mover, reason)
    incident.duplicate_of = target.id
    enter(tx, incident, EntryKind.STATUS, reasoned(IncidentStatus.CLOSED, reason))
    enter(tx, target, EntryKind.NOTE, incident.title)
    turned = links.carry_over(tx, incident, target)
    return Done(incident.id, Changed(tickets=turned, incidents=frozenset({incident.id, target.id})))


def set_handler(tx: Transaction, command: SetHandler) -> Done:
    """Give it to somebody who works here."""
    incident = tx.get(Incident, command.incident)
    before = incident.handler
    workflow.check_commands(mover_of(tx, incident))
    if before == command.handler:
        return Done(incident.id)
    _told_of(tx, incident, IncidentEventKind.HANDLER, before, command.handler)
    incident.handler, incident.assigned_at = command.handler, tx.at if command.handler else None
    return changed(incident, SetHandler(incident.id, before))


def set_commander(tx: Transaction, command: SetCommander) -> Done:
    """Put somebody in command."""
    incident = tx.get(Incident, command.incident)
    before = incident.commander
    workflow.check_commands(mover_of(tx, incident))
    if before == command.commander:
        return Done(incident.id)
    _told_of(tx, incident, IncidentEventKind.COMMANDER, before, command.commander)
    incident.commander = command.commander
    roles.end_command(tx, incident)
    return changed(incident, SetCommander(incident.id, before))


def _told_of(
    tx: Transaction, incident: Incident, kind: IncidentEventKind, before: str | None, after: str | None
) -> None:
    """Who takes over stands in the history and on the timeline; raises Refused for who does not work here."""
    person = colleague(tx, after) if after else None
    tx.noted(incident, kind, before, after)
    enter(tx, incident, EntryKind.ROLE, f"{kind}: {person.name if person else '-'}")


def set_evidence(tx: Transaction, command: SetEvidence) -> Done:
    """What is known of its reach, by whoever works on it."""
    incident = tx.get(Incident, command.incident)
    workflow.check_responds(mover_of(tx, incident))
    _check_evidence(command)
    before = incident.affected_users, incident.business_impact, incident.availability
    after = command.users, command.impact, _millionths(command.availability)
    if before == after:
        return Done(incident.id)
    tx.noted(incident, IncidentEventKind.EVIDENCE, *(json.dumps(evidence) for evidence in (before, after)))
    incident.affected_users, incident.business_impact, incident.availability = after
    users, impact, part = before
    return changed(incident, SetEvidence(incident.id, users, impact, None if part is None else part * 100 / WHOLE))


def set_findings(tx: Transaction, command: SetFindings) -> Done:
    """Cause, resolution and the time of the impact, by whoever works on it."""
    incident = tx.get(Incident, command.incident)
    workflow.check_responds(mover_of(tx, incident))
    began, ended = command.impact_began_at, command.impact_ended_at
    if began is not None and ended is not None and ended < began:
        raise Refused(Code.BAD_VALUE, place="impact_ended_at", value=iso(ended))
    before = SetFindings(incident.id, *(getattr(incident, name) for name in FINDINGS))
    for name in FINDINGS:
        value = getattr(command, name)
        setattr(incident, name, texts.description(value) or None if isinstance(value, str) else value)
    return changed(incident, before)


def all_handlers(*, numbers: bool = True) -> Mapping[type, Handler]:
    """Who carries out which command of this slice; `numbers`: whether new incidents are numbered here."""
    return dict(
        (
            handled(DeclareIncident, lambda tx, command: declare(tx, command, numbers=numbers)),
            handled(MoveIncident, move),
            handled(SetSeverity, set_severity),
            handled(SetCategory, set_category),
            handled(AddEntry, add_entry),
            handled(PinEntry, pin_entry),
            handled(MergeIncident, merge),
            handled(SetHandler, set_handler),
            handled(SetCommander, set_commander),
            handled(SetEvidence, set_evidence),
            handled(SetFindings, set_findings),
            *roles.all_handlers().items(),
            *tasks.all_handlers().items(),
            *links.all_handlers().items(),
            *communications.all_handlers().items(),
        )
    )
