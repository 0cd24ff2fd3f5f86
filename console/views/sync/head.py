"""The head of the Sync panel: where this console stands, since when, what is wrong, and the way on.

Promise: at most two ways on; what is wrong is the sentence of its refusal.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console import words
from console.services.sync.profiles import Membership
from console.views.labels import label
from console.views.standing import Standing, Truth, Worker, worker
from console.views.status_part import Ink, secondary
from console.views.theme import Look
from console.views.times import moment
from console.views.translation import Language

_MARKS: dict[Truth, tuple[str, Ink]] = {
    Truth.LOCAL: ("db", secondary),
    Truth.CONNECTING: ("sync", secondary),
    Truth.CONNECTED: ("checkcircle", lambda theme: theme.sync.online),
    Truth.SENDING: ("sync", lambda theme: theme.sync.pending),
    Truth.OFFLINE: ("offline", lambda theme: theme.sync.offline),
    Truth.NEEDS_PASSWORD: ("key", lambda theme: theme.sync.attention),
    Truth.TOO_OLD: ("alert", lambda theme: theme.sync.attention),
}


class Head(QWidget):
    """Mark, sentence, why, ways on."""

    try_now = Signal()
    sign_in = Signal()
    hub_wanted = Signal()

    def __init__(self, look: Look, language: Language, member: Membership, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._member = member
        self._mark = QLabel(self)
        self._state = label(self, "semibold", wraps=True)
        self._why = label(self, "small", wraps=True)
        self._try, self._sign_in, self.hub = (QPushButton(self) for _ in range(3))
        self._sign_in.setProperty("kind", "primary")
        self.hub.setProperty("kind", "ghost")
        says = QVBoxLayout()
        says.setSpacing(2)
        says.addWidget(self._state)
        says.addWidget(self._why)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addLayout(says, 1)
        for button, signal in ((self._try, self.try_now), (self._sign_in, self.sign_in), (self.hub, self.hub_wanted)):
            button.clicked.connect(lambda *_, told=signal: told.emit())
            row.addWidget(button)

    @property
    def first(self) -> QWidget:
        """The way on that is offered first."""
        for button in (self._sign_in, self._try):
            if not button.isHidden():
                return button
        return self.hub

    def show_standing(self, standing: Standing, now: datetime) -> None:
        """Say how things stand at `now`."""
        theme = self._look.theme
        icon, ink = _MARKS[standing.truth]
        self._mark.setPixmap(self._look.pixmap(icon, ink(theme), theme.bg.raised, 24, self.devicePixelRatioF()))
        self._state.setText(self._sentence(standing, now))
        self._why.setText(self._reason(standing, now))
        self._why.setVisible(bool(self._why.text()))
        self._try.setText(self.tr("Try now"))
        self._sign_in.setText(self.tr("Sign in…"))
        self.hub.setText(self.tr("Hub…"))
        self._try.setVisible(standing.truth in (Truth.OFFLINE, Truth.TOO_OLD))
        self._sign_in.setVisible(standing.truth is Truth.NEEDS_PASSWORD)

    def _sentence(self, standing: Standing, now: datetime) -> str:
        who = {"hub": self._member.hub, "login": self._member.login}
        known: dict[Truth, Callable[[], str]] = {
            Truth.LOCAL: lambda: self.tr("This computer only"),
            Truth.CONNECTING: lambda: self.tr("Connecting to {hub} as {login}…").format(**who),
            Truth.CONNECTED: lambda: self.tr("Connected to {hub} as {login}").format(**who),
            Truth.SENDING: lambda: self._sending(standing),
            Truth.OFFLINE: lambda: self.tr("Offline since {time}").format(time=self._time(standing.since or now, now)),
            Truth.NEEDS_PASSWORD: lambda: self.tr("{hub} asks for the password of {login}").format(**who),
            Truth.TOO_OLD: lambda: self.tr("This program is too old for {hub}").format(**who),
        }
        return known[standing.truth]()

    def _sending(self, standing: Standing) -> str:
        numbers = QLocale(self._language.locale.value)
        sent, whole = numbers.toString(standing.sent), numbers.toString(standing.whole)
        return self.tr("Catching up: {sent} of {whole} changes are sent").format(sent=sent, whole=whole)

    def _reason(self, standing: Standing, now: datetime) -> str:
        if standing.truth is Truth.LOCAL:
            return self.tr("Tickets are kept on this computer and shared with nobody.")
        said = [] if standing.trouble is None else [words.refusal(standing.trouble, self._language.locale)]
        if standing.last_round is not None:
            said.append(self.tr("Last round {time}.").format(time=self._time(standing.last_round, now)))
        if missed := self._missed(*worker(standing, now)):
            said.append(missed)
        return " ".join(said)

    def _missed(self, found: Worker, length: timedelta) -> str:
        if found is Worker.HEARD:
            return ""
        said = self.tr("No worker was ever heard of at this hub:")
        if found is Worker.SILENT:
            said = self.tr("No worker was heard of for {time}:")
            said = said.format(time=words.duration(length, self._language.locale))
        rest = self.tr("nothing wakes, escalates or closes by itself until “support-console worker” runs somewhere.")
        return f"{said} {rest}"

    def _time(self, at: datetime, now: datetime) -> str:
        return moment(at, now.astimezone().date(), self._language.locale)
