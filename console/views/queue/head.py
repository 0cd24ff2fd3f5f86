"""The head over the table: what is shown, how many, by which conditions, and the field to search.

Promise: Enter in the field ranks, Esc clears it and returns to the list, Down goes to the results.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QToolButton, QWidget

from console.views.labels import label
from console.views.queue.chips import Chip
from console.views.queue.parts import CAP_HEIGHT, cap_width, paint_cap
from console.views.theme import COLUMN_HEAD, Look

SEARCH = 236
SEARCH_LEAST = 150


class SearchField(QLineEdit):
    """The field that searches all tickets."""

    typed = Signal(str)
    ranked = Signal(str)
    """Enter: best first."""
    left = Signal()
    """The keyboard goes to the list."""

    def __init__(self, look: Look, cap: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._cap = cap
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(SEARCH_LEAST)
        self.setMaximumWidth(SEARCH)
        self.setTextMargins(20, 0, 22, 0)
        self.setMaxLength(200)
        self.textEdited.connect(self.typed)

    def show_text(self, text: str) -> None:
        """Hold the text that is searched, unless the person is typing another."""
        if not self.hasFocus() and self.text() != text:
            self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter, Esc and Down leave the field."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.text().strip():
                self.ranked.emit(self.text())
            self.left.emit()
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self.typed.emit("")
            self.left.emit()
        elif key == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the field, a lens, and the key that leads here."""
        super().paintEvent(event)
        painter, theme = QPainter(self), self._look.theme
        lens = self._look.pixmap("search", theme.text.tertiary, theme.bg.panel, 14, self.devicePixelRatioF())
        painter.drawPixmap(8, (self.height() - 14) // 2, lens)
        if not self.text() and not self.hasFocus():
            place = QPoint(self.width() - 7 - cap_width(self._look, self._cap), (self.height() - CAP_HEIGHT) // 2)
            paint_cap(painter, self._look, place, self._cap, theme.line.strong, theme.text.tertiary)


class ListHead(QFrame):
    """Title, count, chips and search."""

    chip_wanted = Signal(object)
    """A `Condition`: its chip was pressed."""
    more_wanted = Signal()
    """Another condition is wanted."""
    save_wanted = Signal()
    views_wanted = Signal()
    """The panel of views, which does not stand beside the table."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._chips: tuple[Chip, ...] = ()
        self._buttons: list[QPushButton] = []
        self.setProperty("kind", "surface")
        self.setFixedHeight(COLUMN_HEAD - 1)
        self._views = QToolButton(self)
        self._views.setFixedSize(24, 24)
        self._views.hide()
        self._views.clicked.connect(self.views_wanted)
        self._title = label(self, "title")
        self._count = label(self, "tertiary")
        self._row = QFrame(self)
        self._chip_row = QHBoxLayout(self._row)
        self._chip_row.setContentsMargins(0, 0, 0, 0)
        self._chip_row.setSpacing(8)
        self._more = QToolButton(self)
        self._more.setFixedSize(24, 24)
        self._more.clicked.connect(self.more_wanted)
        self._save = QPushButton(self)
        self._save.setProperty("kind", "chip")
        self._save.clicked.connect(self.save_wanted)
        self.search = SearchField(look, "/", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        for widget in (self._views, self._title, self._count, self._row, self._more, self._save):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        self.dress()

    def show_head(self, title: str, count: int | None, chips: Sequence[Chip], *, can_save: bool) -> None:
        """Show what the table holds."""
        self._title.setText(title)
        self._count.setText("" if count is None else f"{count:,}")
        self._save.setVisible(can_save)
        if tuple(chips) != self._chips:
            self._chips = tuple(chips)
            self._show_chips()

    def offer_views(self, *, offered: bool) -> None:
        """Show or hide the button for the views."""
        self._views.setVisible(offered)
        self._fit()

    def dress(self) -> None:
        """Take the look in use."""
        self._views.setIcon(self._look.theme.icon("menu", size=16))
        self._more.setIcon(self._look.theme.icon("plus", size=14))
        for button in self._buttons[:1]:
            button.setIcon(self._look.theme.icon("filter", size=14))
        self.search.update()

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self._views.setToolTip(self.tr("Views (Ctrl+B)"))
        self._views.setAccessibleName(self.tr("Views"))
        self._more.setToolTip(self.tr("Add a condition (F)"))
        self._more.setAccessibleName(self.tr("Add a condition"))
        self._save.setText(self.tr("Save view…"))
        self.search.setPlaceholderText(self.tr("Search title, text, people"))
        self.search.setAccessibleName(self.tr("Search all tickets"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: chips that do not fit are left out; the menu of conditions has them all."""
        super().resizeEvent(event)
        self._fit()

    def _show_chips(self) -> None:
        while len(self._buttons) < len(self._chips):
            self._add_button()
        for button, chip in zip(self._buttons, self._chips, strict=False):
            button.setText(chip.text)
        for button in self._buttons[len(self._chips) :]:
            button.hide()
        self._fit()

    def _add_button(self) -> None:
        """One more chip; it stays for other conditions, for a new one costs half a millisecond of polishing."""
        button, place = QPushButton(self._row), len(self._buttons)
        button.setProperty("kind", "chip")
        button.clicked.connect(lambda: self.chip_wanted.emit(self._chips[place].condition))
        self._buttons.append(button)
        self._chip_row.addWidget(button)
        if place == 0:
            self.dress()

    def _fit(self) -> None:
        room = self.width() - 28 - SEARCH_LEAST - 5 * 8 - 24
        may_be = (button for button in (self._save, self._views) if not button.isHidden())
        for widget in (self._title, self._count, *may_be):
            room -= widget.sizeHint().width()
        for button in self._buttons[: len(self._chips)]:
            room -= button.sizeHint().width() + 8
            button.setVisible(room >= 0)
        self._row.setVisible(any(not button.isHidden() for button in self._buttons))
