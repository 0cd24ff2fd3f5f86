"""The page of rules, agreements, hours and groups: what is ruled, its lines, and beside them what they come to.

Promise: widgets tell what a person did, the presenter decides, `_show` shows; nothing else writes to them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from console import words
from console.models.kinds import PolicyKind
from console.services.ruled import RuledThing
from console.views.actions import Action, Scope
from console.views.choices import Choice
from console.views.entry_list import TWO_LINES, Entry, EntryList
from console.views.labels import label
from console.views.pages import Frame, NoTickets, Place, PlaceKind
from console.views.policies.beside import BesidePanel
from console.views.policies.doing import policy_actions
from console.views.policies.lines import LinesPanel
from console.views.policies.presenter import Around, PoliciesPresenter
from console.views.policies.state import Key, State
from console.views.theme import COLUMN_HEAD
from console.views.times import exact

LIST, LINES, BESIDE = 220, 420, 480
ICONS = {
    PolicyKind.SLA: "clock",
    PolicyKind.CALENDAR: "calendar",
    PolicyKind.GROUPS: "users",
    PolicyKind.CHANNELS: "send",
}


class PoliciesPage(QObject, NoTickets):
    """The page."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._is_ready = False
        self._widget = QWidget()
        self.setParent(self._widget)
        around = Around(frame.courier, self._later, frame.me, frame.clock, frame.state, self._show, self._tell)
        self.presenter = PoliciesPresenter(around)
        self.list = EntryList(frame.look, "panel", TWO_LINES, self._widget)
        self._head = label(self._widget, "title")
        self.lines = LinesPanel(frame.look, self._widget)
        self.beside = BesidePanel(frame.look, self._widget)
        self._actions = policy_actions(
            self.presenter,
            {
                "policies.write": lambda: self.lines.text.setFocus(Qt.FocusReason.ShortcutFocusReason),
                "policies.begins": lambda: self.lines.begins.setFocus(Qt.FocusReason.ShortcutFocusReason),
                "policies.versions": self._ask_version,
                "policies.holidays": self._ask_country,
                "policies.calendar": lambda: self._ask_name(PolicyKind.CALENDAR),
                "policies.agreements": lambda: self._ask_name(PolicyKind.SLA),
            },
        )
        self._build()
        self._connect()
        self._retranslate()
        self.presenter.start()

    @property
    def widget(self) -> QWidget:
        """What is shown."""
        return self._widget

    def actions(self) -> tuple[Action, ...]:
        """Everything a person can do here."""
        return self._actions

    def focus(self) -> None:
        """Take the keyboard to the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def panels(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return self.list, self.lines.text, self.beside.replays

    def close_page(self) -> None:
        """A trial under way is given up; the lines are kept already."""
        self.presenter.give_up()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Esc leaves the lines for the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.focus()
            return True
        return super().eventFilter(watched, event)

    def _show(self, state: State) -> None:
        locale, today = self._frame.language.locale, self._today()
        entries = [self._entry(one) for one in state.things or ()]
        self.list.show_entries(entries, None if state.key is None else _entry_key(state.key))
        is_current = self.presenter.is_current()
        self.lines.show_draft(state, locale, today, can_publish=is_current and self.presenter.may_publish())
        self.beside.show_draft(state, locale, is_current=is_current)
        if state.things is not None and not self._is_ready:
            self._is_ready = True
            self._later(0, self._frame.ready)
            self._frame.answering()

    def _entry(self, thing: RuledThing) -> Entry:
        kind = words.word(thing.kind, self._frame.language.locale)
        whose = thing.owner_name or self.tr("all teams")
        return Entry(_entry_key(thing.key), thing.name, f"{kind} · {whose}", icon=ICONS[thing.kind])

    def _tell(self, name: str, number: int) -> None:
        self._frame.notices.done(self.tr("“{name}” is published as version {n}.").format(name=name, n=number), ())

    def _ask_version(self) -> None:
        thing = self.presenter.state.thing
        locale, today = self._frame.language.locale, self._today()
        choices = [
            Choice(
                str(one.number),
                self.tr("Version {n}").format(n=one.number),
                " · ".join(filter(None, (exact(one.effective, today, locale), one.author))),
                checked=one.number == self.presenter.state.version,
            )
            for one in (thing.versions if thing else ())
        ]
        then = self.presenter.read_version
        self._frame.choosers.choose(self.tr("Begin with a version"), choices, lambda choice: then(int(choice.key)))

    def _ask_country(self) -> None:
        from console.services.public_holidays import country_of
        from console.views.dialogs import Question

        preview = self.presenter.state.preview
        country = country_of(str(preview.body.get("tz", ""))) if preview else None
        question = Question(
            self.tr("Public holidays, this year and two more"),
            self.tr("Country, by its two letters"),
            self.tr("Add"),
            text=country or "",
            one_line=True,
        )
        then, language = self.presenter.add_holidays, self._frame.language
        self._frame.choosers.ask(question, lambda _, code: then(code, language.locale))

    def _ask_name(self, kind: PolicyKind) -> None:
        from console.views.dialogs import Question

        title = self.tr("New calendar") if kind is PolicyKind.CALENDAR else self.tr("New agreements")
        question = Question(title, self.tr("Name"), self.tr("Begin"), one_line=True)
        self._frame.choosers.ask(question, lambda _, name: self.presenter.begin_new(kind, name))

    def _go(self, entry: str) -> None:
        found = (one for one in self.presenter.state.things or () if _entry_key(one.key) == entry)
        self.presenter.go(next(found).key)

    def _show_ticket(self, ticket: str) -> None:
        self._frame.go(Place(PlaceKind.TICKET, ticket))

    def _today(self) -> date:
        return self._frame.clock.now().astimezone().date()

    def _later(self, milliseconds: int, call: Callable[[], None]) -> None:
        QTimer.singleShot(milliseconds, self, call)

    def _retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Rules"))
        self._head.setText(self.tr("Rules"))
        titles = {action.id: action.title() for action in self._actions}
        self.lines.retranslate(titles)
        self.beside.retranslate(titles)
        self._show(self.presenter.state)

    def _refresh(self) -> None:
        self.lines.dress()
        self.beside.dress()

    def _connect(self) -> None:
        frame, presenter = self._frame, self.presenter
        self.list.chosen.connect(self._go)
        self.lines.typed.connect(presenter.type_text)
        self.lines.begins.textEdited.connect(presenter.type_begins)
        self.beside.ticket_wanted.connect(self._show_ticket)
        for panel in (self.lines, self.beside):
            panel.wanted.connect(frame.actions.run)
        for field in (self.lines.text, self.lines.begins):
            field.installEventFilter(self)
        frame.courier.changed.connect(presenter.take)
        frame.look.changed.connect(self._refresh)
        frame.language.changed.connect(self._retranslate)
        frame.actions.bind(self.list, Scope.LIST)
        frame.actions.bind(self.lines, Scope.TEXT)

    def _build(self) -> None:
        left = QFrame(self._widget)
        left.setProperty("kind", "panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head.setFixedHeight(COLUMN_HEAD)
        self._head.setContentsMargins(16, 0, 0, 0)
        column.addWidget(self._head)
        column.addWidget(self.list)
        columns = QSplitter(Qt.Orientation.Horizontal, self._widget)
        for place, part in enumerate((left, self.lines, self.beside)):
            columns.addWidget(part)
            columns.setStretchFactor(place, int(place > 0))
        columns.setHandleWidth(1)
        columns.setChildrenCollapsible(False)
        self._frame.state.splitter("policies.columns", columns, [LIST, LINES, BESIDE])
        row = QHBoxLayout(self._widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(columns)


def _entry_key(key: Key) -> str:
    """As the list knows it; the zero character stands in no name."""
    return "\0".join(part or "" for part in key)
