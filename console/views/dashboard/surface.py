"""Where the charts of the dashboard stand: which are shown, in which order, in how many columns.

Promise: rows are always full; a narrow window has two charts in a row and scrolls.
"""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from console.views.dashboard.articles import Articles
from console.views.dashboard.bars import Ages, Agreements, Workload
from console.views.dashboard.breaches import Breaches
from console.views.dashboard.chart import Chart
from console.views.dashboard.head import Head
from console.views.dashboard.heat import Hours
from console.views.dashboard.incidents import Incidents
from console.views.dashboard.tiles import Tiles
from console.views.dashboard.trends import Arrivals, Responses

NARROW = 1130
"""Below this width charts stand two in a row."""
WIDTH = 12
"""Columns."""
WIDE_SPANS: tuple[tuple[type[Chart], int], ...] = (
    (Arrivals, 5),
    (Responses, 4),
    (Ages, 3),
    (Agreements, 3),
    (Hours, 5),
    (Workload, 4),
    (Incidents, 4),
    (Articles, 5),
    (Breaches, 3),
)
"""Each chart, and how many of twelve columns it takes."""


class Surface(QWidget):
    """Head, figures and charts; narrow windows scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = QWidget()
        self._grid = QGridLayout()
        self.charts: tuple[Chart, ...] = ()
        """Those shown, in their order."""
        self._is_wide: bool | None = None

    def fill(self, head: Head, tiles: Tiles, charts: tuple[Chart, ...]) -> None:
        """Take these parts."""
        self.charts = charts
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setSpacing(10)
        inner = QVBoxLayout(self.shown)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(tiles)
        inner.addLayout(self._grid, 1)
        scroll = QScrollArea(self)
        scroll.setWidget(self.shown)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scroll, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the charts out for this width."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= NARROW
        if is_wide is not self._is_wide:
            self._is_wide = is_wide
            self._lay()

    def arrange(self, charts: tuple[Chart, ...]) -> None:
        """Show these, in this order."""
        if charts == self.charts:
            return
        for chart in self.charts:
            self._grid.removeWidget(chart)
            chart.setVisible(chart in charts)
        self.charts = charts
        self._lay()
        for chart in charts:
            chart.show()

    def _lay(self) -> None:
        """Row by row; the last one of a row takes what is left of it."""
        spans = {kind: span if self._is_wide else 6 for kind, span in WIDE_SPANS}
        rows: list[list[Chart]] = [[]]
        for chart in self.charts:
            if sum(spans[type(one)] for one in rows[-1]) + spans[type(chart)] > WIDTH:
                rows.append([])
            rows[-1].append(chart)
        for row, charts in enumerate(rows):
            column = 0
            for chart in charts:
                taken = WIDTH - column if chart is charts[-1] else spans[type(chart)]
                self._grid.addWidget(chart, row, column, 1, taken)
                column += taken
        for place in range(WIDTH):
            self._grid.setColumnStretch(place, 1)


def shown(charts: tuple[Chart, ...], names: tuple[str, ...]) -> tuple[Chart, ...]:
    """The charts of these names, in their order; all of them where none is known."""
    by_name = {type(chart).__name__: chart for chart in charts}
    return tuple(by_name[name] for name in dict.fromkeys(names) if name in by_name) or charts


def hide(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The others."""
    return tuple(one for one in names if one != name)


def moved(names: tuple[str, ...], name: str, step: int) -> tuple[str, ...]:
    """One of them so many places further."""
    place = names.index(name)
    others = hide(names, name)
    at = max(0, min(len(others), place + step))
    return (*others[:at], name, *others[at:])
