"""What the window remembers survives a restart, and rubbish in the file does not keep it from starting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QSplitter, QTableWidget
from pytestqt.qtbot import QtBot

from console.services.local import Local
from console.views.ui_state import KEY, UiState


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Local]:
    made = Local(tmp_path / "local.db")
    yield made
    made.close()


def at_once(work: Callable[[], None]) -> None:
    work()


@pytest.fixture
def state(qapp: QApplication, local: Local) -> Iterator[UiState]:
    parent = QObject()
    made = UiState(local, at_once, parent)
    yield made
    made.write()
    parent.deleteLater()


def again(local: Local) -> UiState:
    return UiState(local, at_once)


def test_what_is_kept_is_there_at_the_next_start(state: UiState, local: Local) -> None:
    state.keep("queue.view", "mine")
    state.keep("recent", ["a", "b"])
    state.keep("inspector", value=False)
    state.keep("sizes", [180, 900])
    state.write()
    after = again(local)
    assert after.text("queue.view") == "mine"
    assert after.texts("recent") == ("a", "b")
    assert after.truth("inspector", default=True) is False
    assert after.numbers("sizes") == (180, 900)


@pytest.mark.parametrize(
    "rubbish", ["text", 7, None, [], {"queue.view": 5, "recent": "x", "sizes": ["a"], "geometry": "é?"}]
)
def test_rubbish_counts_as_nothing(qapp: QApplication, local: Local, rubbish: object, qtbot: QtBot) -> None:
    local.keep_state(KEY, rubbish)
    state = again(local)
    assert state.text("queue.view", "all") == "all"
    assert state.texts("recent") == ()
    assert state.numbers("sizes") == ()
    label = QLabel()
    qtbot.addWidget(label)
    assert not state.restore_geometry(label)


def test_a_splitter_keeps_what_a_person_made_of_it(state: UiState, local: Local, qtbot: QtBot) -> None:
    splitter = _splitter(qtbot)
    state.splitter("queue.columns", splitter, [180, 420])
    splitter.moveSplitter(250, 1)
    state.write()
    other = _splitter(qtbot)
    again(local).splitter("queue.columns", other, [180, 420])
    assert other.sizes() == splitter.sizes()


def test_columns_keep_their_widths(state: UiState, local: Local, qtbot: QtBot) -> None:
    first, second = QTableWidget(1, 3), QTableWidget(1, 3)
    for table in (first, second):
        qtbot.addWidget(table)
    state.header("queue.table", first.horizontalHeader())
    first.horizontalHeader().resizeSection(1, 222)
    state.write()
    again(local).header("queue.table", second.horizontalHeader())
    assert second.columnWidth(1) == 222


def test_changes_are_written_soon_by_themselves(state: UiState, local: Local, qtbot: QtBot) -> None:
    state.keep("queue.view", "mine")
    qtbot.waitUntil(lambda: local.state(KEY) == {"queue.view": "mine"})


def _splitter(qtbot: QtBot) -> QSplitter:
    made = QSplitter(Qt.Orientation.Horizontal)
    made.addWidget(QLabel("a"))
    made.addWidget(QLabel("b"))
    made.resize(600, 100)
    qtbot.addWidget(made)
    made.show()
    return made
