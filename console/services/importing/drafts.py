"""What a row says of a ticket, before anything is written; and the history its times tell.

Promise: pure; a history always ends in the status of its ticket, begins with its creation, and invents no time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from console.models.kinds import EventKind, Status
from console.models.values import dataclass

ENDS = frozenset({Status.RESOLVED, Status.CLOSED})
_STATUSES = frozenset(Status)


@dataclass(frozen=True, slots=True)
class Party:
    """A person as a row names them; found by e-mail, else by name."""

    name: str
    email: str | None = None
    phone: str | None = None
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of a ticket: values as they stand in the file, instants in microseconds since 1970 UTC."""

    kind: EventKind
    before: str | None
    after: str | None
    happened: int
    reason: str | None = None
    author: str | None = None
    recorded: int | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A message of a ticket."""

    direction: str
    visibility: str
    channel: str
    body: str
    created: int
    author: str | None = None
    recorded_by: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A link to another ticket, named by the id it has in the file."""

    kind: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything one row, or the rows of one case, say of one ticket."""

    line: int
    rows: int
    """How many rows of the file made it."""
    key: str
    print: str
    """Changes with the row and with its map."""
    fields: Mapping[str, object]
    """The ticket's columns the map fills, as they are stored."""
    events: Sequence[Happening]
    requester: Party | None = None
    assignee: Party | None = None
    team: str | None = None
    tags: tuple[str, ...] | None = None
    messages: tuple[Said, ...] = ()
    links: tuple[Relation, ...] = ()
    id: str | None = None
    number: int | None = None
    names: frozenset[str] = field(default_factory=frozenset)
    """The fields of the map, so that what it does not tell is left as it is."""
    is_dated: bool = True
    """Whether the row tells when the ticket was created."""
    is_log: bool = False
    """Whether each row is an event by itself."""


@dataclass(frozen=True, slots=True)
class Course:
    """Where a history leads."""

    status: Status
    cycle: int
    resolved: int | None
    closed: int | None


def course(steps: Iterable[tuple[Status, int]]) -> Course:
    """Follow statuses and their instants in order: reopening begins a cycle and forgets its end (SPEC 3.3, 4.6)."""
    status, cycle, resolved, closed = Status.NEW, 1, None, None
    for after, at in steps:
        if status in ENDS and after not in ENDS:
            cycle, resolved, closed = cycle + 1, None, None
        if after is Status.RESOLVED:
            resolved, closed = at if resolved is None else resolved, None
        elif after is Status.CLOSED and closed is None:
            closed = at
        status = after
    return Course(status, cycle, resolved, closed)


def history(
    created: int, marks: Sequence[tuple[int, Status, Status | None]], status: Status | None, latest: int
) -> list[Happening]:
    """The events of a ticket of which only some instants are known.

    `marks` are an instant, the status taken then, and the one left where that is known.  When they do not lead to
    `status`, a last step at `latest` does; without any mark the ticket is created in it.
    """
    first = Status.NEW if marks else status or Status.NEW
    events = [Happening(EventKind.CREATED, None, first, created)]
    current = first
    for at, after, before in sorted(marks, key=lambda mark: mark[0]):
        events.append(Happening(EventKind.STATUS, before or current, after, at))
        current = after
    if status is not None and current is not status:
        events.append(Happening(EventKind.STATUS, current, status, max(latest, events[-1].happened)))
    return events


def steps(events: Iterable[Happening]) -> list[tuple[Status, int]]:
    """The statuses of a history; a status an event came from counts when it was not seen before."""
    found: list[tuple[Status, int]] = []
    for event in events:
        if event.kind not in (EventKind.CREATED, EventKind.STATUS) or event.after not in _STATUSES:
            continue
        if event.before in ENDS and found and found[-1][0] not in ENDS:
            found.append((Status(str(event.before)), event.happened))
        found.append((Status(event.after), event.happened))
    return found
