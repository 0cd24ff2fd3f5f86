"""Files of incidents, and an office that imports them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.models.kinds import Locale
from console.services.importing.run import Imported, Wish
from console.services.incidents.import_run import IncidentImporter
from console.services.incidents.queries import IncidentRow, Incidents
from tests.support.desk import Office

Row = Mapping[str, object]


def status_row(key: str = "9", **cells: object) -> dict[str, object]:
    """An incident as a public status page tells it."""
    told = [
        ("2024-01-28T02:30:00Z", "Investigating", "We are investigating degraded performance of sign-in."),
        ("2024-01-28T03:00:00Z", "Update", "We found the cause."),
        ("2024-01-28T04:00:00Z", "Resolved", "This incident has been resolved."),
    ]
    return {
        "id": key,
        "title": "Incident with sign-in",
        "url": "https://status.example.org/incidents/9",
        "status_sequence": [status for _, status, _ in told],
        "started_at": told[0][0],
        "resolved_at": told[-1][0],
        "impact_window": None,
        "updates": [{"at": at, "status": status, "message": text} for at, status, text in told],
        "impact": "major",
        "components": ["Sign-in", "API"],
    } | cells


@dataclass
class Intake:
    """An office, a folder for files, and imports into it."""

    office: Office
    folder: Path

    def write(self, rows: Sequence[Row], name: str = "rows.jsonl") -> Path:
        """A file of JSON lines."""
        path = self.folder / name
        path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
        return path

    def bring(self, file: Path, *, dry_run: bool = False, made: Path | None = None) -> Imported:
        """Import a file."""
        services = self.office.services
        folder = services.profile / "imports"
        importer = IncidentImporter(services.store, services.me, services.clock, Locale.EN, folder)
        done = importer.carry_out(Wish(file, made, dry_run), lambda _done, _total: None)
        assert done.read == done.tally.used + done.tally.unchanged + done.tally.rejected
        return done

    def rows(self, *rows: Row) -> Imported:
        """Import these rows."""
        return self.bring(self.write(rows))

    def all(self) -> tuple[IncidentRow, ...]:
        """The incidents there are."""
        return self.office.ask(Incidents())


@pytest.fixture
def intake(office: Office, tmp_path: Path) -> Intake:
    return Intake(office, tmp_path)
