"""The queue page without its widgets: list, ticket, composer and the panel for a new ticket, kept in step.

Promise: plain Python; every change ends in one `show` of the whole state; what is shown is where the next start begins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from console.models.values import dataclass
from console.services.bus import Changed
from console.services.clock import Clock
from console.services.desk import Done
from console.views.carrier import Carrier, Later, Memory, Window
from console.views.queue.advising import Advising
from console.views.queue.beside import Beside
from console.views.queue.creating import Creating
from console.views.queue.listing import Listing
from console.views.queue.opened import Opened
from console.views.queue.state import ListState, Said, State, Told, number_of
from console.views.queue.writing import Writing

if TYPE_CHECKING:
    from console.services.local import Local
    from console.services.people import Me
    from console.services.sync.state import BeingAt
    from console.services.tickets.commands import Command
    from console.services.tickets.queries import Line
    from console.services.tickets.views import View
    from console.services.tickets.whole import Whole
    from console.views.queue.acting import Acting

VIEW_KEY, TICKET_KEY = "queue.view", "queue.ticket"
"""Under which the window's memory keeps where the page was."""
UNPAINTED_MS = 100
"""How long the ticket of another view waits for rows that are not painted: the window may be out of sight."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the presenter works with."""

    carrier: Carrier
    clock: Clock
    later: Later
    me: Me
    local: Local
    memory: Memory
    window: Window
    show: Callable[[State], None]
    tell: Callable[[Told, Command | None], None]
    """Says what was done, with the command that takes it back."""
    announce: Callable[[BeingAt], None]
    """Lets colleagues know what this person has before them."""


class QueuePresenter:
    """What the page shows and what a person can do on it."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._showing = False
        self._rows_first = False
        self._lines: tuple[Line, ...] = ()
        self._acting: Acting | None = None
        carrier, later = around.carrier, around.later
        self.listing = Listing(carrier, around.clock, later, around.me, around.window, self._changed)
        self.ticket = Opened(carrier, around.clock, later, self._changed)
        self.advising = Advising(carrier, around.clock, later, self._changed)
        self.writing = Writing(
            carrier, around.clock, later, around.local, self._changed, self.listing, sent=self.advising.sent
        )
        self.creating = Creating(carrier, later, self._changed, self._created)
        self.beside = Beside(later, around.announce, self._changed)

    def start(self, *, rows_first: bool = False) -> None:
        """Show where the page was left; with `rows_first` the ticket waits until `rows_painted`."""
        self._rows_first = rows_first
        self.listing.start(self._around.memory.text(VIEW_KEY), self._around.memory.text(TICKET_KEY))

    def rows_painted(self) -> None:
        """Open the ticket that waited for the rows."""
        if self._rows_first:
            self._rows_first = False
            self.writing.learn()
            self._changed()

    @property
    def acting(self) -> Acting:
        """What is done to the open ticket; made when something first is."""
        if self._acting is None:
            from console.views.queue.acting import Acting  # commands are not part of the first paint

            around = self._around
            self._acting = Acting(around.carrier, lambda: self.ticket.state.shown, around.tell, self.listing)
        return self._acting

    def take(self, event: Changed) -> None:
        """Follow what was committed, here or elsewhere."""
        self.listing.take(event)
        self.ticket.take(event)

    def save_view(self, name: str, owner: str | None = None) -> None:
        """Keep what is shown as a view of the person, or of the team that owns it."""
        from console.services.tickets.commands import SaveView

        state = self.listing.state
        command = SaveView(name, state.filter.to_json(), str(state.sort), owner=owner)

        def saved(done: Done) -> None:
            self._around.tell(Told(Said.VIEW_SAVED, value=name), done.undo)
            self.listing.open_view_later(done.subject)

        self._around.carrier.do(command, saved)

    def update_view(self) -> None:
        """Keep what is shown under the name of the present saved view."""
        from console.services.tickets.commands import SaveView

        state = self.listing.state
        if state.view.built_in is None:
            view = state.view
            command = SaveView(view.name, state.filter.to_json(), str(state.sort), view.id, view.owner)
            self._around.carrier.do(
                command, lambda done: self._around.tell(Told(Said.VIEW_SAVED, value=view.name), done.undo)
            )

    def drop_view(self, view: View) -> None:
        """Take a saved view away."""
        from console.services.tickets.commands import DropView

        self._around.carrier.do(
            DropView(view.id), lambda done: self._around.tell(Told(Said.VIEW_DROPPED, value=view.name), done.undo)
        )

    def drop_current_view(self) -> None:
        """Take the present saved view away."""
        self.drop_view(self.listing.state.view)

    def take_next(self) -> None:
        """Give this person the ticket of their team that is due first, and show it."""
        from console.services.assignment import NextTicket
        from console.services.tickets.commands import Assign

        around = self._around

        def take(ticket: str | None) -> None:
            if ticket is None:
                around.tell(Told(Said.NONE_LEFT), None)
            else:
                around.carrier.do(Assign(ticket, around.me.id, None, checked=True), self._created)

        around.carrier.ask(NextTicket(around.me.id, around.me.team), take)

    def close(self) -> None:
        """Keep what is being written, and the view that was chosen last, painted or not."""
        self.writing.flush()
        self._remember(self.listing.state)

    def _created(self, done: Done) -> None:
        from console.services.tickets.whole import OpenTicket

        def tell(whole: Whole) -> None:
            given = whole.assignee
            told = Told(Said.CREATED) if given is None else Told(Said.ASSIGNED, value=given.name)
            self._around.tell(replace(told, number=number_of(whole)), done.undo)

        self._around.carrier.ask(OpenTicket(done.subject), tell)
        self.listing.go_to_ticket(done.subject)

    def _changed(self) -> None:
        """Bring the parts in step, then show them once."""
        if self._showing:
            return
        self._showing = True
        try:
            self._wait_for_rows()
            ticket = self.ticket.state.ticket if self._rows_first else self.listing.state.ticket
            self.ticket.show(ticket)
            self.writing.open(ticket)
            if (whole := self.ticket.state.shown) is not None:
                self.writing.follow(whole)
            self.beside.follow(self.writing.state)
            self.advising.follow(self.writing.state)
        finally:
            self._showing = False
        parts = self.listing.state, self.ticket.state, self.writing.state, self.creating.state
        state = State(*parts, self.beside.state, self.writing.drafted, self.advising.state)
        self._remember(state.listing)
        self._around.show(state)

    def _wait_for_rows(self) -> None:
        """Let the rows of another view be painted before its ticket is opened."""
        lines = self.listing.state.lines
        if lines is not self._lines:
            self._lines = lines
            if not self._rows_first:
                self._rows_first = True
                self._around.later(UNPAINTED_MS, self.rows_painted)

    def _remember(self, listing: ListState) -> None:
        if listing.opening and not listing.is_search:
            self._around.memory.keep(VIEW_KEY, listing.view.id)
            if listing.ticket:
                self._around.memory.keep(TICKET_KEY, listing.ticket)
