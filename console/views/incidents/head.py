"""The head of an incident: severity, title, status; its three clocks; who does what.

Promise: painted in one go; a clock is told by icon, word, figure and bar together, never by colour alone.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console import words
from console.models.incident_clocks import IncidentClock
from console.models.incident_kinds import Duty, IncidentStatus, OfferState
from console.models.kinds import ClockKind, ClockState, Locale, Severity, from_micros, local_mark
from console.services.incidents.queries import IncidentRow
from console.services.incidents.room import Room
from console.views.incidents.telling import figures
from console.views.theme import COLUMN_HEAD, Look, brush, pen
from console.views.times import moment

CLOCKS = 88
PAD = 16
WARN = 0.75
"""From this part of its time on a clock warns."""
SEVERITY_ICONS = {
    Severity.CRITICAL: "priority-critical",
    Severity.HIGH: "priority-high",
    Severity.MEDIUM: "priority-medium",
    Severity.LOW: "priority-low",
}


class Reading(NamedTuple):
    """How a clock reads."""

    meaning: str
    """Of its icon and colours."""
    name: str
    target: str
    figure: str
    note: str
    detail: str
    part: float
    """How far its bar has grown."""

    def said(self) -> str:
        """As one phrase."""
        return f"{self.name}: {self.figure} {self.note}, {self.detail}"


class Cell(NamedTuple):
    """A duty, and who has it."""

    name: str
    who: str
    """"" for nobody."""
    since: str
    asked: str = ""
    """Who is asked and has not answered."""


class RoomHead(QWidget):
    """The head."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._room: Room | None = None
        self._locale = Locale.EN
        self._now = 0
        self.setFixedHeight(COLUMN_HEAD + CLOCKS)

    def show_room(self, room: Room, now: int, locale: Locale) -> None:
        """Show an incident as it stands at `now` (microseconds)."""
        self._room, self._now, self._locale = room, now, locale
        said = (words.word(room.row.severity, locale), words.word(room.row.status, locale), room.row.title)
        name = ", ".join((*said, *(reading.said() for reading in self.readings())))
        if name != self.accessibleName():
            self.setAccessibleName(name)
        self.update()

    def readings(self) -> list[Reading]:
        """The clocks as they read now."""
        room = self._room
        if room is None:
            return []
        read = [self._reading(one, minutes) for one, minutes in zip(room.clocks, room.targets, strict=True)]
        if room.review is not None:  # nobody waits for the next update any more
            read[1] = self._reading(room.review, 0)
        return read

    def _reading(self, one: IncidentClock, minutes: int) -> Reading:
        name = {
            ClockKind.ACKNOWLEDGEMENT: self.tr("Acknowledge"),
            ClockKind.UPDATE: self.tr("Next update"),
            ClockKind.RECOVERY: self.tr("Resolve"),
            ClockKind.REVIEW: self.tr("Analysis"),
        }[one.clock]
        target = self.tr("every {n} min") if one.clock is ClockKind.UPDATE else self.tr("target {n} min")
        target = target.format(n=minutes) if minutes else ""
        part = min(1.0, ((one.end or self._now) - one.start) / max(1, one.due - one.start))
        detail = self._detail(one)
        if one.state is ClockState.NOT_APPLICABLE:
            return Reading("paused", name, target, "–", self.tr("nothing is waited for"), detail, 0.0)
        if one.end is not None:
            met = one.state is ClockState.MET
            note = self.tr("met") if met else self.tr("late")
            return Reading("met" if met else "breach", name, target, figures(one.end - one.start), note, detail, part)
        late = one.due <= self._now
        meaning = "breach" if late else "warn" if part >= WARN else "ok"
        note = self.tr("over") if late else self.tr("left")
        return Reading(meaning, name, target, figures(one.due - self._now), note, detail, part)

    def _detail(self, one: IncidentClock) -> str:
        if one.clock is ClockKind.UPDATE:
            return self.tr("{given} given, {late} late").format(given=one.given, late=one.late)
        if one.clock is ClockKind.REVIEW:
            at = moment(from_micros(one.end or one.due), from_micros(self._now).astimezone().date(), self._locale)
            return self.tr("signed off {time}").format(time=at) if one.end else self.tr("due {time}").format(time=at)
        if one.end is not None:
            return f"{from_micros(one.end).astimezone():%H:%M:%S}"
        return self.tr("due {time}").format(time=f"{from_micros(one.due).astimezone():%H:%M}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the two lines of the head."""
        room, theme = self._room, self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), brush(theme.bg.panel))
        painter.fillRect(QRect(0, COLUMN_HEAD - 1, self.width(), 1), brush(theme.line.hair))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), brush(theme.line.hair))
        if room is None:
            return
        self._paint_title(painter, room.row)
        width = min(230, max(150, (self.width() - 330) // 3))
        for place, reading in enumerate(self.readings()):
            self._paint_clock(painter, QRect(place * width, COLUMN_HEAD, width, CLOCKS - 1), reading)
        self._paint_people(painter, room, 3 * width)

    def _paint_title(self, painter: QPainter, row: IncidentRow) -> None:
        theme, fonts = self._look.theme, self._look.fonts
        rank = theme.severity[row.severity.value.lower()]
        word = words.word(row.severity, self._locale)
        width = QFontMetrics(fonts.small_semibold).horizontalAdvance(word) + 38
        badge = QRectF(PAD, 11, width, 22)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush(rank.fill))
        painter.drawRoundedRect(badge, 4, 4)
        ink = theme.text.on_critical if row.severity is Severity.CRITICAL or not theme.dark else theme.bg.window
        icon = self._look.pixmap(SEVERITY_ICONS[row.severity], ink, rank.fill, 14, self.devicePixelRatioF())
        painter.drawPixmap(PAD + 8, 15, icon)
        self._write(painter, (PAD + 28, 27), word, fonts.small_semibold, ink)
        left = PAD + width + 12
        number = f"INC-{row.number}" if row.number is not None else local_mark(row.id)
        number = f"{number} · {words.word(row.category, self._locale)}"
        left += self._write(painter, (left, 27), number, fonts.small, theme.text.tertiary) + 12
        right = self._paint_status(painter, row.status, left + 120)
        self._write(painter, (left, 28), row.title, fonts.title, theme.text.primary, right - left - 16)

    def _paint_status(self, painter: QPainter, status: IncidentStatus, least: float) -> float:
        """From the right edge: all statuses where there is room, else the one that holds; where it begins."""
        theme, fonts = self._look.theme, self._look.fonts
        places = list(IncidentStatus)
        here = places.index(status)
        said = [("✓ " if at < here else "") + words.word(one, self._locale) for at, one in enumerate(places)]
        widths = [QFontMetrics(fonts.small).horizontalAdvance(word) for word in said]
        widths[here] = QFontMetrics(fonts.small_semibold).horizontalAdvance(said[here])
        left = self.width() - PAD - sum(widths) - 12 * len(said) - 40
        if left < least + 160:
            said, widths, here = [said[here]], [widths[here]], 0
            left = self.width() - PAD - widths[0] - 52
        at: float = left
        for place, (word, width) in enumerate(zip(said, widths, strict=True)):
            if place == here:
                painter.setPen(pen(theme.line.focus, 1.4))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(at - 6, 12, width + 14, 20), 4, 4)
                self._write(painter, (at + 1, 26), word, fonts.small_semibold, theme.accent_ink)
                at += width + 20
                continue
            ink = theme.text.secondary if place < here else theme.text.tertiary
            self._write(painter, (at, 26), word, fonts.small, ink)
            at += width + 12
        return left

    def _paint_clock(self, painter: QPainter, area: QRect, reading: Reading) -> None:
        theme, fonts, meaning = self._look.theme, self._look.fonts, self._look.theme.sla[reading.meaning]
        painter.fillRect(QRect(area.right(), area.top(), 1, area.height()), brush(theme.line.hair))
        left, right, top = area.left() + PAD, area.right() - PAD, area.top()
        scale = self.devicePixelRatioF()
        icon = self._look.pixmap(f"sla-{reading.meaning}", meaning.graphic, theme.bg.panel, 14, scale)
        painter.drawPixmap(left, top + 11, icon)
        self._write(painter, (left + 20, top + 23), reading.name, fonts.small, theme.text.secondary)
        width = QFontMetrics(fonts.micro).horizontalAdvance(reading.target)
        self._write(painter, (right - width, top + 23), reading.target, fonts.micro, theme.text.tertiary)
        figure = meaning.text if reading.meaning in ("warn", "breach") else theme.text.primary
        at = left + self._write(painter, (left, top + 52), reading.figure, fonts.clock, figure) + 8
        self._write(painter, (at, top + 52), reading.note, fonts.small, theme.text.secondary, right - at)
        painter.fillRect(QRect(left, top + 63, right - left, 4), brush(theme.bg.track))
        painter.fillRect(QRect(left, top + 63, round((right - left) * reading.part), 4), brush(meaning.graphic))
        self._write(painter, (left, top + 81), reading.detail, fonts.micro, theme.text.tertiary, right - left)

    def people(self, room: Room) -> list[Cell]:
        """Who does what, and what waits to be accepted."""
        cells = [self._cell(room, duty) for duty in Duty]
        return [*cells, Cell(self.tr("Handler"), room.row.handler, "")]

    def _cell(self, room: Room, duty: Duty) -> Cell:
        name = words.word(duty, self._locale)
        held = [one for one in room.roles if one.duty is duty and one.state is OfferState.ACCEPTED]
        asked = [one for one in room.roles if one.duty is duty and one.state is OfferState.OFFERED]
        who = held[0].name + (f" +{len(held) - 1}" if len(held) > 1 else "") if held else ""
        since = f"{held[0].since.astimezone():%H:%M}" if held else ""
        return Cell(name, who, since, asked[0].name if asked else "")

    def _paint_people(self, painter: QPainter, room: Room, left: int) -> None:
        theme, fonts = self._look.theme, self._look.fonts
        width = (self.width() - left - PAD) // 3
        for place, cell in enumerate(self.people(room)):
            at, base = left + PAD + place % 3 * width, COLUMN_HEAD + (17 if place < 3 else 57)
            used = self._write(painter, (at, base), cell.name, fonts.micro, theme.text.tertiary, width - 12) + 6
            self._write(painter, (at + used, base), cell.since, fonts.micro, theme.text.tertiary, width - 12 - used)
            ink = theme.text.primary if cell.who else theme.text.tertiary
            who = cell.who if cell.who or cell.asked else self.tr("nobody")
            used = self._write(painter, (at, base + 17), who, fonts.body, ink, width - 12) + 6 * bool(who)
            if cell.asked:
                asked = self.tr("→ {name} asked").format(name=cell.asked)
                self._write(painter, (at + used, base + 17), asked, fonts.small, theme.accent_ink, width - 12 - used)

    @staticmethod
    def _write(
        painter: QPainter, at: tuple[float, float], text: str, font: QFont, ink: QColor, room: float | None = None
    ) -> int:
        """Write at a baseline, cut where there is no more room; how wide it is."""
        metrics = QFontMetrics(font)
        shown = text if room is None else metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(room)))
        painter.setFont(font)
        painter.setPen(pen(ink))
        painter.drawText(QPointF(*at), shown)
        return metrics.horizontalAdvance(shown)
