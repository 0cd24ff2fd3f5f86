"""Small widgets of the knowledge page: a field to search, a reader that loads nothing.

Promise: what a reader shows asks neither this machine nor the network for anything; a link is followed only when a
person follows it, and only to the web or into mail.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QKeyEvent
from PySide6.QtWidgets import QFrame, QLayout, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from console.views.labels import label
from console.views.theme import Look
from console.views.wrapping import wrapping

SCHEMES = frozenset({"http", "https", "mailto"})
WIDEST = 720
"""Pixels of the widest line."""


def stacked(panel: QWidget, head: QWidget, body: QLayout) -> None:
    """Lay out a panel: its head, a hairline, what is below."""
    line = QFrame(panel)
    line.setProperty("kind", "hair")
    line.setFixedHeight(1)
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(head)
    column.addWidget(line)
    column.addLayout(body, 1)


class Reader(QTextBrowser):
    """An article's text."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._html = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self.follow)

    def show_html(self, html: str) -> None:
        """Show HTML that has been cleaned."""
        if html != self._html:
            self._html = html
            self.dress()

    def dress(self) -> None:
        """Take the look in use."""
        theme = self._look.theme
        rules = (
            f"body {{ color: {theme.text.primary.name()}; }}"
            f"a {{ color: {theme.text.link.name()}; text-decoration: none; }}"
            f"h1 {{ font-size: 18px; }} h2 {{ font-size: 15px; }} h3, h4, h5, h6 {{ font-size: 13px; }}"
            f"code, pre {{ font-family: '{self._look.fonts.mono.families()[0]}'; font-size: 12px;"
            f" background-color: {theme.bg.sunken.name()}; }}"
            f"blockquote {{ color: {theme.text.secondary.name()}; }}"
            "p, li { line-height: 150%; } td, th { padding: 2px 8px; }"
        )
        self.setWordWrapMode(wrapping(self._html))
        self.document().setDefaultStyleSheet(rules)
        self.setHtml(f"<body>{self._html}</body>")

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Qt: whatever the text names is not loaded; nothing at all would let Qt load it."""
        del kind, name
        return QImage()

    def follow(self, url: QUrl) -> None:
        """Open a link outside."""
        if url.scheme().lower() in SCHEMES:
            QDesktopServices.openUrl(url)


class Nothing(QFrame):
    """A sentence in the place of rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "surface")
        self._words = label(self, "small", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self._words)

    def say(self, text: str) -> None:
        """Say this."""
        self._words.setText(text)


class SearchField(QLineEdit):
    """The field that searches all articles."""

    done = Signal()
    """Enter: what was looked for is known."""
    left = Signal()
    """The keyboard goes to the list."""
    cleared = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setMaxLength(200)
        self.setClearButtonEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter, Esc and Down leave the field."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
            self.left.emit()
        elif key == Qt.Key.Key_Escape:
            self.cleared.emit()
            self.left.emit()
        elif key == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)
