"""The password of a team's hub, asked again when the hub wants it.

Promise: nothing that was written waits for an answer here; a wrong password is told in this frame, and the right one
closes it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Code, Refused
from console.services.sync.state import Phase, SyncState
from console.views.courier import Courier
from console.views.overlay import Overlay
from console.views.secret_field import SecretField
from console.views.team import Team
from console.views.translation import Language

WIDTH = 420


class SignInPanel(Overlay):
    """The frame."""

    def __init__(self, host: QWidget, courier: Courier, language: Language, team: Team) -> None:
        super().__init__(host, WIDTH, "")
        self._courier = courier
        self._language = language
        self._team = team
        self._trying = False
        self._title = QLabel(self)
        self._title.setProperty("ink", "title")
        self._why = QLabel(self)
        self._why.setProperty("ink", "small")
        self._why.setWordWrap(True)
        self._wrong = QLabel(self)
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.setProperty("ink", "warn")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        self.secret = SecretField(self)
        self.button = QPushButton(self)
        self.button.setProperty("kind", "primary")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for part in (self._title, self._why, self.secret, self._wrong):
            column.addWidget(part)
        column.addLayout(foot)
        self.button.clicked.connect(self._sign_in)
        self.secret.entered.connect(self._sign_in)
        self.secret.changed.connect(self._typed)
        courier.synced.connect(self._synced)
        language.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.secret.field

    @property
    def sentence(self) -> str:
        """What is wrong, as it is shown."""
        return self._wrong.text() if not self._wrong.isHidden() else ""

    def retranslate(self) -> None:
        """Take the words of the present language."""
        who = {"hub": self._team.member.hub, "login": self._team.member.login}
        title = self.tr("Sign in to {hub} as {login}").format(**who)
        self.setAccessibleName(title)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setText(title)
        self._why.setText(self.tr("What you changed meanwhile is kept here, and sent when you have signed in."))
        self.secret.retranslate()
        self._say_button()
        self.place()

    def _say_button(self) -> None:
        self.button.setText(self.tr("Signing in…") if self._trying else self.tr("Sign in"))
        self.button.setEnabled(not self._trying and not self.secret.is_empty)

    def _typed(self) -> None:
        if not self.secret.is_empty:
            self._wrong.hide()
        self._say_button()

    def _sign_in(self) -> None:
        if self._trying or self.secret.is_empty:
            return
        self._trying = True
        keep_it, secret = self.secret.keep_it, self.secret.take()
        self._say_button()
        self._courier.aside(lambda: self._team.sign_in(secret, keep_it=keep_it), self._given, self._failed)

    def _given(self, _kept: bool) -> None:
        """The rounds try it now; what they find comes by `synced`."""

    def _failed(self, error: Refused) -> None:
        self._trying = False
        self._wrong.setText(words.refusal(error, self._language.locale))
        self._wrong.show()
        self._say_button()
        self.place()
        self.secret.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _synced(self, state: SyncState) -> None:
        if state.phase is Phase.CONNECTED:
            self.dismiss()
        elif self._trying and state.trouble is not None and state.trouble.code is not Code.HUB_SIGN_IN_NEEDED:
            self._failed(state.trouble)
