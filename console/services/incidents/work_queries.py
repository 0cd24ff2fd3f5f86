"""Who is what on an incident, what they were asked to do, and which tickets it caused.

Promise: plain SQL; every row is a frozen value; a ticket nobody may read here is counted, not hinted at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from console.models.incident_kinds import Duty, IncidentEventKind, IncidentStatus, OfferState, TaskState
from console.models.kinds import Category, Severity, Status, from_micros
from console.models.values import dataclass


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A duty that is offered, or held."""

    id: str
    """"" where somebody commands past all offers."""
    duty: Duty
    person: str
    name: str
    category: Category | None
    state: OfferState
    since: datetime
    """When it was offered; when it was taken up."""


@dataclass(frozen=True, slots=True)
class OpenRoles:
    """Ask for the duties on an incident that are offered or held, in the order of duties."""

    incident: str

    def answer(self, connection: sqlite3.Connection) -> tuple[RoleRow, ...]:
        """Rows; the commander first."""
        rows = connection.execute(
            "select r.id, r.duty, r.person, coalesce(p.name, ''), r.category, r.state,"
            " coalesce(r.answered_at, r.offered_at) from incident_role r left join person p on p.id = r.person"
            " where r.root = ? and r.state in (?, ?) and r.dead = 0 order by r.offered_at, r.id",
            (self.incident, OfferState.OFFERED, OfferState.ACCEPTED),
        )
        found = [
            RoleRow(
                *(key, Duty(duty), person, name, Category(category) if category else None, OfferState(state)),
                from_micros(since),
            )
            for key, duty, person, name, category, state, since in rows
        ]
        if not any(one.duty is Duty.COMMANDER and one.state is OfferState.ACCEPTED for one in found):
            found = [*self._commands(connection), *found]
        order = tuple(Duty)
        return tuple(sorted(found, key=lambda one: (order.index(one.duty), one.state is OfferState.OFFERED)))

    def _commands(self, connection: sqlite3.Connection) -> list[RoleRow]:
        rows = connection.execute(
            "select i.commander, p.name, coalesce((select max(happened_at) from incident_event where root = i.id"
            " and kind = ? and to_value = i.commander and dead = 0), i.reported_at)"
            " from incident i join person p on p.id = i.commander where i.id = ?",
            (IncidentEventKind.COMMANDER, self.incident),
        )
        held = Duty.COMMANDER, OfferState.ACCEPTED
        return [RoleRow("", held[0], person, name, None, held[1], from_micros(since)) for person, name, since in rows]


def held_by(person: str, roles: Iterable[RoleRow]) -> frozenset[Duty]:
    """The duties a person accepted and holds."""
    return frozenset(one.duty for one in roles if one.id and one.person == person and one.state is OfferState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task."""

    id: str
    title: str
    person: str
    name: str
    author: str | None
    minutes: int
    state: TaskState
    asked_at: datetime
    accepted_at: datetime | None
    ended_at: datetime | None
    result: str | None


@dataclass(frozen=True, slots=True)
class Tasks:
    """Ask for the tasks of an incident: those that are open first, the newest of each last."""

    incident: str

    def answer(self, connection: sqlite3.Connection) -> tuple[TaskRow, ...]:
        """Rows."""
        rows = connection.execute(
            "select t.id, t.title, t.person, coalesce(p.name, ''), t.author, t.minutes, t.state, t.asked_at,"
            " t.accepted_at, t.ended_at, t.result from incident_task t left join person p on p.id = t.person"
            " where t.root = ? and t.dead = 0 order by t.ended_at is not null, t.asked_at, t.id",
            (self.incident,),
        )
        return tuple(
            TaskRow(
                *(key, title, person, name, author, minutes, TaskState(state), from_micros(asked)),
                None if accepted is None else from_micros(accepted),
                None if ended is None else from_micros(ended),
                result,
            )
            for key, title, person, name, author, minutes, state, asked, accepted, ended, result in rows
        )


@dataclass(frozen=True, slots=True)
class LinkedTicket:
    """A ticket the incident caused."""

    id: str
    number: int | None
    title: str
    status: Status
    requester: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Linked:
    """The tickets an incident caused, the newest first, and how many more are not visible here."""

    tickets: tuple[LinkedTicket, ...]
    unseen: int


@dataclass(frozen=True, slots=True)
class LinkedTickets:
    """Ask for the tickets an incident caused."""

    incident: str

    def answer(self, connection: sqlite3.Connection) -> Linked:
        """The tickets."""
        keys = "select distinct ticket from incident_ticket where root = ? and dead = 0"
        rows = connection.execute(
            "select t.id, t.number, t.title, t.status, coalesce(p.name, ''), t.created_at"
            f" from ticket t left join person p on p.id = t.requester where t.id in ({keys}) and t.dead = 0"
            " order by t.created_at desc, t.id desc",
            (self.incident,),
        )
        found = tuple(
            LinkedTicket(key, number, title, Status(status), requester, from_micros(at))
            for key, number, title, status, requester, at in rows
        )
        (count,) = connection.execute(f"select count(*) from ({keys})", (self.incident,)).fetchone()
        return Linked(found, int(count) - len(found))


@dataclass(frozen=True, slots=True)
class IncidentOfTicket:
    """An incident that caused a ticket."""

    id: str
    number: int | None
    title: str
    severity: Severity
    status: IncidentStatus


@dataclass(frozen=True, slots=True)
class IncidentsOf:
    """Ask which incidents caused a ticket, the newest first; a restricted one is not told of."""

    ticket: str

    def answer(self, connection: sqlite3.Connection) -> tuple[IncidentOfTicket, ...]:
        """Incidents."""
        rows = connection.execute(
            "select distinct i.id, i.number, i.title, i.severity, i.status from incident_ticket k"
            " join incident i on i.id = k.root where k.ticket = ? and k.dead = 0 and i.dead = 0 and not i.restricted"
            " order by i.reported_at desc, i.id desc",
            (self.ticket,),
        )
        return tuple(
            IncidentOfTicket(key, number, title, Severity(severity), IncidentStatus(status))
            for key, number, title, severity, status in rows
        )


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Ask for the incidents whose tickets are not covered as they should be."""

    def answer(self, connection: sqlite3.Connection) -> tuple[str, ...]:
        """Their ids."""
        rows = connection.execute(
            "with pair as (select root, ticket, max(dead = 0) as stands from incident_ticket group by root, ticket)"
            " select distinct pair.root from pair join incident i on i.id = pair.root"
            " join ticket t on t.id = pair.ticket where t.dead = 0 and i.dead = 0"
            " and (pair.stands and not i.restricted and i.status not in ('RESOLVED', 'CLOSED'))"
            " <> coalesce((select e.kind = 'COVERED' from event e where e.root = pair.ticket"
            " and e.kind in ('COVERED', 'UNCOVERED') and coalesce(e.to_value, e.from_value) = pair.root and e.dead = 0"
            " order by e.happened_at desc, e.id desc limit 1), 0) order by pair.root"
        )
        return tuple(key for (key,) in rows)
