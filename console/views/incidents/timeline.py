"""The timeline of an incident: one field to capture, and what happened, the newest first.

Promise: rows come and go by minimal edits, and never move what a person reads; an entry's text is shown as it was
written, a corrected one is told apart by a word, not by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent, QStaticText, QTextOption
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from console import words
from console.models.incident_kinds import EntryKind
from console.models.kinds import Locale
from console.services.incidents.room import Shown
from console.services.incidents.telling import told
from console.views.theme import Look, brush, pen
from console.views.times import short_date

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
TIME, BODY, RIGHT = 16, 96, 16
"""Where the time and the text begin, and what stays free at the right."""
ABOVE, BELOW = 26, 10
"""Pixels of an entry above and below its text."""
MOST_TEXTS = 4000
"""Texts that are kept laid out."""
LONGEST = 2000
"""Characters of an entry that are shown."""
LATE = 60
"""Seconds after which it is told when something was recorded."""
ICONS = {
    EntryKind.DECLARED: "warroom",
    EntryKind.NOTE: "eye",
    EntryKind.UPDATE: "send",
    EntryKind.STATUS: "arrow",
    EntryKind.SEVERITY: "alert",
    EntryKind.CATEGORY: "filter",
    EntryKind.ROLE: "person-check",
    EntryKind.TASK: "checkcircle",
    EntryKind.DECISION: "flag",
    EntryKind.TICKET: "queue",
    EntryKind.ALERT: "bell",
    EntryKind.COMMUNICATION: "send",
    EntryKind.STEP: "terminal",
    EntryKind.CORRECTION: "pencil",
    EntryKind.REVIEW: "doc",
}


class Entries(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.locale = Locale.EN
        self.today = date.min
        self.titles: dict[str, str] = {}
        self._rows: tuple[Shown, ...] = ()

    def at(self, row: int) -> Shown:
        """The entry of a row."""
        return self._rows[row]

    def text(self, row: int) -> str:
        """What it says."""
        entry = self._rows[row].entry
        said = told(entry.kind, entry.text, self.locale, self.titles)
        return said if len(said) <= LONGEST else said[:LONGEST] + "…"

    def row_of(self, key: str | None) -> int:
        """The row of an entry; -1 when it is not among them."""
        return next((row for row, one in enumerate(self._rows) if key and one.entry.id == key), -1)

    def show(self, rows: Sequence[Shown]) -> None:
        """Show these; what is the same at both ends stays."""
        old, new = self._rows, tuple(rows)
        if old == new:
            return
        keys, wanted = [one.entry.id for one in old], [one.entry.id for one in new]
        head = 0
        while head < min(len(keys), len(wanted)) and keys[head] == wanted[head]:
            head += 1
        tail = 0
        while tail < min(len(keys), len(wanted)) - head and keys[-1 - tail] == wanted[-1 - tail]:
            tail += 1
        if len(keys) > head + tail:
            self.beginRemoveRows(QModelIndex(), head, len(keys) - tail - 1)
            self._rows = old[:head] + old[len(old) - tail :]
            self.endRemoveRows()
        if len(wanted) > head + tail:
            self.beginInsertRows(QModelIndex(), head, len(wanted) - tail - 1)
            self._rows = new
            self.endInsertRows()
        self._rows = new
        if head or tail:
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the words, for assistive technology."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            entry = self._rows[index.row()].entry
            wall = f"{entry.event_at.astimezone():%H:%M}"
            return f"{wall} {words.word(entry.kind, self.locale)}, {entry.author}: {self.text(index.row())}"
        return None


class TimelineList(QListView):
    """The list."""

    chosen = Signal(str)
    """The id of the entry that became current."""
    end_near = Signal()
    """The last rows are in sight."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries = Entries(self)
        self._look = look
        self._showing = False
        self._drawn = DrawnEntries(look, self)
        self.setModel(self.entries)
        self.setItemDelegate(self._drawn)
        self.setProperty("kind", "surface")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._gone)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def speak(self, locale: Locale, today: date, titles: dict[str, str]) -> None:
        """Tell entries in a language, and steps by their titles; other words may take more lines or fewer."""
        entries = self.entries
        if (locale, titles) != (entries.locale, entries.titles):
            self.scheduleDelayedItemsLayout()
        entries.locale, entries.today, entries.titles = locale, today, titles

    def show_entries(self, rows: Sequence[Shown], current: str | None) -> None:
        """Show these entries; what a person reads further down stays where it is."""
        self._showing = True
        bar = self.verticalScrollBar()
        top = self.indexAt(self.viewport().rect().topLeft() + self._inside())
        key = self.entries.at(top.row()).entry.id if bar.value() > 0 and top.isValid() else None
        offset = self.visualRect(top).top() if key else 0
        self.entries.show(rows)
        row = self.entries.row_of(current)
        if row != self.currentIndex().row():
            held = bar.value()
            self.setCurrentIndex(self.entries.index(row))
            bar.setValue(held)
        if (at := self.entries.row_of(key)) >= 0:
            bar.setValue(bar.value() + self.visualRect(self.entries.index(at)).top() - offset)
        self._showing = False
        self.viewport().update()

    @staticmethod
    def _inside() -> QPoint:
        return QPoint(TIME, 1)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of actions."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: texts wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _gone(self, index: QModelIndex) -> None:
        if not self._showing and index.isValid():
            self.chosen.emit(self.entries.at(index.row()).entry.id)

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if not self._showing and value > 0 and value >= bar.maximum() - bar.pageStep():
            self.end_near.emit()


