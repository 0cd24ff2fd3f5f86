"""A month of a calendar, painted: each day with its open hours and why they are not the usual ones.

Promise: colour never speaks alone; the number and the reason stand in the day, and the whole month is told in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console import words
from console.models.kinds import Locale
from console.models.month import DayReason, MonthDay
from console.views.theme import Look, pen

HEAD, CELL = 22, 46
_FULL = 10 * 3600
"""Seconds of a day that is as dark as days get."""


class MonthGrid(QWidget):
    """The days, Monday first."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._days: tuple[MonthDay, ...] = ()
        self._locale = Locale.EN
        self.setMinimumHeight(HEAD + 6 * CELL)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_days(self, days: Sequence[MonthDay], locale: Locale) -> None:
        """Show these, all of one month."""
        self._days, self._locale = tuple(days), locale
        self.setAccessibleName(self.tr("Month"))
        self.setAccessibleDescription(
            ", ".join(f"{one.day:%d} {self._hours(one)} {self._reason(one)}".strip() for one in self._days)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: six weeks."""
        return QSize(7 * 60, HEAD + 6 * CELL)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: paint the days."""
        del event
        painter, theme, fonts = QPainter(self), self._look.theme, self._look.fonts
        wide = self.width() / 7
        painter.setFont(fonts.micro)
        painter.setPen(theme.text.tertiary)
        for weekday in range(7):
            name = QLocale(self._locale.value).standaloneDayName(weekday + 1, QLocale.FormatType.ShortFormat)
            painter.drawText(QRectF(weekday * wide + 6, 0, wide, HEAD), Qt.AlignmentFlag.AlignVCenter, name)
        if not self._days:
            return
        before = self._days[0].day.weekday()
        for one in self._days:
            place = before + one.day.day - 1
            self._paint_day(painter, one, QRectF(place % 7 * wide, HEAD + place // 7 * CELL, wide - 2, CELL - 2))

    def _paint_day(self, painter: QPainter, one: MonthDay, box: QRectF) -> None:
        theme, fonts = self._look.theme, self._look.fonts
        if one.seconds:
            painter.fillRect(box, theme.charts.ramp[min(2, one.seconds * 3 // _FULL)])
        else:
            painter.fillRect(box, theme.bg.panel)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(theme.line.strong if one.reason is not DayReason.WEEK else theme.line.hair))
        painter.drawRect(box)
        inner = box.adjusted(6, 3, -6, -3)
        painter.setFont(fonts.micro)
        painter.setPen(theme.text.secondary)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, str(one.day.day))
        painter.setPen(theme.text.primary if one.seconds else theme.text.tertiary)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self._hours(one))
        painter.setPen(theme.text.secondary)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._reason(one))

    def _hours(self, one: MonthDay) -> str:
        return words.duration(timedelta(seconds=one.seconds), self._locale) if one.seconds else "–"

    def _reason(self, one: MonthDay) -> str:
        reasons = {
            DayReason.WEEK: "",
            DayReason.HOLIDAY: self.tr("holiday"),
            DayReason.OVERRIDE: self.tr("own hours"),
            DayReason.BREAK: self.tr("break"),
        }
        return reasons[one.reason]
