"""Who is proposed for a ticket, and which ticket somebody takes next (SPEC 3.7).

Promise: read from the replica alone, in one transaction with what is done about it; offline it is a proposal the hub
may refuse, for an assignment expects what its author saw.
"""

from __future__ import annotations

import json
import sqlite3

from console.models.assignment import Candidate, Proposal, propose
from console.models.kinds import LIVE, Availability, Code, EventKind, Refused, Status, TicketType
from console.models.rota import SHIFTS
from console.models.values import dataclass
from console.services.clocks import catalogue
from console.services.listing import code
from console.services.on_call import absences, on_call
from console.services.tickets.filters import NOBODY, Filter, Sort, SortKey
from console.services.tickets.queries import FirstWindow

RECENT = 50
"""Of the tickets somebody holds, so many that changed last tell when they were last given one."""
LOOKED_AT = 100
"""Tickets that are due first, among which somebody's next one is looked for."""
_STARTED = frozenset({Status.NEW, Status.OPEN, Status.IN_PROGRESS})


@dataclass(frozen=True, slots=True)
class ProposeAssignee:
    """Ask who is to take a ticket; `now` in microseconds."""

    ticket: str
    now: int

    def answer(self, connection: sqlite3.Connection) -> Proposal:
        """The proposal; raises Refused NOT_FOUND."""
        row = connection.execute("select team, type from ticket where id = ? and dead = 0", (self.ticket,)).fetchone()
        if row is None:
            raise Refused(Code.NOT_FOUND, what="ticket")
        return proposal(connection, row[0], TicketType(row[1]) if row[1] else None, self.now)


@dataclass(frozen=True, slots=True)
class NextTicket:
    """Ask what somebody is to take next: of their team's tickets that are nobody's, the first due that suits them."""

    person: str
    team: str

    def answer(self, connection: sqlite3.Connection) -> str | None:
        """Its id; None where all are taken."""
        wanted = Filter(statuses=_STARTED, assignee=NOBODY, team=self.team)
        lines = FirstWindow(wanted, Sort(SortKey.DUE, descending=False), LOOKED_AT).answer(connection)
        (skills,) = connection.execute("select skills from person where id = ?", (self.person,)).fetchone()
        known = json.loads(skills)
        fitting = (line.ticket for line in lines if line.type is None or not known or line.type in known)
        return next(fitting, lines[0].ticket if lines else None)


def proposal(connection: sqlite3.Connection, team: str, kind: TicketType | None, now: int) -> Proposal:
    """Who is to take a ticket of this kind at this moment."""
    rota = catalogue(connection).rota(team, SHIFTS)
    if rota is None:
        is_open = catalogue(connection).hours_of_team(team, now).is_open(now)
        at_work = None
    else:
        is_open, at_work = False, frozenset(rota.who(now, absences(connection, now)))
    rows = connection.execute(
        "select id, skills, cap, availability, away_until from person"
        " where team = ? and login is not null and roles <> '[]' and dead = 0",
        (team,),
    ).fetchall()
    candidates = []
    for person, skills, cap, availability, until in rows:
        own, load = _held(connection, person, team)
        back = availability == Availability.OUT_OF_OFFICE and until is not None and until <= now
        candidates.append(
            Candidate(
                person,
                0 if kind is None else json.loads(skills).get(kind.value),
                own,
                load,
                cap,
                Availability.AVAILABLE if back else Availability(availability),
                is_open if at_work is None else person in at_work,
                _last_given(connection, person),
            )
        )
    return propose(candidates, on_call(connection, team, now))


def _held(connection: sqlite3.Connection, person: str, team: str) -> tuple[int, int]:
    """The open tickets somebody has, of the team and of all."""
    live = ", ".join(str(code(status, Status)) for status in sorted(LIVE))
    sql = (
        "select coalesce(sum(l.team in (select n from name where id = ?)), 0), count(*) from listing l"
        f" where l.assignee in (select n from name where id = ?) and l.status in ({live})"
    )
    own, load = connection.execute(sql, (team, person)).fetchone()
    return int(own), int(load)


def _last_given(connection: sqlite3.Connection, person: str) -> int | None:
    sql = (
        "select max(e.happened_at) from (select ticket from listing"
        " where assignee in (select n from name where id = ?1) order by updated desc limit ?2) t"
        " join event e on e.root = t.ticket where e.kind = ?3 and e.to_value = ?1"
    )
    (last,) = connection.execute(sql, (person, RECENT, EventKind.ASSIGNEE.value)).fetchone()
    return None if last is None else int(last)
