"""Duties on an incident: offered, accepted or declined, ended (SPEC 7.7).

Promise: there is one commander and one of every other duty but experts; who takes over ends what was before in the same
transaction, and the timeline tells each step.
"""

from __future__ import annotations

from collections.abc import Mapping

from console.models import incident_duties
from console.models.incident import Incident
from console.models.incident_kinds import Duty, EntryKind, IncidentEventKind, OfferState
from console.models.incident_work import IncidentRole
from console.models.kinds import Code, Refused, Role
from console.models.people import Person
from console.services.desk import Done, Handler, handled
from console.services.incidents.noting import changed, colleague, enter, mover_of
from console.services.incidents.work_commands import MoveRole, OfferRole
from console.services.transaction import Transaction

OPEN = (OfferState.OFFERED, OfferState.ACCEPTED)


def offer(tx: Transaction, command: OfferRole) -> Done:
    """Offer a duty; the same offer again changes nothing."""
    incident, person = tx.get(Incident, command.incident), colleague(tx, command.person)
    if not incident_duties.offers(mover_of(tx, incident), command.duty):
        raise Refused(Code.ROLE_NEEDED, role=Role.COMMANDER)
    if command.duty is Duty.COMMANDER and Role.COMMANDER not in person.roles:
        raise Refused(Code.CANNOT_COMMAND, name=person.name)
    is_expert = command.duty is Duty.EXPERT
    category = (command.category or incident.category) if is_expert else None
    standing = [one for one in tx.find(IncidentRole, root=incident.id, duty=command.duty) if one.state in OPEN]
    if any(one.person == person.id and one.category is category for one in standing):
        return Done(incident.id)
    for one in standing:
        if one.state is OfferState.OFFERED and not is_expert:
            _go(tx, incident, one, OfferState.ENDED)
    own = person.id == tx.me.id
    made = IncidentRole(
        id=tx.new_id(),
        duty=command.duty,
        person=person.id,
        category=category,
        author=tx.me.id,
        offered_at=tx.at,
        state=OfferState.ACCEPTED if own else OfferState.OFFERED,
        answered_at=tx.at if own else None,
    )
    tx.add(made, incident.id, incident.scope)
    _tell(tx, incident, made)
    if own:
        _take_over(tx, incident, made)
    return changed(incident, MoveRole(made.id, OfferState.ENDED))


def move(tx: Transaction, command: MoveRole) -> Done:
    """Answer an offer, or end a duty."""
    role = tx.get(IncidentRole, command.role)
    incident, own = tx.get(Incident, role.root), role.person == tx.me.id
    if role.state is command.target:
        return Done(incident.id)
    if (role.state, command.target) not in incident_duties.OFFER_MOVES:
        raise Refused(Code.CHANGED_MEANWHILE, field="status", expected=OfferState.OFFERED, found=role.state)
    if not incident_duties.answers(mover_of(tx, incident), role.duty, command.target, own=own):
        raise Refused(Code.NOT_ASKED_OF_YOU, name=colleague(tx, role.person).name)
    commands = role.duty is Duty.COMMANDER and role.state is OfferState.ACCEPTED
    _go(tx, incident, role, command.target)
    if command.target is OfferState.ACCEPTED:
        _take_over(tx, incident, role)
    elif commands and incident.commander == role.person:
        _command(tx, incident, None)
    return changed(incident)


def end_command(tx: Transaction, incident: Incident) -> None:
    """Somebody was put in command past all offers: what was offered or held before is over."""
    for one in tx.find(IncidentRole, root=incident.id, duty=Duty.COMMANDER):
        if one.state in OPEN and one.person != incident.commander:
            _go(tx, incident, one, OfferState.ENDED)


def _take_over(tx: Transaction, incident: Incident, role: IncidentRole) -> None:
    """The one who accepted has it now, before whoever had it has it no longer: else nobody might end that."""
    tx.session.flush()
    if role.duty is Duty.COMMANDER:
        _command(tx, incident, role.person)
    if role.duty is not Duty.EXPERT:
        for one in tx.find(IncidentRole, root=incident.id, duty=role.duty, state=OfferState.ACCEPTED):
            if one is not role:
                _go(tx, incident, one, OfferState.ENDED)


def _command(tx: Transaction, incident: Incident, person: str | None) -> None:
    if incident.commander != person:
        tx.noted(incident, IncidentEventKind.COMMANDER, incident.commander, person)
        incident.commander = person


def _go(tx: Transaction, incident: Incident, role: IncidentRole, target: OfferState) -> None:
    role.state = target
    if target is OfferState.ENDED:
        role.ended_at = tx.at
    else:
        role.answered_at = tx.at
    _tell(tx, incident, role)


def _tell(tx: Transaction, incident: Incident, role: IncidentRole) -> None:
    person = tx.get(Person, role.person)
    tx.noted(incident, IncidentEventKind.ROLE, None, role.person, f"{role.duty} {role.state}")
    enter(tx, incident, EntryKind.ROLE, f"{role.duty} {role.state}: {person.name}")


def all_handlers() -> Mapping[type, Handler]:
    """Who carries out which command on duties."""
    return dict((handled(OfferRole, offer), handled(MoveRole, move)))
