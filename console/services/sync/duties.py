"""Duties: what must happen once for the whole fleet, shared out by lease and token.

Promise: a key is planned once, whoever plans it and however often; a duty finishes once, by the holder of its newest
token; what may be done only once and whose holder vanished becomes `unsure` and waits for a person, it is never tried
again by itself.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from console.models.kinds import MICROSECOND, to_micros
from console.models.values import dataclass
from console.services.clock import Clock
from console.services.sync.hub import Hub


class End(StrEnum):
    """How a duty ended."""

    DONE = "done"
    FAILED = "failed"
    UNSURE = "unsure"
    """Whether it happened cannot be known; a person rules."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One claimed duty; the token proves the claim."""

    key: str
    kind: str
    args: Mapping[str, object]
    token: int
    tries: int
    """Claims so far, this one included."""


class Duties(Protocol):
    """The duties of a hub; equal on both."""

    def plan(self, key: str, kind: str, args: Mapping[str, object], due: datetime, *, once: bool = False) -> bool:
        """Whether this call planned it; False when the key stood already."""
        ...

    def claim(self, kinds: Sequence[str], lease: timedelta, many: int) -> list[Duty]:
        """Up to `many` duties that are due, held for `lease` from now."""
        ...

    def renew(self, duty: Duty, lease: timedelta) -> bool:
        """Hold it longer; False when it was taken over."""
        ...

    def unsure(self, keys: Sequence[str]) -> frozenset[str]:
        """Those of these keys whose holder vanished, and that are not tried again."""
        ...

    def finish(self, duty: Duty, end: End, result: object = None, again: timedelta | None = None) -> bool:
        """End it, or with `again` put it back to be due after that long; False when it was taken over."""
        ...


def back_off(tries: int, first: timedelta = timedelta(seconds=30), most: timedelta = timedelta(hours=1)) -> timedelta:
    """How long to wait after `tries` failures: doubled each time, up to `most`."""
    return min(most, first * (1 << min(tries - 1, 20)))


class SqliteDuties:
    """The duties of a SQLite hub."""

    def __init__(self, db: sqlite3.Connection, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    def plan(self, key: str, kind: str, args: Mapping[str, object], due: datetime, *, once: bool = False) -> bool:
        """See Duties."""
        made = self._db.execute(
            "insert or ignore into duty(key, kind, args, due, once) values (?, ?, ?, ?, ?)",
            (key, kind, json.dumps(args), to_micros(due), int(once)),
        )
        return made.rowcount == 1

    def claim(self, kinds: Sequence[str], lease: timedelta, many: int) -> list[Duty]:
        """See Duties."""
        now, wanted = to_micros(self._clock.now()), json.dumps(list(kinds))
        self._db.execute("begin immediate")
        try:
            self._db.execute(
                "update duty set state = 'unsure', token = token + 1 where state = 'held' and lease < ? and once"
                " and kind in (select value from json_each(?))",
                (now, wanted),
            )
            found = self._db.execute(
                "update duty set state = 'held', token = token + 1, tries = tries + 1, lease = ? where key in"
                " (select key from duty where kind in (select value from json_each(?))"
                " and ((state = 'due' and due <= ?) or (state = 'held' and lease < ? and not once))"
                " order by due, key limit ?) returning key, kind, args, token, tries",
                (now + lease // MICROSECOND, wanted, now, now, many),
            ).fetchall()
            self._db.execute("commit")
        except BaseException:
            self._db.execute("rollback")
            raise
        return [Duty(key, kind, json.loads(args), token, tries) for key, kind, args, token, tries in found]

    def renew(self, duty: Duty, lease: timedelta) -> bool:
        """See Duties."""
        until = to_micros(self._clock.now()) + lease // MICROSECOND
        made = self._db.execute(
            "update duty set lease = ? where key = ? and token = ? and state = 'held'", (until, duty.key, duty.token)
        )
        return made.rowcount == 1

    def unsure(self, keys: Sequence[str]) -> frozenset[str]:
        """See Duties."""
        sql = "select key from duty where state = 'unsure' and key in (select value from json_each(?))"
        return frozenset(key for (key,) in self._db.execute(sql, (json.dumps(list(keys)),)))

    def finish(self, duty: Duty, end: End, result: object = None, again: timedelta | None = None) -> bool:
        """See Duties."""
        due = None if again is None else to_micros(self._clock.now()) + again // MICROSECOND
        made = self._db.execute(
            "update duty set state = ?, result = ?, due = coalesce(?, due)"
            " where key = ? and token = ? and state = 'held'",
            (end if due is None else "due", json.dumps(result), due, duty.key, duty.token),
        )
        return made.rowcount == 1


def duties_of(hub: Hub, clock: Clock) -> Duties:
    """The duties of an opened hub; raises TypeError for one of another make."""
    from console.services.sync.sqlite_hub import SqliteHub  # it plans duties itself

    if isinstance(hub, SqliteHub):
        return SqliteDuties(hub.db, clock)
    from console.services.sync.postgres_hub import PostgresDuties, PostgresHub

    if isinstance(hub, PostgresHub):
        return PostgresDuties(hub.connection)
    raise TypeError(type(hub).__name__)
