"""The conversation of a ticket, laid out by hand: widgets are kept from ticket to ticket and only their words change.

Promise: a new message changes one widget and keeps what is selected and where one reads; a ticket opens at its newest.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from console.views.queue.manner import Manner
from console.views.queue.messages import EventLine, FoldLine, MessageFrame
from console.views.queue.talk import Fold, Happening, Item, Message
from console.views.theme import Look

SIDE, GAP, TOP, BOTTOM = 16, 6, 8, 10
NEAR = 24
"""Pixels from the end within which one reads the newest."""
Piece = MessageFrame | EventLine | FoldLine
PIECES: dict[type[Item], type[Piece]] = {Message: MessageFrame, Happening: EventLine, Fold: FoldLine}
"""Which widget shows what."""


class Conversation(QScrollArea):
    """Messages and events below each other."""

    earlier_wanted = Signal()
    file_wanted = Signal(object)
    left = Signal()
    """Esc: back to the list."""

    def __init__(self, look: Look, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._look = look
        self._ticket = ""
        self._pieces: dict[str, Piece] = {}
        self._spare: dict[type[Piece], list[Piece]] = {MessageFrame: [], EventLine: [], FoldLine: []}
        self._order: list[str] = []
        self._shown: dict[str, Item] = {}
        self._manner: Manner | None = None
        self._content = QWidget()
        self._content.setAutoFillBackground(False)
        self.setWidget(self._content)
        self.setProperty("kind", "reading")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(20)

    def show_items(self, ticket: str, items: Sequence[Item], manner: Manner) -> None:
        """Show the conversation of a ticket."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - NEAR
        another = ticket != self._ticket
        self._ticket, self._manner = ticket, manner
        wanted = {item.id: item for item in items}
        for key in [
            key for key in self._pieces if key not in wanted or type(wanted[key]) is not type(self._shown[key])
        ]:
            self._put_away(key)
        for item in items:
            self._show(item, manner)
        self._order, self._shown = list(wanted), wanted
        self._lay_out()
        if another or at_end:
            bar.setValue(bar.maximum())

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self.setAccessibleName(self.tr("Conversation"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width makes other heights."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - NEAR
        super().resizeEvent(event)
        self._lay_out()
        if at_end:
            bar.setValue(bar.maximum())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, item: Item, manner: Manner) -> None:
        piece = self._pieces.get(item.id)
        if piece is None:
            piece = self._pieces[item.id] = self._taken(item)
            piece.show()
        match item, piece:
            case Message(), MessageFrame():
                piece.show_message(item, manner)
            case Happening(), EventLine():
                piece.show_event(item, manner)
            case Fold(), FoldLine():
                piece.show_count(item.count, manner)

    def _taken(self, item: Item) -> Piece:
        kind = PIECES[type(item)]
        if self._spare[kind]:
            return self._spare[kind].pop()
        made = kind(self._content)
        if isinstance(made, MessageFrame):
            made.file_wanted.connect(self.file_wanted)
        elif isinstance(made, FoldLine):
            made.clicked.connect(self.earlier_wanted)
        return made

    def _put_away(self, key: str) -> None:
        piece = self._pieces.pop(key)
        piece.hide()
        self._spare[type(piece)].append(piece)

    def _lay_out(self) -> None:
        width = self.viewport().width()
        top = TOP
        for key in self._order:
            piece = self._pieces[key]
            height = piece.fit(width - 2 * SIDE)
            piece.setGeometry(SIDE, top, width - 2 * SIDE, height)
            top += height + GAP
        self._content.resize(width, max(top - GAP + BOTTOM, self.viewport().height()))
