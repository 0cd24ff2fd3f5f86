"""An office whose person is told of what concerns them.

Promise: the watch is the product's, with its own inbox; what it tells is kept in order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from console.models.alert_kinds import AlertKind
from console.models.kinds import to_micros
from console.services.alerts import GATHER, Alerted, AlertWatch
from console.services.bus import Changed
from console.services.explaining import Explain
from tests.support.desk import Office


@dataclass
class Told:
    """Who is told, and what they were told."""

    office: Office
    watch: AlertWatch
    events: list[Alerted] = field(default_factory=list)

    def step(self) -> list[AlertKind]:
        """What is told by the next step."""
        before = len(self.events)
        self.watch.step()
        return [row.alert.kind for event in self.events[before:] for row in event.alerts]

    def later(self, length: timedelta = timedelta(seconds=GATHER)) -> list[AlertKind]:
        """What is told after so long."""
        self.office.clock.advance(length)
        return self.step()

    def due(self, ticket: str) -> int:
        """When the first response to a ticket is due, in microseconds."""
        due = self.office.ask(Explain(ticket, self.office.clock.now()))[0].due
        assert due is not None
        return to_micros(due)

    def at(self, micros: int) -> list[AlertKind]:
        """What is told at an instant."""
        return self.later(timedelta(microseconds=micros - to_micros(self.office.clock.now())))

    def by(self, table: str, ticket: str, person: str) -> None:
        """Let rows of a ticket have come from somebody else."""
        self.office.execute(f"update {table} set author = ? where root = ?", person, ticket)
        self.office.services.bus.publish(Changed(tickets=frozenset({ticket})))


def telling(office: Office) -> Told:
    """Begin to tell what concerns the person of an office."""
    services = office.services
    made = Told(office, AlertWatch(office.store, services.local, office.clock, services.bus, services.me))
    services.bus.subscribe(Changed, made.watch.take)
    services.bus.subscribe(Alerted, made.events.append)
    return made
