"""The panels beside the timeline: two columns where there is room, else one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.bootstrap import build_services
from console.services.incidents.commands import DeclareIncident
from console.services.incidents.work_commands import AskTask
from console.services.incidents.work_queries import TaskRow, Tasks
from console.services.tickets.commands import CreateTicket
from console.views.choice_list import ChoiceList
from console.views.entry_list import Entry, EntryList
from console.views.incidents.impact import ImpactPanel
from console.views.incidents.page import IncidentsPage
from console.views.incidents.side import SLOTS, WIDE, Side
from console.views.incidents.tasks import TasksPanel
from console.views.overlay import Overlay
from console.views.pages import Place, PlaceKind
from tests.support.window import Hands, Stand, stand


@dataclass
class Room(Hands):
    """The window on one incident, and a person's hands."""

    window: Stand
    side: Side
    qtbot: QtBot

    def type(self, text: str) -> None:
        QTest.keyClicks(focused(), text)
        QApplication.processEvents()

    def questions(self) -> list[str]:
        found = self.window.shell.findChildren(Overlay)
        return [one.accessibleName() for one in found if one.isVisible()]

    def answer(self, title: str, typed: str = "") -> None:
        self.until(lambda: any(one.startswith(title) for one in self.questions()))
        self.type(typed)
        self.key(Qt.Key.Key_Return)
        self.until(lambda: not any(one.startswith(title) for one in self.questions()))


def entries(listed: EntryList) -> list[Entry]:
    return [listed.entries.at(row) for row in range(listed.entries.rowCount())]


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    services = build_services(tmp_path / "profile")
    services.desk.do(DeclareIncident("Nobody can sign in", users=3120))
    services.desk.do(CreateTicket("Sign-in loops"))
    services.close()
    with stand(qapp, tmp_path / "profile") as window:
        qtbot.waitActive(window.shell)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        window.shell.show_page("incidents")
        page = window.shell.page
        assert isinstance(page, IncidentsPage)
        qtbot.waitUntil(lambda: bool(page.presenter.state.plan) and page.room.side.isVisible(), timeout=30_000)
        page.room.list.setFocus()
        yield Room(window, page.room.side, qtbot)


@pytest.fixture
def side(room: Room) -> Side:
    return room.side


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


def test_a_task_is_asked_for_by_one_key_and_its_time_runs_till_it_is_done(room: Room) -> None:
    panel = room.side.panels["tasks"]
    assert isinstance(panel, TasksPanel)
    room.key("T")
    assert panel.field.hasFocus()
    room.type("Certificate onto node 3 20m")
    room.key(Qt.Key.Key_Return)
    room.answer("Who does it?")
    room.until(lambda: panel.presenter.open_tasks() == 1)
    (task,) = entries(panel.list)
    assert (task.text, task.note, task.part is not None) == ("Certificate onto node 3", "20 of 20 min left", True)
    assert not panel.field.isVisible()
    assert panel.title() == "Tasks 1"
    panel.list.setFocus()
    room.key("E")
    room.answer("Certificate onto node 3", "Answers again")
    room.until(lambda: panel.presenter.open_tasks() == 0)
    (task,) = entries(panel.list)
    assert (task.note, task.meaning, task.part) == ("done in 0 of 20 min", "met", None)


def test_behind_another_page_nothing_is_asked_and_all_is_there_on_coming_back(room: Room) -> None:
    panel, services = room.side.panels["tasks"], room.window.services
    assert isinstance(panel, TasksPanel)
    room.until(lambda: panel.presenter.state.tasks == ())
    incident = panel.presenter.state.incident or ""
    room.window.shell.show_page("queue")
    with room.qtbot.waitSignal(room.window.courier.changed):
        services.desk.do(AskTask(incident, "Look at node 3", services.me.id, 20))
    found: list[TaskRow] = []
    room.window.courier.ask(Tasks(incident), found.extend)
    room.until(lambda: found)
    assert panel.presenter.state.tasks == (), "an earlier question would be answered by now"
    room.window.shell.show_page("incidents")
    room.until(lambda: panel.presenter.open_tasks() == 1)


def test_charts_are_asked_for_once_they_can_be_seen(room: Room, side: Side) -> None:
    panel = side.panels["impact"]
    assert isinstance(panel, ImpactPanel)
    side.setFixedWidth(WIDE - 1)
    side.show_panel("tasks")
    services = room.window.services
    other = services.desk.do(DeclareIncident("Wiki is slow", users=5)).subject
    room.window.shell.go(Place(PlaceKind.INCIDENT, other))
    room.until(lambda: panel.presenter.state.incident == other and panel.presenter.state.impact)
    assert panel.metrics.incident != other
    side.show_panel("impact")
    assert panel.metrics.incident == other


def test_a_ticket_is_linked_by_its_words_and_opened_in_the_queue(room: Room) -> None:
    page, panel = room.window.shell.page, room.side.panels["impact"]
    assert isinstance(panel, ImpactPanel)
    room.until(lambda: panel.presenter.state.impact)
    assert panel.reach.accessibleName().startswith("people: 3,120, works: –")
    room.key("L")
    room.until(lambda: any(one.startswith("Which ticket") for one in room.questions()))
    room.type("loops")
    room.until(lambda: any(one.current() for one in room.window.shell.findChildren(ChoiceList)))
    room.key(Qt.Key.Key_Return)
    room.until(panel.presenter.tickets)
    (linked,) = entries(panel.list)
    assert (linked.text, linked.below) == ("1  Sign-in loops", "New · covered")
    assert "at most 1 tickets in" in panel.reach.accessibleName()
    panel.list.setFocus()
    room.key("Q")
    room.until(lambda: room.window.shell.page is not page)


def test_a_duty_is_offered_and_taken_by_keys_and_the_head_shows_it(room: Room) -> None:
    page = room.window.shell.page
    assert isinstance(page, IncidentsPage)
    room.key("U")
    room.answer("Offer the duty of", "Scribe")
    room.answer("Scribe")

    def scribe() -> str:
        shown = page.presenter.state.room
        return next(cell.who for cell in page.room.head.people(shown) if cell.name == "Scribe") if shown else ""

    room.until(lambda: scribe() == room.window.services.me.name)
