"""The ticket: its head, conversation, composer and inspector, and the panel for a new one.

Promise: built when the first rows are on the screen; what did not change is left alone.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from console import words
from console.views.pages import Frame
from console.views.queue.composer import Composer
from console.views.queue.conversation import Conversation
from console.views.queue.create import CreatePanel
from console.views.queue.empty import EmptyState, Nothing
from console.views.queue.inspector import Inspector
from console.views.queue.manner import Manner
from console.views.queue.state import State, TicketState, number_of
from console.views.queue.talk import items
from console.views.queue.ticket_head import TicketHead


class Lower(QObject):
    """Builds these widgets and shows a state in them."""

    def __init__(self, frame: Frame, below: QWidget, beside: QWidget) -> None:
        """The ticket goes `below` the table, the inspector `beside` both."""
        super().__init__(below)
        self._frame = frame
        look = frame.look
        self.ticket_head = TicketHead(look, below)
        self.conversation = Conversation(look, below)
        self.composer = Composer(look, below)
        self.create_panel = CreatePanel(look, below)
        self.no_ticket = EmptyState(look, below)
        self.inspector = Inspector(look, beside)
        self.ticket = self._ticket_area(below)
        self._stack = QStackedWidget(below)
        for part in (self.ticket, self.create_panel, self.no_ticket):
            self._stack.addWidget(part)
        for place, part in ((below, self._stack), (beside, self.inspector)):
            column = QVBoxLayout(place)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(part)
        beside.setFocusProxy(self.inspector)
        frame.notices.keep_clear(self.composer)

    def show_state(self, state: State, before: State | None, manner: Manner) -> None:
        """Show what is different from before; with None, everything."""
        if before is None or state.ticket is not before.ticket:
            self._show_ticket(state.ticket, before.ticket if before else None, manner)
        if before is None or state.writing is not before.writing or state.ticket.whole is not before.ticket.whole:
            self._show_writing(state, manner)
        if before is None or state.advice is not before.advice:
            self.composer.advice.show_advice(state.advice)
        if before is None or state.beside is not before.beside or state.ticket.ticket != before.ticket.ticket:
            self.ticket_head.show_company(state.beside.get(state.ticket.ticket or "", ()))
        if before is None or state.create is not before.create:
            self.create_panel.show_create(state.create, manner.locale)
        self._show_below(state, manner)

    def dress(self) -> None:
        """Take the look in use."""
        self.no_ticket.dress()

    def retranslate(self) -> None:
        """Take the words of the present language."""
        for part in (self.conversation, self.composer, self.create_panel, self.inspector):
            part.retranslate()

    def _ticket_area(self, parent: QWidget) -> QFrame:
        area = QFrame(parent)
        area.setProperty("kind", "surface")
        around = QVBoxLayout()
        around.setContentsMargins(16, 2, 16, 12)
        around.addWidget(self.composer)
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.ticket_head)
        column.addWidget(self.conversation, 1)
        column.addLayout(around)
        return area

    def _show_ticket(self, ticket: TicketState, before: TicketState | None, manner: Manner) -> None:
        whole = ticket.whole if ticket.ticket is not None else None
        shown = before.whole if before is not None and before.ticket is not None else None
        if before is None or ticket.clocks != before.clocks or whole is not shown:
            self.show_clocks(ticket, manner)
        if before is not None and whole is shown:
            return
        self.inspector.show_ticket(whole, self._frame.me.id, manner)
        self.ticket_head.show_ticket(whole, manner)
        if whole is not None:
            self.conversation.show_items(whole.id, items(whole, self._frame.me.id), manner)

    def show_clocks(self, ticket: TicketState, manner: Manner) -> None:
        """Show the clocks as they stand now."""
        if ticket.whole is None or ticket.clocks is None:
            self.inspector.details.clocks.wait()
            return
        self.inspector.details.show_clocks(number_of(ticket.whole), ticket.clocks, self._frame.clock.now(), manner)

    def _show_writing(self, state: State, manner: Manner) -> None:
        whole, locale = state.ticket.whole, manner.locale
        addressee = whole.requester.name if whole and whole.requester else ""
        self.composer.show_writing(state.writing, addressee, words.word(whole.channel, locale) if whole else "", locale)

    def _show_below(self, state: State, manner: Manner) -> None:
        ticket = state.ticket
        if state.create.open:
            self._stack.setCurrentWidget(self.create_panel)
        elif ticket.refused is not None or ticket.ticket is None:
            coming = ticket.refused is None and state.listing.ticket is not None
            self.no_ticket.show_nothing(None if coming else self._no_ticket(ticket, manner))
            self._stack.setCurrentWidget(self.no_ticket)
        else:
            self._stack.setCurrentWidget(self.ticket)

    def _no_ticket(self, ticket: TicketState, manner: Manner) -> Nothing:
        if ticket.refused is not None:
            return Nothing("alert", words.refusal(ticket.refused, manner.locale))
        return Nothing("doc", self.tr("No ticket is open"), self.tr("Choose one above, or search with /."))
