"""The alerts of this console: what was told, seen, put off; kept in local.db (SPEC 5.1, 5.2).

Promise: an alert is told once, also across restarts; one that is put off is told once more when its time comes; titles
and names are read when they are shown, so that nothing stands here that may not be read any more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

from console.models.alert_kinds import AlertKind
from console.models.kinds import MICROSECOND, ClockKind, from_micros, to_micros
from console.models.values import dataclass
from console.services.clock import Clock
from console.services.local import Local
from console.services.store import Store

KEPT = timedelta(days=31)
"""How long an alert that was seen stays."""
MOST = 300
"""Alerts that a list shows."""

_FIELDS = "key, kind, subject, at, critical, clock, threshold, due, person, seen, until, reason"
_OPEN = "seen is null and (until is null or until <= ?)"
Row = tuple[str, str, str, int, int, str | None, int | None, int | None, str | None, int | None, int | None, str | None]


_OF_INCIDENTS = frozenset({AlertKind.INCIDENT, AlertKind.ACTION, AlertKind.DUTY, AlertKind.TASK, AlertKind.OVERDUE})


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing a person is told of."""

    key: str
    """The same whenever the same is told: of a clock its ticket, cycle, basis and threshold, else the id of a row."""
    kind: AlertKind
    subject: str
    """The id of the ticket, incident or article."""
    at: datetime
    critical: bool = False
    clock: ClockKind | None = None
    threshold: int | None = None
    """Percent of the clock's time."""
    due: datetime | None = None
    """When that clock is due."""
    person: str | None = None
    """The id of who did it."""
    seen: datetime | None = None
    until: datetime | None = None
    """Put off until then."""
    reason: str = ""
    """Why it was put off."""

    @property
    def is_incident(self) -> bool:
        """Whether its subject is an incident."""
        return self.kind in _OF_INCIDENTS or self.clock is ClockKind.REVIEW


