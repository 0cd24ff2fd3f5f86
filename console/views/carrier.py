"""What the presenters of the pages ask of the window around them.

Promise: no Qt; courier, table rows and the window's memory satisfy these structurally, a test does with plain code.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from console.models.values import dataclass

if TYPE_CHECKING:
    from console.models.kinds import Refused
    from console.services.desk import Done
    from console.services.query import Query
    from console.services.tickets.commands import Command
    from console.services.tickets.queries import Line, Standing


T = TypeVar("T")
Later = Callable[[int, Callable[[], None]], object]
"""Calls something after so many milliseconds, unless the page is gone by then."""


@dataclass(frozen=True, slots=True)
class First(Generic[T]):
    """What a command is to show before anybody is told of it: a question asked as soon as it is on the disk, whose
    answer is painted alone.  Where it cannot be answered nothing is lost: the change is told a moment later.
    """

    query: Query[T]
    then: Callable[[T], None]


class Carrier(Protocol):
    """Carries questions and commands, and brings answers back (views/courier.py)."""

    def ask(
        self,
        query: Query[T],
        then: Callable[[T], None],
        *,
        refused: Callable[[Refused], None] | None = None,
        latest: Hashable | None = None,
        slow: bool = False,
    ) -> None:
        """Call `then` with the answer; of questions with one `latest` key only the newest is answered."""
        ...

    def do(
        self,
        command: Command,
        then: Callable[[Done], None] | None = None,
        refused: Callable[[Refused], None] | None = None,
        first: First[T] | None = None,
    ) -> None:
        """Carry out a command, show what is to be seen of it `first`, then call `then`."""
        ...

    def keep(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        refused: Callable[[Refused], None] | None = None,
    ) -> None:
        """Run work on this machine's own notes, off the window's thread."""
        ...


class Window(Protocol):
    """The lines at hand (views/rows.py)."""

    room: int
    """How many the screen has room for."""

    def seen(self) -> list[Line]:
        """Those on the screen."""
        ...

    def line_of(self, n: int) -> Line | None:
        """That of a number."""
        ...

    def put(self, lines: Iterable[Line]) -> None:
        """Take present ones."""
        ...

    def forget(self, tickets: Iterable[str] | None = None) -> None:
        """Drop those of these tickets, or all, that are not on the screen."""
        ...


class Memory(Protocol):
    """How the window was left (views/ui_state.py)."""

    def text(self, key: str, default: str = "") -> str:
        """A text kept under `key`."""
        ...

    def keep(self, key: str, value: str | bool | list[str] | list[int]) -> None:
        """Keep a value under `key`."""
        ...


class Acts(Protocol):
    """Hears of what a person does to a ticket, which may lead it out of the view; the listing is one."""

    def act(self, ticket: str) -> First[Standing]:
        """It is about to be changed; the answer shows the change in its row."""
        ...

    def acted(self, ticket: str) -> None:
        """The change is on the disk."""
        ...
