"""Bars of tickets that came in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.models.incident_reach import MOST_BARS, Arrivals, arrivals

MINUTE = 60_000_000


def test_a_rush_is_told_by_the_minute_and_a_slow_one_by_the_hour() -> None:
    assert arrivals((), 7) == Arrivals(7, 1, ())
    assert arrivals([0, 1, MINUTE, 3 * MINUTE], 3 * MINUTE + 5) == Arrivals(0, 1, (2, 1, 0, 1))
    assert arrivals([7 * MINUTE], 60 * MINUTE) == Arrivals(5 * MINUTE, 5, (1, *[0] * 11))


@given(st.lists(st.integers(0, 10**16), min_size=1, max_size=30), st.integers(0, 10**16))
def test_every_ticket_is_in_a_bar(created: list[int], now: int) -> None:
    found = arrivals(created, now)
    assert sum(found.counts) == len(created)
    assert len(found.counts) <= MOST_BARS
    assert found.start <= min(created)
