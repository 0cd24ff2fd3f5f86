"""Tickets an incident caused: linked, unlinked, and covered while it lasts (SPEC 4.4, 7.9).

Promise: a ticket tells by its own events when it was covered, each once; a restricted incident covers none, for nothing
of it may be hinted at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from console.models.incident import Incident
from console.models.incident_kinds import EntryKind, IncidentEventKind
from console.models.incident_work import IncidentTicket
from console.models.incident_workflow import ENDS
from console.models.kinds import Code, EventKind, Refused, local_mark
from console.models.ticket import Ticket
from console.services.bus import Changed
from console.services.desk import Done, Handler, handled
from console.services.incidents.noting import enter
from console.services.incidents.work_commands import LinkToIncident, UnlinkFromIncident
from console.services.tickets.commands import Command
from console.services.transaction import Transaction


def link(tx: Transaction, command: LinkToIncident) -> Done:
    """Link tickets; those that are linked stay as they are."""
    incident = tx.get(Incident, command.incident)
    linked = {row.ticket for row in tx.find(IncidentTicket, root=incident.id)}
    added = [tx.get(Ticket, key) for key in dict.fromkeys(command.tickets) if key not in linked]
    for ticket in added:
        made = IncidentTicket(id=tx.new_id(), ticket=ticket.id, author=tx.me.id, linked_at=tx.at)
        tx.add(made, incident.id, incident.scope)
    keys = tuple(ticket.id for ticket in added)
    _tell(tx, incident, IncidentEventKind.LINKED, [ticket.id for ticket in added])
    return _done(tx, incident, keys, UnlinkFromIncident(incident.id, keys) if keys else None)


def unlink(tx: Transaction, command: UnlinkFromIncident) -> Done:
    """Take links away; raises Refused for one that is not there."""
    incident = tx.get(Incident, command.incident)
    wanted = set(command.tickets)
    rows = [row for row in tx.find(IncidentTicket, root=incident.id) if row.ticket in wanted]
    if wanted - {row.ticket for row in rows}:
        raise Refused(Code.NOT_FOUND, what="link")
    for row in rows:
        row.dead = True
    _tell(tx, incident, IncidentEventKind.UNLINKED, sorted(wanted))
    return _done(tx, incident, wanted, LinkToIncident(incident.id, tuple(sorted(wanted))))


def settle(tx: Transaction, incident: Incident) -> frozenset[str]:
    """Cover the linked tickets that are here while the incident lasts, and no other; whose state changed."""
    tx.session.flush()
    linked = {row.ticket for row in tx.find(IncidentTicket, root=incident.id)}
    wanted = set() if incident.restricted or incident.status in ENDS else linked
    turned = set()
    for key in sorted(wanted ^ covered(tx.connection, incident.id)):
        ticket = tx.session.get(Ticket, key)
        if ticket is not None and not ticket.dead:
            if key in wanted:
                tx.happened(ticket, EventKind.COVERED, None, incident.id)
            else:
                tx.happened(ticket, EventKind.UNCOVERED, incident.id, None)
            turned.add(key)
    return frozenset(turned)


def covered(connection: sqlite3.Connection, incident: str) -> set[str]:
    """The tickets that stand covered by it, by the last that was told of each."""
    rows = connection.execute(
        "select root, kind from event where root in (select ticket from incident_ticket where root = ?1)"
        " and kind in ('COVERED', 'UNCOVERED') and coalesce(to_value, from_value) = ?1 and dead = 0"
        " order by happened_at, id",
        (incident,),
    )
    return {key for key, kind in dict(rows.fetchall()).items() if kind == EventKind.COVERED}


def carry_over(tx: Transaction, source: Incident, target: Incident) -> frozenset[str]:
    """The tickets of an incident that was closed as a duplicate are those of the one that goes on."""
    mine = {row.ticket for row in tx.find(IncidentTicket, root=source.id)}
    theirs = {row.ticket for row in tx.find(IncidentTicket, root=target.id)}
    for key in sorted(mine - theirs):
        made = IncidentTicket(id=tx.new_id(), ticket=key, author=tx.me.id, linked_at=tx.at)
        tx.add(made, target.id, target.scope)
    return settle(tx, source) | settle(tx, target)


def _done(tx: Transaction, incident: Incident, tickets: Iterable[str], undo: Command | None) -> Done:
    turned = settle(tx, incident) | frozenset(tickets)
    return Done(incident.id, Changed(tickets=turned, incidents=frozenset({incident.id})), undo)


def _tell(tx: Transaction, incident: Incident, kind: IncidentEventKind, tickets: list[str]) -> None:
    """By number alone: not everybody who reads the incident reads every ticket."""
    marks = []
    for key in tickets:
        tx.noted(incident, kind, None, key)
        found = tx.session.get(Ticket, key)
        marks.append(local_mark(key) if found is None or found.number is None else str(found.number))
    if marks:
        enter(tx, incident, EntryKind.TICKET, f"{kind}: {', '.join(marks)}")


def all_handlers() -> Mapping[type, Handler]:
    """Who carries out which command on links."""
    return dict((handled(LinkToIncident, link), handled(UnlinkFromIncident, unlink)))
