"""The panels beside the timeline: two columns where there is room, else one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.bootstrap import build_services
from console.services.incidents.commands import DeclareIncident
from console.views.incidents.page import IncidentsPage
from console.views.incidents.side import SLOTS, WIDE, Side
from tests.support.window import stand


@pytest.fixture
def side(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Side]:
    services = build_services(tmp_path / "profile")
    services.desk.do(DeclareIncident("Nobody can sign in", users=3120))
    services.close()
    with stand(qapp, tmp_path / "profile") as window:
        qtbot.waitActive(window.shell)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        window.shell.show_page("incidents")
        page = window.shell.page
        assert isinstance(page, IncidentsPage)
        qtbot.waitUntil(lambda: bool(page.presenter.state.plan) and page.room.side.isVisible(), timeout=30_000)
        yield page.room.side


def seen(side: Side) -> list[str]:
    return [key for key, panel in side.panels.items() if panel.isVisible()]


def test_where_there_is_room_all_panels_are_seen_and_none_covers_another(side: Side) -> None:
    side.setMinimumWidth(WIDE)
    QApplication.processEvents()
    assert seen(side) == [slot.key for slot in SLOTS]
    assert not side.strip.isVisible()
    areas = [panel.geometry() for panel in side.panels.values()]
    assert not any(one.intersects(other) for one in areas for other in areas if one is not other)
    assert max(area.right() for area in areas) == side.width() - 1
    assert max(area.bottom() for area in areas) == side.height() - 1


def test_where_there_is_little_room_a_key_shows_a_panel_and_takes_the_keyboard_there(side: Side) -> None:
    side.setFixedWidth(WIDE - 1)
    QApplication.processEvents()
    for slot in (*SLOTS[1:], SLOTS[0]):
        QTest.keyClick(focused(), Qt.Key(ord(slot.keys)))
        assert seen(side) == [slot.key]
        assert side.panels[slot.key].keyboard.hasFocus()
        assert [key for key, tab in side.tabs.items() if tab.isChecked()] == [slot.key]
        assert side.lists() == (side.panels[slot.key].keyboard,)


def focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus
