"""The console opens where it was left, and says in a sentence what keeps it from opening."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.bootstrap import build_services
from console.views.rows import Column
from tests.support.journey import Person, fill, live
from tests.support.processes import told


def shows(person: Person, titles: list[str]) -> bool:
    """Whether the queue shows exactly these tickets, in this order."""
    return person.titles == titles


UNABLE = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from console import app, words, refusals, sentences
from console.views import error_window

def read():
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            timer.stop()
            print(type(window).__name__)
            print(max((label.text() for label in window.findChildren(QLabel)), key=len))
            window.close()

QApplication(["support-console"])
timer = QTimer(interval=5)
timer.timeout.connect(read)
timer.start()
if sys.argv[2] == "nobody" and os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
print(app.run(Path(sys.argv[1])))
"""
"""The console in another process; prints the window that came, its longest words, and how it ended."""


def unable(profile: Path, user: str = "") -> list[str]:
    """What a person sees of a console that cannot start."""
    return told(UNABLE, profile, user)


def test_it_opens_where_it_was(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    fill(profile, "first", "second", "third")
    place = QRect(40, 30, 1300, 820)

    def leave(person: Person) -> None:
        person.shell.setGeometry(place)
        person.view("All tickets", ["third", "second", "first"])
        person.open("second")
        person.press("I")

    def come_back(person: Person) -> None:
        assert person.shell.geometry() == place
        person.until(lambda: person.current == "second")
        assert person.titles == ["third", "second", "first"]
        assert not person.lower.inspector.isVisible()
        assert person.focused is person.page.display.table

    live(profile, qtbot, leave)
    live(profile, qtbot, come_back)


def test_a_saved_view_is_where_it_was_left(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """SPEC 3.10."""
    profile = tmp_path / "profile"
    fill(profile, "first", "second")

    def leave(person: Person) -> None:
        person.view("All open", ["second", "first"])
        person.choose("P", "crit")
        person.until(lambda: person.cell("second", Column.PRIORITY) == "Critical")
        person.choose("F", "priority")
        person.answer("critical")
        person.until(lambda: person.titles == ["second"])
        person.press("V")
        assert person.asked() == "Form"
        person.type("Burning")
        person.press("Return")
        person.until(lambda: person.page.presenter.listing.state.view.name == "Burning")

    def come_back(person: Person) -> None:
        person.until(lambda: person.titles == ["second"])
        assert person.page.presenter.listing.state.view.name == "Burning"

    live(profile, qtbot, leave)
    live(profile, qtbot, come_back)


def test_a_click_on_a_head_sorts_and_the_keys_stay_with_the_list(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    fill(profile, "b", "c", "a")

    def act(person: Person) -> None:
        person.view("All open", ["a", "c", "b"])
        heads = person.page.display.table.horizontalHeader()
        for wanted in (["a", "b", "c"], ["c", "b", "a"]):
            point = heads.rect().center()
            point.setX(heads.sectionViewportPosition(Column.TITLE) + 20)
            QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=point)
            person.until(partial(shows, person, wanted))
        person.open("c")

    live(profile, qtbot, act)


def test_a_damaged_file_is_shown_in_a_window_with_its_sentence(tmp_path: Path) -> None:
    with closing(build_services(tmp_path / "profile")) as services:
        replica = services.store.path
    replica.write_bytes(b"this is no database" * 500)
    kind, sentence, code = unable(tmp_path / "profile")
    assert (kind, code) == ("ErrorWindow", "1")
    assert "is damaged" in sentence
    assert replica.read_bytes() == b"this is no database" * 500


@pytest.fixture
def closed_folder(tmp_path: Path) -> Path:
    """A folder in which the person may not write."""
    folder = tmp_path / "closed"
    folder.mkdir()
    for above in (folder, *folder.parents[:3]):
        above.chmod(0o555 if above is folder else 0o755)
    return folder


def test_a_folder_that_may_not_be_written_is_told(closed_folder: Path) -> None:
    kind, sentence, code = unable(closed_folder / "profile", "nobody")
    assert (kind, code) == ("ErrorWindow", "1")
    assert str(closed_folder) in sentence
    assert list(closed_folder.iterdir()) == []