class DrawnEntries(QStyledItemDelegate):
    """Paints an entry in one go."""

    def __init__(self, look: Look, view: TimelineList) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._texts: dict[tuple[str, int], QStaticText] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: as high as its text."""
        width = self._view.viewport().width() - BODY - RIGHT
        text = self._wrapped(self._view.entries.text(index.row()), max(40, width))
        return QSize(0, ABOVE + ceil(text.size().height()) + BELOW)

    def _wrapped(self, text: str, width: int) -> QStaticText:
        """The text laid out, at words where it can be; kept, for it is asked for at every paint."""
        known = self._texts.get((text, width))
        if known is None:
            if len(self._texts) > MOST_TEXTS:
                self._texts.clear()
            known = QStaticText(text)
            known.setTextFormat(Qt.TextFormat.PlainText)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            known.setTextOption(option)
            known.setTextWidth(width)
            known.prepare(font=self._look.fonts.body)
            self._texts[text, width] = known
        return known

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: ground, time, icon, who, what."""
        view, theme, fonts = self._view, self._look.theme, self._look.fonts
        shown, area = view.entries.at(index.row()), option.rect
        entry, is_current = shown.entry, index.row() == view.currentIndex().row()
        if is_current:
            focused = view.hasFocus()
            painter.fillRect(area, brush(theme.bg.selected if focused else theme.bg.selected_inactive))
        if is_current or entry.pinned:
            bar = theme.current_bar if is_current and view.hasFocus() else theme.line.control
            painter.fillRect(QRect(area.left(), area.top(), 2, area.height()), brush(bar))
        wall, base = entry.event_at.astimezone(), area.top() + 18.5
        painter.setFont(fonts.small)
        painter.setPen(pen(theme.text.secondary))
        painter.drawText(QPointF(area.left() + TIME, base), f"{wall:%H:%M}")
        if wall.date() != view.entries.today:
            painter.setFont(fonts.micro)
            painter.setPen(pen(theme.text.tertiary))
            painter.drawText(QPointF(area.left() + TIME, base + 17), short_date(wall.date(), view.entries.locale))
        ground = theme.bg.selected if is_current else theme.bg.surface
        scale = view.devicePixelRatioF()
        icon = self._look.pixmap(ICONS[entry.kind], theme.text.secondary, ground, 14, scale)
        painter.drawPixmap(area.left() + BODY - 24, area.top() + 7, icon)
        self._paint_meta(painter, shown, area)
        painter.setFont(fonts.body)
        painter.setPen(pen(theme.text.tertiary if shown.corrected else theme.text.primary))
        text = self._wrapped(view.entries.text(index.row()), max(40, area.width() - BODY - RIGHT))
        painter.drawStaticText(area.left() + BODY, area.top() + ABOVE, text)

    def _paint_meta(self, painter: QPainter, shown: Shown, area: QRect) -> None:
        theme, fonts, entry = self._look.theme, self._look.fonts, shown.entry
        locale = self._view.entries.locale
        x, base = float(area.left() + BODY), area.top() + 18.5
        kind = words.word(entry.kind, locale)
        painter.setFont(fonts.small_semibold)
        painter.setPen(pen(theme.text.secondary))
        painter.drawText(QPointF(x, base), kind)
        x += QFontMetrics(fonts.small_semibold).horizontalAdvance(kind) + 8
        right, scale = area.right() - RIGHT, self._view.devicePixelRatioF()
        for mark, is_there in (("pin", entry.pinned), ("up", shown.is_waiting)):
            if is_there:
                right -= 16
                icon = self._look.pixmap(mark, theme.text.tertiary, theme.bg.surface, 14, scale)
                painter.drawPixmap(right, area.top() + 7, icon)
        painter.setFont(fonts.small)
        painter.setPen(pen(theme.text.tertiary))
        said = QFontMetrics(fonts.small).elidedText(
            " · ".join(filter(None, (entry.author, *self._facts(shown)))),
            Qt.TextElideMode.ElideRight,
            max(0, int(right - x - 8)),
        )
        painter.drawText(QPointF(x, base), said)

    def _facts(self, shown: Shown) -> Sequence[str]:
        entry = shown.entry
        recorded = (entry.recorded_at - entry.event_at).total_seconds() >= LATE
        return (
            self.tr("recorded {time}").format(time=f"{entry.recorded_at.astimezone():%H:%M}") if recorded else "",
            self.tr("corrects {time}").format(time=f"{shown.of.astimezone():%H:%M}") if shown.of else "",
            self.tr("corrected later") if shown.corrected else "",
            entry.evidence or "",
        )
