"""What the Sync panel lists: cards of what was refused, lines of what was just discarded, rows of what waits.

Promise: built whole from values; nothing here is asked or done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.models.values import dataclass
from console.services.sync.attention import RefusedOperation
from console.services.sync.outbox import Outbox, Waiting
from console.views.actions import Actions
from console.views.icons import EMPTY
from console.views.labels import label
from console.views.sync import phrases
from console.views.sync.card import Manner, RefusedCard
from console.views.sync.parts import Elided
from console.views.times import moment

if TYPE_CHECKING:
    from console.views.sync.panel import Lent


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be shown."""

    refused: tuple[RefusedOperation, ...] = ()
    pending: Outbox = Outbox()
    asked: bool = False
    """Whether the answer is there; before it nothing is called empty."""


class Body(QWidget):
    """The sections."""

    def __init__(
        self,
        lent: Lent,
        content: Content,
        discarded: Mapping[str, RefusedOperation],
        actions: Actions,
        chosen: Callable[[str, RefusedCard], None],
        take_back: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._look = lent.look
        locale, today = lent.language.locale, lent.clock.now().astimezone().date()
        self._manner = Manner(lent.look, locale, today, actions)
        self.cards: list[RefusedCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        if content.refused:
            self._column.addWidget(label(self, "section", self.tr("Needs attention")))
        for shown in content.refused:
            if shown.id in discarded:
                self._column.addWidget(self._gone(shown, take_back))
                continue
            card = RefusedCard(shown, self._manner, chosen, self, is_first=not self.cards)
            self.cards.append(card)
            self._column.addWidget(card)
        if content.asked and not content.refused:
            self._column.addWidget(self._nothing())
        if content.pending.count:
            self._add_pending(content.pending)
        self._column.addStretch(1)

    def height_for(self, width: int) -> int:
        """What it needs at this width: with lines that wrap, and without."""
        wrapped = self.heightForWidth(width)
        return wrapped if wrapped > 0 else self.sizeHint().height()

    def _gone(self, shown: RefusedOperation, take_back: Callable[[str], None]) -> QFrame:
        line = QFrame(self)
        line.setProperty("kind", "card")
        what = phrases.heading(shown.what, shown.ticket, shown.number)
        undo = QPushButton(self.tr("Undo"), line)
        undo.setIcon(self._look.theme.icon("undo", self._look.theme.text.primary))
        undo.setAccessibleName(self.tr("Undo: discard {what}").format(what=what))
        undo.clicked.connect(lambda *_: take_back(shown.id))
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 6, 6, 6)
        words = self.tr("{what} is discarded when you close this.").format(what=what)
        row.addWidget(label(line, "secondary", words, wraps=True), 1)
        row.addWidget(undo)
        return line

    def _nothing(self) -> QWidget:
        made = QWidget(self)
        theme = self._look.theme
        mark = QLabel(made)
        icon = self._look.pixmap("checkcircle", theme.text.secondary, theme.bg.raised, EMPTY, self.devicePixelRatioF())
        mark.setPixmap(icon)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(mark)
        column.addWidget(label(made, "semibold", self.tr("Nothing needs attention")))
        column.addWidget(label(made, "small", self.tr("What cannot be taken as you wrote it is kept and shown here.")))
        return made

    def _add_pending(self, pending: Outbox) -> None:
        self._column.addSpacing(4)
        head = self.tr("Waiting to be sent: %n changes", "", pending.count)
        self._column.addWidget(label(self, "section", head))
        for waiting in pending.rows:
            self._column.addLayout(self._row(waiting))
        if (rest := pending.count - len(pending.rows)) > 0:
            self._column.addWidget(label(self, "tertiary", self.tr("and %n more", "", rest)))

    def _row(self, waiting: Waiting) -> QHBoxLayout:
        theme = self._look.theme
        mark = QLabel(self)
        mark.setPixmap(self._look.pixmap("up", theme.sync.pending, theme.bg.raised, 14, self.devicePixelRatioF()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(mark)
        row.addWidget(label(self, "", phrases.heading(waiting.what, waiting.ticket, waiting.number)))
        row.addWidget(Elided(waiting.title, self), 1)
        row.addWidget(label(self, "tertiary", moment(waiting.at, self._manner.today, self._manner.locale)))
        return row
