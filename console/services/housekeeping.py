"""What keeps a desk in order without anybody: done by the worker of a team, and by the app on a machine alone.

Promise: whatever a turn is cut off by, the next one goes on where it stood; what takes long waits for the pauses of who
works here.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import TYPE_CHECKING

from console.models.kinds import Refused, to_micros
from console.models.message_kinds import RECENT
from console.models.values import dataclass
from console.services import chores
from console.services.bus import Changed
from console.services.clock import Clock
from console.services.desk import Desk
from console.services.sync.duties import duties_of
from console.services.sync.hub import Hub, TooOld, Unreachable
from console.services.sync.keeping import Keeping, keeping_of

if TYPE_CHECKING:
    from console.services.response import Ground

log = logging.getLogger(__name__)

FORGOTTEN_AFTER = timedelta(days=30)
"""A replica that was away longer than this pulls whole."""
ARCHIVED_AT_ONCE = 25
"""Tickets of one commit: moving many is one long hold of the hub."""
SWEPT_EVERY = 3600.0
"""Seconds between two looks for what is to be archived or forgotten."""
TURN_SECONDS = 20.0
"""Between two turns of the app."""
SETTLE_SECONDS = 5.0
"""What a start of the window has for itself."""
STILL = 0.5
"""Seconds in which nobody works at the desk before something long goes on."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was done at the hub, in tickets, lines, steps and messages."""

    archived: int = 0
    forgotten: int = 0
    steps: int = 0
    """Of runbooks."""
    sent: int = 0
    """To one recipient each."""


@dataclass(frozen=True, slots=True)
class StepsKnown:
    """Ask whether any step of a runbook is known here."""

    def answer(self, connection: sqlite3.Connection) -> bool:
        """Whether there is one."""
        return bool(connection.execute("select exists (select 1 from step_run)").fetchone()[0])


@dataclass(frozen=True, slots=True)
class MessagesWait:
    """Ask whether a message may have to be sent."""

    since: int
    """Microseconds; whom an older one is for is not looked for."""

    def answer(self, connection: sqlite3.Connection) -> bool:
        """Whether there is one of which somebody has not got it yet."""
        sql = (
            "select exists (select 1 from delivery where state = 'PENDING') or exists (select 1 from communication c"
            " where c.sent_at >= ?"
            " and not exists (select 1 from delivery d where d.root = c.root and d.communication = c.id))"
        )
        return bool(connection.execute(sql, (self.since,)).fetchone()[0])


class Housekeeping:
    """The turns of one process."""

    def __init__(
        self, desk: Desk, clock: Clock, to_hub: Callable[[], AbstractContextManager[Hub]], ground: Callable[[], Ground]
    ) -> None:
        """`ground` is what responses stand on, made once the first step of one is known here."""
        self._desk = desk
        self._clock = clock
        self._to_hub = to_hub
        self._make_ground = ground
        self._ground: Ground | None = None
        self._ended = False
        self._swept: float | None = None
        self.may_go_on: Callable[[], bool] = lambda: True
        """Asked between two parts of what takes long."""

    def move_on(self) -> tuple[int, int]:
        """Wake tickets whose hour has come, close those long silent; the numbers of both. Settle which are covered."""
        now = self._clock.now()
        chores.settle_covers(self._desk)
        return chores.wake(self._desk, now), chores.close_silent(self._desk, now)

    def keep(self) -> Kept:
        """Archive, forget, do approved steps and send messages; raises Unreachable, TooOld or Refused."""
        since = to_micros(self._clock.now() - RECENT)
        has_steps, has_messages = self._desk.look(StepsKnown()), self._desk.look(MessagesWait(since))
        if not has_steps and not has_messages and not self._is_time():
            return Kept()
        with self._to_hub() as hub:
            archived, forgotten = self._sweep(keeping_of(hub, self._clock)) if self._is_time() else (0, 0)
            steps = self._do_steps(hub) if has_steps else 0
            return Kept(archived, forgotten, steps, self._send(hub) if has_messages else 0)

    def _send(self, hub: Hub) -> int:
        from console.services.deliveries import deliver  # what channels need takes time and memory

        return deliver(self._desk, self._clock, hub, self.may_go_on)

    def _do_steps(self, hub: Hub) -> int:
        from console.services.step_duties import StepDuties  # what steps need takes time and memory

        ground = self._ground = self._ground or self._make_ground()
        if self._ended:
            ground.ending.set()
        return StepDuties(ground, duties_of(hub, self._clock)).carry_out()

    def end(self) -> None:
        """Let a step under way end early."""
        self._ended = True
        if self._ground is not None:
            self._ground.ending.set()

    def _is_time(self) -> bool:
        return self._swept is None or self._clock.monotonic() - self._swept >= SWEPT_EVERY

    def _sweep(self, keeping: Keeping) -> tuple[int, int]:
        now, archived = self._clock.now(), 0
        before = now - timedelta(days=chores.rules(self._desk, now).archive_after_days)
        while self.may_go_on() and (moved := keeping.archive(before, ARCHIVED_AT_ONCE)):
            archived += moved
        forgotten = keeping.purge(now - FORGOTTEN_AFTER)
        self._swept = self._clock.monotonic()
        return archived, forgotten


class Housekeeper:
    """The thread that keeps a machine alone in order; in a team the worker does."""

    def __init__(self, open_house: Callable[[], Housekeeping], stillness: Callable[[], float] = lambda: STILL) -> None:
        """`open_house` is called on the thread; `stillness` tells how many seconds ago somebody last worked here."""
        self._open_house = open_house
        self._house: Housekeeping | None = None
        self._stillness = stillness
        self._stopping, self._wake = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="housekeeping", daemon=True)

    def start(self) -> None:
        """Begin, soon."""
        self._thread.start()

    def stop(self) -> None:
        """End after the step under way."""
        self._stopping.set()
        self._wake.set()
        if self._house is not None:
            self._house.end()
        if self._thread.is_alive():
            self._thread.join()

    def take(self, event: Changed) -> None:
        """Something was committed: what is told about an incident does not wait for the next turn."""
        if event.incidents:
            self._wake.set()

    def _is_still(self) -> bool:
        """Wait for a pause of who works here; whether to go on."""
        while self._stillness() < STILL:
            if self._stopping.wait(STILL):
                return False
        return not self._stopping.is_set()

    def _turn(self) -> None:
        if self._house is None:
            self._house = self._open_house()
            self._house.may_go_on = self._is_still
        self._house.move_on()
        if self._is_still():
            self._house.keep()

    def _run(self) -> None:
        pause = SETTLE_SECONDS
        while not self._stopping.is_set():
            self._wake.wait(pause)
            self._wake.clear()
            if self._stopping.is_set():
                return
            pause = TURN_SECONDS
            try:
                self._turn()
            except (Unreachable, TooOld, Refused) as error:
                log.info("housekeeping waits: %s", error)
