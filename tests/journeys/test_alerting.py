"""An untouched ticket breaches, the notification reaches the desktop, and a press on it lands on the ticket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.bootstrap import build_services
from console.models.alert_kinds import AlertKind
from console.models.kinds import Priority, to_micros
from console.services.alerts import LOOKED
from console.services.inbox import Inbox, Page
from console.services.tickets.commands import CreateTicket
from console.views.alerts.panel import AlertsPanel
from tests.support.desktop import Desktop, desktop
from tests.support.journey import Person, live

AHEAD = timedelta(seconds=6)
"""From the filling of the profile to the breach: the window stands by then, on a quick machine."""
TITLE = "Nobody <b>can</b> sign in & work"


@dataclass
class Past:
    """A clock that goes as the machine's does, so much earlier."""

    length: timedelta

    def now(self) -> datetime:
        """The instant."""
        return datetime.now(UTC) - self.length

    def monotonic(self) -> float:
        """Its seconds."""
        return self.now().timestamp()


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """A desktop the console finds."""
    with desktop(tmp_path) as made:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.bus)
        yield made


def critical(profile: Path, *titles: str, ago: timedelta) -> None:
    """Critical tickets of so long ago nobody touched; the person's first look at the desk is now."""
    with closing(build_services(profile, Past(ago))) as services:
        for title in titles:
            services.desk.do(CreateTicket(title, priority=Priority.CRITICAL))
    look(profile, timedelta())


def look(profile: Path, ago: timedelta) -> None:
    """Let the person have been here so long ago."""
    looked = to_micros(datetime.now(UTC) - ago)
    with closing(build_services(profile)) as services:
        services.local.keep_state(LOOKED, [looked, looked])


def inbox(profile: Path) -> Page:
    with closing(build_services(profile)) as services:
        return Inbox(services.local, services.store, services.clock).page()


def test_a_breach_reaches_the_desktop_and_a_press_lands_on_its_ticket_once(
    session: Desktop, tmp_path: Path, qtbot: QtBot
) -> None:
    profile = tmp_path / "profile"
    critical(profile, TITLE, ago=timedelta(hours=1) - AHEAD)
    with closing(build_services(profile)) as services:
        services.desk.do(CreateTicket("Another that is open"))

    def act(person: Person) -> None:
        person.open("Another that is open")
        qtbot.waitUntil(lambda: bool(session.titles), timeout=20_000)  # the instant itself is some seconds away
        assert session.titles == ["First reply: overdue"]
        (row,) = inbox(profile).rows
        assert (row.alert.kind, row.alert.threshold, row.title) == (AlertKind.BREACH, 100, TITLE)
        session.press()
        person.until(lambda: person.current == TITLE)
        person.until(lambda: inbox(profile).unread == 0)

    live(profile, qtbot, act)
    assert "&lt;b&gt;" in session.log.read_text("utf-8")

    def again(person: Person) -> None:
        """After a restart nothing is told anew, and the inbox has it among what was seen."""
        person.press("F8")
        assert person.asked() == "AlertsPanel"
        (panel,) = person.questions()
        assert isinstance(panel, AlertsPanel)
        person.until(panel.cards)
        assert [card.is_open for card in panel.cards()] == [False]
        assert session.titles == ["First reply: overdue"]

    live(profile, qtbot, again)


def test_three_hours_of_sleep_come_as_one(session: Desktop, tmp_path: Path, qtbot: QtBot) -> None:
    profile = tmp_path / "profile"
    critical(profile, "one", "two", "three", ago=timedelta(hours=3, minutes=30))
    look(profile, timedelta(hours=3))

    def act(person: Person) -> None:
        person.until(lambda: session.titles)
        assert session.titles == ["6 alerts while you were away"]
        assert session.bodies[0].startswith("Overdue clocks: 3, Clocks running out: 3")
        session.press()
        assert person.asked() == "AlertsPanel"

    live(profile, qtbot, act)
