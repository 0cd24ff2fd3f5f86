"""The queue page: tickets, the one that is open, and everything a person does to them.

Promise: widgets tell what a person did, the presenter decides, `Display.show_state` shows; nothing else writes to them.
The rows are on the screen before the rest is built.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from console.models.kinds import LIVE, local_mark
from console.services.bus import Changed
from console.services.tickets.filters import Filter
from console.services.tickets.queries import Lines
from console.services.tickets.views import BuiltIn
from console.views.actions import Action, Scope, key_caps
from console.views.pages import Frame, Place, PlaceKind
from console.views.queue.display import Display, Ways
from console.views.queue.doing import Deeds, queue_actions
from console.views.queue.frames import Panels
from console.views.queue.opened import AFTER_ROW_MS
from console.views.queue.presenter import Around, QueuePresenter
from console.views.queue.state import State, Told
from console.views.queue.titles import sentence, view_icon, view_title
from console.views.rows import TicketRows

if TYPE_CHECKING:
    from console.services.people import PersonRow, TeamRow
    from console.services.tickets.commands import Command
    from console.views.queue.chips import Condition
    from console.views.queue.hands import Hands

DAY_MS = 30_000
"""How often it is looked whether another day has begun, and what has become late."""
SECOND_MS = 1000


class QueuePage(QObject):
    """The page."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._hands: Hands | None = None
        self._is_ready = False
        self._is_answering = False
        self._was_creating = self._was_sending = False
        self._names = {frame.me.id: frame.me.name, frame.me.team: frame.me.team_name}
        rows = TicketRows(
            lambda places, then: frame.courier.ask(Lines(places), then), lambda _: "", frame.language.locale, self
        )
        self._columns = Panels()
        self.setParent(self._columns)
        self.display = Display(frame, rows, self._names, self._columns)
        around = Around(
            frame.courier,
            frame.clock,
            self._later,
            frame.me,
            frame.local,
            frame.state,
            rows,
            self._show,
            self._tell,
            frame.courier.be_at,
        )
        self.presenter = QueuePresenter(around)
        display = self.display
        self._columns.fill(display.views, (display.above, display.below), display.beside, frame.state)
        self._actions = queue_actions(Deeds(self.hands, self.presenter, display, self._columns, frame.language))
        self._today = frame.clock.now().astimezone().date()
        self._day = QTimer(self, interval=DAY_MS)
        self._day.timeout.connect(self._look_at_the_day)
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(display.table.tick)
        self._connect()
        self._retranslate()
        self.presenter.start(rows_first=True)
        self._day.start()
        self._second.start()

    def hands(self) -> Hands:
        """What carries out what a person does; built, with the ticket's widgets, at the first call."""
        if self._hands is None:
            from console.views.queue.hands import Hands  # after the rows

            self._hands = Hands(self._frame, self.presenter, self.display, self._names)
            self._retranslate()
        return self._hands

    @property
    def widget(self) -> QWidget:
        """What is shown."""
        return self._columns

    def actions(self) -> tuple[Action, ...]:
        """Everything a person can do here."""
        return self._actions

    def places(self) -> tuple[Place, ...]:
        """The views with their counts."""
        listing = self.presenter.listing.state
        return tuple(
            Place(PlaceKind.VIEW, view.id, view_title(view), self._note(listing.counts.get(view.id)), view_icon(view))
            for view in listing.views
        )

    def subject(self) -> str:
        """The open ticket."""
        whole = self.presenter.ticket.state.shown
        return self.tr("Ticket {number}").format(number=whole.number or local_mark(whole.id)) if whole else ""

    def show_place(self, place: Place) -> None:
        """Show a view, a ticket or a person's tickets."""
        listing = self.presenter.listing
        if place.kind is PlaceKind.TICKET:
            listing.go_to_ticket(place.key)
        elif place.kind is PlaceKind.PERSON:
            self._show_of(place, BuiltIn.ALL, Filter(requester=place.key))
        elif place.kind is PlaceKind.COLLEAGUE:
            self._show_of(place, BuiltIn.ALL_OPEN, Filter(statuses=LIVE, assignee=place.key))
        elif place.kind is PlaceKind.COUNTED:
            self._show_of(place, BuiltIn.ALL, Filter(only=place.tickets))
        else:
            view = next((view for view in listing.state.views if view.id == place.key), None)
            if view is not None:
                listing.open_view(view)
        self.focus()

    def _show_of(self, person: Place, wanted: BuiltIn, narrowed: Filter) -> None:
        self._names[person.key] = person.text
        listing = self.presenter.listing
        listing.open_view(next(view for view in listing.state.views if view.built_in is wanted))
        listing.narrow(narrowed)

    def focus(self) -> None:
        """Take the keyboard to the list."""
        self.display.focus()

    def panels(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        display, lower = self.display, self.hands().lower
        below = lower.create_panel.title if self._was_creating else lower.composer.field
        return display.views.list, display.table, lower.conversation, below, lower.inspector.first

    def close_page(self) -> None:
        """Keep what is being written."""
        self._day.stop()
        self._second.stop()
        self.presenter.close()

    def _show(self, state: State) -> None:
        self.display.show_state(state)
        if state.create.open is not self._was_creating:
            self._was_creating = state.create.open
            target = self.hands().lower.create_panel.title if state.create.open else self.display.table
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._was_sending and not state.writing.sending and state.writing.refused is None:
            self._leave_composer()
        self._was_sending = state.writing.sending
        listing = state.listing
        if not self._is_ready and (listing.refused or (listing.count == 0 and not listing.order)):
            self._later(0, self._ready)
        if not self._is_answering and (state.ticket.shown is not None or self._has_none(state)):
            self._is_answering = True
            self._frame.answering()

    def _has_none(self, state: State) -> bool:
        """Whether no ticket will be open by itself."""
        listing, ticket = state.listing, state.ticket
        return listing.refused is not None or ticket.refused is not None or (listing.count == 0 and not listing.order)

    def _leave_composer(self) -> None:
        """What was written is sent: the keys are the list's again, so that none of them goes into the next reply."""
        if self.hands().lower.composer.field.hasFocus():
            self.focus()

    def _painted(self) -> None:
        if self._is_ready:
            self._later(0, self.presenter.rows_painted)
        self._ready()

    def _ready(self) -> None:
        if not self._is_ready:
            self._is_ready = True
            self._frame.ready()
            self._later(0, self._complete)

    def _complete(self) -> None:
        self.hands()
        self.presenter.rows_painted()
        self._learn()

    def _learn(self) -> None:
        """Get to know the names of staff and teams, for the chips."""
        from console.services.people import Staff, Teams

        def know(rows: tuple[PersonRow | TeamRow, ...]) -> None:
            self._names.update((row.id, row.name) for row in rows)

        self._frame.courier.ask(Staff(), know, slow=True)
        self._frame.courier.ask(Teams(), know, slow=True)

    def _tell(self, told: Told, undo: Command | None) -> None:
        words = sentence(told, self._frame.language.locale)
        # What was done is seen in its row first.
        self._later(AFTER_ROW_MS, partial(self._frame.notices.done, words, () if undo is None else (undo,)))

    def _later(self, milliseconds: int, call: Callable[[], None]) -> None:
        QTimer.singleShot(milliseconds, self, call)

    def _look_at_the_day(self) -> None:
        today = self._frame.clock.now().astimezone().date()
        if today != self._today:
            self._today = today
            self.display.refresh()
        self.presenter.listing.time_passed()
        self.presenter.ticket.time_passed()

    def _connect(self) -> None:
        frame, display, presenter, hands = self._frame, self.display, self.presenter, self.hands
        listing, creating = presenter.listing, presenter.creating
        ways = (partial(listing.search, ""), self._reset, listing.again)
        display.ways = Ways(creating.open, *(partial(self._then_list, way) for way in ways))
        for signal, slot in (
            (frame.courier.changed, presenter.take),
            (frame.courier.met, presenter.beside.take),
            (frame.notices.undone, self._show_undone),
            (frame.look.changed, display.refresh),
            (frame.language.changed, self._speak),
            (display.views.chosen, listing.open_view),
            (display.views.list.clicked, self._columns.put_away),
            (display.views.new_ticket.clicked, creating.open),
            (display.views.list.menu_wanted, lambda view, place: hands().view_menu(view, place)),
            (display.head.chip_wanted, self._ask_value),
            (display.head.more_wanted, partial(frame.actions.run, "list.condition")),
            (display.head.save_wanted, partial(frame.actions.run, "list.save")),
            (display.head.views_wanted, self._columns.toggle_views),
            (self._columns.views_away, lambda away: display.head.offer_views(offered=away)),
            (display.head.search.typed, listing.search),
            (display.head.search.ranked, partial(listing.search, ranked=True)),
            (display.head.search.left, self.focus),
            (display.archive.clicked, partial(frame.actions.run, "list.archive")),
            (display.table.chosen, listing.go),
            (display.table.sort_wanted, listing.order_by),
            (display.table.menu_wanted, lambda place: hands().ticket_menu(place)),
            (display.table.entered, partial(frame.actions.run, "list.read")),
            (display.table.painted, self._painted),
            (self._columns.arranged, self.focus),
        ):
            signal.connect(slot)
        # Not in the head above the table: Enter and Esc are the search field's own there.
        for part in (display.table, display.views):
            frame.actions.bind(part, Scope.LIST)
        frame.actions.bind(display.above, Scope.TICKET)
        frame.actions.bind(display.views, Scope.TICKET)

    def _ask_value(self, condition: Condition) -> None:
        self.hands().narrowing.ask_value(condition)

    def _then_list(self, way: Callable[[], object]) -> None:
        way()
        self.focus()

    def _show_undone(self, changed: Changed) -> None:
        """Go to the ticket that stands as it stood before."""
        if len(changed.tickets) == 1:
            (ticket,) = changed.tickets
            self.presenter.listing.go_to_ticket(ticket)

    def _speak(self) -> None:
        self._retranslate()
        self.display.refresh()

    def _retranslate(self) -> None:
        actions = {action.id: action for action in self._actions}
        create = actions["list.create"]
        self.display.retranslate(f"{create.title().rstrip('…')} ({key_caps(create)[0]})")
        if self._hands is not None:
            self._hands.name_buttons(actions)

    def _note(self, count: int | None) -> str:
        return self.tr("view") if count is None else self.tr("view, %n tickets", "", count)

    def _reset(self) -> None:
        self.presenter.listing.open_view(self.presenter.listing.state.view)
