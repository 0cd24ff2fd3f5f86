"""The head of a ticket: number, title, where it came from and when, and what is done to it most.

Promise: the title is cut at the right and whole in the inspector; each button shows its key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from console import words
from console.services.sync.state import Colleague
from console.services.tickets.whole import Whole
from console.views.circle import paint_circle
from console.views.delegates import DISC, STATUS_ICONS
from console.views.queue.manner import Manner
from console.views.queue.messages import CHANNEL_ICONS, write
from console.views.queue.parts import CapButton
from console.views.queue.state import number_of
from console.views.rows import presence
from console.views.theme import Look, pen
from console.views.times import exact

HEIGHT = 58
LEFT, TITLE_BASE, META_BASE = 16, 26, 46
LEAST_META = 64
"""Pixels below which the channel would be a sign without words."""


class TicketHead(QFrame):
    """Painted words at the left, buttons at the right."""

    rename_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._whole: Whole | None = None
        self._manner: Manner | None = None
        self._buttons: list[CapButton] = []
        self._company: Sequence[Colleague] = ()
        self.setProperty("kind", "surface")
        self.setFixedHeight(HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 12, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)

    def add_button(self, kind: str, run: Callable[[], object]) -> CapButton:
        """A further button at the right end."""
        button = CapButton(self._look, self, kind, small=True)
        button.clicked.connect(lambda *_: run())
        self._row.addWidget(button)
        self._buttons.append(button)
        return button

    def say(self, words: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        """Name the buttons in the present language, each with its keys."""
        for button, (text, caps) in zip(self._buttons, words, strict=True):
            button.say(text, caps)

    def show_ticket(self, whole: Whole | None, manner: Manner) -> None:
        """Show the head of a ticket; of none, nothing."""
        had_one, self._whole, self._manner = self._whole is not None, whole, manner
        if had_one is (whole is None):
            self._fit()
        self._name()

    def show_company(self, company: Sequence[Colleague]) -> None:
        """These colleagues are at the ticket too."""
        if company != self._company:
            self._company = company
            self._name()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: buttons that leave no room for the title go, the leftmost first; the keys remain."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 260
        for button in reversed(self._buttons):
            room -= button.sizeHint().width() + 4
            button.setVisible(self._whole is not None and room >= 0)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: a double click on the title renames."""
        if event.position().y() < TITLE_BASE + 8:
            self.rename_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: number and title; below them the facts."""
        painter, theme = QPainter(self), self._look.theme
        painter.setPen(pen(theme.line.hair))
        painter.drawLine(0, HEIGHT - 1, self.width(), HEIGHT - 1)
        if self._whole is None or self._manner is None:
            return
        whole, manner, fonts = self._whole, self._manner, self._look.fonts
        right = self._edge() - 16
        number = self._number(whole)
        left = write(painter, QPointF(LEFT, TITLE_BASE), right, (fonts.body, theme.text.tertiary), number)
        write(painter, QPointF(left, TITLE_BASE), right, (fonts.strong, theme.text.primary), whole.title)
        right = self._paint_company(painter, right)
        ink = theme.text.tertiary
        scale = self.devicePixelRatioF()
        mark = self._look.pixmap(STATUS_ICONS[whole.status], ink, theme.bg.surface, 14, scale)
        painter.drawPixmap(LEFT, META_BASE - 11, mark)
        left = write(painter, QPointF(LEFT + 20, META_BASE), right, (fonts.small, ink), self._state(whole, manner))
        if left + LEAST_META < right:
            mark = self._look.pixmap(CHANNEL_ICONS[whole.channel], ink, theme.bg.surface, 14, scale)
            painter.drawPixmap(left + 4, META_BASE - 11, mark)
            write(painter, QPointF(left + 24, META_BASE), right, (fonts.small, ink), self._meta(whole, manner))

    def _name(self) -> None:
        """Say it all to assistive technology, and paint it."""
        whole, manner = self._whole, self._manner
        said = "" if whole is None or manner is None else f"{self._number(whole)} {whole.title}, "
        if whole is not None and manner is not None:
            said += ", ".join((self._meta(whole, manner), *map(presence, self._company)))
        self.setAccessibleName(said)
        self.update(0, 0, self._edge(), HEIGHT)

    def _edge(self) -> int:
        """Where the buttons begin: they show the same for every ticket, and are not painted with its words."""
        return min((button.x() for button in self._buttons if not button.isHidden()), default=self.width())

    def _paint_company(self, painter: QPainter, right: int) -> int:
        """Who else is here, at the right end of the facts: it may keep two from answering; where the facts must end."""
        if not self._company:
            return right
        look, first = self._look, self._company[0]
        words_ = presence(first)
        if (more := len(self._company) - 1) > 0:
            words_ = self.tr("{who}, %n more", "", more).format(who=words_)
        width = min(QFontMetrics(look.fonts.small).horizontalAdvance(words_) + 2, max(0, right - LEFT - DISC - 6))
        left = right - width - DISC - 6
        paint_circle(painter, look, QRect(left, META_BASE - 14, DISC, DISC), first.name)
        ink = look.theme.sync.pending if first.replying else look.theme.text.secondary
        write(painter, QPointF(left + DISC + 6, META_BASE), right, (look.fonts.small, ink), words_)
        return left - 12

    def _number(self, whole: Whole) -> str:
        return number_of(whole)

    def _state(self, whole: Whole, manner: Manner) -> str:
        kind = "" if whole.type is None else " · " + words.word(whole.type, manner.locale)
        return words.word(whole.status, manner.locale) + kind

    def _meta(self, whole: Whole, manner: Manner) -> str:
        opened = self.tr("opened {time}").format(time=exact(whole.created, manner.today, manner.locale))
        return f"{words.word(whole.channel, manner.locale)} · {opened}"
