"""The rows of a view: all its numbers in memory, the lines of those looked at fetched in pages.

Promise: a view of any size opens with the lines it was given; a changed order is told by few removals and insertions
and never by a reset, so selection and scroll position stay; a line that is not here yet is None and comes by itself.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import IntEnum
from itertools import islice

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.models.kinds import Locale, local_mark
from console.services.sync.state import Colleague
from console.services.tickets.queries import Line
from console.views.due import Standing
from console.views.rowdiff import Insert, Remove, edits
from console.views.translation import QT_TRANSLATE_NOOP
from console.words import word

PAGE = 128
"""Lines fetched together."""
MOST_LINES = 32 * PAGE
"""Lines kept; beyond them those fetched longest ago go."""

ROOM = 64
"""Rows a screen is taken to have room for until one was seen."""
MOST_NEW = 1000
"""New rows of one change that are named."""

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[tuple[int, ...], Callable[[tuple[Line, ...]], None]], None]
"""Asks for the lines of some numbers and hands them over later."""
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """What a line shows, from left to right."""

    DUE = 0
    PRIORITY = 1
    NUMBER = 2
    TITLE = 3
    REQUESTER = 4
    ASSIGNEE = 5
    STATUS = 6
    UPDATED = 7


CONTEXT = "Rows"
HEADS = {
    Column.DUE: QT_TRANSLATE_NOOP("Rows", "SLA"),
    Column.PRIORITY: QT_TRANSLATE_NOOP("Rows", "Pri"),
    Column.NUMBER: QT_TRANSLATE_NOOP("Rows", "No."),
    Column.TITLE: QT_TRANSLATE_NOOP("Rows", "Title"),
    Column.REQUESTER: QT_TRANSLATE_NOOP("Rows", "Requester"),
    Column.ASSIGNEE: QT_TRANSLATE_NOOP("Rows", "Assignee"),
    Column.STATUS: QT_TRANSLATE_NOOP("Rows", "Status"),
    Column.UPDATED: QT_TRANSLATE_NOOP("Rows", "Updated"),
}


class TicketRows(QAbstractTableModel):
    """Lines of tickets in the order of a view; what is painted comes from `line`."""

    def __init__(
        self, fetch: Fetch, when: Callable[[Line], str], locale: Locale, parent: QObject | None = None
    ) -> None:
        """`when` phrases a line's last change; it is asked at every paint and should remember."""
        super().__init__(parent)
        self._fetch = fetch
        self.when = when
        self.due: Callable[[Line], Standing | None] = lambda _: None
        """How a line's most pressing clock stands now; asked at every paint."""
        self.locale = locale
        self._order: array[int] = array("q")
        self._lines: dict[int, Line] = {}
        self._asked: set[int] = set()
        self._absent: set[int] = set()
        self._seen = range(0)
        self.room = ROOM
        """How many rows the screen has room for."""
        self.company: Mapping[str, Sequence[Colleague]] = {}
        """By the id of a ticket, which colleagues are at it; see `meet`."""
        self.drafted: frozenset[str] = frozenset()
        """The ids of tickets on which words wait to be sent; see `mark`."""

    @property
    def order(self) -> array[int]:
        """The numbers of all rows; not to be changed."""
        return self._order

    def replace(self, order: array[int], lines: Iterable[Line]) -> None:
        """Show another view."""
        self.beginResetModel()
        self._order = array("q", order)
        self._absent.clear()
        self._lines.update((line.n, line) for line in lines)
        self._seen = range(0)
        self.endResetModel()

    def become(self, order: array[int], keep: int | None = None) -> list[int]:
        """Show the same view in its present order; row `keep` is not touched if it stays.

        Answers at which rows tickets stand that were not in the view before; none is named where more than `MOST_NEW`
        rows were taken out or came in one group (a storm of changes, the rest of a view behind its first window).
        """
        self._absent.clear()
        gone: set[int] = set()
        came: dict[int, int] = {}
        steps = edits(self._order, order, keep)
        named = sum(step.last - step.first + 1 for step in steps if isinstance(step, Remove)) <= MOST_NEW
        for edit in steps:
            match edit:
                case Remove(first, last):
                    if named:
                        gone.update(self._order[first : last + 1])
                    self.beginRemoveRows(_NOWHERE, first, last)
                    del self._order[first : last + 1]
                    self.endRemoveRows()
                case Insert(at, rows):
                    if named and len(rows) <= MOST_NEW:
                        came.update(zip(rows, range(at, at + len(rows)), strict=True))
                    self.beginInsertRows(_NOWHERE, at, at + len(rows) - 1)
                    self._order[at:at] = rows
                    self.endInsertRows()
        return [row for n, row in came.items() if n not in gone]

    def put(self, lines: Iterable[Line]) -> None:
        """Take present lines; those seen that are different are painted anew."""
        fresh = {line.n: line for line in lines}
        self._asked.difference_update(fresh)
        changed = {n for n, line in fresh.items() if self._lines.pop(n, None) != line}
        self._lines.update(fresh)
        self._drop_oldest()
        seen = self._order[self._seen.start : self._seen.stop]
        self._repaint([row for row, n in enumerate(seen, self._seen.start) if n in changed])

    def forget(self, tickets: Iterable[str] | None = None) -> None:
        """Drop the lines of these tickets, or all, but for the rows seen: old rows stay until new ones are there."""
        seen = set(self._order[self._seen.start : self._seen.stop])
        changed = None if tickets is None else frozenset(tickets)
        stale = [n for n, one in self._lines.items() if n not in seen and (changed is None or one.ticket in changed)]
        for n in stale:
            del self._lines[n]

    def meet(self, company: Mapping[str, Sequence[Colleague]]) -> None:
        """These colleagues are at these tickets now; rows seen that differ are painted anew."""
        before, self.company = self.company, company
        self._repaint_those({ticket for ticket in {*before, *company} if before.get(ticket) != company.get(ticket)})

    def mark(self, drafted: frozenset[str]) -> None:
        """Words wait on these tickets now; rows seen that differ are painted anew."""
        before, self.drafted = self.drafted, drafted
        self._repaint_those(before ^ drafted)

    def _repaint_those(self, moved: AbstractSet[str]) -> None:
        seen = self._order[self._seen.start : self._seen.stop]
        lines = ((row, self._lines.get(n)) for row, n in enumerate(seen, self._seen.start))
        self._repaint([row for row, line in lines if line is not None and line.ticket in moved])

    def see(self, first: int, last: int) -> None:
        """Rows `first` to `last` are on the screen: have them, and a page around them, at hand."""
        self._seen = range(max(0, first), min(len(self._order), last + 1))
        self._want(self._seen.start - PAGE // 2, self._seen.stop + PAGE // 2)

    def seen(self) -> list[Line]:
        """The lines on the screen that are here."""
        shown = self._order[self._seen.start : self._seen.stop]
        return [self._lines[n] for n in shown if n in self._lines]

    def line(self, row: int) -> Line | None:
        """The line of a row; None while it is fetched."""
        line = self._lines.get(self._order[row])
        if line is None:
            start = row // PAGE * PAGE
            self._want(start, start + PAGE)
        return line

    def line_of(self, n: int) -> Line | None:
        """The line of a number, if it is here."""
        return self._lines.get(n)

    def row_of(self, n: int | None) -> int:
        """The row of a number; -1 when it is not in the view."""
        try:
            return -1 if n is None else self._order.index(n)
        except ValueError:
            return -1

    def speak(self, locale: Locale) -> None:
        """Show words in another language."""
        self.locale = locale
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._repaint(list(self._seen))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: how many columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the words of a cell, for assistive technology and tests; the delegate paints from `line`."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return None
        line = self.line(index.row())
        if line is None:
            return None
        said = self._cell(line, Column(index.column()))
        is_marked = role == Qt.ItemDataRole.AccessibleTextRole and line.ticket in self.drafted
        return f"{said}, {draft_word()}" if is_marked and index.column() == Column.TITLE else said

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the head of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate(CONTEXT, HEADS[Column(section)])
        return None

    def _cell(self, line: Line, column: Column) -> str:
        match column:
            case Column.PRIORITY:
                return word(line.priority, self.locale)
            case Column.NUMBER:
                return number_words(line)
            case Column.TITLE:
                return ", ".join((line.title, *map(presence, self.company.get(line.ticket, ()))))
            case Column.REQUESTER:
                return line.requester
            case Column.ASSIGNEE:
                return line.assignee or QCoreApplication.translate("Rows", "Unassigned")
            case Column.STATUS:
                return word(line.status, self.locale)
            case Column.UPDATED:
                return self.when(line)
            case _:
                return self._due_words(line)

    def _due_words(self, line: Line) -> str:
        standing = self.due(line)
        return "" if standing is None else standing.said(self.locale)

    def _want(self, start: int, stop: int) -> None:
        """Ask for the lines of these rows that are neither here nor on their way."""
        rows = self._order[max(0, start) : max(0, stop)]
        wanted = tuple(n for n in rows if n not in self._lines and n not in self._asked and n not in self._absent)
        if wanted:
            self._asked.update(wanted)
            self._fetch(wanted, lambda lines: self._arrived(wanted, lines))

    def _arrived(self, wanted: Sequence[int], lines: tuple[Line, ...]) -> None:
        self._asked.difference_update(wanted)
        self._absent.update(set(wanted).difference(line.n for line in lines))
        self.put(lines)

    def _drop_oldest(self) -> None:
        if (excess := len(self._lines) - MOST_LINES) <= 0:
            return
        seen = set(self._order[self._seen.start : self._seen.stop])
        for n in list(islice((n for n in self._lines if n not in seen), excess)):
            del self._lines[n]

    def _repaint(self, rows: Sequence[int]) -> None:
        """Tell of changed rows, neighbours together."""
        start = 0
        for at in range(1, len(rows) + 1):
            if at == len(rows) or rows[at] != rows[at - 1] + 1:
                self.dataChanged.emit(self.index(rows[start], 0), self.index(rows[at - 1], len(Column) - 1))
                start = at


def number_words(line: Line) -> str:
    """The ticket's number, or a mark that the hub has not given it one yet (SPEC 3.2)."""
    return local_mark(line.ticket) if line.number is None else str(line.number)


def draft_word() -> str:
    """What marks a ticket on which words wait."""
    return QCoreApplication.translate("Rows", "Draft")


def presence(colleague: Colleague) -> str:
    """What a colleague does at a ticket: "Wei Zhou is replying"."""
    said = (
        QCoreApplication.translate("Rows", "{name} is replying")
        if colleague.replying
        else QCoreApplication.translate("Rows", "{name} is looking")
    )
    return said.format(name=colleague.name or QCoreApplication.translate("Rows", "A colleague"))
