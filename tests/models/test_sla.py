"""Clocks are right: cases reckoned by hand, and laws that hold for every history."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.calendars import Calendar
from console.models.history import History
from console.models.hours import always
from console.models.kinds import TICKET_CLOCKS, ClockKind, ClockState, SegmentKind
from console.models.open_time import Version
from console.models.sla import clocks, days, ledger, timer
from console.models.wall import SECOND
from tests.models.clock_cases import Case, cases
from tests.models.clock_histories import NOW, histories
from tests.models.clocking import CATALOGUES, history, micros, standing, told, when

CASES = tuple(cases())


@pytest.mark.parametrize("case", CASES, ids=[f"{place}: {case.why}" for place, case in enumerate(CASES, 1)])
def test_a_clock_stands_as_reckoned_by_hand(case: Case) -> None:
    found = standing(case.past(), CATALOGUES[case.ruled], micros(case.now))
    assert {clock: found.get(clock, "none") for clock in case.wanted} == case.wanted


def test_the_table_is_read_whole() -> None:
    assert len(CASES) >= 120
    assert all(case.now and case.wanted for case in CASES)


ruled = st.sampled_from(sorted(CATALOGUES))
unsurprising = st.sampled_from(sorted(CATALOGUES.keys() - {"afternoons, told too late"}))
"""All but the one of which a part is published after it took effect."""


@given(histories(), ruled, st.randoms(use_true_random=False), st.integers(0, NOW - micros("02 00:00")))
def test_the_order_of_arrival_changes_nothing(past: History, name: str, chance: Random, after: int) -> None:
    facts = list(past.facts)
    chance.shuffle(facts)
    now = past.created + after
    mixed = History(past.created, past.traits, facts)
    assert standing(mixed, CATALOGUES[name], now) == standing(past, CATALOGUES[name], now)


@given(histories(), ruled, st.integers(0, NOW - micros("02 00:00")))
def test_what_is_used_and_what_is_left_are_the_target(past: History, name: str, after: int) -> None:
    now = past.created + after
    for one in clocks(past, CATALOGUES[name], now):
        if one.target is not None and one.used is not None:
            assert one.used >= 0
            assert one.remaining == one.target - one.used
            counted = [part for part in ledger(one, now) if part.kind is SegmentKind.COUNTED]
            assert sum(part.end - part.start for part in counted) == one.used
        if one.state is ClockState.RUNNING:
            assert one.due is not None
            assert one.timetable is not None
            assert one.timetable.calendar.between(now, one.due) == one.remaining
            assert one.next is not None
            assert now < one.next <= one.due


@given(histories(), ruled)
def test_a_ledger_leaves_no_gap(past: History, name: str) -> None:
    for one in clocks(past, CATALOGUES[name], NOW):
        parts = ledger(one, NOW)
        if parts:
            assert parts[0].start == one.start
            assert parts[-1].end == (NOW if one.end is None else one.end)
            assert all(left.end == right.start for left, right in pairwise(parts))


@given(histories(), unsurprising, st.integers(0, 7 * 86_400), st.integers(1, 7 * 86_400))
def test_clocks_never_go_back(past: History, name: str, first: int, later: int) -> None:
    """Unless something happens: the facts known at both instants are the same."""
    then = past.created + first * SECOND
    known = History(past.created, past.traits, [fact for fact in past.facts if fact[0] <= then])
    before = clocks(known, CATALOGUES[name], then)
    after = clocks(known, CATALOGUES[name], then + later * SECOND)
    assert len(before) == len(after)
    for one, other in zip(before, after, strict=True):
        assert (one.clock, one.cycle, one.due, one.target) == (other.clock, other.cycle, other.due, other.target)
        assert (one.used or 0) <= (other.used or 0)
        if one.state is not ClockState.RUNNING:
            assert other.state is one.state


@given(histories(), ruled, st.integers(0, 11))
def test_splitting_a_pause_changes_nothing(past: History, name: str, place: int) -> None:
    pauses = [fact for fact in past.facts if fact[3] in ("PENDING_USER", "PENDING_VENDOR")]
    if not pauses:
        return
    at, key, kind, _ = pauses[place % len(pauses)]
    split = History(past.created, past.traits, (*past.facts, (at, key + "~", kind, "ON_HOLD")))
    assert standing(split, CATALOGUES[name], NOW) == standing(past, CATALOGUES[name], NOW)
    assert [ledger(one, NOW) for one in clocks(split, CATALOGUES[name], NOW)] == [
        ledger(one, NOW) for one in clocks(past, CATALOGUES[name], NOW)
    ]


def test_an_imported_ticket_has_clocks_that_do_not_apply() -> None:
    past = history("02 11:00 reply")
    silent = History(past.created, past.traits, past.facts, applies=False)
    assert standing(silent, CATALOGUES["plain"], NOW) == dict.fromkeys(TICKET_CLOCKS, "not_applicable")


@pytest.mark.parametrize(
    ("now", "following"),
    [
        ("02 10:00", "02 12:00"),  # half
        ("02 12:00", "02 13:00"),  # the desk opens again
        ("02 13:00", "02 14:00"),  # three quarters
        ("02 14:00", "02 14:36"),  # nine tenths
        ("02 14:36", "02 15:00"),  # due
    ],
)
def test_the_next_instant_of_interest(now: str, following: str) -> None:
    (first, *_) = clocks(history(), CATALOGUES["plain"], micros(now))
    assert first.next is not None
    assert when(first.next) == following


def test_nothing_is_next_for_what_is_late_stands_still_or_is_over() -> None:
    past = history("02 10:30 reply", "02 11:00 wait")
    assert [one.next for one in clocks(past, CATALOGUES["plain"], NOW)] == [None, None]
    assert clocks(history(), CATALOGUES["plain"], NOW)[0].next is None


def test_a_ledger_tells_what_counted_and_by_which_hours() -> None:
    past = history("02 10:30 reply", "02 11:00 wait", "02 14:00 open", created="02 10:00")
    _, resolution = clocks(past, CATALOGUES["ten to four from the 3rd"], micros("03 11:00"))
    found = [
        (when(part.start), when(part.end), part.kind.value, part.version)
        for part in ledger(resolution, micros("03 11:00"))
    ]
    assert found == [
        ("02 10:00", "02 11:00", "counted", 1),
        ("02 11:00", "02 14:00", "paused", 1),
        ("02 14:00", "02 18:00", "counted", 1),
        ("02 18:00", "03 10:00", "closed", 1),
        ("03 10:00", "03 11:00", "counted", 2),
    ]


MINUTE = 60 * SECOND


@pytest.mark.parametrize(
    ("clock", "minutes", "end", "wanted"),
    [
        (ClockKind.ACKNOWLEDGEMENT, 15, None, "missed 0:20 of 0:15 due 07 03:15"),
        (ClockKind.ACKNOWLEDGEMENT, 15, "07 03:15", "met 0:15 of 0:15 due 07 03:15"),
        (ClockKind.ACKNOWLEDGEMENT, 15, "07 03:15:01", "missed 0:15:01 of 0:15 due 07 03:15"),
        (ClockKind.RECOVERY, 120, None, "running 0:20 of 2:00 due 07 05:00"),
        (ClockKind.UPDATE, 30, None, "running 0:20 of 0:30 due 07 03:30"),
        (ClockKind.TIME_BOX, 10, "07 03:05", "met 0:05 of 0:10 due 07 03:10"),
        (ClockKind.TIME_BOX, 10, "07 04:00", "missed 0:20 of 0:10 due 07 03:10"),
    ],
)
def test_the_clocks_of_an_incident_run_day_and_night(
    clock: ClockKind, minutes: int, end: str | None, wanted: str
) -> None:
    """SPEC 7.1, 7.7, 9.2; what ends later than now has not ended yet."""
    ended = None if end is None else micros(end)
    around = Calendar(Version(always()))
    assert told(timer(clock, micros("07 03:00"), minutes * MINUTE, around, micros("07 03:20"), ended)) == wanted


def test_a_review_is_due_after_five_business_days() -> None:
    """SPEC 11: resolved on Friday afternoon, due the Friday after."""
    desk = CATALOGUES["plain"].timetable(CATALOGUES["plain"].match(history().traits, 0), NOW).calendar
    start = micros("06 16:00")
    review = timer(ClockKind.REVIEW, start, days(desk, start, 5), desk, micros("09 09:00"))
    assert told(review) == "running 2:00 of 40:00 due 13 16:00"
