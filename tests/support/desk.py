"""A real profile in a folder of its own, with a clock that is set by hand.

Promise: every command happens at an instant of its own, a second after the one before; rows are read as they stand.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from console.bootstrap import Services, build_services
from console.models.kinds import COMMON_SHELF, Availability, Channel, Code, Locale, Refused, Role, Visibility
from console.models.people import Person, Team
from console.services.bus import Changed
from console.services.desk import Desk, Done
from console.services.query import Query
from console.services.store import Store
from console.services.tickets.commands import AddMessage, Command, CreateTicket, NewRequester, RecordMessage
from console.services.tickets.whole import OpenTicket, Whole

T = TypeVar("T")
START = datetime(2026, 2, 27, 6, 30, tzinfo=UTC)
"""A Friday afternoon where the tests live."""


@dataclass
class SetClock:
    """A clock that stands still until it is set."""

    instant: datetime = START

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.instant

    def monotonic(self) -> float:
        """Seconds since the first instant."""
        return (self.instant - START).total_seconds()

    def advance(self, length: timedelta = timedelta(seconds=1)) -> None:
        """Let so much time go by."""
        self.instant += length


@dataclass(repr=False)
class Office:
    """One profile and the people who work in it."""

    services: Services
    clock: SetClock
    told: list[Changed] = field(default_factory=list)
    """What the bus said, in order."""

    @property
    def desk(self) -> Desk:
        """Its door."""
        return self.services.desk

    @property
    def store(self) -> Store:
        """Its replica."""
        return self.services.store

    @property
    def me(self) -> str:
        """The id of who works here."""
        return self.services.me.id

    @property
    def team(self) -> str:
        """The id of the first team."""
        return self.services.me.team

    def do(self, command: Command) -> Done:
        """Carry out a command, a second after the one before."""
        self.clock.advance()
        return self.desk.do(command)

    def refused(self, command: Command) -> Refused:
        """The refusal of a command that must be refused."""
        try:
            self.do(command)
        except Refused as error:
            return error
        raise AssertionError(f"not refused: {command}")

    def code(self, command: Command) -> Code:
        """The code of that refusal."""
        return self.refused(command).code

    def ask(self, query: Query[T]) -> T:
        """The answer to a question."""
        return self.desk.ask(query)

    def ticket(self, title: str = "VPN is down", requester: str | NewRequester | None = None) -> str:
        """The id of a new ticket."""
        return self.do(CreateTicket(title, requester=requester)).subject

    def reply(self, ticket: str, body: str = "We are on it.") -> Done:
        """Answer the requester."""
        return self.do(AddMessage(ticket, body, Visibility.PUBLIC))

    def whole(self, ticket: str) -> Whole:
        """A ticket with all its messages."""
        return self.ask(OpenTicket(ticket, None))

    def hire(self, name: str, login: str | None = None, email: str | None = None, phone: str | None = None) -> str:
        """The id of a colleague; of a requester when there is no login."""
        self.clock.advance()
        with self.store.write("Hire", self.clock.now()) as tx:
            person = Person(
                id=tx.new_id(),
                name=name,
                login=login,
                email=email,
                phone=phone,
                team=self.team if login else None,
                locale=Locale.EN,
                roles=[Role.AGENT.value] if login else [],
                skills={},
                availability=Availability.AVAILABLE,
            )
            return tx.add(person, scope=COMMON_SHELF).id

    def found(self, name: str) -> str:
        """The id of a new team."""
        self.clock.advance()
        with self.store.write("Found", self.clock.now()) as tx:
            return tx.add(Team(id=tx.new_id(), name=name, own_scope=tx.new_id()), scope=COMMON_SHELF).id

    def be(self, *roles: Role) -> None:
        """Hold these roles from now on."""
        self.clock.advance()
        with self.store.write("Be", self.clock.now()) as tx:
            tx.get(Person, tx.me.id).roles = [role.value for role in roles]

    def away(self, person: str, until: datetime | None = None, substitute: str | None = None) -> None:
        """Let a person be out of office."""
        self.clock.advance()
        with self.store.write("Away", self.clock.now()) as tx:
            row = tx.get(Person, person)
            row.availability, row.away_until, row.substitute = Availability.OUT_OF_OFFICE, until, substitute

    def dismiss(self, person: str) -> None:
        """Let a person work here no more."""
        self.clock.advance()
        with self.store.write("Dismiss", self.clock.now()) as tx:
            tx.get(Person, person).roles = []

    def rename(self, person: str, name: str) -> None:
        """Give a person another name."""
        self.clock.advance()
        with self.store.write("Rename", self.clock.now()) as tx:
            tx.get(Person, person).name = name

    def rows(self, table: str, where: str = "1", *values: object) -> list[dict[str, object]]:
        """The rows of a table, by rowid, as the file holds them."""
        with self.store.read() as connection:
            cursor = connection.execute(f"select * from {table} where {where}", values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def history(self, ticket: str) -> list[tuple[str, str | None, str | None, str | None]]:
        """Kind, from, to and reason of a ticket's events, as they are stored, in their order."""
        with self.store.read() as connection:
            sql = "select kind, from_value, to_value, reason from event where root = ? order by happened_at, id"
            return connection.execute(sql, (ticket,)).fetchall()

    def last_operation(self) -> list[dict[str, object]]:
        """The patches of the last operation."""
        body = str(self.rows("_op", "n = (select max(n) from _op)")[0]["body"])
        patches: list[dict[str, object]] = json.loads(body)["do"]
        return patches

    def execute(self, sql: str, *values: object) -> None:
        """Write past the desk, as an import or a pull does."""
        with self.store.bulk() as connection:
            connection.execute(sql, values)

    def call(self, ticket: str, body: str = "It is still down.") -> Done:
        """Write down what the requester said on the phone."""
        return self.do(RecordMessage(ticket, body, Channel.PHONE))


@contextmanager
def quick_folder() -> Iterator[Path]:
    """An empty folder, in memory where the system has such a disk: a commit there waits for no platter."""
    memory = Path("/", "dev", "shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


def open_office(folder: Path) -> Office:
    """Open or make the profile in `folder`; the caller closes its services."""
    clock = SetClock()
    services = build_services(folder, clock)
    office = Office(services, clock)
    services.bus.subscribe(Changed, office.told.append)
    return office


def rows_of(connection: sqlite3.Connection, table: str) -> dict[str, dict[str, object]]:
    """The rows of a synced table by id."""
    cursor = connection.execute(f"select * from {table}")
    names = [column[0] for column in cursor.description]
    found = (dict(zip(names, row, strict=True)) for row in cursor)
    return {str(row["id"]): row for row in found}
