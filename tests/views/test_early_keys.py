"""Keys that come before the page can answer are done once it can, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.views import early_keys
from console.views.actions import Action, Actions, Scope
from console.views.chooser import Chooser
from console.views.early_keys import EarlyKeys
from console.views.queue.page import QueuePage
from tests.support.journey import fill
from tests.support.window import Stand, stand

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def fresh(qapp: QApplication, tmp_path: Path) -> Iterator[Stand]:
    """A window on three tickets that was shown just now; nothing has been read yet."""
    fill(tmp_path / "profile", "first", "second", "third")
    with stand(qapp, tmp_path / "profile") as window:
        yield window


def page(window: Stand) -> QueuePage:
    """Its page."""
    assert isinstance(window.shell.page, QueuePage)
    return window.shell.page


def press(window: Stand, *keys: Qt.Key) -> None:
    """Type at the window, whatever has the keyboard."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window.shell, key)


def current(window: Stand) -> str:
    """The title of the open ticket."""
    shown = page(window).presenter.ticket.state.shown
    return shown.title if shown else ""


def test_a_key_to_go_down_and_one_to_assign_are_not_lost(fresh: Stand, qtbot: QtBot) -> None:
    assert current(fresh) == ""
    press(fresh, Qt.Key.Key_J, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: [one for one in fresh.shell.findChildren(Chooser) if one.isVisible()] != [])
    assert current(fresh) == "second"


def test_words_typed_after_the_key_of_the_search_are_its_text(fresh: Stand, qtbot: QtBot) -> None:
    press(fresh, Qt.Key.Key_Slash, Qt.Key.Key_V, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: page(fresh).display.head.search.text() == "va")


def test_a_window_without_tickets_answers_too(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    with stand(qapp, tmp_path / "profile") as window:
        press(window, Qt.Key.Key_C)
        qtbot.waitUntil(lambda: page(window).presenter.creating.state.open)


class Alone:
    """A window with a field and two actions, whose keys are held."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.field = QLineEdit(self.window)
        self.done: list[str] = []
        actions = Actions(self.window)
        actions.bind(self.window, Scope.PAGE)
        down, told = partial(self.done.append, "down"), partial(self.done.append, "help")
        actions.add(
            [Action("down", "Down", down, Scope.PAGE, ("J",)), Action("help", "Help", told, Scope.PAGE, ("?",))]
        )
        self.early = EarlyKeys(self.window, actions)
        self.window.show()
        qtbot.waitActive(self.window)
        self.window.setFocus()


def test_a_page_that_never_answers_keeps_no_keys(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(early_keys, "PATIENCE_MS", 20)
    alone = Alone(qtbot)
    QTest.keyClick(alone.window, Qt.Key.Key_J)
    assert alone.done == []
    qtbot.waitUntil(lambda: alone.done == ["down"])


def test_released_keys_go_where_the_keyboard_is_then(qtbot: QtBot) -> None:
    alone = Alone(qtbot)
    QTest.keyClicks(alone.window, "?", SHIFT)
    alone.early.release()
    assert alone.done == ["help"]
    alone.early.release()
    alone.field.setFocus()
    QTest.keyClick(alone.field, Qt.Key.Key_J)
    assert (alone.field.text(), alone.done) == ("j", ["help"])
