"""Time boxes, and who may ask and answer."""

from __future__ import annotations

import pytest

from console.models.incident_duties import Box, answers, offers, time_box, works
from console.models.incident_kinds import Duty, OfferState, TaskState
from console.models.incident_workflow import Mover
from console.models.kinds import ClockState, Role

MINUTE = 60_000_000
COMMANDER, AGENT = Mover(frozenset({Role.COMMANDER})), Mover(frozenset({Role.AGENT}))
HANDLER, SCRIBE = Mover(AGENT.roles, handles=True), Mover(AGENT.roles, frozenset({Duty.SCRIBE}))


@pytest.mark.parametrize(
    ("accepted", "ended", "now", "done", "stands"),
    [
        (None, None, 9, False, Box(ClockState.NOT_APPLICABLE, None, 0)),
        (0, None, 19, False, Box(ClockState.RUNNING, 20 * MINUTE, 19 * MINUTE)),
        (0, None, 20, False, Box(ClockState.MISSED, 20 * MINUTE, 20 * MINUTE)),
        (0, 20, 90, True, Box(ClockState.MET, 20 * MINUTE, 20 * MINUTE)),
        (0, 21, 90, True, Box(ClockState.MISSED, 20 * MINUTE, 21 * MINUTE)),
        (0, 3, 90, False, Box(ClockState.NOT_APPLICABLE, None, 0)),
    ],
)
def test_a_box_of_twenty_minutes(accepted: int | None, ended: int | None, now: int, done: bool, stands: Box) -> None:
    begun, over = (None if one is None else one * MINUTE for one in (accepted, ended))
    assert time_box(begun, over, 20, now * MINUTE, done=done) == stands


def test_who_responds_calls_in_experts_and_a_commander_offers_the_rest() -> None:
    assert all(offers(COMMANDER, duty) for duty in Duty)
    assert [duty for duty in Duty if offers(HANDLER, duty)] == [Duty.EXPERT]
    assert not any(offers(AGENT, duty) for duty in Duty)


def test_an_offer_is_answered_by_its_person_and_ended_by_who_took_over() -> None:
    assert answers(AGENT, Duty.SCRIBE, OfferState.ACCEPTED, own=True)
    assert not answers(COMMANDER, Duty.SCRIBE, OfferState.ACCEPTED, own=False)
    assert [answers(one, Duty.SCRIBE, OfferState.ENDED, own=False) for one in (COMMANDER, SCRIBE, HANDLER)] == [
        *(True, True, False)
    ]


def test_a_task_is_accepted_by_its_person_and_ended_by_who_responds_or_asked() -> None:
    assert not works(COMMANDER, TaskState.ACCEPTED, own=False, asked=True)
    assert [works(one, TaskState.DONE, own=False, asked=False) for one in (COMMANDER, HANDLER, SCRIBE, AGENT)] == [
        *(True, True, True, False)
    ]
    assert works(AGENT, TaskState.DROPPED, own=False, asked=True)
