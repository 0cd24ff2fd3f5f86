"""An admin looks after people, teams and the hub in the window, on a real hub (SPEC 1.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from console.cli.hub import verbs
from console.models.kinds import Locale, Role
from console.services.sync.hub_people import NewPerson
from console.settings import Language as Spoken
from console.views.admin.alone import COMMANDS, AlonePanel
from console.views.admin.panel import AdminPanel
from console.views.admin.person import Mode
from console.views.joining import JoiningPanel
from tests.support.consoles import joined
from tests.support.secure_hub import ADMIN, AGENT, COLLEAGUE, LEAD, OTHER_TEAM, STRANGER, SecureHub, secure_hub
from tests.support.window import Window, window

PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def hub() -> Iterator[SecureHub]:
    with secure_hub() as made:
        yield made


@dataclass(frozen=True, slots=True)
class Admin:
    """The panel over a window, and the hub it is about."""

    window: Window
    qtbot: QtBot
    hub: SecureHub
    panel: AdminPanel

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for what a hub answers."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def rest(self) -> None:
        """Wait until the hub is asked nothing more."""
        self.until(lambda: not self.panel._asking)

    def go(self, login: str) -> None:
        """To somebody in the table."""
        table = self.panel.people.table
        self.until(lambda: login in self.logins())
        table.setCurrentCell(self.logins().index(login), 0)
        table.setFocus()

    def mode(self) -> Mode:
        """What the place of the person is for now."""
        return self.panel.people.person.mode

    def logins(self) -> list[str]:
        """Those in the table, from the top."""
        table = self.panel.people.table
        return [item.text() for row in range(table.rowCount()) if (item := table.item(row, 1)) is not None]

    def cell(self, login: str, column: int) -> str:
        """What the table says of somebody."""
        item = self.panel.people.table.item(self.logins().index(login), column)
        assert item is not None
        return item.text()

    def press(self, *keys: str) -> None:
        """Keys, where the keyboard is."""
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keySequence(focused, QKeySequence.fromString(key))
            QApplication.processEvents()


@contextmanager
def opened(application: QApplication, qtbot: QtBot, hub: SecureHub, profile: Path, login: str) -> Iterator[Window]:
    joined(hub, profile, login)
    with window(application, profile) as shown:
        shown.services.password.give(hub.passwords[login], keep_it=False)
        shown.shell.resize(1280, 800)
        qtbot.waitActive(shown.shell)
        shown.page.focus()
        yield shown


@pytest.fixture
def admin(qapp: QApplication, qtbot: QtBot, hub: SecureHub, tmp_path: Path) -> Iterator[Admin]:
    """The panel as an admin raises it, with everybody in it."""
    with opened(qapp, qtbot, hub, tmp_path / "ada", ADMIN) as shown:
        shown.shell.actions_table.run("window.admin")
        (panel,) = shown.shell.findChildren(AdminPanel)
        made = Admin(shown, qtbot, hub, panel)
        made.until(lambda: bool(made.logins()))
        made.rest()
        yield made
        if isValid(panel) and panel.isVisible():
            made.rest()


def test_everybody_who_signs_in_stands_in_the_table(admin: Admin) -> None:
    assert {ADMIN, AGENT, COLLEAGUE, LEAD, STRANGER} <= set(admin.logins())
    assert [admin.cell(LEAD, column) for column in range(4)] == ["Lena", LEAD, "Lead", "Helpdesk"]
    admin.window.preferences.put(Spoken.ZH)
    assert admin.cell(LEAD, 2) == "组长"


def test_n_adds_somebody_whose_password_is_told_once_and_copied_when_asked(admin: Admin) -> None:
    admin.go(ADMIN)
    admin.press("N")
    person = admin.panel.people.person
    assert person.name.hasFocus()
    assert not person.is_complete
    person.name.setText("Nia Okoro")
    person.login.setText("nia")
    person.roles.tick(("agent", "commander"))
    admin.press("Ctrl+Return")
    admin.until(lambda: "nia" in admin.logins())
    admin.rest()
    assert admin.cell("nia", 2) == "Agent, Commander"
    assert admin.panel.people.current is not None
    assert admin.panel.people.current.login == "nia"
    password = admin.panel.password
    admin.panel._told.copy.click()
    assert QGuiApplication.clipboard().text() == password
    assert len(password.replace("-", "")) == 20
    admin.panel.show_tab(1)
    assert admin.panel.password == ""
    assert admin.panel._told.field.text() == ""


def test_roles_and_teams_are_saved_together(admin: Admin) -> None:
    admin.go(STRANGER)
    person = admin.panel.people.person
    assert not person.is_complete
    person.roles.tick(("agent", "lead"))
    person.teams.tick(("Helpdesk", OTHER_TEAM))
    admin.press("Ctrl+Return")
    admin.until(lambda: admin.cell(STRANGER, 3) == f"Helpdesk, {OTHER_TEAM}")
    assert admin.cell(STRANGER, 2) == "Agent, Lead"
    admin.rest()
    person.roles.tick(("agent",))
    person.teams.tick((OTHER_TEAM,))
    admin.press("Ctrl+Return")
    admin.until(lambda: admin.cell(STRANGER, 3) == OTHER_TEAM)
    assert admin.cell(STRANGER, 2) == "Agent"


def test_p_makes_a_new_password(admin: Admin) -> None:
    admin.go(COLLEAGUE)
    admin.press("P")
    admin.until(lambda: bool(admin.panel.password))
    assert admin.panel.password != admin.hub.passwords[COLLEAGUE]
    admin.hub.passwords[COLLEAGUE] = admin.panel.password


def test_del_asks_before_anybody_loses_their_access_and_esc_leaves_it(admin: Admin) -> None:
    with admin.hub.root() as root:
        admin.hub.people(root).add(NewPerson("gone", "Goran", "Helpdesk", (Role.AGENT,), Locale.EN))
    admin.panel._learn()
    admin.rest()
    admin.go("gone")
    admin.press("Del")
    assert admin.mode() is Mode.LEAVING
    admin.press("Esc")
    assert admin.mode() is Mode.SOMEBODY
    assert admin.panel.isVisible()
    admin.press("Del", "Del")
    admin.until(lambda: admin.cell("gone", 2) == "cannot sign in")
    admin.rest()
    admin.press("Del", "P")
    assert admin.mode() is Mode.SOMEBODY
    assert not admin.panel._asking


def test_what_the_hub_refuses_is_a_sentence_and_changes_nothing(admin: Admin) -> None:
    admin.go(ADMIN)
    admin.press("Del", "Del")
    admin.until(lambda: bool(admin.panel.sentence))
    assert "ada" in admin.panel.sentence
    assert admin.cell(ADMIN, 2) == "Admin"


def test_teams_are_added_and_a_name_is_taken_once(admin: Admin) -> None:
    admin.panel.show_tab(1)
    teams = admin.panel.teams
    assert not teams.add.isEnabled()
    teams.name.setText(" Printing ")
    teams.add.click()
    admin.until(lambda: teams.table.rowCount() == 3)
    assert teams.name.text() == ""
    admin.rest()
    teams.name.setText("printing")
    teams.add.click()
    admin.until(lambda: bool(admin.panel.sentence))
    assert teams.name.text() == "printing"


def test_the_hub_is_looked_at_and_what_is_wrong_says_what_to_do(admin: Admin) -> None:
    def said() -> list[str]:
        return [one.text() for one in admin.panel.hub.findChildren(QLabel)]

    admin.panel.show_tab(2)
    admin.until(lambda: "Nothing is wrong with the hub" in said())
    admin.rest()
    assert "People who sign in" in said()
    with admin.hub.root() as root:
        root.execute("grant temporary on database desk to public")
        admin.panel.hub.again.click()
        admin.until(lambda: any("“hub upgrade”" in one for one in said()))
        root.execute("revoke temporary on database desk from public")
    assert "Nothing is wrong with the hub" not in said()


def test_a_hub_that_cannot_be_reached_is_told_and_the_window_goes_on(admin: Admin) -> None:
    with admin.hub.gone():
        admin.panel._learn()
        admin.until(lambda: bool(admin.panel.sentence))
    assert admin.logins()
    admin.panel._learn()
    admin.rest()
    admin.panel.dismiss()
    assert not admin.panel.isVisible()


def test_a_panel_that_closes_while_the_hub_is_asked_hears_no_more(admin: Admin) -> None:
    wrong: list[object] = []
    admin.window.courier.refused.connect(wrong.append)
    admin.panel._learn()
    admin.panel.dismiss()
    heard: list[object] = []
    ask = admin.window.services.administration.roster
    admin.window.courier.aside(ask, heard.append, heard.append)
    admin.until(lambda: heard)
    assert not wrong


def test_it_fits_the_smallest_window(admin: Admin) -> None:
    shell = admin.window.shell
    shell.resize(shell.minimumSize())
    QApplication.processEvents()
    assert admin.panel.geometry().bottom() <= shell.height()
    assert admin.panel.geometry().right() <= shell.width()


def test_only_an_admin_is_let_in(qapp: QApplication, qtbot: QtBot, hub: SecureHub, tmp_path: Path) -> None:
    with opened(qapp, qtbot, hub, tmp_path / "agnes", AGENT) as shown:
        action = shown.shell.actions_table.get("window.admin")
        assert action.hindrance() == "only an admin of the hub can do that"
        shown.shell.actions_table.run("window.admin")
        assert shown.shell.findChildren(AdminPanel) == []


def test_on_one_machine_it_says_how_a_hub_is_made(small: Window) -> None:
    small.shell.actions_table.run("window.admin")
    (alone,) = small.shell.findChildren(AlonePanel)
    assert alone.commands.toPlainText().splitlines() == list(COMMANDS)
    assert alone.join.hasFocus()
    alone.join.click()
    assert [one for one in small.shell.findChildren(JoiningPanel) if one.isVisible()]


def test_the_commands_are_those_of_the_command_line() -> None:
    group = typer.main.get_group(verbs())
    for command in COMMANDS:
        program, hub_, verb, *rest = command.split()
        assert (program, hub_) == ("support-console", "hub")
        known = group.commands[verb]
        options = {name for option in known.params for name in option.opts}
        assert {one for one in rest if one.startswith("--")} <= options
