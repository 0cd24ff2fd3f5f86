"""What happened to a ticket becomes clocks that ran, stood still and ended."""

from __future__ import annotations

import pytest

from console.models.history import Joined, Stop, moves, runs
from console.models.kinds import UNDONE, ClockKind, ClockState
from tests.models.clocking import history, micros

NOW = micros("09 12:00")


def test_a_move_that_was_taken_back_does_not_count_nor_does_its_undo() -> None:
    """SPEC 3.9: the pause never was; the one after it counts."""
    told = [
        (1, "a", "NEW", "OPEN", None),
        (2, "b", "OPEN", "ON_HOLD", "parts"),
        (3, "c", "ON_HOLD", "OPEN", UNDONE),
        (4, "d", "OPEN", "PENDING_USER", "asked"),
    ]
    kept = [(1, "a", "STATUS", "OPEN"), (4, "d", "STATUS", "PENDING_USER")]
    assert moves(told) == kept
    assert moves(reversed(told)) == kept
    assert moves(told[:2]) == [(1, "a", "STATUS", "OPEN"), (2, "b", "STATUS", "ON_HOLD")]


def test_stops_are_noted_with_their_reason_and_the_last_one_is_open() -> None:
    past = history("02 10:30 reply", "02 11:00 wait", "02 11:30 hold", "02 14:00 open", "02 15:00 cover I")
    _, resolution = runs(past, NOW)
    assert resolution.stops == [
        Stop(micros("02 11:00"), micros("02 14:00"), ClockState.PAUSED),
        Stop(micros("02 15:00"), None, ClockState.COVERED),
    ]


def test_what_has_not_happened_yet_does_not_count() -> None:
    past = history("02 10:30 reply", "02 11:00 resolve")
    assert [run.end for run in runs(past, micros("02 10:59"))] == [micros("02 10:30"), None]
    assert [run.end for run in runs(past, micros("02 11:00"))] == [micros("02 10:30"), micros("02 11:00")]


def test_a_clock_is_matched_when_what_its_agreement_goes_by_changes() -> None:
    past = history("02 11:00 priority HIGH", "02 12:00 priority LOW", "02 13:00 tag vip")
    first, _ = runs(past, NOW)
    assert (first.matched, first.traits.priority, first.traits.tags) == (micros("02 13:00"), "LOW", frozenset({"vip"}))
    same, _ = runs(history("02 11:00 priority HIGH"), NOW)
    assert same.matched == same.start, "nothing changed"


@pytest.mark.parametrize(
    "text", [None, "", "{", "[]", '{"source": 1, "clocks": 1}', '{"source": "a", "clocks": {"x": [1, 2, 3]}}']
)
def test_a_merge_nobody_understands_tells_nothing(text: str | None) -> None:
    assert Joined.read(text) == Joined("", {})


def test_what_a_merge_tells_is_read_as_it_was_written() -> None:
    told = Joined("id", {ClockKind.RESOLUTION: (1, None, 3), ClockKind.FIRST_RESPONSE: (4, 5, 6)})
    assert Joined.read(told.written()) == told
