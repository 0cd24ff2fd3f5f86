"""What a person does about a refused operation: keep what it said, do it again, let it go.

Promise: what it meant is read from its patches as a command, and carried out by that command's own handler, so a redone
operation keeps every rule a new one keeps; a new ticket keeps its id, so that what hangs on it can be redone too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import TypeVar

from sqlalchemy import text

from console.models.base import Synced
from console.models.kinds import (
    COMMON_SHELF,
    UNDONE,
    Availability,
    Channel,
    Code,
    Direction,
    EventKind,
    Impact,
    LinkKind,
    Outcome,
    PolicyKind,
    Priority,
    Refused,
    Status,
    TicketType,
    Urgency,
    Visibility,
    from_micros,
    to_micros,
)
from console.models.people import Person, Team
from console.models.ticket import Link, SavedView, Tag, Ticket
from console.services.attachments import Blobs
from console.services.bus import Changed
from console.services.desk import Done, Handler
from console.services.incidents import handlers as incidents
from console.services.incidents import review_handlers
from console.services.knowledge import carrying_out
from console.services.sync import redoing_incidents, review_redoing
from console.services.sync.article_redoing import intents
from console.services.sync.attention import TEXTS, Part, new_parts, subject_of, values
from console.services.sync.patches import entity, reason_of, text_of
from console.services.tickets import handlers
from console.services.tickets.commands import (
    AddMessage,
    Assign,
    Command,
    DiscardRefused,
    DropView,
    Former,
    KeepRefused,
    LinkTickets,
    MergeRefused,
    NewRequester,
    PublishPolicy,
    RecordMessage,
    RedoRefused,
    SaveView,
    SetAvailability,
    SetDescription,
    SetImpact,
    SetPriority,
    SetRequester,
    SetStatus,
    SetTags,
    SetTitle,
    SetType,
    Transfer,
    UnlinkTickets,
)
from console.services.tickets.conversation import Numbering, all_handlers, next_number, no_number
from console.services.transaction import Transaction

C = TypeVar("C")
_WRITERS: Mapping[str, type[SetTitle | SetDescription]] = {"title": SetTitle, "description": SetDescription}
"""What puts words of a ticket in the place of others."""


def attending(blobs: Blobs, *, numbers: bool = True) -> Mapping[type, Handler]:
    """Who carries out the commands on refused operations; `numbers` as for `all_handlers`."""
    usual = {**all_handlers(blobs, numbers=numbers), **carrying_out.all_handlers()}
    usual |= {**incidents.all_handlers(numbers=numbers), **review_handlers.all_handlers()}
    return {
        KeepRefused: lambda tx, command: _keep(tx, usual, _operation(command)),
        RedoRefused: lambda tx, command: _redo(tx, usual, _operation(command), numbers=numbers),
        MergeRefused: lambda tx, command: _merge(tx, usual, command),
        DiscardRefused: lambda tx, command: _discard(tx, _operation(command)),
    }


def _operation(command: Command) -> str:
    if not isinstance(command, KeepRefused | RedoRefused | DiscardRefused):
        raise TypeError("a command on a refused operation expected")
    return command.operation


def _keep(tx: Transaction, usual: Mapping[type, Handler], key: str) -> Done:
    parts = _taken(tx, key)
    said = [_said(parts, part) for part in new_parts(parts, "message")]
    if not said:
        raise Refused(Code.NOTHING_TO_KEEP)
    return _all([_say(tx, usual, parts, command) for command in said])


def _redo(tx: Transaction, usual: Mapping[type, Handler], key: str, *, numbers: bool) -> Done:
    parts = _taken(tx, key)
    said = [_said(parts, part) for part in new_parts(parts, "message")]
    if said:
        return _all([_say(tx, usual, parts, command) for command in said])
    if of_knowledge := tuple(intents(tx, parts)):
        return _all([usual[type(command)](tx, command) for command in of_knowledge])
    if of_review := next(review_redoing.intents(tx, parts), None):
        return usual[type(of_review)](tx, of_review)
    if redoing_incidents.is_response(parts):
        raise Refused(Code.STEP_NOT_WAITING, step=redoing_incidents.step_of(parts))
    if wanted := next(chain(redoing_incidents.intents(tx, parts), _intents(tx, parts)), None):
        return usual[type(wanted)](tx, wanted)
    if new_parts(parts, "incident"):
        return redoing_incidents.declared_again(tx, parts, numbers=numbers)
    return _again(tx, next_number if numbers else no_number, parts)


def _merge(tx: Transaction, usual: Mapping[type, Handler], command: Command) -> Done:
    """The merged text goes the way any text of that field goes, by whoever may write it."""
    if not isinstance(command, MergeRefused):
        raise TypeError("a merged text expected")
    ticket = subject_of(_taken(tx, command.operation), "ticket")
    if ticket is None or command.field not in TEXTS:
        raise Refused(Code.NOTHING_TO_KEEP)
    write = _WRITERS[command.field]
    return usual[write](tx, write(ticket, command.text, command.expect))


def _discard(tx: Transaction, key: str) -> Done:
    parts = _taken(tx, key)
    ticket, incident = subject_of(parts, "ticket"), subject_of(parts, "incident")
    tickets, incidents_ = (frozenset({one} if one else ()) for one in (ticket, incident))
    return Done(ticket or incident or key, Changed(tickets=tickets, incidents=incidents_))


def _taken(tx: Transaction, key: str) -> list[Part]:
    """The patches of a refused operation, which is gone when this transaction commits."""
    bound = {"id": key}
    body = tx.session.execute(text("select body from _op where id = :id and state = 'refused'"), bound).scalar()
    if body is None:
        raise Refused(Code.NOT_FOUND, what="operation")
    tx.session.execute(text("delete from _op where id = :id"), bound)
    parts: list[Part] = json.loads(body)["do"]
    return parts


def _all(done: list[Done]) -> Done:
    tickets = frozenset[str]().union(*(one.changed.tickets for one in done))
    people, articles = (any(getattr(one.changed, name) for one in done) for name in ("people", "articles"))
    return Done(done[-1].subject, Changed(tickets=tickets, people=people, articles=articles))


def _said(parts: list[Part], part: Part) -> AddMessage | RecordMessage:
    """A message as the command that says it; one that came after a ticket's end is said on that ticket again."""
    row = values(part)
    ticket, body = str(row["root"]), str(row["body"])
    if row["direction"] != Direction.IN:
        return AddMessage(ticket, body, Visibility(str(row["visibility"])), message=str(part["k"]))
    former = [values(link)["target"] for link in new_parts(parts, "link") if new_parts(parts, "ticket")]
    return RecordMessage(str(former[0]) if former else ticket, body, Channel(str(row["channel"])))