@dataclass(frozen=True, slots=True)
class Shown:
    """An alert with what its ids stand for now."""

    alert: Alert
    title: str
    """"" where the ticket or incident cannot be read here."""
    number: int | None
    name: str
    """Of the person; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Page:
    """The inbox."""

    rows: tuple[Shown, ...]
    """What is not seen first, each part newest first."""
    unread: int
    """How many are to be seen: not those put off."""


class Inbox:
    """The alerts; from any thread, but not the window's."""

    def __init__(self, local: Local, store: Store, clock: Clock) -> None:
        self._local = local
        self._store = store
        self._clock = clock

    def add(self, alerts: Sequence[Alert]) -> tuple[Alert, ...]:
        """Those of them that were never told before; they are told from now on."""
        return self._local.within(partial(_add, alerts=alerts, now=self._now())) if alerts else ()

    def page(self) -> Page:
        """What a list shows."""
        now = self._now()
        select = f"select {_FIELDS} from alert order by ({_OPEN}) desc, at desc, key limit ?"
        rows, unread = self._local.within(
            lambda db: (db.execute(select, (now, MOST)).fetchall(), _unread(db, now)),
        )
        return Page(self.shown(map(_read, rows)), unread)

    def unread(self) -> int:
        """How many wait to be seen."""
        now = self._now()
        return self._local.within(lambda db: _unread(db, now))

    def shown(self, alerts: Iterable[Alert]) -> tuple[Shown, ...]:
        """Alerts with titles and names as they are now."""
        listed = list(alerts)
        with self._store.read() as connection:
            titles = _named(connection, "ticket", "title, number", [one.subject for one in listed])
            titles |= _named(connection, "incident", "title, number", [one.subject for one in listed])
            titles |= _articles(connection, [one.subject for one in listed if one.kind is AlertKind.REVIEW])
            names = _named(connection, "person", "name, null", [one.person for one in listed if one.person])
        return tuple(
            Shown(one, *titles.get(one.subject, ("", None)), names.get(one.person or "", ("", None))[0])
            for one in listed
        )

    def acknowledge(self, keys: Sequence[str] | None = None) -> None:
        """These were seen; None: all that wait to be."""
        now = self._now()
        if keys is None:
            self._run(f"update alert set seen = ? where {_OPEN}", [(now, now)])
        else:
            self._run("update alert set seen = ? where key = ? and seen is null", [(now, key) for key in keys])

    def unsee(self, keys: Sequence[str]) -> None:
        """Take back that they were seen."""
        self._run("update alert set seen = null where key = ?", [(key,) for key in keys])

    def snooze(self, key: str, length: timedelta, reason: str) -> None:
        """Tell it again after `length`."""
        until = self._now() + length // MICROSECOND
        self._run("update alert set seen = null, until = ?, reason = ? where key = ?", [(until, reason, key)])

    def woken(self) -> tuple[Alert, ...]:
        """Those put off whose time has come, each once."""
        return self._local.within(partial(_wake, now=self._now()))

    def next_waking(self) -> int | None:
        """When the next one put off is to be told again, in microseconds."""
        sql = "select min(until) from alert where seen is null"
        found = self._local.within(lambda db: db.execute(sql).fetchone()[0])
        return None if found is None else int(found)

    def forget(self) -> None:
        """Drop what was seen long ago."""
        long_ago = self._now() - KEPT // MICROSECOND
        self._run("delete from alert where seen < ? and at < ?", [(long_ago, long_ago)])

    def _now(self) -> int:
        return to_micros(self._clock.now())

    def _run(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        self._local.within(lambda db: db.executemany(sql, rows))


def _add(db: sqlite3.Connection, alerts: Sequence[Alert], now: int) -> tuple[Alert, ...]:
    sql = f"insert or ignore into alert({_FIELDS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, null, null, null)"
    added = [one for one in alerts if db.execute(sql, _written(one)).rowcount]
    for one in added:
        if one.clock is not None:  # what the same clock told before says less
            db.execute(
                "update alert set seen = ? where subject = ? and clock = ? and kind = 'warn' and seen is null"
                " and key <> ? and at <= ?",
                (now, one.subject, one.clock, one.key, to_micros(one.at)),
            )
    return tuple(added)


def _wake(db: sqlite3.Connection, now: int) -> tuple[Alert, ...]:
    rows = db.execute(f"select {_FIELDS} from alert where seen is null and until <= ? order by at", (now,)).fetchall()
    db.executemany("update alert set until = null where key = ?", [(row[0],) for row in rows])
    return tuple(map(_read, rows))


def _unread(db: sqlite3.Connection, now: int) -> int:
    return int(db.execute(f"select count(*) from alert where {_OPEN}", (now,)).fetchone()[0])


def _named(
    connection: sqlite3.Connection, table: str, columns: str, ids: Sequence[str]
) -> dict[str, tuple[str, int | None]]:
    marks = ",".join("?" * len(ids))
    rows = connection.execute(f"select id, {columns} from {table} where id in ({marks}) and dead = 0", list(ids))
    return {key: (text, number) for key, text, number in rows}


def _articles(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, tuple[str, int | None]]:
    rows = connection.execute(
        "select a.id, v.title from article a join article_version v on v.id = a.version"
        f" where a.id in ({','.join('?' * len(ids))}) and a.dead = 0",
        list(ids),
    )
    return {key: (title, None) for key, title in rows}


def _written(one: Alert) -> tuple[object, ...]:
    due = None if one.due is None else to_micros(one.due)
    return one.key, one.kind, one.subject, to_micros(one.at), one.critical, one.clock, one.threshold, due, one.person


def _read(row: Row) -> Alert:
    key, kind, subject, at, critical, clock, threshold, due, person, seen, until, reason = row
    return Alert(
        key,
        AlertKind(kind),
        subject,
        from_micros(at),
        bool(critical),
        ClockKind(clock) if clock else None,
        threshold,
        _instant(due),
        person,
        _instant(seen),
        _instant(until),
        reason or "",
    )


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)
