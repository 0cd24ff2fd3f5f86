"""Small widgets of the administration: a table of plain text, and boxes to tick.

Promise: whatever stands in them is plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from console.views.theme import HEADER, Look

IN_A_ROW = 4


class Table(QTableWidget):
    """Rows of words, one of them current."""

    went = Signal(int)
    """To this row."""

    def __init__(self, look: Look, columns: int, parent: QWidget) -> None:
        super().__init__(0, columns, parent)
        self._look = look
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.row)
        heads = self.horizontalHeader()
        heads.setFixedHeight(HEADER)
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.currentCellChanged.connect(lambda row, *_: self.went.emit(row))

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of actions."""

    def show_rows(self, heads: Sequence[str], rows: Iterable[Sequence[str]], current: int) -> None:
        """Show these; nobody is told that the current row is another one."""
        self.blockSignals(True)
        self.setHorizontalHeaderLabels(list(heads))
        found = list(rows)
        self.setRowCount(len(found))
        for at, cells in enumerate(found):
            for column, text in enumerate(cells):
                self.setItem(at, column, QTableWidgetItem(text))
        self.setCurrentCell(current if 0 <= current < len(found) else -1, 0)
        self.blockSignals(False)


def inset(table: Table) -> QHBoxLayout:
    """A table whose words begin where those of the panel do."""
    row = QHBoxLayout()
    row.setContentsMargins(8, 0, 8, 0)
    row.addWidget(table)
    return row


class Boxes(QWidget):
    """Things of which any number may hold."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(IN_A_ROW, 1)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of those that are ticked, in the order they stand."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def show_choices(self, choices: Iterable[tuple[str, str]], held: Iterable[str]) -> None:
        """Offer keys with their words; tick those that hold."""
        for box in self._boxes.values():
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        ticked = frozenset(held)
        for at, (key, text) in enumerate(choices):
            # An ampersand of a name is no mark of a key.
            box = QCheckBox(text.replace("&", "&&"), self)
            box.setChecked(key in ticked)
            box.toggled.connect(lambda *_: self.changed.emit())
            self._grid.addWidget(box, at // IN_A_ROW, at % IN_A_ROW)
            box.show()
            self._boxes[key] = box

    def tick(self, keys: Iterable[str]) -> None:
        """Tick these and no others."""
        wanted = frozenset(keys)
        for key, box in self._boxes.items():
            box.setChecked(key in wanted)