def _say(
    tx: Transaction, usual: Mapping[type, Handler], parts: list[Part], command: AddMessage | RecordMessage
) -> Done:
    done = usual[type(command)](tx, command)
    ticket = tx.session.get(Ticket, done.subject)
    files = [part for part in new_parts(parts, "attachment") if isinstance(command, AddMessage)]
    for part in files:
        if ticket is not None and values(part).get("message") == getattr(command, "message", None):
            tx.happened(ticket, EventKind.ATTACHED, None, str(values(part)["name"]))
            tx.add(entity(part, Synced), ticket.id, ticket.scope)
    return done


def _intents(tx: Transaction, parts: list[Part]) -> Iterator[Command]:
    """The command an operation was made by, first; none for a new ticket or files, which are put there again."""
    if new_parts(parts, "ticket"):
        return
    for part in new_parts(parts, "event"):
        if values(part)["kind"] == EventKind.TEAM:
            yield _transfer(parts, values(part))
    for part in parts:
        if part["t"] == "ticket" and "set" in part:
            yield from _of_fields(tx, parts, str(part["k"]), values(part, "set"))
    yield from _of_tags(tx, parts)
    yield from _of_links(tx, parts)
    yield from _of_views(tx, parts)
    for part in new_parts(parts, "policy"):
        yield _policy(values(part))
    yield from _of_absences(tx, parts)


def _of_absences(tx: Transaction, parts: list[Part]) -> Iterator[Command]:
    """What an operation changed in somebody's availability; what it left stands as it is now."""
    for part in parts:
        given = values(part, "set") if part["t"] == "person" else {}
        if given.keys() & {"availability", "away_until", "substitute"}:
            row = tx.get(Person, str(part["k"]))
            until = given.get("away_until", row.away_until and to_micros(row.away_until))
            yield SetAvailability(
                row.id,
                Availability(str(given.get("availability", row.availability.value))),
                from_micros(until) if isinstance(until, int) else None,
                text_of(given.get("substitute", row.substitute)),
            )


def _transfer(parts: list[Part], event: Mapping[str, object]) -> Transfer:
    sets = [values(part, "set") for part in parts if part["t"] == "ticket"]
    assignee = next((text_of(one["assignee"]) for one in sets if "assignee" in one), None)
    return Transfer(str(event["root"]), str(event["to_value"]), assignee)


def _of_fields(tx: Transaction, parts: list[Part], ticket: str, new: Mapping[str, object]) -> Iterator[Command]:
    if "status" in new:
        yield _move(tx.get(Ticket, ticket), parts, new)
    if "impact" in new or "urgency" in new:
        yield _impact(tx, ticket, new)
    if "priority" in new:
        yield SetPriority(ticket, Priority(str(new["priority"])))
    if "type" in new:
        yield SetType(ticket, TicketType(str(new["type"])) if new["type"] else None)
    yield from (write(ticket, str(new[field])) for field, write in _WRITERS.items() if field in new)
    if "assignee" in new:
        yield Assign(ticket, text_of(new["assignee"]))
    if "requester" in new:
        yield SetRequester(ticket, _requester(parts, text_of(new["requester"])))


def _move(ticket: Ticket, parts: list[Part], new: Mapping[str, object]) -> SetStatus:
    why = reason_of(parts, EventKind.STATUS)
    if why == UNDONE:
        return _taking_back(ticket, parts)
    outcome = Outcome(str(new["outcome"])) if new.get("outcome") else None
    return SetStatus(ticket.id, Status(str(new["status"])), why, outcome, wake=_instant(new, "wake_at"))


