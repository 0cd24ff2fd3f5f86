"""The teams of a hub, who sees the tickets of each, and a field for another one.

Promise: it asks for nothing itself; a name is told when a person means it.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.services.sync.administering import Roster
from console.views.admin.parts import Table, inset
from console.views.labels import label
from console.views.theme import HEADER, Look

ROWS = 7


class TeamsPlace(QWidget):
    """All teams."""

    add_wanted = Signal(str)
    """A team of that name."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._roster = Roster()
        self._busy = False
        self.table = Table(look, 2, self)
        self.table.setMinimumHeight(HEADER + ROWS * look.row)
        self._says = label(self, "small", wraps=True)
        self.name = QLineEdit(self)
        self.add = QPushButton(self)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.name, 1)
        foot.addWidget(self.add)
        low = QVBoxLayout()
        low.setContentsMargins(16, 10, 16, 10)
        low.setSpacing(6)
        low.addWidget(self._says)
        low.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addLayout(inset(self.table), 1)
        column.addLayout(low)
        self.name.textChanged.connect(self._enable)
        self.name.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)

    def show_roster(self, roster: Roster) -> None:
        """Show these."""
        self._roster = roster
        self._fill()

    def be_busy(self, *, busy: bool) -> None:
        """While the hub is asked nothing more can be asked."""
        self._busy = busy
        self._enable()

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self.table.setAccessibleName(self.tr("Teams"))
        self.name.setAccessibleName(self.tr("Name of a new team"))
        self.name.setPlaceholderText(self.tr("Name of a new team"))
        self.add.setText(self.tr("Add team"))
        self._says.setText(self.tr("The tickets of a team are seen by its members alone."))
        self._fill()
        self._enable()

    def _fill(self) -> None:
        rows = [(team, ", ".join(self._members(team)) or self.tr("nobody")) for team in self._roster.teams]
        self.table.show_rows((self.tr("Team"), self.tr("Who sees its tickets")), rows, self.table.currentRow())

    def _members(self, team: str) -> list[str]:
        return [one.name for one in self._roster.people if team in one.teams]

    def _enable(self) -> None:
        self.add.setEnabled(not self._busy and bool(self.name.text().strip()))

    def _add(self) -> None:
        if self.add.isEnabled():
            self.add_wanted.emit(self.name.text().strip())
