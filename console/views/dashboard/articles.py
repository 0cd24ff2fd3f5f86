"""How much articles help: votes by type of content, with the interval the true rate lies in.

Promise: few votes are a hollow mark and a number, no percent.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from console import words
from console.models import votes
from console.services.knowledge.figures import TypeFigures
from console.services.statistics.board import Board
from console.views import times
from console.views.dashboard import lengths
from console.views.dashboard.chart import Chart, Key, Spot, Table
from console.views.theme import brush, pen

FEW = 10
"""Votes below which there is no percent."""


class Articles(Chart):
    """Self-service."""

    def title(self) -> str:
        """What it shows."""
        return self.tr("Self-service articles")

    def note(self) -> str:
        """What the marks are."""
        return self.tr("helpful votes with 95 % interval")

    def legend(self) -> tuple[Key, ...]:
        """Hollow ones."""
        return (Key("few", self.tr("under {n} votes").format(n=FEW), self.look.theme.charts.axis, "ring"),)

    def plot(self, painter: QPainter, box: QRectF, board: Board) -> list[Spot]:
        """A row a type."""
        theme, font = self.look.theme, self.look.fonts.small
        columns = [box.left() + box.width() * share for share in (0.2, 0.29, 0.42)]
        scale = QRectF(box.left() + box.width() * 0.44, box.top() + 16, box.width() * 0.36, box.height() - 54)
        heads = (self.tr("articles"), self.tr("views"), self.tr("updated"))
        self.words(painter, box.left(), box.top() + 8, self.tr("Type"), font, theme.text.tertiary)
        for x, head in zip(columns, heads, strict=True):
            self.words_before(painter, x, box.top() + 8, head, font, theme.text.tertiary)
        self._axis(painter, scale)
        step = scale.height() / max(1, len(board.knowledge))
        spots = []
        for place, one in enumerate(board.knowledge):
            y = scale.top() + (place + 0.5) * step
            name = words.word(one.type, self.locale_of_words)
            self.words(painter, box.left(), y + 4, name, font, theme.text.primary)
            last = "–" if one.last is None else times.short_date(one.last.astimezone().date(), self.locale_of_words)
            for x, text in zip(columns, (lengths.number(one.articles), lengths.number(one.views), last), strict=True):
                self.words_before(painter, x, y + 4, text, font, theme.text.secondary)
            self._votes(painter, scale, y, one)
            n = one.helpful + one.not_helpful
            shown = "–" if not n else f"{one.helpful} / {n}" if n < FEW else f"{one.rate:.2f} %"
            self.words(painter, scale.right() + 14, y + 4, shown, self.look.fonts.small_semibold, theme.text.primary)
            self.words_before(painter, box.right(), y + 4, f"n {n}", font, theme.text.tertiary)
            spots.append(Spot(QRectF(box.left(), y - 10, box.width(), 20), f"{name}: {shown}, n {n}"))
        self.words(painter, box.left(), box.bottom() - 2, self._gaps(board), self.look.fonts.micro, theme.text.tertiary)
        return spots

    def table(self) -> Table:
        """A row a type."""
        heads = (
            *(self.tr("Type"), self.tr("articles"), self.tr("views"), self.tr("helpful"), self.tr("not helpful")),
            *(self.tr("rate, %"), self.tr("lower bound, %"), self.tr("updated")),
        )
        rows = self.board.knowledge if self.board is not None else ()
        return Table(
            heads,
            tuple(
                (
                    *(words.word(one.type, self.locale_of_words), one.articles, one.views, one.helpful),
                    *(one.not_helpful, one.rate, one.wilson, None if one.last is None else one.last.date().isoformat()),
                )
                for one in rows
            ),
        )

    def _axis(self, painter: QPainter, scale: QRectF) -> None:
        theme, font = self.look.theme, self.look.fonts.micro
        for percent in (0, 25, 50, 75, 100):
            x = scale.left() + scale.width() * percent / 100
            painter.setPen(pen(theme.charts.grid, 1))
            painter.drawLine(QPointF(x, scale.top()), QPointF(x, scale.bottom()))
            text = f"{percent} %"
            self.words(painter, x - self.width_of(text, font) / 2, scale.bottom() + 14, text, font, theme.charts.axis)

    def _votes(self, painter: QPainter, scale: QRectF, y: float, one: TypeFigures) -> None:
        n = one.helpful + one.not_helpful
        if one.rate is None or one.wilson is None:
            return
        theme = self.look.theme
        # The upper end is what the lower one would be of the votes the other way round.
        upper = 100 - (votes.wilson(one.not_helpful, one.helpful) or 0)
        ink = theme.charts.former if n < FEW else theme.charts.series[0]
        low, high, middle = (scale.left() + scale.width() * at / 100 for at in (one.wilson, upper, one.rate))
        painter.setPen(pen(ink, 1.6))
        painter.drawLine(QPointF(low, y), QPointF(high, y))
        for x in (low, high):
            painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))
        painter.setBrush(brush(theme.bg.surface if n < FEW else ink))
        painter.drawEllipse(QPointF(middle, y), 4, 4)

    def _gaps(self, board: Board) -> str:
        if not board.gaps:
            return self.tr("No search went without a result.")
        most = ", ".join(f"“{gap.text}”" for gap in board.gaps)
        return self.tr("%n searches found nothing. Most often: {most}.", "", board.searches_failed).format(most=most)
