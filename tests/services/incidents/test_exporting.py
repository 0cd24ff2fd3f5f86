"""What is exported can be imported again and is then exported alike."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest

from console.models.incident_kinds import IncidentStatus
from console.models.kinds import Category, Severity
from console.services.exporting import Row
from console.services.incidents.commands import AddEntry, DeclareIncident, MoveIncident, PinEntry, SetSeverity
from console.services.incidents.exporting import exported, write_csv, write_json
from console.services.incidents.queries import Timeline
from tests.services.incidents.conftest import Intake, status_row
from tests.support.desk import Office


def rows(office: Office) -> list[Row]:
    with office.store.read() as connection:
        return list(exported(connection))


def furnished(intake: Intake) -> list[Row]:
    """Incidents with all that can hang on them."""
    office = intake.office
    intake.rows(status_row("1"))
    told = DeclareIncident("=1+1", "two\nlines", 0, Severity.LOW, 99.95, Category.CONFIGURATION_ERROR)
    incident = office.do(told).subject
    entry, *_ = office.ask(Timeline(incident))
    earlier = office.clock.now() - timedelta(hours=1)
    office.do(AddEntry(incident, "“Since noon”", earlier, evidence="https://example.org", corrects=entry.id))
    office.do(PinEntry(entry.id))
    office.do(SetSeverity(incident, Severity.HIGH, "two sites"))
    office.do(MoveIncident(incident, IncidentStatus.RESOLVED))
    return rows(office)


@pytest.mark.parametrize("name", ["out.json", "out.csv"])
def test_an_export_comes_back_as_it_went(intake: Intake, tmp_path: Path, name: str) -> None:
    before = furnished(intake)
    file = tmp_path / name
    with file.open("w", encoding="utf-8", newline="") as out:
        (write_json if name.endswith("json") else write_csv)(before, out)
    for table in ("incident", "incident_event", "timeline_entry", "_imported"):
        intake.office.execute(f"delete from {table}")
    done = intake.bring(file)
    assert (done.tally.created, done.left_out) == (2, ())
    assert rows(intake.office) == before
    assert intake.bring(file).tally.unchanged == 2


def test_no_cell_starts_a_formula(intake: Intake) -> None:
    out = io.StringIO()
    write_csv(furnished(intake), out)
    assert ",'=1+1," in out.getvalue()
    none = io.StringIO()
    write_json([], none)
    assert json.loads(none.getvalue()) == {"incidents": []}
