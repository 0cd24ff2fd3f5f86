"""What rows tell an analysis by themselves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.models.kinds import ClockState, Severity
from console.models.review_facts import first_texts, review_clock, stays
from console.models.review_kinds import ReviewText

S = Severity


@given(st.lists(st.tuples(st.integers(-50, 150), st.sampled_from(Severity))), st.integers(0, 100))
def test_the_time_in_each_severity_is_the_time_it_lasted(changes: list[tuple[int, Severity]], over: int) -> None:
    """Whatever a clock that was off claimed: all of the time, once, the gravest first."""
    found = stays(0, over, sorted(changes, key=lambda one: one[0]), S.LOW)
    assert sum(stay.length for stay in found) == over
    assert [stay.severity for stay in found] == [one for one in S if one in {stay.severity for stay in found}]


def test_each_stay_is_of_the_severity_that_held_before_the_change() -> None:
    assert stays(10, 100, [(30, S.MEDIUM), (60, S.CRITICAL)], S.HIGH) == (
        (S.CRITICAL, 30),
        (S.HIGH, 40),
        (S.MEDIUM, 20),
    )


def test_first_words_are_those_people_and_the_response_said() -> None:
    found = first_texts(None, ["no disk", "old key"], ["sso"], "restarted", "by hand")
    assert list(found) == [ReviewText.ROOT_CAUSE, ReviewText.FACTORS, ReviewText.IMPACT, ReviewText.EFFECTIVENESS]
    assert list(found.values()) == ["", "no disk\nold key", "sso", "restarted\n\nby hand"]


def test_the_clock_runs_to_the_sign_off_and_is_met_at_its_due_instant() -> None:
    """SPEC 11."""
    looks = [(None, 50), (None, 101), (100, 500), (101, 500)]
    expected = [ClockState.RUNNING, ClockState.MISSED, ClockState.MET, ClockState.MISSED]
    assert [review_clock(10, 100, signed, now).state for signed, now in looks] == expected
