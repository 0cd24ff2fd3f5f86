"""The form by which a team's hub is joined: connection file, login, password, the test of each step.

Promise: the test sends no password before the server has proven who it is; joining tests first; what is wrong stands
under what it is about, and what was filled in stays.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Refused
from console.services.clock import Clock
from console.services.sync import signin
from console.services.sync.connection import Connection, Method, read_connection
from console.services.sync.signin import Check, Joined
from console.views.checks import Checks
from console.views.courier import Courier
from console.views.secret_field import SecretField
from console.views.theme import Look
from console.views.translation import Language


class JoinForm(QWidget):
    """The form."""

    joined = Signal(object)
    """A `Joined`."""
    resized = Signal()
    """It needs more or less room."""

    def __init__(
        self, look: Look, language: Language, courier: Courier, clock: Clock, profile: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._courier = courier
        self._clock = clock
        self._profile = profile
        self._connection: Connection | None = None
        self._error: Refused | None = None
        self._running = False
        self.setAcceptDrops(True)
        self._file = QPushButton(self)
        self._summary = self._label("small")
        self._caption = self._label("small")
        self.login = QLineEdit(self)
        self.secret = SecretField(self)
        self.checks = Checks(look, language, self)
        self._wrong = self._label("warn")
        self.test = QPushButton(self)
        self.join = QPushButton(self)
        self.join.setProperty("kind", "primary")
        self._build()
        self._file.clicked.connect(self._choose)
        self.login.textChanged.connect(self._typed)
        self.secret.changed.connect(self._typed)
        self.secret.entered.connect(self._test)
        self.test.clicked.connect(self._test)
        self.join.clicked.connect(self._join)
        self.retranslate()

    @property
    def sentence(self) -> str:
        """What is wrong, as it is shown."""
        return self._wrong.text() if not self._wrong.isHidden() else ""

    @property
    def wants_keyring(self) -> bool:
        """Whether the person wants a password kept."""
        asks = self._connection is not None and self._connection.method is not Method.KERBEROS
        return asks and self.secret.keep_it

    def read(self, path: Path) -> None:
        """Read the connection file at `path`."""
        self._courier.keep(partial(read_connection, path), self._take, refused=self._fail)

    def retranslate(self) -> None:
        """Take the words of the present language, and offer what is possible now."""
        connection = self._connection
        self._file.setText(self.tr("Connection file…"))
        self._caption.setText(self.tr("Login"))
        self.login.setAccessibleName(self.tr("Login"))
        self.test.setText(self.tr("Test"))
        self.join.setText(self.tr("Join"))
        self._summary.setText(self._said(connection))
        self._wrong.setText(words.refusal(self._error, self._language.locale) if self._error else "")
        self._wrong.setVisible(self._error is not None)
        asks = connection is not None and connection.method is not Method.KERBEROS
        for part in (self._caption, self.login):
            part.setVisible(connection is not None)
        self.secret.setVisible(asks)
        self.checks.retranslate()
        for button in (self.test, self.join):
            button.setVisible(connection is not None)
            button.setEnabled(self._is_complete())
        self.secret.retranslate()
        self.resized.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped here."""
        if _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read it."""
        if (path := _dropped(event.mimeData())) is not None:
            self.read(path)
            event.acceptProposedAction()

    def _build(self) -> None:
        chosen = QHBoxLayout()
        chosen.setSpacing(8)
        chosen.addWidget(self._file)
        chosen.addWidget(self._summary, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.test)
        foot.addWidget(self.join)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(chosen)
        for part in (self._caption, self.login, self.secret, self.checks, self._wrong):
            column.addWidget(part)
        column.addLayout(foot)
        self._caption.setBuddy(self.login)

    def _said(self, connection: Connection | None) -> str:
        if connection is None:
            return self.tr("Choose it, or drop it here.")
        ways = {
            Method.SCRAM: self.tr("by password"),
            Method.LDAP: self.tr("by the company's password"),
            Method.KERBEROS: self.tr("by your session's ticket"),
        }
        place = f"{connection.host}:{connection.port}"
        return " · ".join((connection.hub, place, ways[connection.method]))

    def _is_complete(self) -> bool:
        if self._connection is None or self._running or not self.login.text().strip():
            return False
        return self._connection.method is Method.KERBEROS or not self.secret.is_empty

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Connection file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Connection files (*.toml)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.open()

    def _take(self, connection: Connection) -> None:
        self._connection, self._error = connection, None
        self.checks.hide()
        if connection.login and not self.login.text():
            self.login.setText(connection.login)
        self.retranslate()
        (self.secret.field if self.login.text() and self.secret.isVisible() else self.login).setFocus()

    def _typed(self) -> None:
        """What was tested before says nothing of what is typed now."""
        if not self._running:
            self._error = None
            self.checks.hide()
            self.retranslate()

    def _test(self) -> None:
        if self._connection is not None and self._is_complete():
            self._begin()
            work = partial(signin.probe, self._connection, self._login(), self.secret.secret(), self._hear)
            self._courier.aside(work, lambda _: self._end(), self._fail)

    def _join(self) -> None:
        if self._connection is not None and self._is_complete():
            self._begin()
            given = self._connection, self._login(), self.secret.secret(), self._clock
            work = partial(signin.join, self._profile, *given, keep_it=self.secret.keep_it, told=self._hear)
            self._courier.aside(work, self._done, self._fail)

    def _login(self) -> str:
        return self.login.text().strip()

    def _begin(self) -> None:
        self._running, self._error = True, None
        self.checks.begin()
        self.retranslate()

    def _hear(self, check: Check) -> None:
        """Called beside the window."""
        self._courier.pass_on(partial(self._show_check, check))

    def _show_check(self, check: Check) -> None:
        self.checks.add(check)
        self.resized.emit()

    def _end(self) -> None:
        self._running = False
        self.checks.end()
        self.retranslate()
        if self.checks.is_right:
            self.join.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self, joined: Joined) -> None:
        self.secret.take()
        self._end()
        self.joined.emit(joined)

    def _fail(self, error: Refused) -> None:
        """A step that is wrong says so itself; anything else stands below."""
        self._error = None if error == self.checks.trouble else error
        self._end()

    def _label(self, ink: str) -> QLabel:
        made = QLabel(self)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setWordWrap(True)
        made.setProperty("ink", ink)
        return made


def _dropped(data: QMimeData) -> Path | None:
    """The one file that is dropped."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
