"""A truth of the status line: a mark and its words, which lead to where more is said.

Promise: never colour alone; what cannot be pressed does not take the keyboard.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from console.views.theme import STATUS_LINE, Look, Theme, brush, pen

DOT, RING = "dot", "ring"
"""Marks that are no icons: there is an answer, there is none."""
_ICON, _GAP, PAD = 14, 6, 4
Ink = Callable[[Theme], QColor]


def secondary(theme: Theme) -> QColor:
    """The ink of what explains."""
    return theme.text.secondary


class StatusPart(QAbstractButton):
    """Mark and words."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._mark = ""
        self._mark_ink: Ink = secondary
        self._ink: Ink = secondary
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def rest(self) -> None:
        """Tell only: there is nothing to press."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, text: str, mark: str = "", mark_ink: Ink = secondary, ink: Ink = secondary) -> None:
        """Show these words behind this mark; gone when there are none."""
        self._mark, self._mark_ink, self._ink = mark, mark_ink, ink
        self.setVisible(bool(text))
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Mark, gap, words, and room for the ring around them."""
        words = QFontMetrics(self._look.fonts.small).horizontalAdvance(self.text())
        return QSize(self._before() + words + 2 * PAD, STATUS_LINE - 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark, words, ring."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_mark(painter, self._mark_ink(theme))
        painter.setFont(self._look.fonts.small)
        painter.setPen(theme.text.primary if self.underMouse() and self._ink is secondary else self._ink(theme))
        words = QRectF(PAD + self._before(), 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setPen(pen(theme.line.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_mark(self, painter: QPainter, ink: QColor) -> None:
        middle = self.height() / 2
        if self._mark == DOT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(brush(ink))
            painter.drawEllipse(QRectF(PAD, middle - 4, 8, 8))
        elif self._mark == RING:
            painter.setPen(pen(ink, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(PAD + 0.75, middle - 3.25, 6.5, 6.5))
        elif self._mark:
            ground = self._look.theme.bg.window
            icon = self._look.pixmap(self._mark, ink, ground, _ICON, self.devicePixelRatioF())
            painter.drawPixmap(PAD, round(middle) - _ICON // 2, icon)

    def _before(self) -> int:
        if not self._mark:
            return 0
        return (8 if self._mark in (DOT, RING) else _ICON) + _GAP
