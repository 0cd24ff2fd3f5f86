"""The panels have the widths a person knows, however the window comes to its size."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.services.local import Local
from console.views.queue.frames import Panels
from console.views.theme import INSPECTOR, VIEWS
from console.views.ui_state import UiState


@dataclass
class Stage:
    """Panels between their columns, as one start of the window makes them."""

    panels: Panels
    views: QWidget
    inspector: QWidget
    state: UiState

    @property
    def widths(self) -> tuple[int, int]:
        return self.views.width(), self.inspector.width()

    def sized(self, *widths: int) -> tuple[int, int]:
        """What the outer panels have when the window has had these widths."""
        for width in widths:
            self.panels.resize(width, 600)
        return self.widths


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Local]:
    with closing(Local(tmp_path / "local.db")) as opened:
        yield opened


def started(local: Local, qtbot: QtBot) -> Stage:
    """Another start on the same profile; the panels are made small, as Qt makes them."""
    state = UiState(local, lambda write: write())
    panels = Panels()
    qtbot.addWidget(panels)
    state.setParent(panels)
    views, inspector = QWidget(), QWidget()
    panels.fill(views, (QWidget(), QWidget()), inspector, state)
    panels.show()
    return Stage(panels, views, inspector, state)


@pytest.mark.parametrize("way", [(1280,), (640, 1280), (1212, 1600, 1280), (1600, 900, 1280), (1600, 1100, 700, 1280)])
def test_the_outer_panels_have_their_widths_whatever_the_window_had_before(
    local: Local, qtbot: QtBot, way: tuple[int, ...]
) -> None:
    assert started(local, qtbot).sized(*way) == (VIEWS, INSPECTOR)


def test_what_a_person_made_of_them_is_there_at_the_next_start(local: Local, qtbot: QtBot) -> None:
    first = started(local, qtbot)
    first.sized(1500)
    columns = first.panels._columns
    columns.moveSplitter(1500 - 330, 2)
    made = first.widths
    assert made[1] not in (INSPECTOR, 0)
    first.state.write()
    assert started(local, qtbot).sized(640, 1500) == made


def test_a_panel_moved_while_the_other_is_a_drawer_keeps_the_width_of_both(local: Local, qtbot: QtBot) -> None:
    stage = started(local, qtbot)
    stage.sized(1500, 1100)
    stage.panels._columns.moveSplitter(230, 1)
    assert stage.sized(1500) == (230, INSPECTOR)
