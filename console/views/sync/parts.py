"""Small widgets of the panels over a page: a line that is cut, and buttons that show their key.

Promise: whatever a label shows is plain text.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from console.views.theme import Look, pen

_CAP, _GAP, _EDGE = 16, 8, 10


class Elided(QLabel):
    """One line of plain text, cut at its end where there is no room."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("ink", "small")
        self.setMinimumWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much of it as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)


class KeyButton(QPushButton):
    """A button with a keycap behind its words."""

    def __init__(self, look: Look, text: str, cap: str, parent: QWidget, kind: str = "") -> None:
        super().__init__(text, parent)
        self._look = look
        self._cap = cap
        self.setProperty("kind", kind)
        self.setProperty("keyed", True)
        self.setAccessibleName(text.rstrip("…"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the words and the cap."""
        words = QFontMetrics(self._look.fonts.body).horizontalAdvance(self.text())
        return QSize(words + self._width() + _GAP + 2 * _EDGE, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button as the stylesheet has it, and the cap at its end."""
        super().paintEvent(event)
        theme = self._look.theme
        on_fill = self.property("kind") == "primary" and self.isEnabled()
        ink = theme.text.tertiary if self.isEnabled() else theme.text.disabled
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self.width() - _EDGE - self._width()
        box = QRectF(left + 0.5, (self.height() - _CAP) / 2 + 0.5, self._width() - 1, _CAP - 1)
        painter.setPen(pen(theme.text.on_accent if on_fill else theme.line.strong, 1))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme.text.on_accent if on_fill else ink)
        painter.setFont(self._look.fonts.micro)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._cap)

    def _width(self) -> int:
        return max(_CAP, QFontMetrics(self._look.fonts.micro).horizontalAdvance(self._cap) + 8)
