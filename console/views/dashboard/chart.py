"""A card with a chart: title, legend, marks that can be pointed at, gone through by keys and opened, a table behind it.

Promise: whatever is drawn can be read as words too: in the tooltip, by a screen reader, in the table.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QToolTip, QWidget

from console.models.kinds import Locale
from console.services.statistics.board import Board, Mark
from console.views.hatch import hatch
from console.views.theme import Look, brush, pen

EDGE, HEAD, LOWER = 12, 34, 17
"""Margin of the card, height of its title, and how far below it a legend without room stands."""
Cell = str | int | float | None


class Key(NamedTuple):
    """An entry of the legend; its series is shown and hidden by a click."""

    id: str
    text: str
    ink: QColor
    shape: str
    """line, dash, square, hatch, empty, tick, ring, dot or play."""


class Spot(NamedTuple):
    """A mark as it was drawn."""

    box: QRectF
    words: str
    mark: Mark | None = None


class Table(NamedTuple):
    """What a chart shows, as words and numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Chart(QWidget):
    """The card; subclasses say what is in it."""

    picked = Signal(object)
    """A `Mark` whose tickets are wanted."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.board: Board | None = None
        self.locale_of_words = Locale.EN
        self.spot: Spot | None = None
        """Pointed at, or gone to by key."""
        self._spots: list[Spot] = []
        self._hidden: set[str] = set()
        self._keys: list[tuple[QRectF, str]] = []
        self._is_low = False
        self._table: QTableWidget | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(QSize(220, 190))

    def show_board(self, board: Board | None, locale: Locale) -> None:
        """Draw these figures."""
        self.board, self.locale_of_words = board, locale
        self.spot = None
        self.setAccessibleName(self.title())
        if self._table is not None:
            self._fill(self._table)
        self.update()

    def title(self) -> str:
        """What it shows."""
        return ""

    def note(self) -> str:
        """Said behind the title in grey."""
        return ""

    def legend(self) -> tuple[Key, ...]:
        """Its series."""
        return ()

    def plot(self, painter: QPainter, box: QRectF, board: Board) -> list[Spot]:
        """Draw the figures into `box`; the marks that were drawn."""
        del painter, box, board
        return []

    def table(self) -> Table:
        """The figures as rows."""
        return Table((), ())

    def shows(self, key: str) -> bool:
        """Whether a series has not been hidden."""
        return key not in self._hidden

    def spots(self) -> list[Spot]:
        """The marks that were drawn last."""
        return self._spots

    def toggle_table(self) -> None:
        """Show the rows instead of the drawing, or the drawing again."""
        if self._table is None:
            self._table = QTableWidget(self)
            self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
            self._table.verticalHeader().hide()
            self._fill(self._table)
            self._table.setGeometry(self._body().toRect())
        self._table.setVisible(self._table.isHidden())
        (self._table if self._table.isVisible() else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def paint(self, painter: QPainter) -> None:
        """Draw the whole card; also into a file."""
        theme, fonts = self.look.theme, self.look.fonts
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setPen(pen(theme.line.hair, 1))
        painter.setBrush(brush(theme.bg.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x = EDGE + self.words(painter, EDGE, 22, self.title(), fonts.body_semibold, theme.text.primary) + 10
        left = self._paint_legend(painter)
        if x + self.width_of(self.note(), fonts.small) < left or self._is_low:
            self.words(painter, x, 22, self.note(), fonts.small, theme.text.tertiary)
        self._spots = self.plot(painter, self._body(), self.board) if self.board is not None else []
        if self.board is None:
            reading = QCoreApplication.translate("Chart", "Reading the tickets…")
            self.words(painter, EDGE, HEAD + 26, reading, fonts.small, theme.text.tertiary)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen(theme.line.focus, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def words(self, painter: QPainter, x: float, y: float, text: str, font: QFont, ink: QColor) -> float:
        """Write from (x, y) on, on that baseline; the width taken."""
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QPointF(x, y), text)
        return self.width_of(text, font)

    def words_before(self, painter: QPainter, x: float, y: float, text: str, font: QFont, ink: QColor) -> None:
        """Write so that it ends at x."""
        self.words(painter, x - self.width_of(text, font), y, text, font, ink)

    @staticmethod
    def width_of(text: str, font: QFont) -> float:
        """Logical pixels."""
        return QFontMetricsF(font).horizontalAdvance(text)

    def fit(self, text: str, font: QFont, width: float) -> str:
        """The text, its end left out where it is wider."""
        return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)

    def is_at(self, spot: Spot) -> bool:
        """Whether the mark is pointed at."""
        return self.spot is not None and self.spot.words == spot.words and self.spot.mark == spot.mark

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        del event
        painter = QPainter(self)
        self.paint(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The table keeps to the body."""
        super().resizeEvent(event)
        if self._table is not None:
            self._table.setGeometry(self._body().toRect())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is pointed at."""
        self._go(self._under(event.position()))
        if self.spot is not None:
            QToolTip.showText(event.globalPosition().toPoint(), f"<qt>{escape(self.spot.words)}</qt>", self)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if self._opens(event.position()) else Qt.CursorShape.ArrowCursor
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open what is pointed at; show and hide a series."""
        for box, key in self._keys:
            if box.contains(event.position()):
                self._hidden ^= {key}
                self.update()
                return
        found = self._under(event.position())
        if found is not None and found.mark is not None:
            self.picked.emit(found.mark)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        self._go(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go through the marks, Enter opens one, T shows the table."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps and self._spots:
            at = next(
                (place for place, spot in enumerate(self._spots) if self.is_at(spot)), -1 if steps[key] > 0 else 0
            )
            self._go(self._spots[(at + steps[key]) % len(self._spots)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.spot is not None and self.spot.mark is not None:
            self.picked.emit(self.spot.mark)
        elif key == Qt.Key.Key_T:
            self.toggle_table()
        else:
            super().keyPressEvent(event)

    def _go(self, spot: Spot | None) -> None:
        if spot != self.spot:
            self.spot = spot
            self.setAccessibleDescription("" if spot is None else spot.words)
            self.update()

    def _under(self, point: QPointF) -> Spot | None:
        return next((spot for spot in reversed(self._spots) if spot.box.contains(point)), None)

    def _opens(self, point: QPointF) -> bool:
        found = self._under(point)
        return any(box.contains(point) for box, _ in self._keys) or (found is not None and found.mark is not None)

    def _body(self) -> QRectF:
        return QRectF(self.rect()).adjusted(EDGE, HEAD + (LOWER if self._is_low else 0), -EDGE, -8)

    def _paint_legend(self, painter: QPainter) -> float:
        """Draw the legend from the right end, below the title where both have no room; where it begins."""
        theme, font = self.look.theme, self.look.fonts.small
        x = self.width() - EDGE + 14.0
        taken = sum(34 + self.width_of(key.text, font) for key in self.legend())
        title = EDGE + self.width_of(self.title(), self.look.fonts.body_semibold)
        self._is_low = title + taken > self.width() - EDGE
        y = LOWER if self._is_low else 0
        self._keys = []
        for key in reversed(self.legend()):
            width = 20 + self.width_of(key.text, font)
            x -= width + 14
            shown = self.shows(key.id)
            ink = key.ink if shown else theme.text.disabled
            self._swatch(painter, QRectF(x, y + 12, 14, 12), ink, key.shape)
            words = theme.text.secondary if shown else theme.text.disabled
            self.words(painter, x + 20, y + 22, key.text, font, words)
            self._keys.append((QRectF(x - 4, y + 8, width + 8, 20), key.id))
        return x - 8

    def _swatch(self, painter: QPainter, box: QRectF, ink: QColor, shape: str) -> None:
        middle, y = box.center().x(), box.center().y()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(ink, 2 if shape in ("line", "dash", "tick") else 1.4))
        if shape == "line":
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        elif shape == "dash":
            for at in (1, 6, 11):
                painter.drawLine(QPointF(box.left() + at, y), QPointF(box.left() + at + 1.5, y))
        elif shape == "tick":
            painter.drawLine(QPointF(middle, box.top()), QPointF(middle, box.bottom()))
        elif shape in ("ring", "dot"):
            painter.setBrush(brush(ink) if shape == "dot" else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(middle, y), 3.5, 3.5)
        else:
            square = QRectF(middle - 4, y - 4, 8, 8)
            if shape == "square":
                painter.fillRect(square, ink)
            elif shape == "hatch":
                hatch(painter, square, ink)
            else:
                painter.drawRect(square)

    def _fill(self, table: QTableWidget) -> None:
        heads, rows = self.table()
        table.setColumnCount(len(heads))
        table.setRowCount(len(rows))
        table.setHorizontalHeaderLabels(list(heads))
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                item = QTableWidgetItem("–" if cell is None else str(cell))
                if not isinstance(cell, str):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                table.setItem(row, column, item)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.setAccessibleName(self.title())
