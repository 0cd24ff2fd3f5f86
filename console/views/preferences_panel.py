"""The settings, each with its choices side by side.

Promise: what holds is marked, and choosing another takes effect before the panel is closed.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.models.alert_kinds import AlertKind, QuietHours
from console.settings import Language as Spoken
from console.settings import RowHeight, Switch, Theme
from console.views.alerts import phrases
from console.views.overlay import Overlay
from console.views.preferences import Option, Preferences
from console.views.segment import Segment


class PreferencesPanel(Overlay):
    """The options, each with its choices side by side."""

    hub_wanted = Signal()
    """Where tickets are kept is to be looked at or changed."""
    administration_wanted = Signal()
    """People, teams and the hub are to be looked after."""
    trial_wanted = Signal()
    """Whether alerts arrive on this desktop is to be tried."""

    def __init__(self, host: QWidget, preferences: Preferences) -> None:
        super().__init__(host, 520, "")
        self._preferences = preferences
        self._title = QLabel(self)
        self._title.setProperty("ink", "title")
        self._kept = QLabel(self)
        self._kept.setProperty("ink", "tertiary")
        self._names: dict[str, QLabel] = {}
        self._buttons: dict[tuple[str, Option], QPushButton] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        for row, (option, choices) in enumerate(_CHOICES.items()):
            self._names[option] = QLabel(self)
            grid.addWidget(self._names[option], row, 0)
            grid.addLayout(self._row(option, choices), row, 1)
        self._hub_name, self._kinds_name = QLabel(self), QLabel(self)
        grid.addWidget(self._kinds_name, len(_CHOICES), 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._kinds(), len(_CHOICES), 1)
        grid.addWidget(self._hub_name, len(_CHOICES) + 1, 0)
        grid.addLayout(self._ways(), len(_CHOICES) + 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(14)
        column.addWidget(self._title)
        column.addLayout(grid)
        column.addWidget(self._kept)
        self.retranslate()
        preferences.changed.connect(self.retranslate)

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._buttons["language", self._preferences.values.language]

    def retranslate(self) -> None:
        """Take the words of the present language, and the choices that hold."""
        self.setAccessibleName(self.tr("Settings"))
        self._title.setText(self.tr("Settings"))
        self._kept.setText(self.tr("For you on this computer. Each choice holds at once."))
        self._hub_name.setText(self.tr("Tickets"))
        self._hub.setText(self.tr("Where they are kept…"))
        self._admin.setText(self.tr("Administration…"))
        names = {
            "language": self.tr("Language"),
            "theme": self.tr("Theme"),
            "rows": self.tr("Row height"),
            "reduce_motion": self.tr("Reduce motion"),
            "quiet_hours": self.tr("Quiet hours"),
            "alert_sound": self.tr("Sound of alerts"),
        }
        words: dict[str, str] = {
            Spoken.SYSTEM: self.tr("As the system"),
            Spoken.ZH: "中文",
            Spoken.EN: "English",
            Theme.LIGHT: self.tr("Light"),
            Theme.DARK: self.tr("Dark"),
            RowHeight.COMPACT: self.tr("Compact"),
            RowHeight.NORMAL: self.tr("Normal"),
            RowHeight.ROOMY: self.tr("Roomy"),
            Switch.OFF: self.tr("Off"),
            Switch.ON: self.tr("On"),
            QuietHours.NIGHT: "22–7",
            QuietHours.LATE: "20–8",
            QuietHours.AFTER_WORK: "18–9",
        }
        for option, label in self._names.items():
            label.setText(names[option])
        for (option, choice), button in self._buttons.items():
            word = words[choice]
            button.setText(word)
            button.setAccessibleName(f"{names[option]}: {word}")
            button.setChecked(getattr(self._preferences.values, option) is choice)
        self._retranslate_alerts()
        self.place()

    def _retranslate_alerts(self) -> None:
        self._kinds_name.setText(self.tr("Alerts that pop up"))
        for kind, box in self._boxes.items():
            box.setText(phrases.kind(kind))
            box.setChecked(self._preferences.values.pops_up(kind))
        self._trial.setText(self.tr("Try it out…"))
        self._trial.setAccessibleName(self.tr("Try whether alerts arrive on this desktop"))

    def _ways(self) -> QHBoxLayout:
        """What is looked after elsewhere."""
        self._hub = QPushButton(self)
        self._hub.clicked.connect(self.hub_wanted)
        self._admin = QPushButton(self)
        self._admin.clicked.connect(self.administration_wanted)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        for way in (self._hub, self._admin):
            ways.addWidget(way)
        ways.addStretch(1)
        return ways

    def _kinds(self) -> QGridLayout:
        """Which alerts pop up, and the way to try them."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        self._boxes = {kind: QCheckBox(self) for kind in AlertKind}
        for at, (kind, box) in enumerate(self._boxes.items()):
            box.clicked.connect(lambda wanted, kind=kind: self._choose_kind(kind, wanted=wanted))
            grid.addWidget(box, at // 2, at % 2)
        self._trial = QPushButton(self)
        self._trial.clicked.connect(self.trial_wanted)
        last = len(self._boxes)
        grid.addWidget(self._trial, last // 2, last % 2, Qt.AlignmentFlag.AlignLeft)
        return grid

    def _choose(self, option: str, choice: Option) -> None:
        self._preferences.put(choice, option)

    def _choose_kind(self, kind: AlertKind, *, wanted: bool) -> None:
        self._preferences.put(Switch.ON if wanted else Switch.OFF, f"alert_{kind.value}")

    def _row(self, option: str, choices: tuple[Option, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        group = QButtonGroup(self)
        for choice in choices:
            button = Segment(self, is_first=choice is choices[0])
            button.clicked.connect(partial(self._choose, option, choice))
            group.addButton(button)
            self._buttons[option, choice] = button
            row.addWidget(button)
        row.addStretch(1)
        return row


_CHOICES: dict[str, tuple[Option, ...]] = {
    "language": (Spoken.SYSTEM, Spoken.ZH, Spoken.EN),
    "theme": (Theme.SYSTEM, Theme.LIGHT, Theme.DARK),
    "rows": (RowHeight.COMPACT, RowHeight.NORMAL, RowHeight.ROOMY),
    "reduce_motion": (Switch.OFF, Switch.ON),
    "quiet_hours": tuple(QuietHours),
    "alert_sound": (Switch.OFF, Switch.ON),
}
