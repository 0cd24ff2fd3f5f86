"""Calendars agree with a walk through every minute, around changes of the clocks of many zones (SPEC 4.3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.calendars import Calendar, calendar_of
from console.models.kinds import Refused
from tests.support.working_time import WEEKDAYS, Clock, SlowCalendar, Told

DAYS = 12
"""Of them questions are asked about the middle, so that answers lie within."""

CHANGES = (
    ("UTC", date(2028, 2, 29)),
    ("Asia/Shanghai", date(2026, 2, 15)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Europe/London", date(2026, 3, 29)),
    ("Europe/London", date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Pacific/Kwajalein", date(1993, 8, 21)),
    ("Africa/Casablanca", date(2026, 2, 15)),
    ("Africa/Casablanca", date(2026, 3, 22)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Sao_Paulo", date(2018, 2, 18)),
    ("America/Havana", date(2026, 3, 8)),
    ("America/Havana", date(2026, 11, 1)),
    ("America/St_Johns", date(2010, 3, 14)),
    ("America/St_Johns", date(2010, 11, 7)),
    ("Antarctica/Troll", date(2026, 3, 29)),
    ("Antarctica/Troll", date(2026, 10, 25)),
    ("Asia/Kathmandu", date(1986, 1, 1)),
    ("Asia/Manila", date(1990, 7, 29)),
)
"""Zones and dates at which their clocks change: by an hour, half of one, two, 15 minutes, a day; at midnight too."""


@cache
def clock(zone: str, changed: date) -> Clock:
    return Clock(zone, changed - timedelta(days=DAYS // 2), DAYS)


times = st.sampled_from([*(f"{hour:02}:{minute:02}" for hour in range(5) for minute in (0, 1, 15, 30, 45)), "12:00"])
times |= st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 20, 30]))
spans = st.lists(st.tuples(times, times | st.just("24:00")).map(list), max_size=3)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Told, SlowCalendar]:
    """A calendar with some working time, and the same worked out slowly."""
    zone, changed = draw(st.sampled_from(CHANGES))
    dates = st.integers(-4, 4).map(lambda days: (changed + timedelta(days=days)).isoformat())
    told: Told = {
        "tz": zone,
        "week": draw(st.dictionaries(st.sampled_from(WEEKDAYS), spans, min_size=3)),
        "holidays": draw(st.lists(dates, max_size=2)),
        "holidays_yearly": draw(st.lists(dates.map(lambda day: day[5:]), max_size=1)),
        "overrides": draw(st.dictionaries(dates, spans, max_size=2)),
        "breaks": draw(st.dictionaries(dates, spans, max_size=2)),
    }
    told["week"].setdefault("mon", []).append(["09:00", "17:30"])
    return told, SlowCalendar(told, clock(zone, changed))


steps = st.integers(DAYS * 1440 * 5 // 12, DAYS * 1440 * 7 // 12)


class Both:
    """A calendar and its slow twin; steps of the twin are asked of the calendar as instants."""

    def __init__(self, made: tuple[Told, SlowCalendar]) -> None:
        self.fast, self.slow = calendar_of(made[0]), made[1]

    def at(self, step: int) -> int:
        """The instant of a step."""
        return self.slow.clock.second(step) * 1_000_000

    def agree(self, fast: Callable[[Calendar], int], slow: int | None) -> None:
        """The calendar's answer is the instant of the step; where these days do not tell, it lies outside them."""
        try:
            told = fast(self.fast)
        except Refused:
            assert slow is None
            return
        if slow is None:
            assert not self.at(2880) < told < self.at(self.slow.clock.length - 2880)
        else:
            assert told == self.at(slow)


both = calendars().map(Both)
amounts = st.integers(-3000, 3000) | st.sampled_from([0, 1, -1, 60, -60, 480, 1440])


@given(both, steps, amounts)
def test_adding_passes_every_open_minute(made: Both, step: int, minutes: int) -> None:
    made.agree(lambda fast: fast.add(made.at(step), minutes * 60_000_000), made.slow.add(step, minutes))


@given(both, steps, steps)
def test_between_counts_every_open_minute(made: Both, start: int, end: int) -> None:
    counted = made.slow.between(start, end) * 60_000_000
    assert made.fast.between(made.at(start), made.at(end)) == counted


@given(both, steps)
def test_openings_and_closings_are_those_of_the_minutes(made: Both, step: int) -> None:
    assert made.fast.is_open(made.at(step)) == made.slow.open[step]
    made.agree(lambda fast: fast.next_open(made.at(step)), made.slow.next_open(step))
    made.agree(lambda fast: fast.prev_open(made.at(step)), made.slow.prev_open(step))
    closes = next((end for _, end in made.slow.periods(step)), made.slow.clock.length)
    made.agree(lambda fast: fast.next_close(made.at(step)), closes if closes < made.slow.clock.length else None)


@given(both, steps)
def test_spans_are_those_of_the_minutes(made: Both, step: int) -> None:
    end = made.at(step + 3000)
    cut = [(start, min(close, step + 3000)) for start, close in made.slow.periods(step) if start < step + 3000]
    assert list(made.fast.spans(made.at(step), end)) == [(made.at(opens), made.at(closes)) for opens, closes in cut]


@pytest.mark.parametrize(("zone", "changed"), CHANGES[2:10])
def test_seconds_count_as_minutes_do(zone: str, changed: date) -> None:
    """The same walk second by second, over hours with odd seconds around the change."""
    told: Told = {
        "tz": zone,
        "week": {
            day: [["23:59:59", "00:00:01"], ["00:59:58", "01:30:07"], ["01:59:59", "03:00:01"]] for day in WEEKDAYS
        },
        "breaks": {changed.isoformat(): [["02:10:10", "02:10:11"], ["03:00:00", "03:00:01"]]},
    }
    slow = SlowCalendar(told, Clock(zone, changed - timedelta(days=2), 4, step=1))
    fast = calendar_of(told)
    first, last = (slow.clock.second(step) * 1_000_000 for step in (86400, 3 * 86400))
    expected = [(slow.clock.second(opens), slow.clock.second(closes)) for opens, closes in slow.spans]
    assert [(opens // 1_000_000, closes // 1_000_000) for opens, closes in fast.spans(first, last)] == [
        (max(opens, first // 1_000_000), min(closes, last // 1_000_000))
        for opens, closes in expected
        if closes * 1_000_000 > first and opens * 1_000_000 < last
    ]
