"""A refused operation as a card: what it was, why it was refused, whose values stand against each other, what to do.

Promise: nothing of it is lost before a person says so; what a colleague wrote is shown as plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Locale, Refused
from console.models.values import dataclass
from console.services.sync.attention import Clash, RefusedOperation
from console.views.actions import Actions, key_words
from console.views.labels import label
from console.views.sync import phrases
from console.views.sync.merging import MergeView
from console.views.sync.parts import KeyButton
from console.views.theme import Look, pen
from console.views.times import moment

LONGEST_TEXT = 400
"""Characters of a message that a card quotes."""
OPEN, KEEP, MERGE, REDO, DISCARD = "sync.open", "sync.keep", "sync.merge", "sync.redo", "sync.discard"
"""The actions on a card."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a card speaks."""

    look: Look
    locale: Locale
    today: date
    actions: Actions


class RefusedCard(QFrame):
    """One refused operation."""

    def __init__(
        self,
        shown: RefusedOperation,
        manner: Manner,
        chosen: Callable[[str, RefusedCard], None],
        parent: QWidget,
        *,
        is_first: bool = True,
    ) -> None:
        """`chosen` is told the action of a button that was pressed; only the first card has a primary one."""
        super().__init__(parent)
        self.shown = shown
        self._manner = manner
        self._chosen = chosen
        self._is_first = is_first
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = self.tr("{what}: refused").format(what=phrases.heading(shown.what, shown.ticket, shown.number))
        reason = phrases.reason(shown.reason, manner.locale)
        self.setAccessibleName(f"{title}. {reason}")
        self.refusal = label(self, "warn", wraps=True)
        self.refusal.hide()
        self.merging: MergeView | None = None
        """The texts side by side, while they are merged."""
        self._box = self._values() if shown.fields or shown.texts else None
        self._actions = self._buttons()
        self._body = QVBoxLayout()
        self._build(title, reason)

    @property
    def can_open(self) -> bool:
        """Whether its ticket is here."""
        return self.shown.ticket is not None and self.shown.number is not None

    @property
    def can_keep(self) -> bool:
        """Whether there are words in it besides what was refused."""
        return bool(self.shown.texts and self.shown.fields)

    @property
    def words(self) -> Clash | None:
        """The field of which two people's words can be merged."""
        return next((clash for clash in self.shown.fields if clash.can_merge), None)

    def merge(self, text: str | None, typed: Callable[[str], None], left: Callable[[], None]) -> None:
        """Show the texts side by side; `text` is what was merged before."""
        if self.words is None or self.merging is not None:
            return
        self.merging = MergeView(self.words, text, self._manner.look, self._manner.actions, self)
        self.merging.typed.connect(typed)
        self.merging.left.connect(left)
        self.merging.wanted.connect(lambda action: self._chosen(action, self))
        self._body.insertWidget(self._body.indexOf(self.refusal), self.merging)
        self.merging.show()
        if self._box is not None:
            self._box.hide()
        self._actions.hide()

    def refuse(self, error: Refused) -> None:
        """Say in the card why what was asked for it could not be done."""
        self.refusal.setText(words.refusal(error, self._manner.locale))
        self.refusal.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and the ring while it has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen(self._manner.look.theme.line.focus, 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _build(self, title: str, reason: str) -> None:
        body = self._body
        body.setContentsMargins(26, 0, 0, 0)
        body.setSpacing(8)
        if self.shown.title:
            body.addWidget(label(self, "small", self.shown.title, wraps=True))
        body.addWidget(label(self, "secondary", reason, wraps=True))
        for part in (self._box, self.refusal, self._actions):
            if part is not None:
                body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addLayout(self._head(title))
        column.addLayout(body)

    def _head(self, title: str) -> QHBoxLayout:
        look = self._manner.look
        ink = look.theme.sync.attention
        mark = QLabel(self)
        mark.setPixmap(look.pixmap("alert", ink, look.theme.bg.surface, 16, self.devicePixelRatioF()))
        when = moment(self.shown.at, self._manner.today, self._manner.locale)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(mark)
        row.addWidget(label(self, "semibold", title), 1)
        row.addWidget(label(self, "tertiary", self.tr("you, {time}").format(time=when)))
        return row

    def _values(self) -> QFrame:
        box = QFrame(self)
        box.setProperty("kind", "box")
        grid = QGridLayout(box)
        grid.setContentsMargins(10, 8, 10, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(3, 1)
        if self.shown.fields:
            heads = ("", self.tr("You saw"), self.tr("You wrote"), self.tr("Now it is"))
            for at, head in enumerate(heads):
                grid.addWidget(label(box, "micro", head), 0, at)
        for clash in self.shown.fields:
            self._row(grid, box, clash)
        for text in self.shown.texts:
            at = grid.rowCount()
            quoted = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1].rstrip() + "…"
            grid.addWidget(label(box, "tertiary", self.tr("Your text")), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(box, "", quoted, wraps=True), at, 1, 1, 3)
        return box

    def _row(self, grid: QGridLayout, box: QWidget, clash: Clash) -> None:
        locale, at = self._manner.locale, grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        saw = "" if clash.expected is None else phrases.value(clash.field, clash.expected, locale)
        mine, theirs = (phrases.value(clash.field, stored, locale) for stored in (clash.mine, clash.theirs))
        grid.addWidget(label(box, "tertiary", phrases.field(clash.field, locale)), at, 0, top)
        inks = "secondary", "", "semibold" if clash.theirs != clash.expected else "secondary"
        for column, (text, ink) in enumerate(zip((saw, mine, theirs), inks, strict=True), 1):
            grid.addWidget(label(box, ink, text, wraps=True), at, column, top)

    def _buttons(self) -> QWidget:
        made = QWidget(self)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for action, text in self._offered():
            is_first = self._is_first and row.count() == 0
            row.addWidget(self._button(action, text, "primary" if is_first else ""))
        row.addStretch(1)
        row.addWidget(self._button(DISCARD, self.tr("Discard"), "ghost"))
        return made

    def _offered(self) -> Iterator[tuple[str, str]]:
        """What can be done about it, the likeliest first."""
        called = phrases.called(self.shown.ticket, self.shown.number)
        if self.words is not None:
            yield MERGE, self.tr("Merge…")
        if self.can_open:
            yield OPEN, self.tr("Open {ticket}").format(ticket=called)
        if self.can_keep:
            yield KEEP, self.tr("Keep the text only")
        yield REDO, self.tr("Do it again")

    def _button(self, action: str, text: str, kind: str = "") -> KeyButton:
        made = KeyButton(self._manner.look, text, key_words(self._manner.actions.get(action)), self, kind)
        made.clicked.connect(lambda *_: self._chosen(action, self))
        return made
