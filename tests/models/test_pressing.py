"""The clock a list shows: which it is, and how much of its time is gone."""

from __future__ import annotations

import pytest

from console.models.kinds import ClockKind, ClockState
from console.models.pressing import LATEST, Pressing, coded, decoded, foremost
from console.models.sla import pressing
from tests.models.clocking import CATALOGUES, history, micros

RUNNING = Pressing(ClockKind.NEXT_RESPONSE, ClockState.RUNNING, 100, 175, 200)
PAUSED = Pressing(ClockKind.RESOLUTION, ClockState.PAUSED, 100, LATEST, LATEST)
COVERED = Pressing(ClockKind.RESOLUTION, ClockState.COVERED, 100, LATEST, LATEST)


@pytest.mark.parametrize("one", [RUNNING, PAUSED, COVERED, None])
def test_a_clock_comes_out_of_its_numbers_as_it_went_in(one: Pressing | None) -> None:
    assert decoded(*coded(one)) == one


def test_the_one_due_first_is_shown_and_a_paused_one_last() -> None:
    later = Pressing(ClockKind.FIRST_RESPONSE, ClockState.RUNNING, 0, 300, 400)
    assert foremost([PAUSED, later, RUNNING]) == RUNNING
    assert foremost([PAUSED, COVERED]) == COVERED
    assert foremost([]) is None


@pytest.mark.parametrize(("now", "share"), [(50, 0.0), (100, 0.0), (150, 0.5), (175, 0.75), (200, 1.0), (225, 1.25)])
def test_the_share_of_its_time_grows_from_start_by_warning_to_due(now: int, share: float) -> None:
    assert RUNNING.used(now) == share
    assert PAUSED.used(now) == 0


def test_a_ticket_presses_by_whatever_is_due_first() -> None:
    ruled = CATALOGUES["plain"]
    assert pressing(history(), ruled) == Pressing(
        ClockKind.FIRST_RESPONSE, ClockState.RUNNING, micros("02 10:00"), micros("02 14:00"), micros("02 15:00")
    )
    answered = pressing(history("02 10:30 reply", "02 11:00 asks"), ruled)
    assert answered is not None
    assert (answered.clock, answered.due) == (ClockKind.NEXT_RESPONSE, micros("02 16:00"))
    waiting = pressing(history("02 10:30 reply", "02 11:00 wait"), ruled)
    assert waiting == Pressing(ClockKind.RESOLUTION, ClockState.PAUSED, micros("02 10:00"), LATEST, LATEST)
    assert pressing(history("02 10:30 reply", "02 11:00 resolve"), ruled) is None
    again = pressing(history("02 10:30 reply", "02 14:00 resolve", "03 09:00 open"), ruled)
    assert again is not None
    assert again.due == micros("05 15:00")
