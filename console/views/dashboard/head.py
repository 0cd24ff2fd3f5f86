"""The head of the dashboard: which period, which tickets, beside what, and where it goes.

Promise: it tells what a person chose; the presenter decides.
"""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from console import words
from console.models.figures import Dimension
from console.models.kinds import Channel, Locale, Priority
from console.views import times
from console.views.dashboard.presenter import PERIODS, State
from console.views.segment import Segment
from console.views.theme import COLUMN_HEAD

KINDS = {Dimension.PRIORITY: Priority, Dimension.CHANNEL: Channel}
NARROW = 1130
"""Below this width some words are left out."""
CHOSEN = (Dimension.TEAM, Dimension.PRIORITY, Dimension.CHANNEL)


class Head(QWidget):
    """The row."""

    days_wanted = Signal(int)
    group_wanted = Signal(object)
    """A `Dimension` to choose a group of."""
    compared = Signal(bool)
    export_wanted = Signal()
    dates_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(COLUMN_HEAD)
        self.title = QLabel(self)
        self.title.setProperty("ink", "title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.days = {days: Segment(self, is_first=days == PERIODS[0]) for days in PERIODS}
        self.dates = Segment(self, is_first=False)
        self.groups = {dimension: QPushButton(self) for dimension in CHOSEN}
        self.former = Segment(self, is_first=True)
        self._former_words = ""
        self.age = QLabel(self)
        self.age.setTextFormat(Qt.TextFormat.PlainText)
        self.age.setProperty("ink", "tertiary")
        self.export = QPushButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 14, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addSpacing(8)
        segments = QHBoxLayout()
        segments.setSpacing(0)
        for days, segment in self.days.items():
            segments.addWidget(segment)
            segment.clicked.connect(lambda *_, days=days: self.days_wanted.emit(days))
        segments.addWidget(self.dates)
        self.dates.clicked.connect(self.dates_wanted)
        row.addLayout(segments)
        for dimension, button in self.groups.items():
            row.addWidget(button)
            button.clicked.connect(lambda *_, dimension=dimension: self.group_wanted.emit(dimension))
        row.addWidget(self.former)
        row.addStretch(1)
        row.addWidget(self.age)
        row.addWidget(self.export)
        self.former.clicked.connect(self.compared.emit)
        self.export.clicked.connect(self.export_wanted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for all, choices come before how old the figures are."""
        super().resizeEvent(event)
        self._make_room()

    def show_state(self, state: State, names: dict[str, str], locale: Locale) -> None:
        """Tell what is chosen and how old the figures are."""
        self.title.setText(self.tr("Dashboard"))
        self.export.setText(self.tr("Export…"))
        for days, segment in self.days.items():
            segment.setText(self.tr("%n days", "", days))
            segment.setChecked(days == state.days and state.first is None)
        self.dates.setText(self.tr("Days…"))
        self.dates.setChecked(state.first is not None)
        chosen = dict(state.chosen)
        labels = {
            Dimension.TEAM: self.tr("Team"),
            Dimension.PRIORITY: self.tr("Priority"),
            Dimension.CHANNEL: self.tr("Channel"),
        }
        for dimension, button in self.groups.items():
            value = self._value(dimension, chosen.get(dimension), names, locale)
            button.setText(f"{labels[dimension]}  {value} ▾")
            button.setAccessibleName(f"{labels[dimension]}: {value}")
        self.former.setChecked(state.compared)
        self._former_words = self._former(state, locale)
        for segment in (*self.days.values(), self.dates):
            segment.setMinimumWidth(segment.sizeHint().width())
        self._make_room()
        self.age.setText(self._age(state, locale))

    def _make_room(self) -> None:
        is_narrow = self.width() < NARROW
        self.age.setVisible(not is_narrow)
        self.former.setText(self.tr("Compare") if is_narrow else self._former_words)
        self.former.setMinimumWidth(self.former.sizeHint().width())

    def _former(self, state: State, locale: Locale) -> str:
        if state.board is None:
            return self.tr("Compare")
        before = state.board.span.before()
        first, last = (times.short_date(day, locale) for day in (before.first, before.end - timedelta(days=1)))
        return self.tr("Compare with {first} to {last}").format(first=first, last=last)

    def _value(self, dimension: Dimension, key: str | None, names: dict[str, str], locale: Locale) -> str:
        if key is None:
            return self.tr("all")
        return words.word(KINDS[dimension](key), locale) if dimension in KINDS else names.get(key, "…")

    def _age(self, state: State, locale: Locale) -> str:
        if state.refused is not None:
            return words.refusal(state.refused, locale)
        if state.board is None or state.at is None:
            return ""
        span = state.board.span
        first, last = (times.short_date(day, locale) for day in (span.first, span.end - timedelta(days=1)))
        at = f"{state.at.astimezone():%H:%M}"
        return self.tr("{first} to {last} {at}").format(first=first, last=last, at=at)
