"""What the war-room shows of one incident: its clocks, a window on its timeline, its response plan.

Promise: one question each, answered in milliseconds however long the timeline has grown; nothing is written.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from console.models.incident_clocks import Facts, IncidentClock, clocks
from console.models.incident_kinds import EntryKind, IncidentEventKind
from console.models.incident_workflow import ENDS
from console.models.kinds import Severity, from_micros, to_micros
from console.models.runbook import Runbook
from console.models.values import dataclass
from console.services.clocks import catalogue
from console.services.incidents.queries import EntryRow, IncidentRow, OpenIncident
from console.services.incidents.reviews import dues
from console.services.incidents.work_queries import OpenRoles, RoleRow
from console.services.response_rows import OpenResponse, ResponseRow
from console.services.runbooks import RuledAt

UPDATES = (EntryKind.UPDATE, EntryKind.COMMUNICATION)
"""Entries that tell of an update given (SPEC 9.2)."""


@dataclass(frozen=True, slots=True)
class Room:
    """One incident, and how its clocks stand."""

    row: IncidentRow
    clocks: tuple[IncidentClock, ...]
    targets: tuple[int, ...]
    """Minutes each of them gives."""
    entries: int
    """How many its timeline has."""
    pinned: int
    roles: tuple[RoleRow, ...]
    """Offered or held."""
    waiting: int
    """Entries of this console the hub has not taken yet."""
    review: IncidentClock | None = None
    """That of the analysis a grave incident asks for once it is resolved."""


@dataclass(frozen=True, slots=True)
class OpenRoom:
    """Ask for an incident as it stands at `now`."""

    incident: str
    now: datetime

    def answer(self, connection: sqlite3.Connection) -> Room:
        """The room; raises Refused NOT_FOUND."""
        row, now = OpenIncident(self.incident).answer(connection), to_micros(self.now)
        terms = catalogue(connection).severities(now)
        asked = terms[row.severity]
        entries, pinned, waiting = connection.execute(
            "select count(*), total(pinned), total(seq is null) from timeline_entry where root = ? and dead = 0",
            (self.incident,),
        ).fetchone()
        roles = OpenRoles(self.incident).answer(connection)
        stand = clocks(_facts(connection, row), terms, now)
        targets = asked.respond, asked.update, asked.resolve
        review = next((due.clock(now) for due in dues(connection, row.id)), None) if row.status in ENDS else None
        return Room(row, stand, targets, int(entries), int(pinned), roles, int(waiting), review)


def _facts(connection: sqlite3.Connection, row: IncidentRow) -> Facts:
    changes = connection.execute(
        "select happened_at, from_value from incident_event where root = ? and kind = ? and dead = 0"
        " order by happened_at, id",
        (row.id, IncidentEventKind.SEVERITY),
    )
    updates = connection.execute(
        "select event_at from timeline_entry where root = ? and kind in (?, ?) and dead = 0 order by event_at",
        (row.id, *UPDATES),
    )
    over = (row.resolved_at or row.closed_at) if row.status in ENDS else None
    acknowledged, resolved, ended = (
        None if at is None else to_micros(at) for at in (row.acknowledged_at, row.resolved_at, over)
    )
    return Facts(
        to_micros(row.reported_at),
        acknowledged,
        resolved,
        ended,
        row.severity,
        tuple((at, Severity(before)) for at, before in changes),
        tuple(at for (at,) in updates),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry as the war-room shows it."""

    entry: EntryRow
    is_waiting: bool
    """Whether the hub has not taken it yet."""
    corrected: bool
    """Whether a later entry corrects it."""
    of: datetime | None
    """When what it corrects happened."""


@dataclass(frozen=True, slots=True)
class TimelineWindow:
    """Ask for the newest entries of a timeline, the newest first."""

    incident: str
    limit: int
    kinds: tuple[EntryKind, ...] = ()
    """() takes all."""
    pinned: bool = False
    """Whether only what is pinned is asked for."""
    text: str = ""
    """Part of the words, in any case."""

    def answer(self, connection: sqlite3.Connection) -> tuple[Shown, ...]:
        """At most `limit` entries."""
        places = ", ".join("?" * len(self.kinds))
        rows = connection.execute(
            "select e.id, e.event_at, e.recorded_at, e.kind, coalesce(p.name, ''), e.text, e.evidence, e.corrects,"
            " e.pinned, e.seq is null, o.event_at from timeline_entry e left join person p on p.id = e.author"
            " left join timeline_entry o on o.id = e.corrects where e.root = ? and e.dead = 0"
            + (f" and e.kind in ({places})" if self.kinds else "")
            + (" and e.pinned" if self.pinned else "")
            + (" and (instr(lower(e.text), lower(?)) or instr(lower(p.name), lower(?)))" if self.text else "")
            + " order by e.event_at desc, e.id desc limit ?",
            (self.incident, *self.kinds, *((self.text,) * 2 if self.text else ()), self.limit),
        ).fetchall()
        corrected = {
            key
            for (key,) in connection.execute(
                "select corrects from timeline_entry where root = ? and kind = ? and dead = 0",
                (self.incident, EntryKind.CORRECTION),
            )
        }
        return tuple(
            Shown(
                EntryRow(
                    *(key, from_micros(at), from_micros(recorded), EntryKind(kind), author, text, evidence, of),
                    bool(pinned),
                ),
                bool(waits),
                key in corrected,
                None if then is None else from_micros(then),
            )
            for key, at, recorded, kind, author, text, evidence, of, pinned, waits, then in rows
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done about an incident: its runbook, and how far the response has come."""

    book: Runbook | None
    """That the response began with; before it begins, the one in force for the category."""
    response: ResponseRow | None


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """Ask for the response plan of an incident."""

    incident: str
    now: datetime

    def answer(self, connection: sqlite3.Connection) -> Plan:
        """The plan; raises Refused NOT_FOUND."""
        row = OpenIncident(self.incident).answer(connection)
        response, ruled = OpenResponse(self.incident).answer(connection), RuledAt(self.now).answer(connection)
        book = ruled.books.get(row.category) if response is None else ruled.known.get(response.hash)
        return Plan(book, response)
