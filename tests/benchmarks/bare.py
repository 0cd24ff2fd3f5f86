"""The barest table model over an order of rows, for floors.

Promise: nothing but what a change of a known size needs: an order, lines read when painted, grouped signals.
"""

from __future__ import annotations

import sqlite3

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex


class RowsOfOrder(QAbstractTableModel):
    """Rows of `query`, each read by `line` when it is first painted."""

    def __init__(self, connection: sqlite3.Connection, query: str, line: str) -> None:
        super().__init__()
        self._connection = connection
        self._query = query
        self._line = line
        self.order = [row[0] for row in connection.execute(query)]
        self._lines: dict[int, tuple[object, ...]] = {}

    def rowCount(self, _: Index | None = None) -> int:
        return len(self.order)

    def columnCount(self, _: Index | None = None) -> int:
        return 7

    def data(self, index: Index, role: int = 0) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        n = self.order[index.row()]
        if n not in self._lines:
            self._lines[n] = self._connection.execute(f"{self._line} where l.n = ?", (n,)).fetchone()
        return str(self._lines[n][index.column() + 1])

    def change(self, gone: set[int]) -> None:
        """Read the order anew; the rows of `gone` leave, two hundred come on top."""
        order = [row[0] for row in self._connection.execute(self._query)]
        places = [row for row, n in enumerate(self.order) if n in gone]
        for row in reversed(places):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self.order[row]
            self.endRemoveRows()
        self.beginInsertRows(QModelIndex(), 0, 199)
        self.order = order
        self.endInsertRows()
        self._lines.clear()
        self.dataChanged.emit(self.index(0, 0), self.index(40, 6))
