"""One of a few choices side by side.

Promise: its word stands whole whether it holds or not: what holds is heavier, and wider.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

EDGE = 11
"""Pixels at each side of the word: padding and border, as the stylesheet has them."""


class Segment(QPushButton):
    """The button."""

    def __init__(self, parent: QWidget, *, is_first: bool) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setProperty("kind", "choice")
        self.setProperty("place", "first" if is_first else "later")

    def sizeHint(self) -> QSize:
        """Qt: room for the heavier word."""
        heavy = QFont(self.font())
        heavy.setWeight(QFont.Weight.DemiBold)
        return QSize(QFontMetrics(heavy).horizontalAdvance(self.text()) + 2 * EDGE, super().sizeHint().height())
