"""Everything that happened to a ticket, oldest first, each a sentence with its time.

Promise: sentences come whole, on as many lines as they need.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from console import words
from console.services.tickets.whole import EventRow
from console.views.queue.manner import Manner
from console.views.queue.messages import event_icon
from console.views.theme import Look, pen
from console.views.times import exact

LEFT, TEXT_LEFT, RIGHT, TOP, GAP = 16, 38, 14, 6, 1
FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class HistoryModel(QAbstractListModel):
    """Events and their sentences."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._events: tuple[EventRow, ...] = ()
        self._manner: Manner | None = None

    def show(self, events: Sequence[EventRow], manner: Manner) -> None:
        """Show these; events are only ever added, so more of the same are appended."""
        before, self._manner, same = self._events, manner, manner == self._manner
        fresh = tuple(events)
        if same and fresh[: len(before)] == before:
            if len(fresh) > len(before):
                self.beginInsertRows(_NOWHERE, len(before), len(fresh) - 1)
                self._events = fresh
                self.endInsertRows()
            return
        self.beginResetModel()
        self._events = fresh
        self.endResetModel()

    def sentence(self, row: int) -> str:
        """What happened."""
        event = self._events[row]
        if self._manner is None:
            return ""
        return words.event(event.kind, event.before, event.after, event.reason, event.author, self._manner.locale)

    def time(self, row: int) -> str:
        """When."""
        manner = self._manner
        return "" if manner is None else exact(self._events[row].happened, manner.today, manner.locale)

    def icon(self, row: int) -> str:
        """Its icon."""
        return event_icon(self._events[row].kind, self._events[row].after)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: how many."""
        return 0 if parent.isValid() else len(self._events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the words, for assistive technology and copying."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.time(index.row())}  {self.sentence(index.row())}"
        return None


class History(QListView):
    """The list."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.events = HistoryModel(self)
        self.setModel(self.events)
        self.setItemDelegate(_Rows(look, self.events, self))
        self.setProperty("kind", "panel")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of actions."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width makes other heights."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Rows(QStyledItemDelegate):
    """Paints an event: icon, sentence, and below it the time."""

    def __init__(self, look: Look, model: HistoryModel, parent: QListView) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: as high as its sentence."""
        width = self._list.viewport().width()
        room = QRect(0, 0, width - TEXT_LEFT - RIGHT, 10_000)
        metrics = QFontMetrics(self._look.fonts.small)
        height = metrics.boundingRect(room, FLAGS, self._model.sentence(index.row())).height()
        return QSize(width, TOP + height + GAP + QFontMetrics(self._look.fonts.micro).height() + TOP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paint one."""
        theme, fonts, area, row = self._look.theme, self._look.fonts, option.rect, index.row()
        painter.save()
        ground = theme.bg.panel
        if option.state & QStyle.StateFlag.State_Selected and self._list.hasFocus():
            ground = theme.bg.selected
            painter.fillRect(area, ground)
        scale = painter.device().devicePixelRatio()
        mark = self._look.pixmap(self._model.icon(row), theme.text.tertiary, ground, 14, scale)
        painter.drawPixmap(area.left() + LEFT, area.top() + TOP + 1, mark)
        painter.setFont(fonts.small)
        painter.setPen(pen(theme.text.primary))
        painter.drawText(area.adjusted(TEXT_LEFT, TOP, -RIGHT, 0), FLAGS, self._model.sentence(row))
        painter.setFont(fonts.micro)
        painter.setPen(pen(theme.text.tertiary))
        painter.drawText(QPointF(area.left() + TEXT_LEFT, area.bottom() - TOP - 1), self._model.time(row))
        painter.restore()
