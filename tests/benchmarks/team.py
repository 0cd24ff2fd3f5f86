"""A team's hub to measure on, and people's work in processes of their own.

Promise: a real PostgreSQL by TLS and SCRAM that has every commit on its disk, as a company runs it; a process is a copy
of one that has imported everything, so that none measures its start.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection as Line
from pathlib import Path
from typing import Any

import psycopg

from console.models.kinds import Locale, Role
from console.services.clock import SystemClock
from console.services.sync.admin import FIRST_TEAM
from console.services.sync.connection import Connection
from console.services.sync.hub_people import NewPerson
from console.services.sync.postgres_session import dial
from console.services.sync.signin import join
from tests.benchmarks import bare_hub
from tests.support.secure_hub import SecureHub, secure_hub

DURABLE = "-c shared_buffers=256MB"
"""Nothing is switched off that keeps a commit."""
LATEST = 300.0
"""Seconds after which a process that says nothing ends the run."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One person, where their console is, and how they sign in."""

    login: str
    password: str
    profile: Path
    connection: Connection

    @property
    def certificates(self) -> Path:
        """The authority that vouches for the server."""
        return self.profile.parent / "authority.pem"

    def joined(self) -> Seat:
        """The same once the profile has joined the hub."""
        join(self.profile, self.connection, self.login, self.password, SystemClock())
        return self

    def dial(self) -> psycopg.Connection:
        """A connection as the console makes it."""
        return dial(self.connection, self.certificates, self.login, self.password)


@dataclass(frozen=True, slots=True)
class Team:
    """A running hub and its agents."""

    hub: SecureHub
    seats: tuple[Seat, ...]


@contextmanager
def team(people: int, home: Path) -> Iterator[Team]:
    """A hub with so many agents of one team, none of whom has joined yet, and the tables of the bare scripts."""
    home.mkdir(exist_ok=True)
    with secure_hub(DURABLE) as hub, hub.root() as root:
        bare_hub.lay(root)
        (home / "authority.pem").write_text(hub.authority.pem, "ascii")
        seats = []
        for n in range(people):
            login = f"agent{n}"
            new = NewPerson(login, f"Agent {n}", FIRST_TEAM, (Role.AGENT,), Locale.EN)
            seats.append(Seat(login, str(hub.people(root).add(new)), home / login, hub.connection))
        yield Team(hub, tuple(seats))


Work = Callable[[Line, Seat], None]
"""What a process does: it is told and answers by its line, until it is told to end."""


@contextmanager
def at_work(seats: Sequence[Seat], work: Work) -> Iterator[tuple[Line, ...]]:
    """That work of each seat in a process of its own; the answer are the lines to them, ended by None."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.benchmarks.member"])
    with ExitStack() as ending:
        lines = []
        for seat in seats:
            near, far = context.Pipe()
            process = context.Process(target=work, args=(far, seat), daemon=True)
            process.start()
            far.close()
            ending.callback(process.join, LATEST)
            lines.append(near)
        try:
            yield tuple(lines)
        finally:
            for line in lines:
                line.send(None)


def asked(lines: Sequence[Line], *words: object) -> list[Any]:
    """What all processes answer to the same question."""
    for line in lines:
        line.send(words)
    return [heard(line) for line in lines]


def heard(line: Line) -> Any:
    """What a process answers; raises TimeoutError when it does not, EOFError when it has died."""
    if not line.poll(LATEST):
        raise TimeoutError("a process says nothing")
    return line.recv()
