"""How long incidents took, each a mark, by severity on a scale of logarithms.

Promise: raw marks, never a bare mean; those that last are drawn as far as they have come.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from console import words
from console.models.incident_measures import Course
from console.models.kinds import Severity, from_micros, iso, to_micros
from console.models.wall import SECOND
from console.services.statistics.board import Board
from console.views.dashboard import lengths
from console.views.dashboard.chart import Chart, Key, Spot, Table
from console.views.theme import brush, pen

MARKS = (600, 3600, 14_400, 86_400, 259_200, 604_800)
"""Seconds that the scale names; it begins and ends with the outer ones."""


class Incidents(Chart):
    """Dots by severity."""

    def title(self) -> str:
        """What it shows."""
        return self.tr("Incidents, time to resolve")

    def note(self) -> str:
        """The scale."""
        return self.tr("log scale")

    def legend(self) -> tuple[Key, ...]:
        """Three kinds of marks, and the target."""
        theme = self.look.theme
        return (
            Key("met", self.tr("in time"), theme.charts.series[0], "dot"),
            Key("late", self.tr("late"), theme.sla["breach"].graphic, "ring"),
            Key("open", self.tr("open"), theme.charts.series[0], "ring"),
            Key("target", self.tr("target"), theme.charts.target, "tick"),
        )

    def plot(self, painter: QPainter, box: QRectF, board: Board) -> list[Spot]:
        """A row a severity."""
        theme, fonts = self.look.theme, self.look.fonts
        names = [words.word(severity, self.locale_of_words) for severity in Severity]
        foot = 22 if board.incidents else 40
        area = box.adjusted(max(self.width_of(name, fonts.small) for name in names) + 12, 6, -150, -foot)
        self._axis(painter, area)
        step = area.height() / len(Severity)
        spots: list[Spot] = []
        for place, severity in enumerate(Severity):
            y = area.top() + (place + 0.5) * step
            name = words.word(severity, self.locale_of_words)
            self.words_before(painter, area.left() - 8, y + 4, name, fonts.small, theme.text.secondary)
            told = [one for one in board.incidents if one.severity is severity and self._is_waited_for(one)]
            if self.shows("target"):
                x = self._x(60 * board.targets[severity], area)
                painter.setPen(pen(theme.charts.target, 1.4))
                for at in range(-12, 12, 4):
                    painter.drawLine(QPointF(x, y + at), QPointF(x, y + at + 2))
            spots += [self._dot(painter, one, y + (at % 3 - 1) * 5, area) for at, one in enumerate(told)]
            self.words(painter, area.right() + 16, y + 4, self._said(told), fonts.small, theme.text.primary)
        if not board.incidents:
            said = self.tr("No incident was reported in this period.")
            self.words(painter, box.left(), box.bottom() - 4, said, fonts.micro, theme.text.tertiary)
        return [spot for spot in spots if not spot.box.isNull()]

    def table(self) -> Table:
        """A row an incident."""
        heads = (self.tr("Severity"), self.tr("Category"), self.tr("Reported"), self.tr("Seconds"))
        rows = []
        for one in self.board.incidents if self.board is not None else ():
            names = (words.word(kind, self.locale_of_words) for kind in (one.severity, one.category))
            length = None if one.resolved is None else (one.resolved - one.reported) // SECOND
            rows.append((*names, iso(from_micros(one.reported)), length))
        return Table(heads, tuple(rows))

    @staticmethod
    def _is_waited_for(one: Course) -> bool:
        return one.resolved is not None or not one.ended

    @staticmethod
    def _x(seconds: float, area: QRectF) -> float:
        first, last = math.log(MARKS[0]), math.log(MARKS[-1])
        at = (math.log(min(max(seconds, MARKS[0]), MARKS[-1])) - first) / (last - first)
        return area.left() + at * area.width()

    def _axis(self, painter: QPainter, area: QRectF) -> None:
        """Lines at round lengths, with their words where one has room beside the one before."""
        theme, font = self.look.theme, self.look.fonts.micro
        free = 0.0
        for seconds in MARKS:
            x = self._x(seconds, area)
            painter.setPen(pen(theme.charts.grid, 1))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            text = lengths.length(seconds, self.locale_of_words)
            left = x - self.width_of(text, font) / 2
            if left > free:
                free = left + self.words(painter, left, area.bottom() + 15, text, font, theme.charts.axis) + 4

    def _dot(self, painter: QPainter, one: Course, y: float, area: QRectF) -> Spot:
        board = self.board
        if board is None:
            return Spot(QRectF(), "")
        theme = self.look.theme
        now = to_micros(board.now)
        took = ((now if one.resolved is None else one.resolved) - one.reported) / SECOND
        late = took > 60 * board.targets[one.severity]
        kind = "open" if one.resolved is None else "late" if late else "met"
        point = QPointF(self._x(took, area), y)
        if not self.shows(kind):
            return Spot(QRectF(), "")
        ink: QColor = theme.sla["breach"].graphic if late else theme.charts.series[0]
        painter.setPen(pen(ink, 1.4))
        painter.setBrush(brush(ink) if kind == "met" else Qt.BrushStyle.NoBrush)
        if kind == "open":
            painter.drawPolygon([point + QPointF(-4, -4), point + QPointF(4, 0), point + QPointF(-4, 4)])
        else:
            painter.drawEllipse(point, 3.5, 3.5)
        said = f"{words.word(one.category, self.locale_of_words)}: {lengths.length(took, self.locale_of_words)}"
        return Spot(QRectF(point.x() - 6, point.y() - 6, 12, 12), said)

    def _said(self, told: list[Course]) -> str:
        if not told:
            return "n 0"
        still = sum(one.resolved is None for one in told)
        over = sorted(one.resolved - one.reported for one in told if one.resolved is not None)
        said = f"n {len(told)}" + (", " + self.tr("%n open", "", still) if still else "")
        rank = -(-len(told) // 2) - 1
        if len(told) < lengths.FEW_FOR_MEDIAN:
            return said
        median = lengths.length(over[rank] / SECOND, self.locale_of_words) if rank < len(over) else "> …"
        return said + " · " + self.tr("median {length}").format(length=median)
