"""Schedules agree with a walk through every minute, around changes of the clocks of many zones (SPEC 7.11)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from console.models.rosters import schedule_of
from tests.models.test_calendars_slowly import CHANGES, clock, times
from tests.models.test_rotation_slowly import instant, rotations, rules, steps
from tests.support import duty
from tests.support.working_time import Clock

people = st.sampled_from("abcd")


@st.composite
def overrides(draw: st.DrawFn, near: date) -> dict[str, object]:
    """An override near a change of the clocks."""
    start, end = (
        datetime.fromisoformat(f"{near + timedelta(days=draw(st.integers(*days)))}T{draw(times)}")
        for days in ((-3, 0), (1, 2))
    )
    return {
        "start": start.isoformat(),
        "end": end.isoformat(),
        "add": draw(st.lists(people, max_size=1)),
        "remove": draw(st.lists(people, max_size=2)),
        "replace": draw(st.just([]) | st.tuples(people, people).map(list)),
    }


@st.composite
def schedules(draw: st.DrawFn, zone: str, near: date) -> dict[str, object]:
    """A schedule near a change of the clocks."""
    of_one = st.builds(lambda rule, person: {**rule, "person": person}, rules(zone), people)
    of_all = st.builds(lambda rule, rotation: {**rule, "rotation": rotation}, rules(zone), rotations(zone, near))
    return {
        "tz": zone,
        "rules": draw(st.lists(of_one | of_all, max_size=3)),
        "rotations": draw(st.lists(rotations(zone, near), max_size=1)),
        "overrides": draw(st.lists(overrides(near), max_size=3)),
    }


@settings(max_examples=60)
@given(st.data(), st.sampled_from(CHANGES), steps, st.integers(0, 4000))
def test_a_schedule_stands_minute_by_minute(
    data: st.DataObject, change: tuple[str, date], step: int, length: int
) -> None:
    told, slowly = data.draw(schedules(*change)), clock(*change)
    standing = duty.on_call(told, slowly)
    schedule, _ = schedule_of(told)
    first, last = instant(slowly, step), instant(slowly, step + length)
    assert schedule.who(first) == tuple(sorted(standing[step]))
    shifts = [(shift.start, shift.person, shift.end) for shift in schedule.shifts(first, last)]
    assert shifts == [
        (instant(slowly, start), person, instant(slowly, end))
        for start, person, end in duty.runs(standing, step, step + length)
    ]
    coverage = schedule.coverage(first, last)
    assert coverage.gaps == _where([not names for names in standing], slowly, step, length)
    assert coverage.doubled == _where([len(names) > 1 for names in standing], slowly, step, length)


def _where(marked: list[bool], slowly: Clock, step: int, length: int) -> tuple[tuple[int, int], ...]:
    runs = duty.runs([{"x"} if mark else set() for mark in marked], step, step + length)
    return tuple((instant(slowly, start), instant(slowly, end)) for start, _, end in runs)
