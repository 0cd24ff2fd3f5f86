"""A scrolled column of cards, of which one has the keyboard: what was refused, what is to be seen.

Promise: the arrows go from card to card, and the card gone to is in sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

C = TypeVar("C", bound=QWidget)
_STEPS = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}


class CardArea(QScrollArea):
    """The column; its panel hears the arrows and hands them on to `step`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("kind", "raised")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a key no card took; the arrows are the panel's."""
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def current(self, cards: Sequence[C]) -> C | None:
        """The card that has the keyboard, or holds what has it."""
        focused = QApplication.focusWidget()
        holds = (one for one in cards if focused is not None and (one is focused or one.isAncestorOf(focused)))
        return next(holds, None)

    def step(self, cards: Sequence[C], event: QKeyEvent) -> bool:
        """Go to the next card or the one before, by an arrow; whether it was one, and there are cards."""
        step = _STEPS.get(event.key())
        if step is None or not cards:
            return False
        current = self.current(cards)
        at = 0 if current is None else cards.index(current) + step
        self.go(cards[min(max(at, 0), len(cards) - 1)])
        event.accept()
        return True

    def go(self, widget: QWidget) -> None:
        """Give a card, or what stands in for one, the keyboard."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.isAncestorOf(widget):
            self.ensureWidgetVisible(widget)
