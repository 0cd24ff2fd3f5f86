"""The list of all keys, read from the table of actions.

Promise: whatever has a key stands here under its group; it cannot go out of date.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from console.views.actions import Action, Actions, key_caps
from console.views.chooser import hair
from console.views.overlay import Overlay

WIDTH = 860
COLUMNS = 2


class KeysSheet(Overlay):
    """Groups in two columns: what it does, and its keys."""

    def __init__(self, host: QWidget, actions: Actions) -> None:
        super().__init__(host, WIDTH, "")
        title = QLabel(self.tr("Keys"), self)
        title.setProperty("ink", "title")
        hint = QLabel(self.tr("Single keys work in lists and tickets, not while you type. Esc closes."), self)
        hint.setProperty("ink", "tertiary")
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(hint)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(self.tr("Keys"))
        self._area.setProperty("kind", "raised")
        body = self._body(grouped(actions))
        self._area.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hair(self))
        column.addWidget(self._area)
        self.setAccessibleName(self.tr("Keys"))
        self._area.setMinimumHeight(min(body.sizeHint().height(), max(120, host.height() - 160)))

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins: the arrows scroll."""
        return self._area

    def _body(self, groups: dict[str, dict[str, list[Action]]]) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(32)
        columns = [QVBoxLayout() for _ in range(COLUMNS)]
        heights = [0] * COLUMNS
        for heading, group in groups.items():
            shortest = heights.index(min(heights))
            columns[shortest].addLayout(self._group(heading, group, body))
            heights[shortest] += len(group) + 2
        for column in columns:
            column.setSpacing(12)
            column.addStretch(1)
            row.addLayout(column, 1)
        return body

    def _group(self, heading: str, group: dict[str, list[Action]], parent: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        head = QLabel(heading, parent)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setProperty("ink", "micro")
        grid.addWidget(head, 0, 0)
        for at, (words, actions) in enumerate(group.items(), start=1):
            title = QLabel(words, parent)
            title.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(title, at, 0)
            caps = QHBoxLayout()
            caps.setSpacing(4)
            caps.addStretch(1)
            for cap in (cap for action in actions for cap in key_caps(action)):
                label = QLabel(cap, parent)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setProperty("ink", "cap")
                caps.addWidget(label)
            grid.addLayout(caps, at, 1)
        return grid


def grouped(actions: Actions) -> dict[str, dict[str, list[Action]]]:
    """Actions with keys by their heading and title, in the order of the table; one title may have several keys."""
    groups: dict[str, dict[str, list[Action]]] = {}
    for action in actions.all():
        if action.keys:
            groups.setdefault(action.heading(), {}).setdefault(action.title(), []).append(action)
    return groups
