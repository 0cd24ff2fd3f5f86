"""The arrows go through the cards of a panel."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.views.card_area import CardArea

DOWN, UP = Qt.Key.Key_Down, Qt.Key.Key_Up


def pressed(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key.value, Qt.KeyboardModifier.NoModifier)


@pytest.fixture
def cards(qtbot: QtBot) -> Iterator[tuple[CardArea, list[QFrame]]]:
    """An area too low for its three cards, the second of which holds a field."""
    host = QWidget()
    qtbot.addWidget(host)
    area, body = CardArea(host), QWidget()
    column, made = QVBoxLayout(body), [QFrame(body) for _ in range(3)]
    for one in made:
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        one.setFixedHeight(100)
        column.addWidget(one)
    QLineEdit(made[1])
    area.setWidget(body)
    area.resize(200, 120)
    host.resize(200, 120)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    yield area, made
    host.close()


def test_arrows_go_from_card_to_card_and_stay_at_the_ends(cards: tuple[CardArea, list[QFrame]]) -> None:
    area, made = cards
    made[0].setFocus()
    for key, expected in ((DOWN, 1), (DOWN, 2), (DOWN, 2), (UP, 1), (UP, 0), (UP, 0)):
        assert area.step(made, pressed(key))
        assert area.current(made) is made[expected]
        assert not made[expected].visibleRegion().isEmpty()


def test_a_card_is_current_while_a_field_in_it_has_the_keyboard(cards: tuple[CardArea, list[QFrame]]) -> None:
    area, made = cards
    made[1].findChildren(QLineEdit)[0].setFocus()
    assert area.current(made) is made[1]


def test_other_keys_and_an_empty_area_are_left_to_the_panel(cards: tuple[CardArea, list[QFrame]]) -> None:
    area, made = cards
    assert not area.step(made, pressed(Qt.Key.Key_A))
    assert not area.step([], pressed(DOWN))
    assert area.current([]) is None
