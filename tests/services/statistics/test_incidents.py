"""Incidents as they went, by their own severity's targets (SPEC 12.2)."""

from __future__ import annotations

from datetime import timedelta

from console.models.figures import Tally
from console.models.incident_kinds import IncidentStatus
from console.models.incident_measures import IncidentFigures
from console.models.kinds import Category, Role, Severity, to_micros
from console.services.incidents.commands import DeclareIncident, MoveIncident
from console.services.statistics.incidents import IncidentsOf
from tests.support.desk import START, Office

WEEK = to_micros(START), to_micros(START + timedelta(days=7))


def rows(office: Office) -> tuple[IncidentFigures, ...]:
    """Of the week, as seen now."""
    return office.ask(IncidentsOf(*WEEK, to_micros(office.clock.now())))


def test_an_incident_counts_from_its_report_to_its_end(office: Office) -> None:
    office.be(Role.COMMANDER, Role.LEAD, Role.AGENT)
    made = office.do(
        DeclareIncident("Nobody can sign in", users=2000, category=Category.AUTHENTICATION_FAILURE)
    ).subject
    (row,) = rows(office)
    assert (row.category, row.severity, row.n) == (Category.AUTHENTICATION_FAILURE, Severity.CRITICAL, 1)
    assert (row.response, row.resolution, row.acknowledged.spread.open) == (Tally(pending=1), Tally(pending=1), 1)
    office.clock.advance(timedelta(minutes=10) - timedelta(seconds=1))
    office.do(MoveIncident(made, IncidentStatus.ACKNOWLEDGED))
    office.clock.advance(timedelta(hours=2))
    office.do(MoveIncident(made, IncidentStatus.RESOLVED))
    (row,) = rows(office)
    assert (row.response, row.resolution) == (Tally(met=1), Tally(missed=1))
    assert row.acknowledged.spread.median == row.acknowledged.mean == 600
    assert (row.resolved.spread.n, row.resolved.spread.open) == (1, 0)


def test_a_false_alarm_and_one_of_another_week_are_not_measured(office: Office) -> None:
    office.be(Role.COMMANDER, Role.LEAD, Role.AGENT)
    made = office.do(DeclareIncident("A false alarm")).subject
    office.execute("update incident set status = 'CLOSED', acknowledged_at = null where id = ?", made)
    (row,) = rows(office)
    assert (row.n, row.response, row.resolution) == (1, Tally(not_applicable=1), Tally(not_applicable=1))
    assert row.resolved.spread.n == 0
    office.execute("update incident set reported_at = ? where id = ?", WEEK[1], made)
    assert rows(office) == ()
