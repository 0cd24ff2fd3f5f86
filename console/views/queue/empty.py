"""What stands in the place of rows or of a ticket when there are none: a sentence, why, and a way on.

Promise: left-aligned in its own place, at most two ways on (look 8); an error is its sentence and "Try again".
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.models.values import dataclass
from console.views.icons import EMPTY
from console.views.labels import label
from console.views.theme import Look


@dataclass(frozen=True, slots=True)
class Nothing:
    """What to say."""

    icon: str
    sentence: str
    why: str = ""
    ways: tuple[tuple[str, Callable[[], object]], ...] = ()
    """Words and what they do."""


class EmptyState(QFrame):
    """Shows it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: Nothing | None = None
        self.setProperty("kind", "surface")
        self._icon = QLabel(self)
        self._sentence = label(self, "semibold")
        self._why = label(self, "small")
        self._sentence.setWordWrap(True)
        self._why.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(6)
        for widget in (self._icon, self._sentence, self._why):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addLayout(self._buttons)
        column.addStretch(1)
        self.hide()

    def show_nothing(self, nothing: Nothing | None) -> None:
        """Say this; with None, be gone."""
        self.setVisible(nothing is not None)
        if nothing is None or (nothing.icon, nothing.sentence, nothing.why) == self._said():
            return
        self._shown = nothing
        self._sentence.setText(nothing.sentence)
        self._why.setText(nothing.why)
        self._why.setVisible(bool(nothing.why))
        while self._buttons.count() > 1:
            item = self._buttons.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for words, run in reversed(nothing.ways):
            button = QPushButton(words, self)
            button.clicked.connect(lambda *_, run=run: run())
            self._buttons.insertWidget(0, button)
        self.dress()

    def dress(self) -> None:
        """Take the look in use."""
        if self._shown is not None:
            theme = self._look.theme
            scale = self.devicePixelRatioF()
            self._icon.setPixmap(
                self._look.pixmap(self._shown.icon, theme.text.tertiary, theme.bg.surface, EMPTY, scale)
            )

    def _said(self) -> tuple[str, str, str]:
        return (self._shown.icon, self._shown.sentence, self._shown.why) if self._shown else ("", "", "")
