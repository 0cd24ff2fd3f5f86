"""The widgets of the page, and the one place that writes to them.

Promise: a part of the state that is the same object as before leaves its widgets alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from console import words
from console.services.tickets.queries import Line
from console.services.tickets.views import BuiltIn
from console.views.pages import Frame
from console.views.queue import chips
from console.views.queue.composer import Composer
from console.views.queue.conversation import Conversation
from console.views.queue.create import CreatePanel
from console.views.queue.empty import EmptyState, Nothing
from console.views.queue.frames import TicketArea
from console.views.queue.head import ListHead
from console.views.queue.inspector import Inspector
from console.views.queue.messages import Manner
from console.views.queue.state import ListState, State, TicketState
from console.views.queue.table import TicketTable
from console.views.queue.talk import items
from console.views.queue.ticket_head import TicketHead
from console.views.queue.titles import view_title
from console.views.queue.views_panel import ViewsPanel
from console.views.queue.whom import Whom
from console.views.rows import TicketRows
from console.views.times import brief


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways on that an empty place offers."""

    create: Callable[[], object]
    leave_search: Callable[[], object]
    reset: Callable[[], object]
    again: Callable[[], object]


class Display(QObject):
    """Builds the widgets and shows a state in them."""

    def __init__(self, frame: Frame, rows: TicketRows, whom: Whom, host: QWidget) -> None:
        """`host` is the page's widget."""
        super().__init__(host)
        self.host = host
        self._frame = frame
        self._whom = whom
        self._state: State | None = None
        self._manner = Manner(frame.look, frame.language.locale, self._today(), 0)
        self.ways: Ways | None = None
        look = frame.look
        self.rows = rows
        self.rows.when = self._when
        self.views = ViewsPanel(look, host)
        self.head = ListHead(look, host)
        self.table = TicketTable(rows, look, host)
        self.no_rows = EmptyState(look, self.table)
        self.ticket_head = TicketHead(look, host)
        self.conversation = Conversation(look, host)
        self.composer = Composer(look, host)
        self.create_panel = CreatePanel(look, host)
        self.inspector = Inspector(look, host)
        self.no_ticket = EmptyState(look, host)
        self.ticket = TicketArea(self.ticket_head, self.conversation, self.composer)
        self.below = QStackedWidget(host)
        for part in (self.ticket, self.create_panel, self.no_ticket):
            self.below.addWidget(part)
        self.above = self._above()

    def show_state(self, state: State) -> None:
        """Show what is different from before."""
        before, self._state = self._state, state
        if before is None or state.listing is not before.listing:
            self._show_list(state.listing, before.listing if before else None)
        if before is None or state.ticket is not before.ticket:
            self._show_ticket(state.ticket, before.ticket if before else None)
        if before is None or state.writing is not before.writing or state.ticket.whole is not before.ticket.whole:
            self._show_writing(state)
        if before is None or state.create is not before.create:
            self.create_panel.show_create(state.create, self._manner.locale)
        self._show_below(state)

    def refresh(self) -> None:
        """Look, language or day changed: show everything anew."""
        manner = self._manner
        self._manner = Manner(self._frame.look, self._frame.language.locale, self._today(), manner.worn + 1)
        if manner.locale is not self._manner.locale:
            self.rows.speak(self._manner.locale)
        self.table.dress()
        for part in (self.views, self.head, self.no_rows, self.no_ticket):
            part.dress()
        if self._state is not None:
            state, self._state = self._state, None
            self._show_again(state)

    def retranslate(self, create: str) -> None:
        """Take the words of the present language; `create` is what the button for a new ticket says."""
        self.views.retranslate(create)
        self.table.setAccessibleName(self.tr("Tickets"))
        for part in (self.head, self.conversation, self.composer, self.create_panel, self.inspector):
            part.retranslate()

    def _show_again(self, state: State) -> None:
        listing = state.listing
        self._show_list(listing, listing)
        self._show_ticket(state.ticket, None)
        self._show_writing(state)
        self.create_panel.show_create(state.create, self._manner.locale)
        self._state = state
        self._show_below(state)

    def _above(self) -> QWidget:
        made = QWidget(self.host)
        line = QFrame(made)
        line.setProperty("kind", "hair")
        line.setFixedHeight(1)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, line):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        return made

    def _show_list(self, listing: ListState, before: ListState | None) -> None:
        self.views.show_views(listing.views, None if listing.is_search else listing.view, listing.counts)
        title = self.tr("Search") if listing.is_search else view_title(listing.view)
        shown = chips.chips(listing.filter, self._whom.names, self._manner.locale)
        self.head.show_head(title, listing.count, shown, can_save=listing.is_changed)
        self.head.search.show_text(listing.filter.text)
        if before is None or listing.lines is not before.lines:
            self.table.open(listing.order, listing.lines, listing.current, listing.sort)
        elif listing.order is not before.order:
            self.table.follow(listing.order, listing.current)
        else:
            self.table.go(listing.current)
        self.no_rows.show_nothing(self._no_rows(listing))
        self.no_rows.setGeometry(self.table.viewport().geometry())

    def _show_ticket(self, ticket: TicketState, before: TicketState | None) -> None:
        whole = ticket.whole if ticket.ticket is not None else None
        shown = before.whole if before is not None and before.ticket is not None else None
        if before is None or whole is not shown or ticket.suggestion != before.suggestion:
            self.inspector.show_ticket(whole, ticket.suggestion, self._frame.me.id, self._manner)
        if before is not None and whole is shown:
            return
        self.ticket_head.show_ticket(whole, self._manner)
        if whole is not None:
            self.conversation.show_items(whole.id, items(whole, self._frame.me.id), self._manner)

    def _show_writing(self, state: State) -> None:
        whole, locale = state.ticket.whole, self._manner.locale
        addressee = whole.requester.name if whole and whole.requester else ""
        self.composer.show_writing(state.writing, addressee, words.word(whole.channel, locale) if whole else "", locale)

    def _show_below(self, state: State) -> None:
        ticket = state.ticket
        if state.create.open:
            self.below.setCurrentWidget(self.create_panel)
        elif ticket.refused is not None or ticket.ticket is None:
            coming = ticket.refused is None and state.listing.ticket is not None
            self.no_ticket.show_nothing(None if coming else self._no_ticket(ticket))
            self.below.setCurrentWidget(self.no_ticket)
        else:
            self.below.setCurrentWidget(self.ticket)

    def _no_ticket(self, ticket: TicketState) -> Nothing:
        if ticket.refused is not None:
            return Nothing("alert", words.refusal(ticket.refused, self._manner.locale))
        return Nothing("doc", self.tr("No ticket is open"), self.tr("Choose one above, or search with /."))

    def _no_rows(self, listing: ListState) -> Nothing | None:
        ways = self.ways
        if ways is None or listing.order or not listing.opening:
            return None
        if listing.refused is not None:
            sentence = words.refusal(listing.refused, self._manner.locale)
            return Nothing("alert", sentence, ways=((self.tr("Try again"), ways.again),))
        if listing.count is None:
            return None
        create = (self.tr("New ticket"), ways.create)
        if listing.is_search:
            sentence = self.tr("No ticket contains “{text}”").format(text=listing.filter.text)
            why = self.tr("Searched titles, messages, people and tags, closed tickets too.")
            return Nothing("search", sentence, why, ((self.tr("Leave the search"), ways.leave_search), create))
        if listing.is_changed:
            why = self.tr("The conditions above leave none over.")
            return Nothing("filter", self.tr("No ticket meets them all"), why, ((self.tr("Reset"), ways.reset), create))
        return self._good_news(listing.view.built_in, create)

    def _good_news(self, view: BuiltIn | None, create: tuple[str, Callable[[], object]]) -> Nothing:
        found = {
            BuiltIn.MY_OPEN: (self.tr("Nothing of yours is open"), self.tr("Take one from “Unassigned” with Shift+A.")),
            BuiltIn.USER_REPLIED: (self.tr("Nobody waits for your answer"), ""),
            BuiltIn.UNASSIGNED: (self.tr("Every ticket is somebody's"), ""),
            BuiltIn.PAUSED: (self.tr("Nothing is paused"), ""),
            BuiltIn.ALL: (self.tr("No tickets yet"), self.tr("Write the first one; C does it from anywhere here.")),
        }
        sentence, why = (
            found.get(view, (self.tr("No ticket is here"), "")) if view else (self.tr("No ticket is here"), "")
        )
        return Nothing("checkcircle", sentence, why, (create,))

    def _when(self, line: Line) -> str:
        return brief(line.updated, self._manner.today, self._manner.locale)

    def _today(self) -> date:
        return self._frame.clock.now().astimezone().date()
