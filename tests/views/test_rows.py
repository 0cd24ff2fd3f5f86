"""The rows of a view: fetched in pages, edited and never reset."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from console.models.kinds import Locale, Status, local_mark
from console.services.sync.state import Colleague
from console.services.tickets.queries import Line
from console.views.due import Standing
from console.views.rows import MOST_LINES, PAGE, Column, TicketRows, number_words
from tests.support.lines import line


@dataclass
class Source:
    """Where the rows fetch from; answers when told to."""

    asked: list[tuple[int, ...]] = field(default_factory=list)
    waiting: list[Callable[[], None]] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)

    def fetch(self, places: tuple[int, ...], then: Callable[[tuple[Line, ...]], None]) -> None:
        self.asked.append(places)
        self.waiting.append(lambda: then(tuple(line(n) for n in places if n not in self.gone)))

    def answer(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def rows(source: Source) -> TicketRows:
    return TicketRows(source.fetch, lambda one: f"{one.updated:%H:%M}", Locale.EN)


def order(*ns: int) -> array[int]:
    return array("q", ns)


def test_a_view_opens_with_the_lines_it_was_given_and_asks_nothing(rows: TicketRows, source: Source) -> None:
    rows.replace(order(3, 2, 1), [line(3), line(2), line(1)])
    assert [rows.index(row, Column.TITLE).data() for row in range(3)] == ["ticket 3", "ticket 2", "ticket 1"]
    assert source.asked == []


def test_who_is_at_a_ticket_is_said_and_only_their_row_is_painted_anew(rows: TicketRows) -> None:
    rows.replace(order(3, 2, 1), [line(3), line(2), line(1)])
    rows.see(0, 2)
    painted: list[int] = []
    rows.dataChanged.connect(lambda first, last, _: painted.extend(range(first.row(), last.row() + 1)))
    rows.meet({"t2": (Colleague("Wei", "t2", replying=True), Colleague("Bo", "t2", replying=False))})
    assert rows.index(1, Column.TITLE).data() == "ticket 2, Wei is replying, Bo is looking"
    assert painted == [1]
    rows.meet({"t3": (Colleague("", "t3", replying=False),)})
    assert rows.index(1, Column.TITLE).data() == "ticket 2"
    assert rows.index(0, Column.TITLE).data() == "ticket 3, A colleague is looking"
    assert painted == [1, 0, 1]


def test_a_ticket_with_a_draft_says_so_and_only_its_row_is_painted_anew(rows: TicketRows) -> None:
    rows.replace(order(5, 4, 3), map(line, (5, 4, 3)))
    rows.see(0, 2)
    painted: list[int] = []
    rows.dataChanged.connect(lambda first, _: painted.append(first.row()))
    rows.mark(frozenset({line(4).ticket, "elsewhere"}))
    assert painted == [1]
    spoken = [str(rows.index(row, Column.TITLE).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(3)]
    assert [words.endswith(", Draft") for words in spoken] == [False, True, False]
    rows.mark(frozenset())
    assert painted == [1, 1]


def test_a_line_that_is_not_here_is_fetched_with_its_page_once(rows: TicketRows, source: Source) -> None:
    rows.replace(array("q", range(1000)), [])
    assert rows.line(200) is None
    assert rows.line(201) is None
    assert source.asked == [tuple(range(PAGE, 2 * PAGE))]
    source.answer()
    assert rows.line(200) == line(200)
    assert len(source.asked) == 1


def test_rows_around_those_seen_are_at_hand_before_they_are_scrolled_to(rows: TicketRows, source: Source) -> None:
    rows.replace(array("q", range(1000)), [])
    rows.see(400, 430)
    source.answer()
    source.asked.clear()
    assert rows.line(370) is not None
    assert rows.line(460) is not None
    assert source.asked == []


def test_a_line_that_exists_no_more_is_not_asked_for_again(rows: TicketRows, source: Source) -> None:
    source.gone = {5}
    rows.replace(array("q", range(10)), [])
    rows.line(5)
    source.answer()
    assert rows.line(5) is None
    assert len(source.asked) == 1


def test_lines_seen_are_repainted_together_and_others_not(rows: TicketRows) -> None:
    rows.replace(array("q", range(100)), map(line, range(100)))
    rows.see(10, 20)
    told: list[tuple[int, int]] = []
    rows.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    rows.put([replace(line(n), status=Status.CLOSED) for n in (11, 12, 15, 50)])
    assert told == [(11, 12), (15, 15)]
    changed = rows.line(50)
    assert changed is not None
    assert changed.status is Status.CLOSED
    rows.put([replace(line(n), status=Status.CLOSED) for n in (10, 11, 12)])
    assert told == [(11, 12), (15, 15), (10, 10)], "what is as it was is not painted again"


def test_forgotten_lines_stay_on_the_screen_until_new_ones_come(rows: TicketRows, source: Source) -> None:
    rows.replace(array("q", range(300)), map(line, range(300)))
    rows.see(0, 10)
    source.asked.clear()
    rows.forget({"t5", "t290"})
    assert rows.line_of(5) is not None
    assert rows.line_of(290) is None
    rows.forget()
    assert (rows.line_of(5) is None, rows.line_of(200) is None) == (False, True)


def test_memory_is_bounded_and_what_is_seen_is_kept(rows: TicketRows, source: Source) -> None:
    count = MOST_LINES + 10 * PAGE
    rows.replace(array("q", range(count)), [])
    rows.see(0, 30)
    source.answer()
    for row in range(0, count, PAGE):
        rows.line(row)
    source.answer()
    held = sum(rows.line_of(n) is not None for n in range(count))
    assert held <= MOST_LINES
    assert all(rows.line_of(n) is not None for n in range(31))


def test_the_cells_speak_the_language_in_use(rows: TicketRows) -> None:
    rows.replace(order(3), [line(3)])
    assert rows.index(0, Column.DUE).data() == ""
    rows.due = lambda _: Standing("warn", "Reply", "9 m left", 50)
    cells = [rows.index(0, column).data() for column in Column]
    assert cells == ["Reply, 9 m left", "Medium", "3", "ticket 3", "Lin Qiao", "Unassigned", "Open", "03:57"]
    rows.speak(Locale.ZH)
    assert rows.index(0, Column.STATUS).data() == "已打开"
    assert rows.index(0, Column.STATUS).data(Qt.ItemDataRole.AccessibleTextRole) == "已打开"


def test_a_ticket_without_a_number_shows_a_local_mark() -> None:
    """SPEC 3.2: until the hub gave one."""
    assert number_words(line(48213)) == "48213"
    unsynced = replace(line(7), number=None, ticket="019cac0f-2a68-77a0-8c5c-c68e1ec81387")
    assert number_words(unsynced) == local_mark(unsynced.ticket)
    assert number_words(unsynced).startswith("L-")


def test_only_tickets_that_are_new_are_named(rows: TicketRows) -> None:
    rows.replace(order(1, 2, 3, 4), map(line, range(1, 5)))
    assert rows.become(order(9, 4, 1, 2, 8, 3)) == [0, 4]


@given(st.lists(st.integers(0, 60), unique=True), st.lists(st.integers(0, 60), unique=True), st.data())
def test_a_changed_order_keeps_what_points_at_the_kept_row(old: list[int], new: list[int], data: st.DataObject) -> None:
    rows = TicketRows(Source().fetch, lambda _: "", Locale.EN)
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Warning)
    rows.replace(array("q", old), [])
    resets: list[None] = []
    rows.modelReset.connect(lambda: resets.append(None))
    shared = sorted(set(old) & set(new))
    keep = data.draw(st.sampled_from(shared)) if shared else None
    held = QPersistentModelIndex(rows.index(rows.row_of(keep), 0)) if keep is not None else None
    rows.become(array("q", new), keep)
    assert list(rows.order) == new
    assert rows.rowCount() == len(new)
    assert not resets
    assert held is None or held.row() == rows.row_of(keep)
    tester.deleteLater()


def test_a_table_has_no_children(rows: TicketRows) -> None:
    rows.replace(order(1), [line(1)])
    assert rows.rowCount(rows.index(0, 0)) == 0
    assert rows.columnCount(rows.index(0, 0)) == 0
    assert rows.data(QModelIndex()) is None
