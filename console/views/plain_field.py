"""A field of many lines for plain text, whatever is pasted into it.

Promise: what was pasted is there at once or stays out and is told of; the window never stands still over it.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextEdit

from console.services.tickets.texts import BODY_LIMIT
from console.views.wrapping import longest_line, wrapping


class PlainField(QPlainTextEdit):
    """Takes what is pasted as plain text."""

    overlong = Signal(int)
    """What was pasted has a line that is longer than a whole text may be, and stays out; characters of it all."""

    def setPlainText(self, text: str) -> None:
        """Hold another text."""
        self.setWordWrapMode(wrapping(text))
        super().setPlainText(text)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt: pasted or dropped here; what no database keeps stays out, for nobody could see it to take it away."""
        text = source.text().replace("\0", "").encode("utf-8", "ignore").decode()  # half a pair of surrogates goes too
        if longest_line(text) > BODY_LIMIT:
            self.overlong.emit(len(text))
            return
        if (mode := wrapping(text)) is QTextOption.WrapMode.WrapAnywhere:
            self.setWordWrapMode(mode)
        self.insertPlainText(text)
        self.ensureCursorVisible()
