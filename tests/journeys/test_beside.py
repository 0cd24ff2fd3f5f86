"""The command line works on the files of an open window, and neither loses what the other wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.models.kinds import Priority
from tests.support.journey import Person, fill, live, ticket, verb
from tests.support.processes import ROOT

CSV = "title,description,priority,requester\n来自命令行,Imported beside the window,HIGH,Wei Zhang\n"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Two tickets."""
    fill(tmp_path / "profile", "first", "second")
    (tmp_path / "tickets.csv").write_text(CSV, "utf-8")
    return tmp_path / "profile"


def test_what_the_command_line_writes_appears_in_the_open_window(
    qapp: QApplication, qtbot: QtBot, profile: Path
) -> None:
    def act(person: Person) -> None:
        person.view("All open", ["second", "first"])
        person.open("first")
        done = verb(profile, "tickets", "import", str(profile.parent / "tickets.csv"))
        assert done.returncode == 0, done.stderr
        person.until(lambda: "来自命令行" in person.titles)
        assert person.current == "first"
        person.until(lambda: person.page.presenter.listing.state.count == 3)

    live(profile, qtbot, act)


def test_what_both_write_is_there_for_both_and_for_the_next_start(
    qapp: QApplication, qtbot: QtBot, profile: Path
) -> None:
    """A verb that ends must not take the log of the files from under the window."""

    def act(person: Person) -> None:
        person.view("All open", ["second", "first"])
        person.open("second")
        for turn in range(2):
            assert verb(profile, "tickets", "import", str(profile.parent / "tickets.csv")).returncode == 0
            person.write("N", f"note {turn}")
        person.choose("P", "crit")
        person.until(lambda: "Critical" in person.toast)
        shown = json.loads(verb(profile, "tickets", "show", "2", "--json").stdout)
        assert [one["body"] for one in shown["messages"]] == ["note 0", "note 1"]
        assert shown["priority"] == "CRITICAL"

    live(profile, qtbot, act)
    assert ticket(profile, "second").priority is Priority.CRITICAL
    assert ticket(profile, "来自命令行").description == "Imported beside the window"


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("en_US.UTF-8", "is already open in another window"), ("zh_CN.UTF-8", "已在另一个窗口中打开")],
)
def test_a_second_window_on_the_profile_is_refused_with_its_sentence(
    qapp: QApplication, qtbot: QtBot, profile: Path, lang: str, sentence: str
) -> None:
    def act(person: Person) -> None:
        command = [sys.executable, "-m", "console", "--profile", str(profile), "run"]
        surroundings = os.environ | {"LANG": lang}
        with subprocess.Popen(command, cwd=ROOT, env=surroundings, stderr=subprocess.PIPE, text=True) as second:
            person.until(lambda: second.poll() is not None)
            _, said = second.communicate()
        assert second.returncode == 1
        assert sentence in said
        assert str(profile) in said
        person.view("All open", ["second", "first"])
        person.write("N", "The first window works on.")

    live(profile, qtbot, act)
    assert [one.body for one in ticket(profile, "second").messages] == ["The first window works on."]
