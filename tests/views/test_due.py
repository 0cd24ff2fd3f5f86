"""What a clock says: from the clock and now alone."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from console.models.kinds import ClockKind, ClockState, Locale
from console.models.pressing import LATEST, Pressing
from console.views.due import MINUTE, SECOND, STEPS, Standing, countdown, standing, waits

HOUR = 60 * MINUTE
REPLY = Pressing(ClockKind.NEXT_RESPONSE, ClockState.RUNNING, 0, 3 * HOUR, 4 * HOUR)


@pytest.mark.parametrize(
    ("now", "kind", "time", "steps"),
    [
        (0, "ok", "4 h left", 0),
        (3 * HOUR - 1, "ok", "1 h left", 44),
        (3 * HOUR, "warn", "1 h left", 45),
        (4 * HOUR - 1, "warn", "0 s left", 59),
        (4 * HOUR, "breach", "0 s over", STEPS),
        (5 * HOUR + 22 * MINUTE, "breach", "1 h 22 m over", STEPS),
    ],
)
def test_a_clock_warns_before_it_is_late_and_is_late_from_its_due_instant_on(
    qtbot: QtBot, now: int, kind: str, time: str, steps: int
) -> None:
    assert standing(REPLY, now, Locale.EN) == Standing(kind, "Reply", time, steps)


@pytest.mark.parametrize(("state", "what"), [(ClockState.PAUSED, "Paused"), (ClockState.COVERED, "By incident")])
def test_a_clock_that_stands_still_counts_nothing(qtbot: QtBot, state: ClockState, what: str) -> None:
    still = Pressing(ClockKind.RESOLUTION, state, 0, LATEST, LATEST)
    assert standing(still, 9 * HOUR, Locale.EN) == Standing(state.value, what, "", -1)
    assert standing(still, 9 * HOUR, Locale.EN).said(Locale.EN) == what


@pytest.mark.parametrize(
    ("micros", "said"),
    [
        (9 * MINUTE + 59 * SECOND, "9 m left"),
        (59 * SECOND, "59 s left"),
        (-32 * MINUTE - SECOND, "32 m over"),
        (47 * HOUR + 5 * MINUTE, "47 h 5 m left"),
        (150 * HOUR, "6 d 6 h left"),
    ],
)
def test_seconds_are_said_in_the_last_minute_alone(qtbot: QtBot, micros: int, said: str) -> None:
    assert countdown(micros, Locale.EN) == said


def test_a_standing_is_one_phrase_for_those_who_hear_it(qtbot: QtBot) -> None:
    assert Standing("ok", "Reply", "9 m left", 3).said(Locale.EN) == "Reply, 9 m left"
    assert set(waits()) == {"Reply", "Resolve"}
