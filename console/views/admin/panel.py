"""The administration of a team's hub: people and their roles, teams and who sees their tickets, the hub itself.

Promise: the window never waits for the hub; what it refuses is a sentence in this frame and changes nothing; without a
team's hub it says how one is made.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Refused
from console.models.values import dataclass
from console.services.clock import Clock
from console.services.sync.administering import Administration, Health, Roster
from console.views.actions import Action, Actions, Group, Scope
from console.views.admin.hub import HubPlace
from console.views.admin.people import PeoplePlace
from console.views.admin.person import ADD, DISABLE, PASSWORD, SAVE, Mode, Wanted
from console.views.admin.secret import Told
from console.views.admin.teams import TeamsPlace
from console.views.chooser import hair
from console.views.courier import Courier
from console.views.labels import label
from console.views.overlay import Overlay
from console.views.segment import Segment
from console.views.team import Team
from console.views.theme import Look
from console.views.translation import QT_TRANSLATE_NOOP, Language

WIDTH = 820
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lent:
    """What the panel works with."""

    courier: Courier
    look: Look
    language: Language
    clock: Clock
    team: Team


class AdminPanel(Overlay):
    """The panel."""

    def __init__(self, host: QWidget, lent: Lent) -> None:
        super().__init__(host, WIDTH, "")
        self._lent = lent
        self._hub: Administration = lent.team.administration
        self._error: Refused | None = None
        self._asking = 0
        self._keys = Actions(self)
        self._keys.add(self._actions())
        self._title = label(self, "title")
        self._state = label(self, "small")
        self._wrong = label(self, "warn", wraps=True)
        self._told = Told(self)
        self.people = PeoplePlace(lent.look, lent.language, self._keys, self)
        self.teams = TeamsPlace(lent.look, self)
        self.hub = HubPlace(lent.look, lent.language, lent.clock, self)
        self.tabs = tuple(self._tab(at) for at in range(3))
        self._stack = QStackedWidget(self)
        self._build()
        self._connect()
        self.retranslate()
        self._learn()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.people.table

    @property
    def sentence(self) -> str:
        """What is wrong, as it is shown."""
        return self._wrong.text() if not self._wrong.isHidden() else ""

    @property
    def password(self) -> str:
        """The password that is told, as it is shown."""
        return self._told.field.text() if not self._told.isHidden() else ""

    def show_tab(self, at: int) -> None:
        """Show people, teams or the hub."""
        self.tabs[at].setChecked(True)
        self._stack.setCurrentIndex(at)
        self._forget()
        if at == self._stack.indexOf(self.hub):
            self._look_at_hub()

    def retranslate(self) -> None:
        """Take the words of the present language and look."""
        title = self.tr("Administration of {hub}").format(hub=self._lent.team.member.hub)
        self.setAccessibleName(title)
        self._title.setText(title)
        for button, text in zip(self.tabs, (self.tr("People"), self.tr("Teams"), self.tr("Hub")), strict=True):
            button.setText(text)
        for part in (self.people, self.teams, self.hub):
            part.retranslate()
        self._say()

    def event(self, event: QEvent) -> bool:
        """Qt: what is shown needs more or less room: the frame follows."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self.place()
        return handled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves what is asked first, then the panel."""
        if event.key() == Qt.Key.Key_Escape and self.people.back():
            event.accept()
        else:
            super().keyPressEvent(event)

    def _actions(self) -> tuple[Action, ...]:
        rows = (
            (ADD, QT_TRANSLATE_NOOP("Actions", "Add somebody…"), "N", Scope.LIST),
            (PASSWORD, QT_TRANSLATE_NOOP("Actions", "Make a new password"), "P", Scope.LIST),
            (DISABLE, QT_TRANSLATE_NOOP("Actions", "Close the access"), "Del", Scope.LIST),
            (SAVE, QT_TRANSLATE_NOOP("Actions", "Save the person"), "Ctrl+Return", Scope.GLOBAL),
        )
        return tuple(
            Action(key, text, partial(self._do, key), scope, (keys,), group=Group.LIST, in_palette=False)
            for key, text, keys, scope in rows
        )

    def _do(self, action: str) -> None:
        ways: dict[str, Callable[[], None]] = {
            ADD: self._add,
            SAVE: self._save,
            PASSWORD: self._renew,
            DISABLE: self._disable,
        }
        if not self._asking and self._stack.currentWidget() is self.people:
            ways[action]()

    def _add(self) -> None:
        self._forget()
        self.people.add()
        self.place()

    def _save(self) -> None:
        person = self.people.person
        if not person.is_complete:
            return
        if person.mode is Mode.NEWCOMER:
            newcomer = person.newcomer
            done = partial(self._told_password, newcomer.login, newcomer.name)
            self._ask(partial(self._hub.add, newcomer), done)
        elif (change := person.change) is not None:
            self._ask(partial(_carry_out, self._hub, change), lambda _: self._learn())

    def _renew(self) -> None:
        current = self.people.current
        if current is not None and current.roles and self.people.person.mode is Mode.SOMEBODY:
            done = partial(self._told_password, current.login, current.name)
            self._ask(partial(self._hub.renew_password, current.login), done)

    def _disable(self) -> None:
        current, person = self.people.current, self.people.person
        if current is None or not current.roles:
            return
        if person.mode is Mode.LEAVING:
            self._ask(partial(self._hub.disable, current.login), lambda _: self._learn())
        elif person.mode is Mode.SOMEBODY:
            self._forget()
            person.ask_leaving()
            self.place()

    def _add_team(self, name: str) -> None:
        self._ask(partial(self._hub.add_team, name), self._team_added)

    def _team_added(self, _key: str) -> None:
        self.teams.name.clear()
        self._learn()

    def _told_password(self, login: str, name: str, password: str | None) -> None:
        if password is not None:
            self._told.tell(name, password)
        self._learn(login)

    def _learn(self, login: str = "") -> None:
        self._ask(self._hub.roster, partial(self._know, login), keep_told=True)

    def _know(self, login: str, roster: Roster) -> None:
        self.people.show_roster(roster, login)
        self.teams.show_roster(roster)
        self.place()

    def _look_at_hub(self) -> None:
        self._ask(self._hub.look, self._show_health)

    def _show_health(self, health: Health) -> None:
        self.hub.show_health(health)
        self.place()

    def _ask(self, work: Callable[[], T], then: Callable[[T], None], *, keep_told: bool = False) -> None:
        """Ask the hub beside the window; while it is asked nothing more is."""
        if not keep_told:
            self._forget()
        self._count(1)

        def done(answer: T) -> None:
            self._count(-1)
            then(answer)

        self._lent.courier.aside(work, partial(_heard, self, done), partial(_heard, self, self._fail))

    def _fail(self, error: Refused) -> None:
        self._count(-1)
        self._error = error
        self._say()
        self.place()

    def _forget(self) -> None:
        """What was said of the last thing is over."""
        self._error = None
        self._told.hide()
        self._say()

    def _count(self, step: int) -> None:
        self._asking += step
        for part in (self.people.person, self.teams):
            part.be_busy(busy=bool(self._asking))
        self.hub.again.setEnabled(not self._asking)
        self._say()

    def _say(self) -> None:
        self._state.setText(self.tr("Asking the hub…") if self._asking else "")
        self._wrong.setText(words.refusal(self._error, self._lent.language.locale) if self._error else "")
        self._wrong.setVisible(self._error is not None)

    def _tab(self, at: int) -> QPushButton:
        made = Segment(self, is_first=not at)
        made.clicked.connect(lambda *_: self.show_tab(at))
        return made

    def _build(self) -> None:
        group = QButtonGroup(self)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.setSpacing(0)
        head.addWidget(self._title)
        head.addSpacing(16)
        for tab in self.tabs:
            group.addButton(tab)
            head.addWidget(tab)
        self.tabs[0].setChecked(True)
        head.addStretch(1)
        head.addWidget(self._state)
        for place in (self.people, self.teams, self.hub):
            self._stack.addWidget(place)
        said = QVBoxLayout()
        said.setContentsMargins(16, 0, 16, 12)
        for part in (self._wrong, self._told):
            said.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hair(self))
        column.addWidget(self._stack)
        column.addLayout(said)

    def _connect(self) -> None:
        self.people.add_wanted.connect(partial(self._do, ADD))
        self.people.person.wanted.connect(self._do)
        self.people.person.left.connect(self.people.back)
        self.teams.add_wanted.connect(self._add_team)
        self.hub.again.clicked.connect(self._look_at_hub)
        self._lent.language.changed.connect(self.retranslate)
        self._lent.look.changed.connect(self.retranslate)


def _heard(panel: AdminPanel, then: Callable[[T], None], answer: T) -> None:
    """Hand an answer over unless the panel is gone."""
    from shiboken6 import isValid

    if isValid(panel):
        then(answer)


def _carry_out(hub: Administration, wanted: Wanted) -> None:
    """Roles and teams as they are wanted; roles first, for the last admin may not go."""
    if wanted.more or wanted.less:
        hub.change_roles(wanted.login, wanted.more, wanted.less)
    if wanted.teams_more or wanted.teams_less:
        hub.change_teams(wanted.login, wanted.teams_more, wanted.teams_less)
