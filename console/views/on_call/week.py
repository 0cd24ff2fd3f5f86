"""The week of shifts: a band for each team, a bar for each shift, with gaps and double covers marked.

Promise: a gap is hatched and says so, a double cover is barred and counted in words; colour never speaks alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.models.kinds import Locale, to_micros
from console.models.on_call import Shift
from console.services.on_call import Watch
from console.views.hatch import hatch
from console.views.on_call.state import DAYS, State
from console.views.theme import HEADER, Look, pen
from console.views.times import short_date, weekday

TITLE, LANE, AFTER, EDGE = 28, 24, 10, 16
"""Heights of a band's title and of a row of bars, the space below a band, the margin at the sides."""


class Band(NamedTuple):
    """Where a team stands."""

    watch: Watch
    top: int
    lanes: Sequence[Sequence[Shift]]

    @property
    def height(self) -> int:
        """Title and bars."""
        return TITLE + LANE * max(1, len(self.lanes))


class Week(QWidget):
    """The calendar."""

    team_wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._state: State | None = None
        self._me = ""
        self._locale = Locale.EN
        self.bands: tuple[Band, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_state(self, state: State, me: str, locale: Locale) -> None:
        """Show these shifts."""
        self._state, self._me, self._locale = state, me, locale
        top, bands = HEADER, []
        for watch in state.directory.watches if state.directory else ():
            bands.append(Band(watch, top, lanes(watch.shifts)))
            top += bands[-1].height + AFTER
        self.bands = tuple(bands)
        self.setMinimumHeight(top)
        self.setAccessibleName(self.tr("Shifts of the week"))
        self.setAccessibleDescription("; ".join(f"{band.watch.name}: {self.said(band.watch)}" for band in bands))
        self.update()

    def said(self, watch: Watch) -> str:
        """What is to be known of a team's week."""
        if not watch.version:
            return self.tr("no rota yet")
        gaps, doubled = len(watch.cover.gaps), len(watch.cover.doubled)
        parts = [self.tr("%n gaps", "", gaps)] if gaps else []
        parts += [self.tr("%n times two at once", "", doubled)] if doubled else []
        return ", ".join(parts) or self.tr("covered throughout")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click chooses the team."""
        for band in self.bands:
            if band.top <= event.position().y() < band.top + band.height + AFTER:
                self.team_wanted.emit(band.watch.team)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: days, bands, the line of now."""
        del event
        state = self._state
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.theme.bg.surface)
        if state is None:
            return
        self._paint_days(painter, state)
        for band in self.bands:
            self._paint_bars(painter, state, band)
        self._paint_now(painter, state)
        for band in self.bands:
            self._paint_title(painter, state, band)

    def _x(self, at: int) -> float:
        days = self._state.days if self._state else (0, 1)
        share = (min(max(at, days[0]), days[-1]) - days[0]) / (days[-1] - days[0])
        return EDGE + share * (self.width() - 2 * EDGE)

    def _paint_days(self, painter: QPainter, state: State) -> None:
        theme, fonts = self._look.theme, self._look.fonts
        today = state.now.astimezone().date()
        for place, start in enumerate(state.days[:-1]):
            day = state.monday + timedelta(days=place)
            left, right = self._x(start), self._x(state.days[place + 1])
            if day.weekday() >= 5:
                painter.fillRect(QRectF(left, HEADER, right - left, self.height()), theme.bg.panel)
            painter.setPen(pen(theme.line.hair))
            painter.drawLine(QPointF(left, 0), QPointF(left, self.height()))
            is_today = day == today
            font, ink = (fonts.small_semibold, theme.text.primary) if is_today else (fonts.small, theme.text.tertiary)
            words = f"{weekday(day, self._locale)} {short_date(day, self._locale)}"
            self._write(painter, QRectF(left + 6, 0, right - left - 8, HEADER), words, font, ink)
        painter.setPen(pen(theme.line.hair))
        painter.drawLine(QPointF(0, HEADER - 0.5), QPointF(self.width(), HEADER - 0.5))

    def _paint_now(self, painter: QPainter, state: State) -> None:
        now = to_micros(state.now)
        if state.days[0] <= now < state.days[DAYS]:
            x = self._x(now)
            painter.setPen(pen(self._look.theme.accent_ink, 2))
            painter.drawLine(QPointF(x, HEADER), QPointF(x, self.height()))

    def _paint_title(self, painter: QPainter, state: State, band: Band) -> None:
        theme, fonts, watch = self._look.theme, self._look.fonts, band.watch
        box = QRectF(0, band.top, self.width(), TITLE - 4)
        is_chosen = watch.team == state.team
        chosen = theme.bg.selected if self.hasFocus() else theme.bg.selected_inactive
        painter.fillRect(box, chosen if is_chosen else theme.bg.surface)  # no line runs through words
        if is_chosen:
            painter.fillRect(QRectF(0, band.top, 2, band.height), theme.current_bar)
        width = self._write(painter, box.adjusted(EDGE, 0, 0, 0), watch.name, fonts.body_semibold, theme.text.primary)
        is_holed = bool(watch.cover.gaps) or not watch.version
        ink = theme.sla["breach"].text if is_holed else theme.text.secondary
        self._write(painter, box.adjusted(EDGE + width + 12, 0, -EDGE, 0), self.said(watch), fonts.small, ink)

    def _paint_bars(self, painter: QPainter, state: State, band: Band) -> None:
        theme, fonts, watch = self._look.theme, self._look.fonts, band.watch
        for place, lane in enumerate(band.lanes):
            for shift in lane:
                self._paint_shift(painter, state, band.top + TITLE + place * LANE, shift)
        for start, end in watch.cover.gaps if watch.version else ():
            gap = QRectF(self._x(start), band.top + TITLE + 1, self._x(end) - self._x(start), LANE - 4)
            hatch(painter, gap, theme.sla["breach"].graphic, theme.sla["breach"].tint)
            self._write(painter, gap.adjusted(5, 0, -2, 0), self.tr("nobody"), fonts.small, theme.sla["breach"].text)
        for start, end in watch.cover.doubled:
            bar = QRectF(self._x(start), band.top + TITLE - 3, self._x(end) - self._x(start), 3)
            painter.fillRect(bar, theme.sla["warn"].graphic)

    def _paint_shift(self, painter: QPainter, state: State, top: int, shift: Shift) -> None:
        theme, fonts = self._look.theme, self._look.fonts
        left, right = self._x(shift.start), self._x(shift.end)
        box = QRectF(left + 1, top + 1, max(2.0, right - left - 2), LANE - 4)
        is_now = shift.start <= to_micros(state.now) < shift.end
        painter.fillRect(box, theme.bg.selected if is_now else theme.bg.track)
        if shift.person == self._me:
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.accent.fill)
        names = state.directory.names if state.directory else {}
        name = names.get(shift.person, "…")
        self._write(painter, box.adjusted(7, 0, -3, 0), name, fonts.small, theme.text.primary)

    @staticmethod
    def _write(painter: QPainter, box: QRectF, text: str, font: QFont, ink: QColor) -> float:
        """Write on one line, cut where there is no room; the width written."""
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, box.width()))
        if len(shown) < 2 and shown != text:
            return 0.0
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QPointF(box.left(), box.top() + box.height() / 2 + 4.5), shown)
        return metrics.horizontalAdvance(shown)


def lanes(shifts: Sequence[Shift]) -> list[list[Shift]]:
    """Shifts in rows in which none overlaps another; the fewest rows."""
    rows: list[list[Shift]] = []
    for shift in shifts:
        free = next((row for row in rows if row[-1].end <= shift.start), None)
        if free is None:
            rows.append([shift])
        else:
            free.append(shift)
    return rows
