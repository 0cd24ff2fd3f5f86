"""The hours ahead: how many clocks come due, and how many of them will be late.

Promise: a forecast is drawn with its range; where too little is known, that is said and nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from console.models.figures import Ahead, Forecast
from console.services.statistics.board import Board, Mark, MarkKind
from console.views.dashboard import lengths
from console.views.dashboard.bars import frame
from console.views.dashboard.chart import Chart, Key, Spot, Table
from console.views.hatch import hatch
from console.views.theme import pen

LEFT, BELOW = 30, 18
"""Room for the words of the axes."""
WIDEST = 18


class Breaches(Chart):
    """Clocks that will be late in each of the next hours."""

    def title(self) -> str:
        """What it shows."""
        return self.tr("Late in the next hours")

    def note(self) -> str:
        """What it rests on."""
        told = self._told()
        return f"n {lengths.number(told.n)}" if told and told.hours else ""

    def legend(self) -> tuple[Key, ...]:
        """What comes due, what will be late, and how sure that is."""
        theme = self.look.theme
        return (
            Key("due", self.tr("due"), theme.charts.axis, "empty"),
            Key("late", self.tr("late"), theme.sla["breach"].graphic, "hatch"),
            Key("range", self.tr("80 % range"), theme.charts.target, "tick"),
        )

    def plot(self, painter: QPainter, box: QRectF, board: Board) -> list[Spot]:
        """A bar an hour, or why there is none."""
        theme, fonts = self.look.theme, self.look.fonts
        if board.forecast is None or not board.forecast.hours:
            said = (
                self.tr("The clocks are being reckoned…") if board.forecast is None else self._too_few(board.forecast)
            )
            for at, line in enumerate(said.split("\n")):
                fitting = self.fit(line, fonts.small, box.width())
                self.words(painter, box.left(), box.top() + 14 + 18 * at, fitting, fonts.small, theme.text.tertiary)
            return [Spot(box, said.replace("\n", " "))]
        hours = board.forecast.hours
        area = box.adjusted(LEFT, 8, -8, -BELOW)
        shown = [value for one in hours for value in self._values(one)]
        most = lengths.top(max(shown, default=0))
        self._ground(painter, area, most)
        step = area.width() / len(hours)
        spots = []
        for place, one in enumerate(hours):
            x = area.left() + (place + 0.5) * step
            self._bar(painter, area, x, min(WIDEST, step * 0.6), most, one)
            if place % 3 == 0:
                text = f"{one.start.astimezone():%H:%M}"
                left = x - self.width_of(text, fonts.micro) / 2
                self.words(painter, left, area.bottom() + 14, text, fonts.micro, theme.charts.axis)
            reach = QRectF(x - step / 2 + 3, area.top(), step - 6, area.height())
            spots.append(Spot(reach, self._said(one), Mark(MarkKind.AHEAD, place)))
            frame(self, painter, spots[-1])
        return spots

    def table(self) -> Table:
        """A row an hour."""
        heads = (self.tr("Hour"), self.tr("come due"), self.tr("late, expected"), self.tr("from"), self.tr("up to"))
        told = self._told()
        rows: Sequence[Ahead] = told.hours if told else ()
        return Table(
            heads,
            tuple((f"{one.start.astimezone():%H:%M}", one.due, one.expected, one.low, one.high) for one in rows),
        )

    def _told(self) -> Forecast | None:
        return self.board.forecast if self.board is not None else None

    def _values(self, one: Ahead) -> list[float]:
        shown = {"due": one.due, "late": one.expected, "range": one.high}
        return [value for key, value in shown.items() if self.shows(key)]

    def _ground(self, painter: QPainter, area: QRectF, most: float) -> None:
        theme, font = self.look.theme, self.look.fonts.micro
        for share in (0, 0.5, 1):
            y = area.bottom() - share * area.height()
            painter.setPen(pen(theme.charts.grid if share else theme.line.strong, 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            text = lengths.number(round(most * share))
            self.words_before(painter, area.left() - 6, y + 4, text, font, theme.charts.axis)

    def _bar(self, painter: QPainter, area: QRectF, x: float, width: float, most: float, one: Ahead) -> None:
        theme = self.look.theme

        def height(value: float) -> float:
            return value / most * area.height()

        if self.shows("due") and one.due:
            painter.setPen(pen(theme.charts.axis, 1))
            painter.drawRect(QRectF(x - width / 2, area.bottom() - height(one.due), width, height(one.due)))
        if self.shows("late"):
            late = height(one.expected)
            hatch(painter, QRectF(x - width / 2, area.bottom() - late, width, late), theme.sla["breach"].graphic)
        if self.shows("range") and one.high:
            painter.setPen(pen(theme.charts.target, 1.6))
            low, high = (area.bottom() - height(value) for value in (one.low, one.high))
            painter.drawLine(QPointF(x, low), QPointF(x, high))
            for y in (low, high):
                painter.drawLine(QPointF(x - 4, y), QPointF(x + 4, y))

    def _said(self, one: Ahead) -> str:
        due = self.tr("%n clocks come due", "", one.due)
        late = self.tr("{expected} late expected, {low} to {high} in four of five cases")
        return f"{one.start.astimezone():%H:%M}: {due}, " + late.format(
            expected=lengths.number(one.expected), low=one.low, high=one.high
        )

    def _too_few(self, told: Forecast) -> str:
        first = self.tr("Too few clocks came due to tell what is ahead.")
        counted = self.tr("%n clocks are known", "", told.n)
        return f"{first}\n{counted}; " + self.tr("30 of two weeks are needed.")
