"""One ticket whole: its fields, its conversation, its history.

Promise: what a ticket opens with is read in a few index walks; a long conversation comes with its newest messages
first.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from console.models.kinds import (
    Channel,
    Code,
    Direction,
    EventKind,
    Impact,
    LinkKind,
    Outcome,
    Priority,
    Refused,
    Status,
    TicketType,
    Urgency,
    Visibility,
    from_micros,
    local_mark,
)
from console.models.values import dataclass
from console.services.incidents.work_queries import IncidentOfTicket, IncidentsOf

if TYPE_CHECKING:
    from console.models.triage import PrioritySuggestion

MESSAGES_SHOWN = 50
"""Messages a ticket opens with (look: the last 50 are built, older ones fold)."""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message of a conversation."""

    id: str
    author: str
    """The name of who signed in, or of the requester for what came in; "" when unknown."""
    recorded_by: str
    direction: Direction
    visibility: Visibility
    channel: Channel
    body: str
    created: datetime
    who: str = ""
    """The id of the person who speaks; "" when unknown.  Names may repeat, ids do not."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One file of a ticket."""

    id: str
    message: str | None
    name: str
    mime: str
    size: int
    sha256: str
    author: str
    created: datetime


@dataclass(frozen=True, slots=True)
class EventRow:
    """One entry of a ticket's history; ids of people and teams are given as names."""

    id: str
    kind: EventKind
    before: str | None
    after: str | None
    reason: str | None
    author: str
    happened: datetime
    recorded: datetime


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A relation to another ticket; `inward` when the other one points here."""

    id: str
    kind: LinkKind
    inward: bool
    ticket: str
    number: int | None
    title: str
    status: Status


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A person a ticket names."""

    id: str
    name: str
    email: str | None
    phone: str | None
    department: str | None


@dataclass(frozen=True, slots=True)
class Whole:
    """A ticket with all that hangs on it."""

    id: str
    number: int | None
    title: str
    description: str
    type: TicketType | None
    priority: Priority
    impact: Impact | None
    urgency: Urgency | None
    status: Status
    channel: Channel
    requester: PartyRow | None
    assignee: PartyRow | None
    team: str
    team_id: str
    created: datetime
    updated: datetime
    first_responded: datetime | None
    resolved: datetime | None
    closed: datetime | None
    wake: datetime | None
    """When the pause ends by itself."""
    cycle: int
    outcome: Outcome | None
    resolution: str | None
    satisfaction: int | None
    tags: tuple[str, ...]
    messages: tuple[MessageRow, ...]
    """Oldest first; the newest ones, when there are more than were asked for."""
    message_count: int
    attachments: tuple[AttachmentRow, ...]
    events: tuple[EventRow, ...]
    links: tuple[LinkRow, ...]
    incidents: tuple[IncidentOfTicket, ...] = ()
    """That caused it, the newest first."""
    suggestion: PrioritySuggestion | None = None
    """The priority its text, type, impact and urgency suggest (SPEC 3.5), where it was asked for."""


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """Ask for one ticket whole, by its id."""

    ticket: str
    messages: int | None = MESSAGES_SHOWN
    """The most messages wanted, newest kept; None for all."""
    advised: bool = False
    """With the priority that is suggested."""

    def answer(self, connection: sqlite3.Connection) -> Whole:
        """The ticket; raises Refused NOT_FOUND."""
        row = connection.execute(f"select {_FIELDS} from ticket where id = ? and dead = 0", (self.ticket,)).fetchone()
        if row is None:
            raise Refused(Code.NOT_FOUND, what="ticket")
        requester = _party(connection, row[9])
        whole = Whole(
            id=row[0],
            number=row[1],
            title=row[2],
            description=row[3],
            type=TicketType(row[4]) if row[4] else None,
            priority=Priority(row[5]),
            impact=Impact(row[6]) if row[6] else None,
            urgency=Urgency(row[7]) if row[7] else None,
            status=Status(row[8]),
            requester=requester,
            assignee=_party(connection, row[10]),
            team=row[24],
            team_id=row[11],
            channel=Channel(row[12]),
            created=from_micros(row[13]),
            updated=from_micros(row[14]),
            first_responded=_instant(row[15]),
            resolved=_instant(row[16]),
            closed=_instant(row[17]),
            wake=_instant(row[22]),
            cycle=row[18],
            outcome=Outcome(row[19]) if row[19] else None,
            resolution=row[20],
            satisfaction=row[21],
            tags=_tags(connection, self.ticket),
            messages=_messages(connection, self.ticket, self.messages, requester),
            message_count=row[23],
            attachments=_attachments(connection, self.ticket),
            events=_events(connection, self.ticket),
            links=_links(connection, self.ticket),
            incidents=IncidentsOf(self.ticket).answer(connection),
        )
        return _advised(whole) if self.advised else whole


_FIELDS = (
    "id, number, title, description, type, priority, impact, urgency, status, requester, assignee, team, channel,"
    " created_at, updated_at, first_responded_at, resolved_at, closed_at, cycle, outcome, resolution,"
    " satisfaction, wake_at, (select count(*) from message where root = ticket.id),"
    " coalesce((select name from team where id = ticket.team), '')"
)


