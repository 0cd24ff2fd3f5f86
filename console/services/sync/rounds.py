"""The rounds of one console: load, push, pull, absorb; again when something happens, and patiently when nothing does.

Promise: a failed round leaves the replica as it was and is tried again, later each time; what the hub refuses is told,
what it cannot settle after five tries is set aside alone, so that one poisoned operation never holds up the others.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta

from console.models import schema
from console.models.kinds import Code, Refused
from console.models.values import dataclass
from console.services.attachments import Blobs
from console.services.bus import Bus, Changed
from console.services.clock import Clock
from console.services.sync.attendance import Attendance
from console.services.sync.bell import Bell, HandBell
from console.services.sync.copying import PAGE, following
from console.services.sync.files import upload
from console.services.sync.hub import Answer, Cursor, Hub, Loaded, Operation, Place, TooOld, Unreachable
from console.services.sync.loads import Given
from console.services.sync.replica import BATCH, Replica
from console.services.sync.rows import Stored, part
from console.services.sync.state import BeingAt, FileMoved, Phase, SyncState, SyncWanted

log = logging.getLogger(__name__)

BREATH = 0.01
"""Seconds between two transactions of what comes, in which commands get at the replica."""
SLICE_SECONDS = 0.01
"""What one of them may take: a command waits for its end."""
COPY_SECONDS = 1.0
"""After so long of copying, operations and what others changed have their turn."""
SMALLEST, FIRST = 25, 50
"""Rows of one of them: at least, and of the first."""
STILL = 0.5
"""Seconds in which nobody works at the desk before the next page of a fill is given."""
RESTLESS = 10.0
"""Seconds after which a page is given though somebody works on: every fill ends."""
POLL_SECONDS = 15.0
"""A round without a doorbell at least this often."""
JITTER_SECONDS = 0.1
"""Consoles answer a doorbell after up to this long, so that one push is not pulled by fifty at once."""
GAP_SECONDS = 0.12
"""From one round to the next that a doorbell asks for: while many write, a pull brings several changes."""
SHARE = 4
"""And at least so many times what a round took: where server or machine are busy, all ask less often."""
LONGEST_WAIT = 15.0
"""Seconds between two looks for a hub that is away, at most: however long it was, all are back soon after it."""
PERSON_SECONDS = 60.0
"""Between two looks where only a person can help, whose help ends the wait."""
TRIES = 5
"""Failures of one push with one reason, after which its operations go one by one."""
PARKED = "DS009"
"""The code of an operation set aside because the hub could not settle it."""


PHASES: Mapping[Code, Phase] = {
    Code.HUB_SIGN_IN_NEEDED: Phase.NEEDS_PASSWORD,
    Code.HUB_SIGN_IN_WRONG: Phase.NEEDS_PASSWORD,
    Code.HUB_NEWER: Phase.TOO_OLD,
}
"""What a refusal of the hub means for the rounds; any other is tried again like a hub that is away."""
PATIENCE = 3.0
"""Seconds a round under way may take to end, before its line is cut."""


Fill = Callable[[Callable[[], bool]], object]
Opener = Callable[[], AbstractContextManager[Hub]]
"""Connects to the hub as this person; raises Unreachable or Refused."""


@dataclass(frozen=True, slots=True)
class Line:
    """What belongs to the way to a hub."""

    bell: Bell
    """`Rounds` waits by it; who connects wires it to the hub."""
    attendance: Attendance | None = None
    """Works at the hub between the rounds."""
    fill: Fill | None = None
    """Fills a hub beside the replica from one file to the other; asks between two pages whether to go on."""
    stillness: Callable[[], float] = lambda: STILL
    """Seconds since somebody last worked at the desk: a fill waits for a pause of theirs."""


class Rounds:
    """The thread that keeps one replica and its hub in step."""

    def __init__(
        self,
        replica: Replica,
        connect: Opener,
        bus: Bus,
        clock: Clock,
        blobs: Blobs | None = None,
        *,
        line: Line | None = None,
        hear: Callable[[datetime], timedelta] = lambda _: timedelta(),
    ) -> None:
        """Without `blobs` no contents are sent: the hub refuses the files of this console then.

        `hear` is told the hub's time and answers the skew.
        """
        self._replica = replica
        self._connect = connect
        self._bus = bus
        self._clock = clock
        self._blobs = blobs
        self._line = line or Line(HandBell())
        self._bell, self._attendance = self._line.bell, self._line.attendance
        self._hear = hear
        self._stopping = threading.Event()
        self._hurry = threading.Event()
        self._mine = threading.Event()
        self._brought: Changed | None = None
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._state = SyncState()
        self._failures: dict[str, int] = {}
        self._jitter = random.SystemRandom()
        self._behind: Refused | None = None
        self._skew = timedelta()
        self._unsubscribe: list[Callable[[], None]] = []

    @property
    def state(self) -> SyncState:
        """How things stand now."""
        return self._state

    def start(self) -> None:
        """Begin; every command of this process wakes the thread."""
        self._unsubscribe.append(self._bus.subscribe(Changed, self._heed))
        self._unsubscribe.append(self._bus.subscribe(SyncWanted, lambda _: self._hurry_up()))
        if self._attendance is not None:
            self._unsubscribe.append(self._bus.subscribe(BeingAt, self._attendance.go))
        self._thread.start()

    def wake(self) -> None:
        """There is something to push, or somebody does not want to wait."""
        self._mine.set()
        self._bell.ring()

    def stop(self) -> None:
        """End after the round under way, or by cutting its line; what it did not settle is pending still."""
        self._stopping.set()
        self._hurry_up()
        while self._unsubscribe:
            self._unsubscribe.pop()()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)
            self._bell.hang_up()
            self._thread.join(PATIENCE)

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
                    wait = 0.0
                    self._stay(hub)
                continue
            except Unreachable as error:
                self._tell(Phase.OFFLINE, Refused(Code.HUB_AWAY, reason=str(error)))
            except Refused as error:
                self._tell(PHASES.get(error.code, Phase.OFFLINE), error)
            except TooOld as error:
                self._tell(Phase.TOO_OLD, Refused(Code.HUB_NEWER, found=error.args[0], known=schema.VERSION))
            except Exception as error:
                log.exception("a round failed")
                reason = f"{type(error).__name__}: {error}"
                self._tell(Phase.OFFLINE, Refused(Code.HANDLER_FAILED, reason=reason))
            wait = min(max(1.0, wait * 2), LONGEST_WAIT)
            waits_for_person = self._state.phase is Phase.NEEDS_PASSWORD
            self._pause(PERSON_SECONDS if waits_for_person else wait * self._jitter.uniform(0.5, 1.0))

    def _heed(self, changed: Changed) -> None:
        """A command of this process may have left something to push; what a pull brought has not."""
        if changed is not self._brought:
            self.wake()

    def _announce(self, changed: Changed) -> None:
        if changed != Changed():
            self._brought = changed
            self._bus.publish(changed)

    def _hurry_up(self) -> None:
        self._hurry.set()
        self.wake()

    def _pause(self, seconds: float) -> None:
        """Wait until it may go better, or somebody does not want to wait; commands meanwhile are counted."""
        until = self._clock.monotonic() + seconds
        while not self._hurry.is_set() and self._bell.wait(max(0.0, until - self._clock.monotonic())):
            self._tell(self._state.phase, self._state.trouble)
        self._hurry.clear()

    def _stay(self, hub: Hub) -> None:
        """Rounds on one connection until it breaks or the console ends."""
        self._greet(hub)
        with nullcontext() if self._attendance is None else self._attendance.at(hub):
            while not self._stopping.is_set():
                began = self._clock.monotonic()
                if self._round(hub):
                    continue
                ended = self._clock.monotonic()
                if self._rang() and not self._replica.pending(1):
                    self._gather(ended + max(GAP_SECONDS, min(1.0, SHARE * (ended - began))))

    def _rang(self) -> bool:
        """Wait for the next round; whether it was rung for.  What colleagues do meanwhile costs none."""
        until = self._clock.monotonic() + POLL_SECONDS
        while (left := until - self._clock.monotonic()) > 0:
            pause = left if self._attendance is None else self._attendance.step()
            if self._bell.wait(min(pause, left)):
                return True
        return False

    def _gather(self, until: float) -> None:
        """Let colleagues change more before the next round, until about then; a command here waits for none of it."""
        apart = (until - self._clock.monotonic()) * self._jitter.uniform(0.8, 1.2)
        self._mine.wait(max(apart, self._jitter.uniform(0, JITTER_SECONDS)))

    def _greet(self, hub: Hub) -> None:
        """Learn what the hub is before anything is written to it; a pull alone cannot harm."""
        self._behind = None
        if self._line.fill is None or self._filled(self._line.fill):
            self._pull(hub, [])

    def _round(self, hub: Hub) -> bool:
        """One round; whether more waits to be pushed."""
        self._mine.clear()
        more = self._copy(hub)
        if not self._load(hub):
            return False
        operations = self._replica.pending()
        self._send_files(hub, operations)
        self._pull(hub, self._push(hub, operations))
        self._failures.clear()
        if not more or self._state.phase is Phase.CONNECTED:  # nobody is told so while what they know is not here yet
            self._tell(Phase.CONNECTED, self._behind)
        return more or len(operations) == BATCH or bool(self._replica.pending(1))

    def _pull(self, hub: Hub, answers: list[Answer], loaded: tuple[Given, Loaded] | None = None) -> None:
        since = self._replica.cursor()
        pulled = hub.pull(since, whole=False)
        # All goes at once: were what follows to come by pages, a kill between two left nobody here.
        if pulled.head.reset:
            pulled = hub.pull(since)
        self._skew = self._hear(pulled.head.now)
        self._announce(self._replica.absorb(answers, pulled, loaded, since))
        if pulled.head.oldest > schema.VERSION:
            raise TooOld(pulled.head.oldest)

    def _copy(self, hub: Hub) -> bool:
        """Fetch what is new to this replica page by page, commands beside it, and what changed meanwhile with the last;
        whether more is to come: neither what is written here waits for all of it, nor for long what others change.
        """
        began, until = False, self._clock.monotonic() + COPY_SECONDS
        while (place := self._replica.coming()) is not None and not self._stopping.wait(BREATH):
            if began and (self._mine.is_set() or self._clock.monotonic() > until):
                return True
            began, since = True, self._replica.cursor()
            self._take(place, hub.page(place, PAGE), since)
        if began and place is None:
            self._pull(hub, [])
        return False

    def _take(self, place: Place, page: Sequence[Stored], since: Cursor) -> None:
        """Put a page in place in transactions so short that a command waits little for one."""
        left, whole, many = page, len(page) == PAGE, FIRST
        while True:
            some, left = left[:many], left[many:]
            began = self._clock.monotonic()
            self._announce(self._replica.take_page(place, some, since, len(some) + (not left and not whole)))
            taken = max(self._clock.monotonic() - began, 0.001)
            if not left or self._stopping.wait(BREATH) or (after := following(place, some, len(some))) is None:
                return
            place, many = after, max(SMALLEST, min(2 * many, round(many * SLICE_SECONDS / taken)))

    def _load(self, hub: Hub) -> bool:
        """Give the hub the rows that came by import or stood here before there was a hub; where this person may not,
        they stay here and the rest goes on.  False when it was broken off: operations may be about what is missing.
        """
        if self._line.fill is not None:
            return not self._replica.unsent(1) or self._filled(self._line.fill)
        while self._behind is None and not self._stopping.is_set() and (rows := self._replica.unsent()):
            try:
                stamps = hub.load(rows)
            except Refused as error:
                self._behind = error
            else:
                self._pull(hub, [], (rows, stamps))
        return not self._stopping.is_set() or not self._replica.unsent(1)

    def _filled(self, fill: Fill) -> bool:
        """Whether the hub beside the replica has got all, once this returns."""
        fill(self._in_pauses if self._thread.is_alive() else lambda: True)
        return not self._stopping.is_set() or not self._replica.unsent(1)

    def _in_pauses(self) -> bool:
        """Wait until nobody works at the desk, though not for ever; whether to go on."""
        waited = 0.0
        while (wait := STILL - self._line.stillness()) > 0 and waited < RESTLESS and not self._stopping.wait(wait):
            waited += wait
        return not self._stopping.is_set()

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
                finally:
                    self._sent(int(str(row["size"])), int(str(row["size"])))

    def _sent(self, done: int, whole: int) -> None:
        self._bus.publish(FileMoved(done, whole))

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

    def _tell(self, phase: Phase, trouble: Refused | None = None) -> None:
        now, before = self._clock.now(), self._state
        pending, refused = self._waiting()
        if trouble is not None and trouble.code is Code.HUB_SIGN_IN_NEEDED and before.phase is phase:
            trouble = before.trouble  # the password that was wrong still is
        since = before.since if before.phase is phase else now
        last = now if phase is Phase.CONNECTED else before.last_round
        self._state = SyncState(phase, since, pending, refused, last, trouble, self._skew)
        self._bus.publish(self._state)

    def _waiting(self) -> tuple[int, int]:
        try:
            return self._replica.waiting()
        except Refused:  # told as the trouble of the round that met it first
            return self._state.pending, self._state.refused
