"""A password that was made for somebody, told this once.

Promise: it is shown until it is hidden or something else is done, and goes to the clipboard only when asked.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.views.labels import label


class Told(QFrame):
    """The sentence, the password, and the way to the clipboard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._says = label(self, "secondary", wraps=True)
        self.field = QLineEdit(self)
        self.field.setReadOnly(True)
        self.copy = QPushButton(self)
        self.copy.clicked.connect(lambda *_: QGuiApplication.clipboard().setText(self.field.text()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._says)
        column.addLayout(row)
        self.hide()

    def tell(self, name: str, password: str) -> None:
        """Show the password of that person."""
        said = self.tr("The password of {name} is told this once. Hand it over in person.")
        self._says.setText(said.format(name=name))
        self.field.setText(password)
        self.field.setAccessibleName(self.tr("Password"))
        self.copy.setText(self.tr("Copy"))
        self.show()
        self.field.selectAll()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody sees it any more: nothing stays in it."""
        self.field.clear()
        super().hideEvent(event)
