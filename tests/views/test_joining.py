"""A team's hub is joined, changed and left in the window; whatever is wrong is said in its place (SPEC 13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.models.kinds import Code, HubStep
from console.services.sync.profiles import EMBEDDED, Membership, active
from console.settings import Language as Spoken
from console.views.joining import JoiningPanel
from console.views.team import REOPEN
from tests.support.consoles import joined
from tests.support.keyrings import MemoryKeyring, memory_keyring
from tests.support.secure_hub import AGENT, COLLEAGUE, SecureHub, free_port, secure_hub
from tests.support.window import Window, window

PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def hub() -> Iterator[SecureHub]:
    with secure_hub() as made:
        yield made


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    with memory_keyring(monkeypatch) as made:
        yield made


@dataclass(frozen=True, slots=True)
class Joining:
    """The panel over a window."""

    window: Window
    qtbot: QtBot
    panel: JoiningPanel

    @property
    def member(self) -> Membership:
        """What the next start works with."""
        return active(self.window.services.profile, "me")

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for what the network brings."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def read(self, hub: SecureHub, login: str, **changes: object) -> None:
        """Choose a connection file and fill the form in."""
        file = self.window.services.profile / "handed-out.toml"
        file.write_text(hub.at(**changes).written(), "utf-8")
        self.panel.choose_team()
        self.panel.form.read(file)
        self.until(lambda: not self.panel.form.login.isHidden())
        self.panel.form.login.setText(login)
        self.panel.form.secret.field.setText(hub.passwords[login])

    def rest(self) -> None:
        """Wait until nothing is tried any more."""
        self.until(lambda: not self.panel.form._running)


@contextmanager
def opened(
    application: QApplication, qtbot: QtBot, profile: Path, member: Membership | None = None
) -> Iterator[Joining]:
    with window(application, profile, member) as shown:
        shown.shell.resize(1280, 800)
        qtbot.waitActive(shown.shell)
        shown.page.focus()
        shown.shell.open_joining()
        (panel,) = shown.shell.findChildren(JoiningPanel)
        yield Joining(shown, qtbot, panel)


@pytest.fixture
def joining(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Joining]:
    """On one machine, before any hub was joined."""
    with opened(qapp, qtbot, tmp_path / "profile") as made:
        yield made


def test_joining_tests_first_pulls_once_and_opens_anew_on_the_hub(
    joining: Joining, hub: SecureHub, keyring: MemoryKeyring
) -> None:
    joining.read(hub, AGENT)
    joining.panel.form.join.click()
    joining.until(lambda: not joining.panel.reopen.isHidden())
    assert joining.member == Membership("corp-desk", AGENT)
    assert "From the next start on you work with corp-desk as agnes." in joining.panel._says.text()
    assert joining.panel.form.secret.is_empty
    assert list(keyring.kept.values()) == [hub.passwords[AGENT]]
    assert joining.panel.reopen.hasFocus()
    joining.panel.reopen.click()
    application = QApplication.instance()
    assert application is not None
    assert application.property(REOPEN)
    application.setProperty(REOPEN, False)
    assert not joining.window.shell.isVisible()


def test_the_frame_stays_whoever_has_the_keyboard_when_it_is_tried(joining: Joining, hub: SecureHub) -> None:
    """A button that is disabled hands the keyboard on: not to the page, which would close the frame."""
    joining.read(hub, AGENT)
    joining.panel.form.test.setFocus()
    joining.panel.form.test.click()
    assert joining.panel.isVisible()
    joining.rest()
    assert joining.panel.isVisible()
    assert joining.panel.form.join.hasFocus()


def test_without_a_keyring_it_is_said_that_the_password_is_asked_for_again(joining: Joining, hub: SecureHub) -> None:
    joining.read(hub, AGENT)
    joining.panel.form.join.click()
    joining.until(lambda: not joining.panel.reopen.isHidden())
    assert "it is asked for at each start" in joining.panel._says.text()


def test_a_test_alone_changes_nothing_and_shows_every_step(joining: Joining, hub: SecureHub) -> None:
    joining.read(hub, AGENT)
    joining.panel.form.test.click()
    joining.rest()
    assert joining.panel.form.checks.is_right
    assert all(one.endswith(": right") for one in joining.panel.form.checks.said())
    assert joining.member.hub == EMBEDDED
    assert joining.panel.form.secret.secret() == hub.passwords[AGENT]


def test_a_wrong_password_is_told_at_its_step_and_stays_to_be_corrected(joining: Joining, hub: SecureHub) -> None:
    joining.read(hub, AGENT)
    joining.panel.form.secret.field.setText("wrong")
    joining.panel.form.join.click()
    joining.rest()
    trouble = joining.panel.form.checks.trouble
    assert trouble is not None
    assert trouble.code is Code.HUB_SIGN_IN_WRONG
    assert joining.panel.form.sentence == ""
    assert joining.panel.form.login.text() == AGENT
    assert joining.member.hub == EMBEDDED
    joining.panel.form.secret.field.setText("another")
    assert joining.panel.form.checks.isHidden()


def test_a_server_that_is_not_there_stops_at_the_way(joining: Joining, hub: SecureHub) -> None:
    joining.read(hub, AGENT, port=free_port())
    joining.panel.form.test.click()
    joining.rest()
    states = joining.panel.form.checks.said()
    assert [one.endswith(": right") for one in states] == [True] + [False] * (len(HubStep) - 1)
    assert states[2].endswith(": not looked at")


@pytest.mark.parametrize("content", ["", "hub = ", "[hub]\nname = 'x'\n", "\0\xff"])
def test_a_file_that_is_no_connection_is_a_sentence(joining: Joining, content: str) -> None:
    file = joining.window.services.profile / "no.toml"
    file.write_bytes(content.encode("latin-1"))
    joining.panel.choose_team()
    joining.panel.form.read(file)
    joining.until(lambda: joining.panel.form.sentence)
    assert not joining.panel.form.join.isVisible()


def test_a_file_that_is_gone_is_a_sentence(joining: Joining, tmp_path: Path) -> None:
    joining.panel.choose_team()
    joining.panel.form.read(tmp_path / "gone.toml")
    joining.until(lambda: joining.panel.form.sentence)


def test_leaving_goes_back_to_this_computer_and_the_hub_can_be_gone_back_to(
    qapp: QApplication, qtbot: QtBot, hub: SecureHub, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    joined(hub, profile, COLLEAGUE)
    joined(hub, profile, AGENT)
    with opened(qapp, qtbot, profile) as joining:
        panel = joining.panel
        assert panel._with_team.isChecked()
        joining.until(lambda: not panel._known.is_empty)
        assert [button.text() for _, button in panel._known._buttons] == ["Go back to corp-desk as bao"]
        panel._alone.click()
        assert panel.leave.text() == "Leave corp-desk"
        panel.leave.click()
        joining.until(lambda: not panel.reopen.isHidden())
        assert joining.member.hub == EMBEDDED
        assert (profile / "corp-desk" / AGENT / "replica.db").exists()
    with opened(qapp, qtbot, profile) as joining:
        panel = joining.panel
        panel.choose_team()
        joining.until(lambda: len(panel._known._buttons) == 2)
        panel._known._buttons[1][1].click()
        joining.until(lambda: not panel.reopen.isHidden())
        assert joining.member == Membership("corp-desk", COLLEAGUE)


def test_it_speaks_the_language_in_use_at_once(joining: Joining, hub: SecureHub) -> None:
    joining.read(hub, AGENT)
    english = joining.panel._title.text(), joining.panel.form.join.text()
    joining.window.preferences.put(Spoken.ZH)
    assert (joining.panel._title.text(), joining.panel.form.join.text()) == ("工单存放位置", "加入") != english
    assert joining.panel.form.login.text() == AGENT


def test_it_stays_within_the_smallest_window(joining: Joining, hub: SecureHub) -> None:
    joining.read(hub, AGENT)
    joining.panel.form.secret.field.setText("wrong")
    joining.panel.form.test.click()
    joining.rest()
    shell = joining.window.shell
    shell.resize(shell.minimumSize())
    QApplication.processEvents()
    assert joining.panel.geometry().bottom() <= shell.height()
    assert joining.panel.form.join.mapTo(shell, joining.panel.form.join.rect().bottomLeft()).y() < shell.height()
