"""The right side: what a ticket is, its files and links, and its history.

Promise: every property that can be changed is a button that asks for its new value, by click and by Enter; data is
never interpreted, files are only ever saved.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from console.services.tickets.whole import Whole
from console.views.circle import paint_circle
from console.views.labels import label
from console.views.queue.clocks import Clocks
from console.views.queue.history import History
from console.views.queue.manner import Manner
from console.views.queue.messages import write
from console.views.queue.parts import CapButton
from console.views.queue.properties import Property, Row, Section, sections
from console.views.theme import COLUMN_HEAD, SECTION_HEAD, Look

if TYPE_CHECKING:
    from datetime import datetime

    from console.services.explaining import ClockRow

LEFT, LABEL, VALUE_BASE, HEIGHT, LINE = 8, 84, 16.5, 24, 16
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class PropertyLine(QPushButton):
    """A label, a value, and what explains it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.row = Row(Property.TYPE, "", "")
        self.setProperty("kind", "line")

    def show_row(self, row: Row) -> None:
        """Show another value."""
        if row == self.row:
            return
        self.row = row
        self.setAccessibleName(", ".join(filter(None, (row.label, row.value, row.note))))
        self.setEnabled(row.can_change)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row.can_change else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()
        self.update()

    def height_for(self, width: int) -> int:
        """How high it is in that width."""
        if self.row.wraps:
            return HEIGHT - LINE + self._wrapped(width - 4).height()
        if not self.row.note:
            return HEIGHT
        room = QRect(0, 0, width - self._note_left() - 4, 1000)
        metrics = QFontMetrics(self._look.fonts.micro)
        return HEIGHT + metrics.boundingRect(room, self._note_flags(room.width()), self.row.note).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the style's ground, then the words."""
        super().paintEvent(event)
        painter, theme, fonts, row = QPainter(self), self._look.theme, self._look.fonts, self.row
        right, left = self.width() - 4, LEFT
        if row.label:
            write(painter, QPointF(left, VALUE_BASE), left + LABEL - 6, (fonts.small, theme.text.tertiary), row.label)
            left += LABEL
        if row.person:
            paint_circle(painter, self._look, QRect(left, 3, 18, 18), row.value, own=row.own)
            left += 24
        elif row.icon:
            ink = theme.severity["critical"].mark if row.is_critical else theme.text.secondary
            mark = self._look.pixmap(row.icon, ink, theme.bg.panel, 14, self.devicePixelRatioF())
            painter.drawPixmap(left, 5, mark)
            left += 20
        ink = theme.text.tertiary if row.is_empty else theme.text.primary
        if row.wraps:
            painter.setFont(fonts.body)
            painter.setPen(ink)
            painter.drawText(self._wrapped(right), WRAPPED, row.value)
        else:
            write(painter, QPointF(left, VALUE_BASE), right, (fonts.body, ink), row.value)
        if row.note:
            painter.setFont(fonts.micro)
            painter.setPen(theme.text.tertiary)
            room = QRect(self._note_left(), HEIGHT - 3, right - self._note_left(), self.height() - HEIGHT + 3)
            painter.drawText(room, self._note_flags(room.width()), row.note)

    def _wrapped(self, right: int) -> QRect:
        """Where a value of many words stands: the first line where others have their only one."""
        metrics = QFontMetrics(self._look.fonts.body)
        room = QRect(LEFT + LABEL, round(VALUE_BASE) - metrics.ascent(), right - LEFT - LABEL, 1000)
        return metrics.boundingRect(room, WRAPPED, self.row.value)

    def _note_left(self) -> int:
        if self.row.label:
            return LEFT + LABEL
        return LEFT + (20 if self.row.icon else 0)

    def _note_flags(self, room: int) -> int:
        """Lines break between words, and inside one that is wider than a line (an address)."""
        widest = max(map(QFontMetrics(self._look.fonts.micro).horizontalAdvance, self.row.note.split()), default=0)
        wrap = Qt.TextFlag.TextWrapAnywhere if widest > room else Qt.TextFlag.TextWordWrap
        return wrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value


