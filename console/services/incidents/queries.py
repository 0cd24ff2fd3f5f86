"""What is shown of incidents: the list, one whole, its timeline.

Promise: plain SQL; every row is a frozen value; an incident that took no time and one that has not ended differ.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timedelta

from console.models.incident_kinds import EntryKind, ImpactLevel, IncidentStatus
from console.models.incident_workflow import lasted
from console.models.kinds import MICROSECOND, Category, Code, Refused, Severity, from_micros, local_mark
from console.models.values import dataclass

_WHOLE = 1_000_000


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident; people by name, "" where there is nobody."""

    id: str
    number: int | None
    title: str
    description: str
    reporter: str
    affected_users: int | None
    business_impact: Severity | None
    availability: float | None
    """Percent."""
    severity: Severity
    category: Category
    status: IncidentStatus
    restricted: bool
    scope: str | None
    handler: str
    commander: str
    affected_services: tuple[str, ...]
    impact: ImpactLevel | None
    causes: tuple[str, ...]
    root_cause: str | None
    resolution_summary: str | None
    resolution_details: str | None
    impact_began_at: datetime | None
    impact_ended_at: datetime | None
    detected_at: datetime | None
    reported_at: datetime
    assigned_at: datetime | None
    acknowledged_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    duplicate_of: str | None
    handler_id: str | None
    commander_id: str | None
    lasted: timedelta | None
    """From the beginning of its impact to the end, else from report to resolution; None while unknown."""

    @property
    def confirmed(self) -> bool:
        """Whether anything is known of its reach (SPEC 7.3)."""
        return any(piece is not None for piece in (self.affected_users, self.business_impact, self.availability))


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of a timeline."""

    id: str
    event_at: datetime
    recorded_at: datetime
    kind: EntryKind
    author: str
    text: str
    evidence: str | None
    corrects: str | None
    pinned: bool


_FIELDS = (
    "select i.id, i.number, i.title, i.description, coalesce(r.name, ''), i.affected_users, i.business_impact,"
    " i.availability, i.severity, i.category, i.status, i.restricted, i.scope, coalesce(h.name, ''),"
    " coalesce(c.name, ''), i.affected_services, i.impact, i.causes, i.root_cause, i.resolution_summary,"
    " i.resolution_details, i.impact_began_at, i.impact_ended_at, i.detected_at, i.reported_at, i.assigned_at,"
    " i.acknowledged_at, i.resolved_at, i.closed_at, i.duplicate_of, i.handler, i.commander from incident i"
    " left join person r on r.id = i.reporter left join person h on h.id = i.handler"
    " left join person c on c.id = i.commander where i.dead = 0"
)


def _row(found: sqlite3.Row | tuple[object, ...]) -> IncidentRow:
    values = list(found)
    took = lasted(*(values[place] for place in (21, 22, 24, 27)))
    for place, kind in ((6, Severity), (8, Severity), (9, Category), (10, IncidentStatus), (16, ImpactLevel)):
        values[place] = None if values[place] is None else kind(values[place])
    for place in range(21, 29):
        values[place] = None if values[place] is None else from_micros(values[place])
    for place in (15, 17):
        values[place] = tuple(json.loads(values[place]))
    values[7] = None if values[7] is None else values[7] * 100 / _WHOLE
    values[11] = bool(values[11])
    return IncidentRow(*[*values, None if took is None else took * MICROSECOND])


@dataclass(frozen=True, slots=True)
class Incidents:
    """All incidents, newest first."""

    limit: int | None = None

    def answer(self, connection: sqlite3.Connection) -> tuple[IncidentRow, ...]:
        """Rows in their order."""
        limit = -1 if self.limit is None else self.limit
        rows = connection.execute(f"{_FIELDS} order by i.reported_at desc, i.id desc limit ?", (limit,))
        return tuple(_row(row) for row in rows)


@dataclass(frozen=True, slots=True)
class CountIncidents:
    """How many there are."""

    def answer(self, connection: sqlite3.Connection) -> int:
        """A number."""
        return int(connection.execute("select count(*) from incident where dead = 0").fetchone()[0])


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """Ask for one incident by its id."""

    incident: str

    def answer(self, connection: sqlite3.Connection) -> IncidentRow:
        """The incident; raises Refused NOT_FOUND."""
        found = connection.execute(f"{_FIELDS} and i.id = ?", (self.incident,)).fetchone()
        if found is None:
            raise Refused(Code.NOT_FOUND, what="incident")
        return _row(found)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The timeline of an incident, in the order things happened."""

    incident: str

    def answer(self, connection: sqlite3.Connection) -> tuple[EntryRow, ...]:
        """Entries."""
        rows = connection.execute(
            "select e.id, e.event_at, e.recorded_at, e.kind, coalesce(p.name, ''), e.text, e.evidence, e.corrects,"
            " e.pinned from timeline_entry e left join person p on p.id = e.author"
            " where e.root = ? and e.dead = 0 order by e.event_at, e.id",
            (self.incident,),
        )
        return tuple(
            EntryRow(
                key, from_micros(at), from_micros(recorded), EntryKind(kind), author, text, evidence, of, bool(pinned)
            )
            for key, at, recorded, kind, author, text, evidence, of, pinned in rows
        )


@dataclass(frozen=True, slots=True)
class ResolveIncident:
    """The id of the incident a person names by number, local mark or id."""

    named: str

    def answer(self, connection: sqlite3.Connection) -> str:
        """Its id; raises Refused NOT_FOUND, or MARK_AMBIGUOUS when several bear the mark."""
        text = self.named.strip().removeprefix("#")
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
        rows = connection.execute(
            "select id from incident where (number = ? or id = ?) and dead = 0", (number, text.lower())
        )
        found = [key for (key,) in rows] or _marked(connection, text.upper())
        if len(found) > 1:
            raise Refused(Code.MARK_AMBIGUOUS, name=text, known=tuple(found))
        if not found:
            raise Refused(Code.NOT_FOUND, what="incident")
        return str(found[0])


def _marked(connection: sqlite3.Connection, mark: str) -> list[str]:
    rows = connection.execute("select id from incident where number is null and dead = 0 order by id")
    return [key for (key,) in rows if local_mark(key) == mark]
