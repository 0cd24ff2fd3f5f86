"""What a person can do on the page of rules, as rows of the table of actions.

Promise: keys of letters work where no text is typed; what only leads and admins may do says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from console.models.kinds import PolicyKind
from console.views.actions import Action, Scope, of_rows
from console.views.translation import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from console.views.policies.presenter import PoliciesPresenter

ACTIONS = (
    ("policies.write", QT_TRANSLATE_NOOP("Actions", "Write the lines"), "E", "pencil", Scope.PAGE),
    ("policies.begins", QT_TRANSLATE_NOOP("Actions", "Say when it begins"), "B", "calendar", Scope.PAGE),
    ("policies.publish", QT_TRANSLATE_NOOP("Actions", "Publish as a new version"), "Ctrl+Return", "check", Scope.TEXT),
    ("policies.replay", QT_TRANSLATE_NOOP("Actions", "Try on past tickets"), "T", "play", Scope.PAGE),
    ("policies.stop", QT_TRANSLATE_NOOP("Actions", "Stop the trial"), "", "x", Scope.PAGE),
    ("policies.versions", QT_TRANSLATE_NOOP("Actions", "Begin with another version…"), "H", "clock", Scope.PAGE),
    ("policies.drop", QT_TRANSLATE_NOOP("Actions", "Drop the draft"), "", "undo", Scope.PAGE),
    ("policies.holidays", QT_TRANSLATE_NOOP("Actions", "Add public holidays…"), "", "globe", Scope.PAGE),
    ("policies.before", QT_TRANSLATE_NOOP("Actions", "Month before"), "[", "up", Scope.PAGE),
    ("policies.after", QT_TRANSLATE_NOOP("Actions", "Month after"), "]", "down", Scope.PAGE),
    ("policies.calendar", QT_TRANSLATE_NOOP("Actions", "New calendar of my team…"), "", "plus", Scope.PAGE),
    ("policies.agreements", QT_TRANSLATE_NOOP("Actions", "New agreements of my team…"), "", "plus", Scope.PAGE),
)

_OF_CALENDARS = frozenset({"policies.holidays", "policies.before", "policies.after"})
CLOCKED = (PolicyKind.SLA, PolicyKind.CALENDAR)
"""Kinds that clocks of tickets go by."""
_OF_DRAFTS = frozenset({"policies.publish", "policies.replay"})


def policy_actions(presenter: PoliciesPresenter, ways: Mapping[str, Callable[[], object]]) -> tuple[Action, ...]:
    """The rows; `ways` are those that need widgets."""
    runs: dict[str, Callable[[], object]] = {
        "policies.publish": presenter.publish,
        "policies.replay": presenter.replay,
        "policies.stop": presenter.give_up,
        "policies.drop": lambda: presenter.read_version(presenter.state.thing.number if presenter.state.thing else 0),
        "policies.before": lambda: presenter.turn_month(-1),
        "policies.after": lambda: presenter.turn_month(1),
        **ways,
    }
    return of_rows(ACTIONS, runs, partial(hindrance, presenter))


def hindrance(presenter: PoliciesPresenter, key: str) -> str:
    """Why it cannot be done now; "" when it can."""

    def say(text: str) -> str:
        return QCoreApplication.translate("Actions", text)

    state, thing = presenter.state, presenter.state.thing
    if key in ("policies.calendar", "policies.agreements"):
        return ""
    if thing is None:
        return say(QT_TRANSLATE_NOOP("Actions", "nothing is open"))
    if key == "policies.publish" and not presenter.may_publish():
        return say(QT_TRANSLATE_NOOP("Actions", "a lead does that for their team, an admin for everybody"))
    if key in _OF_CALENDARS and thing.kind is not PolicyKind.CALENDAR:
        return say(QT_TRANSLATE_NOOP("Actions", "no calendar is open"))
    if key in _OF_DRAFTS and not presenter.is_current():
        return say(QT_TRANSLATE_NOOP("Actions", "the lines are not understood yet"))
    if key == "policies.replay" and thing.kind not in CLOCKED:
        return say(QT_TRANSLATE_NOOP("Actions", "it changes no clock"))
    blocked = {
        "policies.stop": not state.is_replaying,
        "policies.drop": not state.is_changed or not thing.versions,
        "policies.versions": not thing.versions,
    }
    return say(QT_TRANSLATE_NOOP("Actions", "there is none")) if blocked.get(key) else ""
