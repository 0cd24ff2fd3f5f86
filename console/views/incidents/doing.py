"""What a person can do in the war-room, as rows of the table of actions.

Promise: keys of letters work where no text is typed; what only a commander may do says so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from console.models.incident_workflow import ENDS
from console.views.actions import Action, Scope, of_rows
from console.views.incidents.state import Mode, Only
from console.views.translation import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from console.services.incidents.queries import IncidentRow
    from console.views.incidents.presenter import WarRoomPresenter

Run = Callable[[], object]
ACTIONS = (
    ("incident.declare", QT_TRANSLATE_NOOP("Actions", "Declare an incident"), "C", "plus", Scope.PAGE),
    ("incident.down", QT_TRANSLATE_NOOP("Actions", "Next incident"), "J", "down", Scope.PAGE),
    ("incident.up", QT_TRANSLATE_NOOP("Actions", "Previous incident"), "K", "up", Scope.PAGE),
    ("incident.capture", QT_TRANSLATE_NOOP("Actions", "Note what happened"), "N", "pencil", Scope.PAGE),
    ("incident.kind", QT_TRANSLATE_NOOP("Actions", "Note, decision or update"), "Ctrl+E", "flag", Scope.TEXT),
    ("incident.send", QT_TRANSLATE_NOOP("Actions", "Declare it"), "Ctrl+Return", "check", Scope.TEXT),
    ("incident.status", QT_TRANSLATE_NOOP("Actions", "Set the status of the incident…"), "S", "arrow", Scope.PAGE),
    ("incident.acknowledge", QT_TRANSLATE_NOOP("Actions", "Acknowledge"), "A", "person-check", Scope.PAGE),
    ("incident.resolve", QT_TRANSLATE_NOOP("Actions", "Resolve"), "R", "check", Scope.PAGE),
    ("incident.severity", QT_TRANSLATE_NOOP("Actions", "Rule the severity…"), "V", "alert", Scope.PAGE),
    ("incident.category", QT_TRANSLATE_NOOP("Actions", "Say what kind of incident it is…"), "G", "filter", Scope.PAGE),
    ("incident.command", QT_TRANSLATE_NOOP("Actions", "Hand over the command…"), "M", "users", Scope.PAGE),
    ("incident.duty", QT_TRANSLATE_NOOP("Actions", "Offer a duty…"), "U", "user", Scope.PAGE),
    (
        "incident.answer",
        QT_TRANSLATE_NOOP("Actions", "Answer an offer to you…"),
        "Y",
        "person-check",
        Scope.PAGE,
    ),
    ("incident.lay", QT_TRANSLATE_NOOP("Actions", "End a duty or take an offer back…"), "", "x", Scope.PAGE),
    ("incident.hand", QT_TRANSLATE_NOOP("Actions", "Give it to somebody…"), "H", "user", Scope.PAGE),
    ("incident.pin", QT_TRANSLATE_NOOP("Actions", "Pin the entry, or no longer"), "P", "pin", Scope.PAGE),
    ("incident.correct", QT_TRANSLATE_NOOP("Actions", "Correct the entry"), "X", "pencil", Scope.PAGE),
    ("incident.search", QT_TRANSLATE_NOOP("Actions", "Search the timeline"), "/", "search", Scope.PAGE),
    ("incident.all", QT_TRANSLATE_NOOP("Actions", "All entries"), "1", "filter", Scope.PAGE),
    ("incident.decisions", QT_TRANSLATE_NOOP("Actions", "Decisions alone"), "2", "flag", Scope.PAGE),
    ("incident.actions", QT_TRANSLATE_NOOP("Actions", "Actions alone"), "3", "terminal", Scope.PAGE),
    ("incident.pinned", QT_TRANSLATE_NOOP("Actions", "Pinned entries alone"), "4", "pin", Scope.PAGE),
    ("incident.respond", QT_TRANSLATE_NOOP("Actions", "Begin the response, or go on with it"), "B", "play", Scope.PAGE),
    ("incident.step", QT_TRANSLATE_NOOP("Actions", "Approve, do or rule the step…"), "D", "check", Scope.PAGE),
    ("incident.merge", QT_TRANSLATE_NOOP("Actions", "Close as a duplicate of…"), "", "merge", Scope.PAGE),
    ("incident.wall", QT_TRANSLATE_NOOP("Actions", "Wall screen"), "F11", "eye", Scope.PAGE),
)
FILTERS = {
    "incident.all": Only.ALL,
    "incident.decisions": Only.DECISIONS,
    "incident.actions": Only.ACTIONS,
    "incident.pinned": Only.PINNED,
}
_MOVING = frozenset({"incident.down", "incident.up", "incident.search", *FILTERS})
_FREE = frozenset({"incident.declare", "incident.wall", "incident.kind", *_MOVING})
_IN_TEXT = frozenset({"incident.kind", "incident.send"})
_COMMANDED = frozenset({"incident.command", "incident.hand", "incident.merge"})
_ANSWERING = {"incident.answer": True, "incident.lay": False}
_WRITTEN = frozenset({"incident.severity", "incident.resolve"})


def incident_actions(presenter: WarRoomPresenter, ways: dict[str, Run]) -> tuple[Action, ...]:
    """The rows; `ways` are those that need widgets."""
    runs: dict[str, Run] = {
        "incident.down": lambda: presenter.step(1),
        "incident.up": lambda: presenter.step(-1),
        "incident.kind": presenter.next_kind,
        "incident.pin": presenter.pin,
        "incident.wall": presenter.turn_wall,
        **{key: partial(presenter.show_only, only) for key, only in FILTERS.items()},
        **ways,
    }
    keys_only = {"incident.down", "incident.up"} | _IN_TEXT
    return of_rows(ACTIONS, runs, partial(hindrance, presenter), listed=_MOVING, keys_only=keys_only)


def hindrance(presenter: WarRoomPresenter, key: str) -> str:
    """Why it cannot be done now; "" when it can."""

    def say(text: str) -> str:
        return QCoreApplication.translate("Actions", text)

    room = presenter.state.room
    if key in _FREE:
        return ""
    if key == "incident.send":
        is_here = presenter.state.mode is Mode.DECLARE
        return "" if is_here else say(QT_TRANSLATE_NOOP("Actions", "nothing is being declared"))
    if room is None or presenter.state.mode is not Mode.READ:
        return say(QT_TRANSLATE_NOOP("Actions", "no incident is open"))
    return _why(presenter, room.row, key, say)


def _why(presenter: WarRoomPresenter, row: IncidentRow, key: str, say: Callable[[str], str]) -> str:
    mover = presenter.mover
    if (key in _COMMANDED and not mover.commands) or (key in _WRITTEN and not mover.writes):
        return say(QT_TRANSLATE_NOOP("Actions", "a commander does that"))
    if key == "incident.duty" and not mover.responds:
        return say(QT_TRANSLATE_NOOP("Actions", "who works on the incident does that"))
    if key in _ANSWERING and not presenter.roles(mine=_ANSWERING[key]):
        return say(QT_TRANSLATE_NOOP("Actions", "nothing of the kind is there"))
    if key in {"incident.pin", "incident.correct"} and presenter.entry is None:
        return say(QT_TRANSLATE_NOOP("Actions", "no entry is chosen"))
    if key in {"incident.acknowledge", "incident.resolve"} and row.status in ENDS:
        return say(QT_TRANSLATE_NOOP("Actions", "it is over"))
    if key == "incident.acknowledge" and row.acknowledged_at is not None:
        return say(QT_TRANSLATE_NOOP("Actions", "it stands so already"))
    return ""
