"""Two consoles of a team: what one person does is seen by the other, in the window (SPEC 3.11)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from console.models.kinds import Status, Visibility
from console.services.sync.state import BeingAt, SyncWanted
from console.services.tickets.commands import AddMessage, CreateTicket, SetStatus
from console.services.tickets.whole import Whole
from console.views.pages import Place, PlaceKind
from console.views.queue.page import QueuePage
from console.views.rows import Column
from tests.support.consoles import console, joined
from tests.support.secure_hub import AGENT, COLLEAGUE, SecureHub, secure_hub
from tests.support.window import Stand, stand

PATIENCE_MS = 30_000
"""What goes to a hub and back may take long on a busy machine; that it needs no poll is proven elsewhere."""


@pytest.fixture(scope="module")
def hub() -> Iterator[SecureHub]:
    with secure_hub() as made:
        yield made


@contextmanager
def window(application: QApplication, hub: SecureHub, profile: Path, login: str) -> Iterator[Stand]:
    """The window of a console that joined, in step with the hub."""
    joined(hub, profile, login)
    with stand(application, profile) as shown:
        shown.services.password.give(hub.passwords[login], keep_it=False)
        rounds = shown.services.open_sync()
        rounds.start()
        try:
            yield shown
        finally:
            rounds.stop()


def page_of(shown: Stand) -> QueuePage:
    page = shown.shell.page
    assert isinstance(page, QueuePage)
    return page


def held(shown: Stand, ticket: str) -> bool:
    """Whether the ticket is here."""
    with shown.services.store.read() as db:
        return db.execute("select 1 from ticket where id = ?", (ticket,)).fetchone() is not None


def cell(page: QueuePage) -> str:
    """The title in the first row, with what is said beside it."""
    return str(page.display.rows.index(0, Column.TITLE).data())


def whole_of(shown: Stand) -> Whole | None:
    """The ticket that is open in a window."""
    return page_of(shown).presenter.ticket.state.shown


def is_open_in(shown: Stand) -> bool:
    """Whether there is one."""
    return whole_of(shown) is not None


def read_in(shown: Stand) -> list[str]:
    """What is said on it."""
    whole = whole_of(shown)
    return [message.body for message in whole.messages] if whole else []


def test_one_sees_that_the_other_looks_and_replies(
    qapp: QApplication, qtbot: QtBot, hub: SecureHub, tmp_path: Path
) -> None:
    """The one at the window sees the other in the row and the ticket's head, and is seen by what they type."""
    joined(hub, tmp_path / "theirs", COLLEAGUE)
    with (
        console(hub, tmp_path / "theirs", COLLEAGUE) as theirs,
        window(qapp, hub, tmp_path / "mine", AGENT) as mine,
    ):
        page, ticket = page_of(mine), theirs.do(CreateTicket("Both want to answer"))
        qtbot.waitUntil(lambda: held(mine, ticket), timeout=PATIENCE_MS)
        page.show_place(Place(PlaceKind.TICKET, ticket))
        qtbot.waitUntil(lambda: page.presenter.ticket.state.shown is not None, timeout=PATIENCE_MS)
        head = page.hands().lower.ticket_head
        theirs.services.bus.publish(BeingAt(ticket, replying=True))
        qtbot.waitUntil(lambda: "Bao is replying" in head.accessibleName(), timeout=PATIENCE_MS)
        assert cell(page) == "Both want to answer, Bao is replying"
        theirs.services.bus.publish(BeingAt(ticket))
        qtbot.waitUntil(lambda: "Bao is looking" in head.accessibleName(), timeout=PATIENCE_MS)
        with hub.root() as root:
            there = "select login, replying from desk.presence order by login"
            looking = [("agnes", False), ("bao", False)]
            qtbot.waitUntil(lambda: root.execute(there).fetchall() == looking, timeout=PATIENCE_MS)
            page.hands().write(page.presenter.writing.state.mode)
            QTest.keyClick(page.hands().lower.composer.field, Qt.Key.Key_L)
            qtbot.waitUntil(lambda: root.execute(there).fetchall()[0] == ("agnes", True), timeout=PATIENCE_MS)
        theirs.rounds.stop()
        qtbot.waitUntil(lambda: "Bao" not in cell(page), timeout=PATIENCE_MS)


