"""The one bridge between the window and the store: questions, commands and their answers.

Promise: the window's thread never waits for a disk; answers come on it, those of one lane in the order they were asked
for; whoever is gone by then is not called; a failure becomes a refusal somebody shows, and the work goes on.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Hashable
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from console.models.kinds import Code, Refused
from console.services.bus import Bus, Changed
from console.services.desk import Desk, Done
from console.services.query import Query
from console.services.sync.state import BeingAt, Company, FileMoved, SyncState

if TYPE_CHECKING:
    from console.services.tickets.commands import Command
    from console.views.carrier import First

T = TypeVar("T")
Refusal = Callable[[Refused], None]
log = logging.getLogger(__name__)

WATCH_MS = 500
"""How often changes by other processes on the same files are looked for."""
REST_MS = 16
"""Between two tellings of changes: one frame."""
WARM_MS = 300
"""How long after the first rows commands are prepared: it takes time from whoever paints the open ticket."""
MANY = 2000
"""More changed tickets than this are told as "everything"."""
_NEVER = 2**62
"""A revision no replica reaches; changes since then are none, but the answer tells the present revision."""


class Courier(QObject):
    """Carries questions and commands to the store's threads and their answers to the window's thread."""

    changed = Signal(object)
    """A `bus.Changed`: all that was committed since it was last told, by this process or another."""
    refused = Signal(object)
    """A `Refused` whose sender did not say who shows it."""
    synced = Signal(object)
    """A `SyncState`: how this console stands to its hub."""
    met = Signal(object)
    """A `Company`: who else is at the hub now."""
    moved = Signal(object)
    """A `FileMoved`: how far a file on its way has come."""
    writing = Signal(int)
    """How many commands are on their way to the disk."""
    _arrived = Signal()

    def __init__(self, desk: Desk, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bus = bus
        self._arrivals: deque[Callable[[], None]] = deque()
        self._told: deque[Changed] = deque()
        self._newest: dict[Hashable, int] = {}
        self._revision = _NEVER
        self._own: set[int] = set()
        """Revisions made by commands of this window since the last look: the bus has told of them."""
        self._revising = threading.Lock()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._reads, self._slow, self._writes, self._notes = map(_Lane, ("reads", "slow-reads", "writes", "notes"))
        self._unsubscribe = (
            bus.subscribe(Changed, self._tell),
            bus.subscribe(SyncState, self._tell_state),
            bus.subscribe(Company, self._tell_company),
            bus.subscribe(FileMoved, self._tell_moved),
        )
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self._look)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._wake)
        self._resting = False
        self._closed = False
        self._pending = 0

    def ask(
        self,
        query: Query[T],
        then: Callable[[T], None],
        *,
        refused: Refusal | None = None,
        latest: Hashable | None = None,
        slow: bool = False,
    ) -> None:
        """Call `then` with the answer to `query`.

        Of the questions with one `latest` key only the newest is answered; older ones still queued are never run. What
        nobody waits for (counts, the order of far rows) is asked `slow`, on a lane of its own.
        """
        wanted = partial(self._is_newest, latest, self._number(latest))
        self._send(self._slow if slow else self._reads, partial(self._desk.ask, query), then, refused, wanted)

    def do(
        self,
        command: Command,
        then: Callable[[Done], None] | None = None,
        refused: Refusal | None = None,
        first: First[T] | None = None,
    ) -> None:
        """Carry out `command` after those given before it, show what is to be seen of it `first`, then call `then`."""
        self._count(1)
        settled, failed = partial(self._settled, then), partial(self._unsettled, refused)
        self._send(self._writes, partial(self._commit, command, first), settled, failed, _always)

    def keep(
        self, work: Callable[[], T], then: Callable[[T], None] | None = None, refused: Refusal | None = None
    ) -> None:
        """Run `work` on this machine's own notes (drafts, where things stood), after what was given before it."""
        self._desk.attend()
        self._send(self._notes, work, then, refused, _always)

    def aside(self, work: Callable[[], T], then: Callable[[T], None], refused: Refusal) -> None:
        """Run `work`, which may wait long for a network or a person, on a thread of its own that nobody waits for."""

        def job() -> None:
            try:
                answer = work()
            except Refused as error:
                self.pass_on(partial(_hand_over, refused, error, _always))
            except Exception as error:
                log.exception("work beside the window failed")
                self.pass_on(partial(_hand_over, refused, failure(error), _always))
            else:
                self.pass_on(partial(_hand_over, then, answer, _always))

        threading.Thread(target=job, name="courier-aside", daemon=True).start()

    def pass_on(self, call: Callable[[], None]) -> None:
        """Have `call` made on the window's thread soon; from any thread, and dropped once the window closes."""
        if not self._closed:
            self._arrive(call)

    def be_at(self, place: BeingAt) -> None:
        """Let colleagues know what this person has before them."""
        self._bus.publish(place)

    def watch(self) -> None:
        """Note where the replica stands; what others change from now on is told. Called before the first question."""
        self._send(self._reads, self._tell_foreign, None, None, _always)

    def begin(self) -> None:
        """Look for foreign changes regularly, and soon prepare commands; called when the first rows are painted."""
        self._watch.start()
        QTimer.singleShot(WARM_MS, self, self._warm)

    def close(self) -> None:
        """Finish every command and note already given, drop the questions, end the threads."""
        if self._closed:
            return
        self._closed = True
        self._watch.stop()
        self._rest.stop()
        for lane in (self._writes, self._notes, self._reads, self._slow):
            lane.close()
        for leave in self._unsubscribe:
            leave()
        self._arrivals.clear()

    def _send(
        self,
        lane: _Lane,
        work: Callable[[], T],
        then: Callable[[T], None] | None,
        refused: Refusal | None,
        wanted: Callable[[], bool],
    ) -> None:
        def job() -> None:
            if not wanted():
                return
            try:
                answer = work()
            except Refused as error:
                self._fail(refused, error)
            except Exception as error:
                log.exception("work for the window failed")
                self._fail(refused, failure(error))
            else:
                if then is not None:
                    self._arrive(partial(_hand_over, then, answer, wanted))

        if not self._closed:
            lane.put(job)

    def _fail(self, refused: Refusal | None, error: Refused) -> None:
        if self._closed:
            log.warning("refused while the window closed: %s", error)
        self._arrive(partial(self._refuse, refused, error))

    def _warm(self) -> None:
        self._send(self._writes, self._desk.warm, None, None, _always)

    def _number(self, key: Hashable | None) -> int:
        if key is None:
            return 0
        self._newest[key] = self._newest.get(key, 0) + 1
        return self._newest[key]

    def _is_newest(self, key: Hashable | None, number: int) -> bool:
        return not self._closed and (key is None or self._newest[key] == number)

    def _arrive(self, call: Callable[[], None]) -> None:
        self._arrivals.append(call)
        self._arrived.emit()

    def _refuse(self, refused: Refusal | None, error: Refused) -> None:
        if refused is None:
            self.refused.emit(error)
        else:
            _hand_over(refused, error, _always)

    def _count(self, step: int) -> None:
        self._pending += step
        self.writing.emit(self._pending)

    def _settled(self, then: Callable[[Done], None] | None, done: Done) -> None:
        self._count(-1)
        if then is not None:
            _hand_over(then, done, _always)

    def _unsettled(self, refused: Refusal | None, error: Refused) -> None:
        self._count(-1)
        self._refuse(refused, error)

    def _tell(self, event: Changed) -> None:
        self._told.append(event)
        if not self._resting:
            self._arrived.emit()

    def _tell_state(self, state: SyncState) -> None:
        self.pass_on(partial(self.synced.emit, state))

    def _tell_company(self, company: Company) -> None:
        self.pass_on(partial(self.met.emit, company))

    def _tell_moved(self, file: FileMoved) -> None:
        self.pass_on(partial(self.moved.emit, file))

    def _deliver(self) -> None:
        while self._arrivals:
            call = self._arrivals.popleft()
            try:
                call()
            except Exception as error:
                # One page's mistake keeps no other answer back.
                log.exception("an answer could not be shown")
                self.refused.emit(failure(error))
        if not self._resting and not self._closed:
            self._tell_changes()

    def _tell_changes(self) -> None:
        """Tell what changed; a stream of changes is told once a frame, a single one at once."""
        told = [self._told.popleft() for _ in range(len(self._told))]
        self._resting = bool(told)
        if told:
            self._rest.start()
            self.changed.emit(merged(told))

    def _wake(self) -> None:
        self._resting = False
        self._tell_changes()

    def _commit(self, command: Command, first: First[T] | None) -> Done:
        return self._desk.do(command, partial(self._on_disk, first))

    def _on_disk(self, first: First[T] | None, done: Done) -> None:
        """Look at once, on the thread that wrote: to ask from the window's takes two turns more."""
        self._own.add(done.revision)
        if first is not None and not self._closed:
            try:
                answer = self._desk.look(first.query)
            except Exception:
                log.exception("a change is shown when it is told")
            else:
                self._arrive(partial(self._show_first, first, answer))

    def _show_first(self, first: First[T], answer: T) -> None:
        """Others are told in the next frame."""
        self._resting = True
        self._rest.start()
        _hand_over(first.then, answer, _always)

    def _look(self) -> None:
        self._send(self._slow, self._tell_foreign, None, None, _always)

    def _tell_foreign(self) -> None:
        """Tell of tickets others changed since the last look."""
        from console.services.tickets.queries import ChangedSince  # the window stands before the first question

        with self._revising:
            self._revision, changed = self._desk.look(ChangedSince(self._revision))
            own = set(self._own)
            self._own -= {revision for revision in own if revision <= self._revision}
        if foreign := frozenset(ticket for ticket, revision in changed.items() if revision not in own):
            # Who changes tickets elsewhere may have met new people there.
            told = Changed(tickets=foreign, people=True) if len(foreign) <= MANY else Changed(everything=True)
            self._tell(told)


