"""The clocks of many tickets, reckoned with arrays, stand as each of them by itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from console.models.catalogue import Catalogue
from console.models.clock_states import STATES, calls, standings
from console.models.history import History
from console.models.kinds import TICKET_CLOCKS, ClockKind, ClockState
from console.models.marks import called
from console.models.pressing import LATEST
from console.models.sla import clocks
from tests.models.clock_arrays import as_arrays, likely
from tests.models.clock_cases import cases
from tests.models.clock_histories import NOW, histories
from tests.models.clocking import CATALOGUES, history, micros

Standing = tuple[ClockKind, ClockState, int]


def by_arrays(every: Sequence[History], ruled: Catalogue, now: int) -> dict[int, list[Standing]]:
    """The clocks of the plain ones, by their places."""
    found, plain = standings(as_arrays(every, now), ruled, now)
    told: dict[int, list[Standing]] = {place: [] for place in np.flatnonzero(plain).tolist()}
    for owner, clock, state, due in zip(*(part.tolist() for part in found), strict=True):
        told[owner].append((TICKET_CLOCKS[clock], STATES[state], due))
    return {place: sorted(standing) for place, standing in told.items()}


def singly(past: History, ruled: Catalogue, now: int) -> list[Standing]:
    """What the pure function says."""
    return sorted((one.clock, one.state, LATEST if one.due is None else one.due) for one in clocks(past, ruled, now))


UNTAGGED = sorted(CATALOGUES.keys() - {"tagged"})


@given(st.lists(likely(), min_size=1, max_size=8), st.sampled_from(UNTAGGED), st.integers(0, 7 * 24 * 60))
def test_likely_tickets_are_plain_and_arrays_say_what_their_clocks_say(
    every: list[History], name: str, before: int
) -> None:
    ruled, now = CATALOGUES[name], NOW - before * 60_000_000
    expected = {place: singly(past, ruled, now) for place, past in enumerate(every) if past.created <= now}
    told = by_arrays(every, ruled, now)
    assert {place: told[place] for place in expected} == expected


@given(st.lists(histories(), max_size=8), st.sampled_from(UNTAGGED))
def test_of_anything_that_can_happen_the_plain_is_told_and_told_right(every: list[History], name: str) -> None:
    ruled = CATALOGUES[name]
    for place, standing in by_arrays(every, ruled, NOW).items():
        assert standing == singly(every[place], ruled, NOW)


def test_cases_reckoned_by_hand_agree_and_meet_every_state_arrays_know() -> None:
    met: set[ClockState] = set()
    for case in cases():
        if case.ruled == "tagged" or "born" in case.options:
            continue
        ruled, now = CATALOGUES[case.ruled], micros(case.now)
        for standing in by_arrays([case.past()], ruled, now).values():
            assert standing == singly(case.past(), ruled, now), case
            met |= {state for _, state, _ in standing}
    assert met == set(ClockState) - {ClockState.COVERED, ClockState.MERGED}


def test_those_whose_order_only_ids_tell_are_left_to_the_clocks() -> None:
    plain = history("02 11:00 reply", "02 12:00 resolve", "02 13:00 close")
    reopened = history("02 11:00 reply", "02 12:00 resolve", "02 13:00 asks", "02 13:00 progress")
    at_once = history("02 11:00 reply", "02 12:00 asks", "02 12:00 resolve")
    together = history("02 11:00 reply", "02 11:30 asks", "02 12:00 resolve", "02 12:00 reply")
    merged = history("02 11:00 reply", "02 12:00 merge")
    answered = history("02 11:00 reply", "02 12:00 resolve", "02 13:00 asks", "02 14:00 reply", "02 14:00 progress")
    every = [plain, reopened, at_once, together, merged, answered]
    told = by_arrays(every, CATALOGUES["plain"], micros("05 12:00"))
    assert list(told) == [0, 1, 3]
    assert told[1] == singly(reopened, CATALOGUES["plain"], micros("05 12:00"))
    assert [clock for clock, _, _ in told[1]].count(ClockKind.RESOLUTION) == 2


def called_for(past: History, ruled: Catalogue, since: int, now: int) -> tuple[set[tuple[object, ...]], int]:
    """What `marks.called` says, as the arrays tell it; the next threshold or breach."""
    one = called("t", past, ruled, since, now)
    rows: set[tuple[object, ...]] = set()
    for mark in one.marks:
        place = mark.values["threshold"] if mark.table == "milestone" else mark.values["ended_at"]
        clock = TICKET_CLOCKS.index(ClockKind(str(mark.values["clock"])))
        rows.add((mark.table, clock, mark.values["cycle"], mark.values["basis"], place))
    for step in one.steps:
        rows.add(("escalation", TICKET_CLOCKS.index(step.clock), step.cycle, step.basis, step.step))
    return rows, LATEST if one.next is None else one.next


@given(st.lists(likely() | histories(), max_size=6), st.sampled_from(UNTAGGED), st.integers(0, 7 * 24 * 60))
def test_arrays_call_for_the_rows_that_each_ticket_calls_for(every: list[History], name: str, before: int) -> None:
    ruled, now = CATALOGUES[name], NOW - before * 60_000_000
    since = now - 3 * 24 * 60 * 60_000_000
    found = calls(as_arrays(every, now), ruled, since, now)
    for place in np.flatnonzero(found.plain).tolist():
        if every[place].created <= now:
            rows, following = called_for(every[place], ruled, since, now)
            assert {row[1:] for row in found.rows if row[0] == place} == rows
            steps = any(row[0] == "escalation" for row in rows)
            assert following == found.following[place] or (steps and following < found.following[place])
