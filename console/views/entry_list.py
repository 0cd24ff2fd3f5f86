"""A list of rows with an icon, a title, a line below and a note at the end: shelves, articles, incidents.

Promise: a row is painted in one go; the current one is told by ground, bar and weight; letters are keys
of actions.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from console.models.values import dataclass
from console.views.theme import Look, Theme, brush, pen

ONE_LINE, TWO_LINES = 28, 46
PAD, BAR, BAR_WIDTH = 16, 2, 108
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row."""

    key: str
    """"" for a heading."""
    text: str
    below: str = ""
    """The second line."""
    note: str = ""
    """At the right end."""
    icon: str = ""
    meaning: str = ""
    """Of icon and note: one of the theme's states of time or severities; "" for none."""
    part: float | None = None
    """How far the bar below the note has grown; None without one."""


class Entries(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these; where only words changed the rows stay."""
        before, self._entries = self._entries, tuple(entries)
        if [one.key for one in before] == [one.key for one in self._entries]:
            if before != self._entries and before:
                self.dataChanged.emit(self.index(0), self.index(len(before) - 1))
            return
        self.beginResetModel()
        self.endResetModel()

    def at(self, row: int) -> Entry:
        """The entry of a row."""
        return self._entries[row]

    def row_of(self, key: str | None) -> int:
        """The row of a key; -1 when it is not among them."""
        return next((row for row, entry in enumerate(self._entries) if key and entry.key == key), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the words, for assistive technology."""
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (entry.text, entry.below, entry.note)))
        return entry.text if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: headings cannot be chosen."""
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usable if self._entries[index.row()].key else Qt.ItemFlag.NoItemFlags


class EntryList(QListView):
    """The list."""

    chosen = Signal(str)
    """The key of the row that became current."""

    def __init__(self, look: Look, kind: str, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries = Entries(self)
        self._showing = False
        self.setModel(self.entries)
        self.setItemDelegate(_Rows(look, self, height))
        self.setProperty("kind", kind)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._gone)

    def show_entries(self, entries: Sequence[Entry], current: str | None) -> None:
        """Show these rows, that of the key `current` chosen."""
        self._showing = True
        self.entries.show(entries)
        row = self.entries.row_of(current)
        if row != self.currentIndex().row():
            self.setCurrentIndex(self.entries.index(row))
        self._showing = False
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of actions."""

    def _gone(self, index: QModelIndex) -> None:
        if not self._showing and index.isValid():
            self.chosen.emit(self.entries.at(index.row()).key)


class _Rows(QStyledItemDelegate):
    def __init__(self, look: Look, view: EntryList, height: int) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._height = height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: every row is as high."""
        return QSize(0, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: ground, bar, icon, words."""
        entry, area = self._view.entries.at(index.row()), self._view.visualRect(self._view.entries.index(index.row()))
        theme, fonts = self._look.theme, self._look.fonts
        is_current, focused = index.row() == self._view.currentIndex().row(), self._view.hasFocus()
        if is_current:
            painter.fillRect(area, brush(theme.bg.selected if focused else theme.bg.selected_inactive))
            bar = theme.current_bar if focused else theme.line.control
            painter.fillRect(QRect(area.left(), area.top(), BAR, area.height()), brush(bar))
        left, right, base = area.left() + PAD, area.right() - PAD, area.top() + 18.5
        if entry.icon:
            ground = theme.bg.selected if is_current else theme.bg.panel
            ink = _inks(theme, entry.meaning)[0]
            mark = self._look.pixmap(entry.icon, ink, ground, 14, self._view.devicePixelRatioF())
            painter.drawPixmap(left, area.top() + 7, mark)
            left += 22
        if entry.part is not None:
            track = QRect(right - BAR_WIDTH, area.top() + 28, BAR_WIDTH, 3)
            painter.fillRect(track, brush(theme.bg.track))
            track.setWidth(round(BAR_WIDTH * entry.part))
            painter.fillRect(track, brush(_inks(theme, entry.meaning)[0]))
        if entry.note:
            width = QFontMetrics(fonts.small).horizontalAdvance(entry.note)
            painter.setFont(fonts.small)
            painter.setPen(pen(_inks(theme, entry.meaning)[1]))
            painter.drawText(QPointF(right - width, base), entry.note)
            right -= width + 8
        font = fonts.body_semibold if is_current else fonts.small_semibold if not entry.key else fonts.body
        painter.setFont(font)
        painter.setPen(pen(theme.text.primary if entry.key else theme.text.secondary))
        painter.drawText(QPointF(left, base), _cut(QFontMetrics(font), entry.text, right - left))
        if entry.below:
            painter.setFont(fonts.small)
            painter.setPen(pen(theme.text.secondary))
            below = _cut(QFontMetrics(fonts.small), entry.below, area.right() - PAD - left)
            painter.drawText(QPointF(left, area.top() + 36.5), below)


def _inks(theme: Theme, meaning: str) -> tuple[QColor, QColor]:
    """Of the icon and of the note."""
    if meaning in theme.severity:
        return theme.severity[meaning].mark, theme.severity[meaning].text
    if meaning in theme.sla:
        return theme.sla[meaning].graphic, theme.sla[meaning].text
    return theme.text.secondary, theme.text.tertiary


def _cut(metrics: QFontMetrics, text: str, width: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))
