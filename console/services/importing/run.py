"""One import from the file to the last row, in batches.

Promise: read = used + unchanged + rejected; each batch is one small transaction, so a window beside it goes on and a
killed import, run again, continues; a trial answers the same figures and changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import tzinfo
from itertools import islice
from pathlib import Path
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from console.models.kinds import Code, Locale, Refused, Role, new_id, to_micros
from console.models.values import dataclass
from console.services.clock import Clock
from console.services.importing import map_files
from console.services.importing.known import Origin
from console.services.importing.logs import drafts
from console.services.importing.maps import BY_NAMES, ColumnMap, check_columns
from console.services.importing.parties import Parties
from console.services.importing.records import Record, Shape, Source, look_at
from console.services.importing.reporting import Report
from console.services.importing.rows import RowReader
from console.services.importing.writing import Stamp, Tally, Writer
from console.services.people import Me
from console.services.store import Store

BATCH = 250
"""Tickets of one transaction; a batch of plain tickets holds the writer for about 50 ms."""
PATIENCE = 60.0
"""Seconds a batch waits while others write: nobody waits for an import, and a busy desk is no reason to end it."""

Progress = Callable[[int, int], None]
Reject = Callable[[Record, Refused], None]


class Drafted(Protocol):
    """What rows became."""

    @property
    def line(self) -> int:
        """The line of the first of them."""
        ...

    @property
    def rows(self) -> int:
        """How many they are."""
        ...


D = TypeVar("D", bound=Drafted)


class Planner(Protocol[D]):
    """Decides what drafts change, and writes it."""

    def plan(self, connection: sqlite3.Connection, drafts: Sequence[D]) -> tuple[Tally, list[tuple[D, Refused]]]:
        """Decide what each draft changes; nothing is written before `write`."""
        ...

    def write(self, connection: sqlite3.Connection) -> None:
        """Write what the last `plan` decided."""
        ...

    def link(self, connection: sqlite3.Connection) -> None:
        """Write what can only be written when all rows are there."""
        ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be imported, and how."""

    file: Path
    map: Path | None = None
    dry_run: bool = False
    report: Path | None = None
    zone: str | None = None
    with_sla: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it."""

    read: int
    tally: Tally
    report: Path | None
    """Where the rejected rows are; None when there are none and no report was wished."""
    left_out: tuple[str, ...]
    """Columns for which there is no field."""


@dataclass(frozen=True, slots=True)
class Importer:
    """Who imports where; reports stand in `folder` where no other place is wished."""

    store: Store
    me: Me
    clock: Clock
    locale: Locale
    folder: Path

    def carry_out(self, wish: Wish, progress: Progress) -> Imported:
        """Import the tickets of a file.

        Raises Refused: ROLE_NEEDED (SPEC 1.3: lead or admin), IMPORT_UNREADABLE, IMPORT_NO_MAP, IMPORT_BAD_MAP,
        BAD_SETTING for an unknown zone, and what the store says of the disk.
        """
        if not self.me.roles & {Role.LEAD, Role.ADMIN}:
            raise Refused(Code.ROLE_NEEDED, role=Role.LEAD)
        source = look_at(wish.file)
        made = _map_for(source, wish)
        now = self.clock.now()
        origin = Origin(made.source, wish.file.name if made.source == BY_NAMES else None)
        stamp = Stamp(self.me.id, to_micros(now), origin, new_id(now), wish.with_sla)
        # The order of the file, ending now: tickets of one instant would have to be told apart one by one.
        since = stamp.at - source.total * 1000
        reader = RowReader(made, zone_of(wish.zone or made.zone), since, spreadsheet=source.shape is Shape.CSV)
        default = self.folder / f"{now:%Y%m%dT%H%M%SZ}-{wish.file.stem[:60]}.jsonl"
        report = Report(wish.report, default, self.locale, reads=(wish.file, wish.map))
        writer = Writer(stamp, Parties(self.me.id, self.locale, stamp.at))
        with closing(report):
            tally = Run(
                self.store, source, lambda rows, no: drafts(rows, reader, no), report, writer, progress
            ).through(stamp, wish, self.clock)
        unused = sorted(set(source.columns) - made.columns()) if made.source == BY_NAMES else []
        return Imported(source.total, tally, report.path if report.written else None, tuple(unused))


def zone_of(name: str | None) -> tzinfo | None:
    """The zone of wall times; None means this machine's.  Raises Refused BAD_SETTING for one nobody knows."""
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused(Code.BAD_SETTING, name="zone", value=name, source="--zone") from None


