"""The form of an analysis: its texts, what is to be done, and beside them what the rows tell by themselves.

Promise: widgets tell what a person did; what is shown comes by `show_state` alone, and never moves the cursor of who
types; a text that two people wrote shows both.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.models.kinds import Locale
from console.models.review_kinds import ActionState, ReviewState, ReviewText
from console.report_words import said
from console.services.incidents.reviews import ActionRow, ReviewRoom
from console.services.reports.review import Manner, facts, standing, step_rows
from console.views.entry_list import TWO_LINES, Entry, EntryList
from console.views.incidents.reviewing import Clash, Reviewing
from console.views.labels import label
from console.views.plain_field import PlainField
from console.views.theme import COLUMN_HEAD, Look
from console.views.times import moment

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LEAST, MOST, AROUND = 58, 240, 20
"""Pixels of a field: of an empty one, from where on it scrolls, and what stands around its lines."""
BESIDE = 300
"""Pixels of what stands beside the texts."""
ICONS = {ActionState.OPEN: "step-todo", ActionState.DONE: "step-pass", ActionState.DROPPED: "x"}


class TextField(PlainField):
    """One text; as high as its words, up to a bound."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.setFixedHeight(LEAST)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()

    def take_words(self, text: str) -> None:
        """Hold another text; the cursor stays at the word where it stands."""
        before, at = self.toPlainText(), self.textCursor().position()
        self.setPlainText(text)
        if before[:at] != text[:at]:
            at = max(0, len(text) - (len(before) - at))
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def _fit(self) -> None:
        lines = int(self.document().size().height())  # of such a document Qt counts lines
        self.setFixedHeight(max(LEAST, min(MOST, lines * QFontMetrics(self.font()).lineSpacing() + AROUND)))


class TextPart(QFrame):
    """A text with its name, how it stands, and what to do where two wrote into it."""

    typed = Signal(str)
    settled = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._clash: Clash | None = None
        self._name, self._how = label(self, "section"), label(self, "micro")
        self.field = TextField(self)
        self._two = QFrame(self)
        self._why, self._theirs = label(self._two, "warn", wraps=True), label(self._two, "small", wraps=True)
        self.ways = tuple(QPushButton(self._two) for _ in range(3))
        self._build()

    def show_text(self, text: str, how: str, clash: Clash | None, *, locked: bool) -> None:
        """Show a text; a field that holds it already is left alone."""
        self._clash = clash
        if self.field.toPlainText() != text:
            self.field.blockSignals(True)
            self.field.take_words(text)
            self.field.blockSignals(False)
        self.field.setReadOnly(locked)
        self._how.setText(how)
        self._two.setVisible(clash is not None)
        if clash is not None:
            self._why.setText(self.tr("Somebody else changed the same words meanwhile. They wrote:"))
            self._theirs.setText(clash.theirs)

    def name(self, text: str, hint: str) -> None:
        """Take the words of the present language."""
        self._name.setText(text)
        self.field.setAccessibleName(text)
        self.field.setPlaceholderText(hint)
        for way, said_ in zip(self.ways, (self.tr("Put together"), self.tr("Mine"), self.tr("Theirs")), strict=True):
            way.setText(said_)

    def _settle(self, way: int) -> None:
        if self._clash is not None:
            texts = self._clash.merged.text, self.field.toPlainText(), self._clash.theirs
            self.settled.emit(texts[way])

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._how)
        ways = QHBoxLayout()
        ways.addStretch(1)
        for place, way in enumerate(self.ways):
            way.clicked.connect(partial(self._settle, place))
            ways.addWidget(way)
        two = QVBoxLayout(self._two)
        two.setContentsMargins(0, 0, 0, 4)
        for part in (self._why, self._theirs):
            two.addWidget(part)
        two.addLayout(ways)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addWidget(self._two)
        self.field.textChanged.connect(lambda: self.typed.emit(self.field.toPlainText()))


class ActionList(EntryList):
    """The action items; Enter asks what becomes of one."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Qt: as high as its rows."""
        return QSize(200, max(1, self.entries.rowCount()) * TWO_LINES + 2)


