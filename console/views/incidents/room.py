"""The open incident: its head, the timeline with the field that captures, and the panels beside it.

Promise: widgets tell what a person did; what is shown comes by `show_state` alone.
"""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QToolButton, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Locale, to_micros
from console.services.incidents.telling import titles_of
from console.views.incidents.capture import CaptureField
from console.views.incidents.doing import FILTERS
from console.views.incidents.head import RoomHead
from console.views.incidents.plan import PlanPanel
from console.views.incidents.side import Side
from console.views.incidents.state import Capture, Only, State
from console.views.incidents.telling import dated
from console.views.incidents.timeline import TimelineList
from console.views.labels import label
from console.views.pages import Frame
from console.views.theme import COLUMN_HEAD


class NamedBar(QFrame):
    """A row of buttons with a name, which it gives up where they need the room."""

    def __init__(self, parent: QWidget, name: tuple[QWidget, ...]) -> None:
        super().__init__(parent)
        self._name = name

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: show the name where all fits."""
        super().resizeEvent(event)
        row = self.layout()
        if row is not None:
            hidden = [part for part in self._name if part.isHidden()]
            more = sum(part.sizeHint().width() + row.spacing() for part in hidden)
            fits = self.width() >= row.sizeHint().width() + more
            for part in self._name:
                part.setVisible(fits)


class RoomPanel(QFrame):
    """The incident."""

    wanted = Signal(str)
    """The id of an action whose button was pressed."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "surface")
        self._look = look = frame.look
        self._incident = ""
        self.written: dict[str, str] = {}
        """What was begun on other incidents and is not entered yet."""
        self._revision = 0
        self._waiting = 0
        """Entries the hub has not taken yet."""
        self._capture = Capture()
        self.head = RoomHead(look, self)
        self.more = QToolButton(self)
        self._title, self._count = label(self, "title"), label(self, "small")
        self.chips = {only: QPushButton(self) for only in Only}
        self.search = CaptureField(self)
        self.kind = QPushButton(self)
        self.field = CaptureField(self)
        self._hint = label(self, "micro", wraps=True)
        self.list = TimelineList(look, self)
        self._nothing = label(self, "small", wraps=True)
        self.side = Side(frame, self)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self._build()
        self._connect()

    def show_state(self, state: State, now: datetime, locale: Locale) -> None:
        """Show the open incident."""
        room = state.room
        if room is None:
            return
        self.head.show_room(room, to_micros(now), locale)
        self._turn_to(room.row.id)
        self._waiting = room.waiting
        self._count.setText(str(room.entries))
        for only, chip in self.chips.items():
            chip.setChecked(only is state.only)
        pinned = self.tr("Pinned")
        self.chips[Only.PINNED].setText(f"{pinned} {room.pinned}")
        self._show_capture(state.capture, now, locale)
        book = state.plan.book if state.plan is not None else None
        self.list.speak(locale, _day(now), titles_of(book, locale))
        self.list.show_entries(state.entries, state.entry)
        self._nothing.setVisible(not state.entries)
        self.plan.show_plan(state, locale)
        self.side.open(room.row.id)

    @property
    def plan(self) -> PlanPanel:
        """The response plan, in its panel."""
        return self.side.plan

    def _turn_to(self, incident: str) -> None:
        """What is being written stays with its incident."""
        if incident != self._incident:
            if self._incident:
                self.written[self._incident] = self.field.text()
            self._incident = incident
            self.field.setText(self.written.pop(incident, ""))

    def _show_capture(self, capture: Capture, now: datetime, locale: Locale) -> None:
        self._capture = capture
        self.kind.setText(words.word(capture.kind, locale))
        if capture.revision != self._revision:
            self._revision = capture.revision
            self.field.clear()
        self._say_when(now)

    def _say_when(self, now: datetime) -> None:
        at, _ = dated(self.field.text(), now)
        of = self._capture.corrects
        said = (
            self.tr("corrects the entry of {time}").format(time=f"{of.entry.event_at.astimezone():%H:%M}")
            if of
            else "",
            self.tr("%n entries wait for the hub", "", self._waiting) if self._waiting else "",
            self.tr("happened at {time}").format(time=f"{at.astimezone():%H:%M}") if at else "",
        )
        usual = self.tr("Enter adds it; “14:05 …” says when; Ctrl E: note, decision or update")
        self._hint.setText(" · ".join(filter(None, said)) or usual)

    def typed(self, now: datetime) -> None:
        """What is being written may begin with a time."""
        self._say_when(now)

    def dress(self) -> None:
        """Take the look in use."""
        self.more.setIcon(self._look.theme.icon("more"))
        self.side.retranslate()

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self._title.setText(self.tr("Timeline"))
        names = {Only.ALL: self.tr("All"), Only.DECISIONS: self.tr("Decisions"), Only.ACTIONS: self.tr("Actions")}
        for only, name in names.items():
            self.chips[only].setText(name)
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the timeline"))
        self.field.setPlaceholderText(self.tr("Note what happened (N)"))
        self.field.setAccessibleName(self.tr("Note what happened"))
        self.kind.setToolTip(self.tr("Note, decision or update (Ctrl E)"))
        self.list.setAccessibleName(self.tr("Timeline"))
        self.more.setAccessibleName(self.tr("Actions of the incident"))
        self._nothing.setText(self.tr("No entry is like that. 1 shows all of them."))

    def _connect(self) -> None:
        for key, only in FILTERS.items():
            self.chips[only].clicked.connect(lambda *_, key=key: self.wanted.emit(key))
        self.kind.clicked.connect(lambda: self.wanted.emit("incident.kind"))
        self.side.wanted.connect(self.wanted)

    def _bar(self) -> QFrame:
        for chip in (*self.chips.values(), self.kind):
            chip.setProperty("kind", "option")
        for chip in self.chips.values():
            chip.setCheckable(True)
        self.search.setFixedWidth(110)
        self.more.setFixedSize(28, 28)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self._title)
        row.addWidget(self._count, 1)
        for part in (*self.chips.values(), self.more):
            row.addWidget(part)
        bar = NamedBar(self, (self._title, self._count))
        bar.setFixedHeight(COLUMN_HEAD)
        bar.setLayout(row)
        return bar

    def _left(self) -> QFrame:
        self.field.setMaxLength(4000)
        capture = QHBoxLayout()
        capture.setContentsMargins(16, 0, 12, 0)
        capture.setSpacing(8)
        capture.addWidget(self.kind)
        capture.addWidget(self.field, 1)
        below = QHBoxLayout()
        below.setContentsMargins(16, 0, 12, 2)
        below.setSpacing(8)
        below.addWidget(self._hint, 1)
        below.addWidget(self.search)
        self._nothing.setContentsMargins(16, 8, 16, 8)
        left = QFrame(self)
        left.setProperty("kind", "surface")
        left.setMinimumWidth(380)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._bar())
        column.addLayout(capture)
        column.addLayout(below)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        return left

    def _build(self) -> None:
        self.columns.addWidget(self._left())
        self.columns.addWidget(self.side)
        self.columns.setStretchFactor(1, 1)
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.columns, 1)


def _day(now: datetime) -> date:
    return now.astimezone().date()
