"""The analysis: how wide, what may have caused it, what happened when; always with its evidence (SPEC 8.3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.evidence import Gathered, Probe, Report, analyse, impact
from console.models.incident_kinds import ImpactLevel
from console.models.log_lines import Entry, Level, Log
from console.models.runbook_kinds import CauseKind, Finding, Result, SourceKind
from console.models.step_outcome import found

AT = datetime(2026, 2, 27, 6, 30, tzinfo=UTC)
DOWN = found(Result.FAILED, Finding.CONNECTION_REFUSED, host="x", port="1")


def log(*entries: tuple[int, Level, str]) -> Gathered:
    told = tuple(Entry(AT + timedelta(seconds=at), level, text) for at, level, text in entries)
    return Gathered("auth", SourceKind.FILES, log=Log(told, 0))


def reports(count: int, people: int = 5) -> Gathered:
    made = tuple(Report(str(n), n, f"Cannot sign in {n}", f"p{n % people}", AT) for n in range(count))
    return Gathered("tickets", SourceKind.REPORTS, reports=made)


def probes(**up: bool | None) -> Gathered:
    made = tuple(Probe(name, DOWN, answered) for name, answered in up.items())
    return Gathered("status", SourceKind.STATUS, probes=made)


@pytest.mark.parametrize(
    ("down", "rate", "told", "level"),
    [
        (0, None, 0, ImpactLevel.LOW),
        (1, 0.1, 10, ImpactLevel.LOW),
        (2, None, 0, ImpactLevel.MEDIUM),
        (0, 0.11, 0, ImpactLevel.MEDIUM),
        (0, None, 11, ImpactLevel.MEDIUM),
        (3, 0.5, 50, ImpactLevel.MEDIUM),
        (4, None, 0, ImpactLevel.HIGH),
        (0, 0.51, 0, ImpactLevel.HIGH),
        (0, None, 51, ImpactLevel.HIGH),
    ],
)
def test_the_limits_of_impact(down: int, rate: float | None, told: int, level: ImpactLevel) -> None:
    assert impact(down, rate, told) is level


@given(st.integers(0, 9), st.floats(0, 1), st.integers(0, 99), st.integers(0, 3), st.floats(0, 1), st.integers(0, 30))
def test_more_never_lessens_the_impact(down: int, rate: float, told: int, more: int, worse: float, on: int) -> None:
    order = list(ImpactLevel)
    before, after = impact(down, rate, told), impact(down + more, max(rate, worse), told + on)
    assert order.index(after) <= order.index(before)
    assert order.index(impact(down, None, told)) >= order.index(before)


def test_without_logs_the_error_rate_is_unknown_and_a_failed_source_counts_as_nothing() -> None:
    failed = Gathered("loki", SourceKind.HTTP_LOG, failure=DOWN)
    analysis = analyse([failed, reports(12), probes(sso=True, ldap=None)])
    assert (analysis.error_rate, analysis.reports, analysis.users, analysis.down) == (None, 12, 5, ())
    assert analysis.level is ImpactLevel.MEDIUM
    assert analyse([]).level is ImpactLevel.LOW


def test_the_error_rate_is_of_all_logs_together_and_a_ticket_counts_once() -> None:
    one = log((0, Level.ERROR, "x"), (1, Level.INFO, "x"), (2, Level.INFO, "x"))
    two = log((0, Level.ERROR, "x"))
    analysis = analyse([one, two, reports(4), reports(4)])
    assert (analysis.error_rate, analysis.reports) == (0.5, 4)


def test_causes_are_told_with_their_evidence_and_a_change_before_the_trouble_goes_first() -> None:
    told = log(
        (0, Level.INFO, "configuration reloaded from release 4.2"),
        (5, Level.ERROR, "connection refused by upstream"),
        (6, Level.ERROR, "database: too many connections"),
        (7, Level.ERROR, "database: too many connections"),
        (8, Level.WARNING, "certificate soon ends"),
    )
    causes = analyse([told, probes(sso=False, ldap=True)]).causes
    assert [(cause.kind, cause.count) for cause in causes] == [
        (CauseKind.CHANGE, 1),
        (CauseKind.DATABASE, 2),
        (CauseKind.NETWORK, 1),
        (CauseKind.SERVICE_DOWN, 1),
    ]
    assert causes[0].first == AT
    assert causes[0].evidence == ("auth: configuration reloaded from release 4.2",)
    assert causes[3].evidence == ("sso",)


def test_a_change_after_the_first_error_is_one_cause_among_others() -> None:
    told = log((0, Level.ERROR, "x509: unknown"), (1, Level.ERROR, "x509: unknown"), (9, Level.INFO, "rollout of 4.3"))
    assert [cause.kind for cause in analyse([told]).causes] == [CauseKind.CERTIFICATE, CauseKind.CHANGE]


def test_the_timeline_is_in_order_and_names_its_sources() -> None:
    told = log(*((at, Level.ERROR, f"error {at}") for at in range(9)), (4, Level.INFO, "deploy of 4.3"))
    timeline = analyse([told, reports(1)]).timeline
    assert [moment.at for moment in timeline] == sorted(moment.at for moment in timeline)
    assert [moment.text for moment in timeline] == [
        "error 0",
        "Cannot sign in 0",
        "error 1",
        "error 2",
        "deploy of 4.3",
    ]
