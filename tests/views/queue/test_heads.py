"""The heads of the columns: the sorted one has an arrow, and kept pixels never show what was before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from console.models.kinds import Locale
from console.services.tickets.filters import Sort, SortKey
from console.settings import Settings, Theme
from console.views.queue.heads import MOST_KEPT, SORTS, Heads
from console.views.rows import Column, TicketRows
from console.views.theme import Look


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    made = Look(qapp, Settings(theme=Theme.LIGHT))
    yield made
    made.deleteLater()


@pytest.fixture
def heads(look: Look, qtbot: QtBot) -> Iterator[Heads]:
    view = QTableView()
    qtbot.addWidget(view)
    made = Heads(look, view)
    view.setHorizontalHeader(made)
    view.setModel(TicketRows(lambda *_: None, lambda _: "", Locale.EN, view))
    view.resize(900, 100)
    view.show()
    qtbot.waitExposed(view)
    yield made
    view.close()


def picture(heads: Heads) -> QImage:
    return heads.viewport().grab().toImage()


def test_every_column_has_an_order_of_its_own() -> None:
    assert SORTS.keys() == set(Column)
    assert len(set(SORTS.values())) == len(Column)


def test_heads_painted_again_look_the_same_and_another_order_or_width_is_seen(heads: Heads) -> None:
    pictures = [picture(heads)]
    assert picture(heads) == pictures[0]
    heads.show_sort(Sort(SortKey.TITLE))
    pictures.append(picture(heads))
    heads.show_sort(Sort(SortKey.TITLE, descending=False))
    pictures.append(picture(heads))
    heads.resizeSection(Column.NUMBER, heads.sectionSize(Column.NUMBER) + 20)
    pictures.append(picture(heads))
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[:at])
    assert picture(heads) == pictures[-1]


def test_another_look_is_seen(heads: Heads, look: Look) -> None:
    light = picture(heads)
    look.wear(Settings(theme=Theme.DARK))
    heads.dress()
    assert picture(heads) != light


def test_few_heads_are_kept(heads: Heads) -> None:
    for width in range(60, 60 + 2 * MOST_KEPT):
        heads.resizeSection(Column.TITLE, width)
        picture(heads)
    assert len(heads._kept) <= MOST_KEPT
