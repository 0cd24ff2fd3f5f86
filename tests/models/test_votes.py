"""Rates tell how far they may be trusted (SPEC 6.3)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.models.votes import rate, wilson


def test_without_votes_there_is_no_rate() -> None:
    assert rate(0, 0) is None
    assert wilson(0, 0) is None


def test_a_rate_has_two_digits() -> None:
    assert rate(2, 1) == 66.67
    assert rate(0, 3) == 0.0


def test_many_votes_are_trusted_more_than_one() -> None:
    """One of one stands below 95 of 100; the bounds are those of the textbook."""
    assert wilson(1, 0) == 20.65
    assert wilson(95, 5) == 88.82
    assert wilson(0, 7) == 0.0


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_bound_lies_between_nothing_and_the_rate(helpful: int, other: int) -> None:
    share, bound = rate(helpful, other), wilson(helpful, other)
    if share is not None and bound is not None:
        assert 0 <= bound <= share + 0.005
