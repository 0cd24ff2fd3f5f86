"""Event logs: rows that are single changes of state, gathered into the tickets they belong to.

Promise: every row that can be read becomes one event with its own time, also when it does not change the status; rows
of one instant keep the order of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from console.models.kinds import Code, EventKind, Refused, Status
from console.services.importing.drafts import Draft, Happening, course, steps
from console.services.importing.maps import Filling, Log
from console.services.importing.records import Record
from console.services.importing.rows import Cells, RowReader, hashed, shaped

Reject = Callable[[Record, Refused], None]
Step = tuple[int, str, str | None, str | None]
"""Instant, status, reason, outcome."""


class Case:
    """The rows of one ticket as they come."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.steps: list[Step] = []

    @property
    def first(self) -> Record:
        """The row that comes first in the file; it tells of the ticket itself."""
        return self.records[0]


def drafts(records: Iterable[Record], reader: RowReader, reject: Reject) -> Iterator[tuple[Draft, Record | None]]:
    """A draft for each record of a file, with its record; of a log a draft for each case."""
    if reader.map.log is not None:
        yield from ((draft, None) for draft in gathered(records, reader, reader.map.log, reject))
        return
    for record in records:
        try:
            draft = reader.draft(record)
        except Refused as error:
            reject(record, error)
        else:
            yield draft, record


def gathered(records: Iterable[Record], reader: RowReader, log: Log, reject: Reject) -> Iterator[Draft]:
    """A draft for each case, in the order the cases begin; rows that cannot be read go to `reject`."""
    cases: dict[str, Case] = {}
    for record in records:
        try:
            key, step = reader.key(record), _step(record, reader, log)
        except Refused as error:
            reject(record, error)
            continue
        case = cases.setdefault(key or "", Case())
        case.records.append(record)
        case.steps.append(step)
    for key, case in cases.items():
        try:
            yield _draft(key, case, reader)
        except Refused as error:
            for record in case.records:
                reject(record, error)


def _step(record: Record, reader: RowReader, log: Log) -> Step:
    cells = shaped(record)
    text = reader.cell(cells, log.time)
    at = reader.time(text) if text else None
    if at is None:
        raise Refused(Code.ROW_BAD_TIME, column=log.time, value=text)
    status = reader.meant(cells, log.status, Status)
    if status is None:
        raise Refused(Code.ROW_BAD_VALUE, column=", ".join(sorted(log.status.columns())), value="")

    def told(filling: Filling | None) -> str | None:
        return reader.meant(cells, filling) if filling else None

    return at, status, told(log.reason), told(log.outcome)


def _draft(key: str, case: Case, reader: RowReader) -> Draft:
    ordered = sorted(case.steps, key=lambda step: step[0])
    events: list[Happening] = []
    for at, status, reason, _ in ordered:
        kind, before = (EventKind.STATUS, events[-1].after) if events else (EventKind.CREATED, None)
        events.append(Happening(kind, before, status, at, reason))
    end = course(steps(events))
    row = Cells(reader, shaped(case.first), events[0].happened)
    fields = row.fields() | {
        "status": end.status.value,
        "cycle": end.cycle,
        "created_at": events[0].happened,
        "updated_at": events[-1].happened,
        "resolved_at": end.resolved,
        "closed_at": end.closed,
        "outcome": ordered[-1][3],
    }
    return Draft(
        line=case.first.line,
        rows=len(events),
        key=key,
        print=hashed({"first": dict(shaped(case.first))}, reader.map.digest)[:32],
        fields=fields,
        events=events,
        requester=row.party("requester"),
        assignee=row.party("assignee"),
        team=row.text("team") or None,
        tags=row.tags() if "tags" in reader.map.fields else None,
        names=reader.told,
        is_log=True,
    )
