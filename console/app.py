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
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication

from console import allocator, collector
from console.bootstrap import (
    Services,
    build_services,
    default_profile,
    language_of,
    settings_path,
    speaking,
    system_login,
)
from console.models.kinds import Code, Refused
from console.services.bus import Changed
from console.services.store import claim, unwritable
from console.settings import Settings
from console.views.courier import Courier, failure
from console.views.preferences import Preferences
from console.views.shell import Lent, Shell
from console.views.starting import Summons, application, bring_forward, called
from console.views.team import REOPEN, Team
from console.views.theme import Look
from console.views.translation import Language

if TYPE_CHECKING:
    from console.services.alert_intake import AlertIntake
    from console.services.alerts import AlertWatch
    from console.services.housekeeping import Housekeeper
    from console.services.sla_watch import SlaWatch
    from console.services.sync.rounds import Rounds

SMOKE = "SUPPORT_CONSOLE_SMOKE"
"""Set to 1: say "ready" when the first rows are painted, and quit."""
SETTLED_MS = 2000
"""When all that a start makes beside the first rows is made."""
TURN = 0.0005
"""Seconds after which a thread that computes lets the window's go on, which else waits ten times as long."""
log = logging.getLogger(__name__)


def run(profile: Path | None) -> int:
    """Show the window of a profile, by default the person's own, until it is closed; returns the exit code."""
    folder = profile or default_profile()
    qt = application(lambda reason: _tell(Refused(Code.NO_DISPLAY, reason=reason), folder))
    try:
        lock = _lock(folder)
    except Refused as error:
        return _cannot_start(error, folder, qt)
    try:
        code = _open(folder, qt)
        while qt.property(REOPEN):
            qt.setProperty(REOPEN, False)
            code = _open(folder, qt)
        return code
    finally:
        lock.unlock()


def _open(folder: Path, qt: QApplication) -> int:
    try:
        services = build_services(folder)
    except Refused as error:
        return _cannot_start(error, folder, qt)
    try:
        return _show(services, qt)
    finally:
        services.close()


def _lock(folder: Path) -> QLockFile:
    """Take the profile for this window; raises Refused PROFILE_OPEN when another one has it."""
    claim(folder)
    lock = QLockFile(str(folder / "window.lock"))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        if lock.error() is QLockFile.LockError.LockFailedError:
            raise Refused(Code.PROFILE_OPEN, path=folder)
        raise unwritable(folder)
    return lock


def _show(services: Services, qt: QApplication) -> int:
    look = Look(qt, services.settings)
    language = Language(qt, services.locale)
    courier = Courier(services.desk, services.bus)
    preferences = Preferences(services.settings, settings_path(services.profile), speaking, look, language, courier)
    mine = services.me, services.local
    ways = services.sign_in, services.administration, services.at_hub
    team = Team(services.profile, services.member, system_login(), services.bus, *ways)
    shell = Shell(Lent(courier, look, language, services.clock, *mine, preferences, team, services.respond))
    with ExitStack() as ending:
        ending.callback(sys.setswitchinterval, sys.getswitchinterval())
        sys.setswitchinterval(TURN)
        ending.callback(shell.deleteLater)
        ending.callback(courier.close)
        _listen(courier, shell, ending)
        shell.ready.connect(partial(_settle, services, courier, shell, ending))
        shell.show()
        return qt.exec()


def _settle(services: Services, courier: Courier, shell: Shell, ending: ExitStack) -> None:
    """What may wait until the first rows are painted."""
    is_smoke = os.environ.get(SMOKE) == "1"
    if is_smoke:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
    from console.services import log_file

    allocator.share()
    QTimer.singleShot(SETTLED_MS, collector.resume)
    Summons(services.profile, shell)
    ending.callback(log_file.stop, log_file.start(services.profile))
    courier.begin()
    if services.notice is not None:
        courier.refused.emit(services.notice)
    courier.keep(services.open_sync, partial(_keep_in_step, ending))
    courier.keep(services.open_alerts, partial(_tell_alerts, services, shell, ending))
    if not services.member.remote:  # in a team a worker does
        courier.keep(services.open_watch, partial(_watch_clocks, services, ending))
        courier.keep(services.open_keeper, partial(_keep_house, services, ending))
        courier.keep(services.open_intake, partial(_take_alerts, services, ending))
    if is_smoke:
        shell.close()


def _keep_in_step(ending: ExitStack, rounds: Rounds) -> None:
    """Begin the rounds with the hub; they end first, so that what the window still writes waits for the next start."""
    rounds.start()
    ending.callback(rounds.stop)


def _watch_clocks(services: Services, ending: ExitStack, watch: SlaWatch) -> None:
    """Record on time what befalls the clocks of a machine alone."""
    from console.services.sla_watch import Watching

    watching = Watching(watch, services.bus, lambda: services.desk.stillness)
    watching.start()
    ending.callback(watching.stop)


def _keep_house(services: Services, ending: ExitStack, keeper: Housekeeper) -> None:
    """Do on a machine alone what a worker does for a team."""
    ending.callback(services.bus.subscribe(Changed, keeper.take))
    keeper.start()
    ending.callback(keeper.stop)


def _take_alerts(services: Services, ending: ExitStack, intake: AlertIntake) -> None:
    """Make incidents of what monitoring says on a machine alone."""
    from console.services.sla_watch import Watching

    watching = Watching(intake, services.bus)
    watching.start()
    ending.callback(intake.close)
    ending.callback(watching.stop)


def _tell_alerts(services: Services, shell: Shell, ending: ExitStack, watch: AlertWatch) -> None:
    """Tell the person what concerns them, here and on the desktop."""
    from console.services.sla_watch import Watching
    from console.views.alerts.telling import Lent as AlertsLent
    from console.views.alerts.telling import Telling, Ways

    watching = Watching(watch, services.bus, lambda: services.desk.stillness)
    of = shell.lent
    given = of.courier, of.look, of.language, of.clock, of.preferences, of.local
    lent = AlertsLent(*given, watch.inbox, services.bus, watching.wake)
    ways = Ways(shell.go, partial(bring_forward, shell), shell.open_alerts, shell.close)
    telling = Telling(lent, ways, shell)
    shell.attend(telling)
    telling.begin()
    watching.start()
    ending.callback(telling.close)
    ending.callback(watching.stop)


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


def _cannot_start(error: Refused, folder: Path, qt: QApplication) -> int:
    sentence = _tell(error, folder)
    if os.environ.get(SMOKE) == "1" or (error.code is Code.PROFILE_OPEN and called(folder)):
        return 1
    from console.views.error_window import ErrorWindow

    look = Look(qt, Settings())
    Language(qt, language_of(folder))
    window = ErrorWindow(look, sentence, folder)
    look.dress()
    window.show()
    qt.exec()
    return 1


def _tell(error: Refused, folder: Path) -> str:
    """Say on stderr what keeps the window from starting; the sentence."""
    from console import words

    sentence = words.refusal(error, language_of(folder))
    sys.stderr.write(sentence + "\n")
    return sentence
