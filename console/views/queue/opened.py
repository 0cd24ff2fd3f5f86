"""The ticket below the table: opened, and read again when it changes.

Promise: what was read last stays until the next is there; rows run through quickly are not read on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from console.views.queue.state import TicketState

if TYPE_CHECKING:
    from console.models.kinds import Refused
    from console.services.bus import Changed
    from console.services.clock import Clock
    from console.services.explaining import ClockRow
    from console.services.tickets.whole import Whole
    from console.views.carrier import Carrier, Later

AFTER_ROW_MS = 12
"""How long a changed ticket waits for its row to be painted."""
AFTER_TICKET_MS = 30
"""How long the clocks wait for the ticket to be painted."""
SETTLE_MS = 90
"""Rows run through faster than this are not opened on the way."""


class Opened:
    """The ticket part of the presenter."""

    def __init__(self, carrier: Carrier, clock: Clock, later: Later, changed: Callable[[], None]) -> None:
        self._carrier = carrier
        self._clock = clock
        self._later = later
        self._changed = changed
        self._with_earlier = False
        self._chosen = 0
        self._settling = False
        self._is_stale = False
        self._waiting: Callable[[], object] | None = None
        self.state = TicketState()

    def show(self, ticket: str | None) -> None:
        """Open another ticket, or none."""
        if ticket == self.state.ticket:
            return
        self._with_earlier = False
        self._waiting = None
        self._chosen += 1
        self._be(replace(self.state, ticket=ticket, refused=None))
        if self._settling or ticket is None:
            return
        self._settling = True
        self._read()
        self._later(SETTLE_MS, partial(self._settle, self._chosen))

    def soon(self, deed: Callable[[], object]) -> None:
        """Do something to the ticket as soon as it is here: a key pressed while it is still read is not lost."""
        if self.state.shown is not None or self.state.ticket is None:
            deed()
        else:
            self._waiting = deed
            self._read()

    def show_earlier(self) -> None:
        """Read the whole conversation."""
        self._with_earlier = True
        self._read()

    def take(self, event: Changed) -> None:
        """Read again what was changed."""
        is_hit = event.everything or event.people or self.state.ticket in event.tickets
        if is_hit and not self._is_stale:
            self._is_stale = True
            self._later(AFTER_ROW_MS, self._read_again)

    def time_passed(self) -> None:
        """Clocks went on."""
        self._explain()

    def _read_again(self) -> None:
        self._is_stale = False
        self._read()

    def _settle(self, chosen: int) -> None:
        self._settling = False
        if chosen != self._chosen and self.state.ticket is not None:
            self._settling = True
            self._read()
            self._later(SETTLE_MS, partial(self._settle, self._chosen))

    def _read(self) -> None:
        from console.services.tickets.whole import MESSAGES_SHOWN, OpenTicket

        if self.state.ticket is not None:
            query = OpenTicket(self.state.ticket, None if self._with_earlier else MESSAGES_SHOWN, advised=True)
            self._carrier.ask(query, self._take_whole, refused=self._fail, latest="ticket")

    def _explain(self) -> None:
        from console.services.explaining import Explain  # calendars are no part of the start

        ticket = self.state.ticket
        if ticket is not None:
            query, then = Explain(ticket, self._clock.now()), partial(self._take_clocks, ticket)
            self._carrier.ask(query, then, refused=lambda _: None, latest="clocks", slow=True)

    def _take_clocks(self, ticket: str, clocks: tuple[ClockRow, ...]) -> None:
        shown = self.state.shown
        if shown is not None and shown.id == ticket and clocks != self.state.clocks:
            self._be(replace(self.state, clocks=clocks))

    def _take_whole(self, whole: Whole) -> None:
        before = self.state.whole
        if whole.id == self.state.ticket:
            self._later(AFTER_TICKET_MS, self._explain)
        if whole.id != self.state.ticket or (whole == before and self.state.refused is None):
            return
        clocks = self.state.clocks if before is not None and before.id == whole.id else None
        self._be(replace(self.state, whole=whole, refused=None, clocks=clocks))
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _fail(self, error: Refused) -> None:
        self._be(replace(self.state, refused=error))

    def _be(self, state: TicketState) -> None:
        self.state = state
        self._changed()
