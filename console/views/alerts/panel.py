"""The inbox of alerts, raised over the page: what waits first, then what was seen.

Promise: all of it by keyboard; it shows what is on file now, and says so where there is nothing.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.services.inbox import Page
from console.views.actions import Action, Actions, Group, Scope, key_words
from console.views.alerts.card import LATER, OPEN, SEEN, AlertCard
from console.views.alerts.telling import Telling
from console.views.card_area import CardArea
from console.views.chooser import hair
from console.views.icons import EMPTY
from console.views.labels import label
from console.views.overlay import TOP, Overlay
from console.views.sync.parts import KeyButton
from console.views.theme import STATUS_LINE
from console.views.times import moment
from console.views.translation import QT_TRANSLATE_NOOP

WIDTH = 640
FOOT = STATUS_LINE + 40
LEAST = 160
"""Pixels: the panel, the room below it, and the list in the smallest window."""
ALL = "alerts.all"


class AlertsPanel(Overlay):
    """The panel."""

    later_wanted = Signal(str)
    """The key of an alert that is to be put off."""
    trial_wanted = Signal()
    """Whether alerts arrive on this desktop is to be tried."""

    def __init__(self, host: QWidget, telling: Telling) -> None:
        super().__init__(host, WIDTH, "")
        self._telling = telling
        self._look = telling.lent.look
        self._page: Page | None = None
        self._keys = Actions(self)
        self._keys.add(self._actions())
        self._title = QLabel(self)
        self._title.setProperty("ink", "title")
        self._note = label(self, "tertiary")
        self._all = KeyButton(self._look, "", key_words(self._keys.get(ALL)), self, "ghost")
        self._all.clicked.connect(partial(telling.acknowledge, None))
        self._focus_button = QPushButton(self)
        self._focus_button.clicked.connect(telling.focus)
        self._try = QPushButton(self)
        self._try.clicked.connect(self.trial_wanted)
        self._area = CardArea(self)
        self._body = QWidget()
        self._keys.bind(self._area, Scope.LIST)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(hair(self))
        column.addWidget(self._area)
        telling.changed.connect(self._ask)
        telling.lent.look.changed.connect(self.retranslate)
        telling.lent.language.changed.connect(self.retranslate)
        self.retranslate()
        self._ask()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        cards = self.cards()
        return cards[0] if cards else self._focus_button

    def cards(self) -> list[AlertCard]:
        """The cards shown, from the top."""
        return self._body.findChildren(AlertCard)

    def retranslate(self) -> None:
        """Take the words of the present language and look."""
        self.setAccessibleName(self.tr("Alerts"))
        self._title.setText(self.tr("Alerts"))
        self._area.setAccessibleName(self.tr("Alerts"))
        self._all.setText(self.tr("Acknowledge all"))
        self._try.setText(self.tr("Try it out…"))
        self._show()

    def place(self) -> None:
        """Stand near the top; the list takes what it needs and leaves the foot free."""
        wrapped = self._body.heightForWidth(self.width() or WIDTH)
        wanted = wrapped if wrapped > 0 else self._body.sizeHint().height()
        room = max(LEAST, self._host.height() - TOP - FOOT - 60)
        self._area.setFixedHeight(min(wanted, room))
        super().place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from card to card."""
        if not self._area.step(self.cards(), event):
            super().keyPressEvent(event)

    def _actions(self) -> tuple[Action, ...]:
        rows = (
            (OPEN, QT_TRANSLATE_NOOP("Actions", "Open what the alert is about"), "Return"),
            (SEEN, QT_TRANSLATE_NOOP("Actions", "Acknowledge the alert"), "E"),
            (LATER, QT_TRANSLATE_NOOP("Actions", "Put the alert off…"), "S"),
        )
        on_cards = tuple(
            Action(key, text, partial(self._on_current, key), Scope.LIST, (keys,), group=Group.LIST, in_palette=False)
            for key, text, keys in rows
        )
        text = QT_TRANSLATE_NOOP("Actions", "Acknowledge all alerts")
        return (*on_cards, Action(ALL, text, self._telling.acknowledge, Scope.LIST, ("Shift+E",), in_palette=False))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._note, 1)
        for button in (self._all, self._focus_button, self._try):
            row.addWidget(button)
        return row

    def _on_current(self, action: str) -> None:
        current = self._area.current(self.cards())
        if current is not None:
            self._chosen(action, current)

    def _chosen(self, action: str, card: AlertCard) -> None:
        if action == OPEN:
            self.dismiss()
            self._telling.open(card.row)
        elif action == SEEN and card.is_open:
            self._telling.acknowledge([card.row.alert.key])
        elif action == LATER and card.is_open:
            self.later_wanted.emit(card.row.alert.key)

    def _ask(self) -> None:
        self._telling.ask(self._take)

    def _take(self, page: Page) -> None:
        self._page = page
        self._show()

    def _show(self) -> None:
        current = self._area.current(self.cards())
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        at = self.cards().index(current) if current is not None else 0
        self._body = self._made()
        self._area.setWidget(self._body)
        self._say_focus()
        self._all.setEnabled(self._page is not None and self._page.unread > 0)
        if not self.isHidden():
            self.place()
        if had_focus:
            cards = self.cards()
            self._area.go(cards[min(at, len(cards) - 1)] if cards else self.first)

    def _say_focus(self) -> None:
        lent, until = self._telling.lent, self._telling.focus_until
        if self._telling.is_focused and until is not None:
            today = lent.clock.now().astimezone().date()
            time = moment(until, today, lent.language.locale)
            self._note.setText(self.tr("Focus until {time}: only what is critical pops up").format(time=time))
            self._focus_button.setText(self.tr("End focus"))
        else:
            self._note.setText("")
            self._focus_button.setText(self.tr("Focus for an hour"))

    def _made(self) -> QWidget:
        """The cards, under a heading for each part."""
        made, lent = QWidget(), self._telling.lent
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        if self._page is None:
            return made
        if not self._page.rows:
            self._add_nothing(made, column)
        was_open: bool | None = None
        for row in self._page.rows:
            card = AlertCard(row, lent, self._keys, self._chosen, made)
            if card.is_open is not was_open:
                was_open = card.is_open
                head = self.tr("To be seen") if was_open else self.tr("Seen")
                column.addWidget(label(made, "section", head))
            column.addWidget(card)
        column.addStretch(1)
        return made

    def _add_nothing(self, made: QWidget, column: QVBoxLayout) -> None:
        theme = self._look.theme
        mark = QLabel(made)
        mark.setPixmap(
            self._look.pixmap("bell", theme.text.secondary, theme.bg.raised, EMPTY, self.devicePixelRatioF())
        )
        column.addWidget(mark)
        column.addWidget(label(made, "semibold", self.tr("Nothing to tell")))
        why = self.tr("Clocks that run out, assignments, answers and mentions are told here and stay until seen.")
        column.addWidget(label(made, "small", why, wraps=True))
