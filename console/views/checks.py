"""The steps of a connection test, each as it is known: waiting, under way, right, or wrong with its sentence.

Promise: mark and words say the same; the first thing that is wrong explains itself, and what follows was not looked at.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from console import words
from console.models.kinds import HubStep, Refused
from console.services.sync.signin import Check
from console.views.theme import Look
from console.views.translation import Language

_TODO, _RUNS, _RIGHT, _WRONG = "step-todo", "step-run", "step-pass", "step-fail"


class Checks(QWidget):
    """A line for each step."""

    def __init__(self, look: Look, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._found: list[Check] = []
        self._running = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        self._lines = {step: tuple(self._label(ink) for ink in ("", "", "warn")) for step in HubStep}
        for row, labels in enumerate(self._lines.values()):
            for column, label in enumerate(labels):
                grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def trouble(self) -> Refused | None:
        """What is wrong."""
        return self._found[-1].trouble if self._found else None

    @property
    def is_right(self) -> bool:
        """Whether every step is."""
        return len(self._found) == len(HubStep) and self.trouble is None

    def said(self) -> list[str]:
        """The lines as they are read out."""
        return [mark.accessibleName() for mark, _, _ in self._lines.values()]

    def begin(self) -> None:
        """A test begins: nothing is known."""
        self._found, self._running = [], True
        self.show()
        self.retranslate()

    def add(self, check: Check) -> None:
        """A step is known."""
        self._found.append(check)
        self._running = self._running and check.trouble is None and len(self._found) < len(HubStep)
        self.retranslate()

    def end(self) -> None:
        """Nothing more is looked at."""
        self._running = False
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the present language and look."""
        known = {check.step: check for check in self._found}
        for at, (step, labels) in enumerate(self._lines.items()):
            state = self._state(known.get(step), is_next=at == len(self._found))
            self._say(step, state, known.get(step), labels)

    def _state(self, check: Check | None, *, is_next: bool) -> str:
        if check is None:
            return _RUNS if self._running and is_next else _TODO
        return _RIGHT if check.trouble is None else _WRONG

    def _say(self, step: HubStep, state: str, check: Check | None, labels: tuple[QLabel, ...]) -> None:
        theme, locale = self._look.theme, self._language.locale
        mark, name, why = labels
        inks = {
            _TODO: theme.text.disabled,
            _RUNS: theme.sync.pending,
            _RIGHT: theme.sync.online,
            _WRONG: theme.sync.offline,
        }
        mark.setPixmap(self._look.pixmap(state, inks[state], theme.bg.raised, 16, self.devicePixelRatioF()))
        name.setText(words.word(step, locale))
        name.setProperty("ink", "tertiary" if state == _TODO else "")
        trouble = None if check is None else check.trouble
        why.setText("" if trouble is None else words.refusal(trouble, locale))
        state_words = {
            _TODO: self.tr("not looked at"),
            _RUNS: self.tr("is looked at"),
            _RIGHT: self.tr("right"),
            _WRONG: why.text(),
        }
        mark.setAccessibleName(f"{name.text()}: {state_words[state]}")
        mark.setToolTip("")

    def _label(self, ink: str) -> QLabel:
        made = QLabel(self)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setWordWrap(ink == "warn")
        made.setProperty("ink", ink)
        return made
