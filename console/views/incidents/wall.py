"""The wall screen: the open incident for a room full of people, in type that is read from afar.

Promise: nothing can be changed here; it shows what the page shows, and goes on with it.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console import words
from console.models.kinds import Locale
from console.services.incidents.queries import IncidentRow
from console.services.incidents.telling import titles_of, told
from console.views.incidents.head import Reading
from console.views.incidents.state import State
from console.views.theme import Look, brush, pen

UNIT = 1 / 100
"""Of the height: what sizes are counted in."""


class Wall(QWidget):
    """The screen."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._state = State()
        self._readings: list[Reading] = []
        self._locale = Locale.EN
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_state(self, state: State, readings: list[Reading], locale: Locale) -> None:
        """Show it."""
        self._state, self._readings, self._locale = state, readings, locale
        row = state.room.row if state.room is not None else None
        self.setAccessibleName(", ".join([row.title if row else "", *(reading.said() for reading in readings)]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: title, clocks, the newest entries."""
        painter, theme = QPainter(self), self._look.theme
        painter.fillRect(self.rect(), brush(theme.bg.window))
        room, unit = self._state.room, self.height() * UNIT
        if room is None:
            painter.setFont(self._font(4 * unit))
            painter.setPen(pen(theme.text.secondary))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("No incident is open."))
            return
        self._paint_title(painter, room.row, unit)
        width = (self.width() - 8 * unit) / 3
        for place, reading in enumerate(self._readings):
            self._paint_clock(
                painter, QRectF(4 * unit + place * width, 20 * unit, width - 3 * unit, 28 * unit), reading
            )
        self._paint_entries(painter, QRectF(4 * unit, 54 * unit, self.width() - 8 * unit, 43 * unit), unit)

    def _paint_title(self, painter: QPainter, row: IncidentRow, unit: float) -> None:
        theme = self._look.theme
        rank = theme.severity[row.severity.value.lower()]
        said = f"{words.word(row.severity, self._locale)} · {words.word(row.status, self._locale)}"
        if row.commander:
            said += " · " + self.tr("Commander: {name}").format(name=row.commander)
        painter.setFont(self._font(3.4 * unit, bold=True))
        painter.setPen(pen(rank.text))
        painter.drawText(QRectF(4 * unit, 2 * unit, self.width(), 5 * unit), Qt.AlignmentFlag.AlignVCenter, said)
        self._line(painter, QRectF(4 * unit, 7 * unit, self.width() - 8 * unit, 10 * unit), row.title, 6.5 * unit)

    def _line(self, painter: QPainter, area: QRectF, text: str, size: float) -> None:
        """One line, cut where there is no more room."""
        font = self._font(size, bold=True)
        painter.setFont(font)
        painter.setPen(pen(self._look.theme.text.primary))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_clock(self, painter: QPainter, area: QRectF, reading: Reading) -> None:
        theme = self._look.theme
        meaning, size = theme.sla[reading.meaning], area.height()
        painter.setFont(self._font(size * 0.12))
        painter.setPen(pen(theme.text.secondary))
        painter.drawText(area, Qt.AlignmentFlag.AlignTop, reading.name)
        painter.setPen(pen(meaning.text if reading.meaning in ("warn", "breach") else theme.text.primary))
        font = self._font(size * 0.42, bold=True)
        width = QFontMetricsF(font).horizontalAdvance(reading.figure)
        painter.setFont(self._font(size * 0.42 * min(1, area.width() / max(1, width)), bold=True))
        painter.drawText(area.adjusted(0, size * 0.14, 0, 0), Qt.AlignmentFlag.AlignTop, reading.figure)
        painter.setFont(self._font(size * 0.1))
        painter.setPen(pen(theme.text.secondary))
        painter.drawText(
            area.adjusted(0, size * 0.7, 0, 0), Qt.AlignmentFlag.AlignTop, f"{reading.note} · {reading.detail}"
        )
        bar = QRectF(area.left(), area.top() + size * 0.88, area.width(), size * 0.05)
        painter.fillRect(bar, brush(theme.bg.track))
        painter.fillRect(
            QRectF(bar.left(), bar.top(), bar.width() * reading.part, bar.height()), brush(meaning.graphic)
        )

    def _paint_entries(self, painter: QPainter, area: QRectF, unit: float) -> None:
        theme, font, small = self._look.theme, self._font(3.2 * unit), self._font(2.4 * unit)
        metrics = QFontMetricsF(font)
        y, left = area.top(), area.left() + 14 * unit
        plan = self._state.plan
        book = plan.book if plan is not None else None
        titles = titles_of(book, self._locale)
        for shown in self._state.entries:
            entry = shown.entry
            text = " ".join(told(entry.kind, entry.text, self._locale, titles).split())
            if y + metrics.height() > area.bottom():
                break
            painter.setFont(font)
            painter.setPen(pen(theme.text.secondary))
            painter.drawText(
                QRectF(area.left(), y, 13 * unit, metrics.height()), 0, f"{entry.event_at.astimezone():%H:%M}"
            )
            kind = words.word(entry.kind, self._locale)
            painter.setPen(pen(theme.text.tertiary if shown.corrected else theme.text.primary))
            room = area.right() - left - 24 * unit
            painter.drawText(
                QRectF(left, y, room, metrics.height()), 0, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            )
            painter.setFont(small)
            painter.setPen(pen(theme.text.tertiary))
            who = QFontMetricsF(small).elidedText(
                " · ".join(filter(None, (kind, entry.author))), Qt.TextElideMode.ElideRight, 23 * unit
            )
            painter.drawText(QRectF(area.right() - 23 * unit, y + unit * 0.5, 23 * unit, metrics.height()), 0, who)
            y += metrics.height() + 1.2 * unit

    def _font(self, pixels: float, *, bold: bool = False) -> QFont:
        made = QFont(self._look.fonts.title if bold else self._look.fonts.body)
        made.setPixelSize(max(12, round(pixels)))
        return made
