"""The moves of SPEC 7.5: every pair, who may make it, and what it asks for."""

from __future__ import annotations

from itertools import product

import pytest

from console.models import incident_workflow as workflow
from console.models.incident_kinds import Duty, IncidentStatus
from console.models.incident_workflow import Mover
from console.models.kinds import Category, Code, Refused, Role, Severity

S = IncidentStatus
MAY_FOLLOW = {
    S.REPORTED: {S.ACKNOWLEDGED, S.INVESTIGATING, S.RESOLVING, S.MONITORING, S.RESOLVED, S.CLOSED},
    S.ACKNOWLEDGED: {S.INVESTIGATING, S.RESOLVING, S.MONITORING, S.RESOLVED, S.CLOSED},
    S.INVESTIGATING: {S.RESOLVING, S.MONITORING, S.RESOLVED, S.CLOSED},
    S.RESOLVING: {S.MONITORING, S.RESOLVED, S.CLOSED},
    S.MONITORING: {S.INVESTIGATING, S.RESOLVED, S.CLOSED},
    S.RESOLVED: {S.INVESTIGATING, S.CLOSED},
    S.CLOSED: {S.INVESTIGATING},
}
"""SPEC 7.5, written down a second time."""

COMMANDER = Mover(frozenset({Role.COMMANDER}))
AGENT = frozenset({Role.AGENT})
SCRIBE = Mover(AGENT, frozenset({Duty.SCRIBE}))
EXPERT = Mover(AGENT, frozenset({Duty.EXPERT}))
HANDLER = Mover(AGENT, handles=True)
LEAD = Mover(frozenset({Role.LEAD}))
ADMIN = Mover(frozenset({Role.ADMIN}))
WORKER = Mover(frozenset({Role.WORKER}))


def refusal(status: S, target: S, mover: Mover = COMMANDER, reason: str = "because") -> Code | None:
    """Why the move is refused; None where it is not."""
    try:
        workflow.check_move(status, target, mover, reason)
    except Refused as error:
        return error.code
    return None


@pytest.mark.parametrize(("status", "target"), list(product(S, S)))
def test_a_commander_makes_the_legal_moves_and_no_other(status: S, target: S) -> None:
    legal = target in MAY_FOLLOW[status]
    assert refusal(status, target) == (None if legal else Code.ILLEGAL_STATUS)
    assert (target in workflow.choices(status)) == legal


@pytest.mark.parametrize(
    ("status", "target", "allowed"),
    [
        (S.REPORTED, S.ACKNOWLEDGED, (SCRIBE, EXPERT, HANDLER)),
        (S.REPORTED, S.INVESTIGATING, ()),
        (S.INVESTIGATING, S.RESOLVED, (SCRIBE,)),
        (S.RESOLVED, S.CLOSED, ()),
        (S.RESOLVED, S.INVESTIGATING, (WORKER,)),
        (S.CLOSED, S.INVESTIGATING, (LEAD, WORKER)),
    ],
)
def test_who_is_no_commander_moves_what_their_duty_allows(status: S, target: S, allowed: tuple[Mover, ...]) -> None:
    """SPEC 1.3: a responder acknowledges, scribe and communications lead resolve, a lead reopens what is closed.

    SPEC 7.10: the service account reopens what fires again.
    """
    for mover in (SCRIBE, EXPERT, HANDLER, LEAD, ADMIN, WORKER, Mover(AGENT)):
        assert refusal(status, target, mover) == (None if mover in allowed else Code.ROLE_NEEDED)


@pytest.mark.parametrize(
    ("status", "target"),
    [(S.REPORTED, S.CLOSED), (S.RESOLVING, S.CLOSED), (S.MONITORING, S.INVESTIGATING), (S.CLOSED, S.INVESTIGATING)],
)
def test_a_false_alarm_and_a_way_back_need_a_reason(status: S, target: S) -> None:
    assert refusal(status, target, reason=" ") is Code.REASON_NEEDED
    assert refusal(status, target) is None


def test_forward_moves_need_none() -> None:
    assert refusal(S.REPORTED, S.RESOLVED, reason="") is None
    assert refusal(S.RESOLVED, S.CLOSED, reason="") is None


def test_targets_are_those_of_each_severity() -> None:
    """SPEC 7.1."""
    every = [(workflow.RESPONSE[s], workflow.CADENCE[s], workflow.RESOLUTION[s]) for s in Severity]
    assert every == [(15, 30, 120), (60, 120, 240), (240, 240, 1440), (1440, 1440, 4320)]


def test_an_incident_lasted_as_long_as_its_impact_where_that_is_known() -> None:
    """CLI.md: `duration_seconds`."""
    assert workflow.lasted(1, 5, 3, 9) == 4
    assert workflow.lasted(1, None, 3, 9) == 6
    assert workflow.lasted(None, None, 3, None) is None


def test_what_is_unknown_is_not_none_of_it() -> None:
    """SPEC 7.3."""
    unknown = workflow.suggested_severity(None, None, None, Category.UNCLASSIFIED)
    assert (unknown.severity, unknown.confirmed) == (Severity.MEDIUM, False)
    nobody = workflow.suggested_severity(0, None, None, Category.UNCLASSIFIED)
    assert (nobody.severity, nobody.confirmed) == (Severity.LOW, True)


@pytest.mark.parametrize(
    ("check", "allowed"),
    [
        (workflow.check_commands, (COMMANDER,)),
        (workflow.check_writes, (COMMANDER, SCRIBE)),
        (workflow.check_responds, (COMMANDER, SCRIBE, EXPERT, HANDLER)),
    ],
)
def test_who_may_command_rule_and_respond(check: object, allowed: tuple[Mover, ...]) -> None:
    assert callable(check)
    for mover in (COMMANDER, SCRIBE, EXPERT, HANDLER, LEAD, ADMIN, WORKER):
        if mover in allowed:
            check(mover)
        else:
            with pytest.raises(Refused):
                check(mover)
