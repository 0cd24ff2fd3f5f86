"""When tickets arrive: a field for each hour of the week.

Promise: six steps of one colour; the peak is framed and named below.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QPainter

from console.services.statistics.board import Board, Mark, MarkKind
from console.views.dashboard.chart import Chart, Spot, Table
from console.views.theme import pen

SHORT = QLocale.FormatType.ShortFormat


class Hours(Chart):
    """Weekday by hour."""

    def title(self) -> str:
        """What it shows."""
        return self.tr("When tickets arrive")

    def note(self) -> str:
        """By the clocks of which zone."""
        zone = "" if self.board is None else self.board.span.zone
        return self.tr("weekday and hour, {zone}").format(zone=zone)

    def plot(self, painter: QPainter, box: QRectF, board: Board) -> list[Spot]:
        """168 fields."""
        theme, font = self.look.theme, self.look.fonts.micro
        area = box.adjusted(34, 0, 0, -36)
        wide, high = area.width() / 24, area.height() / 7
        peak = max(map(max, board.heat))
        top = next((at for at, count in enumerate(c for row in board.heat for c in row) if peak and count == peak), -1)
        spots = []
        for day, row in enumerate(board.heat):
            y = area.top() + day * high
            self.words_before(painter, area.left() - 6, y + high / 2 + 4, self._day(day), font, theme.text.secondary)
            for hour, count in enumerate(row):
                field = QRectF(area.left() + hour * wide, y, wide - 1.5, high - 1.5)
                if count:
                    painter.fillRect(field, theme.charts.ramp[min(5, count * 6 // (peak + 1))])
                said = self.tr("{day} {first}–{last}: {n}").format(
                    day=self._day(day), first=f"{hour:02}", last=f"{hour + 1:02}", n=count
                )
                spots.append(Spot(field, said, Mark(MarkKind.HOUR, 24 * day + hour) if count else None))
                if self.is_at(spots[-1]) or 24 * day + hour == top:
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(pen(theme.text.primary, 1.5 if self.is_at(spots[-1]) else 1))
                    painter.drawRect(field)
        for hour in range(0, 24, 3):
            self.words(painter, area.left() + hour * wide, area.bottom() + 14, f"{hour:02}", font, theme.charts.axis)
        if top >= 0:
            said = self.tr("Peak {cell}. Select a field to list its tickets.").format(cell=spots[top].words)
            self.words(painter, box.left(), box.bottom() - 2, said, font, theme.text.tertiary)
        return spots

    def table(self) -> Table:
        """A row a weekday."""
        rows = self.board.heat if self.board is not None else ()
        heads = ("", *(f"{hour:02}" for hour in range(24)))
        return Table(heads, tuple((self._day(day), *row) for day, row in enumerate(rows)))

    def _day(self, day: int) -> str:
        return QLocale(self.locale_of_words.value).standaloneDayName(day + 1, SHORT)
