"""What a passing test may not leave behind: log records nobody expected, threads, timers, windows.

Promise: each watch is silent about what stood before the test, and names what the test itself left.
"""

from __future__ import annotations

import gc
import logging
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

PATIENCE = 1.0
"""Seconds a thread that was told to end may still take."""

QTS_OWN_WINDOWS = frozenset({"QTipLabel", "QComboBoxPrivateContainer", "QShapedPixmapWidget"})
"""Windows Qt keeps for itself and reuses."""

RUNNERS_OWN_THREADS = "pytest_timeout"

Started = TypeVar("Started", QTimer, QThread)


class LogWatch(logging.Handler):
    """Log records of WARNING and above; those a test announces by `expect` must come, others may not."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self._expected: list[tuple[str, re.Pattern[str]]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record; called by logging."""
        self.records.append(record)

    def expect(self, logger: str, pattern: str) -> None:
        """Announce at least one record of this logger whose message the pattern is found in."""
        self._expected.append((logger, re.compile(pattern)))

    def problems(self) -> list[str]:
        """What came unannounced and what was announced and did not come, one sentence each."""
        unexpected = [
            f"unexpected log record: {record.name} {record.levelname}: {record.getMessage()}"
            for record in self.records
            if not any(self._fits(record, expected) for expected in self._expected)
        ]
        missing = [
            f"expected log record did not come: {logger}: {pattern.pattern}"
            for logger, pattern in self._expected
            if not any(self._fits(record, (logger, pattern)) for record in self.records)
        ]
        return unexpected + missing

    @staticmethod
    def _fits(record: logging.LogRecord, expected: tuple[str, re.Pattern[str]]) -> bool:
        logger, pattern = expected
        return record.name == logger and pattern.search(record.getMessage()) is not None


@dataclass
class ThreadWatch:
    """Python threads that live on after the test."""

    before: set[threading.Thread] = field(default_factory=lambda: set(threading.enumerate()))

    def problems(self) -> list[str]:
        """One sentence for each thread the test began that has not ended within `PATIENCE`."""
        begun = [thread for thread in threading.enumerate() if thread not in self.before]
        left = [thread for thread in begun if not thread.name.startswith(RUNNERS_OWN_THREADS) and _lives_on(thread)]
        return [f"thread still running: {thread.name}" for thread in left]


def _lives_on(thread: threading.Thread) -> bool:
    thread.join(PATIENCE)
    return thread.is_alive()


@dataclass
class QtWatch:
    """Windows, timers and Qt threads that live on after the test."""

    before: list[QWidget] = field(default_factory=QApplication.topLevelWidgets)
    timers: list[QTimer] = field(default_factory=list)
    threads: list[QThread] = field(default_factory=list)

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Note each QTimer and QThread started from Python from here on."""
        patch.setattr(QTimer, "start", _noting(QTimer.start, self.timers))
        patch.setattr(QThread, "start", _noting(QThread.start, self.threads))

    def problems(self) -> list[str]:
        """One sentence for each thing the test left; deletions it asked for are carried out first."""
        if self._windows():
            gc.collect()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        threads = [thread for thread in self.threads if isValid(thread) and not thread.wait(int(PATIENCE * 1000))]
        timers = [timer for timer in self.timers if isValid(timer) and timer.isActive()]
        return [
            *(f"window still there: {_kind(window)}" for window in self._windows()),
            *(f"timer still active: {timer.interval()} ms, of {_kind(timer.parent())}" for timer in timers),
            *(f"Qt thread still running: {_kind(thread)}" for thread in threads),
        ]

    def _windows(self) -> list[QWidget]:
        windows = (window for window in QApplication.topLevelWidgets() if window not in self.before)
        return [window for window in windows if window.metaObject().className() not in QTS_OWN_WINDOWS]


def _noting(start: Callable[..., None], started: list[Started]) -> Callable[..., None]:
    def noting(self: Started, *arguments: object) -> None:
        started.append(self)
        start(self, *arguments)

    return noting


def _kind(thing: object) -> str:
    return "nobody" if thing is None else type(thing).__name__
