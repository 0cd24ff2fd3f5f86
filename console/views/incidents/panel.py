"""What every panel beside the timeline is.

Promise: a panel asks its own questions about the incident it was told of last, and shows nothing of another.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from console.services.bus import Changed
from console.views.actions import Action
from console.views.pages import Frame


class SidePanel(QFrame):
    """A panel of which nothing is known yet."""

    wanted = Signal(str)
    """The id of an action whose button was pressed."""
    titled = Signal()
    """Its title is another one."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "surface")
        self.frame = frame

    @property
    def keyboard(self) -> QWidget:
        """What takes the keyboard."""
        return self

    def title(self) -> str:
        """Its name, with a figure where there is one, in the present language."""
        return ""

    def open(self, incident: str | None) -> None:
        """Another incident is open, or none."""

    def take(self, event: Changed) -> None:
        """Something was committed, here or elsewhere."""

    def tick(self) -> None:
        """A second went by while it is seen."""

    def retranslate(self) -> None:
        """Take the words of the present language and the look in use."""

    def own_actions(self) -> tuple[Action, ...]:
        """What a person can do in it; taken once."""
        return ()
