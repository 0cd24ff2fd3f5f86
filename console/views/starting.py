"""What stands before the first window: the QApplication, the word to a window that is open already, the sentence.

Promise: where nothing can be shown the process ends with 1 and a reason, never with Qt's abort; a window hears a second
start of its profile, and comes forward.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QDeadlineTimer,
    QEventLoop,
    QFileSystemWatcher,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

CALL = "window.call"
"""The file by which a second start calls the window of a profile; who hears it takes it away."""
PATIENCE_MS = 1500
"""How long a second start waits to be heard."""


def application(hopeless: Callable[[str], object]) -> QApplication:
    """The QApplication, made once.

    Where there is no display, `hopeless` is told Qt's reason and the process ends with 1: Qt would abort it.
    """
    made = QApplication.instance()
    if not isinstance(made, QApplication):
        made = _made(hopeless)
    made.setApplicationName("support-console")
    made.setDesktopFileName("support-console")
    return made


def _made(hopeless: Callable[[str], object]) -> QApplication:
    told: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            reasons = [one for one in (*told, message) if "connect to display" in one] or [*told, message]
            hopeless(reasons[0].strip())
            sys.stderr.flush()
            os._exit(1)
        told.append(message)

    before = qInstallMessageHandler(hear)
    try:
        # By argument: `setStyle` hands out the style, and wrapping one costs 7 ms of the start.
        return QApplication([*sys.argv[:1], "-style", "fusion"])
    finally:
        qInstallMessageHandler(before)
        sys.stderr.writelines(f"{message}\n" for message in told)


class Summons(QObject):
    """Brings a window forward when its profile is started once more."""

    def __init__(self, profile: Path, window: QWidget) -> None:
        super().__init__(window)
        self._call = profile / CALL
        self._window = window
        self._watch = QFileSystemWatcher([str(profile)], self)
        self._watch.directoryChanged.connect(self._look)
        self._look()

    def _look(self) -> None:
        if not self._call.exists():
            return
        self._call.unlink(missing_ok=True)
        bring_forward(self._window)


def bring_forward(window: QWidget) -> None:
    """Show a window before the others, whatever it was."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def called(profile: Path) -> bool:
    """Call the window that has the profile open; whether it heard."""
    call = profile / CALL
    try:
        call.touch(mode=0o600)
    except OSError:
        return False
    turns, deadline = QEventLoop(), QDeadlineTimer(PATIENCE_MS)
    watch = QFileSystemWatcher([str(profile)])
    watch.directoryChanged.connect(turns.quit)
    while call.exists() and not deadline.hasExpired():
        turns.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, max(1, min(50, deadline.remainingTime())))
    heard = not call.exists()
    call.unlink(missing_ok=True)
    return heard
