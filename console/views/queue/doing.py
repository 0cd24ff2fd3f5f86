"""Everything a person can do on the queue page, as one table.

Promise: what needs a ticket says so when there is none; a move the status table forbids stands greyed, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from console.models import workflow
from console.models.kinds import Locale, Status
from console.services.tickets.whole import Whole
from console.views.actions import Action, Group, Scope
from console.views.delegates import STATUS_ICONS
from console.views.translation import QT_TRANSLATE_NOOP
from console.words import word

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


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the actions call; each is a method of the page or of its parts."""

    whole: Callable[[], Whole | None]
    locale: Callable[[], Locale]
    assign: Run
    take: Run
    status: Run
    move: Callable[[Status], object]
    priority: Run
    type: Run
    impact: Run
    tags: Run
    team: Run
    requester: Run
    link: Run
    rename: Run
    record: Run
    attach: Run
    reply: Run
    note: Run
    earlier: Run
    history: Run
    create: Run
    search: Run
    back: Run
    condition: Run
    sort: Run
    save_view: Run
    update_view: Run
    drop_view: Run
    step: Callable[[int], object]
    read: Run
    views: Run
    inspector: Run
    send: Run
    switch: Run
    saved_view: Callable[[], bool]
    """Whether the present view is one that was saved."""


def queue_actions(do: Deeds) -> tuple[Action, ...]:
    """The page's rows of the table of actions."""
    return (*_on_ticket(do), *_moves(do), *_on_list(do), *_on_words(do), *_on_panels(do))


def _on_ticket(do: Deeds) -> tuple[Action, ...]:
    rows: tuple[tuple[str, str, Run, str, str], ...] = (
        ("ticket.assign", QT_TRANSLATE_NOOP("Actions", "Assign…"), do.assign, "A", "user"),
        ("ticket.take", QT_TRANSLATE_NOOP("Actions", "Assign to me"), do.take, "Shift+A", "hand"),
        ("ticket.status", QT_TRANSLATE_NOOP("Actions", "Set status…"), do.status, "S", "status-in-progress"),
        (
            "ticket.resolve",
            QT_TRANSLATE_NOOP("Actions", "Resolve…"),
            partial(do.move, Status.RESOLVED),
            "E",
            "checkcircle",
        ),
        ("ticket.priority", QT_TRANSLATE_NOOP("Actions", "Set priority…"), do.priority, "P", "priority-high"),
        ("ticket.type", QT_TRANSLATE_NOOP("Actions", "Set type…"), do.type, "T", "doc"),
        ("ticket.impact", QT_TRANSLATE_NOOP("Actions", "Set impact and urgency…"), do.impact, "U", "beat"),
        ("ticket.tags", QT_TRANSLATE_NOOP("Actions", "Change tags…"), do.tags, "G", "flag"),
        ("ticket.team", QT_TRANSLATE_NOOP("Actions", "Hand to another team…"), do.team, "H", "users"),
        ("ticket.requester", QT_TRANSLATE_NOOP("Actions", "Set requester…"), do.requester, "Q", "contacts"),
        ("ticket.link", QT_TRANSLATE_NOOP("Actions", "Link to another ticket…"), do.link, "L", "link"),
        ("ticket.rename", QT_TRANSLATE_NOOP("Actions", "Rename…"), do.rename, "F2", "pencil"),
        ("ticket.reply", QT_TRANSLATE_NOOP("Actions", "Write a public reply"), do.reply, "R", "reply"),
        ("ticket.note", QT_TRANSLATE_NOOP("Actions", "Write an internal note"), do.note, "N", "lock"),
        (
            "ticket.record",
            QT_TRANSLATE_NOOP("Actions", "Record what the requester said…"),
            do.record,
            "Shift+N",
            "phone",
        ),
        ("ticket.earlier", QT_TRANSLATE_NOOP("Actions", "Show earlier messages"), do.earlier, "", "up"),
        ("ticket.history", QT_TRANSLATE_NOOP("Actions", "Show history or details"), do.history, "Shift+H", "clock"),
    )
    return tuple(
        Action(key, text, run, Scope.TICKET, (keys,) if keys else (), icon, Group.TICKET, partial(_needs_ticket, do))
        for key, text, run, keys, icon in rows
    )


