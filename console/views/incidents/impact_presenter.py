"""How far the open incident reaches, without its widget.

Promise: plain Python; a ticket is linked or unlinked by one command that can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from console.models.values import dataclass
from console.services.bus import Changed
from console.services.incidents.impact import Impact, OpenImpact
from console.services.incidents.work_commands import LinkToIncident, UnlinkFromIncident
from console.services.incidents.work_queries import LinkedTicket
from console.views.carrier import Carrier

if TYPE_CHECKING:
    from console.services.tickets.commands import Command


@dataclass(frozen=True, slots=True)
class ImpactState:
    """The whole panel."""

    incident: str | None = None
    impact: Impact | None = None
    """None until it has come."""
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class ImpactAround:
    """What the presenter works with."""

    carrier: Carrier
    now: Callable[[], datetime]
    show: Callable[[ImpactState], None]
    tell: Callable[[str, int, Command | None], None]
    """Says what was done: its key, to how many tickets, and the command that takes it back."""


class ImpactPresenter:
    """What the panel shows and what a person can do in it."""

    def __init__(self, around: ImpactAround) -> None:
        self._around = around
        self.state = ImpactState()

    def open(self, incident: str | None) -> None:
        """Show the reach of another incident."""
        self._put(ImpactState(incident))
        self._ask()

    def take(self, event: Changed) -> None:
        """Follow what was committed, on the incident or on a ticket it caused."""
        shown = {ticket.id for ticket in self.tickets()}
        if event.everything or self.state.incident in event.incidents or shown & event.tickets:
            self._ask()

    def tickets(self) -> tuple[LinkedTicket, ...]:
        """Those it caused, as far as they can be read here."""
        return self.state.impact.linked.tickets if self.state.impact is not None else ()

    @property
    def ticket(self) -> LinkedTicket | None:
        """The chosen one, else the newest."""
        tickets = self.tickets()
        return next((one for one in tickets if one.id == self.state.chosen), tickets[0] if tickets else None)

    def choose(self, key: str) -> None:
        """That ticket is what the actions act on."""
        self._put(replace(self.state, chosen=key))

    def link(self, ticket: str) -> None:
        """Say that the incident caused a ticket."""
        if (incident := self.state.incident) is not None:
            self._do("linked", LinkToIncident(incident, (ticket,)))

    def unlink(self) -> None:
        """Say that it did not cause the chosen one."""
        if (incident := self.state.incident) is not None and (ticket := self.ticket) is not None:
            self._do("unlinked", UnlinkFromIncident(incident, (ticket.id,)))

    def _do(self, said: str, command: LinkToIncident | UnlinkFromIncident) -> None:
        tell = self._around.tell
        self._around.carrier.do(command, lambda done: tell(said, len(command.tickets), done.undo))

    def _ask(self) -> None:
        if (incident := self.state.incident) is not None:
            query = OpenImpact(incident, self._around.now())
            then = partial(self._shown, incident)
            self._around.carrier.ask(query, then, refused=lambda _: None, latest="incidents.impact", slow=True)

    def _shown(self, incident: str, impact: Impact) -> None:
        if incident == self.state.incident:
            self._put(replace(self.state, impact=impact))

    def _put(self, state: ImpactState) -> None:
        if state != self.state:
            self.state = state
            self._around.show(state)
