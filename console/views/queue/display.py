"""The widgets of the page, and the one place that writes to them.

Promise: the list stands first and the rest when its rows are painted; a part of the state that is the same object as
before leaves its widgets alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console import words
from console.models.kinds import to_micros
from console.models.pressing import Pressing
from console.models.values import dataclass
from console.services.search import sought
from console.services.tickets.filters import Filter
from console.services.tickets.queries import Line
from console.services.tickets.views import BuiltIn
from console.views.due import SECOND, Standing, standing
from console.views.labels import label
from console.views.pages import Frame
from console.views.queue import chips
from console.views.queue.empty import EmptyState, Nothing
from console.views.queue.head import ListHead
from console.views.queue.manner import Manner
from console.views.queue.parts import CapButton
from console.views.queue.state import ListState, State
from console.views.queue.table import TicketTable
from console.views.queue.titles import view_title
from console.views.queue.views_panel import ViewsPanel
from console.views.rows import TicketRows
from console.views.times import brief

if TYPE_CHECKING:
    from console.views.queue.lower import Lower

MOST_SAID = 4096
"""Instants whose words are kept."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways on that an empty place offers."""

    create: Callable[[], object]
    leave_search: Callable[[], object]
    reset: Callable[[], object]
    again: Callable[[], object]


