"""A fresh profile into which a test imports."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.bootstrap import Services, build_services
from console.models.kinds import Locale
from console.services import exporting
from console.services.importing.run import Imported, Importer, Wish


class StandingClock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def now(self) -> datetime:
        """The instant set."""
        return self.instant

    def monotonic(self) -> float:
        """Its seconds."""
        return self.instant.timestamp()

    def pass_on(self) -> None:
        """A minute goes by."""
        self.instant += timedelta(minutes=1)


@dataclass
class Place:
    """A profile, a folder for files, and what a test does with them."""

    services: Services
    clock: StandingClock
    folder: Path
    progress: list[tuple[int, int]] = field(default_factory=list)

    def write(self, name: str, rows: Sequence[Mapping[str, object]] | str) -> Path:
        """A file of these rows, CSV or JSON by its name."""
        path = self.folder / name
        if isinstance(rows, str):
            path.write_text(rows, "utf-8", newline="")
        elif name.endswith(".csv"):
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        else:
            path.write_text(json.dumps(rows), "utf-8")
        return path

    def imported(
        self,
        rows: Sequence[Mapping[str, object]] | str,
        name: str = "tickets.csv",
        *,
        columns: str = "",
        dry_run: bool = False,
        zone: str | None = "UTC",
        with_sla: bool = False,
    ) -> Imported:
        """Import these rows, a minute later, by the map `columns` where one is given."""
        self.clock.pass_on()
        made = self.write("map.toml", columns) if columns else None
        services = self.services
        importer = Importer(services.store, services.me, self.clock, Locale.EN, self.folder / "imports")
        wish = Wish(self.write(name, rows), made, dry_run=dry_run, zone=zone, with_sla=with_sla)
        return importer.carry_out(wish, lambda done, total: self.progress.append((done, total)))

    def ask(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Rows of the replica."""
        with self.services.store.read() as connection:
            return connection.execute(sql, values).fetchall()

    def tickets(self) -> list[exporting.Row]:
        """All tickets as an export tells them."""
        with self.services.store.read() as connection:
            return list(exporting.exported(connection))

    def content(self) -> dict[str, list[tuple[object, ...]]]:
        """Everything in the replica an import could change."""
        tables = ("ticket", "event", "message", "tag", "link", "person", "team", "listing", "_imported", "_op")
        return {table: self.ask(f"select * from {table} order by 1") for table in tables}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A profile made anew."""
    clock = StandingClock()
    services = build_services(tmp_path / "profile", clock)
    yield Place(services, clock, tmp_path)
    services.close()
