"""The frames that ask: one of a list, and a form of a few choices and words.

Promise: Enter takes the row the arrows stand on, Ctrl+Enter answers a form, Esc leaves everything as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.models.values import dataclass
from console.services.tickets.texts import BODY_LIMIT
from console.views.choice_list import ChoiceList
from console.views.choices import Choice
from console.views.dialogs import NEW, Finder, Question
from console.views.matching import match
from console.views.overlay import Overlay
from console.views.plain_field import PlainField
from console.views.theme import Look

WIDTH = 420
LOW, TALL = 84, 260
"""Heights of a field for words."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rows of a chooser come from."""

    choices: tuple[Choice, ...]
    finder: Finder | None
    new: str


class Chooser(Overlay):
    """One of a list, narrowed by typing."""

    def __init__(self, host: QWidget, look: Look, title: str, source: Source, then: Callable[[Choice], None]) -> None:
        super().__init__(host, WIDTH, title)
        self._then = then
        self._source = source
        self._found: list[Choice] = []
        self.first = QLineEdit(self)
        self.first.setProperty("kind", "bare")
        self.first.setPlaceholderText(title)
        self.first.setAccessibleName(title)
        self.first.textChanged.connect(self._typed)
        self._list = ChoiceList(look, self.first, self)
        self._list.setAccessibleName(title)
        self._list.picked.connect(self._picked)
        self._nothing = QLabel(self)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setProperty("ink", "tertiary")
        self._nothing.setContentsMargins(16, 8, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 6)
        column.setSpacing(0)
        field = QHBoxLayout()
        field.setContentsMargins(16, 6, 16, 6)
        field.addWidget(self.first)
        column.addLayout(field)
        column.addWidget(hair(self))
        column.addSpacing(5)
        column.addWidget(self._list)
        column.addWidget(self._nothing)
        self._show()

    def _typed(self, text: str) -> None:
        self._found = []
        self._show()
        if self._source.finder is not None and text.strip():
            self._source.finder(text, partial(self._add, text))

    def _add(self, asked: str, found: Sequence[Choice]) -> None:
        if asked == self.first.text():
            known = {choice.key for choice in self._source.choices}
            self._found = [choice for choice in found if choice.key not in known]
            self._show(keep=True)

    def _show(self, *, keep: bool = False) -> None:
        text = self.first.text().strip()
        rows = [*fitting(text, self._source.choices), *self._found]
        new = self._source.new
        if new and text and not any(row.text.casefold() == text.casefold() for row in rows):
            rows.append(Choice(NEW + text, new.replace("{text}", text), icon="plus"))
        self._list.show_choices(rows, keep=keep, wanted="" if text else self._held())
        self._list.setVisible(bool(rows))
        searched = text or self._source.finder is None
        self._nothing.setText(
            self.tr("Nothing fits. Type less, or press Esc.") if searched else self.tr("Type to search.")
        )
        self._nothing.setVisible(not rows)
        self.place()

    def _held(self) -> str:
        """The choice that holds now, where one does: Enter alone then changes nothing."""
        checked = [choice.key for choice in self._source.choices if choice.checked]
        return checked[0] if len(checked) == 1 else ""

    def _picked(self, choice: Choice) -> None:
        self.dismiss()
        self._then(choice)


