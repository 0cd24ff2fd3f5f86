"""Two people's words side by side with what both began from, and below them one text made of both.

Promise: what either changed is marked in their words; the merged text begins as the words of both, is edited freely,
and is saved only when the person says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from console.models.merging import Span, changed, merge
from console.services.sync.attention import Clash
from console.views.actions import Actions, key_words
from console.views.labels import label
from console.views.plain_field import PlainField
from console.views.sync.parts import KeyButton
from console.views.theme import Look

MINE, THEIRS, SAVE = "sync.mine", "sync.theirs", "sync.merged"
"""The actions of this view."""
LEAST, MOST = 1, 8
"""Lines a text takes, before it scrolls."""
LINE, FRAME = 19, 18
"""Pixels of a line, Han being higher than Latin, and of a field around its lines."""


class MergeView(QFrame):
    """The three texts and the merged one."""

    typed = Signal(str)
    """The merged text is this now."""
    wanted = Signal(str)
    """One of the actions above."""
    left = Signal()

    def __init__(self, clash: Clash, text: str | None, look: Look, actions: Actions, parent: QWidget) -> None:
        """`text` is what was merged before; None: nothing yet."""
        super().__init__(parent)
        self._look = look
        self._actions = actions
        base, mine, theirs = clash.expected, clash.mine or "", clash.theirs or ""
        # Without a beginning nobody can tell who changed what: then all of it is in question.
        merged = merge("" if base is None else base, mine, theirs)
        self.editor = PlainField(self)
        self.editor.setPlainText(merged.text if text is None else text)
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName(self.tr("Merged text"))
        self.editor.setFixedHeight(_height(self.editor.toPlainText(), wide=True))
        self.editor.textChanged.connect(lambda: self.typed.emit(self.editor.toPlainText()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._texts(base, mine, theirs))
        column.addWidget(label(self, "micro", self.tr("Merged text")))
        column.addWidget(self.editor)
        if merged.clashes:
            said = self.tr("You both changed the same words in %n places; yours are put there.", "", merged.clashes)
            column.addWidget(label(self, "warn", said, wraps=True))
        column.addLayout(self._buttons())

    @property
    def text(self) -> str:
        """The merged text."""
        return self.editor.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leaves the merging, not the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _texts(self, base: str | None, mine: str, theirs: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        shown = [(self.tr("You wrote"), mine), (self.tr("Now it is"), theirs)]
        if base is not None:
            shown.insert(0, (self.tr("You saw"), base))
        height = max(_height(text) for _, text in shown)
        for at, (head, text) in enumerate(shown):
            field = self._read_only(head, text, () if base is None else changed(base, text))
            field.setFixedHeight(height)
            grid.addWidget(label(self, "micro", head), 0, at)
            grid.addWidget(field, 1, at)
            grid.setColumnStretch(at, 1)
        return grid

    def _read_only(self, name: str, text: str, spans: Sequence[Span]) -> PlainField:
        field = PlainField(self)
        field.setPlainText(text)
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setAccessibleName(name)
        marks = []
        for span in spans:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(field.document())
            cursor.setPosition(_units(text, span.start))
            cursor.setPosition(_units(text, span.start + span.length), QTextCursor.MoveMode.KeepAnchor)
            form = QTextCharFormat()
            form.setBackground(self._look.theme.accent.tint)
            form.setFontUnderline(True)
            mark.cursor, mark.format = cursor, form
            marks.append(mark)
        field.setExtraSelections(marks)
        return field

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for action, text, kind in (
            (SAVE, self.tr("Save merged"), "primary"),
            (MINE, self.tr("Keep mine"), ""),
            (THEIRS, self.tr("Take theirs"), ""),
        ):
            button = KeyButton(self._look, text, key_words(self._actions.get(action)), self, kind)
            button.clicked.connect(lambda *_, action=action: self.wanted.emit(action))
            row.addWidget(button)
        row.addStretch(1)
        return row


def _units(text: str, at: int) -> int:
    """A place in a text as Qt counts it: in 16 bit units."""
    return len(text[:at].encode("utf-16-le")) // 2


def _height(text: str, *, wide: bool = False) -> int:
    """Room for a text; Han takes twice the width of Latin."""
    across = 84 if wide else 26
    lines = sum(1 + sum(1 + (ord(sign) > 0x2E7F) for sign in line) // across for line in text.split("\n"))
    return FRAME + LINE * min(max(lines, LEAST), MOST)