def _taking_back(ticket: Ticket, parts: list[Part]) -> SetStatus:
    """An undo goes by several moves; it begins where the first expects the ticket and leads where the last does."""
    changes = [part for part in parts if part["t"] == "ticket" and "status" in values(part, "set")]
    new = {name: value for part in changes for name, value in values(part, "set").items()}
    outcome = new.get("outcome", ticket.outcome)
    former = Former(
        int(str(new.get("cycle", ticket.cycle))),
        _instant(new, "resolved_at", ticket.resolved_at),
        _instant(new, "closed_at", ticket.closed_at),
        Outcome(str(outcome)) if outcome else None,
        text_of(new.get("resolution", ticket.resolution)),
    )
    expect, wake = Status(str(values(changes[0], "expect")["status"])), _instant(new, "wake_at", ticket.wake_at)
    return SetStatus(ticket.id, Status(str(new["status"])), expect=expect, wake=wake, undoes=former)


def _instant(new: Mapping[str, object], name: str, now: datetime | None = None) -> datetime | None:
    """An instant as it was to be; one that was not touched stays as it is today."""
    wanted = new.get(name, now)
    return from_micros(wanted) if isinstance(wanted, int) else now if name not in new else None


def _impact(tx: Transaction, key: str, new: Mapping[str, object]) -> SetImpact:
    """Impact and urgency as they were to be; one that was not touched stays as it is today."""
    ticket = tx.get(Ticket, key)
    impact, urgency, priority = (
        text_of(new.get(name, getattr(ticket, name) if name != "priority" else None))
        for name in ("impact", "urgency", "priority")
    )
    return SetImpact(
        key,
        Impact(impact) if impact else None,
        Urgency(urgency) if urgency else None,
        Priority(priority) if priority else None,
    )


def _requester(parts: list[Part], key: str | None) -> str | NewRequester | None:
    for part in new_parts(parts, "person"):
        if part["k"] == key:
            row = values(part)
            rest = (text_of(row.get(name)) for name in ("email", "phone", "department"))
            return NewRequester(str(row["name"]), *rest)
    return key


def _of_tags(tx: Transaction, parts: list[Part]) -> Iterator[Command]:
    ticket = subject_of(parts, "ticket")
    added = tuple(str(values(part)["name"]) for part in new_parts(parts, "tag"))
    dropped = [tx.session.get(Tag, str(part["k"])) for part in parts if part["t"] == "tag" and "set" in part]
    removed = tuple(tag.name for tag in dropped if tag is not None)
    if ticket is not None and (added or removed):
        yield SetTags(ticket, added, removed)


def _of_links(tx: Transaction, parts: list[Part]) -> Iterator[Command]:
    for part in new_parts(parts, "link"):
        row = values(part)
        yield LinkTickets(str(row["root"]), str(row["target"]), LinkKind(str(row["kind"])))
    for part in parts:
        if part["t"] == "link" and "set" in part:
            link = tx.get(Link, str(part["k"]))
            yield UnlinkTickets(link.root, link.id)


def _of_views(tx: Transaction, parts: list[Part]) -> Iterator[Command]:
    for part in (part for part in parts if part["t"] == "saved_view"):
        key, row = str(part["k"]), values(part) or values(part, "set")
        if row.get("dead"):
            yield DropView(key)
            continue
        held = tx.session.get(SavedView, key)
        name, sort = (str(row.get(field, getattr(held, field, ""))) for field in ("name", "sort"))
        filter_ = row.get("filter", held.filter if held else {})
        wanted = dict(filter_) if isinstance(filter_, dict) else {}
        yield SaveView(name, wanted, sort, key if held else None, text_of(row.get("owner")))


def _policy(row: Mapping[str, object]) -> PublishPolicy:
    """What was to be published, as the version after those published since."""
    body = row["body"]
    return PublishPolicy(
        PolicyKind(str(row["kind"])),
        str(row["name"]),
        dict(body) if isinstance(body, dict) else {},
        text_of(row.get("owner")),
        _instant(row, "effective_at"),
    )


def _again(tx: Transaction, number: Numbering, parts: list[Part]) -> Done:
    """Put the rows of an operation there again under their own ids: a new ticket whole, or files on one."""
    made: Ticket | None = None
    for part in new_parts(parts, "ticket"):
        made = entity(part, Ticket)
        made.number = number(tx)
        tx.add(made, scope=tx.get(Team, made.team).own_scope)
    ticket = made or tx.get(Ticket, str(subject_of(parts, "ticket")))
    for part in parts:
        if "new" in part and part["t"] == "person":
            tx.add(entity(part, Synced), scope=COMMON_SHELF)
        elif "new" in part and part["t"] != "ticket":
            tx.add(entity(part, Synced), ticket.id, ticket.scope)
    return handlers.touched(tx, ticket, people=bool(new_parts(parts, "person")))
