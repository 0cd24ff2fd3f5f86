"""The rounds of one console: load, push, pull, absorb; again when something happens, and patiently when nothing does.

Promise: a failed round leaves the replica as it was and is tried again, later each time; what the hub refuses is told,
what it cannot settle after five tries is set aside alone, so that one poisoned operation never holds up the others.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from console.models import schema
from console.models.kinds import Refused
from console.services.attachments import Blobs
from console.services.bus import Bus, Changed
from console.services.clock import Clock
from console.services.sync.files import upload
from console.services.sync.hub import Answer, Hub, Operation, TooOld, Unreachable
from console.services.sync.replica import BATCH, Replica
from console.services.sync.rows import part

log = logging.getLogger(__name__)

POLL_SECONDS = 15.0
"""A round without a doorbell at least this often."""
JITTER_SECONDS = 0.1
"""Consoles answer a doorbell after up to this long, so that one push is not pulled by fifty at once."""
LONGEST_WAIT = 60.0
TRIES = 5
"""Failures of one push with one reason, after which its operations go one by one."""
PARKED = "DS009"
"""The code of an operation set aside because the hub could not settle it."""


class Phase(StrEnum):
    """How this console stands to its hub."""

    STARTING = "STARTING"
    CONNECTED = "CONNECTED"
    OFFLINE = "OFFLINE"
    TOO_OLD = "TOO_OLD"
    """The hub has moved on past this program: nothing is written until it is brought up to date."""


@dataclass(frozen=True, slots=True)
class SyncState:
    """What the status line tells."""

    phase: Phase = Phase.STARTING
    since: datetime | None = None
    """When the phase began."""
    pending: int = 0
    refused: int = 0
    last_round: datetime | None = None
    problem: str = ""
    """Why the hub cannot be reached, as it was told."""


@dataclass(frozen=True, slots=True)
class FileSent:
    """How far a file on its way to the hub has come, in bytes."""

    done: int
    whole: int


Opener = Callable[[], AbstractContextManager[Hub]]
"""Connects to the hub as this person; raises Unreachable or Refused."""


class Rounds:
    """The thread that keeps one replica and its hub in step."""

    def __init__(self, replica: Replica, connect: Opener, bus: Bus, clock: Clock, blobs: Blobs | None = None) -> None:
        """Without `blobs` no contents are sent: the hub refuses the files of this console then."""
        self._replica = replica
        self._connect = connect
        self._bus = bus
        self._clock = clock
        self._blobs = blobs
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._state = SyncState()
        self._failures: dict[str, int] = {}
        self._jitter = random.SystemRandom()

    @property
    def state(self) -> SyncState:
        """How things stand now."""
        return self._state

    def start(self) -> None:
        """Begin; every command of this process wakes the thread."""
        self._unsubscribe = self._bus.subscribe(Changed, lambda _: self.wake())
        self._thread.start()

    def wake(self) -> None:
        """There is something to push, or the hub rang."""
        self._wake.set()

    def stop(self) -> None:
        """End after the round under way."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._unsubscribe()
            self._thread.join()

    def once(self) -> SyncState:
        """One connection, rounds until nothing is pending; raises Unreachable, TooOld or Refused."""
        with self._connect() as hub:
            self._greet(hub)
            while self._round(hub):
                pass
        return self._state

    def _run(self) -> None:
        wait = 0.0
        while not self._stopping.is_set():
            try:
                with self._connect() as hub:
                    wait = 1.0
                    self._stay(hub)
            except (Unreachable, Refused) as error:
                self._tell(Phase.OFFLINE, str(error))
            except TooOld:
                self._tell(Phase.TOO_OLD)
            self._stopping.wait(wait * self._jitter.uniform(0.5, 1.0))
            wait = min(max(1.0, wait * 2), LONGEST_WAIT)

    def _stay(self, hub: Hub) -> None:
        """Rounds on one connection until it breaks or the console ends."""
        self._greet(hub)
        while not self._stopping.is_set():
            if self._round(hub):
                continue
            rung = self._wake.wait(POLL_SECONDS)
            self._wake.clear()
            if rung and not self._replica.pending(1):
                self._stopping.wait(self._jitter.uniform(0, JITTER_SECONDS))

    def _greet(self, hub: Hub) -> None:
        """Learn what the hub is before anything is written to it; a pull alone cannot harm."""
        self._pull(hub, [])

    def _round(self, hub: Hub) -> bool:
        """One round; whether more waits to be pushed."""
        self._load(hub)
        operations = self._replica.pending()
        self._send_files(hub, operations)
        self._pull(hub, self._push(hub, operations))
        self._failures.clear()
        self._tell(Phase.CONNECTED)
        return len(operations) == BATCH or bool(self._replica.pending(1))

    def _pull(self, hub: Hub, answers: list[Answer]) -> None:
        pulled = hub.pull(self._replica.cursor())
        changed = self._replica.absorb(answers, pulled)
        if changed != Changed():
            self._bus.publish(changed)
        if pulled.head.oldest > schema.VERSION:
            raise TooOld

    def _load(self, hub: Hub) -> None:
        """Give the hub the rows that came by import or stood here before there was a hub."""
        while rows := self._replica.unsent():
            self._replica.loaded(rows, hub.load(rows))
            if self._stopping.is_set():
                return

    def _send_files(self, hub: Hub, operations: list[Operation]) -> None:
        """The contents first, then the rows that name them; the hub refuses a row whose file is not whole there."""
        for operation in operations:
            for patch in operation.patches:
                if patch["t"] != "attachment" or "new" not in patch or self._blobs is None:
                    continue
                row, key = part(patch, "new"), str(patch["k"])
                try:
                    upload(hub, self._blobs, key, str(row["sha256"]), int(str(row["size"])), self._sent)
                except Refused as error:
                    log.warning("the file of %s cannot be sent: %s", key, error)

    def _sent(self, done: int, whole: int) -> None:
        self._bus.publish(FileSent(done, whole))

    def _push(self, hub: Hub, operations: list[Operation]) -> list[Answer]:
        if not operations:
            return []
        try:
            return hub.push(operations)
        except Unreachable as error:
            if error.network or self._failed(error) < TRIES:
                raise
        answers: list[Answer] = []
        for operation in operations:
            try:
                answers += hub.push([operation])
            except Unreachable as error:
                if error.network:
                    raise
                log.warning("the hub cannot settle operation %s: %s", operation.id, error)
                answers.append(Answer(operation.id, PARKED, str(error)))
        return answers

    def _failed(self, error: Unreachable) -> int:
        reason = str(error)
        self._failures[reason] = self._failures.get(reason, 0) + 1
        return self._failures[reason]

    def _tell(self, phase: Phase, problem: str = "") -> None:
        now = self._clock.now()
        pending, refused = self._replica.waiting()
        since = self._state.since if self._state.phase is phase else now
        state = SyncState(phase, since, pending, refused, self._state.last_round, problem)
        if phase is Phase.CONNECTED:
            state = replace(state, last_round=now)
        self._state = state
        self._bus.publish(state)
