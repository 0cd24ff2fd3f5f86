"""The people of a hub: a table of everybody who signs in, and the one that is looked at.

Promise: it asks for nothing itself; what is wanted is told, with the values to do it with.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console import words
from console.services.sync.administering import Roster, Staffer
from console.views.actions import Actions, Scope, key_words
from console.views.admin.parts import Table, inset
from console.views.admin.person import ADD, Mode, PersonPlace
from console.views.chooser import hair
from console.views.labels import label
from console.views.sync.parts import KeyButton
from console.views.theme import HEADER, Look
from console.views.translation import Language

ROWS = 7
"""Seen at once."""


class PeoplePlace(QWidget):
    """Everybody, and one of them."""

    add_wanted = Signal()

    def __init__(self, look: Look, language: Language, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        self._roster = Roster()
        self._look = look
        self._actions = actions
        self.table = Table(look, 4, self)
        self.table.setMinimumHeight(HEADER + ROWS * look.row)
        self.person = PersonPlace(look, language, actions, self)
        self._count = label(self, "small")
        self._add = KeyButton(look, "", key_words(actions.get(ADD)), self)
        self._add.clicked.connect(lambda *_: self.add_wanted.emit())
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        head.addWidget(self._count, 1)
        head.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(inset(self.table), 1)
        column.addWidget(hair(self))
        column.addWidget(self.person)
        self.table.went.connect(self._went)
        actions.bind(self.table, Scope.LIST)

    @property
    def current(self) -> Staffer | None:
        """Who is looked at."""
        row = self.table.currentRow()
        return self._roster.people[row] if 0 <= row < len(self._roster.people) else None

    def show_roster(self, roster: Roster, wanted: str = "") -> None:
        """Show everybody; go to `wanted`, a login, else stay with who was looked at."""
        login = wanted or (self.current.login if self.current is not None else "")
        self._roster = roster
        places = {one.login: at for at, one in enumerate(roster.people)}
        self._fill(places.get(login, 0))
        self.person.show_person(self.current, roster)

    def add(self) -> None:
        """Ask who is to come."""
        self.person.show_newcomer(self._roster)
        self.person.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        """Nobody comes or leaves after all; whether that was asked."""
        if self.person.mode not in (Mode.NEWCOMER, Mode.LEAVING):
            return False
        self.person.show_person(self.current, self._roster)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self.table.setAccessibleName(self.tr("People who sign in"))
        self._add.setText(self.tr("Add somebody…"))
        self._add.setAccessibleName(self.tr("Add somebody"))
        self._fill(self.table.currentRow())
        self.person.retranslate()

    def _fill(self, current: int) -> None:
        heads = self.tr("Name"), self.tr("Login"), self.tr("Acts as"), self.tr("Sees the tickets of")
        self.table.show_rows(heads, map(self._cells, self._roster.people), current)
        self._count.setText(self.tr("%n people sign in", "", sum(bool(one.roles) for one in self._roster.people)))

    def _cells(self, one: Staffer) -> tuple[str, ...]:
        roles = ", ".join(words.word(role, self._language.locale) for role in one.roles)
        return one.name, one.login, roles or self.tr("cannot sign in"), ", ".join(one.teams)

    def _went(self, _row: int) -> None:
        self.person.show_person(self.current, self._roster)
