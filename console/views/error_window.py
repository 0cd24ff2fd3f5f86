"""What is shown when the console cannot start: the sentence, and the ways on.

Promise: it needs no profile and no store; the sentence can be copied and the folder opened.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.views.icons import EMPTY
from console.views.theme import Look


class ErrorWindow(QWidget):
    """One sentence and three buttons."""

    def __init__(self, look: Look, sentence: str, folder: Path) -> None:
        super().__init__()
        self._sentence = sentence
        self._folder = folder
        theme = look.theme
        self.setWindowTitle(self.tr("Support console"))
        self.setMinimumWidth(520)
        mark = QLabel(self)
        mark.setPixmap(look.pixmap("db", theme.text.tertiary, theme.bg.window, EMPTY, self.devicePixelRatioF()))
        title = QLabel(self.tr("The console cannot start"), self)
        title.setProperty("ink", "title")
        words = QLabel(sentence, self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setProperty("ink", "secondary")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAccessibleName(sentence)
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, kind, press in (
            (self.tr("Copy the sentence"), "", self._copy),
            (self.tr("Open the folder"), "", self._open),
            (self.tr("Quit"), "primary", self.close),
        ):
            button = QPushButton(text, self)
            button.setProperty("kind", kind)
            button.clicked.connect(press)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        for part in (mark, title, words):
            column.addWidget(part)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(1)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._sentence)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
