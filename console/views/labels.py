"""Labels of plain text.

Promise: whatever text is shown is shown as it is, never taken for markup.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def label(parent: QWidget, ink: str, text: str = "", *, wraps: bool = False) -> QLabel:
    """A label of plain text; `ink` as in the stylesheet."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("ink", ink)
    made.setWordWrap(wraps)
    return made
