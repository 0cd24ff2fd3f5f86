"""Rows to choose from: headings are passed over, letters typed are marked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.settings import Settings
from console.views.choice_list import ChoiceList, runs
from console.views.choices import Choice
from console.views.theme import Look

ROWS = (
    Choice("a", "Apple", heading="Fruit", keys=("A",)),
    Choice("b", "Beet", heading="Roots", hindrance="out of season", note="red"),
    Choice("c", "Carrot", heading="Roots"),
)


class Bench:
    """A field and its list."""

    def __init__(self, look: Look) -> None:
        self.picked: list[Choice] = []
        self.window = QWidget()
        self.field = QLineEdit(self.window)
        self.list = ChoiceList(look, self.field, self.window)
        column = QVBoxLayout(self.window)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.list.picked.connect(self.picked.append)
        self.list.show_choices(ROWS)

    def current(self) -> str:
        now = self.list.current()
        return now.key if now else ""


@pytest.fixture
def bench(qapp: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    look = Look(qapp, Settings())
    made = Bench(look)
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitActive(made.window)
    made.field.setFocus()
    yield made
    look.deleteLater()


def test_the_first_that_can_be_chosen_is_current(bench: Bench) -> None:
    bench.list.show_choices(ROWS[1:])
    assert bench.current() == "c"


def test_arrows_pass_headings_and_stop_at_the_ends(bench: Bench) -> None:
    seen = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    ):
        QTest.keyClick(bench.field, key)
        seen.append(bench.current())
    assert seen == ["b", "c", "c", "b", "a", "c"]


def test_what_cannot_be_chosen_is_not_taken_by_enter_nor_click(bench: Bench) -> None:
    QTest.keyClick(bench.field, Qt.Key.Key_Down)
    QTest.keyClick(bench.field, Qt.Key.Key_Return)
    place = bench.list.visualRect(bench.list.model().index(3, 0)).center()
    QTest.mouseClick(bench.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bench.picked == []


def test_a_click_takes_a_row(bench: Bench) -> None:
    place = bench.list.visualRect(bench.list.model().index(1, 0)).center()
    QTest.mouseClick(bench.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [choice.key for choice in bench.picked] == ["a"]


def test_late_rows_leave_the_current_one_where_it_was(bench: Bench) -> None:
    bench.list.show_choices(ROWS[2:])
    bench.list.show_choices(ROWS, keep=True)
    assert bench.current() == "c"


def test_assistive_technology_hears_all_of_a_row_and_no_heading_can_be_chosen(bench: Bench) -> None:
    model = bench.list.model()
    told = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert told == ["Fruit", "Apple, A", "Roots", "Beet, red, out of season", "Carrot"]
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags


@pytest.mark.parametrize(
    ("places", "cut"),
    [
        ((), [("Pause", False)]),
        ((0, 1), [("Pa", True), ("use", False)]),
        ((1, 4), [("P", False), ("a", True), ("us", False), ("e", True)]),
    ],
)
def test_letters_typed_are_cut_out(places: tuple[int, ...], cut: list[tuple[str, bool]]) -> None:
    assert runs("Pause", places) == cut
