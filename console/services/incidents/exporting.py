"""Incidents as rows for other programs: JSON objects and CSV records.

Promise: rows come one by one from one consistent read; what is exported can be imported again and is then exported
alike.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from console.models.incident_kinds import INCIDENTS
from console.models.kinds import from_micros
from console.services.exporting import Out, Row, guarded
from console.services.incidents.queries import EntryRow, IncidentRow, Incidents, Timeline
from console.services.incidents.work_queries import LinkedTickets, OpenRoles, Tasks

_NAMES = frozenset({"reporter", "handler", "commander"})
_SHOWN = ("event_at", "recorded_at", "kind", "author", "text")
_KEPT = ("id", "evidence", "corrects", "pinned")
_EVENTS = (
    'select x.id, x.kind, coalesce(b.name, x.from_value) "from", coalesce(a.name, x.to_value) "to", x.reason,'
    " p.name author, x.happened_at, x.recorded_at from incident_event x left join person p on p.id = x.author"
    " left join person b on b.id = x.from_value left join person a on a.id = x.to_value"
    " where x.root = ? order by x.happened_at, x.id"
)
_ROLE = ("duty", "person", "category", "state", "since")
_TASK = ("title", "person", "minutes", "state", "asked_at", "accepted_at", "ended_at", "result")
_TICKET = ("number", "title", "status", "requester", "created_at")
COLUMNS = (
    "id number title description reporter affected_users business_impact availability severity category status"
    " restricted scope handler commander affected_services impact causes root_cause resolution_summary"
    " resolution_details impact_began_at impact_ended_at detected_at reported_at assigned_at acknowledged_at"
    " resolved_at closed_at duplicate_of duration_seconds"
).split()
"""The fields of SPEC 7.0 in their order, and how long it took."""
WHOLE = (*COLUMNS, "timeline", "events")
"""What an export tells."""


def as_row(incident: IncidentRow) -> Row:
    """An incident under the names of its fields; people and the scope of all staff by name, instants in ISO 8601, null
    where nothing is known.
    """
    found = {name: getattr(incident, name) for name in COLUMNS[:-1]}
    made = {name: _plain(value) if name not in _NAMES or value else None for name, value in found.items()}
    made |= {"scope": "incidents"} if incident.scope == INCIDENTS else {}
    return made | {"duration_seconds": None if incident.lasted is None else _seconds(incident.lasted)}


def entry_row(entry: EntryRow) -> Row:
    """A timeline entry as it is shown."""
    return {name: _plain(getattr(entry, name)) for name in _SHOWN}


def work_rows(connection: sqlite3.Connection, incident: str) -> Row:
    """Who is what on an incident, what was asked of whom, and the tickets it caused that are readable here."""
    linked = LinkedTickets(incident).answer(connection)
    return {
        "roles": [_named(one, _ROLE) for one in OpenRoles(incident).answer(connection)],
        "tasks": [_named(one, _TASK) for one in Tasks(incident).answer(connection)],
        "tickets": [_named(one, _TICKET) for one in linked.tickets],
        "tickets_not_visible": linked.unseen,
    }


def _named(row: object, names: Sequence[str]) -> Row:
    """A row under these names, people by theirs."""
    return {name: _plain(getattr(row, "name" if name == "person" else name)) for name in names}


def exported(connection: sqlite3.Connection) -> Iterator[Row]:
    """Every incident whole, the oldest first."""
    for incident in reversed(Incidents().answer(connection)):
        entries = Timeline(incident.id).answer(connection)
        kept = [entry_row(entry) | {name: getattr(entry, name) for name in _KEPT} for entry in entries]
        yield as_row(incident) | {"timeline": kept, "events": list(_events(connection, incident.id))}


def write_json(rows: Iterable[Row], out: Out) -> None:
    """`{"incidents":[...]}`, an incident a line."""
    out.write('{"incidents": [')
    for place, row in enumerate(rows):
        out.write((",\n" if place else "\n") + json.dumps(row, ensure_ascii=False))
    out.write("\n]}\n")


def write_csv(rows: Iterable[Row], out: Out) -> None:
    """A header and a record an incident; no cell can start a formula in a spreadsheet (CWE-1236)."""
    writer = csv.writer(out)
    writer.writerow(WHOLE)
    writer.writerows([_cell(row[name]) for name in WHOLE] for row in rows)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return guarded(str(value).lower() if isinstance(value, bool) else str(value))


def _events(connection: sqlite3.Connection, incident: str) -> Iterator[Row]:
    cursor = connection.execute(_EVENTS, (incident,))
    names = [column[0] for column in cursor.description]
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        yield row | {name: from_micros(row[name]).isoformat() for name in ("happened_at", "recorded_at")}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _seconds(length: timedelta) -> float:
    whole = length // timedelta(seconds=1)
    return whole if timedelta(seconds=whole) == length else length.total_seconds()
