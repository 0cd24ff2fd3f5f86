"""What a person is told of the work on incidents: a duty or a task they are asked for, and a time box that is over.

Promise: one's own doings are not told; of a box that is over its person is told, and who commands the incident.
"""

from __future__ import annotations

import sqlite3

from console.models.alert_kinds import AlertKind
from console.models.kinds import Severity, from_micros
from console.models.wall import SECOND
from console.services.inbox import Alert

_MINUTE = 60 * SECOND
_CRITICAL = f"i.severity = '{Severity.CRITICAL}'"
_OFFERED = (
    f"select r.id, i.id, r.offered_at, r.author, {_CRITICAL} from incident_role r join incident i on i.id = r.root"
    " where r.person = :me and r.state = 'OFFERED' and r.offered_at >= :since and r.author is not :me"
    " and r.dead = 0 and i.dead = 0"
)
_ASKED = (
    f"select t.id, i.id, t.asked_at, t.author, {_CRITICAL} from incident_task t join incident i on i.id = t.root"
    " where t.person = :me and t.state = 'ASKED' and t.asked_at >= :since and t.author is not :me"
    " and t.dead = 0 and i.dead = 0"
)
_BOXES = (
    f"select t.id, i.id, t.accepted_at + t.minutes * {_MINUTE}, t.person, {_CRITICAL}"
    " from incident_task t join incident i on i.id = t.root"
    " where t.state = 'ACCEPTED' and (t.person = :me or i.commander = :me) and t.dead = 0 and i.dead = 0"
)


def work_alerts(connection: sqlite3.Connection, me: str, since: int, now: int) -> tuple[list[Alert], int | None]:
    """What there is to tell by `now`, and when the next time box is over; instants in microseconds."""
    named = {"me": me, "since": since}
    found = [
        Alert(key, kind, incident, from_micros(at), bool(critical), person=author)
        for kind, sql in ((AlertKind.DUTY, _OFFERED), (AlertKind.TASK, _ASKED))
        for key, incident, at, author, critical in connection.execute(sql, named)
    ]
    following: int | None = None
    for key, incident, due, person, critical in connection.execute(_BOXES, named):
        if due > now:
            following = due if following is None else min(due, following)
        elif due >= since:
            at = from_micros(due)
            found.append(Alert(f"{key}:{due}", AlertKind.OVERDUE, incident, at, bool(critical), due=at, person=person))
    return found, following
