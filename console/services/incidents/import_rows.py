"""One record made a draft of an incident by the map of its file.

Promise: pure; a record becomes a whole draft or is refused with its reason and the column; an instant nobody told stays
unknown, and a history always ends in the status of its incident.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo

from console.models import incident_workflow, triage
from console.models.incident import WHOLE
from console.models.incident_kinds import EntryKind, IncidentEventKind, IncidentStatus
from console.models.kinds import Category, Code, Refused, Severity
from console.models.values import dataclass
from console.services.importing.children import instant_of, items_of, line_of, member_of, text_of
from console.services.importing.records import Record
from console.services.importing.rows import Cells, RowReader, hashed, shaped
from console.services.importing.run import Reject
from console.services.incidents.import_maps import KINDS, LISTS, PEOPLE, TEXTS, TIMES, IncidentMap
from console.services.tickets import texts

MOST = 2**53
"""More users, and higher numbers, than there are."""
_PAIRS = (("reported_at", "resolved_at"), ("resolved_at", "closed_at"), ("impact_began_at", "impact_ended_at"))
"""Instants of which the second never lies before the first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the timeline; instants in microseconds since 1970 UTC."""

    at: int
    kind: EntryKind
    text: str
    author: str | None = None
    recorded: int | None = None
    evidence: str | None = None
    corrects: str | None = None
    pinned: bool = False
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """An event: values as they stand in the file."""

    kind: IncidentEventKind
    before: str | None
    after: str | None
    happened: int
    reason: str | None = None
    author: str | None = None
    recorded: int | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentDraft:
    """Everything a row says of one incident."""

    line: int
    key: str
    print: str
    """Changes with the row and with its map."""
    fields: Mapping[str, object]
    """The incident's columns, as they are stored, but for people."""
    people: Mapping[str, str | None]
    """By field, the name of a person."""
    entries: Sequence[Entry]
    events: Sequence[Step]
    told: frozenset[str]
    """The fields the map fills: what it does not tell is left as it is."""
    id: str | None = None
    number: int | None = None
    duplicate_of: str | None = None
    rows: int = 1


class IncidentReader:
    """Reads records by one map."""

    def __init__(self, made: IncidentMap, zone: tzinfo | None, *, spreadsheet: bool) -> None:
        self.map = made
        self._rows = RowReader(made.columns, zone, 0, spreadsheet=spreadsheet)

    def drafts(self, records: Iterable[Record], reject: Reject) -> Iterator[tuple[IncidentDraft, Record | None]]:
        """A draft for each record, with its record; rows that cannot be read go to `reject`."""
        for record in records:
            try:
                draft = self.draft(record)
            except Refused as error:
                reject(record, error)
            else:
                yield draft, record

    def draft(self, record: Record) -> IncidentDraft:
        """The draft of a record that is an incident; raises Refused with the reason."""
        cells = flat(shaped(record))
        self._check_is_one(cells)
        row = Cells(self._rows, cells, 0)
        entries, timed = self._timeline(row)
        fields = self._fields(row)
        events = self._events(row, fields, timed)
        _complete(fields, events, entries)
        number = row.text("number")
        return IncidentDraft(
            line=record.line,
            key=self._rows.key(record) or hashed(cells)[:32],
            print=hashed(cells, self.map.columns.digest)[:32],
            fields=fields,
            people={name: texts.optional(row.text(name), name) for name in PEOPLE if name in self._told},
            entries=entries,
            events=events,
            told=self._told,
            id=row.text("id").lower() or None,
            number=_whole("number", number) if number else None,
            duplicate_of=row.text("duplicate_of").lower() or None,
        )

    @property
    def _told(self) -> frozenset[str]:
        return frozenset(self.map.columns.fields)

    def _check_is_one(self, cells: Mapping[str, object]) -> None:
        for column, refused in self.map.refused.items():
            written = self._rows.cell(cells, column)
            if written.casefold() in refused:
                raise Refused(Code.ROW_NO_INCIDENT, column=column, value=written)

    def _fields(self, row: Cells) -> dict[str, object]:
        """The columns of the incident's own row."""
        made: dict[str, object] = {
            "title": texts.title(row.text("title")),
            "description": texts.description(row.text("description")),
            "restricted": row.text("restricted").casefold() in ("true", "1", "yes", "是"),
        }
        for name, kind in KINDS.items():
            filling = self.map.columns.fields.get(name)
            made[name] = self._rows.meant(row.cells, filling, kind) if filling else None
        made |= {name: row.time(name) if name in self._told else None for name in TIMES}
        made |= {name: texts.description(row.text(name)) or None for name in TEXTS}
        made |= {name: _list(row.raw(name)) for name in LISTS}
        users, availability = row.text("affected_users"), row.text("availability")
        made["affected_users"] = _whole("affected_users", users) if users else None
        made["availability"] = _percent(availability) if availability else None
        for earlier, later in _PAIRS:
            _check_order(made, earlier, later)
        return made

    def _timeline(self, row: Cells) -> tuple[list[Entry], list[tuple[int, IncidentStatus]]]:
        """The entries, and the statuses they tell of."""
        entries, timed = [], []
        named = self.map.timeline
        for item in items_of(row.cells.get(named.column), named.column):
            at = instant_of(item, named.at, self._rows.time, named.column)
            kind = named.kind and self._rows.meant(item, named.kind, EntryKind)
            status = named.status and self._rows.meant(item, named.status, IncidentStatus)
            text = texts.body(text_of(item, named.text), "text")
            entries.append(_entry(item, at, EntryKind(kind or EntryKind.UPDATE), text, self._rows))
            if status:
                timed.append((at, IncidentStatus(status)))
        return entries, timed

    def _events(self, row: Cells, fields: Mapping[str, object], timed: list[tuple[int, IncidentStatus]]) -> list[Step]:
        """The history as the file gives it, else the one its timeline and its times tell."""
        given = [_step(item, self._rows) for item in items_of(row.raw("events"), "events")]
        if given:
            return given
        ends = ((fields["resolved_at"], IncidentStatus.RESOLVED), (fields["closed_at"], IncidentStatus.CLOSED))
        marks = timed + [(at, status) for at, status in ends if isinstance(at, int)]
        first = fields["reported_at"]
        began = first if isinstance(first, int) else min((at for at, _ in marks), default=None)
        if began is None:
            raise Refused(Code.ROW_BAD_TIME, column="reported_at", value="")
        status = fields["status"]
        return _history(began, sorted(marks, key=lambda mark: mark[0]), IncidentStatus(str(status)) if status else None)


