"""What each command on a ticket's fields does, one function each, on the entities of one transaction.

Promise: a handler leaves the entity, its events and its `updated_at` in line, and answers with the command that takes
it back where one can (SPEC 3.9: a compensating operation with expectation).
"""

from __future__ import annotations

from sqlalchemy import func, select

from console.models import triage
from console.models.kinds import (
    COMMON_SHELF,
    SUGGESTED,
    Availability,
    Code,
    EventKind,
    LinkKind,
    Priority,
    Refused,
)
from console.models.people import Person, Team
from console.models.ticket import Link, Tag, Ticket
from console.services.bus import Changed
from console.services.desk import Done
from console.services.tickets import texts
from console.services.tickets.commands import (
    Assign,
    Command,
    LinkTickets,
    NewRequester,
    SetDescription,
    SetImpact,
    SetPriority,
    SetRequester,
    SetTags,
    SetTitle,
    SetType,
    Transfer,
    UnlinkTickets,
)
from console.services.transaction import Transaction


def touched(tx: Transaction, ticket: Ticket, undo: Command | None = None, people: bool = False) -> Done:
    """The answer of a command that changed the content of `ticket`."""
    ticket.updated_at = tx.at
    return Done(ticket.id, Changed(tickets=frozenset({ticket.id}), people=people), undo)


def unchanged(ticket: Ticket) -> Done:
    """The answer of a command that found everything as wished."""
    return Done(ticket.id)


def expected(tx: Transaction, field: str, wanted: object, found: object, *, checked: bool) -> None:
    """Refuse when somebody changed the field since it was looked at; the refusal names people and teams."""
    if checked and wanted != found:
        raise Refused(Code.CHANGED_MEANWHILE, field=field, expected=_shown(tx, wanted), found=_shown(tx, found))


def _shown(tx: Transaction, value: object) -> object:
    party = tx.session.get(Person, value) or tx.session.get(Team, value) if isinstance(value, str) else None
    return value if party is None else party.name


def assign(tx: Transaction, command: Assign) -> Done:
    """Give the ticket to somebody, or to nobody."""
    ticket = tx.get(Ticket, command.ticket)
    before = ticket.assignee
    expected(tx, "assignee", command.expect, before, checked=command.checked)
    if before == command.assignee:
        return unchanged(ticket)
    give(tx, ticket, command.assignee)
    return touched(tx, ticket, Assign(ticket.id, before, command.assignee, checked=True))


def give(tx: Transaction, ticket: Ticket, assignee: str | None) -> None:
    """Make somebody who works here the assignee, or nobody, with the event."""
    if assignee is not None and tx.get(Person, assignee).login is None:
        raise Refused(Code.NOT_FOUND, what="assignee")
    tx.happened(ticket, EventKind.ASSIGNEE, ticket.assignee, assignee)
    ticket.assignee = assignee


def transfer(tx: Transaction, command: Transfer) -> Done:
    """Hand over to another team; the scope follows the team when the hub stamps the row."""
    ticket = tx.get(Ticket, command.ticket)
    team, before, holder = tx.get(Team, command.team), ticket.team, ticket.assignee
    expected(tx, "team", command.expect, before, checked=command.expect is not None)
    expected(tx, "assignee", command.holder, holder, checked=command.checked)
    if team.id == before:
        return unchanged(ticket)
    tx.happened(ticket, EventKind.TEAM, before, team.id)
    if holder != command.assignee:
        give(tx, ticket, command.assignee)
    ticket.team = team.id
    return touched(tx, ticket, Transfer(ticket.id, before, holder, team.id, command.assignee, checked=True))


def set_priority(tx: Transaction, command: SetPriority) -> Done:
    """Rule the priority by hand."""
    ticket = tx.get(Ticket, command.ticket)
    before = ticket.priority
    expected(tx, "priority", command.expect, before, checked=command.expect is not None)
    if before is command.priority:
        return unchanged(ticket)
    _rule_priority(tx, ticket, command.priority)
    return touched(tx, ticket, SetPriority(ticket.id, before, command.priority))


