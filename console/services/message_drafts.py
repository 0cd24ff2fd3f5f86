"""How the next message about an incident begins (SPEC 9.2).

Promise: pure sentences around what the timeline gained since the last one, in both languages; nothing a person wrote is
translated or cut, and nothing is sent.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from console import words
from console.message_words import DRAFT, SUBJECT
from console.models.incident_kinds import EntryKind, IncidentStatus
from console.models.kinds import Locale, from_micros, to_micros
from console.models.message_kinds import MessageKind
from console.models.values import dataclass
from console.models.wall import offset_of
from console.services.clocks import catalogue
from console.services.communications import MessageRow, MessagesOf
from console.services.incidents.queries import EntryRow, IncidentRow, OpenIncident
from console.services.incidents.telling import told

TELLING = (EntryKind.NOTE, EntryKind.DECISION, EntryKind.UPDATE, EntryKind.STATUS, EntryKind.SEVERITY)
"""Entries a draft tells of."""
MOST = 8
"""Entries of one draft, the newest."""


@dataclass(frozen=True, slots=True)
class MessageDraft:
    """What the next message begins with."""

    kind: MessageKind
    subject: Mapping[Locale, str]
    body: Mapping[Locale, str]
    groups: tuple[str, ...]
    entries: int
    """How many the timeline gained since the last message."""
    since: datetime
    number: int
    """Which update it is, from 1; 0 for another kind."""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The messages of an incident, the newest first, and how the next one begins."""

    incident: IncidentRow
    rows: tuple[MessageRow, ...]
    draft: MessageDraft
    groups: tuple[str, ...]
    """All there are, to choose from."""


@dataclass(frozen=True, slots=True)
class OpenCorrespondence:
    """Ask for them, as they are at `now`; `kind` is what the next one is to be, None leaves it to the incident."""

    incident: str
    now: datetime
    kind: MessageKind | None = None

    def answer(self, connection: sqlite3.Connection) -> Correspondence:
        """Raises Refused NOT_FOUND."""
        row, rows = OpenIncident(self.incident).answer(connection), MessagesOf(self.incident).answer(connection)
        ruled, now = catalogue(connection), to_micros(self.now)
        terms = ruled.severities(now)[row.severity]
        kind = self.kind or next_kind(row, rows)
        since = rows[0].sent_at if rows else row.reported_at
        gained = _gained(connection, self.incident, since)
        known = tuple(group.name for group in ruled.groups(now))
        groups = tuple(name for name in (rows[0].groups if rows else terms.tell) if name in known)
        following = self.now + timedelta(minutes=terms.update) if kind in _CADENCE else None
        number = 1 + sum(one.kind is MessageKind.UPDATE for one in rows) if kind is MessageKind.UPDATE else 0
        draft = MessageDraft(
            kind,
            {locale: _subject(row, kind, number, locale) for locale in Locale},
            {locale: _body(row, kind, gained, since, following, locale) for locale in Locale},
            groups,
            len(gained),
            since,
            number,
        )
        return Correspondence(row, rows, draft, known)


_CADENCE = (MessageKind.INITIAL, MessageKind.UPDATE)
"""Kinds that promise another one."""
_OVER = (IncidentStatus.RESOLVED, IncidentStatus.CLOSED)


def next_kind(row: IncidentRow, rows: Sequence[MessageRow]) -> MessageKind:
    """What is to be told next: first that it began, then how it goes, once that it is over, then what was found."""
    if row.status in _OVER:
        is_told = any(one.kind is MessageKind.RESOLUTION for one in rows)
        return MessageKind.FOLLOW_UP if is_told else MessageKind.RESOLUTION
    return MessageKind.UPDATE if rows else MessageKind.INITIAL


def _gained(connection: sqlite3.Connection, incident: str, since: datetime) -> list[EntryRow]:
    """What the timeline gained, the earliest first; what was corrected is not told."""
    marks = ", ".join("?" * len(TELLING))
    rows = connection.execute(
        "select e.id, e.event_at, e.recorded_at, e.kind, e.text from timeline_entry e where e.root = ? and e.dead = 0"
        f" and e.recorded_at > ? and e.kind in ({marks}) and not exists"
        " (select 1 from timeline_entry c where c.root = e.root and c.corrects = e.id and c.dead = 0)"
        " order by e.event_at desc, e.id desc",
        (incident, to_micros(since), *TELLING),
    )
    found = [
        EntryRow(key, from_micros(at), from_micros(recorded), EntryKind(kind), "", text, None, None, pinned=False)
        for key, at, recorded, kind, text in rows
    ]
    return found[::-1]


def _subject(row: IncidentRow, kind: MessageKind, number: int, locale: Locale) -> str:
    called = " ".join(filter(None, (words.word(kind, locale), str(number or ""))))
    return _said(SUBJECT, locale, severity=words.word(row.severity, locale), title=row.title, kind=called)


def _body(
    row: IncidentRow,
    kind: MessageKind,
    gained: Sequence[EntryRow],
    since: datetime,
    following: datetime | None,
    locale: Locale,
) -> str:
    opening = {MessageKind.INITIAL: "begun", MessageKind.RESOLUTION: "over", MessageKind.FOLLOW_UP: "after"}
    parts = [_said(DRAFT[opening[kind]], locale, title=row.title)] if kind in opening else []
    if kind is MessageKind.INITIAL:
        parts.append(row.description)
        if row.affected_users is not None:
            severity = words.word(row.severity, locale)
            parts.append(_said(DRAFT["reach"], locale, severity=severity, users=f"{row.affected_users:,}"))
    if kind in (MessageKind.RESOLUTION, MessageKind.FOLLOW_UP):
        parts += [row.root_cause or "", row.resolution_summary or ""]
    if kind is MessageKind.UPDATE:
        name = "gained" if gained else "nothing"
        parts.append(_said(DRAFT[name], locale, when=_time(since)))
        parts.append(
            "\n".join(f"- {_time(one.event_at)} {told(one.kind, one.text, locale, {})}" for one in gained[-MOST:])
        )
    if following is not None:
        parts.append(_said(DRAFT["next"], locale, when=_time(following)))
    return "\n\n".join(part for part in parts if part.strip())


def _said(pair: tuple[str, str], locale: Locale, **values: str) -> str:
    return pair[0 if locale is Locale.EN else 1].format(**values)


def _time(at: datetime) -> str:
    """By the clocks of this machine, with date and offset: who reads it may be elsewhere, and the next day."""
    here = at.astimezone()
    return f"{here:%m-%d %H:%M} {offset_of(here)}"
