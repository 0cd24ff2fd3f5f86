"""Incidents are measured against their own severity's targets, and those that last count as such (SPEC 12.2)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.models.figures import Tally
from console.models.incident_measures import Course, IncidentFigures, incident_figures
from console.models.kinds import Category, Severity
from console.models.rulings import default_severities, severities_of
from console.models.wall import SECOND

MINUTE = 60 * SECOND
NOW = 10_000 * MINUTE
LOGIN, SLOW = Category.AUTHENTICATION_FAILURE, Category.PERFORMANCE_DEGRADATION


def measured(*told: Course) -> tuple[IncidentFigures, ...]:
    """By the targets that hold until somebody rules others."""
    terms = severities_of(default_severities())
    return incident_figures(told, lambda _at: terms, NOW)


def course(reported: int, acknowledged: int | None, resolved: int | None, *, ended: bool = False) -> Course:
    """A critical one; lengths in minutes from its report."""
    return told(LOGIN, Severity.CRITICAL, reported, (acknowledged, resolved), ended=ended)


def told(
    category: Category, severity: Severity, reported: int, reached: tuple[int | None, int | None], *, ended: bool
) -> Course:
    """An incident; what it reached, in minutes from its report."""
    at = reported * MINUTE
    first, last = (None if length is None else at + length * MINUTE for length in reached)
    return Course(category, severity, at, first, last, ended=ended or last is not None)


def test_a_month_reckoned_by_hand() -> None:
    """Critical: answered within 15 minutes, over within 120."""
    (row,) = measured(
        course(100, 15, 120),
        course(200, 16, 121),
        course(300, 5, None),
        course(9_990, None, None),
        course(9_000, None, None),
        course(400, None, None, ended=True),
    )
    assert (row.category, row.severity, row.n, row.last) == (LOGIN, Severity.CRITICAL, 6, 9_990 * MINUTE)
    assert row.response == Tally(met=2, missed=2, pending=1, not_applicable=1)
    assert row.resolution == Tally(met=1, missed=3, pending=1, not_applicable=1)
    assert (row.acknowledged.spread.n, row.acknowledged.spread.open) == (5, 2)
    assert (row.acknowledged.spread.median, row.acknowledged.mean) == (16 * 60, 12 * 60)
    assert (row.resolved.spread.n, row.resolved.spread.open, row.resolved.spread.median) == (5, 3, None)
    assert row.resolved.mean == 60 * 241 / 2


def test_a_due_instant_that_is_reached_open_is_missed() -> None:
    (row,) = measured(course(10_000 - 15, None, None))
    assert row.response == Tally(missed=1)
    assert row.resolution == Tally(pending=1)


def test_each_severity_has_its_own_targets() -> None:
    low = Course(SLOW, Severity.LOW, 0, 1440 * MINUTE, 4320 * MINUTE, ended=True)
    high = Course(SLOW, Severity.HIGH, 0, 1440 * MINUTE, 4320 * MINUTE, ended=True)
    first, last = measured(low, high)
    assert (first.severity, first.response, first.resolution) == (Severity.HIGH, Tally(missed=1), Tally(missed=1))
    assert (last.severity, last.response, last.resolution) == (Severity.LOW, Tally(met=1), Tally(met=1))


def test_without_incidents_there_is_no_row() -> None:
    assert measured() == ()


lengths = st.none() | st.integers(0, 9_000)
courses = st.builds(
    told,
    st.sampled_from(Category),
    st.sampled_from(Severity),
    st.integers(0, 10_000),
    st.tuples(lengths, lengths),
    ended=st.booleans(),
)


@given(st.lists(courses, max_size=30))
def test_the_rows_hold_every_incident_once(incidents: list[Course]) -> None:
    rows = measured(*incidents)
    assert sum(row.n for row in rows) == len(incidents)
    assert len({(row.category, row.severity) for row in rows}) == len(rows)
    for row in rows:
        for tally, times in ((row.response, row.acknowledged), (row.resolution, row.resolved)):
            assert tally.met + tally.missed + tally.pending + tally.not_applicable == row.n
            assert times.spread.n == row.n - tally.not_applicable
            assert (times.mean is None) == (times.spread.n == times.spread.open)
