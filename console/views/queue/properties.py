"""The properties of a ticket as rows of words, in their sections.

Promise: what is not known is said to be so ("none"), never left out where it can be given.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from console import words
from console.models.kinds import Locale, Priority
from console.models.values import dataclass
from console.services.tickets.whole import PartyRow, Whole
from console.views.delegates import PRIORITY_ICONS, STATUS_ICONS
from console.views.queue.manner import Manner
from console.views.queue.messages import CHANNEL_ICONS
from console.views.times import exact
from console.views.translation import QT_TRANSLATE_NOOP

CONTEXT = "Details"


class Property(StrEnum):
    """What a row is about."""

    STATUS = "status"
    TYPE = "type"
    PRIORITY = "priority"
    IMPACT = "impact"
    TEAM = "team"
    ASSIGNEE = "assignee"
    REQUESTER = "requester"
    TAGS = "tags"
    FACT = "fact"
    """Something nobody changes here."""
    FILE = "file"
    ADD_FILE = "add file"
    LINK = "link"
    INCIDENT = "incident"
    """One that caused it."""
    ADD_LINK = "add link"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the inspector."""

    property: Property
    label: str
    value: str
    note: str = ""
    """Said below the value, small."""
    icon: str = ""
    person: bool = False
    own: bool = False
    """The person of this profile."""
    can_change: bool = True
    is_empty: bool = False
    is_critical: bool = False
    wraps: bool = False
    """A value of many words: shown whole on as many lines as it takes."""
    key: str = ""
    """The id of the file or link."""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading."""

    title: str
    rows: tuple[Row, ...]


LABELS = {
    Property.STATUS: QT_TRANSLATE_NOOP("Details", "Status"),
    Property.TYPE: QT_TRANSLATE_NOOP("Details", "Type"),
    Property.PRIORITY: QT_TRANSLATE_NOOP("Details", "Priority"),
    Property.IMPACT: QT_TRANSLATE_NOOP("Details", "Impact"),
    Property.TEAM: QT_TRANSLATE_NOOP("Details", "Team"),
    Property.ASSIGNEE: QT_TRANSLATE_NOOP("Details", "Assignee"),
    Property.REQUESTER: QT_TRANSLATE_NOOP("Details", "Requester"),
    Property.TAGS: QT_TRANSLATE_NOOP("Details", "Tags"),
}


def sections(whole: Whole, me: str, manner: Manner) -> tuple[Section, ...]:
    """Everything the inspector says of a ticket; `me` is the id of the person of this profile."""
    return (
        Section(_(QT_TRANSLATE_NOOP("Details", "Properties")), _properties(whole, me, manner.locale)),
        Section(_(QT_TRANSLATE_NOOP("Details", "Times")), _times(whole, manner)),
        Section(_(QT_TRANSLATE_NOOP("Details", "Files")), _files(whole, manner.locale)),
        Section(_(QT_TRANSLATE_NOOP("Details", "Links")), _links(whole, manner.locale)),
    )


def _(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


def _properties(whole: Whole, me: str, locale: Locale) -> tuple[Row, ...]:
    word = words.word
    rows = [
        _row(Property.STATUS, word(whole.status, locale), icon=STATUS_ICONS[whole.status]),
        _row(Property.TYPE, word(whole.type, locale) if whole.type else None),
        _row(
            Property.PRIORITY,
            word(whole.priority, locale),
            note="" if whole.suggestion is None else words.reason(whole.suggestion, locale),
            icon=PRIORITY_ICONS[whole.priority],
            is_critical=whole.priority is Priority.CRITICAL,
        ),
        _row(Property.IMPACT, _impact(whole, locale)),
        _row(Property.TEAM, whole.team or None),
        _person(Property.ASSIGNEE, whole.assignee, me),
        _person(Property.REQUESTER, whole.requester, me, _contact(whole.requester)),
        Row(
            Property.FACT,
            _(QT_TRANSLATE_NOOP("Details", "Channel")),
            word(whole.channel, locale),
            icon=CHANNEL_ICONS[whole.channel],
            can_change=False,
        ),
        _row(Property.TAGS, ("、" if locale is Locale.ZH else ", ").join(whole.tags) or None, wraps=True),
    ]
    if whole.outcome is not None:
        rows.append(
            Row(
                Property.FACT,
                _(QT_TRANSLATE_NOOP("Details", "Outcome")),
                word(whole.outcome, locale),
                whole.resolution or "",
                can_change=False,
            )
        )
    return tuple(rows)


def _row(
    what: Property,
    value: str | None,
    *,
    note: str = "",
    icon: str = "",
    is_critical: bool = False,
    wraps: bool = False,
) -> Row:
    shown, is_empty = (_(QT_TRANSLATE_NOOP("Details", "none")), True) if value is None else (value, False)
    return Row(what, _(LABELS[what]), shown, note, icon, is_empty=is_empty, is_critical=is_critical, wraps=wraps)


def _person(what: Property, person: PartyRow | None, me: str, note: str = "") -> Row:
    if person is None:
        return Row(what, _(LABELS[what]), _(QT_TRANSLATE_NOOP("Details", "nobody")), is_empty=True)
    return Row(what, _(LABELS[what]), person.name, note, person=True, own=person.id == me)


def _contact(person: PartyRow | None) -> str:
    return "\n".join(filter(None, (person.email, person.phone, person.department))) if person else ""


def _impact(whole: Whole, locale: Locale) -> str | None:
    if whole.impact is None and whole.urgency is None:
        return None
    impact = words.word(whole.impact, locale) if whole.impact else "?"
    urgency = words.word(whole.urgency, locale) if whole.urgency else "?"
    return _(QT_TRANSLATE_NOOP("Details", "{impact} × {urgency}")).format(impact=impact, urgency=urgency)


def _times(whole: Whole, manner: Manner) -> tuple[Row, ...]:
    times: tuple[tuple[str, datetime | None], ...] = (
        (_(QT_TRANSLATE_NOOP("Details", "Opened")), whole.created),
        (_(QT_TRANSLATE_NOOP("Details", "First reply")), whole.first_responded),
        (_(QT_TRANSLATE_NOOP("Details", "Wakes up")), whole.wake),
        (_(QT_TRANSLATE_NOOP("Details", "Resolved")), whole.resolved),
        (_(QT_TRANSLATE_NOOP("Details", "Closed")), whole.closed),
        (_(QT_TRANSLATE_NOOP("Details", "Updated")), whole.updated),
    )
    return tuple(
        Row(Property.FACT, label, exact(at, manner.today, manner.locale), can_change=False)
        for label, at in times
        if at is not None
    )


def _files(whole: Whole, locale: Locale) -> tuple[Row, ...]:
    rows = [
        Row(Property.FILE, "", file.name, words.size(file.size, locale), "doc", key=file.id)
        for file in whole.attachments
    ]
    return (
        *rows,
        Row(Property.ADD_FILE, "", _(QT_TRANSLATE_NOOP("Details", "Attach files…")), icon="plus", is_empty=True),
    )


def _links(whole: Whole, locale: Locale) -> tuple[Row, ...]:
    rows = [
        Row(
            Property.INCIDENT,
            "",
            " ".join(filter(None, (f"INC-{one.number}" if one.number is not None else "", one.title))),
            f"{words.word(one.severity, locale)} · {words.word(one.status, locale)}",
            "warroom",
            key=one.id,
        )
        for one in whole.incidents
    ]
    rows += [
        Row(
            Property.LINK,
            "",
            " ".join(filter(None, (str(link.number or ""), link.title))),
            f"{words.word(link.kind, locale)}{' ←' if link.inward else ''} · {words.word(link.status, locale)}",
            "link",
            key=link.id,
        )
        for link in whole.links
    ]
    return (
        *rows,
        Row(Property.ADD_LINK, "", _(QT_TRANSLATE_NOOP("Details", "Link a ticket…")), icon="plus", is_empty=True),
    )
