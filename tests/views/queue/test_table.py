"""The table: what a person looks at does not move, whatever changes around it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.models.kinds import Locale
from console.services.tickets.filters import Sort, SortKey
from console.settings import Settings, Theme
from console.views.queue.table import TicketTable
from console.views.rows import Column, TicketRows
from console.views.theme import Look
from tests.support.lines import line

ROWS = 500


@pytest.fixture
def table(qapp: QApplication, qtbot: QtBot) -> Iterator[TicketTable]:
    """500 rows, newest first, of which about ten are seen."""
    look = Look(qapp, Settings(theme=Theme.LIGHT))
    rows = TicketRows(lambda places, then: then(tuple(map(line, places))), lambda _: "14:10", Locale.EN)
    made = TicketTable(rows, look)
    qtbot.addWidget(made)
    made.resize(900, 26 + 10 * 28)
    made.show()
    qtbot.waitExposed(made)
    made.open(down(ROWS), map(line, range(ROWS - 128, ROWS)), ROWS - 1, Sort())
    yield made
    look.deleteLater()


def down(count: int) -> array[int]:
    return array("q", range(count - 1, -1, -1))


def place(table: TicketTable) -> int:
    return table.rowViewportPosition(table.currentIndex().row())


def test_a_view_opens_at_its_current_row_and_says_when_it_is_painted(table: TicketTable, qtbot: QtBot) -> None:
    assert table.current() == ROWS - 1
    rows = table.rows
    other = TicketTable(rows, table._look)
    qtbot.addWidget(other)
    with qtbot.waitSignal(other.painted):
        other.show()


def test_rows_that_come_above_leave_the_current_one_where_it_is(table: TicketTable, qtbot: QtBot) -> None:
    table.step(2)
    before, current = place(table), table.current()
    table.follow(array("q", [*range(1000, 1003), *table.rows.order]), current)
    assert (table.current(), place(table)) == (current, before)
    qtbot.waitUntil(table._more.isVisible)
    assert table._more.text() == "3 new above"


def test_a_scroll_paints_the_rows_that_come_in_and_no_other(
    table: TicketTable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pixels of the others are moved; a storm of frames would else cost all rows each."""
    painted: list[int] = []
    paint = table._painter.paint
    table.repaint()

    def noted(painter: QPainter, area: QRect, row: int) -> None:
        painted.append(row)
        paint(painter, area, row)

    monkeypatch.setattr(table._painter, "paint", noted)
    last = table.rowAt(table.viewport().height() - 1)
    table.verticalScrollBar().setValue(3 * 28)
    qtbot.waitUntil(lambda: bool(painted))
    assert painted == [last + 1, last + 2, last + 3]


def test_below_the_last_row_there_is_plain_ground(table: TicketTable, qtbot: QtBot) -> None:
    """Nobody else paints it."""
    table.open(down(2), map(line, range(2)), 0, Sort())
    shown = table.viewport().grab().toImage()
    ground = table._look.theme.bg.surface.rgb()
    assert {shown.pixel(x, y) for x in (0, 400, 899) for y in (2 * 28, 200, 279)} == {ground}
    table.open(down(0), (), None, Sort())
    assert table.viewport().grab().toImage().pixel(400, 5) == ground


def test_new_above_leads_to_the_top_and_is_gone_there(table: TicketTable, qtbot: QtBot) -> None:
    table.follow(array("q", [1000, *table.rows.order]), table.current())
    assert table._more.text() == "1 new above"
    QTest.mouseClick(table._more, Qt.MouseButton.LeftButton)
    assert table.verticalScrollBar().value() == 0
    assert table._more.isHidden()


def test_a_row_that_only_moved_up_is_not_new(table: TicketTable) -> None:
    order = list(table.rows.order)
    table.follow(array("q", [order[300], *order[:300], *order[301:]]), table.current())
    assert table._more.isHidden()


def test_without_the_current_row_in_sight_the_topmost_stays(table: TicketTable) -> None:
    table.verticalScrollBar().setValue(200 * 28)
    top = table.rows.order[table.rowAt(0)]
    table.follow(array("q", [*range(1000, 1010), *table.rows.order]), table.current())
    assert table.rows.order[table.rowAt(0)] == top


