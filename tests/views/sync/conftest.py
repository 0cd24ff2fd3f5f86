"""The Sync panel over the window of a team's console, with what a hub refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.bootstrap import Services
from console.services.sync.attention import RefusedOperation, RefusedOperations
from console.services.sync.outbox import PendingOperations
from console.services.sync.profiles import Membership
from console.services.tickets.commands import SetTitle
from console.views.sync.card import RefusedCard
from console.views.sync.panel import SyncPanel
from tests.support.refusing import answer, refuse, ticket
from tests.support.window import Window, window

TEAM = Membership("corp-desk", "zhou.wei")


@dataclass(frozen=True, slots=True)
class Sync:
    """The window, and the panel that is raised over it."""

    window: Window
    qtbot: QtBot

    @property
    def services(self) -> Services:
        """What the window stands on."""
        return self.window.services

    @property
    def panel(self) -> SyncPanel:
        """The panel."""
        (found,) = (one for one in self.window.shell.findChildren(SyncPanel) if one.isVisible())
        return found

    @property
    def cards(self) -> list[RefusedCard]:
        """The cards, from the top."""
        return self.panel.cards()

    @property
    def toast(self) -> str:
        """What was said at the foot."""
        return self.window.shell.notices._toast._words.text()

    def refused(self) -> tuple[RefusedOperation, ...]:
        """What the replica holds of it now."""
        return self.services.desk.ask(RefusedOperations())

    def open(self, cards: int) -> SyncPanel:
        """Raise the panel, and wait for so many cards."""
        self.window.shell.open_sync()
        self.qtbot.waitUntil(lambda: len(self.cards) == cards and self.panel._content.asked)
        return self.panel

    def focus(self, card: int) -> None:
        """Give a card the keyboard."""
        self.panel._area.go(self.cards[card])

    def press(self, *keys: str) -> None:
        """Press keys where the keyboard is."""
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keySequence(focused, QKeySequence.fromString(key))
            QApplication.processEvents()

    def pending(self) -> list[str]:
        """The names of what waits for the hub."""
        return [row.what for row in self.services.desk.ask(PendingOperations()).rows]


@pytest.fixture
def sync(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Sync]:
    """The window of a team's console."""
    with window(qapp, tmp_path / "profile", TEAM) as shown:
        shown.shell.resize(1280, 800)
        qtbot.waitActive(shown.shell)
        shown.page.focus()
        yield Sync(shown, qtbot)


def titles(services: Services, base: str, mine: str, theirs: str) -> tuple[str, str]:
    """A ticket whose title a colleague changed while this console did; ticket and refused operation."""
    key = ticket(services, base)
    operation = refuse(services, SetTitle(key, mine))
    services.desk.do(SetTitle(key, theirs))
    answer(services)
    return key, operation
