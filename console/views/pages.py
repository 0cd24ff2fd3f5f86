"""The pages of the window, and what each of them is given.

Promise: a page is a folder in views and one line in `PAGES`; it knows the frame by `Frame` alone and no other page.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from console.models.values import dataclass
from console.services.clock import Clock
from console.services.people import Me
from console.views.actions import Action, Actions
from console.views.courier import Courier
from console.views.theme import Look
from console.views.translation import QT_TRANSLATE_NOOP, Language

if TYPE_CHECKING:
    from console.services.local import Local
    from console.services.response import Responder
    from console.services.sync.at_hub import AtHub
    from console.views.dialogs import Choosers
    from console.views.notices import Notices
    from console.views.ui_state import UiState


class PlaceKind(StrEnum):
    """What a place shows."""

    VIEW = "view"
    TICKET = "ticket"
    PERSON = "person"
    """The tickets a person asked for."""
    COLLEAGUE = "colleague"
    """The open tickets a colleague works on."""
    COUNTED = "counted"
    """Tickets that a chart counted."""
    INCIDENT = "incident"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go, as the palette offers it."""

    kind: PlaceKind
    key: str
    """The id of the ticket, person, incident or article, or the page's own key of the view."""
    text: str = ""
    note: str = ""
    """Said behind the text in grey: "view, 11 tickets"."""
    icon: str = ""
    tickets: frozenset[str] = frozenset()
    """The ids of those that were counted."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the window lends its pages."""

    courier: Courier
    actions: Actions
    look: Look
    language: Language
    clock: Clock
    me: Me
    local: Local
    """This machine's drafts; to be used inside `courier.keep`."""
    at_hub: Callable[[], AtHub]
    """What a person asks of the hub itself; to be made and used inside `courier.aside`."""
    respond: Callable[[str, Callable[[Responder], object]], None]
    """Does something of the response to an incident and goes on with it; to be used inside `courier.aside`."""
    state: UiState
    """How the window was left: splitters, columns, the view last shown."""
    notices: Notices
    """Toasts with Undo, and sentences about what failed elsewhere."""
    choosers: Choosers
    """Questions asked over the page: one of a list, a reason, an outcome."""
    go: Callable[[Place], None]
    """Shows a place, on whatever page it is."""
    ready: Callable[[], None]
    """To be called once, when the page's first rows have been painted."""
    answering: Callable[[], None]
    """To be called once there is something for keys to act on, or none will come; until then they are held."""


class Page(Protocol):
    """What the shell asks of a page; a QWidget satisfies it structurally."""

    @property
    def widget(self) -> QWidget:
        """What is shown."""
        ...

    def actions(self) -> tuple[Action, ...]:
        """Everything a person can do here; taken once, before the page is shown."""
        ...

    def places(self) -> tuple[Place, ...]:
        """The views to go to, with counts where known."""
        ...

    def subject(self) -> str:
        """What the actions of the ticket would act on now ("Ticket 48213"); "" when there is none."""
        ...

    def show_place(self, place: Place) -> None:
        """Show a view, a ticket or a person's tickets."""
        ...

    def focus(self) -> None:
        """Take the keyboard to where work goes on: the list."""
        ...

    def panels(self) -> tuple[QWidget, ...]:
        """What F6 goes through, in order."""
        ...

    def close_page(self) -> None:
        """Keep what is being written (by `Frame.courier.keep`) before the window goes."""
        ...


class NoTickets:
    """What a page answers that has neither places for the palette nor an open ticket."""

    def places(self) -> tuple[Place, ...]:
        """None of its own."""
        return ()

    def subject(self) -> str:
        """No ticket is open here."""
        return ""

    def show_place(self, place: Place) -> None:
        """Places are shown on other pages."""


@dataclass(frozen=True, slots=True)
class PageKind:
    """A line of the rail."""

    id: str
    text: str
    """English, marked for the context of actions: its word in the rail and in the palette."""
    icon: str
    keys: tuple[str, ...]
    build: Callable[[Frame], Page]


def _queue(frame: Frame) -> Page:
    from console.views.queue.page import QueuePage

    return QueuePage(frame)


def _incidents(frame: Frame) -> Page:
    from console.views.incidents.page import IncidentsPage

    return IncidentsPage(frame)


def _dashboard(frame: Frame) -> Page:
    from console.views.dashboard.page import DashboardPage

    return DashboardPage(frame)


def _knowledge(frame: Frame) -> Page:
    from console.views.knowledge.page import KnowledgePage

    return KnowledgePage(frame)


def _on_call(frame: Frame) -> Page:
    from console.views.on_call.page import OnCallPage

    return OnCallPage(frame)


def _policies(frame: Frame) -> Page:
    from console.views.policies.page import PoliciesPage

    return PoliciesPage(frame)


PAGES: tuple[PageKind, ...] = (
    PageKind("queue", QT_TRANSLATE_NOOP("Actions", "Queue"), "queue", ("Ctrl+1",), _queue),
    PageKind("incidents", QT_TRANSLATE_NOOP("Actions", "War-room"), "warroom", ("Ctrl+2",), _incidents),
    PageKind("dashboard", QT_TRANSLATE_NOOP("Actions", "Dashboard"), "chart", ("Ctrl+3",), _dashboard),
    PageKind("knowledge", QT_TRANSLATE_NOOP("Actions", "Knowledge"), "book", ("Ctrl+4",), _knowledge),
    PageKind("on_call", QT_TRANSLATE_NOOP("Actions", "On call"), "contacts", ("Ctrl+5",), _on_call),
    PageKind("policies", QT_TRANSLATE_NOOP("Actions", "Rules"), "calendar", ("Ctrl+8",), _policies),
)
SHOWN_ON = {PlaceKind.INCIDENT: "incidents", PlaceKind.ARTICLE: "knowledge"}
"""The page of places that are not on the first."""
