"""The queue page: tickets, the one that is open, and everything a person does to them.

Promise: widgets tell what a person did, the presenter decides, `Display.show_state` shows; nothing else writes to them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

from console.models.kinds import Visibility
from console.services.tickets.commands import Command
from console.services.tickets.filters import Filter
from console.services.tickets.queries import Lines
from console.services.tickets.views import BuiltIn
from console.views.actions import Action, Scope, key_caps
from console.views.pages import Frame, Place, PlaceKind
from console.views.queue.asking import Asking
from console.views.queue.display import Display, Ways
from console.views.queue.doing import Deeds, queue_actions
from console.views.queue.frames import Panels
from console.views.queue.hands import Hands
from console.views.queue.narrowing import Narrowing
from console.views.queue.presenter import Around, QueuePresenter
from console.views.queue.state import State, Told
from console.views.queue.titles import sentence, view_icon, view_title
from console.views.queue.whom import Whom
from console.views.rows import TicketRows

DAY_MS = 30_000
"""How often it is looked whether another day has begun."""
BUTTONS = (
    ("ghost", "ticket.assign"),
    ("ghost", "ticket.status"),
    ("ghost", "ticket.priority"),
    ("", "ticket.resolve"),
)
"""What stands at the head of a ticket, from the left; the kind of button and the action."""


class QueuePage(QObject):
    """The page."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._is_ready = False
        self._was_creating = False
        self._whom = Whom(frame, self)
        rows = TicketRows(
            lambda places, then: frame.courier.ask(Lines(places), then), lambda _: "", frame.language.locale, self
        )
        self._columns = Panels()
        self.setParent(self._columns)
        self.display = Display(frame, rows, self._whom, self._columns)
        around = Around(
            frame.courier, frame.clock, self._later, frame.me, frame.local, frame.state, rows, self._show, self._tell
        )
        self.presenter = QueuePresenter(around)
        self._asking = Asking(frame, self.presenter, self._whom, self)
        self._narrowing = Narrowing(frame, self.presenter, self._whom, self)
        display = self.display
        self._hands = Hands(frame, self.presenter, display, self._asking)
        self._columns.fill(display.views, (display.above, display.below), display.inspector, frame.state)
        self._actions = queue_actions(self._deeds())
        self._by_id = {action.id: action for action in self._actions}
        self._today = frame.clock.now().astimezone().date()
        self._day = QTimer(self, interval=DAY_MS)
        self._day.timeout.connect(self._look_at_the_day)
        self._connect()
        self._bind()
        self._retranslate()
        self.presenter.start(rows_first=True)
        self._day.start()

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
        return self.tr("Ticket {number}").format(number=whole.number or "") if whole else ""

    def show_place(self, place: Place) -> None:
        """Show a view, a ticket or a person's tickets."""
        listing = self.presenter.listing
        if place.kind is PlaceKind.TICKET:
            listing.go_to_ticket(place.key)
        elif place.kind is PlaceKind.PERSON:
            self._whom.names[place.key] = place.text
            listing.open_view(next(view for view in listing.state.views if view.built_in is BuiltIn.ALL))
            listing.narrow(Filter(requester=place.key))
        else:
            view = next((view for view in listing.state.views if view.id == place.key), None)
            if view is not None:
                listing.open_view(view)
        self.focus()

    def focus(self) -> None:
        """Take the keyboard to the list."""
        self.display.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def panels(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        display = self.display
        below = display.create_panel.title if self._was_creating else display.composer.field
        inspector = display.inspector
        return display.views.list, display.table, display.conversation, below, inspector.first

    def close_page(self) -> None:
        """Keep what is being written."""
        self._day.stop()
        self.presenter.close()

    def _show(self, state: State) -> None:
        self.display.show_state(state)
        if state.create.open is not self._was_creating:
            self._was_creating = state.create.open
            target = self.display.create_panel.title if state.create.open else self.display.table
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        listing = state.listing
        if not self._is_ready and (listing.refused or (listing.count == 0 and not listing.order)):
            self._later(0, self._ready)

    def _ready(self) -> None:
        if not self._is_ready:
            self._is_ready = True
            self._whom.learn()
            self._frame.ready()
            self._later(0, self.presenter.rows_painted)

    def _tell(self, told: Told, undo: Command | None) -> None:
        words = sentence(told, self._frame.language.locale)
        self._frame.notices.done(words, () if undo is None else (undo,))

    def _later(self, milliseconds: int, call: Callable[[], None]) -> None:
        QTimer.singleShot(milliseconds, self, call)

    def _look_at_the_day(self) -> None:
        today = self._frame.clock.now().astimezone().date()
        if today != self._today:
            self._today = today
            self.display.refresh()

    def _connect(self) -> None:
        frame, listing, creating = self._frame, self.presenter.listing, self.presenter.creating
        self.display.ways = Ways(creating.open, partial(listing.search, ""), self._reset, listing.again)
        frame.courier.changed.connect(self.presenter.take)
        frame.look.changed.connect(self.display.refresh)
        frame.language.changed.connect(self._speak)
        for signal, slot in (*self._list_signals(), *self._ticket_signals(), *self._create_signals()):
            signal.connect(slot)

    def _list_signals(self) -> tuple[tuple[SignalInstance, Callable[..., object]], ...]:
        display, listing, narrowing, hands = self.display, self.presenter.listing, self._narrowing, self._hands
        return (
            (display.views.chosen, listing.open_view),
            (display.views.new_ticket.clicked, self.presenter.creating.open),
            (display.views.list.menu_wanted, hands.view_menu),
            (display.head.chip_wanted, narrowing.ask_value),
            (display.head.more_wanted, narrowing.condition),
            (display.head.save_wanted, narrowing.save_view),
            (display.head.search.typed, listing.search),
            (display.head.search.ranked, partial(listing.search, ranked=True)),
            (display.head.search.left, self.focus),
            (display.table.chosen, listing.go),
            (display.table.sort_wanted, listing.order_by),
            (display.table.menu_wanted, hands.ticket_menu),
            (display.table.painted, self._ready),
            (self._columns.arranged, self.focus),
        )

    def _ticket_signals(self) -> tuple[tuple[SignalInstance, Callable[..., object]], ...]:
        display, writing, hands = self.display, self.presenter.writing, self._hands
        return (
            (display.ticket_head.rename_wanted, self._asking.rename),
            (display.conversation.earlier_wanted, self.presenter.ticket.show_earlier),
            (display.conversation.file_wanted, hands.save_file),
            (display.conversation.left, self.focus),
            (display.composer.mode_wanted, hands.write),
            (display.composer.typed, writing.type),
            (display.composer.send_wanted, writing.send),
            (display.composer.attach_wanted, partial(hands.choose_files, writing.attach)),
            (display.composer.files_came, writing.attach),
            (display.composer.file_dropped, writing.detach),
            (display.composer.left, self.focus),
            (display.inspector.details.chosen, hands.inspect),
            (display.inspector.details.menu_wanted, hands.property_menu),
        )

    def _create_signals(self) -> tuple[tuple[SignalInstance, Callable[..., object]], ...]:
        panel, creating, asking = self.display.create_panel, self.presenter.creating, self._asking
        return (
            (panel.typed, creating.type),
            (panel.requester_wanted, asking.ask_new_requester),
            (panel.type_wanted, asking.ask_new_type),
            (panel.priority_wanted, asking.ask_new_priority),
            (panel.attach_wanted, partial(self._hands.choose_files, creating.attach)),
            (panel.files_came, creating.attach),
            (panel.file_dropped, creating.detach),
            (panel.create_wanted, creating.create),
            (panel.left, creating.close),
        )

    def _bind(self) -> None:
        actions, display = self._frame.actions, self.display
        # Not the head above the table: Enter and Esc are the search field's own there.
        actions.bind(display.table, Scope.LIST, Scope.TICKET)
        actions.bind(display.views, Scope.LIST)
        actions.bind(display.ticket, Scope.TICKET)
        actions.bind(display.inspector, Scope.TICKET)
        actions.bind(display.composer, Scope.TEXT)
        for kind, key in BUTTONS:
            display.ticket_head.add_button(kind, partial(actions.run, key))

    def _deeds(self) -> Deeds:
        presenter, display, asking, narrowing = self.presenter, self.display, self._asking, self._narrowing
        listing, writing = presenter.listing, presenter.writing
        return Deeds(
            whole=lambda: presenter.ticket.state.shown,
            locale=lambda: self._frame.language.locale,
            assign=asking.assign,
            take=asking.take,
            status=asking.status,
            move=asking.move,
            priority=asking.priority,
            type=asking.type,
            impact=asking.impact,
            tags=asking.tags,
            team=asking.team,
            requester=asking.requester,
            link=asking.link,
            rename=asking.rename,
            record=asking.record,
            attach=self._hands.attach,
            reply=partial(self._hands.write, Visibility.PUBLIC),
            note=partial(self._hands.write, Visibility.INTERNAL),
            earlier=presenter.ticket.show_earlier,
            history=lambda: display.inspector.show_tab(1 - display.inspector.tab),
            create=presenter.creating.open,
            search=self._hands.search,
            back=partial(listing.search, ""),
            condition=narrowing.condition,
            sort=narrowing.sort,
            save_view=narrowing.save_view,
            update_view=presenter.update_view,
            drop_view=lambda: presenter.drop_view(listing.state.view),
            step=display.table.step,
            read=lambda: display.conversation.setFocus(Qt.FocusReason.OtherFocusReason),
            views=self._columns.toggle_views,
            inspector=self._columns.toggle_inspector,
            send=writing.send,
            switch=self._hands.switch,
            saved_view=lambda: listing.state.view.built_in is None,
        )

    def _speak(self) -> None:
        self._retranslate()
        self.display.refresh()

    def _retranslate(self) -> None:
        create = self._by_id["list.create"]
        self.display.retranslate(f"{create.title().rstrip('…')} ({key_caps(create)[0]})")
        said = (self.tr("Assign"), self.tr("Status"), self.tr("Priority"), self.tr("Resolve…"))
        caps = (key_caps(self._by_id[key]) for _, key in BUTTONS)
        self.display.ticket_head.say(list(zip(said, caps, strict=True)))

    def _note(self, count: int | None) -> str:
        return self.tr("view") if count is None else self.tr("view, %n tickets", "", count)

    def _reset(self) -> None:
        self.presenter.listing.open_view(self.presenter.listing.state.view)
