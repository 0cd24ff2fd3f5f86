"""The clocks of the open ticket, and why the foremost of them stands as it does.

Promise: painted from words and shares alone; colour never speaks without its icon or word.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRect, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.services.explaining import ClockRow
from console.views.icons import INLINE
from console.views.queue import ledger
from console.views.queue.ledger import OVER, ClockLine, LedgerLine
from console.views.queue.manner import Manner
from console.views.queue.messages import write
from console.views.queue.parts import CapButton
from console.views.theme import SECTION_HEAD, Look, pen

LEFT, RIGHT = 16, 14
CLOCK, LINE, STRIP = 46, 18, 10
"""Heights of a clock, of a line of the ledger, and of the strip above it."""
BAR = 3
SWATCH = 9
"""Edge of the square before what a stretch was."""


class Clocks(QWidget):
    """Clocks above, the ledger of the foremost below."""

    copy_wanted = Signal(str)
    """The ledger as text."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: tuple[ClockRow, ...] = ()
        self._number = ""
        self._manner: Manner | None = None
        self._now: datetime | None = None
        self._lines: tuple[ClockLine, ...] = ()
        self._told: ClockRow | None = None
        self._ledger: tuple[LedgerLine, ...] = ()
        self._kept_height = 0
        """As high as it was, while what there is to show is waited for."""
        self._copy = CapButton(look, self, "ghost", "copy", small=True)
        self._copy.clicked.connect(lambda *_: self.copy_wanted.emit(self.text()))
        self._copy.hide()

    def show_clocks(self, number: str, rows: Sequence[ClockRow], now: datetime, manner: Manner) -> bool:
        """Show these as they stand at `now`; whether it is as high as before."""
        height, self._kept_height = self.wanted_height(), 0
        self._number, self._rows, self._now, self._manner = number, tuple(rows), now, manner
        self._lines = ledger.clock_lines(self._rows, now, manner)
        self._told = ledger.foremost(self._rows)
        self._ledger = () if self._told is None else ledger.ledger_lines(self._told, manner)
        self._copy.setVisible(self._told is not None)
        self._copy.say(self.tr("Copy"))
        self._copy.resize(self._copy.sizeHint())
        said = (f"{line.what}, {line.time}" for line in self._lines)
        self.setAccessibleName("; ".join((*said, *self.text().splitlines())))
        self._place()
        self.update()
        return height == self.wanted_height()

    def wait(self) -> None:
        """Those of another ticket come soon: show nothing, but keep the room, so that what is below does not jump."""
        self._kept_height = self.wanted_height()
        self._rows, self._lines, self._told, self._ledger = (), (), None, ()
        self._copy.hide()
        self.setAccessibleName("")
        self.update()

    def text(self) -> str:
        """The whole ledger, to be copied; "" where there is none."""
        if self._told is None or self._manner is None:
            return ""
        return ledger.copied(self._number, self._told, self._manner)

    def wanted_height(self) -> int:
        """How high it is; 0 without clocks."""
        if not self._lines:
            return self._kept_height
        height = SECTION_HEAD + CLOCK * len(self._lines)
        if self._told is not None:
            height += SECTION_HEAD + LINE + STRIP + 8 + LINE * (len(self._shown()) + 1) + 8
        return height

    def resizeEvent(self, event: object) -> None:
        """Qt: another width."""
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: everything."""
        painter, right = QPainter(self), self.width() - RIGHT
        fonts, text = self._look.fonts, self._look.theme.text
        if not self._lines:
            return
        write(painter, QPointF(LEFT, 20), right, (fonts.small_semibold, text.secondary), self.tr("SLA clocks"))
        top = SECTION_HEAD
        for line in self._lines:
            self._paint_clock(painter, top, right, line)
            top += CLOCK
        if self._told is not None and self._manner is not None:
            self._paint_ledger(painter, top, right, self._told, self._manner)

    def _paint_clock(self, painter: QPainter, top: int, right: int, line: ClockLine) -> None:
        theme, fonts = self._look.theme, self._look.fonts
        colours = theme.sla[line.kind]
        mark = self._look.pixmap(f"sla-{line.kind}", colours.graphic, theme.bg.panel, INLINE, self.devicePixelRatioF())
        painter.drawPixmap(LEFT, top + 3, mark)
        loud = fonts.small_semibold if line.kind in ("warn", "breach") else fonts.small
        edge = _at_right(painter, right, top + 14, (loud, colours.text), line.time)
        write(painter, QPointF(LEFT + INLINE + 6, top + 14), edge - 6, (fonts.body, theme.text.primary), line.what)
        painter.fillRect(LEFT, top + 21, right - LEFT, BAR, theme.bg.track)
        painter.fillRect(LEFT, top + 21, round((right - LEFT) * line.share), BAR, colours.graphic)
        edge = _at_right(painter, right, top + 37, (fonts.micro, theme.text.tertiary), line.target)
        write(painter, QPointF(LEFT, top + 37), edge - 6, (fonts.micro, theme.text.tertiary), line.due)

    def _paint_ledger(self, painter: QPainter, top: int, right: int, row: ClockRow, manner: Manner) -> None:
        theme, fonts = self._look.theme, self._look.fonts
        painter.fillRect(0, top + 3, self.width(), 1, theme.line.hair)
        edge = self._copy.geometry().left() - 6
        write(painter, QPointF(LEFT, top + 22), edge, (fonts.small_semibold, theme.text.secondary), ledger.title(row))
        top += SECTION_HEAD
        write(painter, QPointF(LEFT, top + 12), right, (fonts.micro, theme.text.tertiary), ledger.basis(row, manner))
        top += LINE
        self._paint_strip(painter, QRect(LEFT, top, right - LEFT, STRIP))
        top += STRIP + 8
        for line in self._shown():
            self._paint_stretch(painter, top, right, line)
            top += LINE
        painter.fillRect(LEFT, top, right - LEFT, 1, theme.line.hair)
        is_over = (row.remaining or 0) < 0
        over = f"+{ledger.clocked(row.remaining or 0)}" if is_over else ""
        edge = _at_right(painter, right, top + 15, (fonts.small_semibold, theme.sla["breach"].text), over)
        write(painter, QPointF(LEFT, top + 15), edge - 6, (fonts.small_semibold, theme.text.primary), ledger.total(row))

    def _paint_stretch(self, painter: QPainter, top: int, right: int, line: LedgerLine) -> None:
        theme, fonts, ink = self._look.theme, self._look.fonts, self._look.theme.text.primary
        if line.kind == OVER:
            ink = theme.sla["breach"].text
        edge = _at_right(painter, right, top + 13, (fonts.small, ink), line.length)
        middle = LEFT + (right - LEFT) * 12 // 20
        write(painter, QPointF(LEFT, top + 13), middle - 6, (fonts.small, theme.text.primary), line.when)
        self._paint_swatch(painter, QRect(middle, top + 4, SWATCH, SWATCH), line.kind)
        write(painter, QPointF(middle + SWATCH + 6, top + 13), edge - 6, (fonts.small, ink), line.what)

    def _paint_strip(self, painter: QPainter, area: QRect) -> None:
        """All stretches side by side, as wide as they are long."""
        whole, passed = sum(line.seconds for line in self._ledger), 0.0
        for line in self._ledger:
            start, passed = passed, passed + line.seconds
            begin, end = (area.left() + round(area.width() * part / (whole or 1)) for part in (start, passed))
            self._paint_swatch(painter, QRect(begin, area.top(), max(1, end - begin), area.height()), line.kind)

    def _paint_swatch(self, painter: QPainter, box: QRect, kind: str) -> None:
        """Filled where time counted, framed where it did not, red where it was too much."""
        theme = self._look.theme
        if kind in (OVER, "counted"):
            painter.fillRect(box, theme.sla["breach"].graphic if kind == OVER else theme.text.tertiary)
            return
        painter.setPen(pen(theme.line.control))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        if kind != "closed":
            painter.fillRect(box.adjusted(2, 2, -2, -2), theme.sla[kind].graphic)

    def _shown(self) -> tuple[LedgerLine, ...]:
        return self._ledger[-ledger.MOST_LINES :]

    def _place(self) -> None:
        top = SECTION_HEAD + CLOCK * len(self._lines)
        self._copy.move(self.width() - RIGHT + 8 - self._copy.width(), top + 5)


def _at_right(painter: QPainter, right: int, base: int, type_: tuple[QFont, QColor], text: str) -> int:
    """Write a text that ends at `right` and is never cut; its left edge."""
    font, ink = type_
    left = right - QFontMetrics(font).horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen(pen(ink))
    painter.drawText(QPointF(left, base), text)
    return left
