"""One ticket while it is told: its fields, and the rows of everything that happens to it, in order of time.

Promise: every change of a field is an event of the same instant; status moves follow SPEC 3.3; nothing happens later
than now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from console.models.kinds import (
    Channel,
    Direction,
    EventKind,
    Impact,
    LinkKind,
    Outcome,
    Priority,
    Status,
    TicketType,
    Urgency,
    Visibility,
)
from console.models.workflow import TRANSITIONS
from console.services.attachments import Kept
from console.services.demo_hours import worked
from console.services.demo_people import Team, Values, Worker
from console.services.demo_plans import Plan, Told
from console.services.demo_slots import Slots

SPOKEN = frozenset({Channel.PHONE, Channel.HOTLINE, Channel.ON_SITE})
"""Channels on which staff write down what the requester says."""

TABLES = {
    "ticket": "root, scope, at, who, dead, number, title, description, type, priority, impact, urgency, status,"
    " channel, requester, team, assignee, created_at, updated_at, first_responded_at, resolved_at, closed_at, cycle,"
    " outcome, resolution, satisfaction, satisfaction_comment",
    "message": "root, scope, at, who, dead, author, recorded_by, direction, visibility, channel, body, created_at",
    "event": "root, scope, at, who, dead, kind, from_value, to_value, reason, author, happened_at, recorded_at",
    "tag": "root, scope, at, who, dead, name",
    "link": "root, scope, at, who, dead, kind, target",
    "attachment": "root, scope, at, who, dead, message, name, mime, size, sha256, author, created_at",
}
"""The columns after `id`, in the order of the rows made here."""


class Present(Exception):
    """The story has come as far as it goes by now."""


Words = tuple[str, list[str], tuple[str, ...], list[str]]
"""What a search looks in: a ticket's title, all that was said, the fields of its requester, its tags."""


@dataclass(slots=True)
class Rows:
    """Rows by table, and the words of their tickets."""

    tables: dict[str, list[Values]] = field(default_factory=lambda: {name: [] for name in TABLES})
    words: dict[str, Words] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(map(len, self.tables.values()))


def new_ids(rng: Random) -> Callable[[int], str]:
    """Ids shaped as UUIDv7 (RFC 9562) of an instant in microseconds, drawn from a seeded source."""
    bits = rng.getrandbits
    # A demo makes 1.5 million: groups of few values are looked up, the time's is kept as long as it lasts.
    versions = [f"-7{value:03x}-" for value in range(1 << 12)]
    variants = [f"{0x8000 | value:04x}-" for value in range(1 << 14)]
    last, time = -1, ""

    def new_id(at: int) -> str:
        nonlocal last, time
        if at // 1000 != last:
            last = at // 1000
            time = f"{last:012x}"
            time = f"{time[:8]}-{time[8:]}"
        chance = bits(74)
        version, variant = versions[chance >> 62], variants[chance >> 48 & 0x3FFF]
        return f"{time}{version}{variant}{chance & 0xFFFF_FFFF_FFFF:012x}"

    return new_id


