"""Approved steps are done once, exactly as approved; a doer who vanished leaves them unsure (SPEC 8.5, 8.6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from console.models.kinds import Availability, PolicyKind, Role
from console.models.people import Person
from console.models.runbook_kinds import Finding, Part, ProcessState, Result, StepState
from console.services.tickets.commands import PublishPolicy
from tests.support.peers import Automation, Peer, serving
from tests.support.responding import Platform, Response, responding


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
        made.responder.start(made.incident)
        made.responder.go_on(made.incident)
        yield made


def starts(peer: Peer) -> int:
    return sum(asked.method == "POST" for asked in peer.asked)


def test_nothing_is_done_before_it_is_approved_and_once_after(response: Response, peer: Peer) -> None:
    assert response.work() == 0
    response.responder.approve(response.step("restart").id)
    assert (response.work(), response.work()) == (1, 0)
    assert response.result("restart") is Result.PASSED
    assert starts(peer) == 1
    assert "restart: approved" in response.timeline()
    assert "restart: passed" in response.timeline()


def test_what_was_approved_has_to_be_what_is_done(response: Response, peer: Peer) -> None:
    response.responder.approve(response.step("restart").id)
    other = f'[places.there]\nscheme = "http"\nhost = "127.0.0.1"\nport = {peer.port}\nlogin = "other"\n'
    response.services.desk.do(PublishPolicy(PolicyKind.ALLOWED, "Allowed", {"text": other}))
    response.work()
    outcome = response.step("restart").outcome
    assert outcome is not None
    assert (outcome.result, outcome.finding) == (Result.FAILED, Finding.APPROVAL_STALE)
    assert starts(peer) == 0


def test_only_those_who_may_approve_count(response: Response, peer: Peer) -> None:
    """A row an agent's console wrote past this one's rules moves nothing."""
    row = response.step("restart")
    response.responder.approve(row.id)
    with response.services.store.write("Demote", response.services.clock.now()) as tx:
        tx.get(Person, tx.me.id).roles = [Role.AGENT.value]
    assert response.work() == 0
    assert starts(peer) == 0


def test_two_people_let_what_interrupts_be_done(response: Response, platform: Platform) -> None:
    platform.heals = False
    response.responder.approve(response.step("restart").id)
    response.work()
    response.responder.go_on(response.incident)
    move = response.step("move")
    response.responder.approve(move.id)
    assert response.work() == 0
    _approve_as_somebody_else(response, move.id)
    platform.heals = True
    assert response.work() == 1
    assert response.result("move") is Result.PASSED
    assert response.responder.go_on(response.incident).state is ProcessState.COMPLETED


def _approve_as_somebody_else(response: Response, key: str) -> None:
    from console.models.response import Approval, StepRun

    with response.services.store.write("ApproveStep", response.services.clock.now()) as tx:
        colleague = Person(
            id=tx.new_id(),
            name="Wei",
            login="wei",
            locale=response.services.locale,
            roles=[Role.COMMANDER.value],
            skills={},
            availability=Availability.AVAILABLE,
        )
        tx.add(colleague, scope=None)
        row = tx.get(StepRun, key)
        made = Approval(id=tx.new_id(), step_run=key, hash=row.hash, author=colleague.id, recorded_at=tx.at)
        tx.add(made, row.root, row.scope)


def test_a_failed_step_stops_and_the_response_goes_on_to_verify(tmp_path: Path) -> None:
    platform = Platform(Automation(["bad"]))
    with serving(platform.answer) as peer, responding(tmp_path, peer.port) as response:
        response.responder.start(response.incident)
        response.responder.go_on(response.incident)
        response.responder.approve(response.step("restart").id)
        response.work()
        row = response.responder.go_on(response.incident)
    assert [(step.step, step.state) for step in row.steps][1:] == [
        ("restart", StepState.ENDED),
        ("healthy", StepState.ENDED),
        ("move", StepState.WAITING),
    ]


def test_a_doer_who_vanished_leaves_it_unsure_and_a_person_rules(response: Response, peer: Peer) -> None:
    row = response.step("restart")
    response.responder.approve(row.id)
    response.responder.rows.run(row.id, response.services.clock.now() - timedelta(seconds=1))
    assert response.work() == 0
    assert response.result("restart") is Result.UNSURE
    blocked = response.responder.go_on(response.incident)
    assert [step.step for step in blocked.steps] == ["look", "restart"]
    assert response.responder.go_on(response.incident, Part.ROLLBACK) == blocked
    response.responder.rule(row.id, Result.PASSED, "seen in the log of the automation")
    assert [step.step for step in response.responder.go_on(response.incident).steps][2:3] == ["healthy"]
    assert starts(peer) == 0


def test_a_recovery_is_proposed_at_the_start_and_waits(tmp_path: Path, peer: Peer) -> None:
    with responding(tmp_path, peer.port, policy="propose") as response:
        row = response.responder.start(response.incident)
        assert [(step.step, step.state) for step in row.steps] == [("restart", StepState.WAITING)]
        assert response.work() == 0
        response.responder.approve(response.step("restart").id)
        assert response.work() == 1
        assert [step.step for step in response.responder.go_on(response.incident).steps].count("restart") == 1


def test_an_automatic_recovery_needs_nobody_and_cools_down(tmp_path: Path, peer: Peer) -> None:
    from console.models.kinds import Category
    from console.services.incidents.commands import DeclareIncident

    with responding(tmp_path, peer.port, policy="auto") as response:
        response.responder.start(response.incident)
        assert response.work() == 1
        assert response.result("restart") is Result.PASSED
        again = DeclareIncident("Down again", category=Category.SYSTEM_UNAVAILABLE)
        second = Response(response.services, response.services.desk.do(again).subject)
        second.responder.start(second.incident)
        second.work()
        outcome = second.step("restart").outcome
        assert outcome is not None
        assert outcome.finding is Finding.COOLING_DOWN
    assert starts(peer) == 1
