"""The form by which an incident is declared: what is wrong, and what is known of its reach.

Promise: only the title is needed; category and severity are shown while one writes, with their reasons; what was
refused keeps every word.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.models.kinds import Category, Locale, Severity
from console.views.incidents.state import Draft
from console.views.labels import label
from console.views.plain_field import PlainField
from console.views.segment import Segment
from console.views.theme import Look

WIDEST = 720
MOST_CUES = 4
_IMPACTS: tuple[Severity | None, ...] = (None, *reversed(Severity))


class DeclarePanel(QFrame):
    """The form."""

    typed = Signal(str, str, str, str)
    """Title, description, users, availability."""
    impact_chosen = Signal(object)
    category_wanted = Signal()
    declare_wanted = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._draft = Draft()
        self.setProperty("kind", "surface")
        self._heading = label(self, "title")
        self._names = [label(self, "tertiary") for _ in range(6)]
        self.title, self.description = QLineEdit(self), PlainField(self)
        self.users, self.availability = QLineEdit(self), QLineEdit(self)
        self._impacts = [Segment(self, is_first=place == 0) for place in range(len(_IMPACTS))]
        self._group = QButtonGroup(self)
        self.category = QPushButton(self)
        self._category_why, self._severity = label(self, "small", wraps=True), label(self, "semibold", wraps=True)
        self._refusal = label(self, "warn", wraps=True)
        self._cancel, self._declare = QPushButton(self), QPushButton(self)
        self._build()
        self._connect()

    def show_draft(self, draft: Draft, locale: Locale) -> None:
        """Show what is suggested; fields are emptied with the draft."""
        self._draft = draft
        if draft == Draft():
            for field in (self.title, self.users, self.availability, self.description):
                field.clear()
        self._impacts[_IMPACTS.index(draft.impact)].setChecked(True)
        self.category.setText(words.word(draft.settled, locale))
        self._category_why.setText(self._why(draft, locale))
        self._severity.setText(words.reason(draft.severity, locale) if draft.severity is not None else "")
        self._refusal.setText(words.refusal(draft.refused, locale) if draft.refused is not None else "")
        self._refusal.setVisible(draft.refused is not None)
        self._declare.setEnabled(not draft.sending)

    def retranslate(self, locale: Locale) -> None:
        """Take the words of the present language."""
        self._heading.setText(self.tr("Declare an incident"))
        names = (
            self.tr("What is wrong"),
            self.tr("Description"),
            self.tr("People affected"),
            self.tr("Still working, %"),
            self.tr("Business impact"),
            self.tr("Category"),
        )
        fields = (self.title, self.description, self.users, self.availability, None, self.category)
        for name, text, field in zip(self._names, names, fields, strict=True):
            name.setText(text)
            if field is not None:
                field.setAccessibleName(text)
        for segment, impact in zip(self._impacts, _IMPACTS, strict=True):
            segment.setText(words.business_impact(impact, locale) if impact is not None else self.tr("Unknown"))
        unknown = self.tr("unknown")
        self.title.setPlaceholderText(self.tr("In one line, as people tell it"))
        self.users.setPlaceholderText(unknown)
        self.availability.setPlaceholderText(unknown)
        self._cancel.setText(self.tr("Put away  Esc"))
        self._declare.setText(self.tr("Declare  Ctrl ↵"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter goes on to the next field, Esc puts the form away."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _why(self, draft: Draft, locale: Locale) -> str:
        found = draft.suggested
        if draft.category is not None:
            return self.tr("chosen by you")
        if found is None or found.category is Category.UNCLASSIFIED:
            return self.tr("nothing written so far tells which")
        cues = [cue.text for cue in found.cues if cue.value == found.category.value][:MOST_CUES]
        quoted = ("、" if locale is Locale.ZH else ", ").join(f"“{cue}”" for cue in cues)
        others = [
            f"{words.word(Category(name), locale)} {score:.2f}"
            for name, score in sorted(found.scores.items(), key=lambda one: -one[1])
            if name != found.category.value and score > 0
        ][:2]
        said = self.tr("suggested by {cues}").format(cues=quoted)
        return said + (" · " + self.tr("also {others}").format(others=", ".join(others)) if others else "")

    def _grid(self) -> QGridLayout:
        self.title.setMaxLength(300)
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(96)
        self.category.setProperty("kind", "value")
        self._declare.setProperty("kind", "primary")
        impact = QHBoxLayout()
        impact.setSpacing(0)
        for segment in self._impacts:
            self._group.addButton(segment)
            impact.addWidget(segment)
        impact.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, name in enumerate(self._names):
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop if row == 1 else Qt.AlignmentFlag.AlignVCenter)
        for row, field in enumerate((self.title, self.description, self.users, self.availability)):
            grid.addWidget(field, row, 1, 1, 2 if row < 2 else 1)
        grid.addLayout(impact, 4, 1, 1, 2)
        grid.addWidget(self.category, 5, 1)
        grid.addWidget(self._category_why, 5, 2)
        grid.setColumnStretch(2, 1)
        self.users.setMinimumWidth(200)
        return grid

    def _build(self) -> None:
        inside = QWidget(self)
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        foot = QHBoxLayout()
        foot.addWidget(self._severity, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._declare)
        column.addWidget(self._heading)
        column.addLayout(self._grid())
        column.addWidget(self._refusal)
        column.addLayout(foot)
        column.addStretch(1)
        row_ = QHBoxLayout(self)
        row_.setContentsMargins(16, 14, 16, 12)
        row_.addWidget(inside, 100)
        row_.addStretch(1)

    def _connect(self) -> None:
        for field in (self.title, self.users, self.availability):
            field.textChanged.connect(self._changed)
        self.description.textChanged.connect(self._changed)
        for segment, impact in zip(self._impacts, _IMPACTS, strict=True):
            segment.clicked.connect(partial(self.impact_chosen.emit, impact))
        self.category.clicked.connect(self.category_wanted)
        self._cancel.clicked.connect(self.left)
        self._declare.clicked.connect(self.declare_wanted)

    def _changed(self) -> None:
        description = self.description.toPlainText()
        self.typed.emit(self.title.text(), description, self.users.text(), self.availability.text())
