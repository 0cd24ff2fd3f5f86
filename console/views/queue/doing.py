"""Everything a person can do on the queue page, as one table.

Promise: what needs a ticket says so when there is none; a move the status table forbids stands greyed, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from console.models.kinds import Status, Visibility
from console.views.actions import Action, Group, Scope
from console.views.delegates import STATUS_ICONS
from console.views.translation import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from console.views.queue.display import Display
    from console.views.queue.frames import Panels
    from console.views.queue.hands import Hands
    from console.views.queue.presenter import QueuePresenter
    from console.views.translation import Language

MOVES = {
    Status.IN_PROGRESS: QT_TRANSLATE_NOOP("Actions", "Start work"),
    Status.OPEN: QT_TRANSLATE_NOOP("Actions", "Open or reopen…"),
    Status.PENDING_USER: QT_TRANSLATE_NOOP("Actions", "Pause, wait for the requester…"),
    Status.PENDING_VENDOR: QT_TRANSLATE_NOOP("Actions", "Pause, wait for a vendor…"),
    Status.ON_HOLD: QT_TRANSLATE_NOOP("Actions", "Pause, put on hold…"),
    Status.CLOSED: QT_TRANSLATE_NOOP("Actions", "Close"),
}
"""Moves the palette offers beside "Set status"."""
Run = Callable[[], object]


class Deeds:
    """What the actions act on; what a person's hands need is built when they first move."""

    def __init__(
        self,
        hands: Callable[[], Hands],
        presenter: QueuePresenter,
        display: Display,
        columns: Panels,
        language: Language,
    ) -> None:
        self._hands = hands
        self.presenter = presenter
        self.display = display
        self.columns = columns
        self._language = language

    def by(self, deed: Callable[[Hands], object]) -> Run:
        """Something that hands do."""
        return lambda: deed(self._hands())

    def to_ticket(self, deed: Callable[[Hands], object]) -> Run:
        """Something that hands do to the open ticket, as soon as it is here."""
        return lambda: self.presenter.ticket.soon(lambda: deed(self._hands()))

    def needs_ticket(self) -> str:
        """Why nothing can be done to a ticket now."""
        return "" if self.presenter.ticket.state.ticket else QCoreApplication.translate("Actions", "no ticket is open")

    def needs_saved_view(self) -> str:
        """Why the view cannot be changed or taken away."""
        if self.presenter.listing.state.view.built_in is None:
            return ""
        return QCoreApplication.translate("Actions", "this view is not a saved one")

    def forbids(self, target: Status) -> str:
        """Why the open ticket cannot go there."""
        from console.views.queue.moves import hindrance

        whole = self.presenter.ticket.state.shown
        return self.needs_ticket() if whole is None else hindrance(whole, target, self._language.locale)


def queue_actions(do: Deeds) -> tuple[Action, ...]:
    """The page's rows of the table of actions."""
    return (*_on_ticket(do), *_moves(do), *_on_list(do), *_on_words(do), *_on_panels(do))


