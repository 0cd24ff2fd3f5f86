"""One person at the hub: who they are, what they act as, whose tickets they see; also somebody who is to come.

Promise: nothing changes before a button says so; what takes access away is asked once more in the same place.
"""

from __future__ import annotations

from enum import StrEnum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Locale, Role
from console.models.values import dataclass
from console.services.sync.administering import Newcomer, Roster, Staffer
from console.views.actions import Actions, key_words
from console.views.admin.parts import Boxes
from console.views.labels import label
from console.views.sync.parts import KeyButton
from console.views.theme import Look
from console.views.translation import Language

ADD, SAVE, PASSWORD, DISABLE = "admin.add", "admin.save", "admin.password", "admin.disable"
"""The actions of this place."""
HUMAN = (Role.AGENT,)
"""What somebody new acts as, until said otherwise."""


class Mode(StrEnum):
    """What the place is for now."""

    NOBODY = auto()
    SOMEBODY = auto()
    NEWCOMER = auto()
    LEAVING = auto()
    """It is asked whether they really lose their access."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person is to act as and to see from now on."""

    login: str
    more: tuple[Role, ...]
    less: tuple[Role, ...]
    teams_more: tuple[str, ...]
    teams_less: tuple[str, ...]

    @property
    def is_change(self) -> bool:
        """Whether anything is different."""
        return bool(self.more or self.less or self.teams_more or self.teams_less)


