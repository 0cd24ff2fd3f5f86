"""Due times of many at once are those of the calendar, one by one (SPEC 4.3)."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.calendars import Calendar, calendar_of
from console.models.kinds import Code, Refused, to_micros
from console.models.wall import DAY, SECOND
from console.models.windows import Windows
from tests.models.test_calendars import calendars
from tests.support.working_time import WEEKDAYS

NIGHTS = {"tz": "America/New_York", "week": {day: [["22:00", "06:00"]] for day in WEEKDAYS}}
START, END = (to_micros(datetime(year, 1, 1, tzinfo=UTC)) for year in (2026, 2027))


def agree(calendar: Calendar, windows: Windows, starts: list[int], seconds: list[float]) -> None:
    """The table gives what the calendar gives."""
    due = windows.due(np.array(starts, dtype=np.int64), np.array(seconds))
    lengths = [round(length * SECOND) for length in seconds]
    assert due.tolist() == [calendar.add(start, length) for start, length in zip(starts, lengths, strict=True)]


asked = st.lists(
    st.tuples(
        st.integers(START - 400 * DAY, END + 400 * DAY), st.integers(-(10**7), 10**7) | st.just(0) | st.just(0.5)
    ),
    max_size=20,
)


@given(calendars(), asked)
def test_due_times_are_the_calendars_within_the_table_and_beyond(
    calendar: Calendar, questions: list[tuple[int, float]]
) -> None:
    windows = Windows(calendar, START, END)
    agree(calendar, windows, [start for start, _ in questions], [length for _, length in questions])


@given(calendars(), st.lists(st.integers(START, END), max_size=20))
def test_what_has_passed_is_what_the_calendar_counts(calendar: Calendar, instants: list[int]) -> None:
    windows = Windows(calendar, START, END)
    passed = windows.passed(np.array(instants, np.int64)).tolist()
    assert passed == [calendar.between(START, at) for at in instants]


@pytest.mark.parametrize("change", ["2026-03-08T06:00Z", "2026-11-01T05:00Z"])
def test_night_shifts_are_exact_at_both_changes_of_the_clocks(change: str) -> None:
    """Every ten minutes of three days around the change, for due times from a second to two nights."""
    calendar, middle = calendar_of(NIGHTS), to_micros(datetime.fromisoformat(change))
    windows = Windows(calendar, START, END)
    starts = list(range(middle - DAY, middle + 2 * DAY, 600 * SECOND))
    for seconds in (1, 7 * 3600, 8 * 3600, 9 * 3600, 17 * 3600):
        agree(calendar, windows, starts, [seconds] * len(starts))


@given(st.lists(st.tuples(st.integers(START, START + 30 * DAY), st.integers(1, 86_400)), min_size=1))
def test_windows_of_very_different_lengths_are_found(questions: list[tuple[int, int]]) -> None:
    """So many that buckets would not tell them apart: a crowd of seconds in one morning."""
    week = {"mon": [[f"09:{minute:02}:00", f"09:{minute:02}:01"] for minute in range(60)], "fri": [["00:00", "24:00"]]}
    calendar = calendar_of({"tz": "UTC", "week": week})
    agree(calendar, Windows(calendar, START, END), *map(list, zip(*questions, strict=True)))


def test_a_table_without_windows_and_one_without_questions_answer() -> None:
    calendar = calendar_of({"tz": "UTC", "overrides": {"2028-01-03": [["09:00", "18:00"]]}})
    windows = Windows(calendar, START, END)
    agree(calendar, windows, [START, END], [60, 120])
    agree(calendar, windows, [], [])


def test_what_lies_too_far_is_refused_as_the_calendar_does() -> None:
    windows = Windows(calendar_of({"tz": "UTC", "overrides": {"2026-01-05": [["09:00", "18:00"]]}}), START, END)
    with pytest.raises(Refused) as caught:
        windows.due(np.array([START, END]), np.array([60, 60]))
    assert caught.value.code is Code.TIME_TOO_FAR
