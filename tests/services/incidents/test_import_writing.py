"""Drafts of incidents in the replica: recognised, brought up to date, never doubled."""

from __future__ import annotations

import json

from console.models.incident_kinds import INCIDENTS, IncidentStatus
from console.services.incidents.commands import AddEntry, DeclareIncident, MoveIncident
from console.services.incidents.exporting import exported
from console.services.incidents.queries import Timeline
from tests.services.incidents.conftest import Intake, status_row
from tests.support.desk import Office


def test_imported_incidents_stand_among_the_others(intake: Intake, office: Office) -> None:
    office.do(DeclareIncident("Before"))
    intake.rows(status_row("1"))
    imported = next(one for one in intake.all() if one.title != "Before")
    assert (imported.number, imported.scope, imported.restricted) == (2, INCIDENTS, False)
    entries = office.ask(Timeline(imported.id))
    assert [entry.event_at.hour for entry in entries] == [2, 3, 4]
    assert {entry.recorded_at for entry in entries} == {office.clock.now()}


def test_a_row_that_grew_adds_to_its_incident(intake: Intake, office: Office) -> None:
    """The history of before stays; what changed has its event (SPEC 1.6)."""
    row = status_row("1")
    updates = row["updates"]
    assert isinstance(updates, list)
    intake.rows(row | {"updates": updates[:2], "resolved_at": None})
    (open_one,) = intake.all()
    assert open_one.status is IncidentStatus.INVESTIGATING
    done = intake.rows(row | {"impact": "critical"})
    assert (done.tally.updated, done.tally.events) == (1, 2)
    (ended,) = intake.all()
    assert (ended.id, ended.status, ended.severity.value) == (open_one.id, IncidentStatus.RESOLVED, "CRITICAL")
    assert len(office.ask(Timeline(ended.id))) == 3
    told = [(row["kind"], row["to_value"]) for row in office.rows("incident_event")]
    assert sorted(told) == [
        ("CREATED", "REPORTED"),
        ("SEVERITY", "CRITICAL"),
        ("STATUS", "INVESTIGATING"),
        ("STATUS", "RESOLVED"),
    ]


def test_a_key_twice_in_a_file_is_rejected_unless_it_says_the_same(intake: Intake) -> None:
    tally = intake.rows(status_row("1"), status_row("1"), status_row("1", title="Another")).tally
    assert (tally.created, tally.unchanged, tally.rejected) == (1, 1, 1)


def test_an_old_export_does_not_undo_later_work(intake: Intake, office: Office) -> None:
    incident = office.do(DeclareIncident("Slow")).subject
    with office.store.read() as connection:
        before = list(exported(connection))
    assert intake.rows(*before).tally.unchanged == 1
    office.do(MoveIncident(incident, IncidentStatus.RESOLVED))
    assert intake.rows(*[{**row, "title": "Slower"} for row in before]).tally.rejected == 1
    (still,) = intake.all()
    assert (still.title, still.status) == ("Slow", IncidentStatus.RESOLVED)


def test_people_are_found_by_name_and_duplicates_by_their_key(intake: Intake, office: Office) -> None:
    wei = office.hire("Wang Wei", "wei")
    at = {"reported_at": "2026-01-01T00:00:00Z"}
    rows = [
        {"id": "2", "title": "Again", "duplicate_of": "1", "handler": "Wang Wei", "reporter": "Somebody", **at},
        {"id": "1", "title": "First", "duplicate_of": "", "handler": "", "reporter": "", **at},
    ]
    intake.rows(*rows)
    again, first = (next(one for one in intake.all() if one.title == title) for title in ("Again", "First"))
    assert (again.handler_id, again.reporter, again.duplicate_of) == (wei, "Somebody", first.id)


def test_an_operation_that_waits_stands_upon_the_imported_row(intake: Intake, office: Office) -> None:
    intake.rows(status_row("1"))
    (incident,) = intake.all()
    office.do(MoveIncident(incident.id, IncidentStatus.CLOSED))
    intake.rows(status_row("1", title="Renamed", components=["Sign-in"]))
    (shadow,) = office.rows("_shadow", "t = 'incident'")
    kept = json.loads(str(shadow["row"]))
    assert (kept["title"], kept["affected_services"], kept["status"]) == ("Renamed", ["Sign-in"], "RESOLVED")
    office.do(AddEntry(incident.id, "Checked"))
