"""The table of tickets: stock selection, keys and accessibility around rows painted whole.

Promise: changed rows never move the row a person looks at; what came above waits behind "3 new above".
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QPushButton, QTableView, QWidget

from console.services.tickets.filters import Sort
from console.services.tickets.queries import Line
from console.views.delegates import RowPainter
from console.views.queue.heads import SORTS, Heads
from console.views.queue.parts import own_viewport
from console.views.rows import Column, TicketRows
from console.views.theme import Look

WIDTHS = {
    Column.DUE: 166,
    Column.PRIORITY: 30,
    Column.NUMBER: 54,
    Column.REQUESTER: 92,
    Column.ASSIGNEE: 88,
    Column.STATUS: 108,
    Column.UPDATED: 58,
}
"""Least widths in logical pixels; the title takes the rest (look 2)."""
TITLE_LEAST = 200
NARROW = 800
"""A table less wide tells of the time that is left alone, not what is waited for."""
YIELDING = (Column.REQUESTER, Column.ASSIGNEE, Column.UPDATED, Column.STATUS)
"""Columns that go, in this order, where the title would get less than that."""
NAMES = {Column.REQUESTER: 0.11, Column.ASSIGNEE: 0.1}
"""Shares of a wide table that names may take."""


class TicketTable(QTableView):
    """Tickets as rows; shows what it is given and tells what a person does."""

    chosen = Signal(object)
    """The number of the row a person went to."""
    sort_wanted = Signal(object)
    """A `Sort`: a head was clicked."""
    entered = Signal()
    """Enter or a double click: on to the conversation."""
    menu_wanted = Signal(QPoint)
    """A context menu is wanted at this place of the screen."""
    painted = Signal()
    """The rows of a view are on the screen; told once for each."""

    def __init__(self, rows: TicketRows, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_viewport(self)
        # All of it is painted here: so a scroll moves the pixels there are, and only rows that come in are painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.rows = rows
        self._look = look
        self._showing = False
        self._was_painted = False
        self._above = 0
        self._heads = Heads(look, self)
        self._painter = RowPainter(rows, look)
        self._more = QPushButton(self.viewport())
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.hide()
        self._set_up()
        self.setModel(rows)
        self._heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._heads.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self._heads.sectionResized.connect(self._lay)
        self._heads.sectionClicked.connect(self._click_head)
        self._more.clicked.connect(self.scrollToTop)
        self.activated.connect(lambda *_: self.entered.emit())
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.dress()

    def _set_up(self) -> None:
        self.setHorizontalHeader(self._heads)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)

    def open(self, order: array[int], lines: Iterable[Line], current: int | None, sort: Sort) -> None:
        """Show another view, at its current row."""
        self._showing = True
        self._was_painted = False
        self.rows.replace(order, lines)
        self._heads.show_sort(sort)
        self._tell_above(0)
        self.scrollToTop()
        self._go(current)
        self._showing = False

    def seek(self, text: str) -> None:
        """Underline the words of a search in the rows; "" none."""
        self._painter.seek(text)

    def follow(self, order: array[int], current: int | None) -> None:
        """Show the same view in its present order: the row looked at stays where it is."""
        before, looked_at, offset = self.current(), self._looked_at(), 0
        if looked_at is not None:
            offset = self.rowViewportPosition(self.rows.row_of(looked_at))
        self._showing = True
        arrived = self.rows.become(order, looked_at)
        self.updateGeometries()
        row = self.rows.row_of(looked_at)
        if row >= 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(row) - offset)
        first = self.rowAt(0)
        self._tell_above(self._above + sum(row < first for row in arrived))
        if self.current() != current or before != current:
            self._go(current)
        self._showing = False

    def go(self, current: int | None) -> None:
        """Make a row the current one without telling anybody."""
        if self.current() != current:
            self._showing = True
            self._go(current)
            self._showing = False

    def current(self) -> int | None:
        """The number of the current row."""
        index = self.currentIndex()
        return self.rows.order[index.row()] if index.isValid() else None

    def step(self, rows: int) -> None:
        """Go so many rows down; up when negative."""
        last = self.rows.rowCount() - 1
        if last >= 0:
            row = self.currentIndex().row()
            self.setCurrentIndex(self.rows.index(min(max(row + rows, 0), last), Column.TITLE))

    def tick(self) -> None:
        """Time has passed: paint the cells again whose clocks say something else."""
        left, width = self._heads.sectionViewportPosition(Column.DUE), self._heads.sectionSize(Column.DUE)
        for n in self._painter.turned():
            self.viewport().update(left, self.rowViewportPosition(self.rows.row_of(n)), width, self._look.row)

    def moveCursor(self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Qt: Home and End go to the first and last row; cells of a row are one."""
        ends = {QTableView.CursorAction.MoveHome: 0, QTableView.CursorAction.MoveEnd: self.rows.rowCount() - 1}
        if action in ends:
            return self.rows.index(ends[action], Column.TITLE)
        if action in (QTableView.CursorAction.MoveLeft, QTableView.CursorAction.MoveRight):
            return self.currentIndex()
        return super().moveCursor(action, modifiers)

    def dress(self) -> None:
        """Take the look and words in use now."""
        self._painter.refresh()
        self._heads.dress()
        self.verticalHeader().setDefaultSectionSize(self._look.row)
        self.verticalScrollBar().setSingleStep(self._look.row)
        self._size_columns()
        self._tell_above(self._above)
        self._lay()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt: the current cell is another one."""
        super().currentChanged(current, previous)
        if not self._showing and current.isValid() and current.row() != previous.row():
            self.chosen.emit(self.rows.order[current.row()])

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of actions; a search through all rows would fetch every line."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: paint whole rows; asking a delegate for each cell would cost five times as much."""
        first, height = self.rowAt(0), self._look.row
        painter = QPainter(self.viewport())
        if first < 0:
            self._painter.paint_rest(painter, event.rect())
            return
        width, top = self.viewport().width(), self.rowViewportPosition(first)
        last = min(first + (self.viewport().height() - top - 1) // height, self.rows.rowCount() - 1)
        self.rows.see(first, last)
        self._painter.lay(self._spans())
        self._painter.current = self.currentIndex().row()
        for row in range(first, last + 1):
            area = QRect(0, top + (row - first) * height, width, height)
            if event.region().intersects(area):
                self._painter.paint(painter, area, row)
        end = top + (last + 1 - first) * height
        self._painter.paint_rest(painter, event.rect().adjusted(0, max(0, end - event.rect().top()), 0, 0))
        painter.end()
        self._painter.keep(self.rows.order[first : last + 1])
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another size."""
        super().resizeEvent(event)
        self.rows.room = self.viewport().height() // self._look.row + 2
        self._size_columns()
        self._lay()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard is here; the current row shows it."""
        super().focusInEvent(event)
        self._show_keyboard()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._show_keyboard()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: light the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: the pointer is gone."""
        super().leaveEvent(event)
        self._hover(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: a menu by button or key; a key opens it beside the current row."""
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        if self.currentIndex().isValid():
            self.menu_wanted.emit(place)

    def _go(self, n: int | None) -> None:
        row = self.rows.row_of(n)
        if row < 0:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
            return
        index = self.rows.index(row, Column.TITLE)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _looked_at(self) -> int | None:
        """The number of the row that must not move: the current one where it is seen, else the topmost."""
        index, height = self.currentIndex(), self.viewport().height()
        if index.isValid() and 0 <= self.rowViewportPosition(index.row()) < height:
            return self.rows.order[index.row()]
        first = self.rowAt(0)
        return self.rows.order[first] if first >= 0 else None

    def _size_columns(self) -> None:
        """Give fixed columns their width; where the title would get too little, names and times make room."""
        width = self.viewport().width()
        sizes = {
            column: max(least, min(round(width * NAMES.get(column, 0)), 170), self._painter.least_width(column))
            for column, least in WIDTHS.items()
        }
        if width < NARROW:
            sizes[Column.DUE] = self._painter.least_width(Column.DUE, terse=True)
        rest = width - sum(sizes.values())
        for column in YIELDING:
            yields = rest < TITLE_LEAST
            self._heads.setSectionHidden(column, yields)
            rest += sizes[column] if yields else 0
        for column, size in sizes.items():
            if not self._heads.isSectionHidden(column):
                self._heads.resizeSection(column, size)

    def _spans(self) -> dict[Column, tuple[int, int]]:
        """Left edge and width of each column shown, read when it is painted: heads move without telling of each."""
        heads = self._heads
        return {
            column: (heads.sectionViewportPosition(column), heads.sectionSize(column))
            for column in Column
            if not heads.isSectionHidden(column)
        }

    def _lay(self) -> None:
        self._more.move((self.viewport().width() - self._more.width()) // 2, 4)
        self.viewport().update()

    def _click_head(self, section: int) -> None:
        wanted = SORTS[Column(section)]
        again = wanted == self._heads.sort
        self.sort_wanted.emit(Sort(wanted.key, not wanted.descending) if again else wanted)

    def _show_keyboard(self) -> None:
        self._painter.focused = self.hasFocus()
        self.viewport().update()

    def _hover(self, row: int) -> None:
        before, self._painter.hovered = self._painter.hovered, row
        for one in {before, row} - {-1} if before != row else ():
            self.viewport().update(0, self.rowViewportPosition(one), self.viewport().width(), self._look.row)

    def _scrolled(self, value: int) -> None:
        if value == 0:
            self._tell_above(0)

    def _tell_above(self, count: int) -> None:
        self._above = count
        self._more.setText(self.tr("%n new above", "", count))
        self._more.adjustSize()
        self._more.move((self.viewport().width() - self._more.width()) // 2, 4)
        self._more.setVisible(count > 0)
