"""A frame raised over the page: palette, choosers, list of keys, settings.

Promise: never a window of its own, so input methods and focus stay simple; Esc and a click elsewhere close it, and the
keyboard returns to where it was; Tab stays inside, and nothing behind it is undone.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

TOP = 72
"""Pixels between the window's edge and the frame, where there is room."""
MARGIN = 12


class Overlay(QFrame):
    """One frame over `host`; shown by `open`, gone after `closed`."""

    closed = Signal()

    def __init__(self, host: QWidget, width: int, name: str) -> None:
        super().__init__(host)
        self._host = host
        self._width = width
        self._before: QWidget | None = None
        self._application = application()
        self.setProperty("kind", "popover")
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def open(self, focus: QWidget) -> None:
        """Show it and give `focus`, a child, the keyboard."""
        self._before = QApplication.focusWidget()
        self._host.installEventFilter(self)
        self._application.installEventFilter(self)
        self._application.focusChanged.connect(self._focus_went)
        self.place()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Close it; the keyboard returns to where it was."""
        if self.isHidden():
            return
        self._host.removeEventFilter(self)
        self._application.removeEventFilter(self)
        self._application.focusChanged.disconnect(self._focus_went)
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        if inside and self._before is not None and isValid(self._before):
            # Before it is hidden: the keyboard would go to another part first, which would show it.
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def place(self) -> None:
        """Stand in the middle, near the top, within the host."""
        width = min(self._width, self._host.width() - 2 * MARGIN)
        self.setFixedWidth(width)
        room = self._host.height() - 2 * MARGIN
        self.setMaximumHeight(room)
        self.adjustSize()
        top = TOP if self.height() + TOP + MARGIN <= self._host.height() else MARGIN
        self.move((self._host.width() - width) // 2, top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; no other key reaches the page below."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt: Tab goes round inside; so does the keyboard of a part that is hidden or disabled."""
        if self.isHidden():
            return super().focusNextPrevChild(forward)
        current = QApplication.focusWidget()
        one = first = current if current is not None and self.isAncestorOf(current) else self
        while (one := _beside(one, forward=forward)) is not first:
            if self.isAncestorOf(one) and _takes_keyboard(one) and one.isVisibleTo(self):
                one.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        if current is None or current is self or not (current.isEnabled() and current.isVisibleTo(self)):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size; a press elsewhere closes; who undoes here means the words here."""
        if isinstance(event, QKeyEvent) and self._keeps(watched, event):
            event.accept()  # no shortcut of the window then: it comes again as a plain key
            return True
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self.place()
        elif (
            event.type() is QEvent.Type.MouseButtonPress and isinstance(watched, QWidget) and self._is_outside(watched)
        ):
            self.dismiss()
        return False

    def _keeps(self, watched: QObject, event: QKeyEvent) -> bool:
        is_asked = event.type() is QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo)
        return is_asked and isinstance(watched, QWidget) and (watched is self or self.isAncestorOf(watched))

    def _focus_went(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._is_outside(now):
            self.dismiss()

    def _is_outside(self, thing: QObject) -> bool:
        if not isinstance(thing, QWidget) or thing is self or self.isAncestorOf(thing):
            return False
        return thing.window() is self.window()


def _beside(widget: QWidget, *, forward: bool) -> QWidget:
    """The one that comes next, or came before, when Tab is pressed."""
    return (widget.nextInFocusChain() if forward else widget.previousInFocusChain()) or widget


def _takes_keyboard(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy == Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.focusProxy() is None)


def application() -> QApplication:
    """The one QApplication, typed; raises TypeError before there is one."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    raise TypeError("there is no QApplication")
