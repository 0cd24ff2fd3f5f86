"""The metrics of an incident are those gathered last, with marks of what happened meanwhile."""

from __future__ import annotations

from datetime import timedelta

from console.models.evidence import Gathered, Series
from console.models.kinds import Category
from console.models.runbook_kinds import SourceKind
from console.services.incidents.commands import DeclareIncident, SetFindings
from console.services.incidents.metrics import Mark, MarkKind, Metrics, MetricsOf
from console.services.response import Responder
from tests.support.desk import Office

DOWN = DeclareIncident("It is down", category=Category.SYSTEM_UNAVAILABLE)


def keep(office: Office, incident: str, *series: Series) -> None:
    """Put down what a source of metrics gave."""
    office.clock.advance()
    now = office.clock.now()
    gathered = Gathered("metrics", SourceKind.METRICS, series=series)
    Responder(office.services.ground).rows.keep(incident, gathered, now - timedelta(hours=1), now)


def series(name: str, *values: float) -> Series:
    points = tuple((1_000.0 + 30 * place, value) for place, value in enumerate(values))
    return Series(name, min(values), max(values), values[-1], points)


def test_what_was_gathered_last_is_told_with_its_marks(office: Office) -> None:
    incident = office.do(DOWN).subject
    assert office.ask(MetricsOf(incident)) == Metrics()
    declared = office.clock.now()
    office.do(SetFindings(incident, impact_began_at=declared - timedelta(minutes=5)))
    keep(office, incident, series("up{job=a}", 1.0, 0.0))
    keep(office, incident, series("up{job=a}", 1.0, 0.5), series("up{job=b}", 2.0, float("nan")), series("rate{}", 3.0))
    found = office.ask(MetricsOf(incident))
    assert [(metric.name, [name for name, _ in metric.series]) for metric in found.metrics] == [
        ("up", ["up{job=a}", "up{job=b}"]),
        ("rate", ["rate{}"]),
    ]
    assert found.metrics[0].series[0][1] == ((1000.0, 1.0), (1030.0, 0.5))
    assert found.metrics[0].series[1][1] == ((1000.0, 2.0),)
    at = declared.timestamp()
    assert found.marks == (Mark(MarkKind.IMPACT, at - 300), Mark(MarkKind.REPORT, at))


def test_what_has_another_shape_is_left_out(office: Office) -> None:
    incident = office.do(DOWN).subject
    keep(office, incident, series("up{}", 1.0))
    for odd in ('{"series": 3}', '{"series": [["up", [[1, "x"]]]]}', '{"series": [[1, []]]}', "{}"):
        office.execute("update evidence_item set params = ?", odd)
        assert office.ask(MetricsOf(incident)) == Metrics()
