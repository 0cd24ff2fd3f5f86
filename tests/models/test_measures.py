"""Figures of a period add up, and count what is open as longer than all that is over (SPEC 12.1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.figures import AGES, Dimension, Figures, Satisfaction, Spread, Tally
from console.models.kinds import LIVE, PAUSES, Status, to_micros
from console.models.measures import (
    MET,
    MISSED,
    NEVER,
    NOT_APPLICABLE,
    PENDING,
    STANDS,
    VERDICTS,
    Clocks,
    Measures,
    Moves,
    Period,
    Records,
    Stand,
    no_clocks,
    seconds,
    spread,
)
from console.models.wall import DAY, SECOND

HOUR = 3600 * SECOND
MONDAY = to_micros(datetime(2026, 3, 2, tzinfo=UTC))
WEEK = Period(MONDAY, MONDAY + 7 * DAY, MONDAY + 30 * DAY)

Told = tuple[int, int | None, int | None, Stand, int, int]
"""A ticket: created, responded, ended, how it stands, satisfaction, its group."""


def records(tickets: Sequence[Told]) -> Records:
    """All dimensions group alike."""
    rows = [[NEVER if cell is None else cell for cell in row] for row in tickets]
    created, responded, ended, *rest = np.array(rows, np.int64).reshape(-1, 6).T
    stand, satisfaction, group = (column.astype(np.int32) for column in rest)
    born = np.zeros(len(rows), np.int32)
    return Records(created, responded, ended, born, stand, satisfaction, dict.fromkeys(Dimension, group))


def moves(told: Sequence[tuple[int, int, Stand, Stand]] = ()) -> Moves:
    """Owner, instant, before and after."""
    owner, at, before, after = np.array(told, np.int64).reshape(-1, 4).T
    return Moves(at, owner, before.astype(np.int32), after.astype(np.int32))


GOLDEN = records(
    [
        (MONDAY + 9 * HOUR, MONDAY + 10 * HOUR, MONDAY + 12 * HOUR, Stand.ENDED, 5, 1),
        (MONDAY + 9 * HOUR, MONDAY + 13 * HOUR, None, Stand.WORKED, 0, 1),
        (MONDAY + 2 * DAY, None, None, Stand.PAUSED, 0, 2),
        (MONDAY + 3 * DAY, None, MONDAY + 3 * DAY + 90, Stand.ENDED, 2, 2),
        (MONDAY + 4 * DAY, None, None, Stand.MERGED, 0, 2),
        (MONDAY - 20 * DAY, MONDAY - 19 * DAY, None, Stand.WORKED, 1, 1),
        (MONDAY - 2 * DAY, None, MONDAY + 8 * DAY, Stand.ENDED, 3, 2),
        (MONDAY + 7 * DAY, None, None, Stand.WORKED, 0, 1),
    ]
)
HAPPENED = moves(
    [
        (0, MONDAY + 12 * HOUR, Stand.WORKED, Stand.ENDED),
        (1, MONDAY + 14 * HOUR, Stand.WORKED, Stand.ENDED),
        (1, MONDAY + 2 * DAY, Stand.ENDED, Stand.WORKED),
        (2, MONDAY + 5 * DAY, Stand.WORKED, Stand.PAUSED),
        (3, MONDAY + 3 * DAY + 90, Stand.WORKED, Stand.ENDED),
        (4, MONDAY + 5 * DAY, Stand.WORKED, Stand.MERGED),
        (6, MONDAY + 8 * DAY, Stand.PAUSED, Stand.ENDED),
    ]
)
"""By hand: in the week five were opened (0 to 4), three times one was resolved (0, 1, 3), once one reopened (1); at its
end 1, 2, 5 and 6 were open, 7 was opened on the first instant behind it.
"""


def test_a_week_reckoned_by_hand() -> None:
    measures = Measures(GOLDEN, HAPPENED, no_clocks(), WEEK)
    assert measures.figures() == Figures(
        opened=5,
        resolved=3,
        reopened=1,
        backlog=4,
        # Answered after 1 h and 4 h, 2 still waits; 3 ended and 4 was merged without an answer.
        first_response=Spread(3, 1, 4 * 3600, None, 4 * 3600),
        # Over after 3 h and 90 us; 1 and 2 are open: the second of four is 3 h, the fourth is open.
        resolution=Spread(4, 2, 3 * 3600, None, 3 * 3600),
        satisfaction=Satisfaction(2, 3.5),
        sla={},
    )
    assert [(age.from_days, age.n, age.paused) for age in measures.ages()] == [
        *[(0, 0, 0), (1, 0, 0), (3, 2, 1), (7, 1, 0), (14, 1, 0)]
    ]
    assert measures.loads() == {1: 2, 2: 2}


def test_the_parts_of_that_week() -> None:
    one, two = Measures(GOLDEN, HAPPENED, no_clocks(), WEEK).by(Dimension.TEAM).values()
    assert (one.opened, one.resolved, one.reopened, one.backlog) == (2, 2, 1, 2)
    assert (one.resolution, two.first_response) == (Spread(2, 1, 3 * 3600, None, 3 * 3600), Spread(1, 1))
    assert (two.opened, two.resolved, two.reopened, two.backlog) == (3, 1, 0, 2)
    assert two.resolution == Spread(2, 1, 90 / SECOND, None, 90 / SECOND)


def test_a_backlog_seen_before_the_end_of_its_period_is_as_old_as_it_is_now() -> None:
    now = Period(MONDAY - 30 * DAY, MONDAY + 30 * DAY, MONDAY - 19 * DAY)
    assert [age.n for age in Measures(records([GOLDEN_FIRST]), moves(), no_clocks(), now).ages()] == [0, 1, 0, 0, 0]


GOLDEN_FIRST: Told = (MONDAY - 20 * DAY, None, None, Stand.WORKED, 0, 1)


def test_clocks_are_missed_from_their_due_instant_on() -> None:
    told = [(0, 0, MET, 0), (1, 0, PENDING, WEEK.now), (1, 1, PENDING, WEEK.now + 1), (2, 1, MISSED, 9), (5, 0, MET, 0)]
    owner, kind, verdict, due = np.array([*told, (3, 0, NOT_APPLICABLE, 0)], np.int64).T
    clocks = Clocks(("first", "last"), owner, kind.astype(np.int32), verdict.astype(np.int32), due)
    measures = Measures(GOLDEN, HAPPENED, clocks, WEEK)
    assert measures.figures().sla == {"first": Tally(1, 1, 0, 1), "last": Tally(0, 1, 1, 0)}
    parts = measures.by(Dimension.TYPE)
    assert parts[1].sla == {"first": Tally(1, 1, 0, 0), "last": Tally(0, 0, 1, 0)}
    assert parts[2].sla == {"first": Tally(0, 0, 0, 1), "last": Tally(0, 1, 0, 0)}
    assert (parts[1].sla["first"].share, parts[2].sla["first"].share) == (50.0, None)


@pytest.mark.parametrize(
    ("closed", "still_open", "median", "p90"),
    [
        ([], 0, None, None),
        ([], 3, None, None),
        ([7], 0, 7, 7),
        ([7], 1, 7, None),
        ([1, 2, 3, 4], 0, 2, 4),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9], 1, 5, 9),
        ([1, 2, 3, 4, 5, 6, 7, 8], 2, 5, None),
        ([1, 2], 2, 2, None),
        ([1, 2], 3, None, None),
        ([5] * 100, 11, 5, 5),
        ([5] * 100, 12, 5, None),
    ],
)
def test_percentiles_are_by_nearest_rank_over_closed_and_open(
    closed: list[int], still_open: int, median: int | None, p90: int | None
) -> None:
    found = spread(np.array(closed[::-1], np.int64) * SECOND, still_open)
    assert (found.n, found.open, found.median, found.p90) == (len(closed) + still_open, still_open, median, p90)


lengths = st.lists(st.integers(0, 10**12), max_size=40)


@given(lengths, st.integers(0, 40))
def test_one_more_open_never_shortens_a_percentile(closed: list[int], still_open: int) -> None:
    def ends(of: Spread) -> list[float]:
        return [float("inf") if at is None else at for at in (of.median, of.p90)]

    fewer, more = (spread(np.array(closed, np.int64), count) for count in (still_open, still_open + 1))
    if fewer.n:
        assert all(before <= after for before, after in zip(ends(fewer), ends(more), strict=True))


def test_lengths_are_whole_seconds_where_they_are() -> None:
    assert [repr(seconds(at)) for at in (3 * SECOND, 3 * SECOND + 500_000, None)] == ["3", "3.5", "None"]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Records, Moves, Clocks]:
    """Tickets around the week, whatever happened to them."""
    at = st.integers(MONDAY - 9 * DAY, MONDAY + 16 * DAY)
    late = st.none() | st.integers(MONDAY, MONDAY + 20 * DAY)
    ticket = st.tuples(at, late, late, st.sampled_from(Stand), st.integers(0, 5), st.integers(0, 3))
    tickets = draw(st.lists(ticket, min_size=1, max_size=30))
    owner = st.integers(0, len(tickets) - 1)
    told = draw(st.lists(st.tuples(owner, at, st.sampled_from(Stand), st.sampled_from(Stand)), max_size=60))
    clock = st.tuples(owner, st.integers(0, 1), st.integers(0, 3), at)
    columns = np.array(draw(st.lists(clock, max_size=30)), np.int64).reshape(-1, 4).T
    kind, verdict = (columns[place].astype(np.int32) for place in (1, 2))
    return records(tickets), moves(sorted(told)), Clocks(("first", "last"), columns[0], kind, verdict, columns[3])


@given(worlds())
def test_the_parts_add_up_to_the_whole(world: tuple[Records, Moves, Clocks]) -> None:
    measures = Measures(*world, WEEK)
    whole, parts = measures.figures(), list(measures.by(Dimension.PERSON).values())
    for name in ("opened", "resolved", "reopened", "backlog"):
        assert getattr(whole, name) == sum(getattr(part, name) for part in parts)
    for name in ("first_response", "resolution"):
        assert getattr(whole, name).n == sum(getattr(part, name).n for part in parts)
        assert getattr(whole, name).open == sum(getattr(part, name).open for part in parts)
    assert whole.satisfaction.n == sum(part.satisfaction.n for part in parts)
    for clock, tally in whole.sla.items():
        for verdict in VERDICTS:
            assert getattr(tally, verdict) == sum(getattr(part.sla[clock], verdict) for part in parts)
    assert whole.backlog == sum(age.n for age in measures.ages()) == sum(measures.loads().values())
    assert whole.opened == sum(map(sum, measures.heat(UTC)))


@given(worlds())
def test_a_part_has_the_figures_it_has_alone(world: tuple[Records, Moves, Clocks]) -> None:
    told, happened, clocks = world
    for code, part in Measures(*world, WEEK).by(Dimension.TEAM).items():
        alone = Measures(told, happened, clocks, WEEK, told.groups[Dimension.TEAM] == code)
        assert alone.figures() == part


@given(worlds(), st.integers(1, 6))
def test_a_period_is_the_sum_of_its_days(world: tuple[Records, Moves, Clocks], days: int) -> None:
    middle = MONDAY + days * DAY
    first, last = (Measures(*world, Period(*ends, WEEK.now)) for ends in ((WEEK.start, middle), (middle, WEEK.end)))
    whole = Measures(*world, WEEK).figures()
    for name in ("opened", "resolved", "reopened"):
        assert getattr(whole, name) == getattr(first.figures(), name) + getattr(last.figures(), name)
    assert whole.backlog == last.figures().backlog
    edges = [MONDAY + day * DAY for day in range(8)]
    opened, resolved = Measures(*world, WEEK).arrivals(edges)
    assert (sum(opened), sum(resolved)) == (whole.opened, whole.resolved)
    assert sum(of.n for of in Measures(*world, WEEK).responses(edges)) == whole.first_response.n


@given(worlds(), st.integers(-12, 14))
def test_another_zone_moves_the_heat(world: tuple[Records, Moves, Clocks], hours: int) -> None:
    measures = Measures(*world, WEEK)
    flat = np.array(measures.heat(UTC)).ravel()
    zone = ZoneInfo(f"Etc/GMT{-hours:+d}" if hours else "UTC")
    assert np.array(measures.heat(zone)).ravel().tolist() == np.roll(flat, hours).tolist()


BERLIN = ZoneInfo("Europe/Berlin")
NEW_YEAR, QUARTER = datetime(2025, 1, 1, tzinfo=UTC), timedelta(minutes=15)


@given(st.lists(st.integers(0, 2 * 366 * 24 * 4).map(lambda quarters: NEW_YEAR + quarters * QUARTER), min_size=1))
def test_heat_goes_by_the_wall_on_both_sides_of_a_change(instants: list[datetime]) -> None:
    told = records([(to_micros(at), None, None, Stand.WORKED, 0, 0) for at in instants])
    measures = Measures(told, moves(), no_clocks(), Period(0, NEVER - 1, 0))
    expected = np.zeros((7, 24), int)
    for at in instants:
        shown = at.astimezone(BERLIN)
        expected[shown.weekday(), shown.hour] += 1
    assert np.array(measures.heat(BERLIN)).tolist() == expected.tolist()
    for weekday, hour in np.argwhere(expected).tolist():
        places = measures.hot(BERLIN, weekday, hour).tolist()
        assert len(places) == expected[weekday, hour]
        assert {instants[place].astimezone(BERLIN).hour for place in places} == {hour}


def test_the_hour_that_comes_twice_holds_both() -> None:
    """02:30 in Berlin on 25 October 2026, before and after the clocks go back, and the second the spring skips."""
    twice = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    spring = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    told = [*twice, spring, spring - timedelta(microseconds=1)]
    measures = Measures(
        records([(to_micros(at), None, None, Stand.WORKED, 0, 0) for at in told]),
        *(moves(), no_clocks(), Period(0, NEVER - 1, 0)),
    )
    sunday = measures.heat(BERLIN)[6]
    assert (sunday[1], sunday[2], sunday[3]) == (1, 2, 1)


def test_without_tickets_nothing_is_known() -> None:
    measures = Measures(records([]), moves(), no_clocks(), WEEK)
    assert measures.figures() == Figures(0, 0, 0, 0, Spread(0, 0), Spread(0, 0), Satisfaction(0, None), {})
    assert [age.n for age in measures.ages()] == [0] * len(AGES)
    assert (measures.by(Dimension.TEAM), measures.loads(), sum(map(sum, measures.heat(UTC)))) == ({}, {}, 0)
    assert measures.arrivals([MONDAY, MONDAY + DAY]) == ((0,), (0,))


def test_every_status_stands_somehow() -> None:
    assert list(STANDS) == list(Status)
    assert {status for status, stand in STANDS.items() if stand <= Stand.PAUSED} == LIVE
    assert {status for status, stand in STANDS.items() if stand is Stand.PAUSED} == PAUSES
