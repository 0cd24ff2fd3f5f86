"""What the window says without being asked: a toast with Undo, and a bar with what was refused.

Promise: nothing here takes the keyboard or covers the list; a refusal stays until it is read, and can be copied.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from console.models.kinds import Code, Refused
from console.services.desk import Done
from console.views.courier import Courier
from console.views.theme import Look
from console.views.translation import Language

if TYPE_CHECKING:
    from console.services.tickets.commands import Command

TOAST_MS = 6000
MOST_UNDONE = 50
"""How many things done can be taken back, one after the other."""


class Notices(QObject):
    """Toasts and refusals of one window."""

    undone = Signal(object)
    """A `Changed`: what was taken back."""

    def __init__(self, host: QWidget, courier: Courier, look: Look, language: Language) -> None:
        """`host` is the page area the toast floats over."""
        super().__init__(host)
        self._courier = courier
        self._language = language
        self._undos: list[tuple[str, tuple[Command, ...]]] = []
        self._toast = Toast(host, look)
        self._toast.undo_asked.connect(self.undo)
        language.changed.connect(self._toast.hide)
        self.bar = RefusalBar(look, language)
        courier.refused.connect(self.refused)

    def keep_clear(self, part: QWidget) -> None:
        """Let toasts stand above that part of the page where it is visible: one writes there."""
        self._toast.keep_clear(part)

    def done(self, text: str, undo: Sequence[Command] = ()) -> None:
        """Say what was done; `undo` are the commands that take it back, in the order they are to be carried out."""
        if undo:
            self._undos = [*self._undos[-MOST_UNDONE + 1 :], (text, tuple(undo))]
        self._toast.say(text, can_undo=bool(undo))

    def hint(self, text: str) -> None:
        """Say why something asked for cannot be done now: a phrase, shown as a sentence."""
        self._toast.say(text[:1].upper() + text[1:], can_undo=False)

    def refused(self, error: Refused) -> None:
        """Show a refusal until it is closed."""
        self.bar.show_refusal(error)

    def can_undo(self) -> bool:
        """Whether something done can be taken back."""
        return bool(self._undos)

    def undo(self) -> None:
        """Take back the last thing done; says so when there is none."""
        if not self._undos:
            from console import words

            self.hint(words.refusal(Refused(Code.NOTHING_TO_UNDO), self._language.locale))
            return
        self._toast.hide()
        text, commands = self._undos.pop()
        for command in commands[:-1]:
            self._courier.do(command)
        self._courier.do(commands[-1], partial(self._tell_undone, text))

    def _tell_undone(self, text: str, done: Done) -> None:
        self._toast.say(self.tr("Undone: {what}").format(what=text), can_undo=False)
        self.undone.emit(done.changed)


class Toast(QFrame):
    """One line at the foot of the page, or above where one writes, gone by itself."""

    undo_asked = Signal()

    def __init__(self, host: QWidget, look: Look) -> None:
        super().__init__(host)
        self._host = host
        self._look = look
        self._clear: QWidget | None = None
        self.setProperty("kind", "popover")
        self._mark = QLabel(self)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._undo = QPushButton(self)
        self._undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._undo.clicked.connect(self.undo_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 6, 5)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        self._away = QTimer(self, singleShot=True, interval=TOAST_MS)
        self._away.timeout.connect(self.hide)
        self._rise = QPropertyAnimation(self, b"pos", self)
        self._rise.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.hide()
        host.installEventFilter(self)

    def keep_clear(self, part: QWidget) -> None:
        """Stand above that part of the page where it is visible."""
        self._clear = part

    def say(self, text: str, *, can_undo: bool) -> None:
        """Show `text` for some seconds."""
        theme = self._look.theme
        self._mark.setPixmap(
            self._look.pixmap(
                "check" if can_undo else "doc", theme.text.secondary, theme.bg.raised, 16, self.devicePixelRatioF()
            )
        )
        self._words.setText(text)
        self.setAccessibleName(self.tr("Notice"))
        self._undo.setText(self.tr("Undo") + "  Ctrl Z")
        self._undo.setIcon(self._look.theme.icon("undo", theme.text.primary))
        self._undo.setVisible(can_undo)
        self.adjustSize()
        self._place(self._look.reveal_ms)
        self.show()
        self.raise_()
        self._away.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the page."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place(0)
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is left to wait for."""
        self._away.stop()

    def _place(self, duration: int) -> None:
        width = min(max(self.sizeHint().width(), 280), self._host.width() - 32)
        self.resize(width, self.sizeHint().height())
        foot = self._host.height()
        if self._clear is not None and self._clear.isVisible():
            foot = self._clear.mapTo(self._host, QPoint()).y()
        end = QPoint((self._host.width() - width) // 2, foot - self.height() - 16)
        self._rise.stop()
        if not duration:
            self.move(end)
            return
        self._rise.setDuration(duration)
        self._rise.setStartValue(end + QPoint(0, 12))
        self._rise.setEndValue(end)
        self._rise.start()


class RefusalBar(QFrame):
    """A sentence about something refused, above the page it concerns; copyable, closed by its button or a later one."""

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._error: Refused | None = None
        self.setProperty("kind", "error")
        self._mark = QLabel(self)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setProperty("ink", "warn")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = QPushButton(self)
        self._close = QPushButton(self)
        for button, action in ((self._copy, self._copy_words), (self._close, self.hide)):
            button.setProperty("kind", "ghost")
            button.clicked.connect(action)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        row.addWidget(self._copy)
        row.addWidget(self._close)
        look.changed.connect(self._paint)
        language.changed.connect(self._say)
        self.hide()

    def show_refusal(self, error: Refused) -> None:
        """Show the sentence of `error` until it is closed."""
        self._error = error
        self._say()
        self._paint()
        self.show()

    def sentence(self) -> str:
        """What is shown now."""
        return self._words.text() if self.isVisible() else ""

    def _say(self) -> None:
        if self._error is not None:
            from console import words

            self._words.setText(words.refusal(self._error, self._language.locale))
        self._copy.setText(self.tr("Copy"))
        self._close.setText(self.tr("Close"))
        self._words.setAccessibleName(self._words.text())

    def _paint(self) -> None:
        theme = self._look.theme
        warn = theme.sla["warn"]
        self._mark.setPixmap(self._look.pixmap("alert", warn.graphic, warn.tint, 16, self.devicePixelRatioF()))

    def _copy_words(self) -> None:
        QGuiApplication.clipboard().setText(self._words.text())
