"""Lines over time: what came and went each day, and how long first answers took each week.

Promise: the former period is grey and dashed; a day that is not over says so; lines break where too few are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from console.models.figures import Seconds, Spread
from console.services.statistics.board import Board, Course, Mark, MarkKind
from console.views import times
from console.views.dashboard import lengths
from console.views.dashboard.chart import Chart, Key, Spot, Table
from console.views.theme import brush, pen

LEFT, BELOW = 34, 18
"""Room for the words of the axes."""


class Trend(Chart):
    """What both have in common: the axes, the lines, the cross hair."""

    def ground(self, painter: QPainter, box: QRectF, marks: Sequence[tuple[float, str]]) -> None:
        """Horizontal lines at shares of the height, with their words."""
        theme, font = self.look.theme, self.look.fonts.micro
        for share, text in marks:
            y = box.bottom() - share * box.height()
            painter.setPen(pen(theme.charts.grid if share else theme.line.strong, 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            self.words_before(painter, box.left() - 6, y + 4, text, font, theme.charts.axis)

    def line(self, painter: QPainter, points: Sequence[QPointF | None], ink: QColor, *, dashed: bool = False) -> None:
        """Through the points that are known, broken at the others."""
        made = QPen(ink, 1.2 if dashed else 1.8)
        if dashed:
            made.setDashPattern([3, 2.5])
        painter.setPen(made)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        piece: list[QPointF] = []
        for point in (*points, None):
            if point is not None:
                piece.append(point)
            elif piece:
                painter.drawPolyline(QPolygonF(piece))
                piece = []

    def cross(self, painter: QPainter, box: QRectF, x: float) -> None:
        """The cross hair."""
        painter.setPen(pen(self.look.theme.charts.axis, 1))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))

    def day(self, day: date) -> str:
        """A date, short."""
        return times.short_date(day, self.locale_of_words)

    @staticmethod
    def row(values: Sequence[float | None], top: float, at: Sequence[float], box: QRectF) -> list[QPointF | None]:
        """Points of values along x."""
        return [
            None if value is None else QPointF(x, box.bottom() - value / top * box.height())
            for x, value in zip(at, values, strict=False)
        ]


class Arrivals(Trend):
    """Opened and resolved by day."""

    def title(self) -> str:
        """What it shows."""
        return self.tr("Arrivals and resolutions")

    def note(self) -> str:
        """By day."""
        return self.tr("per day")

    def legend(self) -> tuple[Key, ...]:
        """Three lines."""
        charts = self.look.theme.charts
        former = Key("former", self.tr("days before"), charts.former, "dash")
        return (
            Key("opened", self.tr("opened"), charts.series[0], "line"),
            Key("resolved", self.tr("resolved"), charts.series[1], "line"),
            *((former,) if self.board is not None and self.board.former_course is not None else ()),
        )

    def plot(self, painter: QPainter, box: QRectF, board: Board) -> list[Spot]:
        """Closed days shaded, the lines, the present day open."""
        theme, font = self.look.theme, self.look.fonts.micro
        area = box.adjusted(LEFT, 8, -12, -BELOW - 16)
        former, course = board.former_course, board.course
        shown = [row for key, row in self._rows(course, former) if self.shows(key)]
        most = lengths.top(max((max(row, default=0) for row in shown), default=0))
        count = len(course.opened)
        step = area.width() / max(1, count - 1)
        at = [area.left() + place * step for place in range(count)]
        for x, closed in zip(at, board.closed, strict=True):
            if closed:
                painter.fillRect(QRectF(x - step / 2, area.top(), step, area.height()) & area, theme.bg.panel)
        self.ground(painter, area, [(share, lengths.number(round(most * share))) for share in (0, 0.5, 1)])
        inks = {"opened": theme.charts.series[0], "resolved": theme.charts.series[1], "former": theme.charts.former}
        for key, row in reversed(self._rows(course, former)):
            if self.shows(key):
                self.line(painter, self.row(row, most, at, area), inks[key], dashed=key == "former")
        self._days(painter, area, at)
        if any(board.closed):
            note = self.tr("Shaded: days without working hours.")
            self.words(painter, box.left(), box.bottom() - 2, note, font, theme.text.tertiary)
        last = self.row(course.opened[-1:], most, at[-1:], area)
        is_today = board.span.end > board.now.astimezone(board.span.place()).date()
        if is_today and last and last[0] is not None and course.opened[-1] and self.shows("opened"):
            painter.setPen(pen(inks["opened"], 1.6))
            painter.setBrush(brush(theme.bg.surface))
            painter.drawEllipse(last[0], 3, 3)
            so_far = self.tr("%n so far", "", course.opened[-1])
            self.words_before(
                painter, area.right() - 8, max(area.top() + 8, last[0].y() + 4), so_far, font, theme.text.primary
            )
        return self._spots_of(painter, area, at, step, course)

    def table(self) -> Table:
        """A row a day."""
        board = self.board
        if board is None:
            return Table((), ())
        days = [board.span.first + timedelta(days=place) for place in range(len(board.course.opened))]
        rows = zip(days, board.course.opened, board.course.resolved, strict=True)
        heads = (self.tr("Day"), self.tr("opened"), self.tr("resolved"))
        return Table(heads, tuple((day.isoformat(), opened, resolved) for day, opened, resolved in rows))

    @staticmethod
    def _rows(course: Course, former: Course | None) -> list[tuple[str, tuple[int, ...]]]:
        before = [("former", former.opened)] if former is not None else []
        return [("opened", course.opened), ("resolved", course.resolved), *before]

    def _days(self, painter: QPainter, area: QRectF, at: Sequence[float]) -> None:
        """Words below some of the days, and below the last one, which may be today."""
        theme, font = self.look.theme, self.look.fonts.micro
        if self.board is None or not at:
            return
        every = max(1, round(len(at) / 4))
        span, now = self.board.span, self.board.now
        is_today = span.end > now.astimezone(span.place()).date()
        today = self.tr("today") if is_today else self.day(span.end - timedelta(days=1))
        self.words_before(painter, area.right() + 8, area.bottom() + 14, today, font, theme.charts.axis)
        room = area.right() - self.width_of(today, font)
        for place in range(0, len(at) - every // 2 - 1, every):
            text = self.day(self.board.span.first + timedelta(days=place))
            if at[place] + self.width_of(text, font) > room:
                break
            self.words(painter, at[place], area.bottom() + 14, text, font, theme.charts.axis)

    def _spots_of(
        self, painter: QPainter, area: QRectF, at: Sequence[float], step: float, course: Course
    ) -> list[Spot]:
        if self.board is None:
            return []
        spots = []
        for place, x in enumerate(at):
            day = self.day(self.board.span.first + timedelta(days=place))
            opened = self.tr("%n opened", "", course.opened[place])
            resolved = self.tr("%n resolved", "", course.resolved[place])
            box = QRectF(x - step / 2, area.top(), step, area.height())
            spots.append(Spot(box, f"{day}: {opened}, {resolved}", Mark(MarkKind.OPENED, place)))
            if self.is_at(spots[-1]):
                self.cross(painter, area, x)
        return spots


class Responses(Trend):
    """How long first replies took, by the week in which the tickets were opened."""

    def title(self) -> str:
        """What it shows."""
        return self.tr("First reply over time")

    def note(self) -> str:
        """By week."""
        return self.tr("by week")

    def legend(self) -> tuple[Key, ...]:
        """Three lines."""
        charts = self.look.theme.charts
        former = Key("former", self.tr("weeks before"), charts.former, "dash")
        return (
            Key("median", self.tr("median"), charts.series[0], "line"),
            Key("p90", self.tr("p90"), charts.series[2], "dash"),
            *((former,) if self.board is not None and self.board.former_course is not None else ()),
        )

    def plot(self, painter: QPainter, box: QRectF, board: Board) -> list[Spot]:
        """The lines, and below each week how many tickets it is of."""
        theme, font = self.look.theme, self.look.fonts.micro
        area = box.adjusted(LEFT + 8, 8, -24, -BELOW - 16)
        weeks, former = board.course.weeks, board.former_course
        rows = self._rows(weeks, former.weeks if former is not None else ())
        known = [value for key, row in rows if self.shows(key) for value in row if value is not None]
        most, parts = lengths.hours_top(max(known, default=0))
        marks = [(at / parts, lengths.length(most * at / parts, self.locale_of_words)) for at in range(parts + 1)]
        self.ground(painter, area, [(0, "0"), *marks[1:]])
        step = area.width() / max(1, len(weeks) - 1)
        at = [area.left() + place * step for place in range(len(weeks))] if len(weeks) > 1 else [area.center().x()]
        inks = {"median": theme.charts.series[0], "p90": theme.charts.series[2], "former": theme.charts.former}
        for key, row in reversed(rows):
            if self.shows(key):
                points = self.row(row, most, at, area)
                self.line(painter, points, inks[key], dashed=key != "median")
                self._dots(painter, points, inks[key], key, weeks)
        spots = []
        for place, (x, week) in enumerate(zip(at, weeks, strict=True)):
            day = self.day(board.weeks[place])
            for text, y in ((day, 14), (f"n {week.n}", 28)):
                ink = theme.text.primary if y == 28 and week.n < lengths.FEW_FOR_P90 else theme.charts.axis
                self.words(painter, x - self.width_of(text, font) / 2, area.bottom() + y, text, font, ink)
            reach = QRectF(x - step / 2, area.top(), max(step, 20), area.height() + 30)
            spots.append(Spot(reach, self._said(day, week), Mark(MarkKind.WAITED, place)))
            if self.is_at(spots[-1]):
                self.cross(painter, area, x)
        return spots

    def table(self) -> Table:
        """A row a week."""
        board = self.board
        heads = (self.tr("Week from"), "n", self.tr("not yet answered"), self.tr("median, s"), self.tr("p90, s"))
        if board is None:
            return Table(heads, ())
        weeks = zip(board.weeks, board.course.weeks, strict=True)
        return Table(heads, tuple((day.isoformat(), of.n, of.open, of.median, of.p90) for day, of in weeks))

    def _said(self, day: str, week: Spread) -> str:
        locale = self.locale_of_words
        still = self.tr("%n not yet answered", "", week.open)
        median = self.tr("median {length}").format(length=lengths.median(week, locale))
        return f"{day}: {median}, p90 {lengths.p90(week, locale)}, n {week.n}, {still}"

    @staticmethod
    def _rows(weeks: Sequence[Spread], former: Sequence[Spread]) -> list[tuple[str, list[Seconds | None]]]:
        def known(of: Spread, value: Seconds | None, few: int) -> Seconds | None:
            return value if of.n >= few else None

        return [
            ("median", [known(of, of.median, lengths.FEW_FOR_MEDIAN) for of in weeks]),
            ("p90", [known(of, of.p90, lengths.FEW_FOR_P90) for of in weeks]),
            ("former", [known(of, of.median, lengths.FEW_FOR_MEDIAN) for of in former]),
        ]

    def _dots(
        self, painter: QPainter, points: Sequence[QPointF | None], ink: QColor, key: str, weeks: Sequence[Spread]
    ) -> None:
        """A dot a week, hollow where there are few."""
        if key == "former":
            return
        for point, week in zip(points, weeks, strict=False):
            if point is not None:
                painter.setPen(pen(ink, 1.6))
                few = week.n < lengths.FEW_FOR_P90
                painter.setBrush(brush(self.look.theme.bg.surface if few else ink))
                painter.drawEllipse(point, 3, 3)
