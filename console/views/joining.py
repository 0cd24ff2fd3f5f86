"""Where tickets are kept: on this computer only, or with a team at its hub; the change from one to the other.

Promise: nothing is changed before the hub has let the person in; whatever is wrong is a sentence in its own place; the
window goes on working meanwhile, and nothing written is lost by a change.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Refused
from console.services.clock import Clock
from console.services.sync import profiles, signin
from console.services.sync.profiles import Membership
from console.views.courier import Courier
from console.views.join_form import JoinForm
from console.views.overlay import Overlay
from console.views.segment import Segment
from console.views.team import Team
from console.views.theme import Look
from console.views.translation import Language

WIDTH = 560


class JoiningPanel(Overlay):
    """The choice, and what belongs to it."""

    def __init__(
        self, host: QWidget, courier: Courier, look: Look, language: Language, clock: Clock, team: Team
    ) -> None:
        super().__init__(host, WIDTH, "")
        self._courier = courier
        self._language = language
        self._team = team
        self._error: Refused | None = None
        self._opens = ""
        self._title = self._label("title")
        self._alone, self._with_team = (self._choice(place) for place in ("first", "later"))
        self._says = self._label("secondary")
        self._wrong = self._label("warn")
        self._known = Known(self)
        self.form = JoinForm(look, language, courier, clock, team.profile, self)
        self.leave = QPushButton(self)
        self.reopen = QPushButton(self)
        self.reopen.setProperty("kind", "primary")
        """Pressed when the window is to open anew."""
        self._build()
        self._connect()
        (self._with_team if team.member.remote else self._alone).setChecked(True)
        self.retranslate()
        courier.keep(partial(profiles.joined, team.profile), self._know, refused=self._fail)

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._with_team if self._with_team.isChecked() else self._alone

    @property
    def sentence(self) -> str:
        """What is wrong, as it is shown."""
        return self._wrong.text() if not self._wrong.isHidden() else ""

    def choose_team(self) -> None:
        """Show how a team is joined."""
        self._with_team.setChecked(True)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the present language, and show what belongs to the choice."""
        member, with_team = self._team.member, self._with_team.isChecked()
        self.setAccessibleName(self.tr("Where tickets are kept"))
        self._title.setText(self.tr("Where tickets are kept"))
        self._alone.setText(self.tr("This computer only"))
        self._with_team.setText(self.tr("A team's hub"))
        self._says.setText(self._sentence(member, with_team=with_team))
        self.leave.setText(self.tr("Leave {hub}").format(hub=member.hub))
        self.reopen.setText(self.tr("Open the window anew"))
        self._wrong.setText(words.refusal(self._error, self._language.locale) if self._error else "")
        is_open = not self._opens
        self._wrong.setVisible(self._error is not None)
        self.leave.setVisible(is_open and member.remote and not with_team)
        self.form.setVisible(is_open and with_team)
        self._known.setVisible(is_open and with_team and not self._known.is_empty)
        self.reopen.setVisible(not is_open)
        for button in (self._alone, self._with_team):
            button.setEnabled(is_open)
        self._known.retranslate()
        self.form.retranslate()
        self.place()

    def _sentence(self, member: Membership, *, with_team: bool) -> str:
        who = {"hub": member.hub, "login": member.login}
        if self._opens:
            return self._opens
        if with_team and member.remote:
            said = self.tr("You work with {hub} as {login}. Another hub is joined by its connection file.")
            return said.format(**who)
        if with_team:
            return self.tr("Your admin has a connection file for you. What is on this computer stays on it.")
        if member.remote:
            return self.tr(
                "You work with {hub} as {login}. When you leave, what is here of it stays on this computer, changes"
                " that were not sent too; the password is forgotten."
            ).format(**who)
        return self.tr("Tickets are kept on this computer and shared with nobody.")

    def _build(self) -> None:
        choice = QHBoxLayout()
        choice.setSpacing(0)
        for button in (self._alone, self._with_team):
            choice.addWidget(button)
        choice.addStretch(1)
        foot = QHBoxLayout()
        for button in (self.leave, self.reopen):
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addLayout(choice)
        for part in (self._says, self._known, self.form, self._wrong):
            column.addWidget(part)
        column.addLayout(foot)

    def _connect(self) -> None:
        for button in (self._alone, self._with_team):
            button.clicked.connect(self._chosen)
        self.leave.clicked.connect(self._leave)
        self.form.joined.connect(self._joined)
        self.form.resized.connect(self.place)
        self._known.wanted.connect(self._use)
        self._language.changed.connect(self.retranslate)

    def _chosen(self) -> None:
        self._error = None
        self.retranslate()

    def _know(self, found: tuple[Membership, ...]) -> None:
        self._known.show_members([member for member in found if member != self._team.member])
        self.retranslate()

    def _use(self, member: Membership) -> None:
        work = partial(signin.switch, self._team.profile, member)
        self._courier.aside(work, lambda _: self._changed(member), self._fail)

    def _leave(self) -> None:
        work = partial(signin.leave, self._team.profile, self._team.here)
        alone = Membership(profiles.EMBEDDED, self._team.here)
        self._courier.aside(work, lambda _: self._changed(alone), self._fail)

    def _joined(self, joined: signin.Joined) -> None:
        self._changed(joined.member)
        if not joined.kept and self.form.wants_keyring:
            self._opens += " " + self.tr("No keyring took the password: it is asked for at each start.")
            self.retranslate()

    def _changed(self, member: Membership) -> None:
        who = {"hub": member.hub, "login": member.login}
        if member.remote:
            self._opens = self.tr("From the next start on you work with {hub} as {login}.").format(**who)
        else:
            self._opens = self.tr("From the next start on tickets are kept on this computer only.")
        self._error = None
        self.retranslate()
        self.reopen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: Refused) -> None:
        self._error = error
        self.retranslate()

    def _choice(self, place: str) -> QPushButton:
        made = Segment(self, is_first=place == "first")
        if place == "first":
            self._group = QButtonGroup(self)
        self._group.addButton(made)
        return made

    def _label(self, ink: str) -> QLabel:
        made = QLabel(self)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setWordWrap(True)
        made.setProperty("ink", ink)
        return made


class Known(QWidget):
    """Hubs that were joined before, to go back to."""

    wanted = Signal(object)
    """A `Membership`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons: list[tuple[Membership, QPushButton]] = []
        self._row = QVBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)

    @property
    def is_empty(self) -> bool:
        """Whether there is none."""
        return not self._buttons

    def show_members(self, members: list[Membership]) -> None:
        """Offer these."""
        for member in members:
            button = QPushButton(self)
            button.clicked.connect(partial(self.wanted.emit, member))
            self._buttons.append((member, button))
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def retranslate(self) -> None:
        """Take the words of the present language."""
        for member, button in self._buttons:
            button.setText(self.tr("Go back to {hub} as {login}").format(hub=member.hub, login=member.login))
