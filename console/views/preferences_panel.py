"""The settings, each with its choices side by side.

Promise: what holds is marked, and choosing another takes effect before the panel is closed.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.settings import Language as Spoken
from console.settings import RowHeight, Switch, Theme
from console.views.overlay import Overlay
from console.views.preferences import Option, Preferences
from console.views.segment import Segment


class PreferencesPanel(Overlay):
    """The options, each with its choices side by side."""

    hub_wanted = Signal()
    """Where tickets are kept is to be looked at or changed."""
    administration_wanted = Signal()
    """People, teams and the hub are to be looked after."""

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
        self._hub_name = QLabel(self)
        self._hub = QPushButton(self)
        self._hub.clicked.connect(self.hub_wanted)
        self._admin = QPushButton(self)
        self._admin.clicked.connect(self.administration_wanted)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        for way in (self._hub, self._admin):
            ways.addWidget(way)
        ways.addStretch(1)
        grid.addWidget(self._hub_name, len(_CHOICES), 0)
        grid.addLayout(ways, len(_CHOICES), 1)
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
        }
        for option, label in self._names.items():
            label.setText(names[option])
        for (option, choice), button in self._buttons.items():
            word = words[choice]
            button.setText(word)
            button.setAccessibleName(f"{names[option]}: {word}")
            button.setChecked(getattr(self._preferences.values, option) is choice)
        self.place()

    def _row(self, option: str, choices: tuple[Option, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        group = QButtonGroup(self)
        for choice in choices:
            button = Segment(self, is_first=choice is choices[0])
            button.clicked.connect(partial(self._preferences.put, choice))
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
}
