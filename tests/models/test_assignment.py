"""Whom a ticket goes to follows from skill, work at hand and waiting, in that order (SPEC 3.7)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.assignment import Candidate, Hurdle, Way, propose
from console.models.kinds import Availability

ANN = Candidate("ann", 2, 3, 3, 10, Availability.AVAILABLE, True, 100)
PAIRS = tuple(zip("abcdef", (1, 1, 2, 0, 0, 3), strict=True))


@pytest.mark.parametrize(
    ("better", "why"),
    [
        (replace(ANN, level=3, open=9, load=9), "skill beats work at hand"),
        (replace(ANN, open=2, last=900), "less work beats a longer wait"),
        (replace(ANN, last=99), "who waited longer comes first"),
        (replace(ANN, last=None), "who was never given one waited longest"),
    ],
)
def test_what_decides_between_two(better: Candidate, why: str) -> None:
    bo = replace(better, id="bo")
    assert [propose(pair, ()).person for pair in ([ANN, bo], [bo, ANN])] == ["bo", "bo"], why


@pytest.mark.parametrize(
    ("one", "hurdle"),
    [
        (replace(ANN, available=Availability.AWAY), Hurdle.AWAY),
        (replace(ANN, available=Availability.OUT_OF_OFFICE, on_shift=False), Hurdle.AWAY),
        (replace(ANN, on_shift=False), Hurdle.OFF_SHIFT),
        (replace(ANN, level=None), Hurdle.UNSKILLED),
        (replace(ANN, load=10), Hurdle.FULL),
        (replace(ANN, cap=None, load=999), None),
        (replace(ANN, level=0), None),
    ],
)
def test_who_is_passed_over_and_why(one: Candidate, hurdle: Hurdle | None) -> None:
    assert one.hurdle is hurdle
    found = propose([one], ("duty",))
    assert (found.person, found.way) == (("ann", Way.BEST) if hurdle is None else ("duty", Way.ROTATION))
    assert found.weighed == (one,)


def test_nobody_there_and_nobody_on_call_leaves_it_to_nobody() -> None:
    found = propose([replace(ANN, on_shift=False)], ())
    assert (found.person, found.way) == (None, Way.NOBODY)


@given(st.permutations([replace(ANN, id=key, open=count) for key, count in PAIRS]))
def test_the_order_of_the_facts_changes_nothing(shuffled: list[Candidate]) -> None:
    assert [one.id for one in propose(shuffled, ()).weighed] == list("deabcf")
