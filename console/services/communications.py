"""What was told about an incident, to whom, and how far it has come (SPEC 9.1).

Promise: sending is one operation that leaves message and timeline entry or neither; nothing goes out here: a worker
does that, and its rows tell how far it has come.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select

from console.models import incident_workflow as workflow
from console.models.communication import Communication
from console.models.groups import Audience, audience
from console.models.incident import Incident
from console.models.incident_kinds import EntryKind
from console.models.kinds import Code, Locale, Refused, from_micros, to_micros
from console.models.message_kinds import ChannelKind, DeliveryState, MessageKind
from console.models.runbook_kinds import Finding, Result
from console.models.step_outcome import Outcome
from console.models.values import dataclass
from console.services.audience import readers
from console.services.bus import Changed
from console.services.clocks import catalogue
from console.services.desk import Done, Handler, handled
from console.services.incidents.commands import SendMessage
from console.services.incidents.noting import enter, mover_of
from console.services.tickets import texts
from console.services.transaction import Transaction


def send(tx: Transaction, command: SendMessage) -> Done:
    """Put a message down to be sent, by who writes for the incident; raises Refused."""
    incident = tx.get(Incident, command.incident)
    workflow.check_writes(mover_of(tx, incident))
    known = tx.session.scalar(
        select(func.count()).where(Communication.root == incident.id, Communication.dead.is_(False))
    )
    if command.expect is not None and command.expect != known:
        raise Refused(Code.CHANGED_MEANWHILE, field="message", expected=command.expect, found=known)
    _check_groups(tx, command.groups)
    subject = {locale.value: texts.title(text) for locale, text in command.subject.items() if text.strip()}
    body = {locale.value: texts.body(text) for locale, text in command.body.items() if text.strip()}
    if not subject or subject.keys() != body.keys():
        raise Refused(Code.EMPTY_TEXT, field="subject" if not subject else "message")
    row = Communication(
        id=tx.new_id(),
        kind=command.kind,
        subject=dict(subject),
        body=dict(body),
        groups=list(dict.fromkeys(command.groups)),
        public=command.public,
        author=tx.me.id,
        sent_at=tx.at,
    )
    tx.add(row, incident.id, incident.scope)
    enter(tx, incident, EntryKind.COMMUNICATION, f"{command.kind}: {next(iter(subject.values()))}")
    return Done(row.id, Changed(incidents=frozenset({incident.id})))


def _check_groups(tx: Transaction, groups: tuple[str, ...]) -> None:
    if not groups:
        raise Refused(Code.VALUE_NEEDED, place="groups")
    known = {group.name for group in catalogue(tx.connection).groups(to_micros(tx.at))}
    for name in groups:
        if name not in known:
            raise Refused(Code.NOT_FOUND, what="group")


def all_handlers() -> Mapping[type, Handler]:
    """Who carries out which command of this slice."""
    return dict((handled(SendMessage, send),))


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message, and how far it has come."""

    id: str
    kind: MessageKind
    subject: Mapping[Locale, str]
    body: Mapping[Locale, str]
    groups: tuple[str, ...]
    public: bool
    author: str
    sent_at: datetime
    counts: Mapping[DeliveryState, int]
    """Of its deliveries; none before a worker has seen it."""


@dataclass(frozen=True, slots=True)
class MessagesOf:
    """Ask for the messages of an incident, the newest first."""

    incident: str

    def answer(self, connection: sqlite3.Connection) -> tuple[MessageRow, ...]:
        """All of them."""
        counts: dict[str, dict[DeliveryState, int]] = {}
        for key, state, count in connection.execute(
            "select communication, state, count(*) from delivery where root = ? and dead = 0 group by 1, 2",
            (self.incident,),
        ):
            counts.setdefault(key, {})[DeliveryState(state)] = count
        rows = connection.execute(
            "select c.id, c.kind, c.subject, c.body, c.groups, c.public, coalesce(p.name, ''), c.sent_at"
            " from communication c left join person p on p.id = c.author"
            " where c.root = ? and c.dead = 0 order by c.sent_at desc, c.id desc",
            (self.incident,),
        )
        return tuple(
            MessageRow(
                *(key, MessageKind(kind), by_language(subject), by_language(body), tuple(json.loads(groups))),
                *(bool(public), author, from_micros(at), counts.get(key, {})),
            )
            for key, kind, subject, body, groups, public, author, at in rows
        )


def by_language(written: str) -> dict[Locale, str]:
    """What a row holds, by language; one nobody knows is passed over."""
    return {Locale(key): str(text) for key, text in json.loads(written).items() if key in set(Locale)}


def in_language(written: Mapping[Locale, str], locale: Locale) -> str:
    """A text in that language, else in the one it was written in."""
    return written.get(locale) or next(iter(written.values()), "")


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One recipient of a message."""

    id: str
    name: str
    address: str
    channel: str
    state: DeliveryState
    attempts: int
    trouble: Outcome | None
    """Why it was not sent, or not yet."""


@dataclass(frozen=True, slots=True)
class DeliveriesOf:
    """Ask for the deliveries of a message; those that need a look stand first."""

    message: str

    def answer(self, connection: sqlite3.Connection) -> tuple[DeliveryRow, ...]:
        """All of them."""
        rows = connection.execute(
            "select id, name, address, channel, state, attempts, finding, params from delivery"
            " where communication = ? and dead = 0 order by state = 'SENT', name, id",
            (self.message,),
        )
        return tuple(
            DeliveryRow(*(key, name, address, channel, DeliveryState(state), attempts), _trouble(finding, params))
            for key, name, address, channel, state, attempts, finding, params in rows
        )


def _trouble(finding: str | None, params: str) -> Outcome | None:
    if finding is None:
        return None
    return Outcome(Result.FAILED, Finding(finding), tuple(json.loads(params).items()))


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who hears of what is told to some groups."""

    people: Audience
    rooms: tuple[str, ...]
    """Names of channels that hear of it once."""
    has_mail: bool
    """Whether a channel is set up by which people are reached."""


@dataclass(frozen=True, slots=True)
class ListenersOf:
    """Ask who hears of what is told to these groups at `now`."""

    groups: tuple[str, ...]
    now: datetime

    def answer(self, connection: sqlite3.Connection) -> Listeners:
        """Each once."""
        ruled, now = catalogue(connection), to_micros(self.now)
        channels = ruled.channels(now)
        rooms = tuple(channel.name for channel in channels if set(channel.groups) & set(self.groups))
        people = audience(self.groups, ruled.groups(now), readers(connection))
        return Listeners(people, rooms, any(channel.kind is ChannelKind.SMTP for channel in channels))
