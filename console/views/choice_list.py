"""A list to choose from: rows under headings, painted in one go.

Promise: the field keeps the focus and the arrows move in the list; headings are never chosen; what cannot be chosen now
says why.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from console.views.choices import Choice
from console.views.theme import Look, brush, pen

ROW, HEADING, MOST_ROWS = 28, 26, 11
"""Heights in pixels, and how many rows are shown before the list scrolls."""
PAD, GAP, INSET = 10, 10, 6
BASELINE = 18.5
"""Where words stand in a row, fixed because a line with Han is higher than one without."""
Index = QModelIndex | QPersistentModelIndex


class ChoiceModel(QAbstractListModel):
    """Rows and the headings between them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Choice | str] = []

    def show(self, choices: Sequence[Choice]) -> None:
        """Show these rows instead."""
        rows: list[Choice | str] = []
        heading = ""
        for choice in choices:
            if choice.heading and choice.heading != heading:
                rows.append(choice.heading)
                heading = choice.heading
            rows.append(choice)
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def at(self, row: int) -> Choice | str:
        """A row: a choice, or the words of a heading."""
        return self._rows[row]

    def choice(self, row: int) -> Choice | None:
        """The choice at a row; None for a heading or outside."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Choice) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows and headings."""
        return len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words, for assistive technology; painting asks `at`."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = [row] if isinstance(row, str) else [row.text, row.note, row.hindrance, " ".join(row.keys)]
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ChoiceList(QListView):
    """The rows, moved through from `field`."""

    picked = Signal(object)
    """The Choice a person took."""

    def __init__(self, look: Look, field: QLineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._model = ChoiceModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Rows(look, self._model, self))
        self.setProperty("kind", "raised")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self._pick(index.row()))
        field.installEventFilter(self)

    def show_choices(self, choices: Sequence[Choice], *, keep: bool = False, wanted: str = "") -> None:
        """Show these; current is the first that can be chosen, or the one `wanted`, or with `keep` the one that was."""
        before = self.current()
        if keep and before:
            wanted = before.key
        self._model.show(choices)
        rows = range(self._model.rowCount())
        same = (row for row in rows if wanted and (c := self._model.choice(row)) and c.key == wanted)
        self._go(next(same, next((row for row in rows if self._can(row)), -1)))
        self.updateGeometry()

    def current(self) -> Choice | None:
        """The choice the keyboard stands on."""
        return self._model.choice(self.currentIndex().row())

    def pick(self) -> None:
        """Take the current one."""
        self._pick(self.currentIndex().row())

    def sizeHint(self) -> QSize:
        """As high as its rows, within reason."""
        rows = [self._model.at(row) for row in range(self._model.rowCount())]
        height = sum(HEADING if isinstance(row, str) else ROW for row in rows)
        return QSize(300, min(height, MOST_ROWS * ROW) + 2)

    def minimumSizeHint(self) -> QSize:
        """Two rows."""
        return QSize(120, min(self.sizeHint().height(), 2 * ROW))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field that move in the list or take its row."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._step(_STEPS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.pick()
                return True
        return False

    def _step(self, step: int) -> None:
        rows = self._model.rowCount()
        row = self.currentIndex().row()
        direction = 1 if step > 0 else -1
        for _ in range(abs(step)):
            following = row + direction
            while 0 <= following < rows and self._model.choice(following) is None:
                following += direction
            if not 0 <= following < rows:
                break
            row = following
        self._go(row)

    def _go(self, row: int) -> None:
        self.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())
        if row == 1:
            self.scrollToTop()

    def _can(self, row: int) -> bool:
        choice = self._model.choice(row)
        return choice is not None and not choice.hindrance

    def _pick(self, row: int) -> None:
        choice = self._model.choice(row)
        if choice is not None and not choice.hindrance:
            self.picked.emit(choice)