class Details(QScrollArea):
    """Sections of properties, laid out by hand."""

    chosen = Signal(object)
    """A `Row` whose value is to be changed or opened."""
    menu_wanted = Signal(object, QPoint)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._heads: list[QLabel] = []
        self._lines: list[PropertyLine] = []
        self._rules: list[QFrame] = []
        self._sections: tuple[Section, ...] = ()
        self._content = QWidget()
        self._content.setAutoFillBackground(False)
        self.clocks = Clocks(look, self._content)
        self.setWidget(self._content)
        self.setProperty("kind", "panel")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_sections(self, wanted: tuple[Section, ...]) -> None:
        """Show these; widgets are kept, only their words change."""
        if wanted == self._sections:
            return
        self._sections = wanted
        count = sum(len(section.rows) for section in wanted)
        while len(self._lines) < count:
            self._lines.append(self._made())
        while len(self._heads) < len(wanted):
            self._heads.append(label(self._content, "section"))
            rule = QFrame(self._content)
            rule.setProperty("kind", "hair")
            self._rules.append(rule)
        self._lay_out()

    def show_clocks(self, number: str, clocks: tuple[ClockRow, ...], now: datetime, manner: Manner) -> None:
        """Show the clocks above them, as they stand at `now`."""
        if not self.clocks.show_clocks(number, clocks, now, manner):
            self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width makes other heights."""
        super().resizeEvent(event)
        self._lay_out()

    def _made(self) -> PropertyLine:
        line = PropertyLine(self._look, self._content)
        line.clicked.connect(lambda *_: self.chosen.emit(line.row))
        line.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        line.customContextMenuRequested.connect(lambda place: self.menu_wanted.emit(line.row, line.mapToGlobal(place)))
        return line

    def _lay_out(self) -> None:
        width, at = self.viewport().width(), 0
        above = self.clocks.wanted_height()
        self.clocks.setGeometry(0, 4, width, above)
        top = 4 + above
        for number, section in enumerate(self._sections):
            head, rule = self._heads[number], self._rules[number]
            if number or above:
                rule.setGeometry(0, top + 6, width, 1)
                top += 10
            rule.setVisible(bool(number or above))
            head.setText(section.title)
            head.setGeometry(16, top, width - 32, SECTION_HEAD)
            head.show()
            top += SECTION_HEAD
            for row in section.rows:
                line = self._lines[at]
                line.show_row(row)
                height = line.height_for(width - 16)
                line.setGeometry(8, top, width - 16, height)
                line.show()
                top, at = top + height, at + 1
        for line in self._lines[at:]:
            line.hide()
        self._content.resize(width, top + 12)


class Inspector(QFrame):
    """Tabs over details and history."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("kind", "panel")
        self._tabs = (CapButton(look, self, "tab"), CapButton(look, self, "tab"))
        self.details = Details(look, self)
        self.history = History(look, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.details)
        self._stack.addWidget(self.history)
        head = QFrame(self)
        head.setFixedHeight(COLUMN_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 0, 8, 1)
        row.setSpacing(2)
        group = QButtonGroup(self)
        for place, tab in enumerate(self._tabs):
            tab.setCheckable(True)
            tab.ink = partial(self._ink, place)
            tab.clicked.connect(partial(self.show_tab, place))
            group.addButton(tab)
            row.addWidget(tab)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._stack, 1)
        column.addStretch(0)
        self.setFocusProxy(self._tabs[0])
        self.show_tab(0)

    def show_ticket(self, whole: Whole | None, me: str, manner: Manner) -> None:
        """Show a ticket; of none, nothing."""
        self._stack.setVisible(whole is not None)
        if whole is not None:
            self.details.show_sections(sections(whole, me, manner))
            self.history.events.show(whole.events, manner)

    def show_tab(self, place: int, *_: object) -> None:
        """Details or history."""
        self._stack.setCurrentIndex(place)
        self._tabs[place].setChecked(True)
        self.update()

    @property
    def tab(self) -> int:
        """Which tab is shown."""
        return self._stack.currentIndex()

    @property
    def first(self) -> QWidget:
        """Where the keyboard enters."""
        return self._tabs[self.tab]

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self._tabs[0].say(self.tr("Details"))
        self._tabs[1].say(self.tr("History"))
        self.history.setAccessibleName(self.tr("History"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the ground, the line under the head, the current tab's line."""
        super().paintEvent(event)
        painter, line = QPainter(self), self._look.theme.line
        painter.fillRect(0, COLUMN_HEAD - 1, self.width(), 1, line.hair)
        tab = self._tabs[self.tab].geometry()
        painter.fillRect(tab.left() + 8, COLUMN_HEAD - 2, tab.width() - 16, 2, line.focus)

    def _ink(self, place: int) -> QColor:
        text = self._look.theme.text
        return text.primary if place == self.tab else text.secondary