def test_a_thousand_changes_keep_selection_and_scroll_position(table: TicketTable) -> None:
    table.step(4)
    current, before = table.current(), place(table)
    assert current is not None
    order = [n for n in table.rows.order if n % 3 or n == current]
    order = [*(n for n in order if n % 5 == 1), *(n for n in order if n % 5 != 1)]
    table.follow(array("q", order), current)
    assert table.current() == current
    assert place(table) == before
    assert [index.row() for index in table.selectionModel().selectedRows()] == [table.rows.row_of(current)]


def test_another_current_row_is_shown_without_being_told_back(table: TicketTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.chosen):
        table.go(100)
        table.follow(array("q", [n for n in table.rows.order if n != 100]), 99)
        table.open(down(50), (), 10, Sort())
    assert table.current() == 10


def test_what_a_person_goes_to_is_told(table: TicketTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.chosen) as caught:
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert caught.args == [ROWS - 2]
    with qtbot.waitSignal(table.chosen) as caught:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 5 * 28 + 3))
    assert caught.args == [ROWS - 6]


def test_steps_stop_at_both_ends(table: TicketTable) -> None:
    table.step(-1)
    assert table.current() == ROWS - 1
    table.step(10_000)
    assert table.current() == 0


def test_letters_move_nothing_and_fetch_nothing(table: TicketTable, qtbot: QtBot) -> None:
    before = table.current()
    QTest.keyClicks(table, "ticket 7")
    assert table.current() == before


def test_a_head_sorts_and_a_second_click_turns_the_order(table: TicketTable, qtbot: QtBot) -> None:
    heads = table.horizontalHeader()
    middle = QPoint(heads.sectionViewportPosition(Column.TITLE) + 20, 10)
    with qtbot.waitSignal(table.sort_wanted) as caught:
        QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert caught.args == [Sort(SortKey.TITLE, descending=False)]
    table.open(down(5), (), None, Sort(SortKey.TITLE, descending=False))
    with qtbot.waitSignal(table.sort_wanted) as caught:
        QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert caught.args == [Sort(SortKey.TITLE)]


@pytest.mark.parametrize("width", [400, 500, 700, 900, 1400])
def test_columns_fill_the_table_exactly_and_the_title_has_room(table: TicketTable, width: int) -> None:
    table.resize(width, 300)
    heads = table.horizontalHeader()
    assert sum(heads.sectionSize(column) for column in Column) == table.viewport().width()
    assert heads.sectionSize(Column.TITLE) >= min(200, width // 3)
    assert heads.isSectionHidden(Column.REQUESTER) is (width < 800)
    table.grab()


def test_an_empty_view_has_no_current_row(table: TicketTable) -> None:
    table.open(array("q"), (), None, Sort())
    assert table.current() is None
    table.step(1)
    assert table.current() is None


@pytest.mark.parametrize(
    ("sort", "column"),
    [(Sort(SortKey.CREATED), Column.NUMBER), (Sort(SortKey.NUMBER), Column.NUMBER), (Sort(), Column.UPDATED)],
)
def test_the_head_of_the_sorted_column_has_an_arrow(table: TicketTable, sort: Sort, column: Column) -> None:
    """Numbers are given in the order of creation."""
    heads = table.horizontalHeader()

    def pictures() -> dict[Column, QImage]:
        spans = {one: QRect(heads.sectionViewportPosition(one), 0, heads.sectionSize(one), 26) for one in Column}
        return {one: heads.viewport().grab(span).toImage() for one, span in spans.items()}

    table.open(array("q"), (), None, Sort(SortKey.RELEVANCE))
    before = pictures()
    table.open(array("q"), (), None, sort)
    assert [one for one, picture in pictures().items() if picture != before[one]] == [column]


def test_home_and_end_go_to_the_first_and_last_row(table: TicketTable) -> None:
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.current() == 0
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert (table.current(), table.currentIndex().column()) == (0, Column.TITLE)
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert table.current() == ROWS - 1


def test_words_stand_under_their_heads_whatever_became_of_the_heads(table: TicketTable) -> None:
    """Rows that come into a table which was empty, hidden or narrow while its heads were placed."""
    heads = table.horizontalHeader()
    heads.blockSignals(True)
    table.resize(1300, 400)
    heads.blockSignals(False)
    table.grab()
    under = {column: left for column, (left, _) in table._painter._spans.items()}
    assert under == {column: heads.sectionViewportPosition(column) for column in Column}
