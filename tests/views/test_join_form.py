"""The form asks for no more than a connection needs, and offers nothing that cannot be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from console.services.sync.connection import Connection, Method
from console.views.join_form import JoinForm
from tests.support.certificates import Authority
from tests.support.window import Window


@pytest.fixture
def form(small: Window) -> JoinForm:
    """A form in the window."""
    lent = small.look, small.language, small.courier, small.services.clock
    made = JoinForm(*lent, small.services.profile, small.shell)
    made.show()
    return made


def connection(tmp_path: Path, method: Method = Method.SCRAM, login: str | None = None) -> Path:
    file = tmp_path / "hub.toml"
    file.write_text(Connection("Corp desk", "localhost", 1, "desk", method, Authority().pem, login).written(), "utf-8")
    return file


def test_before_a_file_is_read_nothing_else_is_asked(form: JoinForm) -> None:
    assert not any(part.isVisible() for part in (form.login, form.secret, form.test, form.join, form.checks))
    assert form._summary.text() == "Choose it, or drop it here."


def test_a_file_tells_where_and_how_and_may_name_the_login(form: JoinForm, qtbot: QtBot, tmp_path: Path) -> None:
    form.read(connection(tmp_path, login="zhou.wei"))
    qtbot.waitUntil(form.login.isVisible)
    assert form._summary.text() == "Corp desk · localhost:1 · by password"
    assert form.login.text() == "zhou.wei"
    assert form.secret.field.hasFocus()
    assert not form.join.isEnabled()
    form.secret.field.setText("secret")
    assert form.join.isEnabled()
    form.login.setText("  ")
    assert not form.join.isEnabled()


def test_a_session_s_ticket_needs_no_password(form: JoinForm, qtbot: QtBot, tmp_path: Path) -> None:
    form.read(connection(tmp_path, Method.KERBEROS))
    qtbot.waitUntil(form.login.isVisible)
    assert not form.secret.isVisible()
    assert form.login.hasFocus()
    assert not form.wants_keyring
    form.login.setText("zhou.wei")
    assert form.join.isEnabled()


def test_a_login_that_was_typed_is_not_replaced_by_a_file(form: JoinForm, qtbot: QtBot, tmp_path: Path) -> None:
    form.login.setText("mine")
    form.read(connection(tmp_path, login="zhou.wei"))
    qtbot.waitUntil(form.login.isVisible)
    assert form.login.text() == "mine"


@pytest.mark.parametrize(("files", "taken"), [(1, True), (2, False), (0, False)])
def test_one_file_may_be_dropped(form: JoinForm, qtbot: QtBot, tmp_path: Path, files: int, taken: bool) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(connection(tmp_path)))] * files)
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), action, data, button, Qt.KeyboardModifier.NoModifier)
    event.setAccepted(False)
    form.dropEvent(event)
    assert event.isAccepted() is taken
    if taken:
        qtbot.waitUntil(form.login.isVisible)
