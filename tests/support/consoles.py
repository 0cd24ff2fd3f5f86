"""Consoles that joined a team's hub, with their rounds running as beside a window, but without one.

Promise: everything is real but the keyring; a console is closed in order at the end of its block.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from console.bootstrap import Services, build_services
from console.models.kinds import Code
from console.services.clock import Clock, SystemClock
from console.services.sync.rounds import Rounds
from console.services.sync.signin import join
from console.services.sync.state import Phase, SyncState, SyncWanted
from console.services.tickets.commands import Command
from tests.support.secure_hub import SecureHub
from tests.support.waiting import until


@dataclass
class Console:
    """One person at one console."""

    services: Services
    rounds: Rounds
    states: list[SyncState] = field(default_factory=list)

    @property
    def state(self) -> SyncState:
        """How it stands now."""
        return self.rounds.state

    def do(self, command: Command) -> str:
        """Carry out a command; the id of what it made or changed."""
        return self.services.desk.do(command).subject

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """What its replica holds."""
        with self.services.store.read() as db:
            return db.execute(sql, values).fetchall()

    def sees(self, ticket: str, title: str | None = None) -> bool:
        """Whether the ticket is here, by that title if one is named."""
        found = self.rows("select title from ticket where id = ?", ticket)
        return bool(found) and title in (None, found[0][0])

    def is_in_step(self) -> bool:
        """Whether it is connected and nothing waits."""
        with self.services.store.read() as db:
            waiting = db.execute("select count(*) from _op where state = 'pending'").fetchone()[0]
        return self.state.phase is Phase.CONNECTED and not waiting

    def catch_up(self) -> None:
        """Try now, and wait until all is sent and answered."""
        self.services.bus.publish(SyncWanted())
        until(self.is_in_step)

    def stands(self, phase: Phase, code: Code | None = None) -> bool:
        """Whether it stands so, for that reason."""
        trouble = self.state.trouble
        return self.state.phase is phase and (code is None or (trouble is not None and trouble.code is code))


def joined(hub: SecureHub, profile: Path, login: str, clock: Clock | None = None) -> None:
    """Join once; without a keyring the password is kept nowhere."""
    join(profile, hub.connection, login, hub.passwords[login], clock or SystemClock())


@contextmanager
def console(
    hub: SecureHub, profile: Path, login: str, clock: Clock | None = None, password: str | None = None
) -> Iterator[Console]:
    """The console of a profile that was joined, begun with a password as its person would type it."""
    services = build_services(profile, clock)
    try:
        services.password.give(hub.passwords[login] if password is None else password, keep_it=False)
        made = Console(services, services.open_sync())
        services.bus.subscribe(SyncState, made.states.append)
        made.rounds.start()
        try:
            yield made
        finally:
            made.rounds.stop()
    finally:
        services.close()