def flat(cells: Mapping[str, object]) -> dict[str, object]:
    """The cells, those of an object within under its name: `impact_window.start_at`."""
    made: dict[str, object] = {}
    for name, value in cells.items():
        made[name] = value
        if isinstance(value, dict):
            made |= {f"{name}.{inner}": of_it for inner, of_it in value.items()}
    return made


def _history(began: int, marks: Sequence[tuple[int, IncidentStatus]], status: IncidentStatus | None) -> list[Step]:
    events = [Step(IncidentEventKind.CREATED, None, IncidentStatus.REPORTED, began)]
    current, last = IncidentStatus.REPORTED, began
    for at, after in (*marks, *([(0, status)] if status else [])):
        if after is not current:
            last = max(at, last)
            events.append(Step(IncidentEventKind.STATUS, current, after, last))
            current = after
    return events


def _complete(fields: dict[str, object], events: Sequence[Step], entries: Sequence[Entry]) -> None:
    """What follows from the rest: status and end from the history, category and severity as they are suggested."""
    moves = [event for event in events if event.kind in (IncidentEventKind.CREATED, IncidentEventKind.STATUS)]
    fields["reported_at"] = fields["reported_at"] or events[0].happened
    fields["status"] = fields["status"] or moves[-1].after
    for name, status in (("resolved_at", IncidentStatus.RESOLVED), ("closed_at", IncidentStatus.CLOSED)):
        reached = [move.happened for move in moves if move.after == status]
        if fields[name] is None and reached and fields["status"] in incident_workflow.ENDS:
            fields[name] = reached[-1]
    if fields["category"] is None:
        told = "\n".join((str(fields["title"]), str(fields["description"]), *(entry.text for entry in entries)))
        fields["category"] = triage.suggest_category(told).category
    if fields["severity"] is None:
        users, impact, part = fields["affected_users"], fields["business_impact"], fields["availability"]
        fields["severity"] = incident_workflow.suggested_severity(
            users if isinstance(users, int) else None,
            Severity(str(impact)) if impact else None,
            part * 100 / WHOLE if isinstance(part, int) else None,
            Category(str(fields["category"])),
        ).severity


def _entry(item: dict[str, object], at: int, kind: EntryKind, text: str, rows: RowReader) -> Entry:
    return Entry(
        at,
        kind,
        text,
        author=texts.optional(text_of(item, "author"), "person"),
        recorded=instant_of(item, "recorded_at", rows.time, "timeline") if item.get("recorded_at") else None,
        evidence=texts.optional(text_of(item, "evidence"), "evidence"),
        corrects=text_of(item, "corrects").lower() or None,
        pinned=item.get("pinned") is True,
        id=text_of(item, "id").lower() or None,
    )


def _step(item: dict[str, object], rows: RowReader) -> Step:
    return Step(
        IncidentEventKind(member_of(item, "kind", IncidentEventKind, "events")),
        line_of(item, "from"),
        line_of(item, "to"),
        instant_of(item, "happened_at", rows.time, "events"),
        line_of(item, "reason"),
        texts.optional(text_of(item, "author"), "person"),
        instant_of(item, "recorded_at", rows.time, "events") if item.get("recorded_at") else None,
        text_of(item, "id").lower() or None,
    )


def _list(raw: object) -> list[str]:
    """The members of a list, of its JSON in a cell, or of a cell that holds them after commas."""
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except ValueError:
            raw = str(raw).replace(";", ",").split(",")
    members = raw if isinstance(raw, list) else [] if raw is None else [raw]
    return [member for one in members if (member := texts.description(str(one)).strip())]


def _whole(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:18]) <= MOST):
        raise Refused(Code.ROW_BAD_VALUE, column=name, value=text)
    return int(text)


def _percent(text: str) -> int:
    """Millionths of the whole."""
    try:
        found = float(text.removesuffix("%"))
    except ValueError:
        found = -1.0
    if not 0 <= found <= 100:
        raise Refused(Code.ROW_BAD_VALUE, column="availability", value=text)
    return round(found * WHOLE / 100)


def _check_order(fields: Mapping[str, object], earlier: str, later: str) -> None:
    first, then = fields[earlier], fields[later]
    if isinstance(first, int) and isinstance(then, int) and then < first:
        raise Refused(Code.ROW_TIMES_REVERSED, earlier=earlier, later=later)
