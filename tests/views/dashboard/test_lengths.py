"""Few are told as numbers, and what is not known yet as longer than what is."""

from __future__ import annotations

import pytest

from console.models.figures import Spread, Tally
from console.models.kinds import Locale
from console.views.dashboard import lengths


def test_a_percentile_among_the_open_ones_is_longer_than_all_that_are_over() -> None:
    spread = Spread(20, 12, None, None, 7200)
    assert (lengths.median(spread, Locale.EN), lengths.p90(spread, Locale.ZH)) == ("> 2 h", "> 2 小时")


def test_of_few_there_is_none() -> None:
    assert lengths.median(Spread(4, 0, 60, 90, 90), Locale.EN) == "–"
    assert lengths.median(Spread(5, 0, 60, 90, 90), Locale.EN) == "1 m"
    assert lengths.p90(Spread(9, 0, 60, 90, 90), Locale.EN) == "–"
    assert lengths.median(Spread(9, 9), Locale.EN) == "–"


def test_few_clocks_are_counted_many_are_told_in_percent() -> None:
    assert lengths.met(Tally(), Locale.EN) == "–"
    assert lengths.met(Tally(14, 3, 1, 64), Locale.EN) == "14 of 17"
    assert lengths.met(Tally(14, 3, 1, 64), Locale.ZH) == "14 / 17"
    assert lengths.met(Tally(502, 51), Locale.EN) == "90.8 %"


def test_where_there_is_little_room_the_greatest_unit_alone_is_told() -> None:
    told = [lengths.brief(seconds, Locale.EN) for seconds in (9, 1109, 7199, 90_000, 266_400)]
    assert told == ["9 s", "18 m", "1 h", "25 h", "3 d"]


@pytest.mark.parametrize("most", [0, 1, 4, 5, 9, 10, 11, 99, 158, 12_345])
def test_an_axis_ends_on_a_round_number_that_holds_all(most: int) -> None:
    top = lengths.top(most)
    assert top >= max(most, 4)
    assert f"{top:.0f}".rstrip("0") in ("1", "2", "4", "8")


@pytest.mark.parametrize("seconds", [0, 59, 3600, 30_000, 10**7, 10**9])
def test_an_axis_of_lengths_holds_all(seconds: int) -> None:
    top, parts = lengths.hours_top(seconds)
    assert top >= seconds
    assert parts > 0
