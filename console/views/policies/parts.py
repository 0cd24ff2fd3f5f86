"""Small widgets of the page of rules: a table of words.

Promise: whatever stands in them is plain text.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from console.views.theme import HEADER, Look


class WordTable(QTableWidget):
    """Rows of words; the widest column is the one said to be."""

    def __init__(self, look: Look, columns: int, wide: int, parent: QWidget) -> None:
        super().__init__(0, columns, parent)
        self._look = look
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setFixedHeight(HEADER)
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of actions."""

    def show_rows(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these."""
        self.verticalHeader().setDefaultSectionSize(self._look.row)
        self.setHorizontalHeaderLabels(list(heads))
        self.setRowCount(len(rows))
        for at, cells in enumerate(rows):
            for column, text in enumerate(cells):
                self.setItem(at, column, QTableWidgetItem(text))
