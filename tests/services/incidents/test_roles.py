"""Duties on an incident: who is offered what, who takes over, and what that lets them do (SPEC 1.3, 7.7)."""

from __future__ import annotations

from console.models.incident_kinds import Duty, EntryKind, IncidentStatus, OfferState
from console.models.kinds import Category, Code, Role, Severity
from console.services.incidents.commands import DeclareIncident, MoveIncident, SetCommander, SetSeverity
from console.services.incidents.queries import OpenIncident, Timeline
from console.services.incidents.work_commands import MoveRole, OfferRole
from console.services.incidents.work_queries import OpenRoles, RoleRow
from tests.support.desk import Office

OFFERED, ACCEPTED, ENDED = OfferState.OFFERED, OfferState.ACCEPTED, OfferState.ENDED


def declared(office: Office) -> str:
    return office.do(DeclareIncident("Nobody can sign in", category=Category.AUTHENTICATION_FAILURE)).subject


def roles(office: Office, incident: str) -> tuple[RoleRow, ...]:
    return office.ask(OpenRoles(incident))


def stand(office: Office, incident: str) -> list[tuple[Duty, str, OfferState]]:
    return [(one.duty, one.name, one.state) for one in roles(office, incident)]


def act_as(office: Office, person: str) -> None:
    office.execute("update _meta set person = ?", person)


def test_a_command_is_handed_over_when_it_is_accepted_and_both_are_told(office: Office) -> None:
    me, incident, ines = office.me, declared(office), office.hire("Ines", "ines")
    mine = office.services.me.name
    office.do(OfferRole(incident, Duty.COMMANDER, me))
    assert office.code(OfferRole(incident, Duty.COMMANDER, ines)) is Code.CANNOT_COMMAND
    act_as(office, ines)
    office.be(Role.AGENT, Role.COMMANDER)
    act_as(office, me)
    office.do(OfferRole(incident, Duty.COMMANDER, ines))
    assert stand(office, incident) == [(Duty.COMMANDER, mine, ACCEPTED), (Duty.COMMANDER, "Ines", OFFERED)]
    assert office.ask(OpenIncident(incident)).commander_id == me
    offer = roles(office, incident)[-1].id
    assert office.code(MoveRole(offer, ACCEPTED)) is Code.NOT_ASKED_OF_YOU
    act_as(office, ines)
    office.do(MoveRole(offer, ACCEPTED))
    assert stand(office, incident) == [(Duty.COMMANDER, "Ines", ACCEPTED)]
    assert office.ask(OpenIncident(incident)).commander_id == ines
    assert [e.text for e in office.ask(Timeline(incident)) if e.kind is EntryKind.ROLE] == [
        f"COMMANDER ACCEPTED: {mine}",
        "COMMANDER OFFERED: Ines",
        "COMMANDER ACCEPTED: Ines",
        f"COMMANDER ENDED: {mine}",
    ]
    office.do(MoveRole(offer, ENDED))
    assert office.ask(OpenIncident(incident)).commander_id is None
    office.do(SetCommander(incident, me))
    assert stand(office, incident) == [(Duty.COMMANDER, mine, ACCEPTED)]


def test_a_scribe_rules_severity_and_resolves_an_expert_does_not(office: Office) -> None:
    me, incident = office.me, declared(office)
    tomas, vera = office.hire("Tomas", "tomas"), office.hire("Vera", "vera")
    office.do(OfferRole(incident, Duty.SCRIBE, tomas))
    office.do(OfferRole(incident, Duty.EXPERT, vera))
    assert [one.category for one in roles(office, incident)] == [None, Category.AUTHENTICATION_FAILURE]
    scribe, expert = (one.id for one in roles(office, incident))
    grave = SetSeverity(incident, Severity.CRITICAL, "two sites")
    act_as(office, tomas)
    assert office.code(grave) is Code.ROLE_NEEDED
    office.do(MoveRole(scribe, ACCEPTED))
    office.do(grave)
    act_as(office, vera)
    office.do(MoveRole(expert, ACCEPTED))
    assert office.code(SetSeverity(incident, Severity.LOW, "no")) is Code.ROLE_NEEDED
    assert office.code(MoveIncident(incident, IncidentStatus.RESOLVED)) is Code.ROLE_NEEDED
    office.do(MoveIncident(incident, IncidentStatus.ACKNOWLEDGED))
    assert office.code(OfferRole(incident, Duty.DEPUTY, vera)) is Code.ROLE_NEEDED
    office.do(OfferRole(incident, Duty.EXPERT, tomas, Category.CONFIGURATION_ERROR))
    act_as(office, tomas)
    office.do(MoveIncident(incident, IncidentStatus.RESOLVED))
    office.do(MoveRole(scribe, ENDED))
    assert office.code(grave) is Code.ROLE_NEEDED
    act_as(office, me)


def test_of_a_duty_one_holds_the_last_to_accept_has_it(office: Office) -> None:
    incident = declared(office)
    tomas, vera = office.hire("Tomas", "tomas"), office.hire("Vera", "vera")
    office.do(OfferRole(incident, Duty.DEPUTY, tomas))
    first = office.do(OfferRole(incident, Duty.DEPUTY, vera))
    assert office.do(OfferRole(incident, Duty.DEPUTY, vera)).undo is None
    assert stand(office, incident) == [(Duty.DEPUTY, "Vera", OFFERED)]
    act_as(office, vera)
    office.do(MoveRole(roles(office, incident)[0].id, ACCEPTED))
    act_as(office, office.me)
    office.do(OfferRole(incident, Duty.DEPUTY, tomas))
    act_as(office, tomas)
    office.do(MoveRole(roles(office, incident)[1].id, ACCEPTED))
    assert stand(office, incident) == [(Duty.DEPUTY, "Tomas", ACCEPTED)]
    assert first.undo is not None
    assert office.do(first.undo).subject == incident
