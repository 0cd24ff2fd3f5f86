"""What a person can set for themselves on this machine: language, theme, row height, motion.

Promise: a choice holds at once and at the next start; what a whole team shares is not set here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console import settings
from console.models.kinds import Code, Locale, Refused
from console.settings import Language as Spoken
from console.settings import RowHeight, Settings, Switch, Theme
from console.views.courier import Courier
from console.views.overlay import Overlay
from console.views.theme import Look
from console.views.translation import Language

Option = Spoken | Theme | RowHeight | Switch


class Preferences(QObject):
    """The options in force."""

    changed = Signal()

    def __init__(
        self,
        values: Settings,
        path: Path,
        speaking: Callable[[Settings], Locale],
        look: Look,
        language: Language,
        courier: Courier,
    ) -> None:
        super().__init__(courier)
        self.values = values
        self._path = path
        self._speaking = speaking
        self._look = look
        self._language = language
        self._courier = courier

    def put(self, choice: Option) -> None:
        """Let `choice` hold from now on."""
        values = chosen(self.values, choice)
        if values == self.values:
            return
        self.values = values
        self._look.wear(values)
        self._language.speak(self._speaking(values))
        self._courier.keep(partial(_save, self._path, choice))
        self.changed.emit()


def chosen(values: Settings, choice: Option) -> Settings:
    """The options with another choice for one of them."""
    if isinstance(choice, Spoken):
        return replace(values, language=choice)
    if isinstance(choice, Theme):
        return replace(values, theme=choice)
    if isinstance(choice, RowHeight):
        return replace(values, rows=choice)
    return replace(values, reduce_motion=choice)


def _save(path: Path, choice: Option) -> None:
    """Write one choice; options the environment overrules for this run stay in the file as they are."""
    try:
        settings.save(path, chosen(settings.load(path, {}), choice))
    except OSError as error:
        raise Refused(Code.STORE_FAILED, path=path, reason=error.strerror or str(error)) from error


class PreferencesPanel(Overlay):
    """The options, each with its choices side by side."""

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

    def _put(self, choice: Option, _checked: bool) -> None:
        self._preferences.put(choice)

    def _row(self, option: str, choices: tuple[Option, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        group = QButtonGroup(self)
        for choice in choices:
            button = QPushButton(self)
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.setProperty("place", "first" if choice is choices[0] else "later")
            button.clicked.connect(partial(self._put, choice))
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
