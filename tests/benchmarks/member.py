"""What people do in processes of their own while the hub is measured.

Promise: a console here is the product's, with its rounds and without a window; instants are of the machine's one steady
clock, so that those of two processes compare.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import closing
from itertools import count
from multiprocessing.connection import Connection as Line

from console.bootstrap import Services, build_services
from console.models.kinds import Channel, EventKind, Priority, Status, new_id, to_micros
from console.services.bus import Changed
from console.services.clock import SystemClock
from console.services.sync.hub import Operation
from console.services.sync.postgres_hub import PostgresHub
from console.services.sync.rounds import Rounds
from console.services.sync.state import Phase, SyncState
from console.services.tickets.commands import CreateTicket, SetTitle
from tests.benchmarks import bare_hub
from tests.benchmarks.team import Seat

Noted = dict[str, float]
"""An instant of each title."""


def pusher(line: Line, seat: Seat) -> None:
    """Operations of one command each to the hub, without a replica: told for how long, it answers how many."""
    with closing(seat.dial()) as connection:
        hub = PostgresHub(connection)
        team = str(connection.execute("select team from desk.person where login = %s", (seat.login,)).fetchall()[0][0])
        ticket, born = _new_ticket(team)
        _settled(hub, born)
        priorities = count()

        def turn() -> None:
            _settled(hub, _ruled(ticket, list(Priority)[next(priorities) % 2]))

        _as_told(line, turn)


def plain(line: Line, seat: Seat) -> None:
    """The same by the bare script."""
    with closing(seat.dial()) as connection:
        titles, own = count(), int(seat.login.removeprefix("agent"))
        _as_told(line, lambda: bare_hub.change(connection, own, f"title {next(titles)}"))


def _as_told(line: Line, turn: Callable[[], None]) -> None:
    while (seconds := line.recv()) is not None:
        done, end = 0, time.perf_counter() + seconds
        while time.perf_counter() < end:
            turn()
            done += 1
        line.send(done)


def _settled(hub: PostgresHub, operation: Operation) -> None:
    answers = hub.push([operation])
    if answers[0].code is not None:
        raise RuntimeError(answers)


def _new_ticket(team: str) -> tuple[str, Operation]:
    now = SystemClock().now()
    key, at = new_id(now), to_micros(now)
    ticket = {"title": "Printer", "description": "", "priority": Priority.LOW, "status": Status.NEW, "cycle": 1}
    ticket |= {"channel": Channel.CONSOLE, "team": team, "created_at": at, "updated_at": at}
    event = {"root": key, "kind": EventKind.CREATED, "to_value": Status.NEW, "happened_at": at, "recorded_at": at}
    patches = {"t": "ticket", "k": key, "new": ticket}, {"t": "event", "k": new_id(now), "new": event}
    return key, Operation(new_id(now), patches)


def _ruled(ticket: str, priority: Priority) -> Operation:
    """What `SetPriority` leaves as its operation."""
    now = SystemClock().now()
    at = to_micros(now)
    event = {"root": ticket, "kind": EventKind.PRIORITY, "to_value": priority, "happened_at": at, "recorded_at": at}
    change = {"t": "ticket", "k": ticket, "set": {"priority": priority, "updated_at": at}}
    return Operation(new_id(now), ({"t": "event", "k": new_id(now), "new": event}, change))


class Person:
    """Somebody at a console: does what they are told to and notes what they see."""

    def __init__(self, services: Services, rounds: Rounds) -> None:
        self._services = services
        self._rounds = rounds
        self.seen: Noted = {}
        self._settled = 0.0
        services.bus.subscribe(Changed, self._look)
        services.bus.subscribe(SyncState, self._stand)

    def _stand(self, state: SyncState) -> None:
        if state.phase is not Phase.CONNECTED or state.pending:
            self._settled = 0.0
        elif not self._settled:
            self._settled = time.perf_counter()

    def _look(self, changed: Changed) -> None:
        now = time.perf_counter()
        if changed.tickets:
            marks = ", ".join("?" * len(changed.tickets))
            with self._services.store.read() as db:
                for (title,) in db.execute(f"select title from ticket where id in ({marks})", tuple(changed.tickets)):
                    self.seen.setdefault(title, now)

    def make(self, many: int) -> list[str]:
        """So many tickets; their ids."""
        name = self._services.login
        return [self._services.desk.do(CreateTicket(f"{name}: ticket {n}")).subject for n in range(many)]

    def write(self, tickets: list[str], pace: float, first: float, many: int) -> Noted:
        """A new title to one ticket after another, every `pace` seconds from the instant `first`; when each began."""
        begun, rest, name = Noted(), threading.Event(), self._services.login
        for n in range(many):
            rest.wait(max(0.0, first + n * pace - time.perf_counter()))
            title = f"{name}: title {n}"
            begun[title] = time.perf_counter()
            self._services.desk.do(SetTitle(tickets[n % len(tickets)], title))
        return begun

    def in_step(self) -> bool:
        """Whether the hub has everything; asked after `write`."""
        with self._services.store.read() as db:
            waiting = db.execute("select count(*) from _op where state = 'pending'").fetchone()[0]
        return self._rounds.state.phase is Phase.CONNECTED and not waiting

    def tickets(self) -> int:
        """How many are here."""
        with self._services.store.read() as db:
            return int(db.execute("select count(*) from ticket").fetchone()[0])

    def all_seen(self) -> Noted:
        """When each title came into this replica."""
        return dict(self.seen)

    def holds(self, titles: list[str]) -> bool:
        """Whether all is sent and all these titles have come."""
        return bool(self._settled) and self.seen.keys() >= set(titles)

    def complete(self, titles: list[str]) -> float:
        """The instant since which it `holds` them."""
        return max(self._settled, *(self.seen[title] for title in titles))

    def cpu(self) -> float:
        """Seconds this process has worked."""
        return time.process_time()


def console(line: Line, seat: Seat) -> None:
    """A person at a joined console: carries out what they are told by name and answers."""
    with closing(build_services(seat.profile)) as services:
        services.password.give(seat.password, keep_it=False)
        rounds = services.open_sync()
        person = Person(services, rounds)
        rounds.start()
        while (told := line.recv()) is not None:
            name, *words = told
            line.send(getattr(person, name)(*words))
        rounds.stop()


class Bare:
    """The same by the bare script: no console, no rounds."""

    def __init__(self, seat: Seat) -> None:
        self._own = int(seat.login.removeprefix("agent"))
        self._writing = seat.dial()
        self._reading = seat.dial()
        self._file = seat.profile.with_suffix(".bare")
        self._reader: bare_hub.Reader | None = None

    def read(self, wait: float) -> None:
        """Begin to hear what others write, waiting up to so many seconds before each look."""
        self._reader = bare_hub.Reader(self._reading, self._file, wait)
        self._reader.start()

    def write(self, pace: float, first: float, many: int) -> Noted:
        """See Person."""
        begun, rest = Noted(), threading.Event()
        for n in range(many):
            rest.wait(max(0.0, first + n * pace - time.perf_counter()))
            title = f"{self._own}: title {n}"
            begun[title] = time.perf_counter()
            bare_hub.change(self._writing, self._own * 10 + n % 10, title)
        return begun

    def all_seen(self) -> Noted:
        """When each title came into this file."""
        return {} if self._reader is None else dict(self._reader.seen)

    def cpu(self) -> float:
        """Seconds this process has worked."""
        return time.process_time()

    def end(self) -> None:
        """Close all."""
        if self._reader is not None:
            self._reader.end()
        self._writing.close()
        self._reading.close()


def bare(line: Line, seat: Seat) -> None:
    """One process of the bare script, told by name."""
    script = Bare(seat)
    while (told := line.recv()) is not None:
        name, *words = told
        line.send(getattr(script, name)(*words))
    script.end()
