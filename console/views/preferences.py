"""What a person can set for themselves on this machine: language, theme, row height, motion.

Promise: a choice holds at once and at the next start; what a whole team shares is not set here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from console import settings
from console.models.alert_kinds import QuietHours
from console.models.kinds import Code, Locale, Refused
from console.settings import Language as Spoken
from console.settings import RowHeight, Settings, Switch, Theme
from console.views.courier import Courier
from console.views.theme import Look
from console.views.translation import Language

Option = Spoken | Theme | RowHeight | Switch | QuietHours


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

    def put(self, choice: Option, switch: str = "reduce_motion") -> None:
        """Let `choice` hold from now on; of one that is on or off, `switch` names the option."""
        values = chosen(self.values, choice, switch)
        if values == self.values:
            return
        self.values = values
        self._look.wear(values)
        self._language.speak(self._speaking(values))
        self._courier.keep(partial(_save, self._path, choice, switch))
        self.changed.emit()


def chosen(values: Settings, choice: Option, switch: str = "reduce_motion") -> Settings:
    """The options with another choice for one of them; `switch` names the one that is on or off."""
    if isinstance(choice, Spoken):
        return replace(values, language=choice)
    if isinstance(choice, Theme):
        return replace(values, theme=choice)
    if isinstance(choice, RowHeight):
        return replace(values, rows=choice)
    if isinstance(choice, QuietHours):
        return replace(values, quiet_hours=choice)
    made: Callable[..., Settings] = replace
    return made(values, **{switch: choice})


def _save(path: Path, choice: Option, switch: str) -> None:
    """Write one choice; options the environment overrules for this run stay in the file as they are."""
    try:
        settings.save(path, chosen(settings.load(path, {}), choice, switch))
    except OSError as error:
        raise Refused(Code.STORE_FAILED, path=path, reason=error.strerror or str(error)) from error
