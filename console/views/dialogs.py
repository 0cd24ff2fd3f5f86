"""Questions asked over the page: one of a list, a reason, an outcome with words.

Promise: all of it by keyboard; nothing is a window of its own and nothing blocks; Esc asks nothing further and changes
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.models.values import dataclass
from console.views.choices import Choice
from console.views.theme import Look

if TYPE_CHECKING:
    from console.views.chooser import Chooser, Form

NEW = "new:"
"""The key of a row that stands for what was typed itself begins so; the words follow."""
Found = Callable[[Sequence[Choice]], None]
Finder = Callable[[str, Found], None]
"""Looks elsewhere for what was typed and hands over what it finds (people of the replica); may answer late or never."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a form asks for."""

    title: str
    label: str
    """Of the field for words."""
    button: str
    """The verb that answers: "Resolve", "Pause"."""
    choices: tuple[Choice, ...] = ()
    """A few to choose one from; the checked one is chosen already."""
    text: str = ""
    """What stands in the field at first."""
    needs_text: bool = True
    one_line: bool = False
    """A name or title: Enter answers."""
    is_tall: bool = False
    """Many lines are read and written."""


class Choosers(QObject):
    """Asks on behalf of a page; one question at a time."""

    def __init__(self, host: QWidget, look: Look) -> None:
        super().__init__(host)
        self._host = host
        self._look = look
        self._open: Chooser | Form | None = None

    def choose(
        self,
        title: str,
        choices: Sequence[Choice],
        then: Callable[[Choice], None],
        *,
        finder: Finder | None = None,
        new: str = "",
    ) -> None:
        """Ask for one of `choices` (a `finder` adds others for what is typed), then call `then` with it.

        With `new`, such as "New tag “{text}”", what was typed can be chosen itself: its key is NEW and the words.
        """
        from console.views.chooser import Chooser, Source

        self._show(Chooser(self._host, self._look, title, Source(tuple(choices), finder, new), then))

    def ask_text(self, title: str, label: str, button: str, then: Callable[[str], None]) -> None:
        """Ask for some words (a reason); `then` gets them stripped and never empty."""
        self.ask(Question(title, label, button), lambda _, words: then(words))

    def ask(self, question: Question, then: Callable[[str, str], None]) -> None:
        """Ask for a choice and for words; `then` gets the choice's key, "" without choices, and the words."""
        from console.views.chooser import Form

        self._show(Form(self._host, question, then))

    def dismiss(self) -> None:
        """Close an open question, unanswered."""
        if self._open is not None:
            self._open.dismiss()

    def _show(self, question: Chooser | Form) -> None:
        self.dismiss()
        self._open = question
        question.closed.connect(self._closed)
        question.open(question.first)

    def _closed(self) -> None:
        if self.sender() is self._open:
            self._open = None
