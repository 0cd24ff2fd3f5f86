"""What was closed long ago is found in the archive, read there, and comes back when it is opened again (SPEC 3.3)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.bootstrap import build_services
from console.models.kinds import Code, Outcome, Refused, Status, Visibility
from console.services.sync.at_hub import AtHub
from console.services.tickets.commands import AddMessage, CreateTicket, SetStatus
from console.views.queue.archive import ArchivePanel
from console.views.queue.page import QueuePage
from console.views.queue.talk import Message
from tests.support.desk import SetClock
from tests.support.window import Stand, stand


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two tickets in the archive, one on the desk."""
    folder, clock = tmp_path_factory.mktemp("archive") / "profile", SetClock()
    with closing(build_services(folder, clock)) as services:
        for title in ("VPN drops every hour", "VPN asks twice"):
            clock.advance()
            key = services.desk.do(CreateTicket(title)).subject
            services.desk.do(AddMessage(key, f"Known: {title}", Visibility.PUBLIC))
            services.desk.do(SetStatus(key, Status.RESOLVED, "done", Outcome.SOLVED))
            services.desk.do(SetStatus(key, Status.CLOSED))
        services.open_sync().once()
        clock.advance(timedelta(days=181))
        assert services.open_house().keep().archived == 2
        services.desk.do(CreateTicket("VPN is slow"))
        services.open_sync().once()
    return folder


@pytest.fixture
def on(qapp: QApplication, qtbot: QtBot, profile: Path) -> Iterator[Stand]:
    with stand(qapp, profile) as shown:
        rounds = shown.services.open_sync()
        rounds.start()
        qtbot.waitUntil(lambda: page(shown).presenter.ticket.state.shown is not None)
        yield shown
        rounds.stop()


def page(on: Stand) -> QueuePage:
    found = on.shell.page
    assert isinstance(found, QueuePage)
    return found


def raised(on: Stand, qtbot: QtBot, text: str) -> ArchivePanel:
    """The archive, by the button below what a search found."""
    page(on).presenter.listing.search(text)
    qtbot.waitUntil(page(on).display.archive.isVisible)
    page(on).display.archive.click()
    (panel,) = on.shell.findChildren(ArchivePanel)
    return panel


def rows(panel: ArchivePanel) -> list[str]:
    model = panel.list.model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def test_it_is_offered_where_one_searches(on: Stand, qtbot: QtBot) -> None:
    display = page(on).display
    assert not display.archive.isVisible()
    panel = raised(on, qtbot, "vpn")
    assert panel.first.text() == "vpn"
    qtbot.waitUntil(lambda: rows(panel) == ["2 VPN asks twice", "1 VPN drops every hour"])
    assert panel.note.text() == "2 archived tickets, newest first. Enter reads one."
    panel.first.clear()
    QTest.keyClicks(panel.first, "nowhere")
    assert rows(panel) == []
    qtbot.waitUntil(lambda: "contains “nowhere”" in panel.note.text())
    panel.dismiss()
    page(on).presenter.listing.search("")
    qtbot.waitUntil(lambda: not display.archive.isVisible())


def test_it_is_read_and_esc_goes_back_step_by_step(on: Stand, qtbot: QtBot) -> None:
    panel = raised(on, qtbot, "drops")
    qtbot.waitUntil(lambda: len(rows(panel)) == 1)
    QTest.keyClick(panel.first, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.reading.isVisible)
    assert "VPN drops every hour" in panel.head.accessibleName()
    said = [item.body for item in panel.conversation._shown.values() if isinstance(item, Message)]
    assert said == ["Known: VPN drops every hour"]
    assert "Archived" in panel.note.text()
    QTest.keyClick(panel.reason, Qt.Key.Key_Escape)
    assert not panel.reading.isVisible()
    assert panel.list.isVisible()
    QTest.keyClick(panel.first, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_why_the_hub_cannot_be_asked_is_said_and_tried_again(
    on: Stand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise Refused(Code.HUB_AWAY, reason="no route")

    with monkeypatch.context() as patched:
        patched.setattr(AtHub, "search_archives", away)
        panel = raised(on, qtbot, "drops")
        qtbot.waitUntil(lambda: "The archive lies at the hub alone." in panel.note.text())
        assert "no route" in panel.note.text()
    panel.again.click()
    qtbot.waitUntil(lambda: len(rows(panel)) == 1)
    assert not panel.again.isVisible()
    panel.dismiss()


def test_a_ticket_opened_again_is_shown_in_the_list(on: Stand, qtbot: QtBot) -> None:
    panel = raised(on, qtbot, "asks")
    qtbot.waitUntil(lambda: len(rows(panel)) == 1)
    QTest.keyClick(panel.first, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.reading.isVisible)
    panel.reopen.click()
    assert panel.note.text() == "Write a few words first."
    QTest.keyClicks(panel.reason, "It is back")
    QTest.keyClick(panel.reason, Qt.Key.Key_Return)
    opened = page(on).presenter.ticket
    qtbot.waitUntil(
        lambda: opened.state.shown is not None and opened.state.shown.title == "VPN asks twice", timeout=30_000
    )
    qtbot.waitUntil(lambda: not on.shell.findChildren(ArchivePanel))
    assert opened.state.shown is not None
    assert opened.state.shown.status is Status.OPEN
    assert opened.state.shown.events[-1].reason == "It is back"