def test_a_file_a_colleague_attached_is_saved_where_one_says(
    qapp: QApplication, qtbot: QtBot, hub: SecureHub, tmp_path: Path
) -> None:
    """SPEC 3.12: it is fetched from the hub when it is wanted."""
    joined(hub, tmp_path / "theirs", COLLEAGUE)
    (tmp_path / "sign-in.log").write_text("refused 用户")
    with (
        console(hub, tmp_path / "theirs", COLLEAGUE) as theirs,
        window(qapp, hub, tmp_path / "mine", AGENT) as mine,
    ):
        page, ticket = page_of(mine), theirs.do(CreateTicket("With a log"))
        theirs.do(AddMessage(ticket, "see the log", Visibility.PUBLIC, (tmp_path / "sign-in.log",)))
        opened = page.presenter.ticket
        qtbot.waitUntil(lambda: held(mine, ticket), timeout=PATIENCE_MS)
        page.show_place(Place(PlaceKind.TICKET, ticket))
        qtbot.waitUntil(lambda: opened.state.shown is not None and opened.state.shown.id == ticket, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: bool(opened.state.shown and opened.state.shown.attachments), timeout=PATIENCE_MS)
        assert opened.state.shown is not None
        page.hands().lower.conversation.file_wanted.emit(opened.state.shown.attachments[0])
        (dialog,) = page.widget.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / "copy.log"))
        dialog.close()
        qtbot.waitUntil((tmp_path / "copy.log").exists, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: "Saved: copy.log" in mine.shell.notices._toast._words.text(), timeout=PATIENCE_MS)
        assert (tmp_path / "copy.log").read_text() == "refused 用户"


def test_a_keystroke_reaches_the_other_window_and_who_was_second_is_told(
    qapp: QApplication, qtbot: QtBot, hub: SecureHub, tmp_path: Path
) -> None:
    """A reply is read in the other window; of two moves made without the hub one stands, the other needs attention."""
    with (
        window(qapp, hub, tmp_path / "mine", AGENT) as mine,
        window(qapp, hub, tmp_path / "theirs", COLLEAGUE) as theirs,
    ):
        both = (mine, theirs)
        ticket = mine.services.desk.do(CreateTicket("Both windows show it")).subject
        for shown in both:
            qtbot.waitUntil(partial(held, shown, ticket), timeout=PATIENCE_MS)
            page_of(shown).show_place(Place(PlaceKind.TICKET, ticket))
            qtbot.waitUntil(partial(is_open_in, shown), timeout=PATIENCE_MS)
        page_of(mine).hands().write(Visibility.PUBLIC)
        field = page_of(mine).hands().lower.composer.field
        QTest.keyClicks(field, "We are on it")
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: read_in(theirs) == ["We are on it"], timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: [w.status for w in map(whole_of, both) if w] == [Status.OPEN] * 2, timeout=PATIENCE_MS)
        with hub.gone():
            mine.services.desk.do(SetStatus(ticket, Status.IN_PROGRESS))
            theirs.services.desk.do(SetStatus(ticket, Status.ON_HOLD, "part on order"))
        for shown in both:
            shown.services.bus.publish(SyncWanted())
        said = [shown.shell._line.attention for shown in both]
        qtbot.waitUntil(lambda: sorted(part.text() for part in said) == ["", "1 needs attention"], timeout=PATIENCE_MS)
        stands = [Status.IN_PROGRESS, Status.ON_HOLD][[part.text() for part in said].index("1 needs attention") - 1]
        qtbot.waitUntil(lambda: [w.status for w in map(whole_of, both) if w] == [stands] * 2, timeout=PATIENCE_MS)
