"""The war-room in the real window, driven by keys."""

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
from console.models.incident_kinds import EntryKind, IncidentStatus
from console.models.kinds import Category, Locale, Severity
from console.models.message_kinds import MessageKind
from console.models.runbook_kinds import Result, StepState
from console.services.incidents.commands import AddEntry, DeclareIncident
from console.services.incidents.queries import IncidentRow, Incidents
from console.services.incidents.room import OpenPlan, Shown, TimelineWindow
from console.services.response_rows import StepRow
from console.views.incidents.messages import MessagesPanel
from console.views.incidents.page import IncidentsPage
from console.views.incidents.plan import key_of
from console.views.incidents.state import Mode, Only
from console.views.pages import Place, PlaceKind
from tests.support.window import PATIENCE_MS, Hands, Stand, stand

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@dataclass
class Room(Hands):
    """The window with its war-room, and a person's hands."""

    window: Stand
    page: IncidentsPage
    qtbot: QtBot

    @property
    def texts(self) -> list[str]:
        entries = self.page.room.list.entries
        return [entries.text(row) for row in range(entries.rowCount())]

    @property
    def row(self) -> IncidentRow:
        room = self.page.presenter.state.room
        assert room is not None
        return room.row

    def suggested(self) -> Severity | None:
        found = self.page.declaring.draft.severity
        return None if found is None else found.severity

    def kept(self) -> tuple[Shown, ...]:
        return self.window.services.desk.ask(TimelineWindow(self.row.id, 99))


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """A critical incident with an entry, and a small one."""
    services = build_services(tmp_path / "profile")
    services.desk.do(DeclareIncident("Wiki is slow", users=5))
    grave = services.desk.do(DeclareIncident("Nobody can sign in", "SSO answers 503", users=3120)).subject
    services.desk.do(AddEntry(grave, "Restarted 4 nodes"))
    services.close()
    with stand(qapp, tmp_path / "profile") as window:
        qtbot.waitActive(window.shell)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        QTest.keyClick(QApplication.focusWidget() or window.shell, Qt.Key.Key_2, CTRL)
        qtbot.waitUntil(lambda: isinstance(window.shell.page, IncidentsPage))
        page = window.shell.page
        assert isinstance(page, IncidentsPage)
        made = Room(window, page, qtbot)
        made.until(lambda: page.presenter.state.room and page.presenter.state.plan and page.list.hasFocus())
        made.until(lambda: len(made.texts) == 4)
        yield made


def test_the_gravest_that_lasts_is_open_and_others_are_gone_to_by_keys(room: Room) -> None:
    assert room.row.title == "Nobody can sign in"
    assert [room.texts[0], room.texts[-1]] == ["Restarted 4 nodes", "Critical Authentication failure"]
    assert "target 15 min" in [reading.target for reading in room.page.room.head.readings()]
    room.key("J")
    room.until(lambda: room.page.presenter.state.room and room.row.title == "Wiki is slow")
    room.key("K")
    room.until(lambda: room.page.presenter.state.room and room.row.title == "Nobody can sign in")


def test_an_incident_is_gone_to_from_elsewhere(room: Room) -> None:
    (other,) = room.page.presenter.others()
    room.window.shell.show_page("queue")
    room.window.shell.go(Place(PlaceKind.INCIDENT, other.id))
    assert room.window.shell.page is room.page
    room.until(lambda: room.page.presenter.state.room and room.row.id == other.id)


def test_one_key_captures_and_a_time_at_the_beginning_is_when_it_happened(room: Room) -> None:
    room.key("N")
    assert room.page.room.field.hasFocus()
    room.key(Qt.Key.Key_E, CTRL)
    room.type("No rollback")
    room.key(Qt.Key.Key_Return)
    room.until(lambda: room.texts[0] == "No rollback" and not room.page.room.field.text())
    room.type("0:00 Certificate ran out")
    room.key(Qt.Key.Key_Return)
    room.until(lambda: "Certificate ran out" in room.texts)
    told = {shown.entry.text: shown.entry for shown in room.kept()}
    assert told["No rollback"].kind is EntryKind.DECISION
    ran_out = told["Certificate ran out"]
    assert ran_out.event_at < ran_out.recorded_at
    assert f"{ran_out.event_at.astimezone():%H:%M}" == "00:00"


def test_what_is_being_written_stays_with_its_incident_and_survives_the_window(room: Room, qapp: QApplication) -> None:
    profile = room.window.services.profile
    room.key("N")
    room.type("Half a sen")
    room.key(Qt.Key.Key_Escape)
    room.key("J")
    room.until(lambda: room.page.presenter.state.room and room.row.title == "Wiki is slow")
    assert room.page.room.field.text() == ""
    room.key("K")
    room.until(lambda: room.page.room.field.text() == "Half a sen")
    room.window.shell.close()
    room.window.courier.close()
    with stand(qapp, profile) as window:
        page = window.shell.page
        assert isinstance(page, IncidentsPage)
        room.qtbot.waitUntil(lambda: page.room.field.text() == "Half a sen", timeout=PATIENCE_MS)


