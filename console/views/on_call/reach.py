"""Whom to call: who is on call now for each team, then hotlines, emergency contacts and who comes on site.

Promise: nothing here needs a network; where nobody is on call it says so, in words and with a sign.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.models.contacts import Contact, ContactKind
from console.models.kinds import Locale, from_micros
from console.services.on_call import Watch
from console.views.on_call.state import State
from console.views.theme import Look, pen
from console.views.times import exact
from console.views.translation import QT_TRANSLATE_NOOP

KINDS = {
    ContactKind.HOTLINE: QT_TRANSLATE_NOOP("OnCall", "Hotline"),
    ContactKind.EMERGENCY: QT_TRANSLATE_NOOP("OnCall", "Emergency contacts"),
    ContactKind.ON_SITE: QT_TRANSLATE_NOOP("OnCall", "On site"),
}
ROW, HEADING, EDGE, ICON = 24, 30, 16, 14


class Line(NamedTuple):
    """One line of the panel."""

    left: str
    right: str = ""
    kind: str = "plain"
    """"head", "plain", "name", "note" or "late"."""


def kind_word(kind: ContactKind) -> str:
    """What contacts of a kind are called."""
    return QCoreApplication.translate("OnCall", KINDS[kind])


class Reach(QWidget):
    """The panel."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.lines: tuple[Line, ...] = ()

    def show_state(self, state: State, locale: Locale) -> None:
        """Show these people and numbers."""
        self.lines = self._lines(state, locale)
        self.setMinimumHeight(sum(HEADING if line.kind == "head" else ROW for line in self.lines) + EDGE)
        self.setAccessibleName("; ".join(" ".join(filter(None, line[:2])) for line in self.lines))
        self.update()

    def _lines(self, state: State, locale: Locale) -> tuple[Line, ...]:
        if state.directory is None:
            return ()
        made: list[Line] = []
        for watch in state.directory.watches:
            made += self._of_team(watch, state, locale)
        for kind in ContactKind:
            contacts = [one for one in state.directory.contacts if one.kind is kind]
            made += [Line(kind_word(kind), kind="head")] if contacts else []
            for contact in contacts:
                made += self._of_contact(contact)
        if not state.directory.contacts:
            made += [
                Line(kind_word(ContactKind.EMERGENCY), kind="head"),
                Line(self.tr("None are listed yet; C adds one."), kind="note"),
            ]
        return tuple(made)

    def _of_team(self, watch: Watch, state: State, locale: Locale) -> list[Line]:
        today = state.now.astimezone().date()
        until = exact(from_micros(watch.until), today, locale) if watch.until else ""
        head = Line(watch.name, self.tr("until {time}").format(time=until) if until else "", "head")
        if not watch.now:
            missing = self.tr("Nobody is on call") if watch.version else self.tr("No rota yet")
            return [head, Line(missing, kind="late")]
        return [head, *(Line(one.name, one.phone or "", "name") for one in watch.now)]

    def _of_contact(self, contact: Contact) -> list[Line]:
        title = " · ".join(filter(None, (contact.role, contact.name)))
        backup = self.tr("then {backup}").format(backup=contact.backup) if contact.backup else ""
        made = [Line(title or contact.phone, contact.phone if title else "", "name")]
        return [*made, Line(contact.hours, backup, "note")] if contact.hours or backup else made

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the lines."""
        del event
        theme, fonts = self._look.theme, self._look.fonts
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.bg.panel)
        styles: dict[str, tuple[QFont, QColor]] = {
            "head": (fonts.small_semibold, theme.text.secondary),
            "name": (fonts.body, theme.text.primary),
            "note": (fonts.small, theme.text.tertiary),
            "late": (fonts.body, theme.sla["breach"].text),
            "plain": (fonts.body, theme.text.primary),
        }
        top = 4
        for place, line in enumerate(self.lines):
            height = HEADING if line.kind == "head" else ROW
            box = QRect(EDGE, top, self.width() - 2 * EDGE, height)
            if line.kind == "head" and place:
                painter.setPen(pen(theme.line.hair))
                painter.drawLine(0, top, self.width(), top)
            self._paint_line(painter, box, line, *styles[line.kind])
            top += height

    def _paint_line(self, painter: QPainter, box: QRect, line: Line, font: QFont, ink: QColor) -> None:
        theme, fonts = self._look.theme, self._look.fonts
        base, left = box.top() + box.height() / 2 + 4.5, float(box.left())
        if line.kind == "late":
            ground, scale = theme.bg.panel, self.devicePixelRatioF()
            sign = self._look.pixmap("sla-breach", theme.sla["breach"].graphic, ground, ICON, scale)
            painter.drawPixmap(box.left(), box.top() + (box.height() - ICON) // 2, sign)
            left += ICON + 6
        right_font = fonts.body if line.kind == "name" else fonts.small
        width = QFontMetricsF(right_font).horizontalAdvance(line.right)
        painter.setFont(right_font)
        painter.setPen(theme.text.primary if line.kind == "name" else theme.text.tertiary)
        painter.drawText(QPointF(box.right() - width, base), line.right)
        painter.setFont(font)
        painter.setPen(ink)
        room = box.right() - width - 10 - left
        painter.drawText(
            QPointF(left, base), QFontMetricsF(font).elidedText(line.left, Qt.TextElideMode.ElideRight, room)
        )