TICKET = (
    ("ticket.assign", QT_TRANSLATE_NOOP("Actions", "Assign…"), "A", "user"),
    ("ticket.take", QT_TRANSLATE_NOOP("Actions", "Assign to me"), "Shift+A", "hand"),
    ("ticket.status", QT_TRANSLATE_NOOP("Actions", "Set status…"), "S", "status-in-progress"),
    ("ticket.resolve", QT_TRANSLATE_NOOP("Actions", "Resolve…"), "E", "checkcircle"),
    ("ticket.priority", QT_TRANSLATE_NOOP("Actions", "Set priority…"), "P", "priority-high"),
    ("ticket.type", QT_TRANSLATE_NOOP("Actions", "Set type…"), "T", "doc"),
    ("ticket.impact", QT_TRANSLATE_NOOP("Actions", "Set impact and urgency…"), "U", "beat"),
    ("ticket.tags", QT_TRANSLATE_NOOP("Actions", "Change tags…"), "G", "flag"),
    ("ticket.team", QT_TRANSLATE_NOOP("Actions", "Hand to another team…"), "H", "users"),
    ("ticket.requester", QT_TRANSLATE_NOOP("Actions", "Set requester…"), "Q", "contacts"),
    ("ticket.link", QT_TRANSLATE_NOOP("Actions", "Link to another ticket…"), "L", "link"),
    ("ticket.incident", QT_TRANSLATE_NOOP("Actions", "Put under an incident…"), "Shift+L", "warroom"),
    ("ticket.war_room", QT_TRANSLATE_NOOP("Actions", "Go to its incident"), "Shift+W", "arrow"),
    ("ticket.rename", QT_TRANSLATE_NOOP("Actions", "Rename…"), "F2", "pencil"),
    ("ticket.describe", QT_TRANSLATE_NOOP("Actions", "Change the description…"), "Shift+F2", "pencil"),
    ("ticket.reply", QT_TRANSLATE_NOOP("Actions", "Write a public reply"), "R", "reply"),
    ("ticket.note", QT_TRANSLATE_NOOP("Actions", "Write an internal note"), "N", "lock"),
    ("ticket.record", QT_TRANSLATE_NOOP("Actions", "Record what the requester said…"), "Shift+N", "phone"),
    ("ticket.copy", QT_TRANSLATE_NOOP("Actions", "Copy number and title"), "Ctrl+C", "copy"),
    ("ticket.why", QT_TRANSLATE_NOOP("Actions", "Copy why its clock stands so"), "Ctrl+Shift+C", "sla-ok"),
    ("ticket.earlier", QT_TRANSLATE_NOOP("Actions", "Show earlier messages"), "", "up"),
    ("ticket.history", QT_TRANSLATE_NOOP("Actions", "Show history or details"), "Shift+H", "clock"),
)
"""Actions on the open ticket: id, text, key, icon."""
LIST = (
    ("list.create", QT_TRANSLATE_NOOP("Actions", "New ticket…"), "C", "plus"),
    ("list.next", QT_TRANSLATE_NOOP("Actions", "Take the next ticket"), "Shift+J", "hand"),
    ("list.search", QT_TRANSLATE_NOOP("Actions", "Search all tickets"), "/", "search"),
    ("list.archive", QT_TRANSLATE_NOOP("Actions", "Search the archive…"), "Z", "db"),
    ("list.back", QT_TRANSLATE_NOOP("Actions", "Leave the search"), "Esc", "x"),
    ("list.condition", QT_TRANSLATE_NOOP("Actions", "Filter the list…"), "F", "filter"),
    ("list.sort", QT_TRANSLATE_NOOP("Actions", "Sort the list…"), "O", "columns"),
    ("list.save", QT_TRANSLATE_NOOP("Actions", "Save as a view…"), "V", "pin"),
    ("list.down", QT_TRANSLATE_NOOP("Actions", "Next ticket"), "J", "down"),
    ("list.up", QT_TRANSLATE_NOOP("Actions", "Previous ticket"), "K", "up"),
    ("list.read", QT_TRANSLATE_NOOP("Actions", "Read the ticket"), "Return", "eye"),
)
"""Actions on the list: id, text, key, icon."""
WRITE = (
    ("write.send", QT_TRANSLATE_NOOP("Actions", "Send"), "Ctrl+Return", "send"),
    ("write.switch", QT_TRANSLATE_NOOP("Actions", "Switch between reply and note"), "Ctrl+Shift+M", "lock"),
    ("write.article", QT_TRANSLATE_NOOP("Actions", "Put in an article…"), "Ctrl+J", "book"),
)
"""Actions on the words being written: id, text, key, icon."""


def _on_ticket(do: Deeds) -> tuple[Action, ...]:
    runs: dict[str, Run] = {
        "ticket.assign": do.to_ticket(lambda hands: hands.asking.assign()),
        "ticket.take": do.to_ticket(lambda hands: hands.asking.take()),
        "ticket.status": do.to_ticket(lambda hands: hands.asking.status()),
        "ticket.resolve": do.to_ticket(lambda hands: hands.asking.move(Status.RESOLVED)),
        "ticket.priority": do.to_ticket(lambda hands: hands.asking.priority()),
        "ticket.type": do.to_ticket(lambda hands: hands.asking.type()),
        "ticket.impact": do.to_ticket(lambda hands: hands.asking.impact()),
        "ticket.tags": do.to_ticket(lambda hands: hands.asking.tags()),
        "ticket.team": do.to_ticket(lambda hands: hands.asking.team()),
        "ticket.requester": do.to_ticket(lambda hands: hands.asking.requester()),
        "ticket.link": do.to_ticket(lambda hands: hands.asking.link()),
        "ticket.incident": do.to_ticket(lambda hands: hands.incident.ask()),
        "ticket.war_room": do.to_ticket(lambda hands: hands.incident.open()),
        "ticket.rename": do.to_ticket(lambda hands: hands.asking.rename()),
        "ticket.describe": do.to_ticket(lambda hands: hands.asking.describe()),
        # At once, not when the ticket is read: the letters that follow are words.
        "ticket.reply": do.by(lambda hands: hands.write(Visibility.PUBLIC)),
        "ticket.note": do.by(lambda hands: hands.write(Visibility.INTERNAL)),
        "ticket.record": do.to_ticket(lambda hands: hands.asking.record()),
        "ticket.copy": do.to_ticket(lambda hands: hands.copy()),
        "ticket.why": do.to_ticket(lambda hands: hands.copy_why()),
        "ticket.earlier": do.presenter.ticket.show_earlier,
        "ticket.history": do.to_ticket(lambda hands: hands.turn()),
    }
    return tuple(
        Action(key, text, runs[key], Scope.TICKET, (keys,) if keys else (), icon, Group.TICKET, do.needs_ticket)
        for key, text, keys, icon in TICKET
    )


