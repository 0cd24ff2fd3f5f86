"""The notification service of a real session shows what is told, and tells what was pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QStandardPaths
from pytestqt.qtbot import QtBot

from console.views.desktop_alerts import OPEN, PLAYERS, SessionBus, Toast, connect, ring
from tests.support.desktop import desktop


def test_without_a_session_there_is_no_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert connect() is None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "nonsense")
    assert connect() is None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    assert connect() is None


def test_a_notification_is_shown_pressed_and_lost_with_its_bus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    owner = QObject()
    with desktop(tmp_path) as session:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session.bus)
        link = connect()
        assert link is not None
        bus = SessionBus(link, owner)
        assert bus.service.startswith("dunst 1")
        assert bus.has_actions
        acted: list[tuple[str, str]] = []
        bus.acted.connect(lambda token, action: acted.append((token, action)))
        bus.show(Toast("k", "登录失败 <b>", "a <b>bold</b> & b", critical=True, actions=((OPEN, "Open"),)))
        qtbot.waitUntil(lambda: bool(session.titles))
        assert session.titles == ["登录失败 <b>"]
        assert "a &lt;b&gt;bold&lt;/b&gt; &amp; b" in session.log.read_text("utf-8")
        assert "urgency: CRITICAL" in session.log.read_text("utf-8")
        qtbot.waitUntil(lambda: bool(bus._shown))
        session.press()
        qtbot.waitUntil(lambda: acted == [("k", OPEN)])
        with qtbot.waitSignal(bus.lost):
            session.end_bus()
    owner.deleteLater()


def test_the_sound_needs_a_program_that_plays_it() -> None:
    assert ring() is any(QStandardPaths.findExecutable(name) for name in PLAYERS)
