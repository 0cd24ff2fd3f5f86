"""The views at the left: icon, name and live count, reached by keyboard.

Promise: the current view is told by ground and weight together; a count that is not known yet is blank, never wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from console.models.values import dataclass
from console.services.tickets.views import BuiltIn, View
from console.views.labels import label
from console.views.queue.parts import own_viewport
from console.views.queue.titles import shelf_title, view_icon, view_title
from console.views.theme import COLUMN_HEAD, Look, brush, pen

ROW, HEADING = 28, 29
INSET, PAD, GAP = 8, 8, 8
BASELINE = 18.5
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a view, or the heading above some."""

    text: str
    view: View | None = None
    count: int | None = None


class ViewsModel(QAbstractListModel):
    """Views under their headings."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these; counts that changed repaint their row alone."""
        same = [(one.text, one.view) for one in entries] == [(one.text, one.view) for one in self._entries]
        if not same:
            self.beginResetModel()
            self._entries = list(entries)
            self.endResetModel()
            return
        before, self._entries = self._entries, list(entries)
        for row, (old, new) in enumerate(zip(before, entries, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def at(self, row: int) -> Entry:
        """The entry of a row."""
        return self._entries[row]

    def row_of(self, view: View) -> int:
        """The row of a view; -1 when it is not among them."""
        return next((row for row, entry in enumerate(self._entries) if entry.view and entry.view.id == view.id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the words, for assistive technology."""
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole and entry.count is not None:
            return f"{entry.text}, {entry.count}"
        return entry.text if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: headings cannot be chosen."""
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usable if self._entries[index.row()].view else Qt.ItemFlag.NoItemFlags


class ViewsList(QListView):
    """The list itself."""

    menu_wanted = Signal(object, object)
    """A view, and the place of the screen where its menu is wanted."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        own_viewport(self)
        self.views = ViewsModel(self)
        self.setModel(self.views)
        self.setItemDelegate(_Rows(look, self.views, self))
        self.setProperty("kind", "panel")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hovered = -1
        """The row under the pointer; a style option would tell, and cost 7 ms of the start."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: light the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: the pointer is gone."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of actions."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu of a view."""
        index = self.indexAt(event.pos())
        if index.isValid() and self.views.at(index.row()).view:
            self.menu_wanted.emit(self.views.at(index.row()).view, event.globalPos())


class ViewsPanel(QFrame):
    """Heading, a button for a new ticket, and the views."""

    chosen = Signal(object)
    """A `View`."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._showing = False
        self._shown: tuple[Sequence[View], Mapping[str, int]] | None = None
        """The views and counts that were shown last; None: their words are others now."""
        self.setProperty("kind", "panel")
        self._title = label(self, "title")
        self.new_ticket = QToolButton(self)
        self.new_ticket.setFixedSize(28, 28)
        self.list = ViewsList(look, self)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self.new_ticket)
        heading = QFrame(self)
        heading.setFixedHeight(COLUMN_HEAD - 1)
        heading.setLayout(head)
        line = QFrame(self)
        line.setProperty("kind", "hair")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (heading, line, self.list):
            column.addWidget(widget)
        self.setFocusProxy(self.list)
        self.list.selectionModel().currentChanged.connect(self._gone)
        self.dress()

    def show_views(self, views: Sequence[View], current: View | None, counts: Mapping[str, int]) -> None:
        """Show the views with their counts; none is current while all tickets are searched."""
        self._showing = True
        if self._shown is None or self._shown[0] is not views or self._shown[1] is not counts:
            self._shown = views, counts
            self.list.views.show(_entries(views, counts))
        row = -1 if current is None else self.list.views.row_of(current)
        before = self.list.currentIndex()
        if row != before.row():
            index = self.list.views.index(row)
            self.list.setCurrentIndex(index)
            for one in (before, index):
                self.list.update(one)
        self._showing = False

    def dress(self) -> None:
        """Take the look in use."""
        self.new_ticket.setIcon(self._look.theme.icon("plus"))
        self.list.viewport().update()

    def retranslate(self, create: str) -> None:
        """Take the words of the present language; `create` names the button."""
        self._shown = None
        self._title.setText(self.tr("Queue"))
        self.new_ticket.setToolTip(create)
        self.new_ticket.setAccessibleName(create)
        self.list.setAccessibleName(self.tr("Views"))

    def _gone(self, current: QModelIndex) -> None:
        view = self.list.views.at(current.row()).view if current.isValid() else None
        if view is not None and not self._showing:
            self.chosen.emit(view)


def _entries(views: Sequence[View], counts: Mapping[str, int]) -> list[Entry]:
    made: list[Entry] = []
    for shelf in dict.fromkeys(view.shelf for view in views):
        made.append(Entry(shelf_title(shelf)))
        made += [Entry(view_title(view), view, counts.get(view.id)) for view in views if view.shelf is shelf]
    return made


class _Rows(QStyledItemDelegate):
    """Paints a view or a heading."""

    def __init__(self, look: Look, model: ViewsModel, parent: ViewsList) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: rows and headings have fixed heights."""
        return QSize(60, ROW if self._model.at(index.row()).view else HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paint one row."""
        entry, area = self._model.at(index.row()), option.rect
        painter.save()
        if entry.view is None:
            painter.setFont(self._look.fonts.micro)
            painter.setPen(pen(self._look.theme.text.tertiary))
            painter.drawText(QPointF(area.left() + INSET + PAD, area.bottom() - 7), entry.text)
        else:
            current, hovered = index == self._list.currentIndex(), index.row() == self._list.hovered
            self._paint_view(painter, area.adjusted(INSET, 0, -INSET, 0), entry, current=current, hovered=hovered)
        painter.restore()

    def _paint_view(self, painter: QPainter, area: QRect, entry: Entry, *, current: bool, hovered: bool) -> None:
        theme, fonts = self._look.theme, self._look.fonts
        ground = theme.bg.panel
        if current or hovered:
            focused = self._list.hasFocus()
            ground = theme.bg.selected if current else theme.bg.hover
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen(theme.line.focus, 1) if current and focused else Qt.PenStyle.NoPen)
            painter.setBrush(brush(ground))
            painter.drawRoundedRect(area.adjusted(0, 0, -1, -1), 5, 5)
        ink = theme.text.primary if current else theme.text.secondary
        left, right, base = area.left() + PAD, area.right() - PAD, area.top() + BASELINE
        scale = painter.device().devicePixelRatio()
        mark = self._look.pixmap(view_icon(entry.view), ink, ground, 16, scale) if entry.view else None
        if mark is not None:
            painter.drawPixmap(left, area.top() + 6, mark)
        count = "" if entry.count is None else f"{entry.count:,}"
        warns = entry.view is not None and entry.view.built_in is BuiltIn.AT_RISK and bool(entry.count)
        font = fonts.small_semibold if current or warns else fonts.small
        width = QFontMetrics(font).horizontalAdvance(count)
        painter.setFont(font)
        plain = theme.text.primary if current else theme.text.tertiary
        painter.setPen(pen(theme.sla["breach"].text if warns else plain))
        painter.drawText(QPointF(right - width, base), count)
        left += 16 + GAP
        font = fonts.body_semibold if current else fonts.body
        room = right - width - GAP - left
        painter.setFont(font)
        painter.setPen(pen(ink))
        painter.drawText(
            QPointF(left, base), QFontMetrics(font).elidedText(entry.text, Qt.TextElideMode.ElideRight, room)
        )
