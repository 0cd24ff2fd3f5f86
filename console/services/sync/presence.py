"""Who looks at which ticket, and who is answering there: known while connected, never stored (SPEC 3.11).

Promise: a person is at one place at a time, and gone after half a minute without a word; nobody learns of a ticket
they may not see.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from console.models.values import dataclass
from console.services.sync.hub import Hub
from console.services.sync.sqlite_hub import SqliteHub

LIFE = timedelta(seconds=30)
"""How long a word of somebody's presence holds; consoles repeat it in half that time."""


@dataclass(frozen=True, slots=True)
class Present:
    """A colleague at a ticket."""

    person: str
    ticket: str
    replying: bool
    age: timedelta = timedelta()
    """Since they last said so, when this was asked."""


class Presence(Protocol):
    """The part of a hub that knows who is where."""

    def be_at(self, ticket: str | None, *, replying: bool = False) -> None:
        """Tell where this person is now; None: nowhere."""
        ...

    def present(self) -> tuple[Present, ...]:
        """Where the colleagues are, as far as this person may see."""
        ...


class Alone:
    """Presence on one machine: there is nobody else."""

    def be_at(self, ticket: str | None, *, replying: bool = False) -> None:
        """Nobody listens."""

    def present(self) -> tuple[Present, ...]:
        """Nobody."""
        return ()


def presence_of(hub: Hub) -> Presence:
    """Who is where at an opened hub; on one machine there is nobody else."""
    if isinstance(hub, SqliteHub):
        return Alone()
    from console.services.sync.postgres_hub import PostgresHub  # a machine alone pays nothing for PostgreSQL
    from console.services.sync.postgres_presence import PostgresPresence

    return PostgresPresence(hub.connection) if isinstance(hub, PostgresHub) else Alone()
