"""Incidents of a real status page come in as the page tells them, but for planned maintenance.

Run only where SUPPORT_CONSOLE_REAL_DATA names a folder with `incidents`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from console.bootstrap import Services, build_services
from console.models.incident_kinds import IncidentStatus
from console.models.kinds import Locale
from console.services.importing.run import Imported, Wish
from console.services.incidents.import_run import IncidentImporter
from console.services.incidents.queries import Incidents, Timeline
from tests.support.isolation import REAL_DATA

FILE = Path(os.environ[REAL_DATA]) / "incidents/github_status_incidents.jsonl"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = build_services(tmp_path / "profile")
    yield made
    made.close()


def imported(services: Services) -> Imported:
    """Import the file once."""
    folder = services.profile / "imports"
    importer = IncidentImporter(services.store, services.me, services.clock, Locale.EN, folder)
    return importer.carry_out(Wish(FILE), lambda _done, _total: None)


def test_every_incident_has_the_timeline_duration_and_status_of_the_page(services: Services) -> None:
    """In 25 of them the stated duration is that of the impact, not of the report."""
    told = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    by_origin = {f"github-status:{row['id']}": row for row in told if row["impact"] != "maintenance"}
    done = imported(services)
    assert (done.read, done.tally.created, done.tally.rejected) == (399, 389, 10)
    with services.store.read() as connection:
        origins = dict(connection.execute("select id, imported_from from incident"))
    windows = 0
    for incident in services.desk.ask(Incidents()):
        row = by_origin.pop(origins[incident.id])
        entries = services.desk.ask(Timeline(incident.id))
        assert [(e.event_at, e.text) for e in entries] == [
            (datetime.fromisoformat(update["at"]), update["message"]) for update in row["updates"]
        ]
        assert incident.status is IncidentStatus.RESOLVED
        assert incident.lasted is not None
        assert incident.lasted.total_seconds() == row["duration_minutes"] * 60
        assert list(incident.affected_services) == row.get("components", [])
        assert incident.resolved_at is not None
        windows += incident.lasted != incident.resolved_at - incident.reported_at
    assert (windows, by_origin) == (25, {})


def test_planned_maintenance_is_told_in_the_report_and_the_file_again_changes_nothing(services: Services) -> None:
    done = imported(services)
    assert done.report is not None
    lines = [json.loads(line) for line in done.report.read_text("utf-8").splitlines()]
    assert len(lines) == 10
    assert all(line["row"]["impact"] == "maintenance" and "maintenance" in line["reason"] for line in lines)
    again = imported(services).tally
    assert (again.unchanged, again.rejected, again.used) == (389, 10, 0)
