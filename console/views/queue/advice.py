"""A suggested article below the words of a reply, and why it is one (SPEC 6.4).

Promise: the line tells which words the suggestion rests on; without one it takes no room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from console.models.similarity import spoken
from console.views.labels import label
from console.views.queue.parts import CapButton
from console.views.theme import Look

if TYPE_CHECKING:
    from console.services.knowledge.finding import Suggestion

MOST_TITLE = 44
"""Letters of a title that the line shows."""


class AdviceLine(QFrame):
    """The best suggestion, why it is one, and how many more there are."""

    wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._found: tuple[Suggestion, ...] = ()
        self.button = CapButton(look, self, "ghost", "book", small=True)
        self.button.clicked.connect(self.wanted)
        self._why = label(self, "tertiary")
        self._why.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self._why, 1)
        self.hide()

    def show_advice(self, found: tuple[Suggestion, ...]) -> None:
        """Show these, the best first; none leaves the line away."""
        self._found = found
        self.retranslate()
        self.setVisible(bool(found))

    def retranslate(self) -> None:
        """Take the words of the present language."""
        if not self._found:
            return
        best = self._found[0]
        title = best.row.title if len(best.row.title) <= MOST_TITLE else f"{best.row.title[: MOST_TITLE - 1]}…"
        self.button.say(self.tr("Suggested: {title}").format(title=title), ("Ctrl J",))
        why = self.tr("shared words: {words}").format(words=", ".join(spoken(best.likeness.shared)))
        more = self.tr("%n more", "", len(self._found) - 1) if len(self._found) > 1 else ""
        self._why.setText(" · ".join(filter(None, (why, more))))
