"""One import of incidents from the file to the last row.

Promise: read = used + unchanged + rejected; the same file again changes nothing; a changed row brings its incident up
to date and only ever adds to its past; a trial answers the same figures and changes nothing.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from console.models.kinds import Code, Locale, Refused, Role, new_id, to_micros
from console.models.values import dataclass
from console.services.clock import Clock
from console.services.importing.known import Origin
from console.services.importing.maps import BY_NAMES
from console.services.importing.parties import Parties
from console.services.importing.records import Shape, Source, look_at
from console.services.importing.reporting import Report
from console.services.importing.run import Imported, Progress, Run, Wish, zone_of
from console.services.importing.writing import Stamp
from console.services.incidents import import_maps
from console.services.incidents.import_maps import IncidentMap
from console.services.incidents.import_rows import IncidentReader
from console.services.incidents.import_writing import IncidentWriter
from console.services.people import Me
from console.services.store import Store

DERIVED = frozenset({"duration_seconds", "scope"})
"""What an export tells besides and follows from the rest."""


@dataclass(frozen=True, slots=True)
class IncidentImporter:
    """Who imports where; reports stand in `folder` where no other place is wished."""

    store: Store
    me: Me
    clock: Clock
    locale: Locale
    folder: Path

    def carry_out(self, wish: Wish, progress: Progress) -> Imported:
        """Import the incidents of a file.

        Raises Refused: ROLE_NEEDED (SPEC 1.3: lead or admin), IMPORT_UNREADABLE, IMPORT_NO_MAP, IMPORT_BAD_MAP,
        BAD_SETTING for an unknown zone, and what the store says of the disk.
        """
        if not self.me.roles & {Role.LEAD, Role.ADMIN}:
            raise Refused(Code.ROLE_NEEDED, role=Role.LEAD)
        source = look_at(wish.file)
        made = _map_for(source, wish)
        now = self.clock.now()
        named = made.columns.source
        origin = Origin(named, wish.file.name if named == BY_NAMES else None)
        stamp = Stamp(self.me.id, to_micros(now), origin, new_id(now))
        reader = IncidentReader(made, zone_of(wish.zone or made.columns.zone), spreadsheet=source.shape is Shape.CSV)
        default = self.folder / f"{now:%Y%m%dT%H%M%SZ}-{wish.file.stem[:60]}.jsonl"
        report = Report(wish.report, default, self.locale, reads=(wish.file, wish.map))
        writer = IncidentWriter(stamp, Parties(self.me.id, self.locale, stamp.at))
        with closing(report):
            run = Run(self.store, source, reader.drafts, report, writer, progress)
            tally = run.through(stamp, wish, self.clock)
        used = made.columns.columns() | {made.timeline.column} | DERIVED
        unused = sorted(set(source.columns) - used) if named == BY_NAMES else []
        return Imported(source.total, tally, report.path if report.written else None, tuple(unused))


def _map_for(source: Source, wish: Wish) -> IncidentMap:
    if wish.map is not None:
        made = import_maps.load(wish.map)
        import_maps.check_columns(made, source.columns, wish.map.name)
        return made
    found = import_maps.chosen(source.columns)
    if found is None:
        raise Refused(Code.IMPORT_NO_MAP, file=source.path.name, columns=source.columns)
    return found
