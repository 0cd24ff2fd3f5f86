"""What a person can do on the page of who is on call, as rows of the table of actions.

Promise: what only a lead or admin may do says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication

from console.views.actions import Action, Scope, of_rows
from console.views.on_call.presenter import OnCallPresenter
from console.views.translation import QT_TRANSLATE_NOOP

Run = Callable[[], object]
ACTIONS = (
    ("oncall.override", QT_TRANSLATE_NOOP("Actions", "Let somebody stand in…"), "O", "hand"),
    ("oncall.join", QT_TRANSLATE_NOOP("Actions", "Let somebody be on call besides…"), "B", "plus"),
    ("oncall.rotation", QT_TRANSLATE_NOOP("Actions", "Set who takes turns…"), "R", "users"),
    ("oncall.away", QT_TRANSLATE_NOOP("Actions", "Be out of office…"), "A", "pause"),
    ("oncall.back", QT_TRANSLATE_NOOP("Actions", "Be back at work"), "Shift+A", "play"),
    ("oncall.contact", QT_TRANSLATE_NOOP("Actions", "Add an emergency contact…"), "C", "phone"),
    ("oncall.drop", QT_TRANSLATE_NOOP("Actions", "Take an emergency contact away…"), "", "x"),
    ("oncall.handover", QT_TRANSLATE_NOOP("Actions", "Copy the hand-over of the shift…"), "Y", "copy"),
    ("oncall.export", QT_TRANSLATE_NOOP("Actions", "Export the week as iCalendar…"), "E", "down"),
    ("oncall.down", QT_TRANSLATE_NOOP("Actions", "Next team"), "J", "down"),
    ("oncall.up", QT_TRANSLATE_NOOP("Actions", "Previous team"), "K", "up"),
    ("oncall.next", QT_TRANSLATE_NOOP("Actions", "Next week"), "L", "chevr"),
    ("oncall.before", QT_TRANSLATE_NOOP("Actions", "Week before"), "H", "undo"),
    ("oncall.today", QT_TRANSLATE_NOOP("Actions", "This week"), "T", "calendar"),
)
"""Id, text, key, icon."""
_TEAMS = frozenset({"oncall.override", "oncall.join", "oncall.rotation"})
_EVERYBODYS = frozenset({"oncall.contact", "oncall.drop"})


def on_call_actions(presenter: OnCallPresenter, runs: Mapping[str, Run]) -> tuple[Action, ...]:
    """The rows; `runs` are those that ask a person something first."""
    own: dict[str, Run] = {
        "oncall.back": presenter.be_back,
        "oncall.down": partial(presenter.step, 1),
        "oncall.up": partial(presenter.step, -1),
        "oncall.next": partial(presenter.turn, 1),
        "oncall.before": partial(presenter.turn, -1),
        "oncall.today": partial(presenter.turn, 0),
    }
    rows = [(*row, Scope.PAGE) for row in ACTIONS]
    return of_rows(rows, {**own, **runs}, partial(hindrance, presenter), listed={row[0] for row in ACTIONS})


def hindrance(presenter: OnCallPresenter, key: str) -> str:
    """Why it cannot be done now; "" when it can."""
    state = presenter.state
    if key in _TEAMS and not presenter.rules(state.team):
        return _say(QT_TRANSLATE_NOOP("Actions", "the team's lead or an admin does that"))
    if key in _EVERYBODYS and not presenter.rules(None):
        return _say(QT_TRANSLATE_NOOP("Actions", "an admin does that"))
    if key in {"oncall.override", "oncall.join"} and not (state.watch and state.watch.version):
        return _say(QT_TRANSLATE_NOOP("Actions", "nobody takes turns yet"))
    if key == "oncall.back" and not presenter.is_away:
        return _say(QT_TRANSLATE_NOOP("Actions", "you are not out of office"))
    if key == "oncall.drop" and not (state.directory and state.directory.contacts):
        return _say(QT_TRANSLATE_NOOP("Actions", "none are listed"))
    return ""


def _say(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
