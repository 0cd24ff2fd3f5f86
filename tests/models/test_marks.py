"""What clocks call for is the same for everybody who asks (SPEC 4.4, 4.7)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.models.history import History
from console.models.kinds import ClockKind, ClockState
from console.models.marks import BREACH, Called, called, escalation
from tests.models.clock_histories import histories
from tests.models.clocking import CATALOGUES, history, micros

PLAIN = CATALOGUES["plain"]
"""HIGH: first response in 4 h of work, 9 to 12 and 13 to 18."""
FIRST = ClockKind.FIRST_RESPONSE.value


def asked(past: History, now: str, since: str = "01 00:00") -> Called:
    return called("t", past, PLAIN, micros(since), micros(now))


def reached(found: Called, clock: str = FIRST) -> dict[object, int]:
    """When each threshold of a clock was reached."""
    marks = [mark for mark in found.marks if mark.table == "milestone" and mark.values["clock"] == clock]
    return {mark.values["threshold"]: mark.at for mark in marks}


def test_thresholds_and_the_breach_tell_when_they_were_reached_however_late() -> None:
    wanted = {50: micros("02 12:00"), 75: micros("02 14:00"), 90: micros("02 14:36"), BREACH: micros("02 15:00")}
    assert reached(asked(history(), "05 09:00")) == wanted
    assert reached(asked(history(), "02 14:36")) == {key: at for key, at in wanted.items() if key <= 90}


def test_nothing_is_called_for_before_it_comes_and_the_next_instant_is_known() -> None:
    found = asked(history(), "02 10:00")
    assert (found.marks, found.steps, found.next) == ((), (), micros("02 12:00"))
    assert asked(history(), "02 14:40").next == micros("02 15:00")


def test_an_answer_in_time_ends_it_with_a_verdict() -> None:
    found = asked(history("02 12:30 reply"), "02 15:30")
    assert reached(found).keys() == {50}
    (verdict,) = [mark for mark in found.marks if mark.table == "verdict"]
    assert (verdict.values["verdict"], verdict.at) == (ClockState.MET.value, micros("02 12:30"))
    assert verdict.values["basis"] == "High v1 HIGH"
    assert found.steps == ()


def test_steps_of_escalation_follow_the_breach_and_end_with_the_answer() -> None:
    late = asked(history(), "02 15:10")
    first = [step for step in late.steps if step.clock is ClockKind.FIRST_RESPONSE]
    assert [(step.told, step.at) for step in first] == [
        ("assignee", micros("02 15:00")),
        ("lead", micros("02 15:30")),
        ("on_call", micros("02 16:00")),
    ]
    assert late.next == micros("02 15:30")
    assert escalation("t", first[0], "p").id == first[0].key
    assert asked(history("02 15:05 reply"), "02 15:10").steps == ()


def test_what_came_before_the_desk_ruled_anything_is_not_called_for() -> None:
    assert reached(asked(history(), "05 09:00", since="02 14:30")).keys() == {90, BREACH}
    assert asked(history("02 11:00 reply"), "02 11:30", since="02 11:10").marks == ()


def test_another_priority_begins_anew_and_what_was_recorded_has_ids_of_its_own() -> None:
    before = asked(history(), "02 15:10")
    after = asked(history("02 15:05 priority CRITICAL"), "02 15:10")
    assert not {mark.id for mark in before.marks} & {mark.id for mark in after.marks}


@given(histories(), st.integers(0, 9 * 24 * 60))
def test_what_is_called_for_once_is_never_called_for_otherwise(past: History, minutes: int) -> None:
    """Later, a row of the same id tells the same; and nothing new comes before the instant that was named."""
    now = micros("02 00:00") + minutes * 60_000_000
    found = called("t", past, PLAIN, 0, now)
    assert len({mark.id for mark in found.marks}) == len(found.marks)
    assert all(mark.at <= now for mark in found.marks)
    assert found.next is None or found.next > now
    known = {mark.id: mark for mark in called("t", past, PLAIN, 0, now + 60_000_000).marks}
    assert all(known.get(mark.id, mark) == mark for mark in found.marks)
