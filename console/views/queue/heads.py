"""The heads of the table's columns: what each holds, and by which the rows are sorted.

Promise: a click on a head sorts by its column, a second one turns the order; another view under the same heads costs
eight images.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHeaderView, QWidget

from console.services.tickets.filters import Sort, SortKey
from console.views.delegates import FIRST_MARGIN, LAST_MARGIN, MARGIN
from console.views.queue.parts import own_viewport
from console.views.rows import Column
from console.views.theme import HEADER, Look, pen

SORTS = {
    Column.DUE: Sort(SortKey.DUE, descending=False),
    Column.PRIORITY: Sort(SortKey.PRIORITY, descending=False),
    Column.NUMBER: Sort(SortKey.NUMBER),
    Column.TITLE: Sort(SortKey.TITLE, descending=False),
    Column.REQUESTER: Sort(SortKey.REQUESTER, descending=False),
    Column.ASSIGNEE: Sort(SortKey.ASSIGNEE, descending=False),
    Column.STATUS: Sort(SortKey.STATUS, descending=False),
    Column.UPDATED: Sort(SortKey.UPDATED),
}
"""How the first click on a column's head sorts."""
SHOWN_AT = {SortKey.CREATED: SortKey.NUMBER}
"""Orders that have no column of their own: numbers are given in the order of creation."""
ARROW = 12
MOST_KEPT = 32
"""Heads whose pixels are kept."""


class Heads(QHeaderView):
    """The heads of the columns; the sorted one says so by ink and arrow."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        own_viewport(self)
        self.viewport().setMouseTracking(True)
        self._look = look
        self.sort = Sort()
        self._kept: dict[tuple[object, ...], QPixmap] = {}
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(20)
        self.setFixedHeight(HEADER)

    def show_sort(self, sort: Sort) -> None:
        """Mark the sorted column."""
        if sort != self.sort:
            self.sort = sort
            self.viewport().update()

    def dress(self) -> None:
        """Take the look and words in use now."""
        self._kept.clear()
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Qt: paint one head, from its pixels where it was painted before: another view has the same."""
        scale = self.devicePixelRatioF()
        if scale != int(scale):  # between whole pixels an image would blur
            self._paint(painter, rect, section)
            return
        key = (section, rect.width(), scale, self.sort if self._is_sorted(section) else None)
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            made = self._kept[key] = QPixmap(rect.size() * scale)
            made.setDevicePixelRatio(scale)
            inner = QPainter(made)
            self._paint(inner, QRect(QPoint(), rect.size()), section)
            inner.end()
        painter.drawPixmap(rect.topLeft(), self._kept[key])

    def _is_sorted(self, section: int) -> bool:
        return SORTS[Column(section)].key is SHOWN_AT.get(self.sort.key, self.sort.key)

    def _paint(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, column = self._look.theme, Column(section)
        painter.fillRect(rect, theme.bg.surface)
        painter.setPen(pen(theme.line.hair))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        is_sorted = self._is_sorted(section)
        painter.setPen(pen(theme.text.primary if is_sorted else theme.text.tertiary))
        painter.setFont(self._look.fonts.micro)
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        room = rect.adjusted(FIRST_MARGIN if column is Column.DUE else MARGIN, 0, 0, -1)
        if column is Column.UPDATED:
            room.adjust(0, 0, -LAST_MARGIN, 0)
        sides = Qt.AlignmentFlag.AlignRight if column is Column.UPDATED else Qt.AlignmentFlag.AlignLeft
        said = painter.drawText(room, sides | Qt.AlignmentFlag.AlignVCenter, text)
        if is_sorted:
            arrow = self._look.pixmap(
                "down" if self.sort.descending else "up",
                theme.text.primary,
                theme.bg.surface,
                ARROW,
                self.devicePixelRatio(),
            )
            left = said.left() - ARROW - 2 if column is Column.UPDATED else said.right() + 3
            painter.drawPixmap(left, rect.top() + (rect.height() - ARROW) // 2, arrow)
