"""Rules and rotations agree with a walk through every minute, around changes of many clocks (SPEC 7.11)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from console.models.kinds import Refused
from console.models.rosters import rotation_of, rule_of
from tests.models.test_calendars_slowly import CHANGES, clock, times
from tests.support import duty
from tests.support.working_time import WEEKDAYS, Clock

steps = st.integers(8000, 9000)
"""Minutes about the middle of the twelve days of a clock."""

changes = st.sampled_from(CHANGES)


def instant(clock: Clock, step: int) -> int:
    """The instant of a minute."""
    return clock.second(step) * 1_000_000


@st.composite
def rules(draw: st.DrawFn, zone: str) -> dict[str, object]:
    """A weekly rule."""
    days = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
    start = draw(times)
    return {"days": sorted(days), "start": start, "end": draw(times | st.just(start) | st.just("24:00")), "tz": zone}


@st.composite
def rotations(draw: st.DrawFn, zone: str, near: date) -> dict[str, object]:
    """A rotation whose grid meets the change of the clocks, also one that starts after it."""
    start = datetime.fromisoformat(f"{near + timedelta(days=draw(st.integers(-400, 400)))}T{draw(times)}")
    unit, length = draw(
        st.sampled_from([("hour", 1), ("hour", 3), ("hour", 36), ("day", 1), ("day", 5), ("week", 1)])
        | st.tuples(st.just("month"), st.integers(1, 14))
    )
    people = draw(st.lists(st.sampled_from("abc"), max_size=4))
    return {"unit": unit, "length": length, "start": start.isoformat(), "tz": zone, "people": people}


@given(st.data(), changes, steps)
def test_a_rule_is_active_minute_by_minute(data: st.DataObject, change: tuple[str, date], step: int) -> None:
    told, slowly = data.draw(rules(change[0])), clock(*change)
    minutes = duty.active(told, slowly)
    rule = rule_of(told)
    assert rule.is_active(instant(slowly, step)) == minutes[step]
    if rule.endless:
        assert all(minutes[2880:-2880])
        return
    found = [(start, end) for start, _, end in duty.runs([{"x"} if on else set() for on in minutes], 0, slowly.length)]
    start, end = next(((start, end) for start, end in found if end > step), (0, 0))
    assume(start > 1 and end < slowly.length - 1)
    assert rule.shift(instant(slowly, step)) == (instant(slowly, start), instant(slowly, end))


@given(st.data(), changes, steps)
def test_a_rotation_turns_minute_by_minute(data: st.DataObject, change: tuple[str, date], step: int) -> None:
    slowly = clock(*change)
    told = data.draw(rotations(*change))
    rotation, turns = rotation_of(told), duty.turns(told, slowly)
    assert {rotation.who(instant(slowly, step))} - {None} == duty.on_turn(told, slowly)[step]
    start, end = rotation.shift(instant(slowly, step))
    first = next((at + 1 for at in range(step - 1, -1, -1) if turns[at] != turns[step]), None)
    last = next((at for at in range(step, slowly.length) if turns[at] != turns[step]), None)
    assert start == instant(slowly, first) if first is not None else start <= instant(slowly, 0)
    assert end == instant(slowly, last) if last is not None else end >= instant(slowly, slowly.length)


@given(st.data(), changes, steps, st.integers(0, 3000))
def test_handoffs_are_all_minutes_at_which_the_turn_changes(
    data: st.DataObject, change: tuple[str, date], step: int, length: int
) -> None:
    slowly = clock(*change)
    told = data.draw(rotations(*change))
    turns = duty.turns(told, slowly)
    changed = [at for at in range(step, step + length + 1) if turns[at] != turns[at - 1]]
    found = list(rotation_of(told).handoffs(instant(slowly, step), instant(slowly, step + length)))
    assert found == [instant(slowly, at) for at in changed]


@given(st.data(), changes, steps)
def test_turns_follow_each_other_without_a_gap(data: st.DataObject, change: tuple[str, date], step: int) -> None:
    slowly = clock(*change)
    told = data.draw(rotations(*change))
    first, last = instant(slowly, step), instant(slowly, step + 2000)
    found = list(rotation_of(told).turns(first, last))
    if found:
        starts, ends = [turn[0] for turn in found], [turn[1] for turn in found]
        assert (starts, ends) == ([first, *ends[:-1]], [*starts[1:], last])


@given(st.data(), changes, st.integers(-(10**18), 10**18))
def test_any_instant_is_answered_or_refused(data: st.DataObject, change: tuple[str, date], at: int) -> None:
    rotation, rule = rotation_of(data.draw(rotations(*change))), rule_of(data.draw(rules(change[0])))
    for ask in (rotation.shift, rule.shift):
        try:
            start, end = ask(at)
        except Refused:
            continue
        assert start < end
        assert at < end