class PersonPlace(QFrame):
    """The fields of one person."""

    wanted = Signal(str)
    """One of the actions above."""
    left = Signal()
    """Nothing is to be done after all."""

    def __init__(self, look: Look, language: Language, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._actions = actions
        self._roster = Roster()
        self._person: Staffer | None = None
        self._busy = False
        self.mode = Mode.NOBODY
        self._title = label(self, "semibold")
        self._note = label(self, "secondary", wraps=True)
        self.login, self.name = QLineEdit(self), QLineEdit(self)
        self.team, self.language = QComboBox(self), QComboBox(self)
        self.outside = QCheckBox(self)
        self.roles, self.teams = Boxes(self), Boxes(self)
        self._captions = [label(self, "small") for _ in range(6)]
        self._buttons = QHBoxLayout()
        self._build()
        for field in (self.login, self.name):
            field.textChanged.connect(self._enable)
        for boxes in (self.roles, self.teams):
            boxes.changed.connect(self._enable)

    @property
    def newcomer(self) -> Newcomer:
        """Who is to come, as filled in."""
        return Newcomer(
            self.login.text().strip(),
            self.name.text().strip(),
            self.team.currentText(),
            tuple(Role(key) for key in self.roles.chosen),
            Locale(self.language.currentData()),
            self.outside.isChecked(),
        )

    @property
    def change(self) -> Wanted | None:
        """What is to be different of the person shown."""
        if self._person is None:
            return None
        roles, teams = (Role(key) for key in self.roles.chosen), set(self.teams.chosen)
        held, seen, asked = set(self._person.roles), set(self._person.teams), set(roles)
        return Wanted(
            self._person.login,
            tuple(role for role in Role if role in asked - held),
            tuple(role for role in Role if role in held - asked),
            tuple(sorted(teams - seen)),
            tuple(sorted(seen - teams)),
        )

    def show_person(self, person: Staffer | None, roster: Roster) -> None:
        """Show somebody who is there; None: nobody."""
        self._person, self._roster = person, roster
        self.mode = Mode.NOBODY if person is None else Mode.SOMEBODY
        self._show()

    def show_newcomer(self, roster: Roster) -> None:
        """Ask who is to come."""
        self._person, self._roster, self.mode = None, roster, Mode.NEWCOMER
        for field in (self.login, self.name):
            field.clear()
        self.outside.setChecked(False)
        self._show()

    def ask_leaving(self) -> None:
        """Ask whether the person really loses their access."""
        if self._person is not None:
            self.mode = Mode.LEAVING
            self._show()

    def be_busy(self, *, busy: bool) -> None:
        """While the hub is asked nothing more can be asked."""
        self._busy = busy
        self._enable()

    def retranslate(self) -> None:
        """Take the words of the present language; what is ticked and typed stays."""
        texts = self.tr("Login"), self.tr("Name"), self.tr("Team"), self.tr("Language"), self.tr("Acts as")
        for caption, text in zip(self._captions, (*texts, self.tr("Sees the tickets of")), strict=True):
            caption.setText(text)
        for field, text in zip((self.login, self.name, self.team, self.language), texts[:4], strict=True):
            field.setAccessibleName(text)
        self.outside.setText(self.tr("The company's own sign-in knows the password"))
        ticked = self.roles.chosen, self.teams.chosen
        self._show()
        for boxes, keys in zip((self.roles, self.teams), ticked, strict=True):
            boxes.tick(keys)

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        fields = (self.login, self.name, self.team, self.language)
        for at, field in enumerate(fields):
            grid.addWidget(self._captions[at], at // 2, at % 2 * 2)
            grid.addWidget(field, at // 2, at % 2 * 2 + 1)
        grid.addWidget(self._captions[4], 2, 0)
        grid.addWidget(self.roles, 2, 1, 1, 3)
        grid.addWidget(self._captions[5], 3, 0)
        grid.addWidget(self.teams, 3, 1, 1, 3)
        grid.addWidget(self.outside, 4, 1, 1, 3)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(16, 10, 16, 10)
        column_.setSpacing(8)
        column_.addWidget(self._title)
        column_.addWidget(self._note)
        column_.addLayout(grid)
        self._buttons.setSpacing(8)
        column_.addLayout(self._buttons)

    def _show(self) -> None:
        is_new, person = self.mode is Mode.NEWCOMER, self._person
        locale, shown = self._language.locale, self.mode in (Mode.SOMEBODY, Mode.NEWCOMER)
        self._title.setText(self._heading())
        self._note.setText(self._sentence())
        self._note.setVisible(bool(self._note.text()))
        for part in (*self._captions[:4], self.login, self.name, self.team, self.language, self.outside):
            part.setVisible(is_new)
        for part in (self._captions[4], self.roles):
            part.setVisible(shown)
        for part in (self._captions[5], self.teams):
            part.setVisible(self.mode is Mode.SOMEBODY)
        held = HUMAN if person is None else person.roles
        if self.mode is not Mode.LEAVING:
            self.roles.show_choices(((role.value, words.word(role, locale)) for role in Role), held)
            self.teams.show_choices(((team, team) for team in self._roster.teams), person.teams if person else ())
        if is_new:
            self._offer(self.team, [(team, team) for team in self._roster.teams])
            self._offer(self.language, [(one.value, words.word(one, locale)) for one in Locale], locale.value)
        self._show_buttons()

    def _offer(self, box: QComboBox, choices: list[tuple[str, str]], held: str = "") -> None:
        before = box.currentData() or held
        box.clear()
        for key, text in choices:
            box.addItem(text, key)
        box.setCurrentIndex(max(0, box.findData(before)))

    def _heading(self) -> str:
        if self.mode is Mode.NEWCOMER:
            return self.tr("Somebody new")
        return "" if self._person is None else f"{self._person.name} ({self._person.login})"

    def _sentence(self) -> str:
        if self.mode is Mode.LEAVING:
            return self.tr("Roles, teams, sign-in and sessions end at once. The history keeps the name.")
        if self.mode is Mode.NOBODY:
            return self.tr("Choose somebody above, or add somebody.")
        if self.mode is Mode.SOMEBODY and self._person is not None and not self._person.roles:
            return self.tr("Cannot sign in. A role lets them in again.")
        return ""

    def _show_buttons(self) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        leave = self.tr("Disable {name}").format(name="" if self._person is None else self._person.name)
        offered = {
            Mode.NOBODY: [],
            Mode.SOMEBODY: [(SAVE, self.tr("Save"), "primary"), (PASSWORD, self.tr("New password"), "")],
            Mode.NEWCOMER: [(SAVE, self.tr("Add"), "primary")],
            Mode.LEAVING: [(DISABLE, leave, "primary")],
        }[self.mode]
        for action, text, kind in offered:
            self._buttons.addWidget(self._button(action, text, kind))
        if self.mode in (Mode.NEWCOMER, Mode.LEAVING):
            cancel = KeyButton(self._look, self.tr("Cancel"), "Esc", self)
            cancel.clicked.connect(lambda *_: self.left.emit())
            cancel.show()
            self._buttons.addWidget(cancel)
        self._buttons.addStretch(1)
        if self.mode is Mode.SOMEBODY and self._person is not None and self._person.roles:
            self._buttons.addWidget(self._button(DISABLE, self.tr("Disable…"), "ghost"))
        self._enable()

    def _button(self, action: str, text: str, kind: str) -> KeyButton:
        made = KeyButton(self._look, text, key_words(self._actions.get(action)), self, kind)
        made.setProperty("action", action)
        made.show()
        made.clicked.connect(lambda *_: self.wanted.emit(action))
        return made

    def _enable(self) -> None:
        """What cannot be done now cannot be pressed."""
        for button in self.findChildren(KeyButton):
            possible = not self._busy
            if button.property("action") == SAVE:
                possible = possible and self.is_complete
            button.setEnabled(possible)

    @property
    def is_complete(self) -> bool:
        """Whether there is something to save."""
        if self.mode is Mode.NEWCOMER:
            return bool(self.login.text().strip() and self.name.text().strip() and self.roles.chosen)
        return self.mode is Mode.SOMEBODY and self.change is not None and self.change.is_change
