"""Writing an article: title, kind, category and tags above the Markdown, and beside it what it will look like.

Promise: every keystroke is told; what is shown back never moves the cursor of who types.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.models.kinds import Locale
from console.models.knowledge_kinds import Content
from console.views.knowledge.parts import Reader, stacked
from console.views.knowledge.state import State
from console.views.labels import label
from console.views.plain_field import PlainField
from console.views.theme import Look


class EditorPanel(QFrame):
    """The fields and the preview."""

    typed = Signal(object)
    """A `Content`."""
    wanted = Signal(str)
    """The id of an action."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._showing = False
        self._shown: Content | None = None
        self.setProperty("kind", "surface")
        self.title = QLineEdit(self)
        self.title.setProperty("kind", "bare")
        self.title.setMaxLength(300)
        self.type, self.category = QPushButton(self), QPushButton(self)
        self._tags = QLineEdit(self)
        self.body = PlainField(self)
        self.body.setProperty("kind", "bare")
        self.body.setTabChangesFocus(True)
        self.preview = Reader(look, self)
        self.save = QPushButton(self)
        self.save.setProperty("kind", "primary")
        self._refusal = label(self, "warn", wraps=True)
        self._build()

    def show_writing(self, state: State, locale: Locale) -> None:
        """Show what is being written; fields that hold it already are left alone."""
        writing = state.writing
        if writing is None:
            self._shown = None
            return
        self._showing = True
        content = writing.content
        if content != self._shown:
            self._shown = content
            if self.title.text() != content.title:
                self.title.setText(content.title)
            if self.body.toPlainText() != content.body:
                self.body.setPlainText(content.body)
            self._tags.setText(", ".join(content.tags))
        names = {row.id: row.name for row in state.categories}
        self.type.setText(words.word(content.type, locale))
        self.category.setText(names.get(content.category or "", self.tr("No category")))
        self.preview.show_html(writing.html)
        self.save.setEnabled(not writing.saving)
        self._refusal.setText(words.refusal(state.refused, locale) if state.refused else "")
        self._refusal.setVisible(state.refused is not None)
        self._showing = False

    def retranslate(self, save: str) -> None:
        """Take the words of the present language."""
        self.save.setText(save)
        self.title.setPlaceholderText(self.tr("Title"))
        self.title.setAccessibleName(self.tr("Title"))
        self._tags.setPlaceholderText(self.tr("Tags, separated by commas"))
        self._tags.setAccessibleName(self.tr("Tags"))
        self.body.setPlaceholderText(self.tr("What helps, in Markdown"))
        self.body.setAccessibleName(self.tr("Text"))
        self.preview.setAccessibleName(self.tr("Preview"))
        self.type.setAccessibleDescription(self.tr("Type"))
        self.category.setAccessibleDescription(self.tr("Category"))

    def dress(self) -> None:
        """Take the look in use."""
        self.body.setFont(self._look.fonts.mono)
        self.preview.dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc keeps the words and leaves; Enter in the title goes to the text."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.wanted.emit("article.save")
                return True
            if watched is self.title and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self.body.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        if self._showing:
            return
        tags = tuple(tag.strip() for tag in self._tags.text().replace("，", ",").split(",") if tag.strip())
        before = self._shown or Content("")
        content = replace(before, title=self.title.text(), body=self.body.toPlainText(), tags=tags)
        self._shown = content
        self.typed.emit(content)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(8)
        row.addWidget(self.save)
        row.addWidget(self.type)
        row.addWidget(self.category)
        row.addWidget(self._tags, 1)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        self.preview.setViewportMargins(16, 0, 0, 0)
        for part in (self.body, self.preview):
            halves.addWidget(part)
        halves.setHandleWidth(1)
        halves.setChildrenCollapsible(False)
        body = QVBoxLayout()
        body.setContentsMargins(24, 12, 24, 12)
        body.setSpacing(8)
        body.addWidget(self.title)
        body.addWidget(self._refusal)
        body.addWidget(halves, 1)
        head = QFrame(self)
        head.setLayout(row)
        stacked(self, head, body)
        self.save.clicked.connect(lambda: self.wanted.emit("article.save"))
        self.title.textEdited.connect(self._tell)
        self._tags.textEdited.connect(self._tell)
        self.body.textChanged.connect(self._tell)
        self.type.clicked.connect(lambda: self.wanted.emit("article.type"))
        self.category.clicked.connect(lambda: self.wanted.emit("article.shelve"))
        for field in (self.title, self._tags, self.body):
            field.installEventFilter(self)
        self.dress()
