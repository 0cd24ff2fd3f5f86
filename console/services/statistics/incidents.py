"""The figures of incidents in a period, from the replica (SPEC 12.2).

Promise: answered from the incidents this person may read; targets are those in force when each was reported.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from console.models.incident_kinds import IncidentStatus
from console.models.incident_measures import Course, IncidentFigures, incident_figures
from console.models.incident_workflow import ENDS
from console.models.kinds import Category, Severity
from console.models.values import dataclass
from console.services.clocks import catalogue


@dataclass(frozen=True, slots=True)
class IncidentsOf:
    """Ask for the figures of the incidents reported in [start, end), as seen at `now`; instants in microseconds."""

    start: int
    end: int
    now: int

    def answer(self, connection: sqlite3.Connection) -> tuple[IncidentFigures, ...]:
        """A row for each category and severity that occurs."""
        return incident_figures(courses(connection, self.start, self.end), catalogue(connection).severities, self.now)


def courses(connection: sqlite3.Connection, start: int, end: int) -> Iterator[Course]:
    """How each of the incidents reported in [start, end) went, the earliest first."""
    rows = connection.execute(
        "select i.category, i.severity, i.reported_at, i.acknowledged_at, i.resolved_at, i.status,"
        " i.duplicate_of is not null, count(a.id), coalesce(sum(a.state = 'DONE'), 0) from incident i"
        " left join action_item a on a.root = i.id and a.dead = 0 and a.state <> 'DROPPED'"
        " where i.dead = 0 and i.reported_at >= ? and i.reported_at < ? group by i.id order by i.reported_at, i.id",
        (start, end),
    )
    for category, severity, reported, acknowledged, resolved, status, merged, actions, done in rows:
        ended = bool(merged) or IncidentStatus(status) in ENDS
        kinds = Category(category), Severity(severity)
        yield Course(*kinds, reported, acknowledged, resolved, ended, actions, done)
