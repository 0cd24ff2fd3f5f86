"""The console's own window, driven by real keys and clicks in this process.

Promise: it is put together by `console.app`; a time ends when the pixels asked for have been painted and flushed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from console import app, collector
from console.services.bus import Bus
from console.services.desk import Desk
from console.services.store import Store
from console.services.tickets.views import View
from console.views.courier import Courier
from console.views.queue.display import Display
from console.views.queue.page import QueuePage
from console.views.queue.presenter import QueuePresenter
from console.views.queue.table import TicketTable
from console.views.shell import Shell
from console.views.starting import application

WIDE, HIGH = 1440, 900
PATIENCE = 30.0
"""Seconds after which something that never appears ends the run."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What something took, in milliseconds."""

    wall: float
    cpu: float
    """Of all threads of this process: what remains when nobody else uses the machine."""


class Paints(QObject):
    """Notices when a widget is painted while what is wanted holds."""

    def __init__(self, widget: QWidget, wanted: Callable[[], bool]) -> None:
        super().__init__()
        self._widget = widget
        self._wanted = wanted
        self.seen = False
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Qt: look at an event of the widget."""
        if event.type() is QEvent.Type.Paint and not self.seen:
            self.seen = self._wanted()
        return False

    def end(self) -> None:
        """Look no more."""
        self._widget.removeEventFilter(self)


class Driven:
    """The window and its parts, and how to wait for it."""

    def __init__(self, qt: QApplication, shell: Shell) -> None:
        self._qt = qt
        self._waking = QTimer(interval=200)
        self._waking.timeout.connect(lambda: None)
        self._waking.start()
        self.shell = shell
        page = shell.page
        if not isinstance(page, QueuePage):
            raise TypeError(page)
        self.page = page
        self.desk: Desk = shell._lent.courier._desk
        self.store: Store = self.desk._store
        self.bus: Bus = self.desk._bus

    @property
    def display(self) -> Display:
        """The widgets of the queue page."""
        return self.page.display

    @property
    def table(self) -> TicketTable:
        """The table of tickets."""
        return self.display.table

    @property
    def presenter(self) -> QueuePresenter:
        """The page's presenter."""
        return self.page.presenter

    @property
    def courier(self) -> Courier:
        """The window's bridge to the store."""
        return self.shell._lent.courier

    def turn(self, *, wait: bool = True) -> None:
        """One turn of the event loop."""
        flag = QEventLoop.ProcessEventsFlag
        self._qt.processEvents(flag.AllEvents | flag.WaitForMoreEvents if wait else flag.AllEvents)

    def rest(self, milliseconds: float) -> None:
        """Let the window do what it wants to do."""
        loop = QEventLoop()
        QTimer.singleShot(round(milliseconds), loop.quit)
        loop.exec()

    def until(self, done: Callable[[], bool]) -> None:
        """Turn the loop until something holds."""
        end = time.perf_counter() + PATIENCE
        while not done():
            if time.perf_counter() > end:
                raise TimeoutError(done)
            self.turn()

    def painted(self, widget: QWidget, wanted: Callable[[], bool], act: Callable[[], object]) -> Taken:
        """From `act` until `widget` was painted while `wanted` held."""
        paints = Paints(widget, wanted)
        cpu, start = time.process_time(), time.perf_counter()
        act()
        self.until(lambda: paints.seen)
        taken = Taken((time.perf_counter() - start) * 1000, (time.process_time() - cpu) * 1000)
        paints.end()
        return taken

    def shows_lines(self) -> bool:
        """Whether the table holds what the presenter shows, with all lines on the screen at hand."""
        table, listing = self.table, self.presenter.listing.state
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        last = table.rows.rowCount() - 1 if last < 0 else last
        return table.rows.order == listing.order and all(
            table.rows.line_of(table.rows.order[row]) for row in range(max(first, 0), last + 1)
        )

    def open_view(self, view: View) -> None:
        """Show a view and let everything settle."""
        self.presenter.listing.open_view(view)
        self.settle()

    def settle(self, milliseconds: float = 300) -> None:
        """Wait until the view is counted and nothing is under way."""
        listing = self.presenter.listing
        self.until(lambda: listing.state.count is not None)
        self.rest(milliseconds)


def drive(profile: Path, script: Callable[[Driven], None]) -> None:
    """Start the console on a profile, run `script` in its event loop, close it."""
    collector.rest()  # as the process of a window begins
    qt, failed = application(sys.exit), list[Exception]()

    def run(shell: Shell) -> None:
        shell.resize(WIDE, HIGH)
        driven = Driven(qt, shell)
        try:
            driven.settle(1500)
            script(driven)
        except (ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError) as error:
            failed.append(error)
        finally:
            shell.close()

    def find() -> None:
        shell = next((one for one in qt.topLevelWidgets() if isinstance(one, Shell) and one.isVisible()), None)
        if shell is None:
            QTimer.singleShot(5, find)
        else:
            shell.ready.connect(lambda: QTimer.singleShot(500, lambda: run(shell)))

    QTimer.singleShot(0, find)
    app.run(profile)
    if failed:
        raise failed[0]
