"""What a hub is: it orders all writes and gives rows back since a cursor.

Promise: the same two calls on PostgreSQL and on a SQLite file, with equal answers.  `push` is idempotent by operation
id and settles each one (applied or refused) or raises and settles none; `pull` is one snapshot that contains every
push before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from console.models.values import dataclass
from console.services.sync.files import Files
from console.services.sync.rows import Patch, Row, Stored


class Unreachable(Exception):
    """The hub could not be asked, or failed at its work; nothing is settled, and trying again is right."""

    def __init__(self, reason: str = "", *, network: bool = True) -> None:
        super().__init__(reason)
        self.network = network
        """Whether the way there broke; False when the hub itself failed and may fail again on the same operation."""


class TooOld(Exception):
    """The hub's schema has moved on past what this program can write."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What one command changed, as field patches in the order they stand."""

    id: str
    patches: tuple[Patch, ...]
    since: int = 0
    """The hub's commit its author knew: what they say happened did not happen before it (SPEC 1.6); 0: not known."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How the hub settled an operation."""

    id: str
    code: str | None = None
    """None: applied.  Else why it was refused: an SQLSTATE, or DS001 (changed meanwhile, or not yours) to DS009."""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a replica stands."""

    seq: int = 0
    tag: str = ""
    """The audit chain's hash at `seq`, by which a hub set back is noticed."""
    have: frozenset[str] = frozenset()
    """Scopes the replica holds whole up to `seq`."""
    late: tuple[tuple[str, int], ...] = ()
    """Those of them that it holds up to an earlier commit: they came by pages meanwhile."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the hub stood when it was pulled."""

    seq: int
    tag: str
    now: datetime
    reset: bool
    """The replica's past is not the hub's: everything comes anew, and what was sent is given back."""
    scopes: frozenset[str]
    schema: int
    oldest: int


@dataclass(frozen=True, slots=True)
class Place:
    """Up to where the rows of a scope have come, table by table, by commit and id."""

    scope: str
    table: str
    seq: int = -1
    id: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """A row left a scope."""

    table: str
    key: str
    seq: int


@dataclass(frozen=True, slots=True)
class Pulled:
    """What came since a cursor."""

    head: Head
    rows: tuple[tuple[str, Row], ...]
    """Table and row."""
    gone: tuple[Gone, ...]
    whole: bool = True
    """Whether scopes new to the replica are in it; else they are to be fetched by pages."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How rows of a bulk load were stamped."""

    seq: int
    at: int
    who: str
    scopes: tuple[str | None, ...]
    """The scope each row lives in, in the order given; None where it was refused, or has lived out of sight before."""
    refused: tuple[Answer, ...] = ()
    """By the id of the row."""


class Hub(Files, Protocol):
    """A hub as one signed-in console sees it."""

    def push(self, operations: Sequence[Operation]) -> list[Answer]:
        """Apply each operation with the caller's own rights, once; raises Unreachable and then has done nothing."""
        ...

    def load(self, rows: Sequence[tuple[str, Row]]) -> Loaded:
        """Take rows in whole, instants kept, with one entry of the log for all (SPEC 1.3: lead, admin).

        A ticket keeps its number where it has one that is free, else it gets the next.  Rows already there stay as
        they are; one that cannot be taken holds up no other.  Raises Unreachable; Refused ROLE_NEEDED for others.
        """
        ...

    def pull(self, cursor: Cursor, *, whole: bool = True) -> Pulled:
        """Everything the caller may read since `cursor`, scopes new to it `whole` or not at all; raises Unreachable."""
        ...

    def page(self, place: Place, many: int) -> list[Stored]:
        """The next live rows after a place, at most so many, as SQLite holds them; raises Unreachable."""
        ...
