"""The clocks of an incident stand as SPEC 7.1 and 9.2 say, whenever they are looked at."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from console.models.incident_clocks import Facts, IncidentClock, clocks
from console.models.kinds import ClockKind, ClockState, Severity
from console.models.rulings import default_severities, severities_of
from console.models.wall import SECOND

MINUTE = 60 * SECOND
TERMS = severities_of(default_severities())
BEGUN = Facts(0, None, None, None, Severity.CRITICAL, (), ())
S = ClockState


def stands(facts: Facts, minutes: int) -> list[tuple[ClockState, int]]:
    """State and due minute of each clock."""
    return [(one.state, one.due // MINUTE) for one in clocks(facts, TERMS, minutes * MINUTE)]


def update(facts: Facts, minutes: int) -> IncidentClock:
    """The clock of the updates."""
    return clocks(facts, TERMS, minutes * MINUTE)[1]


def test_a_critical_incident_waits_15_30_and_120_minutes() -> None:
    assert stands(BEGUN, 14) == [(S.RUNNING, 15), (S.RUNNING, 30), (S.RUNNING, 120)]
    assert stands(BEGUN, 15) == [(S.MISSED, 15), (S.RUNNING, 30), (S.RUNNING, 120)]
    assert [one.clock for one in clocks(BEGUN, TERMS, 0)] == [
        *(ClockKind.ACKNOWLEDGEMENT, ClockKind.UPDATE, ClockKind.RECOVERY),
    ]


def test_what_came_in_time_is_met_and_what_came_late_is_missed() -> None:
    facts = replace(BEGUN, acknowledged=15 * MINUTE, resolved=121 * MINUTE, over=121 * MINUTE)
    assert [state for state, _ in stands(facts, 500)] == [S.MET, S.NOT_APPLICABLE, S.MISSED]


def test_a_false_alarm_waits_for_nothing_any_more() -> None:
    facts = replace(BEGUN, acknowledged=MINUTE, over=2 * MINUTE)
    assert [state for state, _ in stands(facts, 500)] == [S.MET, S.NOT_APPLICABLE, S.NOT_APPLICABLE]
    assert update(facts, 500).late == 0


def test_an_update_restarts_its_clock_and_a_late_one_is_counted() -> None:
    facts = replace(BEGUN, updates=(20 * MINUTE, 51 * MINUTE))
    found = update(facts, 60)
    assert (found.state, found.start // MINUTE, found.due // MINUTE) == (S.RUNNING, 51, 81)
    assert (found.given, found.late) == (2, 1)
    assert update(facts, 82).late == 2


def test_a_change_of_severity_restarts_the_updates_at_the_new_cadence() -> None:
    facts = replace(BEGUN, severity=Severity.HIGH, changes=((10 * MINUTE, Severity.CRITICAL),))
    assert (update(facts, 11).due // MINUTE, update(facts, 11).late) == (130, 0)


@given(st.lists(st.integers(0, 300), max_size=8), st.integers(0, 400), st.integers(0, 400))
def test_what_was_late_stays_late(updates: list[int], now: int, later: int) -> None:
    facts = replace(BEGUN, updates=tuple(sorted(at * MINUTE for at in updates)))
    first, second = sorted((now, now + later))
    assert update(facts, first).late <= update(facts, second).late
