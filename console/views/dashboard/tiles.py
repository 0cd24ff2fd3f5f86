"""The strip of figures above the charts.

Promise: an arrow is red or green by good or bad, never by direction; a click opens the tickets behind a figure.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.models.figures import Figures, Spread
from console.models.kinds import Locale
from console.services.statistics.board import Board, Mark, MarkKind
from console.views.dashboard import lengths
from console.views.dashboard.bars import added
from console.views.theme import Look, brush, pen

HEIGHT = 74


class Tile(NamedTuple):
    """One figure."""

    name: str
    figure: str
    unit: str
    note: str
    rise: int
    """1 up, -1 down against the period before; 0 where it is the same, or nobody knows."""
    good: bool
    mark: Mark | None
    short: str = ""
    """The note where the whole of it finds no room: a figure is never cut."""


class Tiles(QWidget):
    """The strip."""

    picked = Signal(object)
    """A `Mark` whose tickets are wanted."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._tiles: tuple[Tile, ...] = ()
        self.setFixedHeight(HEIGHT)

    def show_board(self, board: Board | None, locale: Locale) -> None:
        """Tell these figures."""
        self._tiles = () if board is None else self.tiles(board, locale)
        said = (f"{tile.name}: {tile.figure} {tile.unit} {tile.note}" for tile in self._tiles)
        self.setAccessibleName("; ".join(said))
        self.update()

    def tiles(self, board: Board, locale: Locale) -> tuple[Tile, ...]:
        """Seven figures."""
        now, before = board.whole, board.former
        tally, former = added(now.sla.values()), added(before.sla.values()) if before is not None else None
        first, whole = now.first_response, now.resolution
        answered = (f"p90 {lengths.p90(first, locale)}", f"n {first.n:,}")
        still = self.tr("%n still open", "", whole.open)
        return (
            self._count(self.tr("Opened"), lambda of: of.opened, board, MarkKind.OPENED),
            self._count(self.tr("Resolved"), lambda of: of.resolved, board, MarkKind.RESOLVED),
            self._backlog(board),
            self._time(
                self.tr("First reply"), (first, None if before is None else before.first_response), answered, locale
            ),
            self._time(self.tr("Resolution"), (whole, None if before is None else before.resolution), (still,), locale),
            self._share(
                lengths.met(tally, locale),
                tally.share,
                None if former is None else former.share,
                self.tr("%n pending", "", tally.pending),
                f"{tally.met:,} / {tally.met + tally.missed:,}" if now.sla else "",
            ),
            self._reopened(now, before),
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the tickets behind a figure."""
        if self._tiles:
            tile = self._tiles[min(len(self._tiles) - 1, int(event.position().x() * len(self._tiles) / self.width()))]
            if tile.mark is not None:
                self.picked.emit(tile.mark)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        del event
        painter = QPainter(self)
        self.paint(painter)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Draw the strip; also into a file."""
        theme = self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.fillRect(self.rect(), theme.bg.panel)
        width = self.width() / max(1, len(self._tiles))
        for place, tile in enumerate(self._tiles):
            if place:
                painter.setPen(pen(theme.line.hair, 1))
                painter.drawLine(QPointF(place * width, 0), QPointF(place * width, HEIGHT))
            self._paint_tile(painter, QRectF(place * width + 16, 0, width - 20, HEIGHT), tile)
        painter.setPen(pen(theme.line.hair, 1))
        painter.drawLine(QPointF(0, HEIGHT - 0.5), QPointF(self.width(), HEIGHT - 0.5))

    def _paint_tile(self, painter: QPainter, box: QRectF, tile: Tile) -> None:
        theme, fonts = self._look.theme, self._look.fonts

        def words(x: float, y: float, text: str, font_name: str, ink: QColor) -> float:
            font = getattr(fonts, font_name)
            metrics = QFontMetricsF(font)
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, box.right() - x))
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QPointF(x, y), text)
            return metrics.horizontalAdvance(text)

        words(box.left(), 20, tile.name, "small", theme.text.secondary)
        x = box.left() + words(box.left(), 43, tile.figure, "title", theme.text.primary) + 7
        words(x, 43, tile.unit, "small", theme.text.secondary)
        x = box.left()
        if tile.rise:
            ink = theme.sla["met" if tile.good else "breach"].graphic
            tip, foot = (53, 61) if tile.rise > 0 else (61, 53)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(brush(ink))
            painter.drawPolygon([QPointF(x + 4, tip), QPointF(x, foot), QPointF(x + 8, foot)])
            x += 12
        fits = QFontMetricsF(fonts.small).horizontalAdvance(tile.note) <= box.right() - x
        words(x, 61, tile.note if fits or not tile.short else tile.short, "small", theme.text.tertiary)

    def _count(self, name: str, of: Callable[[Figures], int], board: Board, kind: MarkKind) -> Tile:
        now = of(board.whole)
        note = ""
        if board.former is not None:
            before = of(board.former)
            change = f"{100 * (now - before) / before:+.0f} % " if before >= lengths.FEW_FOR_SHARE else ""
            note = change.replace("-", "−") + self.tr("from {n}").format(n=lengths.number(before))
        return Tile(name, lengths.number(now), "", note, 0, True, Mark(kind))

    def _backlog(self, board: Board) -> Tile:
        now, note, rise = board.whole.backlog, "", 0
        if board.former is not None:
            before = board.former.backlog
            rise = (now > before) - (now < before)
            note = f"{lengths.number(abs(now - before))} " + self.tr("from {n}").format(n=lengths.number(before))
        paused = self.tr("%n paused", "", board.paused)
        return Tile(self.tr("Backlog"), lengths.number(now), paused, note, rise, rise < 0, Mark(MarkKind.AGED))

    def _time(self, name: str, spreads: tuple[Spread, Spread | None], notes: tuple[str, ...], locale: Locale) -> Tile:
        spread, former = spreads
        now, before, rise = spread.median, None if former is None else former.median, 0
        note, short = " · ".join(notes), notes[0]
        if now is not None and before is not None and int(now) != int(before):
            rise = 1 if now > before else -1
            note = f"{lengths.length(abs(now - before), locale)} · {note}"
            short = f"{lengths.brief(abs(now - before), locale)} · {short}"
        figure = lengths.median(spread, locale)
        return Tile(name, figure, self.tr("median"), note, rise, rise < 0, Mark(MarkKind.OPENED), short)

    def _share(self, figure: str, now: float | None, before: float | None, pending: str, unit: str) -> Tile:
        rise, note = 0, pending
        if not unit:
            note = self.tr("being reckoned…")
        elif now is not None and before is not None and round(now - before, 1):
            rise = 1 if now > before else -1
            note = self.tr("{n} pt").format(n=f"{abs(now - before):.1f}") + f" · {pending}"
        return Tile(self.tr("SLA met"), figure, unit, note, rise, rise > 0, Mark(MarkKind.OPENED))

    def _reopened(self, now: Figures, before: Figures | None) -> Tile:
        def share(of: Figures | None) -> float | None:
            return 100 * of.reopened / of.resolved if of is not None and of.resolved >= lengths.FEW_FOR_SHARE else None

        rise, note, was, is_now = 0, "", share(before), share(now)
        if was is not None and is_now is not None:
            rise = (is_now > was) - (is_now < was)
            note = self.tr("from {n}").format(n=lengths.percent(was))
        figure = lengths.percent(is_now) if is_now is not None else lengths.number(now.reopened)
        unit = f"{now.reopened:,} / {now.resolved:,}"
        return Tile(self.tr("Reopened"), figure, unit, note, rise, rise < 0, Mark(MarkKind.REOPENED))
