"""The page of agreements and hours in the real window, driven by keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.bootstrap import build_services
from console.models.groups import GROUPS
from console.models.kinds import Locale, PolicyKind
from console.services.ruled import Ruled
from console.services.tickets.commands import CreateTicket
from console.views.policies.page import PoliciesPage
from tests.support.window import Hands, Stand, stand

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
LINES = "agreement All\nfirst_response 2h\ncalendar 24x7\n"


@dataclass
class Room(Hands):
    """The window with its page, and a person's hands."""

    window: Stand
    page: PoliciesPage
    qtbot: QtBot

    def write(self, text: str) -> None:
        """E, and other lines in place of these."""
        self.key(Qt.Key.Key_E)
        assert self.page.lines.text.hasFocus()
        self.page.lines.text.selectAll()
        self.page.lines.text.insertPlainText(text)
        self.until(lambda: self.page.presenter.state.text == text)

    def words(self, table: str) -> list[list[str]]:
        """The cells of a table beside the lines."""
        found = getattr(self.page.beside, table)
        columns = range(found.columnCount())
        return [[found.item(row, column).text() for column in columns] for row in range(found.rowCount())]


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    services = build_services(tmp_path / "profile")
    services.desk.do(CreateTicket(title="Printer"))
    services.close()
    with stand(qapp, tmp_path / "profile") as window:
        qtbot.waitActive(window.shell)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        QTest.keyClick(QApplication.focusWidget() or window.shell, Qt.Key.Key_8, CTRL)
        qtbot.waitUntil(lambda: isinstance(window.shell.page, PoliciesPage))
        page = window.shell.page
        assert isinstance(page, PoliciesPage)
        made = Room(window, page, qtbot)
        made.until(lambda: page.presenter.is_current() and page.list.hasFocus())
        yield made


def test_lines_are_written_tried_and_published_by_keys(room: Room) -> None:
    heads = room.page.beside.readings.horizontalHeader()
    titles = [room.page.beside.readings.model().headerData(column, heads.orientation()) for column in range(5)]
    assert titles == ["Agreement", "Clock", "Business", "By the clock", "Calendar"]
    assert len(room.words("readings")) == 12
    room.write(LINES)
    room.until(room.page.presenter.is_current)
    assert [row[2:] for row in room.words("readings")] == [["2h", "2 h", "24x7"]]
    room.key(Qt.Key.Key_Escape)
    assert room.page.list.hasFocus()
    room.key(Qt.Key.Key_T)
    room.until(lambda: room.page.presenter.state.replayed is not None)
    assert {row[1] for row in room.words("replays")} == {"Printer"}
    room.key(Qt.Key.Key_E)
    room.key(Qt.Key.Key_Return, CTRL)
    room.until(lambda: room.page.presenter.state.version == 2)
    (versions,) = [one.versions for one in room.window.services.desk.ask(Ruled()).things if one.kind is PolicyKind.SLA]
    assert [one.number for one in versions] == [2, 1]


def test_lines_that_are_wrong_say_why_and_cannot_be_published(room: Room) -> None:
    room.write("agreement All\nresolution soon\n")
    room.until(lambda: room.page.presenter.state.refused is not None)
    assert "line 2" in room.page.lines.refusal.text()
    assert not room.page.lines.publish.isEnabled()
    room.key(Qt.Key.Key_Return, CTRL)
    assert not room.page.presenter.state.is_publishing


def test_a_calendar_shows_its_month_in_both_languages(room: Room) -> None:
    room.key(Qt.Key.Key_Down)
    room.until(room.page.beside.month.isVisible)
    room.write("zone Asia/Shanghai\nmon-fri 09:00-17:00\n")
    room.until(room.page.presenter.is_current)
    assert room.page.beside.month.accessibleDescription().count("8 h") >= 20
    room.key(Qt.Key.Key_Escape)
    before = room.page.presenter.state.month
    room.key(Qt.Key.Key_BracketRight)
    room.until(lambda: room.page.presenter.state.month > before)
    room.window.language.speak(Locale.ZH)
    room.until(lambda: "8 小时" in room.page.beside.month.accessibleDescription())
    assert not room.page.beside.month.grab().isNull()


def test_groups_are_written_and_show_whom_they_reach_and_whom_they_do_not(room: Room) -> None:
    """SPEC 9.3."""
    room.key(Qt.Key.Key_End)
    room.until(lambda: room.words("readings") == [["mail", "Mail", "", "tcp://mail.example.org:587", ""]])
    room.key(Qt.Key.Key_Up)
    room.until(lambda: room.page.presenter.state.key == (PolicyKind.GROUPS, None, GROUPS))
    (name,) = room.page.presenter.state.names[PolicyKind.GROUPS].values()
    room.write(f"group ops_team\nperson {name}\noutside noc@partner.example zh_CN NOC\n")
    room.until(room.page.presenter.is_current)
    rows = room.words("readings")
    assert [name, "⚠ No e-mail address", "ops_team", "", ""] in rows
    assert rows[-1] == ["NOC", "noc@partner.example", "ops_team", "zh_CN", ""]
    assert not room.page.beside.trial.isVisible()
    room.key(Qt.Key.Key_Return, CTRL)
    room.until(lambda: room.page.presenter.state.version == 2)


def test_a_draft_is_there_when_the_window_opens_again(room: Room, qapp: QApplication) -> None:
    room.write(LINES)
    profile = room.window.services.profile
    room.window.shell.close()
    room.window.courier.close()
    with stand(qapp, profile) as window:
        room.until(lambda: isinstance(window.shell.page, PoliciesPage))
        page = window.shell.page
        assert isinstance(page, PoliciesPage)
        room.until(lambda: page.lines.text.toPlainText() == LINES)