def _rule_priority(tx: Transaction, ticket: Ticket, priority: Priority) -> None:
    """Set and record; the event names the suggestion where a person overrides it (SPEC 3.5)."""
    text = f"{ticket.title}\n{ticket.description}"
    suggested = triage.suggest_priority(ticket.type, text, ticket.impact, ticket.urgency).priority
    overridden = None if suggested is priority else SUGGESTED + suggested.value
    tx.happened(ticket, EventKind.PRIORITY, ticket.priority, priority, overridden)
    ticket.priority = priority


def set_type(tx: Transaction, command: SetType) -> Done:
    """Say what it is about."""
    ticket = tx.get(Ticket, command.ticket)
    before = ticket.type
    expected(tx, "type", command.expect, before, checked=command.checked)
    if before is command.type:
        return unchanged(ticket)
    tx.happened(ticket, EventKind.TYPE, before, command.type)
    ticket.type = command.type
    return touched(tx, ticket, SetType(ticket.id, before, command.type, checked=True))


def set_impact(tx: Transaction, command: SetImpact) -> Done:
    """Give impact and urgency; with both the matrix rules the priority (SPEC 3.5 c)."""
    ticket = tx.get(Ticket, command.ticket)
    before = (ticket.impact, ticket.urgency, ticket.priority)
    for field, wanted, found in zip(("impact", "urgency", "priority"), command.expect or before, before, strict=True):
        expected(tx, field, wanted, found, checked=True)
    if command.impact is not ticket.impact:
        tx.happened(ticket, EventKind.IMPACT, ticket.impact, command.impact)
    if command.urgency is not ticket.urgency:
        tx.happened(ticket, EventKind.URGENCY, ticket.urgency, command.urgency)
    ticket.impact, ticket.urgency = command.impact, command.urgency
    priority = command.priority
    if priority is None and command.impact is not None and command.urgency is not None:
        priority = triage.suggest_priority(ticket.type, "", command.impact, command.urgency).priority
    if priority is not None and priority is not ticket.priority:
        _rule_priority(tx, ticket, priority)
    after = (ticket.impact, ticket.urgency, ticket.priority)
    return unchanged(ticket) if before == after else touched(tx, ticket, SetImpact(ticket.id, *before, expect=after))


def set_title(tx: Transaction, command: SetTitle) -> Done:
    """Rename."""
    ticket, wanted = tx.get(Ticket, command.ticket), texts.title(command.title)
    before = ticket.title
    expected(tx, "title", command.expect, before, checked=command.expect is not None)
    if before == wanted:
        return unchanged(ticket)
    tx.happened(ticket, EventKind.TITLE, before, wanted)
    ticket.title = wanted
    return touched(tx, ticket, SetTitle(ticket.id, before, wanted))


def set_description(tx: Transaction, command: SetDescription) -> Done:
    """Describe it in other words."""
    ticket, wanted = tx.get(Ticket, command.ticket), texts.description(command.description)
    before = ticket.description
    expected(tx, "description", command.expect, before, checked=command.expect is not None)
    if before == wanted:
        return unchanged(ticket)
    tx.happened(ticket, EventKind.DESCRIPTION, before, wanted)
    ticket.description = wanted
    return touched(tx, ticket, SetDescription(ticket.id, before, wanted))


def requester(tx: Transaction, wanted: str | NewRequester | None) -> str | None:
    """The id of who asks for help; a new one is recorded, one known by the same address is found."""
    if wanted is None:
        return None
    if isinstance(wanted, str):
        return tx.get(Person, wanted).id
    email = texts.optional(wanted.email, "email")
    known = select(Person.id).where(func.lower(Person.email) == func.lower(email), Person.dead.is_(False))
    if email and (found := tx.session.scalar(known.order_by(Person.id).limit(1))):
        return found
    made = Person(
        id=tx.new_id(),
        name=texts.label(wanted.name, "requester"),
        email=email,
        phone=texts.optional(wanted.phone, "phone"),
        department=texts.optional(wanted.department, "department"),
        locale=tx.me.locale,
        roles=[],
        skills={},
        availability=Availability.AVAILABLE,
    )
    return tx.add(made, scope=COMMON_SHELF).id


def set_requester(tx: Transaction, command: SetRequester) -> Done:
    """Say who asks."""
    ticket = tx.get(Ticket, command.ticket)
    before = ticket.requester
    expected(tx, "requester", command.expect, before, checked=command.checked)
    wanted = requester(tx, command.requester)
    if before == wanted:
        return unchanged(ticket)
    tx.happened(ticket, EventKind.REQUESTER, before, wanted)
    ticket.requester = wanted
    undo = SetRequester(ticket.id, before, wanted, checked=True)
    return touched(tx, ticket, undo, people=isinstance(command.requester, NewRequester))


def set_tags(tx: Transaction, command: SetTags) -> Done:
    """Put tags on and take tags off (one named for both stays); the undo knows what really changed."""
    ticket = tx.get(Ticket, command.ticket)
    present: dict[str, list[Tag]] = {}
    for tag in tx.find(Tag, root=ticket.id):
        present.setdefault(tag.name, []).append(tag)
    wished = dict.fromkeys(map(texts.tag, command.add))
    unwished = dict.fromkeys(name if name in present else texts.tag(name) for name in command.remove)
    removed = [name for name in unwished if name in present and name not in wished]
    added = [name for name in wished if name not in present]
    for name in removed:
        tx.happened(ticket, EventKind.UNTAGGED, name, None)
        for tag in present[name]:
            tag.dead = True
    for name in added:
        add_tag(tx, ticket, name)
    if not removed and not added:
        return unchanged(ticket)
    return touched(tx, ticket, SetTags(ticket.id, tuple(removed), tuple(added)))


def add_tag(tx: Transaction, ticket: Ticket, name: str) -> None:
    """One more tag, with its event."""
    tx.happened(ticket, EventKind.TAGGED, None, name)
    tx.add(Tag(id=tx.new_id(), name=name), ticket.id, ticket.scope)


def link_tickets(tx: Transaction, command: LinkTickets) -> Done:
    """Relate two tickets; a relation that stands is not doubled."""
    ticket, other = tx.get(Ticket, command.ticket), tx.get(Ticket, command.other)
    if ticket.id == other.id:
        raise Refused(Code.LINK_TO_SELF)
    if tx.find(Link, root=ticket.id, target=other.id, kind=command.kind):
        return unchanged(ticket)
    if command.kind is LinkKind.RELATES and tx.find(Link, root=other.id, target=ticket.id, kind=command.kind):
        return unchanged(ticket)
    made = add_link(tx, ticket, other, command)
    done = touched(tx, ticket, UnlinkTickets(ticket.id, made.id))
    return Done(ticket.id, Changed(tickets=frozenset({ticket.id, other.id})), done.undo)


def add_link(tx: Transaction, ticket: Ticket, other: Ticket, command: LinkTickets) -> Link:
    """The relation's row and event."""
    tx.happened(ticket, EventKind.LINKED, None, str(other.number or other.id), command.kind)
    return tx.add(Link(id=tx.new_id(), kind=command.kind, target=other.id), ticket.id, ticket.scope)


def unlink_tickets(tx: Transaction, command: UnlinkTickets) -> Done:
    """Take a relation away, from either of its ends."""
    link = tx.get(Link, command.link)
    if command.ticket not in (link.root, link.target):
        raise Refused(Code.NOT_FOUND, what="link")
    ticket, other = tx.get(Ticket, link.root), tx.get(Ticket, link.target)
    tx.happened(ticket, EventKind.UNLINKED, str(other.number or other.id), None, link.kind)
    link.dead = True
    done = touched(tx, ticket, LinkTickets(ticket.id, other.id, link.kind))
    return Done(ticket.id, Changed(tickets=frozenset({ticket.id, other.id})), done.undo)