class _Lane:
    """One thread that works off its jobs in order."""

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=f"courier-{name}", daemon=True)
        self._thread.start()

    def put(self, job: Callable[[], None]) -> None:
        """Queue a job, which raises nothing."""
        self._jobs.put(job)

    def close(self) -> None:
        """Finish what is queued, then end the thread."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()


def merged(events: list[Changed]) -> Changed:
    """All that several events tell, as one."""
    return Changed(
        tickets=frozenset().union(*(event.tickets for event in events)),
        people=any(event.people for event in events),
        views=any(event.views for event in events),
        articles=any(event.articles for event in events),
        incidents=frozenset().union(*(event.incidents for event in events)),
        everything=any(event.everything for event in events),
    )


def failure(error: BaseException) -> Refused:
    """The refusal that tells of a mistake in the console itself."""
    return Refused(Code.HANDLER_FAILED, reason=f"{type(error).__name__}: {error}")


def _always() -> bool:
    return True


def _hand_over(then: Callable[[T], None], answer: T, wanted: Callable[[], bool]) -> None:
    """Call `then` unless nobody waits any more or its widget is gone."""
    if not wanted() or _is_gone(then):
        return
    try:
        then(answer)
    except RuntimeError as error:
        if "already deleted" not in str(error):
            raise
        log.debug("an answer came for a widget that is gone")


def _is_gone(then: object) -> bool:
    while isinstance(then, partial):
        then = then.func
    receiver = getattr(then, "__self__", None)
    return isinstance(receiver, QObject) and not isValid(receiver)
