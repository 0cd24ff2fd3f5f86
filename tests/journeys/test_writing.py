"""Whatever is written or pasted is kept, sent whole, or refused with its sentence and left where it is."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.support.journey import Person, fill, live, ticket
from tests.support.processes import started

LINE = "2026-03-02 09:00:00 sign-in refused, code SSO-4012 用户无法登录\n"
TEN_MEGABYTES = LINE * (10_000_000 // len(LINE.encode()))

TYPIST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from console import app
from console.services.tickets.views import BuiltIn
from console.views.pages import Place, PlaceKind

def until(condition):
    while not condition():
        QTest.qWait(5)

def look():
    for shell in QApplication.topLevelWidgets():
        if type(shell).__name__ == "Shell" and shell.isVisible() and shell._is_ready:
            timer.stop()
            QTimer.singleShot(0, lambda: write(shell))

def write(shell):
    shell.go(Place(PlaceKind.VIEW, BuiltIn.ALL_OPEN))
    until(lambda: shell.page.presenter.ticket.state.shown is not None)
    shell.actions_table.run("ticket.reply")
    QTest.keyClicks(shell.page.hands().lower.composer.field, sys.argv[2])
    until(lambda: shell.page.presenter.writing.state.kept is not None)
    print("kept", flush=True)

QApplication(["support-console"])
timer = QTimer(interval=5)
timer.timeout.connect(look)
timer.start()
app.run(Path(sys.argv[1]))
"""
"""The console in another process, where somebody begins a reply to the ticket that is open and says when it is kept."""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """One ticket of one's own."""
    fill(tmp_path / "profile", "only")
    return tmp_path / "profile"


def paste(person: Person, what: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(what)
    person.press("Ctrl+V")


def text(words: str) -> QMimeData:
    made = QMimeData()
    made.setText(words)
    return made


def reply(person: Person) -> None:
    """Open the ticket and begin a public reply."""
    person.view("All open", ["only"])
    person.until(lambda: person.current == "only")
    person.press("R")


def test_a_reply_half_written_survives_a_kill(qapp: QApplication, qtbot: QtBot, profile: Path) -> None:
    """SPEC 3.11."""
    with started(TYPIST, profile, "I was writing this when") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "kept\n"
        process.send_signal(signal.SIGKILL)
        process.wait()

    def act(person: Person) -> None:
        person.view("All open", ["only"])
        person.until(lambda: person.writing == "I was writing this when")
        person.press("R")
        person.press("Ctrl+End")
        person.type(" the power went.")
        person.press("Ctrl+Return")
        person.until(lambda: person.ticket("only").messages)

    live(profile, qtbot, act)
    assert [one.body for one in ticket(profile, "only").messages] == ["I was writing this when the power went."]


def test_a_draft_is_there_again_when_the_window_opens_where_it_was(
    qapp: QApplication, qtbot: QtBot, profile: Path
) -> None:
    fill(profile, "newer")

    def leave(person: Person) -> None:
        person.view("All open", ["newer", "only"])
        person.open("only")
        person.press("N")
        person.type("Half a note")

    def come_back(person: Person) -> None:
        person.until(lambda: (person.titles, person.current) == (["newer", "only"], "only"))
        person.until(lambda: person.writing == "Half a note")
        assert person.lower.composer._send.accessibleName() == "Add internal note"

    live(profile, qtbot, leave)
    live(profile, qtbot, come_back)


def test_ten_megabytes_are_refused_with_a_sentence_and_stay_in_the_composer(
    qapp: QApplication, qtbot: QtBot, profile: Path
) -> None:
    def act(person: Person) -> None:
        reply(person)
        paste(person, text(TEN_MEGABYTES))
        assert person.writing == TEN_MEGABYTES
        person.press("Ctrl+Return")
        person.until(lambda: "200,000" in person.refusal)
        assert person.writing == TEN_MEGABYTES
        person.press("Ctrl+A", "Delete")
        person.type("It is in the file.")
        person.press("Ctrl+Return")
        person.until(lambda: person.ticket("only").messages)

    live(profile, qtbot, act)
    assert [one.body for one in ticket(profile, "only").messages] == ["It is in the file."]


def test_ten_megabytes_on_one_line_stay_out_with_a_sentence_and_the_window_goes_on(
    qapp: QApplication, qtbot: QtBot, profile: Path
) -> None:
    def act(person: Person) -> None:
        reply(person)
        paste(person, text("x" * 10_000_000))
        person.until(lambda: any("10,000,000" in label.text() for label in person.shell.findChildren(QLabel)))
        assert person.writing == ""
        person.type("It is in the file.")
        person.press("Ctrl+Return")
        person.until(lambda: person.ticket("only").messages)

    live(profile, qtbot, act)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("before\0after", "beforeafter"),
        ("half \ud83d a pair", "half  a pair"),
        ("\x1b[31mred\x07", "\x1b[31mred\x07"),
        ("𠮷 👩🏽‍🚒 é", "𠮷 👩🏽‍🚒 é"),
    ],
)
def test_what_no_database_keeps_stays_out_and_all_else_is_sent_as_pasted(
    qapp: QApplication, qtbot: QtBot, profile: Path, pasted: str, kept: str
) -> None:
    """Nobody could see such a character to take it away."""

    def act(person: Person) -> None:
        reply(person)
        paste(person, text(pasted))
        assert person.writing == kept
        person.press("Ctrl+Return")
        person.until(lambda: person.ticket("only").messages)

    live(profile, qtbot, act)
    assert [one.body for one in ticket(profile, "only").messages] == [kept]


def test_files_that_are_pasted_go_with_the_reply(
    qapp: QApplication, qtbot: QtBot, profile: Path, tmp_path: Path
) -> None:
    """SPEC 3.12."""
    log = tmp_path / "sign-in.log"
    log.write_text(LINE * 10, "utf-8")

    def act(person: Person) -> None:
        reply(person)
        files = QMimeData()
        files.setUrls([QUrl.fromLocalFile(str(log))])
        paste(person, files)
        person.type("The log.")
        person.press("Ctrl+Return")
        person.until(lambda: person.ticket("only").attachments)

    live(profile, qtbot, act)
    (file,) = ticket(profile, "only").attachments
    assert (file.name, file.size) == ("sign-in.log", log.stat().st_size)