def test_an_entry_is_pinned_and_corrected_and_found_again(room: Room) -> None:
    room.page.room.list.setCurrentIndex(room.page.room.list.entries.index(0))
    room.page.room.list.setFocus()
    room.key("P")
    room.until(lambda: room.page.presenter.entry and room.page.presenter.entry.entry.pinned)
    room.key("X")
    room.type("3 nodes, not 4")
    room.key(Qt.Key.Key_Return)
    room.until(lambda: room.texts[0] == "3 nodes, not 4")
    correction, corrected, *_ = room.kept()
    assert correction.entry.corrects == corrected.entry.id
    room.key(Qt.Key.Key_Escape)
    room.key("4")
    room.until(lambda: room.texts == ["Restarted 4 nodes"])
    assert room.page.presenter.state.only is Only.PINNED
    room.key("1")
    room.key("/")
    room.type("NOT 4")
    room.until(lambda: room.texts == ["3 nodes, not 4"])
    room.key(Qt.Key.Key_Escape)
    room.until(lambda: len(room.texts) == 5)


def test_an_incident_is_declared_by_keys_with_its_severity_shown(room: Room) -> None:
    room.key("C")
    form, draft = room.page.form, room.page.declaring
    assert form.title.hasFocus()
    room.type("Permission denied for everyone")
    room.until(lambda: draft.draft.settled is Category.AUTHORIZATION_ERROR)
    room.key(Qt.Key.Key_Return)
    room.key(Qt.Key.Key_Tab)
    assert form.users.hasFocus()
    room.type("many")
    assert room.suggested() is None
    room.key(Qt.Key.Key_Return, CTRL)
    assert len(room.window.services.desk.ask(Incidents())) == 2
    form.users.clear()
    room.type("500")
    assert room.suggested() is Severity.HIGH
    room.key(Qt.Key.Key_Return, CTRL)
    room.until(lambda: room.page.presenter.state.mode is Mode.READ and room.row.title.startswith("Permission"))
    assert (room.row.severity, room.row.category, room.row.affected_users) == (
        *(Severity.HIGH, Category.AUTHORIZATION_ERROR),
        500,
    )
    assert form.title.text() == ""
    messages = room.page.room.side.panels["messages"]
    assert isinstance(messages, MessagesPanel)
    room.until(lambda: messages.body.hasFocus() and "Permission denied" in messages.body.toPlainText())
    assert messages.presenter.state.written.kind is MessageKind.INITIAL, "a first message is ready to be sent"


def test_status_severity_and_command_are_given_by_keys(room: Room) -> None:
    room.key("A")
    room.until(lambda: room.row.status is IncidentStatus.ACKNOWLEDGED)
    room.key("V")
    room.until(lambda: not room.page.list.hasFocus())
    room.window.shell._choosers.dismiss()
    room.page.presenter.set_severity(Severity.HIGH, "half are back")
    room.until(lambda: room.row.severity is Severity.HIGH)
    room.page.focus()
    room.key("M")
    room.until(lambda: not room.page.list.hasFocus())
    room.key(Qt.Key.Key_Return)
    room.until(lambda: room.row.commander == room.window.services.me.name)
    assert room.texts[0].startswith("Commander")


def test_the_wall_shows_the_incident_and_lets_nothing_be_changed(room: Room) -> None:
    room.key(Qt.Key.Key_F11)
    room.until(room.page.wall.hasFocus)
    assert "Nobody can sign in" in room.page.wall.accessibleName()
    room.key("A")
    room.key("N")
    assert room.page.wall.hasFocus()
    assert not room.page.wall.grab().isNull()
    room.key(Qt.Key.Key_F11)
    room.until(room.page.list.hasFocus)
    assert room.row.status is IncidentStatus.REPORTED


def test_the_response_begins_and_a_step_that_waits_is_approved(room: Room) -> None:
    """Nothing is set up here: what is approved ends as not set up, and the response goes on."""

    def step(name: str) -> StepRow | None:
        services = room.window.services
        response = services.desk.ask(OpenPlan(room.row.id, services.clock.now())).response
        steps = response.steps if response is not None else ()
        return next((one for one in steps if one.step == name), None)

    room.key("B")
    room.until(lambda: room.page.presenter.state.plan and room.page.presenter.state.plan.response)
    room.until(lambda: not room.page.presenter.state.busy)
    state = room.page.presenter.state
    assert state.plan is not None
    assert state.plan.response is not None
    waiting = next(one for one in state.plan.response.steps if one.state is StepState.WAITING)
    room.page.presenter.choose_step(key_of(waiting.part, waiting.round, waiting.step))
    room.key("D")
    room.until(lambda: not room.page.list.hasFocus())
    room.key(Qt.Key.Key_Return)
    room.until(lambda: (found := step(waiting.step)) and found.outcome)
    found = step(waiting.step)
    assert found is not None
    assert found.outcome is not None
    assert (found.approved_by, found.outcome.result) == ((room.window.services.me.id,), Result.NOT_SET_UP)
    room.until(lambda: not room.page.presenter.state.busy)


def test_what_others_write_appears_and_the_words_follow_the_language(room: Room) -> None:
    room.window.services.desk.do(AddEntry(room.row.id, "From elsewhere"))
    room.until(lambda: room.texts[0] == "From elsewhere")
    room.window.language.speak(Locale.ZH)
    room.until(lambda: room.texts[-1] == "严重故障 认证失败")
    assert room.page.room.head.readings()[0].name != "Acknowledge"
