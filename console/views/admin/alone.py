"""What is said where there is no team's hub yet: how one is made, and how this console comes to it.

Promise: the commands are those of the command line, to be copied; nothing is done here.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from console.views.labels import label
from console.views.overlay import Overlay
from console.views.translation import Language

WIDTH = 620
COMMANDS = (
    "support-console hub init postgresql://postgres@SERVER/desk --admin LOGIN --name NAME",
    "support-console hub check --hub postgresql://LOGIN@SERVER/desk",
)


class AlonePanel(Overlay):
    """The frame."""

    hub_wanted = Signal()
    """Where tickets are kept is to be chosen."""

    def __init__(self, host: QWidget, language: Language) -> None:
        super().__init__(host, WIDTH, "")
        self._title = label(self, "title")
        self._says, self._then = label(self, "secondary", wraps=True), label(self, "secondary", wraps=True)
        self.commands = QPlainTextEdit("\n".join(COMMANDS), self)
        self.commands.setReadOnly(True)
        self.commands.setTabChangesFocus(True)
        self.commands.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.commands.setFixedHeight(92)
        self.join = QPushButton(self)
        self.join.setProperty("kind", "primary")
        self.join.clicked.connect(self._join)
        foot = QHBoxLayout()
        foot.addWidget(self.join)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        for part in (self._title, self._says, self.commands, self._then):
            column.addWidget(part)
        column.addLayout(foot)
        language.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.join

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(self.tr("Administration"))
        self._title.setText(self.tr("There is no team's hub yet"))
        self._says.setText(
            self.tr(
                "Tickets are kept on this computer only; there is nobody else to administer. A team shares a hub, a"
                " PostgreSQL database. Its administrator makes it once, with the first admin:"
            )
        )
        self.commands.setAccessibleName(self.tr("Commands that make a hub"))
        self._then.setText(
            self.tr(
                "It tells the first admin's password once. Each console then joins with a connection file; docs/HUB.md"
                " tells the rest."
            )
        )
        self.join.setText(self.tr("Join a team's hub…"))
        self.place()

    def _join(self) -> None:
        self.dismiss()
        self.hub_wanted.emit()
