"""A queue on a real profile without a window: questions are answered at once, waiting is done by hand.

Promise: store, desk and notes are the real ones; only the clock is set by the test.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from console.bootstrap import Services, build_services
from console.models.kinds import Priority, Refused
from console.services.bus import Changed
from console.services.desk import Done
from console.services.query import Query
from console.services.sync.state import BeingAt
from console.services.tickets.commands import Command, CreateTicket
from console.services.tickets.queries import Line
from console.views.carrier import First
from console.views.queue.presenter import Around, QueuePresenter
from console.views.queue.state import State, Told

T = TypeVar("T")
MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""09:00 in Shanghai, a Monday."""


@dataclass
class HandClock:
    """A clock that goes when it is told to."""

    at: datetime = MORNING
    seconds: float = 0.0

    def now(self) -> datetime:
        """The instant it was set to; each reading is a microsecond later, so that no two are equal."""
        self.at += timedelta(microseconds=1)
        return self.at

    def monotonic(self) -> float:
        """Seconds told so far."""
        return self.seconds

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.at += timedelta(seconds=seconds)
        self.seconds += seconds


@dataclass
class Waits:
    """What was put off; `run` does what is due after so many milliseconds."""

    clock: HandClock
    calls: list[tuple[float, Callable[[], None]]] = field(default_factory=list)

    def later(self, milliseconds: int, call: Callable[[], None]) -> None:
        """Put a call off."""
        self.calls.append((self.clock.seconds + milliseconds / 1000, call))

    def run(self, milliseconds: int) -> None:
        """Let time pass and do what falls due, in order, also what is put off meanwhile."""
        end = self.clock.seconds + milliseconds / 1000
        while due := sorted((call for call in self.calls if call[0] <= end), key=lambda call: call[0]):
            self.calls.remove(due[0])
            self.clock.wait(max(0.0, due[0][0] - self.clock.seconds))
            due[0][1]()
        self.clock.wait(end - self.clock.seconds)


@dataclass
class AtOnce:
    """Carries to the real desk and brings the answer back before it returns; `held` questions wait."""

    services: Services
    held: list[Callable[[], None]] | None = None
    """A list holds answers back until the test calls them."""
    asked: list[tuple[object, Hashable | None, bool]] = field(default_factory=list)
    """Questions with their key and lane."""
    refusals: list[Refused] = field(default_factory=list)

    def ask(
        self,
        query: Query[T],
        then: Callable[[T], None],
        *,
        refused: Callable[[Refused], None] | None = None,
        latest: Hashable | None = None,
        slow: bool = False,
    ) -> None:
        """Answer a question; all lanes are one here, and no answer overtakes another."""
        self.asked.append((query, latest, slow))
        self._run(lambda: self.services.desk.ask(query), then, refused)

    def do(
        self,
        command: Command,
        then: Callable[[Done], None] | None = None,
        refused: Callable[[Refused], None] | None = None,
        first: First[T] | None = None,
    ) -> None:
        """Carry out a command."""
        desk = self.services.desk

        def on_disk(_: Done) -> None:
            if first is not None:
                first.then(desk.look(first.query))

        self._run(lambda: desk.do(command, on_disk), then, refused)

    def keep(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        refused: Callable[[Refused], None] | None = None,
    ) -> None:
        """Do work on this machine's notes."""
        self._run(work, then, refused)

    def _run(
        self, work: Callable[[], T], then: Callable[[T], None] | None, refused: Callable[[Refused], None] | None
    ) -> None:
        def carry() -> None:
            try:
                answer = work()
            except Refused as error:
                (refused or self.refusals.append)(error)
            else:
                if then is not None:
                    then(answer)

        if self.held is None:
            carry()
        else:
            self.held.append(carry)


@dataclass
class Screen:
    """The rows on the screen: all lines it was given, in place of the table's model."""

    lines: dict[int, Line] = field(default_factory=dict)
    room: int = 64
    forgotten: list[object] = field(default_factory=list)

    def seen(self) -> list[Line]:
        """Every line it has."""
        return list(self.lines.values())

    def line_of(self, n: int) -> Line | None:
        """The line of a number."""
        return self.lines.get(n)

    def put(self, lines: Iterable[Line]) -> None:
        """Take lines."""
        self.lines.update((line.n, line) for line in lines)

    def forget(self, tickets: Iterable[str] | None = None) -> None:
        """Note what was to be forgotten."""
        self.forgotten.append(tickets)


@dataclass
class Remembered:
    """The window's memory."""

    values: dict[str, object] = field(default_factory=dict)

    def text(self, key: str, default: str = "") -> str:
        """A text kept under `key`."""
        return str(self.values.get(key, default))

    def keep(self, key: str, value: str | bool | list[str] | list[int]) -> None:
        """Keep a value."""
        self.values[key] = value


@dataclass
class Queue:
    """A presenter and all it stands on."""

    services: Services
    clock: HandClock
    waits: Waits
    carrier: AtOnce
    screen: Screen
    memory: Remembered
    told: list[tuple[Told, Command | None]]
    states: list[State]
    presenter: QueuePresenter
    places: list[BeingAt]
    """What colleagues were told of this person."""

    @property
    def state(self) -> State:
        """What is shown."""
        return self.states[-1]

    @property
    def titles(self) -> list[str]:
        """The titles of the rows shown, from the top."""
        return [self.screen.lines[n].title for n in self.state.listing.order]

    def create(self, title: str, assignee: str | None = None, priority: Priority | None = None) -> str:
        """Have a ticket made by somebody else; its id."""
        self.clock.wait(1)
        return self.services.desk.do(CreateTicket(title, assignee=assignee, priority=priority)).subject

    def settle(self) -> None:
        """Let everything that was put off happen."""
        self.waits.run(60_000)


@contextmanager
def queue(profile: Path, memory: Remembered | None = None) -> Iterator[Queue]:
    """A queue on a profile, started by the test; closed at the end."""
    clock = HandClock()
    services = build_services(profile, clock)
    waits, carrier, screen = Waits(clock), AtOnce(services), Screen()
    memory = memory or Remembered()
    told: list[tuple[Told, Command | None]] = []
    states: list[State] = []
    places: list[BeingAt] = []

    def show(state: State) -> None:
        if not states or state.listing.lines is not states[-1].listing.lines:
            screen.put(state.listing.lines)
        states.append(state)

    presenter = QueuePresenter(
        Around(
            carrier,
            clock,
            waits.later,
            services.me,
            services.local,
            memory,
            screen,
            show,
            lambda what, undo: told.append((what, undo)),
            places.append,
        )
    )
    end = services.bus.subscribe(Changed, presenter.take)
    try:
        yield Queue(services, clock, waits, carrier, screen, memory, told, states, presenter, places)
    finally:
        end()
        services.close()