class Display(QObject):
    """Builds the widgets and shows a state in them."""

    def __init__(self, frame: Frame, rows: TicketRows, names: Mapping[str, str], host: QWidget) -> None:
        """`host` is the page's widget; `names` tells people and teams by id."""
        super().__init__(host)
        self.host = host
        self._frame = frame
        self._names = names
        self._state: State | None = None
        self._manner = Manner(frame.look, frame.language.locale, self._today())
        self._said: dict[datetime, str] = {}
        self._stood: dict[int, tuple[Pressing, Standing]] = {}
        """How the clocks of rows stand in the second `_second`."""
        self._second = 0
        self._lower: Lower | None = None
        self.ways: Ways | None = None
        self.rows = rows
        self.rows.when = self._when
        self.rows.due = self._due
        self.views = ViewsPanel(frame.look, host)
        self.head = ListHead(frame.look, host)
        self.table = TicketTable(rows, frame.look, host)
        self.no_rows = EmptyState(frame.look, self.table)
        self.archive = CapButton(frame.look, host, "ghost", "db")
        self._further = self._offer()
        self.above = self._above()
        self.below, self.beside = QFrame(host), QFrame(host)
        self.below.setProperty("kind", "surface")
        self.beside.setProperty("kind", "panel")

    def focus(self) -> None:
        """Take the keyboard to the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def complete(self) -> Lower:
        """The ticket's widgets, built at the first call."""
        if self._lower is None:
            from console.views.queue.lower import Lower  # after the rows: it is half of what the page costs

            self._lower = Lower(self._frame, self.below, self.beside)
            self._lower.retranslate()
            if self._state is not None:
                self._lower.show_state(self._state, None, self._manner)
        return self._lower

    def show_state(self, state: State) -> None:
        """Show what is different from before."""
        before, self._state = self._state, state
        if before is None or state.listing is not before.listing:
            self._show_list(state.listing, before.listing if before else None)
        if before is None or state.beside is not before.beside:
            self.rows.meet(state.beside)
        if before is None or state.drafted is not before.drafted:
            self.rows.mark(state.drafted)
        if self._lower is not None:
            self._lower.show_state(state, before, self._manner)

    def refresh(self) -> None:
        """Look, language or day changed: show everything anew."""
        manner = self._manner
        self._manner = Manner(self._frame.look, self._frame.language.locale, self._today(), manner.worn + 1)
        self._said.clear()
        self._stood.clear()
        if manner.locale is not self._manner.locale:
            self.rows.speak(self._manner.locale)
        self.table.dress()
        for part in (self.views, self.head, self.no_rows):
            part.dress()
        if self._lower is not None:
            self._lower.dress()
        if self._state is not None:
            self._show_list(self._state.listing, self._state.listing)
            if self._lower is not None:
                self._lower.show_state(self._state, None, self._manner)

    def retranslate(self, create: str) -> None:
        """Take the words of the present language; `create` is what the button for a new ticket says."""
        self._older.setText(self.tr("Closed long ago? It may lie in the archive."))
        self.archive.say(self.tr("Search the archive"), ("Z",))
        self.views.retranslate(create)
        self.head.retranslate()
        self.table.setAccessibleName(self.tr("Tickets"))
        if self._lower is not None:
            self._lower.retranslate()

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
        column.addWidget(self._further)
        return made

    def _offer(self) -> QFrame:
        """What a search does not reach, below what it found."""
        made = QFrame(self.host)
        made.setProperty("kind", "surface")
        self._older = label(made, "tertiary")
        row = QHBoxLayout(made)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self._older)
        row.addWidget(self.archive)
        row.addStretch(1)
        made.hide()
        return made

    def _show_list(self, listing: ListState, before: ListState | None) -> None:
        self.views.show_views(listing.views, None if listing.is_search else listing.view, listing.counts)
        title = self.tr("Search") if listing.is_search else view_title(listing.view)
        shown = chips.chips(listing.filter, self._names, self._manner.locale)
        self.head.show_head(title, listing.count, shown, can_save=listing.is_changed)
        self.head.search.show_text(listing.filter.text)
        self.table.seek(listing.filter.text)
        self._further.setVisible(listing.is_search)
        if before is None or listing.lines is not before.lines:
            self.table.open(listing.order, listing.lines, listing.current, listing.sort)
        elif listing.order is not before.order:
            self.table.follow(listing.order, listing.current)
        else:
            self.table.go(listing.current)
        self.no_rows.show_nothing(self._no_rows(listing))
        self.no_rows.setGeometry(self.table.viewport().geometry())

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
            sentence, why = self._not_found(listing.filter)
            return Nothing("search", sentence, why, ((self.tr("Leave the search"), ways.leave_search), create))
        if listing.is_changed:
            why = self.tr("The conditions above leave none over.")
            return Nothing("filter", self.tr("No ticket meets them all"), why, ((self.tr("Reset"), ways.reset), create))
        no_tickets_at_all = listing.counts.get(BuiltIn.ALL) == 0
        return self._good_news(BuiltIn.ALL if no_tickets_at_all else listing.view.built_in, create)

    def _not_found(self, wanted: Filter) -> tuple[str, str]:
        """That a search found nothing, and what to do about it."""
        text = wanted.text
        if not sought(text):
            return self.tr("There is no word in “{text}”").format(text=text), self.tr("Type letters or digits.")
        if wanted != Filter(text=text):
            why = self.tr("Only tickets that meet the conditions above were searched. Take one away, or type less.")
        else:
            why = self.tr("Searched titles, messages, people and tags, closed tickets too. Type fewer words.")
        return self.tr("No ticket contains “{text}”").format(text=text), why

    def _good_news(self, view: BuiltIn | None, create: tuple[str, Callable[[], object]]) -> Nothing:
        first = self.tr("Write the first one with C, or bring yours: support-console tickets import FILE")
        found = {
            BuiltIn.ALL_OPEN: (self.tr("Nothing is open"), ""),
            BuiltIn.MY_OPEN: (self.tr("Nothing of yours is open"), self.tr("Take one from “Unassigned” with Shift+A.")),
            BuiltIn.USER_REPLIED: (self.tr("Nobody waits for your answer"), ""),
            BuiltIn.AT_RISK: (self.tr("Nothing is late"), ""),
            BuiltIn.UNASSIGNED: (self.tr("Every ticket is somebody's"), ""),
            BuiltIn.PAUSED: (self.tr("Nothing is paused"), ""),
            BuiltIn.ALL: (self.tr("No tickets yet"), first),
        }
        sentence, why = (
            found.get(view, (self.tr("No ticket is here"), "")) if view else (self.tr("No ticket is here"), "")
        )
        return Nothing("checkcircle", sentence, why, (create,))

    def _when(self, line: Line) -> str:
        said = self._said.get(line.updated)
        if said is None:
            if len(self._said) >= MOST_SAID:
                self._said.clear()
            said = self._said[line.updated] = brief(line.updated, self._manner.today, self._manner.locale)
        return said

    def _due(self, line: Line) -> Standing | None:
        if line.pressing is None:
            return None
        now = to_micros(self._frame.clock.now())
        if now // SECOND != self._second:
            self._second = now // SECOND
            self._stood.clear()
        pressing, stood = self._stood.get(line.n, (None, None))
        if pressing is not line.pressing or stood is None:
            stood = standing(line.pressing, now, self._manner.locale)
            self._stood[line.n] = line.pressing, stood
        return stood

    def _today(self) -> date:
        return self._frame.clock.now().astimezone().date()
