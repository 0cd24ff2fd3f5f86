"""A whole window on a real profile, with its own page or with a small one that notes what is asked of it.

Promise: store, courier and shell are the real ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.bootstrap import Services, build_services, settings_path, speaking, system_login
from console.models.kinds import Locale
from console.services.sync.profiles import Membership
from console.views.actions import Action, Group, Scope
from console.views.courier import Courier
from console.views.pages import PAGES, Frame, PageKind, Place, PlaceKind
from console.views.preferences import Preferences
from console.views.shell import Lent, Shell
from console.views.team import Team
from console.views.theme import Look
from console.views.translation import Language

PATIENCE_MS = 30_000


class SmallPage:
    """A list and a field; notes what was done."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.done: list[str] = []
        self.hindered = ""
        self.widget = QWidget()
        self.list = QListWidget(self.widget)
        self.list.addItems(["first", "second"])
        self.list.setAccessibleName("Tickets")
        self.field = QLineEdit(self.widget)
        self.field.setAccessibleName("Reply")
        column = QVBoxLayout(self.widget)
        column.addWidget(self.list)
        column.addWidget(self.field)
        frame.actions.bind(self.list, Scope.LIST, Scope.TICKET)
        frame.actions.bind(self.widget, Scope.TICKET)
        frame.answering()

    def actions(self) -> tuple[Action, ...]:
        """Two actions on a ticket, one of which can be hindered."""
        return (
            Action(
                "small.assign",
                "Assign…",
                lambda: self.done.append("assign"),
                Scope.TICKET,
                ("A",),
                "user",
                Group.TICKET,
            ),
            Action(
                "small.pause",
                "Pause, wait for the requester…",
                lambda: self.done.append("pause"),
                Scope.TICKET,
                ("P",),
                "pause",
                Group.TICKET,
                lambda: self.hindered,
            ),
        )

    def places(self) -> tuple[Place, ...]:
        """Two views."""
        return (
            Place(PlaceKind.VIEW, "open", "All open", "view, 83 tickets", "queue"),
            Place(PlaceKind.VIEW, "paused", "Paused", "view, 11 tickets", "queue"),
        )

    def subject(self) -> str:
        """A ticket."""
        return "Ticket 48213"

    def show_place(self, place: Place) -> None:
        """Note it."""
        self.done.append(f"{place.kind}:{place.key}")

    def focus(self) -> None:
        """To the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def panels(self) -> tuple[QWidget, ...]:
        """List and field."""
        return self.list, self.field

    def close_page(self) -> None:
        """Note it."""
        self.done.append("closed")


@dataclass(frozen=True, slots=True)
class Stand:
    """The window and what it stands on."""

    shell: Shell
    services: Services
    courier: Courier
    look: Look
    language: Language
    preferences: Preferences


@dataclass(frozen=True, slots=True)
class Window(Stand):
    """The window with its small page."""

    page: SmallPage


class Hands:
    """A person's: keys go where the keyboard is."""

    qtbot: QtBot

    def key(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one, by its name or its letter."""
        QTest.keyClick(_focused(), Qt.Key(ord(key)) if isinstance(key, str) else key, modifiers)

    def type(self, text: str) -> None:
        """Write."""
        QTest.keyClicks(_focused(), text)

    def until(self, condition: Callable[[], object]) -> None:
        """Wait till it holds."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)


def _focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing has the keyboard"
    return focus


@contextmanager
def stand(
    application: QApplication,
    profile: Path,
    pages: tuple[PageKind, ...] = PAGES,
    member: Membership | None = None,
) -> Iterator[Stand]:
    """The window on the profile, shown with its first page; closed in order at the end.

    With `member` it takes itself for that team's console; no hub is asked.
    """
    services = build_services(profile)
    look = Look(application, services.settings)
    language = Language(application, services.locale)
    courier = Courier(services.desk, services.bus)
    preferences = Preferences(services.settings, settings_path(profile), speaking, look, language, courier)
    ways = services.sign_in, services.administration, services.at_hub
    team = Team(services.profile, member or services.member, system_login(), services.bus, *ways)
    mine = services.me, services.local
    lent = Lent(courier, look, language, services.clock, *mine, preferences, team, services.respond)
    shell = Shell(lent, pages)
    shell.show()
    shell.begin()
    try:
        yield Stand(shell, services, courier, look, language, preferences)
    finally:
        shell.close()
        courier.close()
        shell.deleteLater()
        language.speak(Locale.EN)
        services.close()


@contextmanager
def window(application: QApplication, profile: Path, member: Membership | None = None) -> Iterator[Window]:
    """The window with a small page in the place of the product's own."""
    pages: list[SmallPage] = []

    def build(frame: Frame) -> SmallPage:
        pages.append(SmallPage(frame))
        return pages[0]

    with stand(application, profile, (PageKind("small", "Queue", "queue", ("Ctrl+1",), build),), member) as on:
        yield Window(on.shell, on.services, on.courier, on.look, on.language, on.preferences, pages[0])
