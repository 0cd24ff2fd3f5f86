"""What a person is told of analyses and action items: a day before the analysis is due, and when either is overdue.

Promise: plain SQL over what is open; an alert has the same key however often it is asked for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from console.models.alert_kinds import AlertKind
from console.models.kinds import ClockKind, Severity, from_micros
from console.models.marks import BREACH
from console.models.values import dataclass
from console.services.inbox import Alert
from console.services.incidents.reviews import Due, dues


@dataclass(frozen=True, slots=True)
class Calling:
    """What is to be told by now, and when to look again."""

    alerts: tuple[Alert, ...]
    next: int | None
    """In microseconds."""


def calling(connection: sqlite3.Connection, me: str, since: int, now: int) -> Calling:
    """Of what `me` answers for; nothing that befell before `since`."""
    found = [*_analyses(connection, me), *_actions(connection, me)]
    told = tuple(alert for at, alert in found if since <= at <= now)
    return Calling(told, min((at for at, _ in found if at > now), default=None))


def _analyses(connection: sqlite3.Connection, me: str) -> Iterator[tuple[int, Alert]]:
    for due in dues(connection):
        if me in due.charged:
            if due.warn > due.resolved:
                part = 100 * (due.warn - due.resolved) // (due.due - due.resolved)
                yield due.warn, _alert(due, AlertKind.WARN, due.warn, part)
            yield due.due, _alert(due, AlertKind.BREACH, due.due, BREACH)


def _alert(due: Due, kind: AlertKind, at: int, threshold: int) -> Alert:
    key = f"analysis:{due.incident}:{due.resolved}:{kind}"
    critical, instant = due.severity is Severity.CRITICAL and kind is AlertKind.BREACH, from_micros(due.due)
    return Alert(key, kind, due.incident, from_micros(at), critical, ClockKind.REVIEW, threshold, instant)


def _actions(connection: sqlite3.Connection, me: str) -> Iterator[tuple[int, Alert]]:
    rows = connection.execute(
        "select id, root, due_at from action_item where owner = ? and state = 'OPEN'"
        " and due_at is not null and dead = 0",
        (me,),
    )
    for key, incident, at in rows:
        instant = from_micros(at)
        yield at, Alert(f"{key}:{at}", AlertKind.ACTION, incident, instant, due=instant)
