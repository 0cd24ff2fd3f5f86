"""What is ahead follows from what runs and what usually comes, and says how sure it is (SPEC 12.1)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.figures import Forecast
from console.models.forecast import HOUR, HOURS, LEAST_CLOCKS, WEEK, forecast, running
from console.models.kinds import TICKET_CLOCKS, ClockKind
from console.models.measures import MET, MISSED, NEVER, NOT_APPLICABLE, PENDING, Clocks, Records, Stand

NOW = 100 * WEEK
FIRST = TICKET_CLOCKS.index(ClockKind.FIRST_RESPONSE)
Ticket = tuple[int, int, int, int, Stand]
"""Created, first answer, due, verdict, stand."""


def past(hours_late: float, weeks_ago: int, open_for: int = 4 * HOUR, after: int = 0) -> Ticket:
    """A clock of a week that was due `after` the same hour as now."""
    due = NOW - weeks_ago * WEEK + after
    verdict = MISSED if hours_late > 0 else MET
    return due - open_for, due + int(hours_late * HOUR), due, verdict, Stand.ENDED


def ahead(due_in: float, stand: Stand = Stand.WORKED, verdict: int = PENDING) -> Ticket:
    return NOW - HOUR, NEVER, NOW + int(due_in * HOUR), verdict, stand


def told(*tickets: Ticket) -> Forecast:
    records, clocks = arrays(*tickets)
    return forecast(records, clocks, NOW)


def arrays(*tickets: Ticket) -> tuple[Records, Clocks]:
    created, answered, due, verdict, stand = (np.array(column, np.int64) for column in zip(*tickets, strict=True))
    codes = stand.astype(np.int32)
    count = len(tickets)
    zeros = np.zeros(count, np.int32)
    records = Records(created, answered, np.full(count, NEVER), codes, codes, zeros, {})
    kinds = tuple(clock.value for clock in TICKET_CLOCKS)
    clocks = Clocks(kinds, np.arange(count), np.full(count, FIRST, np.int32), verdict.astype(np.int32), due)
    return records, clocks


KNOWN = tuple(
    past(late, week, after=HOUR // 2) for week in (1, 2, 3, 4) for late in (-3, -3, -3, -3, -2, -2, -2, -0.5, -0.5, 1)
)
"""Ten clocks in each of four weeks, opened before this hour, one of them missed."""


def test_of_clocks_that_ran_so_long_the_share_that_was_missed_is_expected() -> None:
    """Two hours before it was due a past clock ran in 24 of 40 cases, later in 12 and 4; 4 were missed."""
    hours = told(*KNOWN, ahead(2.5), ahead(1.5), ahead(0.25)).hours
    assert [one.due for one in hours] == [1, 1, 1, *[0] * 9]
    assert [one.expected for one in hours[:3]] == [round(5 / 6, 2), round(5 / 14, 2), round(5 / 26, 2)]


def test_what_was_opened_and_missed_within_the_hours_of_past_weeks_is_still_to_come() -> None:
    new = [past(1, week, open_for=HOUR, after=3 * HOUR + 1) for week in (1, 2, 3, 4)]
    before = [past(1, week, open_for=8 * HOUR, after=3 * HOUR + 1) for week in (1, 2, 3, 4)]
    hours = told(*KNOWN, *new, *before).hours
    assert [one.expected for one in hours] == [0, 0, 0, 1.0, *[0] * 8]
    assert (hours[3].low, hours[3].high) == (0, 2)
    assert all((one.low, one.high) == (0, 0) for one in hours if not one.expected)


def test_too_few_are_no_forecast() -> None:
    few = KNOWN[: LEAST_CLOCKS - 1]
    assert told(*few, ahead(1)) == Forecast(LEAST_CLOCKS - 1, 3, ())
    one_week = [past(-1, 1) for _ in range(100)]
    assert (told(*one_week).n, told(*one_week).hours) == (100, ())


def test_what_is_paused_over_late_or_later_is_not_ahead() -> None:
    tickets = [ahead(1, Stand.PAUSED), ahead(1, verdict=NOT_APPLICABLE), ahead(-1), ahead(HOURS + 0.5), ahead(1.5)]
    assert sum(one.due for one in told(*KNOWN, *tickets).hours) == 1
    records, clocks = arrays(*tickets)
    assert running(records, clocks, NOW, None, 1).tolist() == running(records, clocks, NOW, None, -1).tolist() == [4]
    assert running(records, clocks, NOW, np.zeros(5, np.bool_), -1).tolist() == []


@given(st.lists(st.floats(0.01, HOURS - 0.01), max_size=20))
def test_the_range_holds_what_is_expected_and_more_clocks_never_lower_it(dues: list[float]) -> None:
    less, more = told(*KNOWN, *map(ahead, dues)), told(*KNOWN, *map(ahead, dues), ahead(5.5))
    assert sum(one.due for one in less.hours) == len(dues)
    for one in less.hours:
        assert 0 <= one.low <= one.high <= max(one.due, 1)
        assert one.low - 1 <= one.expected <= one.high + 1
    assert all(b.expected >= a.expected and b.high >= a.high for a, b in zip(less.hours, more.hours, strict=True))


def test_an_hour_of_many_has_the_range_of_a_fair_count() -> None:
    """Of 100 clocks that are each missed with p, a normal count lies within p * 100 +- 1.28 sigma in four of five."""
    (hour,) = [one for one in told(*KNOWN, *[ahead(2.5)] * 100).hours if one.due]
    p = 5 / 26
    assert hour.expected == pytest.approx(100 * p, abs=0.01)
    assert hour.low == pytest.approx(100 * p - 1.28 * (100 * p * (1 - p)) ** 0.5, abs=1.1)
    assert hour.high == pytest.approx(100 * p + 1.28 * (100 * p * (1 - p)) ** 0.5, abs=1.1)
