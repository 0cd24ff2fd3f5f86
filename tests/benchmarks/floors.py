"""Bare scripts: what the same work takes without a product around it, on the same data and widget sizes.

Promise: each is one function over sqlite3 and PySide6 alone, run in a process of its own by `python -m
tests.benchmarks.floors NAME [PROFILE]`; it prints its milliseconds as JSON.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.bare import RowsOfOrder

ROOT = Path(__file__).resolve().parents[2]
TABLE = 972, 296
"""The table's room in a window of 1440 x 900."""
TALL = 972, 1500
"""The same in a window high enough for 50 rows."""
ROW = 28
ROUNDS = 40

LINE = (
    "select l.n, l.number, t.title, r.text, a.text, l.status, l.priority, l.updated from listing l"
    " join ticket t on t.id = l.ticket left join name r on r.n = l.requester left join name a on a.n = l.assignee"
)


def times(name: str, profile: Path | None = None) -> list[float]:
    """Run one floor in its own process; its milliseconds."""
    command = [sys.executable, "-m", "tests.benchmarks.floors", name, *([] if profile is None else [str(profile)])]
    answer = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    made: list[float] = json.loads(answer.stdout)
    return made


def window() -> None:
    """The barest window of the console's size: told when painted, then it stays until it is ended."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Label(QLabel):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, told)

    def told() -> None:
        sys.stdout.write("ready\n")
        sys.stdout.flush()

    application = QApplication([])
    shown = QMainWindow()
    shown.setCentralWidget(Label("bare"))
    shown.resize(1440, 900)
    shown.show()
    application.exec()


def view(profile: Path) -> list[float]:
    """The first 128 lines of the widest view by SQL, into a bare table that paints them."""
    connection = _opened(profile)
    query = f"{LINE} order by l.updated desc, l.n desc limit 128"
    return _filled(lambda: connection.execute(query).fetchall(), TABLE)


def search(profile: Path) -> list[float]:
    """The 50 newest matches of one letter by SQL, into a bare table that paints them all."""
    connection = _opened(profile)
    query = f"{LINE} where l.n in (select rowid from search where search match ? order by rowid desc limit 50)"
    return _filled(lambda: connection.execute(f"{query} order by l.n desc", ('"p" *',)).fetchall(), TALL)


def ticket(profile: Path) -> list[float]:
    """A ticket and its messages by SQL, into one text browser that paints them."""
    from PySide6.QtWidgets import QApplication, QTextBrowser

    application = QApplication([])
    connection = _opened(profile)
    ids = [row[0] for row in connection.execute("select ticket from listing order by updated desc limit 2000")][::50]
    browser = QTextBrowser()
    browser.resize(972, 420)
    browser.show()
    application.processEvents()
    taken = []
    for key in ids:
        start = time.perf_counter()
        title, text = connection.execute("select title, description from ticket where id = ?", (key,)).fetchone()
        rows = connection.execute("select body from message where root = ? order by created_at", (key,)).fetchall()
        browser.setPlainText("\n\n".join([title, text, *(row[0] for row in rows)]))
        application.processEvents()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def command(profile: Path) -> list[float]:
    """One field and one event in one durable transaction, then one row painted anew."""
    from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

    application = QApplication([])
    shown = QTableWidget(10, 7)
    shown.resize(*TABLE)
    shown.show()
    application.processEvents()
    connection = _opened(profile)
    connection.execute("create table bare(id integer primary key, what text)")
    connection.execute("insert into bare(what) values ('one')")
    taken = []
    for at in range(ROUNDS):
        start = time.perf_counter()
        connection.execute("begin immediate")
        connection.execute("update bare set what = ? where id = 1", (str(at),))
        connection.execute("insert into bare(what) values (?)", (str(at),))
        connection.execute("commit")
        shown.setItem(0, 0, QTableWidgetItem(str(at)))
        application.processEvents()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def scroll(profile: Path) -> list[float]:
    """Three rows a frame through Qt's own table: a QStandardItemModel and the default delegate, all C++."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QTableView

    application = QApplication([])
    model = QStandardItemModel()
    for row in _opened(profile).execute(f"{LINE} limit 3000"):
        model.appendRow([QStandardItem(str(cell)) for cell in row[1:]])
    shown = QTableView()
    shown.setModel(model)
    shown.verticalHeader().setDefaultSectionSize(ROW)
    shown.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    shown.resize(*TABLE)
    shown.show()
    application.processEvents()
    bar, taken = shown.verticalScrollBar(), []
    for _ in range(600):
        start = time.perf_counter()
        bar.setValue(bar.value() + 3 * ROW)
        application.processEvents()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


ORDER = "select n from listing order by updated desc, n desc"


def changes(profile: Path) -> list[float]:
    """A known change of 1,000 rows: the order read anew, rows out and in by grouped signals, painted; no search for
    what differs.
    """
    from PySide6.QtWidgets import QApplication, QTableView

    connection = _opened(profile)
    application, model, shown = QApplication([]), _table_model(connection), QTableView()
    shown.setModel(model)
    shown.verticalHeader().setDefaultSectionSize(ROW)
    shown.resize(*TABLE)
    shown.show()
    application.processEvents()
    taken = []
    for at in range(7):
        gone = set(model.order[at + 500 : 20_000 : 130][:150])
        start = time.perf_counter()
        model.change(gone)
        application.processEvents()
        taken.append((time.perf_counter() - start) * 1000)
        model.beginResetModel()
        model.endResetModel()
        application.processEvents()
    return taken


def _table_model(connection: sqlite3.Connection) -> RowsOfOrder:
    from tests.benchmarks.bare import RowsOfOrder

    return RowsOfOrder(connection, ORDER, LINE)


def _opened(profile: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(next(profile.glob("embedded/*/replica.db")), isolation_level=None)
    for pragma in ("synchronous = full", "cache_size = -16000"):
        connection.execute(f"pragma {pragma}")
    return connection


def _filled(read: Callable[[], Sequence[tuple[object, ...]]], size: tuple[int, int]) -> list[float]:
    """Read rows, put them into a QTableView over a list of tuples, paint: in milliseconds."""
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
    from PySide6.QtWidgets import QApplication, QTableView

    class Rows(QAbstractTableModel):
        rows: Sequence[tuple[object, ...]] = ()

        def rowCount(self, _: QModelIndex | QPersistentModelIndex | None = None) -> int:
            return len(self.rows)

        def columnCount(self, _: QModelIndex | QPersistentModelIndex | None = None) -> int:
            return 7

        def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
            if role == Qt.ItemDataRole.DisplayRole:
                return str(self.rows[index.row()][index.column() + 1])
            return None

    application, model, shown = QApplication([]), Rows(), QTableView()
    shown.setModel(model)
    shown.verticalHeader().setDefaultSectionSize(ROW)
    shown.horizontalHeader().setDefaultSectionSize(size[0] // 7)
    shown.resize(*size)
    shown.show()
    application.processEvents()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        model.beginResetModel()
        model.rows = read()
        model.endResetModel()
        application.processEvents()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


FLOORS: tuple[Callable[[Path], list[float]], ...] = (view, search, ticket, command, scroll, changes)


def main(arguments: list[str]) -> None:
    """Run the floor of that name."""
    if arguments == ["window"]:
        window()
        return
    name, profile = arguments
    floor = next(one for one in FLOORS if one.__name__ == name)
    print(json.dumps(floor(Path(profile))))


if __name__ == "__main__":
    main(sys.argv[1:])
