"""The password of a hub is asked again; the right one closes the frame, a wrong one is told in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.models.kinds import Code, Refused
from console.services.sync.state import Phase, SyncState
from console.views.signing_in import SignInPanel
from tests.support.consoles import joined
from tests.support.secure_hub import AGENT, SecureHub, secure_hub
from tests.support.window import Window, window

PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def hub() -> Iterator[SecureHub]:
    with secure_hub() as made:
        yield made


@pytest.fixture
def asked(qapp: QApplication, qtbot: QtBot, hub: SecureHub, tmp_path: Path) -> Iterator[Window]:
    """The window of a console that knows no password, its rounds begun."""
    joined(hub, tmp_path / "profile", AGENT)
    with window(qapp, tmp_path / "profile") as shown:
        qtbot.waitActive(shown.shell)
        shown.page.focus()
        rounds = shown.services.open_sync()
        with qtbot.waitSignal(shown.courier.synced, timeout=PATIENCE_MS):
            rounds.start()
        yield shown
        rounds.stop()


def panel(asked: Window) -> SignInPanel:
    asked.shell._line.where.click()
    (found,) = (one for one in asked.shell.findChildren(SignInPanel) if one.isVisible())
    return found


def test_the_status_line_leads_to_it_and_the_right_password_closes_it(
    asked: Window, hub: SecureHub, qtbot: QtBot
) -> None:
    assert asked.shell._line.where.text() == "Sign in to go on"
    frame = panel(asked)
    assert frame._title.text() == "Sign in to corp-desk as agnes"
    assert frame.secret.field.hasFocus()
    assert not frame.button.isEnabled()
    QTest.keyClicks(frame.secret.field, hub.passwords[AGENT])
    QTest.keyClick(frame.secret.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked.shell._line.where.text() == "Connected", timeout=PATIENCE_MS)
    assert not [one for one in asked.shell.findChildren(SignInPanel) if one.isVisible()]


def test_a_wrong_password_is_told_and_asked_for_again(asked: Window, qtbot: QtBot) -> None:
    frame = panel(asked)
    frame.secret.field.setText("wrong")
    frame.button.click()
    assert frame.secret.is_empty
    assert frame.button.text() == "Signing in…"
    qtbot.waitUntil(lambda: bool(frame.sentence), timeout=PATIENCE_MS)
    assert frame.secret.field.hasFocus()
    assert frame.button.text() == "Sign in"
    frame.secret.field.setText("x")
    assert frame.sentence == ""


def test_trouble_of_before_is_not_taken_for_the_answer(asked: Window, qtbot: QtBot) -> None:
    frame = panel(asked)
    frame._trying = True
    needed = Refused(Code.HUB_SIGN_IN_NEEDED, login=AGENT)
    with qtbot.waitSignal(asked.courier.synced):
        asked.services.bus.publish(SyncState(Phase.NEEDS_PASSWORD, trouble=needed))
    assert frame.sentence == ""
