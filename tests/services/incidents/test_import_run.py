"""A file of incidents on its way in: figures, trials, who may, what is left out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from console.models.kinds import Code, Locale, Refused, Role
from console.services.importing.run import Wish
from console.services.incidents.import_run import IncidentImporter
from tests.services.incidents.conftest import Intake, status_row
from tests.support.desk import Office


def test_the_same_file_again_changes_nothing(intake: Intake) -> None:
    file = intake.write([status_row("1"), status_row("2")])
    first, again = intake.bring(file).tally, intake.bring(file).tally
    assert (first.used, first.created, first.events) == (2, 2, 6)
    assert (again.used, again.unchanged, again.events) == (0, 2, 0)
    assert len(intake.all()) == 2


def test_a_trial_tells_the_same_figures_and_changes_nothing(intake: Intake) -> None:
    file = intake.write([status_row("1"), status_row("2", impact="maintenance")])
    tried = intake.bring(file, dry_run=True)
    assert intake.all() == ()
    assert intake.bring(file).tally == tried.tally


def test_what_is_no_incident_is_rejected_whole_with_its_reason(intake: Intake) -> None:
    planned = status_row("1", impact="maintenance")
    done = intake.rows(planned)
    assert done.report is not None
    (line,) = [json.loads(text) for text in done.report.read_text("utf-8").splitlines()]
    assert (line["line"], line["row"]) == (1, planned)
    assert "maintenance" in line["reason"]


def test_only_leads_and_admins_import(intake: Intake, office: Office) -> None:
    """SPEC 1.3."""
    services = office.services
    me = replace(services.me, roles=frozenset({Role.COMMANDER}))
    importer = IncidentImporter(services.store, me, services.clock, Locale.EN, intake.folder)
    with pytest.raises(Refused) as refused:
        importer.carry_out(Wish(intake.write([status_row()])), lambda _done, _total: None)
    assert refused.value.code is Code.ROLE_NEEDED


def test_a_file_no_map_fits_is_refused_and_one_of_fields_tells_what_it_left_out(intake: Intake) -> None:
    with pytest.raises(Refused) as refused:
        intake.rows({"colour": "red"})
    assert refused.value.code is Code.IMPORT_NO_MAP
    done = intake.rows({"title": "Slow", "reported_at": "2026-01-01T00:00:00Z", "colour": "red", "scope": "x"})
    assert (done.tally.created, done.left_out) == (1, ("colour",))


def test_a_map_that_asks_for_other_columns_is_refused(intake: Intake, tmp_path: Path) -> None:
    made = tmp_path / "map.toml"
    made.write_text('source = "x"\nkey = "no"\nheader = ["no"]\n[fields]\ntitle = "title"\n', "utf-8")
    with pytest.raises(Refused) as refused:
        intake.bring(intake.write([status_row()]), made=made)
    assert refused.value.code is Code.IMPORT_BAD_MAP
