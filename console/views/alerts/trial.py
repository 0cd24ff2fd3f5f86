"""Whether alerts arrive on this desktop: notification, sound and tray are tried, and the person says what came.

Promise: only a person knows what was seen or heard; what they said is kept and shown the next time.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.views.alerts.telling import Telling
from console.views.desktop_alerts import ring
from console.views.labels import label
from console.views.overlay import Overlay

TRIAL = "alerts.trial"
"""In local.db: what a person said of each means."""
TOAST, SOUND, TRAY = "toast", "sound", "tray"
WIDTH = 600


class TrialPanel(Overlay):
    """The panel."""

    def __init__(self, host: QWidget, telling: Telling) -> None:
        super().__init__(host, WIDTH, "")
        self._telling = telling
        self._said: dict[str, bool] = {}
        self._tried: dict[str, bool] = {}
        """Whether there was a way at all."""
        self._title = QLabel(self)
        self._title.setProperty("ink", "title")
        self._why = label(self, "secondary", wraps=True)
        self._marks = {means: QLabel(self) for means in (TOAST, SOUND, TRAY)}
        self._names = {means: label(self, "semibold") for means in self._marks}
        self._facts = {means: label(self, "tertiary", wraps=True) for means in self._marks}
        self._tries = {means: self._button(partial(self._try, means)) for means in (TOAST, SOUND)}
        self._yes = {means: self._button(partial(self._answer, means, True)) for means in self._marks}
        self._no = {means: self._button(partial(self._answer, means, False)) for means in self._marks}
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addLayout(self._grid())
        telling.changed.connect(self.retranslate)
        telling.lent.language.changed.connect(self.retranslate)
        telling.lent.look.changed.connect(self.retranslate)
        telling.lent.courier.keep(partial(telling.lent.local.state, TRIAL), self._take)
        self.retranslate()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._tries[TOAST]

    def retranslate(self) -> None:
        """Take the words of the present language, and what is known."""
        self.setAccessibleName(self.tr("Do alerts arrive here?"))
        self._title.setText(self.tr("Do alerts arrive here?"))
        self._why.setText(self.tr("Try each of them, and say what you saw or heard."))
        names = {TOAST: self.tr("Notification"), SOUND: self.tr("Sound"), TRAY: self.tr("Icon in the tray")}
        for means, name in names.items():
            self._names[means].setText(name)
            self._facts[means].setText(self._fact(means))
            self._mark(means)
            words = self.tr("Try"), self.tr("It came"), self.tr("Nothing")
            for button, text in zip((self._tries.get(means), self._yes[means], self._no[means]), words, strict=True):
                if button is not None:
                    button.setText(text)
                    button.setAccessibleName(f"{name}: {text}")
            answered = self._said.get(means)
            self._yes[means].setChecked(answered is True)
            self._no[means].setChecked(answered is False)
        if not self.isHidden():
            self.place()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for at, means in enumerate(self._marks):
            grid.addWidget(self._marks[means], 3 * at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._names[means], 3 * at, 1)
            grid.addWidget(self._facts[means], 3 * at + 1, 1)
            for place, button in enumerate((self._tries.get(means), self._yes[means], self._no[means]), 2):
                if button is not None:
                    grid.addWidget(button, 3 * at, place, 2, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.setRowMinimumHeight(3 * at + 2, 10)
        for buttons in (self._yes, self._no):
            for button in buttons.values():
                button.setCheckable(True)
        return grid

    def _button(self, pressed: partial[None]) -> QPushButton:
        made = QPushButton(self)
        made.clicked.connect(lambda *_: pressed())
        return made

    def _fact(self, means: str) -> str:
        telling = self._telling
        if means == TOAST:
            if telling.desktop is not None:
                return self.tr("By {service}").format(service=telling.desktop.service)
            if telling.tray is not None:
                return self.tr("By the tray of this desktop; without buttons")
            return self.tr("This desktop has no notification service; alerts are in the inbox alone")
        if means == SOUND:
            if self._tried.get(SOUND) is False:
                return self.tr("No program that plays sounds was found")
            return self.tr("For critical alerts")
        if telling.tray is not None:
            return self.tr("Look for its sign and its count")
        return self.tr("This desktop has no tray; the rail shows the count")

    def _mark(self, means: str) -> None:
        theme = self._telling.lent.look.theme
        icon, ink = {
            None: ("step-todo", theme.text.disabled),
            True: ("step-pass", theme.sync.online),
            False: ("step-fail", theme.sync.offline),
        }[self._said.get(means)]
        look = self._telling.lent.look
        self._marks[means].setPixmap(look.pixmap(icon, ink, theme.bg.raised, 16, self.devicePixelRatioF()))

    def _try(self, means: str) -> None:
        self._tried[means] = self._telling.try_toast() if means == TOAST else ring()
        self.retranslate()

    def _answer(self, means: str, came: bool) -> None:
        self._said[means] = came
        said = dict(self._said)
        self._telling.lent.courier.keep(partial(self._telling.lent.local.keep_state, TRIAL, said))
        self.retranslate()

    def _take(self, said: object) -> None:
        if isinstance(said, dict):
            self._said = {means: bool(came) for means, came in said.items() if means in self._marks}
            self.retranslate()
