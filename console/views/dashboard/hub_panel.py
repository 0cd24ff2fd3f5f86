"""The whole history as the hub adds it up, beside what this machine knows: archives among it (SPEC 12.3).

Promise: the hub is asked beside the window; why it cannot be asked is said in the place of its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from console import words
from console.models.figures import Dimension, Figures, Spread
from console.models.kinds import Refused
from console.services.statistics.board import Board
from console.views import times
from console.views.dashboard import lengths
from console.views.dashboard.bars import added
from console.views.labels import label
from console.views.overlay import Overlay
from console.views.pages import Frame

if TYPE_CHECKING:
    from console.services.sync.hub_figures import HubFigures, HubHistory

WIDTH, ROW, MOST_ROWS = 960, 28, 12


class HubPanel(Overlay):
    """A table: a row for what is known here, one of the hub for the same days, one for each year."""

    def __init__(self, host: QWidget, frame: Frame, board: Board, chosen: Sequence[tuple[Dimension, str]]) -> None:
        super().__init__(host, WIDTH, "")
        self._frame = frame
        self._board = board
        self.setAccessibleName(self.tr("Whole history at the hub"))
        self.table = QTableWidget(self)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setAccessibleName(self.accessibleName())
        self.table.verticalHeader().hide()
        self.note = label(self, "secondary", self.tr("The hub is adding up…"), wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(label(self, "title", self.accessibleName()))
        column.addWidget(self.table)
        column.addWidget(self.note)
        self._show([(self._days(self.tr("here, {first} to {last}")), board.whole)])
        at_hub, span, now, asked = frame.at_hub, board.span, board.now, tuple(chosen)
        frame.courier.aside(lambda: at_hub().history(span, now, asked), self._take, self._fail)

    def _take(self, told: HubHistory) -> None:
        if not isValid(self):
            return
        rows: list[tuple[str, Figures | HubFigures]] = [
            (self._days(self.tr("here, {first} to {last}")), self._board.whole),
            (self._days(self.tr("hub, {first} to {last}")), told.period),
            *((self.tr("hub, {year}").format(year=year), figures) for year, figures in told.years),
        ]
        self._show(rows)
        known = self.tr("The hub has %n tickets you may read", "", told.tickets)
        archived = self.tr("%n of them in archives", "", told.archived)
        recorded = self.tr("Its SLA figures are of what was recorded of clocks that are decided.")
        awaited = self.tr("Not everything of this machine has come to the hub yet: its figures still grow.")
        said = [awaited] if told.is_partial else []
        self.note.setText(" ".join([*said, f"{known}, {archived}.", recorded]))
        self.place()

    def _fail(self, error: Refused) -> None:
        if not isValid(self):
            return
        self.note.setText(words.refusal(error, self._frame.language.locale))
        self.place()

    def _show(self, rows: Sequence[tuple[str, Figures | HubFigures]]) -> None:
        heads = (
            *(self.tr("Days"), self.tr("opened"), self.tr("resolved"), self.tr("reopened"), self.tr("backlog")),
            *(self.tr("first reply, median"), self.tr("resolution, median"), self.tr("SLA met")),
        )
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(list(heads))
        self.table.setRowCount(len(rows))
        for row, (name, told) in enumerate(rows):
            for column, text in enumerate((name, *self._cells(told))):
                cell = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                cell.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, cell)
            self.table.setRowHeight(row, ROW)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.table.setFixedHeight((min(len(rows), MOST_ROWS) + 1) * ROW + 6)

    def _cells(self, told: Figures | HubFigures) -> tuple[str, ...]:
        counts = (told.opened, told.resolved, told.reopened, told.backlog)
        met = lengths.met(added(told.sla.values()), self._frame.language.locale)
        return (*map(lengths.number, counts), self._median(told.first_response), self._median(told.resolution), met)

    def _median(self, spread: Spread) -> str:
        return f"{lengths.median(spread, self._frame.language.locale)}  n {spread.n:,}"

    def _days(self, text: str) -> str:
        span, locale = self._board.span, self._frame.language.locale
        first, last = (times.short_date(day, locale) for day in (span.first, span.end - timedelta(days=1)))
        return text.format(first=first, last=last)
