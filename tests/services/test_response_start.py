"""How a response begins: with its incident, and with the runbook that fits when the first thing is done (SPEC 7.6)."""

from __future__ import annotations

from console.models.kinds import Category, PolicyKind
from console.models.runbook_kinds import ProcessState, StepState
from console.services.incidents.commands import DeclareIncident, SetCategory
from console.services.response import Responder
from console.services.response_rows import OpenResponse, ResponseRow
from console.services.tickets.commands import PublishPolicy
from tests.support.desk import Office
from tests.support.responding import BOOK

DOWN = DeclareIncident("It is down", category=Category.SYSTEM_UNAVAILABLE)


def response(office: Office, incident: str) -> ResponseRow | None:
    return office.ask(OpenResponse(incident))


def test_it_begins_with_the_incident_and_proposes_its_recovery(office: Office) -> None:
    """SPEC 7.6, 8.6: one operation; the restart of the authentication service waits for its approval."""
    incident = office.do(DeclareIncident("Odd", category=Category.AUTHENTICATION_FAILURE)).subject
    found = response(office, incident)
    assert found is not None
    assert (found.state, found.category) == (ProcessState.INITIATED, Category.AUTHENTICATION_FAILURE)
    assert [(step.state, step.round) for step in found.steps] == [(StepState.WAITING, 1)]
    assert len(office.rows("_op")) == 1
    assert Responder(office.services.ground).start(incident) == found
    assert response(office, office.do(DeclareIncident("Odd", category=Category.UNCLASSIFIED)).subject) is None


def test_the_category_that_is_confirmed_brings_its_runbook(office: Office) -> None:
    incident = office.do(DeclareIncident("Odd", category=Category.UNCLASSIFIED)).subject
    office.do(SetCategory(incident, Category.AUTHENTICATION_FAILURE))
    first = response(office, incident)
    office.do(SetCategory(incident, Category.SYSTEM_UNAVAILABLE))
    second = response(office, incident)
    assert first is not None
    assert second is not None
    assert (second.id, second.category) == (first.id, Category.SYSTEM_UNAVAILABLE)
    assert second.hash != first.hash
    assert [step.state for step in second.steps] == [StepState.SKIPPED]
    office.do(SetCategory(incident, Category.UNCLASSIFIED))
    assert response(office, incident) == second


def test_one_that_is_under_way_stays_with_its_runbook(office: Office) -> None:
    incident = office.do(DOWN).subject
    responder = Responder(office.services.ground)
    office.do(PublishPolicy(PolicyKind.RUNBOOK, "SYSTEM_UNAVAILABLE", {"text": BOOK.replace("{recovery}", "")}))
    begun = responder.start(incident)
    assert responder.book_of(begun).steps[0].id == "look"
    responder.go_on(incident)
    before = response(office, incident)
    office.do(SetCategory(incident, Category.AUTHENTICATION_FAILURE))
    assert response(office, incident) == before