def _map_for(source: Source, wish: Wish) -> ColumnMap:
    if wish.map is not None:
        made = map_files.load(wish.map)
        check_columns(made, source.columns, wish.map.name)
        return made
    found = map_files.chosen(source.columns)
    if found is None:
        raise Refused(Code.IMPORT_NO_MAP, file=source.path.name, columns=source.columns)
    return found


class Run(Generic[D]):
    """The rows of one file on their way into the replica."""

    def __init__(
        self,
        store: Store,
        source: Source,
        drafts: Callable[[Iterable[Record], Reject], Iterator[tuple[D, Record | None]]],
        report: Report,
        writer: Planner[D],
        progress: Progress,
    ) -> None:
        """`drafts` makes drafts of records, each with the record it is of where there is one."""
        self._store = store
        self._source = source
        self._drafts = drafts
        self._report = report
        self._writer = writer
        self._progress = progress
        self._tally = Tally()
        self._done = 0
        self._records: dict[int, Record] = {}

    def through(self, stamp: Stamp, wish: Wish, clock: Clock) -> Tally:
        """All of it, noted as a batch; a trial writes nothing."""
        if wish.dry_run:
            return self.carry_out(dry=True)
        self._open_batch(stamp, wish)
        self.carry_out(dry=False)
        self._close_batch(stamp, clock)
        return self._tally

    def carry_out(self, *, dry: bool) -> Tally:
        """Import batch by batch; the figures so far are right at any time."""
        drafts = self._kept()
        while batch := list(islice(drafts, BATCH)):
            if dry:
                with self._store.read() as connection:
                    self._plan(connection, batch)
            else:
                with self._store.bulk(PATIENCE) as connection:
                    self._plan(connection, batch)
                    self._writer.write(connection)
            self._done += sum(draft.rows for draft in batch)
            self._progress(self._done, self._source.total)
        return self._tally

    def _open_batch(self, stamp: Stamp, wish: Wish) -> None:
        """Record who imports what (SPEC 13), before the first row."""
        with wish.file.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        with self._store.bulk(PATIENCE) as connection:
            connection.execute(
                "insert into _batch(id, at, who, file, sha256, source, with_sla, figures) values (?,?,?,?,?,?,?,'{}')",
                (stamp.batch, stamp.at, stamp.me, wish.file.name, digest, stamp.origin.source, int(wish.with_sla)),
            )

    def _close_batch(self, stamp: Stamp, clock: Clock) -> None:
        """Record what came of it; links are written now that all tickets are there."""
        figures = json.dumps({"read": self._source.total, **asdict(self._tally)})
        with self._store.bulk(PATIENCE) as connection:
            self._writer.link(connection)
            connection.execute(
                "update _batch set figures = ?, finished = ? where id = ?",
                (figures, to_micros(clock.now()), stamp.batch),
            )

    def _plan(self, connection: sqlite3.Connection, batch: list[D]) -> None:
        tally, refused = self._writer.plan(connection, batch)
        self._tally.add(tally)
        for draft, error in refused:
            self._report.reject(self._records[draft.line], error)
        self._records.clear()

    def _kept(self) -> Iterator[D]:
        for draft, record in self._drafts(self._source.records(), self._reject):
            if record is not None:
                self._records[draft.line] = record
            yield draft

    def _reject(self, record: Record, error: Refused) -> None:
        self._tally.rejected += 1
        self._done += 1
        self._report.reject(record, error)
