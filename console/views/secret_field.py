"""A field for a password, and whether the system's keyring shall keep it.

Promise: what is typed is neither shown nor said nor offered to the clipboard, and is gone from the field once it is
taken or the field is hidden.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget


class SecretField(QWidget):
    """Caption, field, and the question about the keyring."""

    entered = Signal()
    """Enter was pressed in the field."""
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._caption = QLabel(self)
        self._caption.setProperty("ink", "small")
        self.field = QLineEdit(self)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        hint = Qt.InputMethodHint
        self.field.setInputMethodHints(hint.ImhHiddenText | hint.ImhSensitiveData | hint.ImhNoPredictiveText)
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.field.returnPressed.connect(self.entered)
        self.field.textChanged.connect(lambda _: self.changed.emit())
        self._caption.setBuddy(self.field)
        self._keep = QCheckBox(self)
        self._keep.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._caption, self.field, self._keep):
            column.addWidget(part)
        self.retranslate()

    @property
    def keep_it(self) -> bool:
        """Whether the keyring shall keep it."""
        return self._keep.isChecked()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.field.text()

    def secret(self) -> str:
        """What was typed; it stays in the field, for a second try with other details."""
        return self.field.text()

    def take(self) -> str:
        """What was typed; the field is empty afterwards."""
        typed = self.field.text()
        self.field.clear()
        return typed

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self._caption.setText(self.tr("Password"))
        self.field.setAccessibleName(self.tr("Password"))
        self._keep.setText(self.tr("Keep it in this system's keyring"))

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the field any more: nothing stays in it."""
        self.field.clear()
        super().hideEvent(event)
