"""The line at the foot of the window: where the data is, whether it is saved, what time it is, which keys help.

Promise: it says what is true now and nothing else; work that takes no noticeable time is not mentioned.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QWidget

from console.services.clock import Clock
from console.views.courier import Courier
from console.views.theme import STATUS_LINE, Look, pen
from console.views.times import exact
from console.views.translation import Language

NOTICEABLE_MS = 150


class StatusLine(QFrame):
    """The line."""

    def __init__(self, look: Look, language: Language, clock: Clock, courier: Courier, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._clock = clock
        self._writing = 0
        self.setProperty("kind", "status")
        self.setFixedHeight(STATUS_LINE)
        self._dot = _Dot(look, self)
        self._where = self._label()
        self._saved = self._label()
        self._time = self._label()
        self.commands = CapButton(look, self)
        self.keys = CapButton(look, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 1, 14, 0)
        row.setSpacing(6)
        row.addWidget(self._dot)
        row.addWidget(self._where)
        row.addSpacing(12)
        row.addWidget(self._saved)
        row.addStretch(1)
        row.addWidget(self._time)
        row.addSpacing(8)
        row.addWidget(self.commands)
        row.addSpacing(4)
        row.addWidget(self.keys)
        self._slow = QTimer(self, singleShot=True, interval=NOTICEABLE_MS)
        self._slow.timeout.connect(self._say_saved)
        self._second = QTimer(self, singleShot=True)
        self._second.timeout.connect(self._tick)
        courier.writing.connect(self._written)
        look.changed.connect(self.update)
        self.retranslate()
        self._tick()

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self._where.setText(self.tr("This computer only"))
        self._where.setToolTip(self.tr("Tickets are kept on this computer and shared with nobody."))
        self.commands.show_words("Ctrl K", self.tr("commands"))
        self.keys.show_words("?", self.tr("keys"))
        self._say_saved()
        self._say_time(self._clock.now())

    def stop(self) -> None:
        """Stop the clock."""
        self._second.stop()
        self._slow.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and the hairline above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.theme.bg.window)
        painter.setPen(pen(self._look.theme.line.hair))
        painter.drawLine(0, 0, self.width(), 0)

    def _label(self) -> QLabel:
        made = QLabel(self)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setFont(self._look.fonts.small)
        made.setProperty("ink", "small")
        return made

    def _written(self, pending: int) -> None:
        self._writing = pending
        if not pending:
            self._slow.stop()
            self._say_saved()
        elif not self._slow.isActive():
            self._slow.start()

    def _say_saved(self) -> None:
        self._saved.setText(self.tr("Saving…") if self._writing else self.tr("All changes saved"))

    def _tick(self) -> None:
        now = self._clock.now()
        self._say_time(now)
        self._second.start(1000 - now.microsecond // 1000)

    def _say_time(self, now: datetime) -> None:
        wall = now.astimezone()
        text = f"{exact(now, wall.date(), self._language.locale)}:{wall:%S} {zone(wall)}"
        self._time.setText(text)


class _Dot(QWidget):
    """A filled dot: the store answers."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedSize(8, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.sync.online)
        painter.drawEllipse(QRectF(0, 0, 8, 8))


class CapButton(QAbstractButton):
    """A key and what it does; pressing does it too."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._cap = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_words(self, cap: str, text: str) -> None:
        """Show the key and the word behind it."""
        self._cap = cap
        self.setText(text)
        self.setAccessibleName(f"{text} ({cap})")
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Cap, gap, word."""
        return QSize(self._cap_width() + 6 + self._measured(self.text()) + 8, STATUS_LINE - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cap, word, ring."""
        theme, fonts = self._look.theme, self._look.fonts
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap = QRectF(4.5, self.height() / 2 - 8, self._cap_width(), 16)
        painter.setPen(pen(theme.line.strong, 1))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setFont(fonts.micro)
        painter.setPen(theme.text.tertiary)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._cap)
        painter.setFont(fonts.small)
        painter.setPen(theme.text.primary if self.underMouse() else theme.text.secondary)
        rest = QRectF(cap.right() + 6, 0, self.width(), self.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setPen(pen(theme.line.focus, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _cap_width(self) -> int:
        return max(16, QFontMetrics(self._look.fonts.micro).horizontalAdvance(self._cap) + 9)

    def _measured(self, text: str) -> int:
        return QFontMetrics(self._look.fonts.small).horizontalAdvance(text)


def zone(wall: datetime) -> str:
    """The zone of a wall time as its distance from UTC: "UTC+8", "UTC-3:30"."""
    away = wall.utcoffset() or timedelta()
    minutes = int(away.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return "UTC" if not minutes else f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