def _moves(do: Deeds) -> tuple[Action, ...]:
    return tuple(
        Action(
            f"ticket.move.{target.value.lower()}",
            text,
            do.to_ticket(partial(_move, target)),
            Scope.TICKET,
            ("W",) if target is Status.IN_PROGRESS else (),
            STATUS_ICONS[target],
            Group.TICKET,
            partial(do.forbids, target),
        )
        for target, text in MOVES.items()
    )


def _on_list(do: Deeds) -> tuple[Action, ...]:
    runs: dict[str, Run] = {
        "list.create": do.presenter.creating.open,
        "list.next": do.presenter.take_next,
        "list.search": do.by(lambda hands: hands.search()),
        "list.archive": do.by(lambda hands: hands.search_archive()),
        "list.back": partial(do.presenter.listing.search, ""),
        "list.condition": do.by(lambda hands: hands.narrowing.condition()),
        "list.sort": do.by(lambda hands: hands.narrowing.sort()),
        "list.save": do.by(lambda hands: hands.narrowing.save_view()),
        "list.down": partial(do.display.table.step, 1),
        "list.up": partial(do.display.table.step, -1),
        "list.read": do.by(lambda hands: hands.read()),
    }
    own = tuple(
        Action(
            key,
            text,
            runs[key],
            # Enter and Esc mean other things on a button or in a conversation.
            Scope.LIST if key in {"list.back", "list.read"} else Scope.PAGE,
            (keys,),
            icon,
            Group.LIST,
            in_palette=key not in {"list.down", "list.up"},
        )
        for key, text, keys, icon in LIST
    )
    return (*own, *_on_saved_view(do))


def _on_saved_view(do: Deeds) -> tuple[Action, ...]:
    return (
        Action(
            "list.update",
            QT_TRANSLATE_NOOP("Actions", "Save the changes to this view"),
            do.presenter.update_view,
            Scope.LIST,
            (),
            "pin",
            Group.LIST,
            do.needs_saved_view,
        ),
        Action(
            "list.drop",
            QT_TRANSLATE_NOOP("Actions", "Take this view away"),
            do.presenter.drop_current_view,
            Scope.LIST,
            (),
            "x",
            Group.LIST,
            do.needs_saved_view,
        ),
    )


def _on_words(do: Deeds) -> tuple[Action, ...]:
    runs: dict[str, Run] = {
        "write.send": do.presenter.writing.send,
        "write.switch": do.by(lambda hands: hands.switch()),
        "write.article": do.by(lambda hands: hands.offers.ask()),
    }
    on_ticket = (
        Action(key, text, runs[key], Scope.TEXT, (keys,), icon, Group.WRITE, do.needs_ticket)
        for key, text, keys, icon in WRITE
    )
    attach = Action(
        "write.attach",
        QT_TRANSLATE_NOOP("Actions", "Attach files…"),
        do.by(lambda hands: hands.attach()),
        Scope.GLOBAL,
        ("Ctrl+Shift+A",),
        "clip",
        Group.WRITE,
    )
    return (*on_ticket, attach)


def _on_panels(do: Deeds) -> tuple[Action, ...]:
    return (
        Action(
            "queue.views",
            QT_TRANSLATE_NOOP("Actions", "Show or hide the views"),
            do.columns.toggle_views,
            keys=("Ctrl+B",),
            icon="menu",
        ),
        Action(
            "queue.inspector",
            QT_TRANSLATE_NOOP("Actions", "Show or hide the details"),
            do.columns.toggle_inspector,
            Scope.TICKET,
            ("I",),
            "columns",
        ),
    )


def _move(target: Status, hands: Hands) -> None:
    hands.asking.move(target)
