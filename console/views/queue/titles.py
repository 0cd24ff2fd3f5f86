"""What the queue calls things: built-in views, their icons, and the sentences of toasts.

Promise: every built-in view and everything that can be said has its words, in the catalogue of this context.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from console.models.kinds import Locale
from console.services.tickets.views import BuiltIn, Shelf, View
from console.views.queue.state import Said, Told
from console.views.translation import QT_TRANSLATE_NOOP
from console.words import word

CONTEXT = "Queue"

VIEW_NAMES = {
    BuiltIn.MY_OPEN: QT_TRANSLATE_NOOP("Queue", "My open"),
    BuiltIn.USER_REPLIED: QT_TRANSLATE_NOOP("Queue", "User replied"),
    BuiltIn.ALL_OPEN: QT_TRANSLATE_NOOP("Queue", "All open"),
    BuiltIn.AT_RISK: QT_TRANSLATE_NOOP("Queue", "Late or at risk"),
    BuiltIn.UNASSIGNED: QT_TRANSLATE_NOOP("Queue", "Unassigned"),
    BuiltIn.PAUSED: QT_TRANSLATE_NOOP("Queue", "Paused"),
    BuiltIn.RESOLVED: QT_TRANSLATE_NOOP("Queue", "Resolved"),
    BuiltIn.ALL: QT_TRANSLATE_NOOP("Queue", "All tickets"),
}
VIEW_ICONS = {
    BuiltIn.MY_OPEN: "user",
    BuiltIn.USER_REPLIED: "reply",
    BuiltIn.ALL_OPEN: "queue",
    BuiltIn.AT_RISK: "sla-warn",
    BuiltIn.UNASSIGNED: "users",
    BuiltIn.PAUSED: "pause",
    BuiltIn.RESOLVED: "checkcircle",
    BuiltIn.ALL: "db",
}
SHELVES = {
    Shelf.MINE: QT_TRANSLATE_NOOP("Queue", "Mine"),
    Shelf.TEAM: QT_TRANSLATE_NOOP("Queue", "All teams"),
    Shelf.SAVED: QT_TRANSLATE_NOOP("Queue", "Saved"),
}
TOLD = {
    Said.ASSIGNED: QT_TRANSLATE_NOOP("Queue", "Ticket {number} assigned to {value}"),
    Said.UNASSIGNED: QT_TRANSLATE_NOOP("Queue", "Ticket {number} is unassigned now"),
    Said.STATUS: QT_TRANSLATE_NOOP("Queue", "Ticket {number} is now {value}"),
    Said.PRIORITY: QT_TRANSLATE_NOOP("Queue", "Ticket {number} has priority {value}"),
    Said.TYPE: QT_TRANSLATE_NOOP("Queue", "Ticket {number} has type {value}"),
    Said.IMPACT: QT_TRANSLATE_NOOP("Queue", "Impact and urgency of ticket {number} changed"),
    Said.TEAM: QT_TRANSLATE_NOOP("Queue", "Ticket {number} handed to {value}"),
    Said.TITLE: QT_TRANSLATE_NOOP("Queue", "Ticket {number} renamed"),
    Said.DESCRIPTION: QT_TRANSLATE_NOOP("Queue", "Description of ticket {number} changed"),
    Said.TAGS: QT_TRANSLATE_NOOP("Queue", "Tags of ticket {number} changed"),
    Said.REQUESTER: QT_TRANSLATE_NOOP("Queue", "Ticket {number} is asked by {value}"),
    Said.LINKED: QT_TRANSLATE_NOOP("Queue", "Ticket {number} linked"),
    Said.UNLINKED: QT_TRANSLATE_NOOP("Queue", "Link of ticket {number} taken away"),
    Said.ATTACHED: QT_TRANSLATE_NOOP("Queue", "Files attached to ticket {number}"),
    Said.RECORDED: QT_TRANSLATE_NOOP("Queue", "Recorded on ticket {number}"),
    Said.CREATED: QT_TRANSLATE_NOOP("Queue", "Ticket {number} created"),
    Said.NONE_LEFT: QT_TRANSLATE_NOOP("Queue", "Every ticket of your team is somebody's"),
    Said.VIEW_SAVED: QT_TRANSLATE_NOOP("Queue", "View “{value}” saved"),
    Said.VIEW_DROPPED: QT_TRANSLATE_NOOP("Queue", "View “{value}” taken away"),
}


def view_title(view: View) -> str:
    """What a view is called."""
    return QCoreApplication.translate(CONTEXT, VIEW_NAMES[view.built_in]) if view.built_in else view.name


def view_icon(view: View) -> str:
    """The icon of a view."""
    return VIEW_ICONS[view.built_in] if view.built_in else "filter"


def shelf_title(shelf: Shelf) -> str:
    """The heading of a group of views."""
    return QCoreApplication.translate(CONTEXT, SHELVES[shelf])


def sentence(told: Told, locale: Locale) -> str:
    """What a toast says."""
    value = word(told.value, locale) if isinstance(told.value, StrEnum) else told.value
    if value is None:
        value = QCoreApplication.translate("Queue", "none")
    return QCoreApplication.translate(CONTEXT, TOLD[told.said]).format(number=told.number, value=value).strip()
