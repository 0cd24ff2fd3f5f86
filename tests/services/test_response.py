"""The response to an incident: begun once, gathered, gone through; what changes something waits (SPEC 8)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.models.incident_kinds import Duty, ImpactLevel, OfferState
from console.models.kinds import Category, Code, PolicyKind, Refused
from console.models.runbook_kinds import Finding, Part, ProcessState, Result, StepState
from console.services.incidents.commands import DeclareIncident, SetHandler
from console.services.incidents.queries import OpenIncident
from console.services.incidents.work_commands import MoveRole, OfferRole
from console.services.incidents.work_queries import OpenRoles
from console.services.people import WhoAmI
from console.services.response import Responder
from console.services.runbooks import RuledAt
from console.services.tickets.commands import CreateTicket, PublishPolicy
from tests.support.peers import Automation, Peer, serving
from tests.support.responding import BOOK, Platform, Response, responding


@pytest.fixture
def platform() -> Platform:
    return Platform(Automation(["ok"]))


@pytest.fixture
def peer(platform: Platform) -> Iterator[Peer]:
    with serving(platform.answer) as running:
        yield running


@pytest.fixture
def response(tmp_path: Path, peer: Peer) -> Iterator[Response]:
    with responding(tmp_path, peer.port) as made:
        yield made


def code(act: object, *given: object, **named: object) -> Code:
    assert callable(act)
    with pytest.raises(Refused) as caught:
        act(*given, **named)
    return caught.value.code


def test_two_starts_are_one(response: Response) -> None:
    first, second = response.responder.start(response.incident), response.responder.start(response.incident)
    assert (first.id, first.started_at) == (second.id, second.started_at)
    assert response.timeline().count("INITIATED SYSTEM_UNAVAILABLE") == 1


def test_what_is_unclassified_has_no_runbook(response: Response) -> None:
    other = response.services.desk.do(DeclareIncident("Odd", category=Category.UNCLASSIFIED)).subject
    assert code(response.responder.start, other) is Code.NO_RUNBOOK


def test_healthy_it_is_looked_at_verified_and_complete(response: Response, platform: Platform) -> None:
    platform.healthy = True
    response.responder.start(response.incident)
    row = response.responder.go_on(response.incident, Part.DIAGNOSE)
    assert [(step.step, step.state) for step in row.steps] == [("look", StepState.ENDED)]
    assert row.state is ProcessState.EXECUTING
    response.responder.go_on(response.incident)
    assert response.step("restart").state is StepState.WAITING
    response.responder.approve(response.step("restart").id)
    assert response.work() == 1
    row = response.responder.go_on(response.incident)
    assert (row.state, row.ended_at is None) == (ProcessState.COMPLETED, False)
    assert [step.step for step in row.steps] == ["look", "restart", "healthy"]


def test_not_verified_it_goes_on_to_the_further_actions_and_waits_for_two(
    response: Response, platform: Platform
) -> None:
    platform.heals = False
    response.responder.start(response.incident)
    response.responder.go_on(response.incident)
    response.responder.approve(response.step("restart").id)
    response.work()
    row = response.responder.go_on(response.incident)
    assert [(step.step, step.state) for step in row.steps][2:] == [
        ("healthy", StepState.ENDED),
        ("move", StepState.WAITING),
    ]
    response.responder.approve(response.step("move").id)
    assert code(response.responder.approve, response.step("move").id) is Code.APPROVED_ALREADY
    assert response.work() == 0
    assert response.step("move").state is StepState.WAITING


def test_a_restart_of_the_console_goes_on_where_it_stood(tmp_path: Path, peer: Peer) -> None:
    with responding(tmp_path, peer.port) as before:
        before.responder.start(before.incident)
        stood = before.responder.go_on(before.incident)
        again = Response(before.services, before.incident)
        assert Responder(again.services.ground).go_on(again.incident) == stood
    assert [asked.path for asked in peer.asked] == ["/look"]


def test_a_new_version_of_the_runbook_does_not_change_what_was_begun(response: Response) -> None:
    response.responder.start(response.incident)
    newer = BOOK.replace("{recovery}", "").replace('id = "look"', 'id = "watch"')
    response.services.desk.do(PublishPolicy(PolicyKind.RUNBOOK, "SYSTEM_UNAVAILABLE", {"text": newer}))
    ruled = response.services.desk.ask(RuledAt(response.services.clock.now()))
    assert ruled.books[Category.SYSTEM_UNAVAILABLE].steps[0].id == "watch"
    row = response.responder.go_on(response.incident)
    assert row.steps[0].step == "look"


def test_what_cannot_be_read_is_not_published(response: Response) -> None:
    for kind, text in ((PolicyKind.RUNBOOK, "category = 1"), (PolicyKind.ALLOWED, "[places.x]\nscheme = 'x'")):
        assert code(response.services.desk.do, PublishPolicy(kind, "x", {"text": text})) is Code.RUNBOOK_WRONG


def test_evidence_is_kept_and_what_follows_is_written_to_the_incident(response: Response) -> None:
    for n in range(12):
        response.services.desk.do(CreateTicket(f"系统宕机 {n}"))
    response.services.desk.do(CreateTicket("A new keyboard, please"))
    response.responder.start(response.incident)
    analysis = response.responder.gather(response.incident)
    assert (analysis.reports, analysis.level) == (12, ImpactLevel.MEDIUM)
    assert response.services.desk.ask(OpenIncident(response.incident)).impact is ImpactLevel.MEDIUM
    response.responder.gather(response.incident)
    with response.services.store.read() as connection:
        kept = connection.execute("select source, count from evidence_item").fetchall()
    assert [tuple(row) for row in kept] == [("tickets", 12)] * 2


def test_a_person_says_what_only_a_person_can_tell(response: Response) -> None:
    response.responder.start(response.incident)
    response.responder.go_on(response.incident, Part.ROLLBACK)
    tell = response.step("tell")
    assert tell.state is StepState.WAITING
    response.responder.say(tell.id, "all told", done=True)
    assert response.result("tell") is Result.PASSED
    assert code(response.responder.say, tell.id, "again", done=True) is Code.STEP_NOT_WAITING
    assert code(response.responder.rule, tell.id, Result.PASSED, "x") is Code.STEP_NOT_WAITING


def test_a_check_that_fails_may_be_waived_by_name(response: Response) -> None:
    response.responder.start(response.incident)
    response.responder.go_on(response.incident, Part.VERIFICATION)
    healthy = response.step("healthy")
    assert response.result("healthy") is Result.FAILED
    response.responder.waive(healthy.id, "the probe is wrong")
    outcome = response.step("healthy").outcome
    assert outcome is not None
    assert (outcome.finding, response.row.stands[-1].waived) == (Finding.WAIVED, True)


def test_who_accepted_a_duty_responds_as_long_as_they_hold_it(response: Response) -> None:
    desk, incident = response.services.desk, response.incident
    me = desk.ask(WhoAmI()).id
    desk.do(OfferRole(incident, Duty.EXPERT, me))
    desk.do(SetHandler(incident, None))
    with response.services.store.bulk() as connection:
        connection.execute("update person set roles = ?", ('["agent"]',))
    response.responder.start(incident)
    response.responder.go_on(incident, Part.ROLLBACK)
    response.responder.say(response.step("tell").id, "told", done=True)
    (held,) = desk.ask(OpenRoles(incident))
    desk.do(MoveRole(held.id, OfferState.ENDED))
    assert code(response.responder.go_on, incident) is Code.ROLE_NEEDED


def test_a_response_may_be_given_up(response: Response) -> None:
    response.responder.start(response.incident)
    response.responder.abandon(response.incident)
    assert response.row.state is ProcessState.ABANDONED
