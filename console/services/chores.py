"""What happens to tickets without anybody: a pause ends at its hour, a resolved one closes after some days of silence.

Promise: ordinary commands by ordinary rules, so they are captured, refused and shown like a person's; doing a chore
twice does it once, for the first time leaves nothing to do.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from console.models.kinds import PAUSES, Code, Refused, Status, to_micros
from console.models.rulings import Rules
from console.models.values import dataclass
from console.services.clocks import catalogue
from console.services.desk import Desk
from console.services.incidents.work_commands import LinkToIncident
from console.services.incidents.work_queries import Unsettled
from console.services.tickets.commands import SetStatus

_MEANWHILE = frozenset({Code.CHANGED_MEANWHILE, Code.ILLEGAL_STATUS, Code.NOT_FOUND})
"""Somebody was faster: there is nothing left to do."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """Days and sizes in force."""

    now: datetime

    def answer(self, connection: sqlite3.Connection) -> Rules:
        """As published."""
        return catalogue(connection).rules(to_micros(self.now))


@dataclass(frozen=True, slots=True)
class Waking:
    """Paused tickets whose hour has come."""

    now: datetime

    def answer(self, connection: sqlite3.Connection) -> tuple[tuple[str, Status], ...]:
        """Ids with the pause they are in, the longest due first."""
        marks = ",".join("?" * len(PAUSES))
        rows = connection.execute(
            f"select id, status from ticket where wake_at <= ? and status in ({marks}) and dead = 0"
            " order by wake_at, id",
            (to_micros(self.now), *sorted(PAUSES)),
        )
        return tuple((key, Status(status)) for key, status in rows)


@dataclass(frozen=True, slots=True)
class Silent:
    """Resolved tickets nobody spoke on since; one that was imported has been here for as long too."""

    before: datetime

    def answer(self, connection: sqlite3.Connection) -> tuple[str, ...]:
        """Ids, the longest silent first."""
        rows = connection.execute(
            "select id from ticket t where status = 'RESOLVED' and resolved_at < ?1 and dead = 0"
            " and (imported_from is null or at < ?1) and not exists"
            " (select 1 from message m where m.root = t.id and m.visibility = 'PUBLIC' and m.created_at >= ?1)"
            " order by resolved_at, id",
            (to_micros(self.before),),
        )
        return tuple(row[0] for row in rows)


def rules(desk: Desk, now: datetime) -> Rules:
    """Days and sizes in force."""
    return desk.look(Ruled(now))


def wake(desk: Desk, now: datetime) -> int:
    """Open every paused ticket whose hour has come; the number of them."""
    return sum(_done(desk, SetStatus(key, Status.OPEN, expect=pause)) for key, pause in desk.look(Waking(now)))


def close_silent(desk: Desk, now: datetime) -> int:
    """Close what was resolved so long ago in silence as is ruled; the number of them."""
    found = desk.look(Silent(now - timedelta(days=rules(desk, now).close_after_days)))
    return sum(_done(desk, SetStatus(key, Status.CLOSED, expect=Status.RESOLVED)) for key in found)


def settle_covers(desk: Desk) -> int:
    """Cover the tickets of incidents that last, and those alone, whoever linked them; the number of incidents."""
    return sum(_done(desk, LinkToIncident(key, ())) for key in desk.look(Unsettled()))


def _done(desk: Desk, command: SetStatus | LinkToIncident) -> bool:
    try:
        desk.do(command)
    except Refused as error:
        if error.code in _MEANWHILE:
            return False
        raise
    return True
