"""Clocks run in arrays from when to when they run in each history."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from console.models.clock_facts import Facts
from console.models.history import History, runs
from console.models.kinds import TICKET_CLOCKS, ClockState
from console.models.pressing import LATEST
from tests.models.clock_arrays import as_arrays, likely
from tests.models.clock_histories import NOW, histories

Told = tuple[int, str, int, int, int, bool]


def by_arrays(every: Sequence[History]) -> tuple[list[Told], set[int]]:
    """Place, clock, cycle, start, end and whether it was met, of each clock of the plain ones; which are plain."""
    facts = Facts(as_arrays(every, NOW))
    found = facts.runs()
    columns = (found.owner, found.clock, found.cycle, found.start, found.end, found.met)
    plain = set(np.flatnonzero(facts.plain).tolist())
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return sorted((place, TICKET_CLOCKS[clock], *rest) for place, clock, *rest in rows if place in plain), plain


def by_histories(every: Sequence[History], plain: set[int]) -> list[Told]:
    """What the fold of each history tells."""
    return sorted(
        (place, one.clock, one.cycle, one.start, LATEST if one.end is None else one.end, one.ending is ClockState.MET)
        for place in plain
        for one in runs(every[place], NOW)
    )


@given(st.lists(likely(), min_size=1, max_size=8))
def test_likely_tickets_run_as_their_histories_tell(every: list[History]) -> None:
    told, plain = by_arrays(every)
    assert told == by_histories(every, plain)


@given(st.lists(histories(), max_size=8))
def test_whatever_can_happen_runs_as_it_does_in_its_history_or_is_not_plain(every: list[History]) -> None:
    told, plain = by_arrays(every)
    assert told == by_histories(every, plain)
