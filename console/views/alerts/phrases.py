"""Alerts in words: what happened, and to what.

Promise: foreign text is one plain line of bounded length; instants are told by the wall clock of this machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from console import words
from console.models.alert_kinds import AlertKind
from console.models.kinds import Locale, local_mark
from console.services.inbox import Shown
from console.views.times import moment
from console.views.translation import QT_TRANSLATE_NOOP

CONTEXT = "Alerts"
LONGEST = 120
"""Characters of a title that are told."""
MOST = 3
"""Titles that a digest names."""
_HEADINGS = {
    AlertKind.BREACH: QT_TRANSLATE_NOOP("Alerts", "{clock}: overdue"),
    AlertKind.WARN: QT_TRANSLATE_NOOP("Alerts", "{clock}: {percent} % of the time used"),
    AlertKind.ESCALATION: QT_TRANSLATE_NOOP("Alerts", "Escalated to you: {clock} is overdue"),
    AlertKind.INCIDENT: QT_TRANSLATE_NOOP("Alerts", "Incident declared"),
    AlertKind.ASSIGNMENT: QT_TRANSLATE_NOOP("Alerts", "Assigned to you"),
    AlertKind.UNASSIGNED: QT_TRANSLATE_NOOP("Alerts", "Nobody can be given it"),
    AlertKind.ANSWER: QT_TRANSLATE_NOOP("Alerts", "The requester answered"),
    AlertKind.MENTION: QT_TRANSLATE_NOOP("Alerts", "You were mentioned"),
    AlertKind.DUTY: QT_TRANSLATE_NOOP("Alerts", "A duty on an incident is offered to you"),
    AlertKind.TASK: QT_TRANSLATE_NOOP("Alerts", "A task on an incident is asked of you"),
    AlertKind.OVERDUE: QT_TRANSLATE_NOOP("Alerts", "The time of a task is over"),
    AlertKind.REVIEW: QT_TRANSLATE_NOOP("Alerts", "An article of yours is to be looked at again"),
    AlertKind.ACTION: QT_TRANSLATE_NOOP("Alerts", "Your action item is overdue"),
}
_KINDS = {
    AlertKind.BREACH: QT_TRANSLATE_NOOP("Alerts", "Overdue clocks"),
    AlertKind.WARN: QT_TRANSLATE_NOOP("Alerts", "Clocks running out"),
    AlertKind.ESCALATION: QT_TRANSLATE_NOOP("Alerts", "Escalations"),
    AlertKind.INCIDENT: QT_TRANSLATE_NOOP("Alerts", "Incidents"),
    AlertKind.ASSIGNMENT: QT_TRANSLATE_NOOP("Alerts", "Assignments"),
    AlertKind.UNASSIGNED: QT_TRANSLATE_NOOP("Alerts", "Tickets nobody can be given"),
    AlertKind.ANSWER: QT_TRANSLATE_NOOP("Alerts", "Answers"),
    AlertKind.MENTION: QT_TRANSLATE_NOOP("Alerts", "Mentions"),
    AlertKind.DUTY: QT_TRANSLATE_NOOP("Alerts", "Duties"),
    AlertKind.TASK: QT_TRANSLATE_NOOP("Alerts", "Tasks"),
    AlertKind.OVERDUE: QT_TRANSLATE_NOOP("Alerts", "Overdue tasks"),
    AlertKind.REVIEW: QT_TRANSLATE_NOOP("Alerts", "Articles to look at again"),
    AlertKind.ACTION: QT_TRANSLATE_NOOP("Alerts", "Action items"),
}
ICONS = {
    AlertKind.BREACH: "sla-breach",
    AlertKind.WARN: "sla-warn",
    AlertKind.ESCALATION: "up",
    AlertKind.INCIDENT: "alert",
    AlertKind.ASSIGNMENT: "person-check",
    AlertKind.UNASSIGNED: "users",
    AlertKind.ANSWER: "reply",
    AlertKind.MENTION: "at",
    AlertKind.DUTY: "person-check",
    AlertKind.TASK: "checkcircle",
    AlertKind.OVERDUE: "sla-breach",
    AlertKind.REVIEW: "book",
    AlertKind.ACTION: "sla-breach",
}


def kind(value: AlertKind) -> str:
    """Alerts of one kind."""
    return _said(_KINDS[value])


def heading(row: Shown, locale: Locale) -> str:
    """What happened: "First response: overdue"."""
    alert = row.alert
    clock = "" if alert.clock is None else words.word(alert.clock, locale)
    return _said(_HEADINGS[alert.kind]).format(clock=clock, percent=alert.threshold)


def subject(row: Shown) -> str:
    """To what: "48213 VPN is down"."""
    if not row.title:
        return _said(QT_TRANSLATE_NOOP("Alerts", "It cannot be read here any more"))
    if row.alert.kind is AlertKind.REVIEW:
        return plain(row.title)
    number = local_mark(row.alert.subject) if row.number is None else str(row.number)
    return f"{number}  {plain(row.title)}"


def detail(row: Shown, today: date, locale: Locale) -> str:
    """What else is known: when it is due, who did it, until when it is put off and why."""
    alert, said = row.alert, []
    if alert.kind is AlertKind.WARN and alert.due is not None:
        due = moment(alert.due, today, locale)
        said.append(_said(QT_TRANSLATE_NOOP("Alerts", "due {time}")).format(time=due))
    if row.name:
        said.append(_said(QT_TRANSLATE_NOOP("Alerts", "by {name}")).format(name=plain(row.name)))
    if alert.until is not None and alert.seen is None:
        text = QT_TRANSLATE_NOOP("Alerts", "put off until {time}: {reason}")
        said.append(_said(text).format(time=moment(alert.until, today, locale), reason=plain(alert.reason)))
    return " · ".join(said)


def counted(rows: Sequence[Shown]) -> str:
    """How many of which kind, and the titles of the first: the lines of a digest."""
    kinds = Counter(row.alert.kind for row in rows)
    lines = [", ".join(f"{kind(one)}: {kinds[one]}" for one in AlertKind if kinds[one])]
    return "\n".join([*lines, *(subject(row) for row in rows[:MOST])])


def plain(text: str) -> str:
    """One printable line of foreign text."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _said(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
