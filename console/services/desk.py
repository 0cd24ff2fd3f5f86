"""The one door to the store: `do` a command, `ask` a query.

Promise: a command is one transaction, durable when `do` returns, and told to everybody by one `Changed`; a query never
waits for a writer.  Both may be called from any thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from console.models.kinds import Code, Refused
from console.models.values import dataclass
from console.services.bus import Bus, Changed
from console.services.clock import Clock
from console.services.query import Query
from console.services.store import Store
from console.services.sync.state import Phase, SyncState

if TYPE_CHECKING:
    from console.services.tickets.commands import Command
    from console.services.transaction import Transaction

C = TypeVar("C")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did."""

    subject: str
    """The id of the row it made or changed."""
    changed: Changed = field(default_factory=Changed)
    undo: Command | None = None
    """The command that takes it back, where one can (SPEC 3.9)."""
    revision: int = 0
    """That of the listing with what it changed."""


Handler = Callable[["Transaction", "Command"], Done]


@dataclass(frozen=True, slots=True)
class Staged:
    """A handler whose slow part needs no transaction and is done before one, so that nobody waits for it."""

    ready: Callable[[Command], Command]
    act: Handler

    def __call__(self, transaction: Transaction, command: Command) -> Done:
        """Carry out a command that is ready."""
        return self.act(transaction, command)


def handled(kind: type[C], act: Callable[[Transaction, C], Done]) -> tuple[type, Handler]:
    """A command's class, and `act` as the handler of it."""

    def carry_out(tx: Transaction, command: Command) -> Done:
        if not isinstance(command, kind):
            raise TypeError(f"{kind.__name__} expected")
        return act(tx, command)

    return kind, carry_out


class Desk:
    """Commands in, rows out."""

    def __init__(self, store: Store, clock: Clock, bus: Bus, handlers: Callable[[], Mapping[type, Handler]]) -> None:
        self._store = store
        self._clock = clock
        self._bus = bus
        self._load_handlers = cache(handlers)
        self._writing = threading.Lock()
        self._attended = clock.monotonic()
        self._barred: Refused | None = None
        bus.subscribe(SyncState, self._heed)

    def _heed(self, state: SyncState) -> None:
        """A program too old for its hub would write what nobody takes: it reads on till a hub takes it again."""
        if state.phase is Phase.TOO_OLD:
            self._barred = state.trouble
        elif state.phase is Phase.CONNECTED:
            self._barred = None

    @property
    def stillness(self) -> float:
        """Seconds since somebody last worked here: what can wait for them, does."""
        return self._clock.monotonic() - self._attended

    def attend(self) -> None:
        """Somebody works here, at something that asks nothing."""
        self._attended = self._clock.monotonic()

    def do(self, command: Command, on_disk: Callable[[Done], object] | None = None) -> Done:
        """Carry out `command` as the person of this profile; raises Refused, and then nothing has changed (HUB_NEWER
        where this program is too old for its hub).  `on_disk`, which raises nothing, hears of it before everybody else.
        """
        self.attend()
        if self._barred is not None:
            raise self._barred
        with self._writing:
            handler = self._load_handlers().get(type(command))
        if handler is None:
            raise Refused(Code.HANDLER_FAILED, reason=type(command).__name__)
        if isinstance(handler, Staged):
            command = handler.ready(command)
        with self._writing, self._store.write(type(command).__name__, self._clock.now()) as transaction:
            done = handler(transaction, command)
        done = replace(done, revision=transaction.revision)
        if on_disk is not None:
            on_disk(done)
        self._bus.publish(done.changed)
        with self._writing:
            self._store.fold()
        self.attend()
        return done

    def ask(self, query: Query[T]) -> T:
        """The answer to `query` from the replica as last committed; raises Refused when the database fails."""
        self.attend()
        return self.look(query)

    def look(self, query: Query[T]) -> T:
        """The same for a program that asks from time to time: nobody works here for that."""
        with self._store.read() as connection:
            return query.answer(connection)

    def warm(self) -> None:
        """Load what commands need (the ORM and its mappings), so that the first command is as quick as the next."""
        with self._writing:
            self._load_handlers()
            self._store.warm(self._clock.now())
