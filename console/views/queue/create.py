"""The panel for a new ticket, in the place of the open one.

Promise: only the title is needed; type and priority are suggested while one writes, with the reason, and can be
overruled; what was refused keeps every word.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.models.kinds import Locale, Priority
from console.views.delegates import PRIORITY_ICONS
from console.views.labels import label
from console.views.plain_field import PlainField
from console.views.queue.composer import local_files
from console.views.queue.parts import CapButton
from console.views.queue.state import CreateState
from console.views.theme import Look

WIDEST = 720


class Words(PlainField):
    """The description: Tab leaves it, Ctrl+Enter creates."""

    done = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(72)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+Enter creates."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
        else:
            super().keyPressEvent(event)


class CreatePanel(QFrame):
    """Title, description, requester, type, priority, assignee, files."""

    typed = Signal(str, str)
    requester_wanted = Signal()
    type_wanted = Signal()
    priority_wanted = Signal()
    automatic_turned = Signal()
    attach_wanted = Signal()
    files_came = Signal(object)
    file_dropped = Signal(object)
    create_wanted = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._revision = 0
        self._state = CreateState()
        self.setProperty("kind", "surface")
        self.setAcceptDrops(True)
        self._heading = label(self, "title")
        self._labels = [label(self, "tertiary") for _ in range(6)]
        self.title = QLineEdit(self)
        self.description = Words(self)
        self._requester, self._type, self._priority, self._assignee = (QPushButton(self) for _ in range(4))
        self._type_why, self._priority_why = label(self, "tertiary"), label(self, "tertiary")
        self._files = QFrame(self)
        self._file_row = QHBoxLayout(self._files)
        self._refusal = label(self, "warn")
        self._attach = CapButton(look, self, "ghost", "clip")
        self._cancel = CapButton(look, self)
        self._create = CapButton(look, self, "primary")
        self._set_up()
        self._connect()

    def _set_up(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        values = (self._requester, self._type, self._priority, self._assignee)
        fields: Sequence[QWidget] = (self.title, self.description, *values)
        for row, (name, field) in enumerate(zip(self._labels, fields, strict=True)):
            name.setBuddy(field)
            grid.addWidget(
                name, row, 0, Qt.AlignmentFlag.AlignTop if field is self.description else Qt.AlignmentFlag.AlignVCenter
            )
            grid.addWidget(field, row, 1, 1, 2 if row < 2 else 1)
        for button in values:
            button.setProperty("kind", "value")
            button.setMinimumWidth(200)
        grid.addWidget(self._type_why, 3, 2)
        grid.addWidget(self._priority_why, 4, 2)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(1, 1)
        foot = self._foot()
        self._refusal.setWordWrap(True)
        inside = QWidget(self)
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._heading)
        column.addLayout(grid, 1)
        column.addWidget(self._refusal)
        column.addLayout(foot)
        row_ = QHBoxLayout(self)
        row_.setContentsMargins(16, 14, 16, 12)
        row_.addWidget(inside, 100)
        row_.addStretch(1)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._attach)
        foot.addWidget(self._files, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._create)
        self._file_row.setContentsMargins(0, 0, 0, 0)
        self._file_row.addStretch(1)
        return foot

    def _connect(self) -> None:
        self.title.textChanged.connect(self._changed)
        self.title.returnPressed.connect(self.description.setFocus)
        self.description.textChanged.connect(self._changed)
        self.description.done.connect(self.create_wanted)
        for button, signal in (
            (self._requester, self.requester_wanted),
            (self._type, self.type_wanted),
            (self._priority, self.priority_wanted),
            (self._assignee, self.automatic_turned),
            (self._attach, self.attach_wanted),
            (self._cancel, self.left),
            (self._create, self.create_wanted),
        ):
            button.clicked.connect(signal)

    def show_create(self, state: CreateState, locale: Locale) -> None:
        """Show what was chosen and what is suggested."""
        before, self._state = self._state, state
        if state.revision != self._revision:
            self._revision = state.revision
            for field in (self.title, self.description):
                field.blockSignals(True)
                field.clear()
                field.blockSignals(False)
        self._requester.setText(state.requester.name if state.requester else self.tr("Nobody yet…"))
        suggested_type = state.suggested_type.type if state.suggested_type else None
        kind = state.type or suggested_type
        self._type.setText(words.word(kind, locale) if kind else self.tr("Not known yet…"))
        self._type_why.setText(self._why_type(state, locale))
        suggested = state.suggested.priority if state.suggested else Priority.MEDIUM
        priority = state.priority or suggested
        self._priority.setText(words.word(priority, locale))
        ink = self._look.theme.severity["critical"].mark if priority is Priority.CRITICAL else None
        self._priority.setIcon(self._look.theme.icon(PRIORITY_ICONS[priority], ink, size=14))
        self._priority_why.setText(words.reason(state.suggested, locale) if state.suggested else "")
        self._assignee.setText(self.tr("Whoever suits best") if state.automatic else self.tr("Nobody yet"))
        self._refusal.setText(words.refusal(state.refused, locale) if state.refused else "")
        self._refusal.setVisible(state.refused is not None)
        self._create.setEnabled(not state.sending)
        if state.files != before.files:
            self._show_files(state.files)

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self._heading.setText(self.tr("New ticket"))
        names = (self.tr("Title"), self.tr("Description"), self.tr("Requester"), self.tr("Type"), self.tr("Priority"))
        for name, text in zip(self._labels, (*names, self.tr("Assignee")), strict=True):
            name.setText(text)
        self.title.setAccessibleName(self.tr("Title"))
        self.title.setPlaceholderText(self.tr("What is wrong, in one line"))
        self.description.setAccessibleName(self.tr("Description"))
        self.description.setPlaceholderText(self.tr("In the person's own words"))
        self._attach.say(self.tr("Attach…"))
        self._cancel.say(self.tr("Put away"), ("Esc",))
        self._create.say(self.tr("Create ticket"), ("Ctrl ↵",))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc puts the panel away, Ctrl+Enter creates."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.create_wanted.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: files may be dropped here."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: take the files."""
        self.files_came.emit(local_files(event.mimeData()))
        event.acceptProposedAction()

    def _why_type(self, state: CreateState, locale: Locale) -> str:
        found = state.suggested_type
        if state.type is not None or found is None or found.type is None:
            return ""
        cues = [cue.text for cue in found.cues if cue.value == found.type.value][:3]
        quoted = "、".join(f"“{cue}”" for cue in cues) if locale is Locale.ZH else ", ".join(f"“{cue}”" for cue in cues)
        return self.tr("suggested by {cues}").format(cues=quoted) if cues else self.tr("suggested")

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
            chip.clicked.connect(partial(self.file_dropped.emit, file))
            self._file_row.insertWidget(0, chip)

    def _changed(self) -> None:
        self.typed.emit(self.title.text(), self.description.toPlainText())
