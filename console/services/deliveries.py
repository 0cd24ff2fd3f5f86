"""Sends messages to those they are for, as duties: each once in the whole fleet (SPEC 9.1, 9.3).

Promise: whom a group names is found by the worker, not by who wrote the message; what may have left is never sent
again; what did not leave is tried again after longer and longer pauses.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import NAMESPACE_OID, uuid5

from console.models.channels import Channel
from console.models.groups import audience
from console.models.kinds import Locale, from_micros, to_micros
from console.models.marks import Mark
from console.models.message_kinds import RECENT, ChannelKind, DeliveryState, MessageKind
from console.models.runbook_kinds import Finding
from console.models.values import dataclass
from console.services.audience import readers
from console.services.channels import CHANNELS
from console.services.clock import Clock
from console.services.clocks import catalogue
from console.services.communications import by_language, in_language
from console.services.desk import Desk
from console.services.letter import Fate, Letter, NotSent
from console.services.reach import Deadline
from console.services.secrets import of_channel
from console.services.sync.duties import Duties, Duty, End, back_off
from console.services.sync.hub import Hub
from console.services.sync.recording import Recording, recording_of

KIND, RESOLVING = "deliver", "audience"
"""Of the duties: one for each delivery, one that finds whom a message is for."""
LEASE = timedelta(seconds=90)
TIME = 30.0
"""Seconds to hand over one letter."""
MOST_TRIES = 10
"""Four and a half hours of pauses."""
SOON = timedelta(seconds=10)
Secret = Callable[[str], str | None]
"""Tells the secret of a channel by its name."""
MAIL = "mail"
"""What the deliveries to people are named where no mail is set up."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Ask for messages whose recipients nobody has looked for, and for deliveries that have not ended."""

    since: int
    """Microseconds."""

    def answer(self, connection: sqlite3.Connection) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of both."""
        new = connection.execute(
            "select c.id from communication c where c.sent_at >= ? and c.dead = 0 and c.seq is not null"
            " and not exists (select 1 from delivery d where d.root = c.root and d.communication = c.id)",
            (self.since,),
        )
        pending = connection.execute("select id from delivery where state = 'PENDING' and dead = 0")
        return tuple(key for (key,) in new), tuple(key for (key,) in pending)


@dataclass(frozen=True, slots=True)
class _Message:
    """A message as it goes out."""

    id: str
    incident: str
    number: int | None
    kind: MessageKind
    subject: dict[Locale, str]
    body: dict[Locale, str]
    sent_at: int

    def letter(self, mark: Mark) -> Letter:
        """It for one recipient."""
        locale = Locale(str(mark.values["locale"]))
        return Letter(
            *(mark.id, str(mark.values["address"]), str(mark.values["name"]), locale, self.kind, self.incident),
            *(self.number, in_language(self.subject, locale), in_language(self.body, locale)),
            from_micros(self.sent_at),
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """Ask for a message, the channels there are, and the deliveries it comes to."""

    message: str
    now: int

    def answer(self, connection: sqlite3.Connection) -> tuple[_Message, tuple[Channel, ...], tuple[Mark, ...]] | None:
        """None where the message is not here yet."""
        found = connection.execute(
            "select c.root, i.number, c.kind, c.subject, c.body, c.sent_at, c.groups"
            " from communication c join incident i on i.id = c.root where c.id = ? and c.dead = 0",
            (self.message,),
        ).fetchone()
        if found is None:
            return None
        incident, number, kind, subject, body, at, groups = found
        message = _Message(
            self.message, incident, number, MessageKind(kind), by_language(subject), by_language(body), at
        )
        ruled, wanted = catalogue(connection), [str(name) for name in json.loads(groups)]
        channels = ruled.channels(self.now)
        people = audience(wanted, ruled.groups(self.now), readers(connection)).recipients
        mail = next((channel.name for channel in channels if channel.kind is ChannelKind.SMTP), MAIL)
        marks = [_mark(message, mail, one.address, one.name, one.locale, one.person) for one in people]
        marks += [
            _mark(message, channel.name, "", channel.name, channel.locale, None)
            for channel in channels
            if set(channel.groups) & set(wanted)
        ]
        return message, channels, tuple(marks)


def _mark(message: _Message, channel: str, address: str, name: str, locale: Locale, person: str | None) -> Mark:
    """The row of a delivery, as it begins."""
    key = str(uuid5(NAMESPACE_OID, f"delivery|{message.id}|{channel}|{address.lower()}"))
    values: dict[str, object] = {
        "communication": message.id,
        "channel": channel,
        "address": address,
        "name": name,
        "locale": locale.value,
        "person": person,
        "state": DeliveryState.PENDING.value,
        "attempts": 0,
        "params": {},
    }
    return Mark("delivery", key, message.incident, message.sent_at, values)


class Deliveries:
    """What a worker, or the console of one machine, does for messages."""

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        hub: tuple[Recording, Duties],
        secret: Secret,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._recording, self._duties = hub
        self._secret = secret
        self.may_go_on: Callable[[], bool] = lambda: True

    def carry_out(self) -> int:
        """Send all there is to send; the number sent."""
        now = self._clock.now()
        new, pending = self._desk.look(Waiting(to_micros(now - RECENT)))
        for message in new:
            self._duties.plan(f"{RESOLVING}:{message}", RESOLVING, {"message": message}, now)
        while self.may_go_on() and (found := self._duties.claim([RESOLVING], LEASE, 1)):
            self._resolve(found[0])
        for key in self._duties.unsure([_duty(key) for key in pending]):
            self._settle(key.partition(":")[2], DeliveryState.UNSURE, None, Finding.STOPPED, {})
        return sum(self._deliver(duty) for duty in self._claimed())

    def _claimed(self) -> Iterator[Duty]:
        while self.may_go_on() and (held := self._duties.claim([KIND], LEASE, 1)):
            yield held[0]

    def _resolve(self, duty: Duty) -> None:
        """Put down a delivery for everybody the message is for, and plan it."""
        now = self._clock.now()
        known = self._desk.look(_Known(str(duty.args["message"]), to_micros(now)))
        if known is None:
            self._duties.finish(duty, End.FAILED, again=SOON)
            return
        message, _, marks = known
        stand = self._recording.record(marks) if marks else frozenset[str]()
        for mark in marks:
            if mark.id in stand:
                args = {"message": message.id, "delivery": mark.id, "values": mark.values}
                self._duties.plan(_duty(mark.id), KIND, args, now, once=True)
        self._duties.finish(duty, End.DONE, {"recipients": len(marks)})

    def _deliver(self, duty: Duty) -> bool:
        """Whether one letter was sent."""
        known = self._desk.look(_Known(str(duty.args["message"]), to_micros(self._clock.now())))
        values = duty.args["values"]
        if known is None or not isinstance(values, dict):
            self._duties.finish(duty, End.FAILED, again=SOON)
            return False
        message, channels, _ = known
        key = str(duty.args["delivery"])
        mark = Mark("delivery", key, message.incident, message.sent_at, values)
        try:
            hand_over(str(values["channel"]), channels, message.letter(mark), self._secret, self._clock)
        except NotSent as error:
            self._failed(duty, key, error)
            return False
        self._settle(key, DeliveryState.SENT, duty.tries, None, {})
        self._duties.finish(duty, End.DONE)
        return True

    def _failed(self, duty: Duty, key: str, error: NotSent) -> None:
        again = error.fate is Fate.AGAIN and duty.tries < MOST_TRIES
        ended = DeliveryState.UNSURE if error.fate is Fate.UNSURE else DeliveryState.FAILED
        state = DeliveryState.PENDING if again else ended
        self._settle(key, state, duty.tries, error.finding, dict(error.params))
        end = End.UNSURE if state is DeliveryState.UNSURE else End.FAILED
        self._duties.finish(duty, end, error.finding.value, again=back_off(duty.tries) if again else None)

    def _settle(
        self, key: str, state: DeliveryState, tries: int | None, finding: Finding | None, params: dict[str, object]
    ) -> None:
        """Say how far a delivery has come, while nobody has said that it ended."""
        values: dict[str, object] = {"state": state.value, "finding": finding and finding.value, "params": params}
        if tries is not None:
            values["attempts"] = tries
        if state is not DeliveryState.PENDING:
            values["ended_at"] = to_micros(self._clock.now())
        self._recording.settle("delivery", key, DeliveryState.PENDING.value, values)


def deliver(desk: Desk, clock: Clock, hub: Hub, may_go_on: Callable[[], bool] = lambda: True) -> int:
    """Send all there is to send with the secrets of this machine; the number sent."""
    deliveries = Deliveries(desk, clock, recording_of(hub, clock), of_channel)
    deliveries.may_go_on = may_go_on
    return deliveries.carry_out()


def _duty(delivery: str) -> str:
    return f"{KIND}:{delivery}"


@dataclass(frozen=True, slots=True)
class ChannelsAt:
    """Ask for the channels set up at an instant."""

    now: int
    """Microseconds."""

    def answer(self, connection: sqlite3.Connection) -> tuple[Channel, ...]:
        """In their order."""
        return catalogue(connection).channels(self.now)


def hand_over(name: str, channels: tuple[Channel, ...], letter: Letter, secret: Secret, clock: Clock) -> None:
    """Send a letter by the channel of that name, now; raises NotSent."""
    channel = next((one for one in channels if one.name == name), None)
    if channel is None:
        raise NotSent(Fate.AGAIN, Finding.NO_CHANNEL, name=name)
    send = next(send for kind, send in CHANNELS if kind is channel.kind)
    send(channel, letter, secret(channel.name), Deadline(clock, TIME))
