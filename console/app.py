"""Composition root of the window.

Promise: one window per profile; whatever keeps it from starting is a sentence on stderr and in a window, never a
traceback; it ends in order, also when it is told to by a signal, and nothing written before is lost.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QApplication

from console.bootstrap import (
    Services,
    build_services,
    default_profile,
    settings_path,
    speaking,
    system_locale,
)
from console.models.kinds import Code, Refused
from console.services.store import claim
from console.settings import Settings
from console.views.courier import Courier, failure
from console.views.preferences import Preferences
from console.views.shell import Lent, Shell
from console.views.theme import Look
from console.views.translation import Language

SMOKE = "SUPPORT_CONSOLE_SMOKE"
"""Set to 1: say "ready" when the first rows are painted, and quit."""
log = logging.getLogger(__name__)


def run(profile: Path | None) -> int:
    """Show the window of a profile, by default the person's own, until it is closed; returns the exit code."""
    folder = profile or default_profile()
    try:
        lock = _lock(folder)
        services = build_services(folder)
    except Refused as error:
        return _cannot_start(error, folder)
    try:
        return _show(services)
    finally:
        services.close()
        lock.unlock()


def _lock(folder: Path) -> QLockFile:
    """Take the profile for this window; raises Refused PROFILE_OPEN when another one has it."""
    claim(folder)
    lock = QLockFile(str(folder / "window.lock"))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        if lock.error() is QLockFile.LockError.LockFailedError:
            raise Refused(Code.PROFILE_OPEN, path=folder)
        raise Refused(Code.DATABASE_READONLY, path=folder)
    return lock


def application() -> QApplication:
    """The QApplication, made once."""
    made = QApplication.instance()
    if not isinstance(made, QApplication):
        made = QApplication(sys.argv[:1])
    made.setApplicationName("support-console")
    made.setDesktopFileName("support-console")
    made.setStyle("Fusion")
    return made


def _show(services: Services) -> int:
    qt = application()
    look = Look(qt, services.settings)
    language = Language(qt, services.locale)
    courier = Courier(services.desk, services.bus)
    preferences = Preferences(services.settings, settings_path(services.profile), speaking, look, language, courier)
    mine = services.me, services.local, services.blobs
    shell = Shell(Lent(courier, look, language, services.clock, *mine, preferences))
    with ExitStack() as ending:
        ending.callback(shell.deleteLater)
        ending.callback(courier.close)
        _listen(courier, shell, ending)
        shell.ready.connect(partial(_settle, services, courier, shell, ending))
        shell.show()
        return qt.exec()


def _settle(services: Services, courier: Courier, shell: Shell, ending: ExitStack) -> None:
    """What may wait until the first rows are painted."""
    from console.services import log_file

    ending.callback(log_file.stop, log_file.start(services.profile))
    courier.begin()
    if os.environ.get(SMOKE) == "1":
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        shell.close()


def _listen(courier: Courier, shell: Shell, ending: ExitStack) -> None:
    """Hear what comes from outside the event loop: exceptions nobody caught, and being told to end."""

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("uncaught in the window", exc_info=(kind, error, trace))
        courier.refused.emit(failure(error))

    before = sys.excepthook
    sys.excepthook = uncaught
    ending.callback(setattr, sys, "excepthook", before)
    for number in (signal.SIGINT, signal.SIGTERM):
        # Python sees a signal when it next runs; the courier's watch gives it a turn twice a second.
        ending.callback(signal.signal, number, signal.signal(number, lambda *_: shell.close()))


def _cannot_start(error: Refused, folder: Path) -> int:
    from console import words

    sentence = words.refusal(error, system_locale(os.environ))
    sys.stderr.write(sentence + "\n")
    if error.code is Code.PROFILE_OPEN or os.environ.get(SMOKE) == "1" or not _has_display():
        return 1
    from console.views.error_window import ErrorWindow

    qt = application()
    look = Look(qt, Settings())
    Language(qt, system_locale(os.environ))
    window = ErrorWindow(look, sentence, folder)
    look.dress()
    window.show()
    qt.exec()
    return 1


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