class ReviewPanel(QFrame):
    """The form."""

    typed = Signal(object, str)
    """A `ReviewText` and its words."""
    settled = Signal(object, str)
    wanted = Signal(str)
    """The id of an action."""
    left = Signal()
    paused = Signal()
    """The keyboard left a text."""

    def __init__(self, look: Look, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "surface")
        self._look, self._zone = look, zone
        self._title, self._stand = label(self, "title"), label(self, "small")
        self.buttons = {key: QPushButton(self) for key in ("review.prefill", "review.export", "review.move")}
        self.buttons["review.move"].setProperty("kind", "primary")
        self._refusal = label(self, "warn", wraps=True)
        self.parts = {field: TextPart(self) for field in ReviewText}
        self._actions_name = label(self, "section")
        self.actions_ = ActionList(look, "surface", TWO_LINES, self)
        self._none = label(self, "small", wraps=True)
        self.add = QPushButton(self)
        self._beside = QWidget(self)
        self._grid = QGridLayout()
        self._shown: tuple[object, ...] = ()
        self._build()

    def show_state(self, state: Reviewing, now: datetime, locale: Locale, *, writes: bool) -> None:
        """Show the analysis."""
        found = state.found
        if found is None:
            for part in self.parts.values():
                part.show_text("", "", None, locked=True)
            return
        room, manner = found.room, Manner(locale, self._zone, now)
        locked = room.review.state is ReviewState.SIGNED_OFF or not writes
        number = "" if room.row.number is None else f"INC-{room.row.number}  "
        self._title.setText(f"{number}{room.row.title}")
        self._stand.setText(" · ".join(f"{name}: {value}" for name, value in standing(room, manner)))
        self._refusal.setText(words.refusal(state.refused, locale) if state.refused is not None else "")
        self._refusal.setVisible(state.refused is not None)
        drafts, clashes = dict(state.drafts), dict(state.clashes)
        for field, part in self.parts.items():
            how = self.tr("being written") if field in drafts else ""
            part.show_text(state.text(field), how, clashes.get(field), locked=locked)
        self._name_move(room.review.state)
        self.buttons["review.prefill"].setEnabled(not locked)
        self._show_actions(room, state.action, now, locale)
        steps = tuple(step_rows(found.plan, manner))
        self._show_facts((*facts(room, manner), *((f"{title}", result) for _, title, result in steps)))

    def retranslate(self, locale: Locale) -> None:
        """Take the words of the present language."""
        hints = {
            ReviewText.ROOT_CAUSE: self.tr("Why it happened, not what happened"),
            ReviewText.FACTORS: self.tr("What made it likelier, longer or worse"),
            ReviewText.IMPACT: self.tr("Who could not do what, for how long"),
            ReviewText.EFFECTIVENESS: self.tr("What helped, what did not, what came late"),
            ReviewText.LESSONS: self.tr("What went well, what did not, where there was luck"),
        }
        for field, part in self.parts.items():
            part.name(words.word(field, locale), hints[field])
        self.buttons["review.prefill"].setText(self.tr("Fill in what is known"))
        self.buttons["review.export"].setText(self.tr("Export…"))
        self._actions_name.setText(said("actions", locale))
        self.actions_.setAccessibleName(said("actions", locale))
        self._none.setText(self.tr("Nothing is to be done yet. Each item has an owner and a date, or it is a wish."))
        self.add.setText(self.tr("Add an action item…"))
        self._shown = ()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leaves; the words stay."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _name_move(self, state: ReviewState) -> None:
        names = {
            ReviewState.DRAFT: self.tr("Hand in for review"),
            ReviewState.IN_REVIEW: self.tr("Sign off"),
            ReviewState.SIGNED_OFF: self.tr("Take up again"),
        }
        self.buttons["review.move"].setText(names[state])

    def _show_actions(self, room: ReviewRoom, chosen: str | None, now: datetime, locale: Locale) -> None:
        entries = [self._entry(row, now, locale) for row in room.actions]
        held = chosen if chosen in {row.id for row in room.actions} else entries[0].key if entries else None
        self.actions_.show_entries(entries, held)
        self.actions_.setVisible(bool(entries))
        self._none.setVisible(not entries)
        self.actions_.setFixedHeight(self.actions_.sizeHint().height())

    def _entry(self, row: ActionRow, now: datetime, locale: Locale) -> Entry:
        today = now.astimezone().date()
        late = row.is_late(now)
        due = "" if row.due_at is None else moment(row.due_at, today, locale)
        when = self.tr("overdue since {time}") if late else self.tr("due {time}")
        ended = words.word(row.state, locale) + (f": {row.result}" if row.result else "")
        below = (row.owner or said("nobody", locale), when.format(time=due) if due else "", ended)
        meaning = "breach" if late else "met" if row.state is ActionState.DONE else ""
        icon = "sla-breach" if late else ICONS[row.state]
        return Entry(row.id, row.text, " · ".join(filter(None, below)), icon=icon, meaning=meaning)

    def _show_facts(self, rows: tuple[tuple[str, str], ...]) -> None:
        if rows == self._shown:
            return
        self._shown = rows
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for place, (name, value) in enumerate(rows):
            for column, (text, ink) in enumerate(((name, "small"), (value, ""))):
                made = label(self._beside, ink, text, wraps=True)
                made.setContentsMargins(0, int(column == 0), 0, 0)
                self._grid.addWidget(made, place, column, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        for field, part in self.parts.items():
            part.typed.connect(partial(self.typed.emit, field))
            part.settled.connect(partial(self.settled.emit, field))
            part.field.left.connect(self.paused)
        for key, button in self.buttons.items():
            button.clicked.connect(partial(self.wanted.emit, key))
        self.add.clicked.connect(partial(self.wanted.emit, "review.add"))
        self.actions_.entered.connect(partial(self.wanted.emit, "review.item"))
        self.actions_.doubleClicked.connect(lambda _: self.wanted.emit("review.item"))

    def _head(self) -> QFrame:
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._title, 1)
        for button in self.buttons.values():
            row.addWidget(button)
        head = QFrame(self)
        head.setProperty("kind", "panel")
        head.setFixedHeight(COLUMN_HEAD)
        head.setLayout(row)
        return head

    def _scrolled(self, inside: QWidget, kind: str) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setProperty("kind", kind)
        return area

    def _build(self) -> None:
        inside = QWidget(self)
        left = QVBoxLayout(inside)
        left.setContentsMargins(16, 10, 16, 16)
        left.setSpacing(10)
        left.addWidget(self._stand)
        left.addWidget(self._refusal)
        for part in self.parts.values():
            left.addWidget(part)
        actions = QHBoxLayout()
        actions.addWidget(self._actions_name, 1)
        actions.addWidget(self.add)
        left.addLayout(actions)
        left.addWidget(self.actions_)
        left.addWidget(self._none)
        left.addStretch(1)
        right = QVBoxLayout(self._beside)
        right.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        right.addLayout(self._grid)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._scrolled(inside, "surface"), 1)
        beside = self._scrolled(self._beside, "panel")
        beside.setFixedWidth(BESIDE)
        row.addWidget(beside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        whole.addLayout(row, 1)
        self._connect()
