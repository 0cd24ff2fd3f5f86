"""Consoles that work without end in processes of their own, until they are killed.

Promise: an id stands in a journal only when the command that made that operation had returned, which is when a person
sees it saved; what goes wrong in the rounds is written beside it.  All are copies of one process that has everything
imported and tried, so that they begin at once; none outlives it.
"""

from __future__ import annotations

import json
import logging
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from console.bootstrap import Services, build_services
from console.models.kinds import Outcome, Priority, Refused, Status, Visibility
from console.services.tickets.commands import (
    AddMessage,
    Assign,
    Command,
    CreateTicket,
    SetPriority,
    SetStatus,
    SetTags,
    SetTitle,
    Transfer,
)
from tests.support.processes import started

PAUSE = 0.1
"""Seconds between two commands, at most."""


@dataclass
class Toiler:
    """One console: who works where, and the process that does now."""

    login: str
    password: str
    folder: Path
    process: int = 0
    starts: int = 0

    @property
    def profile(self) -> Path:
        """Where its replica is."""
        return self.folder / "profile"

    def saved(self) -> set[str]:
        """The operations it told of as saved; a last line without its end was not told."""
        return set((self.folder / "journal").read_text("ascii").rpartition("\n")[0].split())

    def troubles(self) -> str:
        """What its processes wrote that nobody expects: warnings, tracebacks."""
        return (self.folder / "troubles").read_text("utf-8")


class Hatchery:
    """The process that all consoles are copies of."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def start(self, one: Toiler) -> None:
        """Work, in a new process."""
        one.starts += 1
        one.process = self._ask(str(one.folder), one.password, one.starts)

    def kill(self, one: Toiler) -> None:
        """End it where it stands; raises AssertionError when it had ended by itself."""
        ended = self._ask(one.process)
        assert ended == -signal.SIGKILL, (ended, one.troubles())

    def _ask(self, *words: object) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@contextmanager
def hatchery() -> Iterator[Hatchery]:
    """Ready to start consoles; they end with it."""
    with started("from tests.support.toiling import hatch; hatch()") as process:
        yield Hatchery(process)


def hatch() -> None:
    """Start and kill consoles as told on stdin; the answer to each line is a process id, or how it ended."""
    with tempfile.TemporaryDirectory() as folder, closing(build_services(Path(folder) / "profile")) as services:
        ticket = services.desk.do(CreateTicket("Everything is imported and tried")).subject
        services.desk.do(AddMessage(ticket, "once.", Visibility.PUBLIC))
    for line in sys.stdin:
        words = json.loads(line)
        if len(words) == 1:
            os.kill(words[0], signal.SIGKILL)
            answer = os.waitstatus_to_exitcode(os.waitpid(words[0], 0)[1])
        elif (answer := os.fork()) == 0:
            toil(Path(words[0]), *words[1:])
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def toil(folder: Path, password: str, start: int) -> None:
    """Commands of a person, one after another, with the rounds beside them; ends with its parent."""
    troubles = os.open(folder / "troubles", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(troubles, 2)
    logging.basicConfig(level=logging.WARNING)
    services, parent = build_services(folder / "profile"), os.getppid()
    services.password.give(password, keep_it=False)
    services.open_sync().start()
    chance, rest = random.Random(f"{folder.name} {start}"), threading.Event()
    with (folder / "journal").open("ab", buffering=0) as journal:
        while os.getppid() == parent:
            try:
                services.desk.do(_command(services, chance))
            except Refused:
                continue
            with services.store.read() as db:
                (operation,) = db.execute("select id from _op order by n desc limit 1").fetchone()
            journal.write(f"{operation}\n".encode())
            rest.wait(chance.uniform(0, PAUSE))
    os._exit(0)


def _command(services: Services, chance: random.Random) -> Command:
    with services.store.read() as db:
        tickets = [key for (key,) in db.execute("select id from ticket where dead = 0 order by id desc limit 40")]
        people = [key for (key,) in db.execute("select id from person where login is not null order by id")]
        teams = [key for (key,) in db.execute("select id from team order by id")]
    if len(tickets) < 5 or chance.random() < 0.1:
        return CreateTicket(f"{chance.random()}", team=chance.choice(teams), tags=("made",))
    ticket = chance.choice(tickets)
    made: list[Callable[[], Command]] = [
        lambda: AddMessage(ticket, f"{chance.random()}", chance.choice(list(Visibility))),
        lambda: SetStatus(ticket, chance.choice(list(Status)), "because", Outcome.SOLVED),
        lambda: Assign(ticket, chance.choice(people)),
        lambda: SetPriority(ticket, chance.choice(list(Priority))),
        lambda: SetTags(ticket, (chance.choice("abc"),), (chance.choice("abc"),)),
        lambda: SetTitle(ticket, f"{chance.random()}"),
        lambda: Transfer(ticket, chance.choice(teams)),
    ]
    return chance.choices(made, [8, 4, 3, 3, 3, 2, 1])[0]()