class Record:
    """The ticket and its rows so far."""

    def __init__(
        self, rows: Rows, new_id: Callable[[int], str], plan: Plan, number: int, team: Team, slots: Slots
    ) -> None:
        self._rows = rows
        self._children: list[list[str | int | None]] = []
        self._said: list[str] = []
        self._tags: list[str] = []
        self._new_id = new_id
        self.plan = plan
        self.slots = slots
        self.id = new_id(plan.created)
        self.number = number
        self.created = self.at = plan.created
        self.title = self.ask = self.core = ""
        self.type: TicketType | None = None
        self.priority = Priority.MEDIUM
        self.impact: Impact | None = None
        self.urgency: Urgency | None = None
        self.status = Status.NEW
        self.team = team
        self.assignee: Worker | None = None
        self.first_responded: int | None = None
        self.resolved: int | None = None
        self.closed: int | None = None
        self.cycle = 1
        self.outcome: Outcome | None = None
        self.resolution: str | None = None
        self.satisfaction: int | None = None
        self.comment: str | None = None

    @property
    def requester(self) -> str | None:
        """The id of who asks."""
        return self.plan.asker.id if self.plan.asker else None

    @property
    def agent(self) -> str | None:
        """The id of who works on it."""
        return self.assignee.id if self.assignee else None

    def wait(self, length: int, now: int, *, always: bool = False) -> None:
        """Let so much time pass, in working hours or in all; raises Present when it is not over yet."""
        at = self.at + length if always else worked(self.at, length, self.slots.zone)
        if at > now:
            raise Present
        self.at = self.slots.at = at

    def event(
        self, kind: EventKind, before: str | None, after: str | None, who: str | None, why: str | None = None
    ) -> None:
        """Something happened now."""
        at = self._tick()
        self._add("event", at, who, str(kind), _plain(before), _plain(after), _plain(why), who, at, at)

    def say(self, direction: Direction, text: str) -> str:
        """The requester (IN) or the assignee says something now; the message's id."""
        at, channel = self._tick(), self.plan.channel
        spoken = channel in SPOKEN
        incoming = direction is Direction.IN
        if direction is Direction.NOTE or (spoken and not incoming):
            channel = Channel.CONSOLE
        author = self.requester if incoming else self.agent
        recorder = self.agent if incoming and spoken else None
        visibility = Visibility.INTERNAL if direction is Direction.NOTE else Visibility.PUBLIC
        if direction is Direction.OUT and self.first_responded is None:
            self.first_responded = at
        facts = (str(direction), str(visibility), str(channel))
        self._said.append(text)
        return self._add("message", at, author, author, recorder, *facts, text, at)

    def move(self, status: Status, who: str | None, why: str | None = None) -> None:
        """Go to another status, where that is not the present one."""
        if status is self.status:
            return
        if status not in TRANSITIONS[self.status]:
            raise ValueError(f"{self.status} cannot become {status}")
        self.event(EventKind.STATUS, self.status, status, who, why)
        if self.status in (Status.RESOLVED, Status.CLOSED) and status is Status.OPEN:
            self.cycle += 1
            self.resolved = self.closed = self.outcome = self.resolution = None
        if status is Status.CLOSED:
            self.closed = self.at
        self.status = status

    def resolve(self, outcome: Outcome, text: str) -> None:
        """The assignee ends it."""
        self.move(Status.RESOLVED, self.agent, text)
        self.resolved, self.outcome, self.resolution = self.at, outcome, text

    def assign(self, worker: Worker | None, who: str | None) -> None:
        """Give it to somebody, or to nobody."""
        before = self.agent
        if (worker.id if worker else None) == before:
            return
        self.event(EventKind.ASSIGNEE, before, worker.id if worker else None, who)
        self.assignee = worker
        if worker:
            self.slots["agent"] = worker.names[self.plan.locale]

    def transfer(self, team: Team, worker: Worker, why: str) -> None:
        """Hand over to somebody of another team."""
        who = self.agent
        self.event(EventKind.TEAM, self.team.id, team.id, who, why)
        self.team = team
        self.slots["team"] = team.names[self.plan.locale]
        self.assign(worker, who)

    def tag(self, name: str, who: str | None) -> None:
        """Put a word on it."""
        self.event(EventKind.TAGGED, None, name, who)
        self._add("tag", self.at, who, name)
        self._tags.append(name)

    def link(self, kind: LinkKind, other: Told) -> None:
        """Relate it to an earlier one."""
        self.event(EventKind.LINKED, None, str(other.number), self.agent, kind)
        self._add("link", self.at, self.agent, str(kind), other.id)

    def attach(self, kept: Kept, message: str | None) -> None:
        """The requester's file."""
        at, who = self._tick(), self.requester
        self._add("attachment", at, who, message, kept.name, kept.mime, kept.size, kept.sha256, who, at)
        self.event(EventKind.ATTACHED, None, kept.name, who)

    def end(self) -> None:
        """Write the ticket's own row; what hangs on it lives where it lives (SPEC 1.3)."""
        for child in self._children:
            child[2] = self.team.scope
        head = (self.id, self.id, self.team.scope, self.at, self.agent, 0, self.number, self.title, self.ask)
        enums = (self.type, self.priority, self.impact, self.urgency, self.status, self.plan.channel)
        parties = (self.requester, self.team.id, self.agent)
        times = (self.created, self.at, self.first_responded, self.resolved, self.closed, self.cycle)
        ending = (_plain(self.outcome), self.resolution, self.satisfaction, self.comment)
        self._rows.tables["ticket"].append((*head, *map(_plain, enums), *parties, *times, *ending))
        asker = self.plan.asker.found_by if self.plan.asker else ()
        self._rows.words[self.id] = (self.title, [self.ask, *self._said], asker, self._tags)

    def _add(self, table: str, at: int, who: str | None, *values: str | int | None) -> str:
        row: list[str | int | None] = [self._new_id(at), self.id, self.team.scope, at, who, 0, *values]
        self._rows.tables[table].append(row)
        self._children.append(row)
        return str(row[0])

    def _tick(self) -> int:
        """The next microsecond: what happens together keeps its order."""
        self.at += 1
        return self.at


def _plain(value: str | None) -> str | None:
    """An enum's member as a string of no special kind: SQLite takes those several times as fast."""
    return None if value is None else str(value)
