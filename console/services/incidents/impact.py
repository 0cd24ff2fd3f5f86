"""How far an incident reaches: what is known of people and services, and the tickets it caused.

Promise: what is not known is None, never zero; a ticket that cannot be read here is counted and no more.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from console.models.incident_reach import Arrivals, arrivals
from console.models.kinds import Severity, to_micros
from console.models.values import dataclass
from console.services.incidents.queries import OpenIncident
from console.services.incidents.work_queries import Linked, LinkedTickets


@dataclass(frozen=True, slots=True)
class Impact:
    """What is known."""

    users: int | None
    business: Severity | None
    availability: float | None
    """Percent."""
    error_rate: float | None
    """Of what was gathered last; None without logs."""
    services: tuple[str, ...]
    covers: bool
    """Whether the clocks of its tickets stand still for it."""
    linked: Linked
    arrivals: Arrivals


@dataclass(frozen=True, slots=True)
class OpenImpact:
    """Ask how far an incident reaches at `now`."""

    incident: str
    now: datetime

    def answer(self, connection: sqlite3.Connection) -> Impact:
        """The reach; raises Refused NOT_FOUND."""
        row = OpenIncident(self.incident).answer(connection)
        linked = LinkedTickets(self.incident).answer(connection)
        over = row.resolved_at or row.closed_at
        end = to_micros(self.now if over is None else over)
        (rate,) = connection.execute(
            "select 1.0 * sum(errors) / nullif(sum(count), 0) from evidence_item where root = ?1 and errors is not null"
            " and dead = 0 and gathered_at = (select max(gathered_at) from evidence_item"
            " where root = ?1 and errors is not null and dead = 0)",
            (self.incident,),
        ).fetchone()
        return Impact(
            row.affected_users,
            row.business_impact,
            row.availability,
            rate,
            row.affected_services,
            over is None and not row.restricted,
            linked,
            arrivals([to_micros(ticket.created_at) for ticket in linked.tickets], end),
        )
