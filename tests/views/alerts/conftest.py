"""A window whose alerts are told by hand, and whose notifications are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from console.models.alert_kinds import AlertKind
from console.models.kinds import ClockKind
from console.services.alerts import Alerted
from console.services.inbox import Alert, Inbox
from console.services.tickets.commands import CreateTicket
from console.views.alerts.telling import Lent, Telling, Ways
from console.views.desktop_alerts import Toast
from tests.support.desk import SetClock
from tests.support.window import Window


@dataclass
class Means:
    """What stands for a desktop: the rim of the console."""

    service: str = "a desktop"
    plays_sounds: bool = True
    shown: list[Toast] = field(default_factory=list)

    def show(self, toast: Toast) -> None:
        """Keep it."""
        self.shown.append(toast)

    def close(self) -> None:
        """Nothing to close."""


@dataclass
class Alerting:
    """The window, its alerts, and who tells them."""

    window: Window
    telling: Telling
    inbox: Inbox
    means: Means
    clock: SetClock
    qtbot: QtBot
    ticket: str
    went: list[str] = field(default_factory=list)
    woken: list[bool] = field(default_factory=list)

    def alert(self, key: str, kind: AlertKind = AlertKind.MENTION, *, critical: bool = False) -> Alert:
        """One on the ticket."""
        clock = ClockKind.FIRST_RESPONSE if kind in (AlertKind.WARN, AlertKind.BREACH) else None
        return Alert(key, kind, self.ticket, self.clock.now(), critical, clock, 90 if clock else None)

    def tell(self, *alerts: Alert, missed: bool = False) -> list[Toast]:
        """The notifications that telling these brings."""
        before = len(self.means.shown)
        self.inbox.add(alerts)
        self.telling.tell(Alerted(self.inbox.shown(alerts), missed))
        return self.means.shown[before:]

    def unread(self, count: int) -> None:
        """Wait until so many wait to be seen."""
        self.qtbot.waitUntil(lambda: self.inbox.unread() == count)


@pytest.fixture
def alerting(small: Window, qtbot: QtBot) -> Iterator[Alerting]:
    """The window with one ticket, at noon."""
    services = small.services
    noon = datetime(2026, 2, 27, 12).astimezone().astimezone(UTC)
    clock, means = SetClock(noon), Means()
    ticket = services.desk.do(CreateTicket("<b>VPN</b> & mail\nare down")).subject
    inbox = Inbox(services.local, services.store, clock)
    woken: list[bool] = []
    went: list[str] = []
    given = small.courier, small.look, small.language, clock, small.preferences, services.local, inbox, services.bus
    lent = Lent(*given, lambda: woken.append(True))
    ways = Ways(
        lambda place: went.append(f"{place.kind} {place.key}"),
        lambda: went.append("forward"),
        small.shell.open_alerts,
        small.shell.close,
    )
    telling = Telling(lent, ways, small.shell)
    vars(telling)["desktop"] = means
    small.shell.attend(telling)
    yield Alerting(small, telling, inbox, means, clock, qtbot, ticket, went, woken)
    telling.close()


HOUR = timedelta(hours=1)