def _moves(do: Deeds) -> tuple[Action, ...]:
    return tuple(
        Action(
            f"ticket.move.{target.value.lower()}",
            text,
            partial(do.move, target),
            Scope.TICKET,
            ("W",) if target is Status.IN_PROGRESS else (),
            STATUS_ICONS[target],
            Group.TICKET,
            partial(_forbids, do, target),
        )
        for target, text in MOVES.items()
    )


def _on_list(do: Deeds) -> tuple[Action, ...]:
    rows: tuple[tuple[str, str, Run, str, str], ...] = (
        ("list.create", QT_TRANSLATE_NOOP("Actions", "New ticket…"), do.create, "C", "plus"),
        ("list.search", QT_TRANSLATE_NOOP("Actions", "Search all tickets"), do.search, "/", "search"),
        ("list.back", QT_TRANSLATE_NOOP("Actions", "Leave the search"), do.back, "Esc", "x"),
        ("list.condition", QT_TRANSLATE_NOOP("Actions", "Filter the list…"), do.condition, "F", "filter"),
        ("list.sort", QT_TRANSLATE_NOOP("Actions", "Sort the list…"), do.sort, "O", "down"),
        ("list.save", QT_TRANSLATE_NOOP("Actions", "Save as a view…"), do.save_view, "V", "pin"),
        ("list.down", QT_TRANSLATE_NOOP("Actions", "Next ticket"), partial(do.step, 1), "J", "down"),
        ("list.up", QT_TRANSLATE_NOOP("Actions", "Previous ticket"), partial(do.step, -1), "K", "up"),
        ("list.read", QT_TRANSLATE_NOOP("Actions", "Read the ticket"), do.read, "Return", "eye"),
    )
    own = tuple(
        Action(key, text, run, Scope.LIST, (keys,), icon, Group.LIST, in_palette=key not in {"list.down", "list.up"})
        for key, text, run, keys, icon in rows
    )
    needs = partial(_needs_saved_view, do)
    return (
        *own,
        Action(
            "list.update",
            QT_TRANSLATE_NOOP("Actions", "Save the changes to this view"),
            do.update_view,
            Scope.LIST,
            (),
            "pin",
            Group.LIST,
            needs,
        ),
        Action(
            "list.drop",
            QT_TRANSLATE_NOOP("Actions", "Take this view away"),
            do.drop_view,
            Scope.LIST,
            (),
            "x",
            Group.LIST,
            needs,
        ),
    )


def _on_words(do: Deeds) -> tuple[Action, ...]:
    needs = partial(_needs_ticket, do)
    return (
        Action(
            "write.send",
            QT_TRANSLATE_NOOP("Actions", "Send"),
            do.send,
            Scope.TEXT,
            ("Ctrl+Return",),
            "send",
            Group.WRITE,
            needs,
        ),
        Action(
            "write.switch",
            QT_TRANSLATE_NOOP("Actions", "Switch between reply and note"),
            do.switch,
            Scope.TEXT,
            ("Ctrl+Shift+M",),
            "lock",
            Group.WRITE,
            needs,
        ),
        Action(
            "write.attach",
            QT_TRANSLATE_NOOP("Actions", "Attach files…"),
            do.attach,
            Scope.GLOBAL,
            ("Ctrl+Shift+A",),
            "clip",
            Group.WRITE,
        ),
    )


def _on_panels(do: Deeds) -> tuple[Action, ...]:
    return (
        Action(
            "queue.views",
            QT_TRANSLATE_NOOP("Actions", "Show or hide the views"),
            do.views,
            keys=("Ctrl+B",),
            icon="menu",
        ),
        Action(
            "queue.inspector",
            QT_TRANSLATE_NOOP("Actions", "Show or hide the details"),
            do.inspector,
            Scope.TICKET,
            ("I",),
            "columns",
        ),
    )


def _needs_ticket(do: Deeds) -> str:
    return "" if do.whole() else QCoreApplication.translate("Actions", "no ticket is open")


def _needs_saved_view(do: Deeds) -> str:
    return "" if do.saved_view() else QCoreApplication.translate("Actions", "this view is not a saved one")


def _forbids(do: Deeds, target: Status) -> str:
    whole = do.whole()
    if whole is None:
        return _needs_ticket(do)
    if target in workflow.choices(whole.status):
        return ""
    return QCoreApplication.translate("Actions", "it is: {status}").format(status=word(whole.status, do.locale()))
