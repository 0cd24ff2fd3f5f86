"""The line at the foot of the window: where the data is, what waits, how old it is, what time it is, which keys help.

Promise: it says what is true now and nothing else; work that takes no noticeable time is not mentioned; every truth
that asks for a person leads to where it is dealt with.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QWidget

from console.models.wall import offset_of
from console.services.clock import Clock
from console.services.sync.state import Company, FileMoved, SyncState
from console.views.courier import Courier
from console.views.standing import Standing, Truth, Watch, Worker, age, coarse, worker
from console.views.status_part import DOT, PAD, RING, Ink, StatusPart, secondary
from console.views.theme import STATUS_LINE, Look, Theme, pen
from console.views.times import exact, moment
from console.views.translation import Language

NOTICEABLE_MS = 150
WIDE = 1080
"""Pixels of the window from which the clock is shown beside the truths about a hub."""


def _attention(theme: Theme) -> QColor:
    return theme.sync.attention


def _offline(theme: Theme) -> QColor:
    return theme.sync.offline


_MARKS: dict[Truth, tuple[str, Ink, Ink]] = {
    Truth.LOCAL: (DOT, lambda theme: theme.sync.online, secondary),
    Truth.CONNECTING: ("sync", secondary, secondary),
    Truth.CONNECTED: (DOT, lambda theme: theme.sync.online, secondary),
    Truth.SENDING: ("sync", lambda theme: theme.sync.pending, secondary),
    Truth.OFFLINE: (RING, _offline, _offline),
    Truth.NEEDS_PASSWORD: ("key", _attention, _attention),
    Truth.TOO_OLD: ("alert", _attention, _attention),
}
"""Mark, its ink, and that of the words."""


class StatusLine(QFrame):
    """The line."""

    def __init__(
        self, look: Look, language: Language, clock: Clock, courier: Courier, parent: QWidget, *, remote: bool = False
    ) -> None:
        """`remote` tells whether the profile works with a team's hub."""
        super().__init__(parent)
        self._look = look
        self._language = language
        self._clock = clock
        self._writing = 0
        self._watch = Watch(remote=remote)
        self.setProperty("kind", "status")
        self.setFixedHeight(STATUS_LINE)
        self.where = StatusPart(look, self)
        self.attention = StatusPart(look, self)
        self.worker = StatusPart(look, self)
        self._pending, self._saved, self._age, self._skew, self._file = (StatusPart(look, self) for _ in range(5))
        self._time = self._label()
        self.commands = CapButton(look, self)
        self.keys = CapButton(look, self)
        self._build()
        self._slow = QTimer(self, singleShot=True, interval=NOTICEABLE_MS)
        self._slow.timeout.connect(self._say_saved)
        self._second = QTimer(self, singleShot=True)
        self._second.timeout.connect(self._tick)
        courier.writing.connect(self._written)
        courier.synced.connect(self._synced)
        courier.met.connect(self._met)
        courier.moved.connect(self._moved)
        look.changed.connect(self.update)
        self.retranslate()
        self._tick()

    @property
    def standing(self) -> Standing:
        """How things stand, as the line tells it."""
        return self._watch.now

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self.commands.show_words("Ctrl K", self.tr("commands"))
        self.keys.show_words("?", self.tr("keys"))
        self._say_standing()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the clock gives way: what waits is told at every width."""
        self._time.setVisible(self.width() >= WIDE or self._watch.now.truth is Truth.LOCAL)
        super().resizeEvent(event)

    def _build(self) -> None:
        truths = QHBoxLayout()
        truths.setSpacing(24 - 2 * PAD)
        for part in (
            self.where,
            self._pending,
            self._file,
            self.attention,
            self.worker,
            self._age,
            self._skew,
            self._saved,
        ):
            truths.addWidget(part)
        for part in (self._pending, self._file, self._age, self._skew, self._saved):
            part.rest()
        self._file.say("")
        row = QHBoxLayout(self)
        row.setContentsMargins(14 - PAD, 1, 14, 0)
        row.setSpacing(6)
        row.addLayout(truths)
        row.addStretch(1)
        row.addWidget(self._time)
        row.addSpacing(8)
        row.addWidget(self.commands)
        row.addSpacing(4)
        row.addWidget(self.keys)

    def _label(self) -> QLabel:
        made = QLabel(self)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setFont(self._look.fonts.small)
        made.setProperty("ink", "small")
        return made

    def _synced(self, state: SyncState) -> None:
        self._watch.take(state)
        self._say_standing()
        self._say_saved()

    def _met(self, company: Company) -> None:
        self._watch.meet(company)
        self._say_worker(self._clock.now())

    def _moved(self, file: FileMoved) -> None:
        said = ""
        if file.done < file.whole:
            shown = self.tr("Fetching a file, {percent} %") if file.comes else self.tr("Sending a file, {percent} %")
            said = shown.format(percent=file.done * 100 // file.whole)
        self._file.say(said, "down" if file.comes else "up", lambda theme: theme.sync.pending)

    def _say_standing(self) -> None:
        standing = self._watch.now
        self.where.say(self._where(standing), *_MARKS[standing.truth])
        self.where.setToolTip(escape(self._where_tip(standing)))
        waiting = ""
        if standing.pending and standing.truth is Truth.CONNECTED:
            waiting = self.tr("%n pending", "", standing.pending)
        elif standing.pending and standing.truth is not Truth.SENDING:
            waiting = self.tr("%n pending, kept here", "", standing.pending)
        self._pending.say(waiting, "up", lambda theme: theme.sync.pending)
        refused = self.tr("%n needs attention", "", standing.refused) if standing.refused else ""
        self.attention.say(refused, "alert", _attention, _attention)
        self._skew.say(self._clock_is_off(standing.ahead), "clock", _attention, _attention)
        now = self._clock.now()
        self._say_worker(now)
        self._say_age(now)

    def _where(self, standing: Standing) -> str:
        known = {
            Truth.LOCAL: self.tr("This computer only"),
            Truth.CONNECTING: self.tr("Connecting…"),
            Truth.CONNECTED: self.tr("Connected"),
            Truth.NEEDS_PASSWORD: self.tr("Sign in to go on"),
            Truth.TOO_OLD: self.tr("This program is too old for the hub"),
        }
        if standing.truth is Truth.SENDING:
            numbers = QLocale(self._language.locale.value)
            sent, whole = numbers.toString(standing.sent), numbers.toString(standing.whole)
            return self.tr("Catching up: {sent} of {whole} changes").format(sent=sent, whole=whole)
        if standing.truth is Truth.OFFLINE:
            since = standing.since or self._clock.now()
            today = self._clock.now().astimezone().date()
            return self.tr("Offline since {time}").format(time=moment(since, today, self._language.locale))
        return known[standing.truth]

    def _where_tip(self, standing: Standing) -> str:
        truth = standing.truth
        if truth is Truth.LOCAL:
            return self.tr("Tickets are kept on this computer and shared with nobody.")
        if truth is Truth.NEEDS_PASSWORD:
            return self.tr("Work goes on; what you change is kept here and sent when you have signed in.")
        if truth is Truth.TOO_OLD:
            return self.tr("Bring the program up to date. What waits here is kept and sent afterwards.")
        if standing.last_round is None:
            return self.tr("What waits and what needs attention")
        said = self.tr("Last round {time}. What waits and what needs attention is listed here.")
        today = self._clock.now().astimezone().date()
        return said.format(time=moment(standing.last_round, today, self._language.locale))

    def _clock_is_off(self, ahead: timedelta | None) -> str:
        if ahead is None:
            return ""
        from console import words

        length = words.duration(coarse(abs(ahead)), self._language.locale)
        if ahead > timedelta():
            return self.tr("Clock is {time} ahead of the hub; times corrected").format(time=length)
        return self.tr("Clock is {time} behind the hub; times corrected").format(time=length)

    def _written(self, pending: int) -> None:
        self._writing = pending
        if not pending:
            self._slow.stop()
            self._say_saved()
        elif not self._slow.isActive():
            self._slow.start()

    def _say_saved(self) -> None:
        # With a hub "saved" would be taken for "sent", of which the pending ones tell.
        resting = self.tr("All changes saved") if self._watch.now.truth is Truth.LOCAL else ""
        self._saved.say(self.tr("Saving…") if self._writing else resting)

    def _tick(self) -> None:
        now = self._clock.now()
        self._say_time(now)
        self._say_worker(now)
        self._say_age(now)
        self._second.start(1000 - now.microsecond // 1000)

    def _say_time(self, now: datetime) -> None:
        wall = now.astimezone()
        text = f"{exact(now, wall.date(), self._language.locale)}:{wall:%S} {offset_of(wall)}"
        self._time.setText(text)

    def _say_worker(self, now: datetime) -> None:
        """What nobody does without a worker must not go unnoticed (SPEC 5.2)."""
        found, length = worker(self._watch.now, now)
        if found is Worker.HEARD:
            self.worker.say("")
            return
        from console import words

        said = self.tr("No worker")
        if found is Worker.SILENT:
            said = self.tr("No worker for {time}").format(time=words.duration(length, self._language.locale))
        self.worker.say(said, "alert", _offline, _offline)

    def _say_age(self, now: datetime) -> None:
        old = age(self._watch.now, now)
        if old is None:
            self._age.say("")
            return
        from console import words

        self._age.say(self.tr("Data {time} old").format(time=words.duration(old, self._language.locale)))


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
