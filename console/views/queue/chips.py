"""The conditions of a filter as chips, and what each can be set to.

Promise: every condition of a filter has its chip; choosing the value that holds takes it off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from console.models.kinds import LIVE, Channel, Locale, Priority, Status, TicketType
from console.models.values import dataclass
from console.services.tickets.filters import NOBODY, Due, Filter
from console.views.choices import Choice
from console.views.translation import QT_TRANSLATE_NOOP
from console.words import word

CONTEXT = "Chips"


class Condition(StrEnum):
    """What a ticket can be filtered by."""

    STATUS = "statuses"
    TYPE = "types"
    PRIORITY = "priorities"
    CHANNEL = "channels"
    ASSIGNEE = "assignee"
    REQUESTER = "requester"
    TEAM = "team"
    TAG = "tag"
    DUE = "due"
    AWAITING = "awaiting"
    ONLY = "only"


NAMES = {
    Condition.STATUS: QT_TRANSLATE_NOOP("Chips", "Status"),
    Condition.TYPE: QT_TRANSLATE_NOOP("Chips", "Type"),
    Condition.PRIORITY: QT_TRANSLATE_NOOP("Chips", "Priority"),
    Condition.CHANNEL: QT_TRANSLATE_NOOP("Chips", "Channel"),
    Condition.ASSIGNEE: QT_TRANSLATE_NOOP("Chips", "Assignee"),
    Condition.REQUESTER: QT_TRANSLATE_NOOP("Chips", "Requester"),
    Condition.TEAM: QT_TRANSLATE_NOOP("Chips", "Team"),
    Condition.TAG: QT_TRANSLATE_NOOP("Chips", "Tag"),
    Condition.DUE: QT_TRANSLATE_NOOP("Chips", "SLA"),
    Condition.AWAITING: QT_TRANSLATE_NOOP("Chips", "User replied"),
    Condition.ONLY: QT_TRANSLATE_NOOP("Chips", "From the dashboard"),
}
STANDINGS = {
    Due.RISK: QT_TRANSLATE_NOOP("Chips", "late or at risk"),
    Due.LATE: QT_TRANSLATE_NOOP("Chips", "late"),
    Due.SOON: QT_TRANSLATE_NOOP("Chips", "at risk"),
}
KINDS: dict[Condition, type[StrEnum]] = {
    Condition.STATUS: Status,
    Condition.TYPE: TicketType,
    Condition.PRIORITY: Priority,
    Condition.CHANNEL: Channel,
}
"""Conditions of which several values can be chosen."""
ANY, OPEN, ME = "any", "open", "me"
"""Keys of choices that stand for no condition, all live statuses, and the person of this profile."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition that is asked."""

    condition: Condition
    text: str


def name(condition: Condition) -> str:
    """What a condition is called."""
    return QCoreApplication.translate(CONTEXT, NAMES[condition])


def chips(wanted: Filter, names: Mapping[str, str], locale: Locale) -> tuple[Chip, ...]:
    """The chips of a filter; `names` tells people and teams by id."""
    made: list[Chip] = []
    colon = "：" if locale is Locale.ZH else ": "
    for condition in Condition:
        value = getattr(wanted, condition.value)
        if not value:
            continue
        if condition in (Condition.AWAITING, Condition.ONLY):
            made.append(Chip(condition, name(condition)))
        else:
            made.append(Chip(condition, name(condition) + colon + _value(condition, value, names, locale)))
    return tuple(made)


def choices(condition: Condition, wanted: Filter, locale: Locale) -> list[Choice]:
    """What a condition with fixed values can be set to; those that hold are ticked."""
    chosen = getattr(wanted, condition.value)
    rows = [Choice(ANY, QCoreApplication.translate("Chips", "Any"), checked=not chosen)]
    if condition is Condition.STATUS:
        rows.append(Choice(OPEN, QCoreApplication.translate("Chips", "Open in the wide sense"), checked=chosen == LIVE))
    return rows + [Choice(member.value, word(member, locale), checked=member in chosen) for member in KINDS[condition]]


def standings(wanted: Filter) -> list[Choice]:
    """How the most pressing clock may be asked to stand."""
    said = ((due, QCoreApplication.translate("Chips", text)) for due, text in STANDINGS.items())
    return [Choice(due.value, text, checked=wanted.due is due) for due, text in said]


def toggled(condition: Condition, wanted: Filter, key: str) -> Filter:
    """The filter after choosing `key` for a condition with fixed values."""
    if key == ANY:
        return without(condition, wanted)
    if key == OPEN:
        return replace(wanted, statuses=LIVE)
    member = KINDS[condition](key)
    chosen: frozenset[StrEnum] = getattr(wanted, condition.value)
    return with_value(condition, wanted, sorted(chosen - {member} if member in chosen else _joined(chosen, member)))


def with_value(condition: Condition, wanted: Filter, value: object) -> Filter:
    """The filter that asks this of a condition, in the words of its JSON form."""
    return replace(Filter.from_json({**wanted.to_json(), condition.value: value}), only=wanted.only)


def without(condition: Condition, wanted: Filter) -> Filter:
    """The filter that no longer asks this."""
    kept = {name: value for name, value in wanted.to_json().items() if name != condition.value}
    return replace(Filter.from_json(kept), only=frozenset() if condition is Condition.ONLY else wanted.only)


def _joined(chosen: frozenset[StrEnum], member: StrEnum) -> frozenset[StrEnum]:
    """All live statuses together are a whole: choosing one of another kind begins anew."""
    return frozenset({member}) if chosen == LIVE else chosen | {member}


def _value(condition: Condition, value: object, names: Mapping[str, str], locale: Locale) -> str:
    if isinstance(value, Due):
        return QCoreApplication.translate("Chips", STANDINGS[value])
    if value == NOBODY:
        return QCoreApplication.translate("Chips", "nobody")
    if isinstance(value, str):
        return names.get(value, value if condition is Condition.TAG else "…")
    if value == LIVE:
        return QCoreApplication.translate("Chips", "open")
    return _listed(sorted(value, key=list(KINDS[condition]).index), locale) if isinstance(value, frozenset) else ""


def _listed(values: Sequence[StrEnum], locale: Locale) -> str:
    comma = "、" if locale is Locale.ZH else ", "
    shown = comma.join(word(value, locale) for value in values[:2])
    return shown if len(values) < 3 else f"{shown} +{len(values) - 2}"