def _advised(whole: Whole) -> Whole:
    from console.models.triage import suggest_priority  # its cues cost start-up

    text = f"{whole.title}\n{whole.description}"
    return replace(whole, suggestion=suggest_priority(whole.type, text, whole.impact, whole.urgency))


@dataclass(frozen=True, slots=True)
class Resolve:
    """The id of the ticket a person names by number, local mark or id (CLI.md: TICKET)."""

    named: str

    def answer(self, connection: sqlite3.Connection) -> str:
        """The ticket's id; raises Refused NOT_FOUND, or MARK_AMBIGUOUS when several bear the mark."""
        text = self.named.strip().removeprefix("#")
        row = None
        if text.isascii() and text.isdigit() and len(text) < 18:
            row = connection.execute("select id from ticket where number = ? and dead = 0", (int(text),)).fetchone()
        if row is None:
            row = connection.execute("select id from ticket where id = ? and dead = 0", (text.lower(),)).fetchone()
        if row is None:
            row = _marked(connection, text)
        if row is None:
            raise Refused(Code.NOT_FOUND, what="ticket")
        return str(row[0])


def _marked(connection: sqlite3.Connection, text: str) -> tuple[str] | None:
    """The ticket of a local mark: one without a number, else one made here that has got its number since."""
    mark = text.upper()
    if not mark.startswith("L-"):
        return None
    mark = "L-" + mark[2:].translate(_MISHEARD)
    made = "select t.id from _op o join ticket t on t.id = json_extract(o.body, '$.do[0].k') where t.dead = 0"
    for sql in ("select id from ticket where number is null and dead = 0", made):
        found = sorted({row[0] for row in connection.execute(sql) if local_mark(row[0]) == mark})
        if len(found) > 1:
            raise Refused(Code.MARK_AMBIGUOUS, name=mark, known=tuple(found))
        if found:
            return (found[0],)
    return None


_MISHEARD = str.maketrans("OIL", "011")


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)


def _party(connection: sqlite3.Connection, key: str | None) -> PartyRow | None:
    if key is None:
        return None
    row = connection.execute("select id, name, email, phone, department from person where id = ?", (key,)).fetchone()
    return PartyRow(*row) if row else None


def _messages(
    connection: sqlite3.Connection, ticket: str, most: int | None, requester: PartyRow | None
) -> tuple[MessageRow, ...]:
    rows = connection.execute(
        "select m.id, m.author, a.name, r.name, m.direction, m.visibility, m.channel, m.body, m.created_at"
        " from message m left join person a on a.id = m.author left join person r on r.id = m.recorded_by"
        " where m.root = ? order by m.created_at desc, m.id desc limit ?",
        (ticket, -1 if most is None else most),
    ).fetchall()
    asked = requester.name if requester else ""
    return tuple(
        MessageRow(
            key,
            name or (asked if direction == Direction.IN else ""),
            recorder or "",
            Direction(direction),
            Visibility(visibility),
            Channel(channel),
            body,
            from_micros(created),
            who or "",
        )
        for key, who, name, recorder, direction, visibility, channel, body, created in reversed(rows)
    )


def _attachments(connection: sqlite3.Connection, ticket: str) -> tuple[AttachmentRow, ...]:
    rows = connection.execute(
        "select f.id, f.message, f.name, f.mime, f.size, f.sha256, coalesce(p.name, ''), f.created_at"
        " from attachment f left join person p on p.id = f.author"
        " where f.root = ? and f.dead = 0 order by f.created_at, f.id",
        (ticket,),
    )
    return tuple(
        AttachmentRow(key, message, name, mime, size, sha256, author, from_micros(created))
        for key, message, name, mime, size, sha256, author, created in rows
    )


def _events(connection: sqlite3.Connection, ticket: str) -> tuple[EventRow, ...]:
    rows = connection.execute(
        "select e.id, e.kind, coalesce(b.name, bt.name, e.from_value), coalesce(a.name, at.name, e.to_value), e.reason,"
        " coalesce(p.name, ''), e.happened_at, e.recorded_at from event e left join person p on p.id = e.author"
        " left join person b on b.id = e.from_value left join team bt on bt.id = e.from_value"
        " left join person a on a.id = e.to_value left join team at on at.id = e.to_value"
        " where e.root = ? order by e.happened_at, e.id",
        (ticket,),
    )
    return tuple(
        EventRow(key, EventKind(kind), before, after, reason, author, from_micros(happened), from_micros(recorded))
        for key, kind, before, after, reason, author, happened, recorded in rows
    )


def _tags(connection: sqlite3.Connection, ticket: str) -> tuple[str, ...]:
    rows = connection.execute("select name from tag where root = ? and dead = 0 order by name", (ticket,))
    return tuple(name for (name,) in rows)


def _links(connection: sqlite3.Connection, ticket: str) -> tuple[LinkRow, ...]:
    rows = connection.execute(
        "select k.id, k.kind, k.root <> ?1, t.id, t.number, t.title, t.status from link k"
        " join ticket t on t.id = case when k.root = ?1 then k.target else k.root end"
        " where (k.root = ?1 or k.target = ?1) and k.dead = 0 and t.dead = 0 order by k.id",
        (ticket,),
    )
    return tuple(
        LinkRow(key, LinkKind(kind), bool(inward), other, number, title, Status(status))
        for key, kind, inward, other, number, title, status in rows
    )
