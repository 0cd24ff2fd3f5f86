"""A ticket is put under an incident by a key, and leads there by another."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.bootstrap import build_services
from console.models.kinds import EventKind
from console.services.incidents.commands import DeclareIncident
from console.services.tickets.commands import CreateTicket
from console.services.tickets.whole import OpenTicket, Whole
from console.views.choice_list import ChoiceList
from console.views.incidents.page import IncidentsPage
from console.views.queue.page import QueuePage
from tests.support.window import stand

SHIFT, NONE, PATIENCE_MS = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier, 30_000


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def test_a_ticket_stands_under_an_incident_until_it_is_taken_off(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    services = build_services(tmp_path / "profile")
    ticket = services.desk.do(CreateTicket("Sign-in loops")).subject
    incident = services.desk.do(DeclareIncident("Nobody can sign in", users=3120)).subject
    services.close()
    with stand(qapp, tmp_path / "profile") as window:
        page = window.shell.page
        assert isinstance(page, QueuePage)

        def kept() -> Whole:
            return window.services.desk.ask(OpenTicket(ticket))

        def chosen() -> bool:
            return any(one.isVisible() and one.current() for one in window.shell.findChildren(ChoiceList))

        def turn(linked: int) -> None:
            press(Qt.Key.Key_L, SHIFT)
            qtbot.waitUntil(chosen, timeout=PATIENCE_MS)
            press(Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: len(kept().incidents) == linked, timeout=PATIENCE_MS)
            qtbot.waitUntil(lambda: shown() == linked, timeout=PATIENCE_MS)

        def shown() -> int:
            whole = page.presenter.ticket.state.shown
            return len(whole.incidents) if whole is not None else -1

        qtbot.waitUntil(lambda: shown() == 0, timeout=PATIENCE_MS)
        turn(1)
        turn(0)
        told = [event.kind for event in kept().events if event.kind in (EventKind.COVERED, EventKind.UNCOVERED)]
        assert told == [EventKind.COVERED, EventKind.UNCOVERED]
        turn(1)
        press(Qt.Key.Key_W, SHIFT)
        qtbot.waitUntil(lambda: isinstance(window.shell.page, IncidentsPage), timeout=PATIENCE_MS)
        room = window.shell.page
        assert isinstance(room, IncidentsPage)
        qtbot.waitUntil(lambda: room.presenter.state.incident == incident, timeout=PATIENCE_MS)
