"""An alert as a card: what happened, to what, and what can be done with it.

Promise: titles and names are plain text; what was seen stays readable and steps back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from console.models.alert_kinds import AlertKind
from console.services.inbox import Shown
from console.views.actions import Actions, key_words
from console.views.alerts import phrases
from console.views.alerts.telling import Lent
from console.views.labels import label
from console.views.sync.parts import Elided, KeyButton
from console.views.theme import pen
from console.views.times import moment

OPEN, SEEN, LATER = "alerts.open", "alerts.seen", "alerts.later"
"""The actions on a card."""


class AlertCard(QFrame):
    """One alert."""

    def __init__(
        self,
        row: Shown,
        lent: Lent,
        actions: Actions,
        chosen: Callable[[str, AlertCard], None],
        parent: QWidget,
    ) -> None:
        """`chosen` is told the action of a button that was pressed."""
        super().__init__(parent)
        self.row = row
        self._look = lent.look
        self._actions = actions
        self._chosen = chosen
        locale, today = lent.language.locale, lent.clock.now().astimezone().date()
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        title, what = phrases.heading(row, locale), phrases.subject(row)
        more = phrases.detail(row, today, locale)
        when = moment(row.alert.at, today, locale)
        self.setAccessibleName(", ".join(filter(None, (title, what, more, when))))
        body = QVBoxLayout()
        body.setSpacing(3)
        body.addWidget(label(self, "semibold" if self.is_open else "secondary", title))
        body.addWidget(Elided(what, self))
        if more:
            body.addWidget(self._more(more))
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 9, 12, 9)
        line.setSpacing(10)
        line.addWidget(self._mark(), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(body, 1)
        for button in self._buttons() if self.is_open else ():
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(label(self, "tertiary", when), 0, Qt.AlignmentFlag.AlignTop)

    @property
    def is_open(self) -> bool:
        """Whether it waits to be seen."""
        return self.row.alert.seen is None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press opens it."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._chosen(OPEN, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and the ring while it has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen(self._look.theme.line.focus, 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _mark(self) -> QLabel:
        made = QLabel(self)
        ground = self._look.theme.bg.surface
        icon = phrases.ICONS[self.row.alert.kind]
        made.setPixmap(self._look.pixmap(icon, self._ink(), ground, 16, self.devicePixelRatioF()))
        return made

    def _ink(self) -> QColor:
        theme = self._look.theme
        if not self.is_open:
            return theme.text.tertiary
        if self.row.alert.kind in (AlertKind.BREACH, AlertKind.ESCALATION, AlertKind.INCIDENT, AlertKind.OVERDUE):
            return theme.sla["breach"].graphic
        return theme.sla["warn"].graphic if self.row.alert.kind is AlertKind.WARN else theme.accent_ink

    def _more(self, text: str) -> Elided:
        made = Elided(text, self)
        made.setProperty("ink", "tertiary")
        return made

    def _buttons(self) -> Iterator[KeyButton]:
        for action, text in ((SEEN, self.tr("Acknowledge")), (LATER, self.tr("Later…"))):
            made = KeyButton(self._look, text, key_words(self._actions.get(action)), self, "ghost")
            made.clicked.connect(lambda *_, action=action: self._chosen(action, self))
            yield made
