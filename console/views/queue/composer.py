"""Where a public reply or an internal note is written, unmistakably one or the other.

Promise: edge, ground, hatch, word, icon and the send button's words and colour all say which it is (SPEC 3.4, look 5);
Ctrl+Enter sends; files come by button, key, drop and paste.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Locale, Visibility
from console.views.labels import label
from console.views.plain_field import PlainField
from console.views.queue.advice import AdviceLine
from console.views.queue.grounds import HATCH, paint_ground
from console.views.queue.parts import CapButton
from console.views.queue.state import WritingState
from console.views.queue.talk import Kind
from console.views.theme import Look

TABS, FOOT = 34, 40
LEAST_TEXT = 46
LINE = 20
"""Height of a line of the field; lines with Han need it, Latin ones are a little lower."""
MOST_SHARE = 0.25
"""Of the window's height that words may take before they scroll."""
KINDS = {Visibility.PUBLIC: Kind.PUBLIC, Visibility.INTERNAL: Kind.NOTE}


class Field(PlainField):
    """The words; hands over files instead of their names."""

    files_came = Signal(object)
    """A tuple of paths."""
    sent = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.setFixedHeight(LEAST_TEXT)

    def _grow(self, size: QSizeF) -> None:
        """Be as high as the words, within reason; a plain text's size is counted in lines."""
        most = max(LEAST_TEXT, round(self.window().height() * MOST_SHARE))
        lines = round(size.height()) * LINE + 8
        self.setFixedHeight(min(max(lines, LEAST_TEXT), most))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+Enter sends, Esc returns to the list."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Qt: files too."""
        return bool(local_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt: pasted or dropped here; text comes in plain."""
        if files := local_files(source):
            self.files_came.emit(files)
        else:
            super().insertFromMimeData(source)


class Composer(QFrame):
    """Tabs, words, files, and the button that sends."""

    mode_wanted = Signal(object)
    """A `Visibility`."""
    typed = Signal(str)
    send_wanted = Signal()
    attach_wanted = Signal()
    files_came = Signal(object)
    file_dropped = Signal(object)
    """A path that is not to be sent after all."""
    left = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._state = WritingState()
        self._showing = False
        self._revision = -1
        self._addressee = ""
        self._way = ""
        self.setAcceptDrops(True)
        self._tabs = {
            mode: CapButton(look, self, "tab", icon)
            for mode, icon in ((Visibility.PUBLIC, "reply"), (Visibility.INTERNAL, "lock"))
        }
        self._to = label(self, "small")
        self.field = Field(self)
        self.advice = AdviceLine(look, self)
        self._files = QFrame(self)
        self._file_row = QHBoxLayout(self._files)
        self._refusal = label(self, "warn")
        self._refusal.setWordWrap(True)
        self._attach = CapButton(look, self, "ghost", "clip")
        self._kept = label(self, "tertiary")
        self._send = CapButton(look, self, "primary", "send")
        self._set_up()
        self._connect()

    def _set_up(self) -> None:
        group = QButtonGroup(self)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(6, 0, 10, 0)
        head.setSpacing(4)
        for tab in self._tabs.values():
            tab.setCheckable(True)
            tab.setFixedHeight(TABS - 2)
            group.addButton(tab)
            head.addWidget(tab)
        head.addStretch(1)
        head.addWidget(self._to)
        self._file_row.setContentsMargins(12, 0, 12, 4)
        self._file_row.setSpacing(6)
        self._file_row.addStretch(1)
        foot.setContentsMargins(6, 0, 8, 0)
        foot.setSpacing(8)
        foot.addWidget(self._attach)
        foot.addWidget(self._kept, 1)
        foot.addWidget(self._send)
        words_row, refusal_row = QHBoxLayout(), QHBoxLayout()
        words_row.setContentsMargins(14, 7, 8, 0)
        words_row.addWidget(self.field)
        refusal_row.setContentsMargins(14, 0, 12, 4)
        refusal_row.addWidget(self._refusal)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 5)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(words_row, 1)
        column.addWidget(self.advice)
        column.addLayout(refusal_row)
        column.addWidget(self._files)
        column.addLayout(foot)

    def _connect(self) -> None:
        for mode, tab in self._tabs.items():
            tab.clicked.connect(lambda *_, mode=mode: self.mode_wanted.emit(mode))
            tab.ink = lambda mode=mode: self._tab_ink(mode)
        self._attach.clicked.connect(self.attach_wanted)
        self._send.clicked.connect(self.send_wanted)
        self.field.sent.connect(self.send_wanted)
        self.field.files_came.connect(self.files_came)
        self.field.left.connect(self.left)
        self.field.textChanged.connect(self._changed)

    def show_writing(self, state: WritingState, addressee: str, way: str, locale: Locale) -> None:
        """Show what is being written; `addressee` reads a public reply, by `way`."""
        before, self._state = self._state, state
        self._addressee, self._way = addressee, way
        if state.revision != self._revision:
            self._revision = state.revision
            self._take(state.text)
        self.setEnabled(state.ticket is not None)
        self.field.setReadOnly(state.sending)
        self._send.setEnabled(not state.sending)
        self._refusal.setText(words.refusal(state.refused, locale) if state.refused else "")
        self._refusal.setVisible(state.refused is not None)
        if state.files != before.files or self._file_row.count() == 1:
            self._show_files(state.files)
        self._say()
        if state.mode is not before.mode:
            self.update()

    def put_in(self, text: str) -> None:
        """Bring a text into the words, in lines of its own at the cursor, as if it were typed."""
        cursor = self.field.textCursor()
        before = "" if cursor.atBlockStart() else "\n"
        after = "" if cursor.atBlockEnd() else "\n"
        cursor.insertText(f"{before}{text}{after}")
        self.field.setTextCursor(cursor)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self._tabs[Visibility.PUBLIC].say(self.tr("Public reply"))
        self._tabs[Visibility.INTERNAL].say(self.tr("Internal note"))
        self.advice.retranslate()
        self._attach.say("")
        self._attach.setAccessibleName(self.tr("Attach files"))
        self._attach.setToolTip(self.tr("Attach files (Ctrl+Shift+A)"))
        self._say()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: files may be dropped anywhere here."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: take the files."""
        self.files_came.emit(local_files(event.mimeData()))
        event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: edge, ground and hatch of the mode; the current tab's line."""
        painter, line = QPainter(self), self._look.theme.line
        is_note = self._state.mode is Visibility.INTERNAL
        edge = line.note_hatch if is_note else line.focus
        kind = Kind.NOTE if is_note else Kind.REQUESTER
        paint_ground(painter, self._look, self.rect(), kind, edge)
        painter.fillRect(
            HATCH if is_note else 1, TABS, self.width() - HATCH - 1, 1, line.note if is_note else line.hair
        )
        tab = self._tabs[self._state.mode].geometry()
        painter.fillRect(tab.left() + 6, TABS - 1, tab.width() - 12, 2, edge)

    def _say(self) -> None:
        is_note = self._state.mode is Visibility.INTERNAL
        for mode, tab in self._tabs.items():
            tab.setChecked(mode is self._state.mode)
            tab.setProperty("current", mode is self._state.mode)
        if is_note:
            self._send.say(self.tr("Add internal note"), ("Ctrl ↵",), "lock")
            self._to.setText(self.tr("Only colleagues see this"))
        else:
            self._send.say(self.tr("Send public reply"), ("Ctrl ↵",), "")
            self._to.setText(
                self.tr("To {name}, {way}").format(name=self._addressee, way=self._way) if self._addressee else ""
            )
        self._send.wear("note" if is_note else "primary")
        self.field.setAccessibleName(self._tabs[self._state.mode].accessibleName())
        self.field.setPlaceholderText(
            self.tr("Write to your colleagues") if is_note else self.tr("Write to the requester")
        )
        self._kept.setText(self._kept_words())

    def _take(self, text: str) -> None:
        """Hold words that were not typed here; what was typed before is not theirs to undo."""
        if text == self.field.toPlainText():
            self.field.document().clearUndoRedoStacks()
            return
        self._showing = True
        self.field.setPlainText(text)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self._showing = False

    def _kept_words(self) -> str:
        state = self._state
        parts = []
        if state.kept is not None and state.text.strip():
            parts.append(self.tr("Draft kept {time}").format(time=f"{state.kept.astimezone():%H:%M:%S}"))
        if state.arrived:
            parts.append(self.tr("%n new messages since you began", "", state.arrived))
        return " · ".join(parts)

    def _tab_ink(self, mode: Visibility) -> QColor:
        text = self._look.theme.text
        if mode is not self._state.mode:
            return text.secondary
        return text.note if mode is Visibility.INTERNAL else text.primary

    def _show_files(self, files: Sequence[Path]) -> None:
        while self._file_row.count() > 1:
            item = self._file_row.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for file in reversed(files):
            chip = QPushButton(file.name, self._files)
            chip.setProperty("kind", "chip")
            chip.setIcon(self._look.theme.icon("x", size=14))
            chip.setToolTip(self.tr("Leave out"))
            chip.clicked.connect(lambda *_, file=file: self.file_dropped.emit(file))
            self._file_row.insertWidget(0, chip)
        self._files.setVisible(bool(files))

    def _changed(self) -> None:
        if not self._showing:
            self.typed.emit(self.field.toPlainText())


def local_files(source: QMimeData) -> tuple[Path, ...]:
    """The files of this machine in what is dropped or pasted."""
    paths = (Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.is_file())
