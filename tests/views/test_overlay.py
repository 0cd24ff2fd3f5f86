"""A frame over the page keeps the keyboard until it is left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from console.views.overlay import Overlay
from tests.support.window import Window


class Frame(Overlay):
    """Three buttons."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.shell, 300, "Frame")
        column = QVBoxLayout(self)
        self.buttons = [QPushButton(f"button {n}", self) for n in range(3)]
        for button in self.buttons:
            column.addWidget(button)


@pytest.fixture
def frame(small: Window, qtbot: QtBot) -> Frame:
    """Over the window, its first button with the keyboard, which the list had before."""
    small.page.focus()
    qtbot.waitUntil(small.page.list.hasFocus)
    made = Frame(small)
    made.open(made.buttons[0])
    return made


def focused(frame: Frame) -> int:
    """Which button has the keyboard; -1: none."""
    return next((at for at, button in enumerate(frame.buttons) if button.hasFocus()), -1)


def tab(key: Qt.Key = Qt.Key.Key_Tab) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def test_tab_goes_round_inside(frame: Frame) -> None:
    went = []
    for _ in range(4):
        tab()
        went.append(focused(frame))
    assert went == [1, 2, 0, 1]
    tab(Qt.Key.Key_Backtab)
    tab(Qt.Key.Key_Backtab)
    assert focused(frame) == 2
    assert frame.isVisible()


def test_a_part_that_is_disabled_or_hidden_hands_the_keyboard_on_inside(frame: Frame) -> None:
    frame.buttons[0].setEnabled(False)
    assert focused(frame) == 1
    frame.buttons[1].hide()
    assert focused(frame) == 2
    frame.buttons[2].setEnabled(False)
    QApplication.processEvents()
    assert frame.isVisible()
    tab(Qt.Key.Key_Escape)
    assert not frame.isVisible()


def test_escape_and_a_press_elsewhere_close_it_and_the_keyboard_returns(small: Window, frame: Frame) -> None:
    tab(Qt.Key.Key_Escape)
    assert not frame.isVisible()
    assert small.page.list.hasFocus()
    small.page.focus()
    again = Frame(small)
    again.open(again.buttons[0])
    QTest.mouseClick(small.page.field, Qt.MouseButton.LeftButton)
    assert not again.isVisible()


def test_the_keyboard_taken_elsewhere_closes_it(small: Window, frame: Frame) -> None:
    small.page.field.setFocus()
    assert not frame.isVisible()


def test_it_stands_within_its_host(small: Window, frame: Frame) -> None:
    small.shell.resize(small.shell.minimumSize())
    QApplication.processEvents()
    assert small.shell.rect().contains(frame.geometry())