CRITICAL = "priority-critical"
"""The icon that is red wherever it stands (look 5)."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 9, Qt.Key.Key_PageUp: -9}


class _Rows(QStyledItemDelegate):
    """Paints a row or a heading."""

    def __init__(self, look: Look, model: ChoiceModel, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows and headings have fixed heights."""
        return QSize(100, HEADING if isinstance(self._model.at(index.row()), str) else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = self._model.at(index.row())
        painter.save()
        if isinstance(row, str):
            painter.setFont(self._look.fonts.micro)
            painter.setPen(self._look.theme.text.tertiary)
            painter.drawText(option.rect.adjusted(PAD + INSET, 6, 0, 0), Qt.AlignmentFlag.AlignVCenter, row)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint(painter, option.rect.adjusted(INSET, 0, -INSET, 0), row, chosen=chosen)
        painter.restore()

    def _paint(self, painter: QPainter, area: QRect, row: Choice, *, chosen: bool) -> None:
        theme = self._look.theme
        ground = theme.bg.selected if chosen else theme.bg.raised
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(brush(ground))
            painter.drawRoundedRect(area, 5, 5)
        left, right = area.left() + PAD, area.right() - PAD
        mark = "check" if row.checked else row.icon
        if mark:
            ink = theme.text.primary if chosen else theme.text.tertiary
            if mark == CRITICAL:
                ink = theme.severity["critical"].mark
            scale = painter.device().devicePixelRatioF()
            painter.drawPixmap(left, area.top() + 6, self._look.pixmap(mark, ink, ground, 16, scale))
        left += 16 + GAP
        right = self._paint_keys(painter, area, right, row, chosen=chosen)
        right = self._paint_hindrance(painter, area, right, row)
        self._paint_words(painter, area, left, right, row)

    def _paint_keys(self, painter: QPainter, area: QRect, right: int, row: Choice, *, chosen: bool) -> int:
        """Caps from the right; returns where they begin."""
        theme = self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.fonts.micro)
        metrics = QFontMetrics(self._look.fonts.micro)
        for cap in reversed(row.keys):
            width = max(16, metrics.horizontalAdvance(cap) + 9)
            box = QRectF(right - width + 0.5, area.top() + 5.5, width, 17)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen(theme.line.control if chosen else theme.line.strong, 1))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(theme.text.secondary if chosen else theme.text.tertiary)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap)
            right -= width + 4
        return right - (GAP if row.keys else 0)

    def _paint_hindrance(self, painter: QPainter, area: QRect, right: int, row: Choice) -> int:
        if not row.hindrance:
            return right
        painter.setFont(self._look.fonts.small)
        painter.setPen(self._look.theme.text.tertiary)
        width = QFontMetrics(self._look.fonts.small).horizontalAdvance(row.hindrance)
        painter.drawText(QPointF(right - width, area.top() + BASELINE), row.hindrance)
        return right - width - GAP

    def _paint_words(self, painter: QPainter, area: QRect, left: int, right: int, row: Choice) -> None:
        """The text, letters that were typed in bold blue, and the note behind it."""
        theme, fonts = self._look.theme, self._look.fonts
        plain, bold = QFontMetrics(fonts.body), QFontMetrics(fonts.body_semibold)
        text = plain.elidedText(row.text, Qt.TextElideMode.ElideRight, right - left)
        x = float(left)
        for run, marked in runs(text, row.places):
            painter.setFont(fonts.body_semibold if marked else fonts.body)
            dim = theme.text.tertiary if row.hindrance else theme.text.primary
            painter.setPen(theme.text.link if marked and not row.hindrance else dim)
            painter.drawText(QPointF(x, area.top() + BASELINE), run)
            x += (bold if marked else plain).horizontalAdvance(run)
        if row.note and x + GAP < right:
            painter.setFont(fonts.small)
            painter.setPen(theme.text.tertiary)
            note = QFontMetrics(fonts.small).elidedText(row.note, Qt.TextElideMode.ElideRight, int(right - x - GAP))
            painter.drawText(QPointF(x + GAP, area.top() + BASELINE), note)


def runs(text: str, places: Sequence[int]) -> list[tuple[str, bool]]:
    """The text cut into what is marked and what is not."""
    marked = set(places)
    found: list[tuple[str, bool]] = []
    for at, letter in enumerate(text):
        if found and found[-1][1] is (at in marked):
            found[-1] = (found[-1][0] + letter, at in marked)
        else:
            found.append((letter, at in marked))
    return found
