"""What is typed at a window that stands but has nothing to act on yet.

Promise: it is held and done in its order as soon as the page answers to keys; nothing is held longer than PATIENCE_MS.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from console.views.actions import Actions
from console.views.overlay import application

PATIENCE_MS = 2000
"""After this the keys go where they would have gone: a page that does not answer keeps none from the window."""


class EarlyKeys(QObject):
    """Holds the keys of one window until they are released, once."""

    def __init__(self, window: QWidget, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._held: list[QKeyEvent] = []
        self._watched: list[QWidget] = []
        self._is_over = False
        self._watch(window)
        application().focusChanged.connect(self._follow)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.release)

    def release(self) -> None:
        """Hold no more, and do what was held."""
        if self._is_over:
            return
        self._is_over = True
        self._patience.stop()
        application().focusChanged.disconnect(self._follow)
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched.clear()
        held, self._held = self._held, []
        for event in held:
            self._actions.press(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys before they are a shortcut, a text or nothing."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyPress:
            if not self._held:
                self._patience.start()
            self._held.append(event.clone())
        # Accepted, a ShortcutOverride comes again as a plain KeyPress.
        event.accept()
        return True

    def _watch(self, widget: QWidget) -> None:
        widget.installEventFilter(self)
        self._watched.append(widget)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now not in self._watched and now.window() is self._window:
            self._watch(now)