class Form(Overlay):
    """A few exclusive choices and a field for words; Ctrl+Enter answers."""

    def __init__(self, host: QWidget, question: Question, then: Callable[[str, str], None]) -> None:
        super().__init__(host, WIDTH + 60, question.title)
        self._then = then
        self._needs_text = question.needs_text
        self._group = QButtonGroup(self)
        self._keys = [choice.key for choice in question.choices]
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        heading = QLabel(question.title, self)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setProperty("ink", "title")
        column.addWidget(heading)
        column.addLayout(self._chips(question.choices))
        caption = QLabel(question.label, self)
        caption.setTextFormat(Qt.TextFormat.PlainText)
        caption.setProperty("ink", "small")
        self._words = self._field(question)
        self._words.setAccessibleName(question.label)
        self._words.installEventFilter(self)
        caption.setBuddy(self._words)
        column.addWidget(caption)
        column.addWidget(self._words)
        self._missing = QLabel(self)
        self._missing.setTextFormat(Qt.TextFormat.PlainText)
        self._missing.setProperty("ink", "warn")
        self._missing.hide()
        column.addWidget(self._missing)
        column.addLayout(self._buttons(question.button))
        buttons = self._group.buttons()
        answered = self._group.checkedId() >= 0
        self.first: QWidget = buttons[0] if buttons and not answered else self._words

    def _field(self, question: Question) -> QLineEdit | PlainField:
        if question.one_line:
            line = QLineEdit(question.text, self)
            line.selectAll()
            return line
        field = PlainField(self)
        field.setPlainText(question.text)
        field.setFixedHeight(TALL if question.is_tall else LOW)
        field.setTabChangesFocus(True)
        field.overlong.connect(self._miss_room)
        return field

    def _chips(self, choices: Sequence[Choice]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        for at, choice in enumerate(choices):
            chip = QPushButton(choice.text, self)
            chip.setCheckable(True)
            chip.setChecked(choice.checked)
            chip.setProperty("kind", "option")
            chip.installEventFilter(self)
            self._group.addButton(chip, at)
            grid.addWidget(chip, at // 3, at % 3)
        return grid

    def _buttons(self, button: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.dismiss)
        answer = QPushButton(f"{button}  Ctrl ↵", self)
        answer.setAccessibleName(button)
        answer.setProperty("kind", "primary")
        answer.clicked.connect(self._answer)
        row.addWidget(cancel)
        row.addWidget(answer)
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter answers, in a line Enter too; on a choice Enter takes it and letters go to the words."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._took(watched, event):
            return True
        return super().eventFilter(watched, event)

    def _took(self, watched: QObject, event: QKeyEvent) -> bool:
        if isinstance(watched, QPushButton) and event.matches(QKeySequence.StandardKey.Undo):
            self._words.undo()
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return isinstance(watched, QPushButton) and self._passed_on(event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or isinstance(watched, QLineEdit):
            self._answer()
            return True
        if isinstance(watched, QPushButton):
            watched.setChecked(True)
            self._words.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _passed_on(self, event: QKeyEvent) -> bool:
        """A letter typed on a choice begins the words."""
        if not event.text().strip() or not event.text().isprintable():
            return False
        self._words.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.sendEvent(self._words, event)
        return True

    def _written(self) -> str:
        return (self._words.text() if isinstance(self._words, QLineEdit) else self._words.toPlainText()).strip()

    def _answer(self) -> None:
        text = self._written()
        chosen = self._group.checkedId()
        if self._keys and chosen < 0:
            self._miss(self.tr("Choose one first."), self._group.buttons()[0])
        elif self._needs_text and not text:
            self._miss(self.tr("Write a few words first."), self._words)
        elif len(text) > BODY_LIMIT:
            self._miss_room(len(text))
        else:
            self.dismiss()
            self._then(self._keys[chosen] if self._keys else "", text)

    def _miss_room(self, length: int) -> None:
        """There are more words than can be kept."""
        sentence = self.tr("{length} characters are too many; {limit} fit.")
        self._miss(sentence.format(length=f"{length:,}", limit=f"{BODY_LIMIT:,}"), self._words)

    def _miss(self, sentence: str, field: QWidget) -> None:
        self._missing.setText(sentence)
        self._missing.show()
        self.place()
        field.setFocus(Qt.FocusReason.OtherFocusReason)


def fitting(text: str, choices: Sequence[Choice]) -> list[Choice]:
    """The choices that fit what was typed, best first, headings kept together; all of them for ""."""
    if not text:
        return list(choices)
    found = [(fit, choice) for choice in choices if (fit := match(text, choice.text))]
    found.sort(key=lambda pair: -pair[0].score)
    order: dict[str, int] = {}
    for _, choice in found:
        order.setdefault(choice.heading, len(order))
    found.sort(key=lambda pair: order[pair[1].heading])
    return [replace(choice, places=fit.places) for fit, choice in found]


def hair(parent: QWidget) -> QFrame:
    """A line across."""
    line = QFrame(parent)
    line.setProperty("kind", "hair")
    line.setFixedHeight(1)
    return line
