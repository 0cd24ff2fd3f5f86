"""Which tickets the demo has: when each arrives, from whom, about what, and where its story stands at present.

Promise: exactly the number asked for, in the order of arrival; disturbances bring many at once, a few are sent twice.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from random import Random
from typing import TypeVar

from console.models.kinds import Channel, Locale
from console.services.demo_hours import DAY, HOUR, MINUTE, SPAN, arrival, is_open
from console.services.demo_people import Asker, People
from console.services.demo_samples import Kind, Samples, Story
from console.services.demo_slots import pick

T = TypeVar("T")

LIVE_LEAST = 60
"""Tickets somebody still has to work on in even a small demo."""
LIVE_SHARE = 0.06
MINE = 14
"""Live tickets of the person of this profile."""


class Stop(StrEnum):
    """Where the story of a live ticket stands."""

    NEW = "NEW"
    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    IN_PROGRESS = "IN_PROGRESS"
    PENDING_USER = "PENDING_USER"
    PENDING_VENDOR = "PENDING_VENDOR"
    ON_HOLD = "ON_HOLD"
    REOPENED = "REOPENED"


@dataclass(eq=False, slots=True)
class Told:
    """What other tickets need to know of one that was told."""

    id: str
    number: int
    title: str
    ask: str


@dataclass(eq=False, slots=True)
class Incident:
    """A disturbance many report: the first ticket leads."""

    story: Story
    began: int
    restored: int
    first: Told | None = None


@dataclass(eq=False, slots=True)
class Plan:
    """One ticket to tell."""

    created: int
    asker: Asker | None
    """None for what monitoring reports."""
    story: Story
    channel: Channel
    locale: Locale
    stop: Stop | None = None
    """None runs to its end, or as far as the present."""
    mine: bool = False
    incident: Incident | None = None
    original: Plan | None = None
    """The ticket this one says again."""
    told: Told | None = None
    copied: bool = False
    """Whether a later plan needs `told`."""


_WAITS = {Stop.PENDING_VENDOR: "vendor", Stop.ON_HOLD: "hold"}
"""What a story has to wait for to be able to stand there."""
_YOUNG = {Stop.NEW: 10, Stop.OPEN: 6, Stop.ANSWERED: 2, Stop.IN_PROGRESS: 3}
"""Where a live ticket of some hours stands, by weight; then one of days, then one of weeks."""
_SETTLED = {
    Stop.NEW: 7,
    Stop.OPEN: 12,
    Stop.ANSWERED: 13,
    Stop.IN_PROGRESS: 28,
    Stop.PENDING_USER: 19,
    Stop.PENDING_VENDOR: 9,
    Stop.ON_HOLD: 7,
    Stop.REOPENED: 5,
}
_OLD = {
    Stop.ANSWERED: 6,
    Stop.IN_PROGRESS: 26,
    Stop.PENDING_USER: 22,
    Stop.PENDING_VENDOR: 24,
    Stop.ON_HOLD: 18,
    Stop.REOPENED: 4,
}
_CHANNELS = {
    Locale.EN: {Channel.PORTAL: 36, Channel.EMAIL: 36, Channel.CHAT: 12, Channel.PHONE: 12, Channel.CONSOLE: 4},
    Locale.ZH: {Channel.PORTAL: 44, Channel.EMAIL: 18, Channel.CHAT: 20, Channel.PHONE: 14, Channel.CONSOLE: 4},
}
_STAFFED = frozenset({Channel.CHAT, Channel.PHONE, Channel.CONSOLE, Channel.ON_SITE})
"""Channels with somebody at the other end."""
_ON_SITE = frozenset({"hardware-key", "wifi", "new-phone"})


@dataclass(slots=True)
class Planner:
    """Makes the plans of one demo."""

    rng: Random
    now: int
    size: int
    samples: Samples
    people: People
    _sums: dict[Kind, list[int]] = field(default_factory=dict)

    def plans(self) -> list[Plan]:
        """All of them, by arrival."""
        made = self._disturbances()
        live = min(max(LIVE_LEAST, int(self.size * LIVE_SHARE)), self.size * 2 // 3)
        made += self._live(min(live, self.size - len(made)))
        ended = [self._usual(self._when(), None) for _ in range(self.size - len(made))]
        for place in range(0, len(ended) - 1, 140):
            ended[place] = self._again(ended[place + 1])
        made += ended
        made.sort(key=lambda plan: plan.created)
        return made

    def _when(self) -> int:
        """Any time of the span; a small demo is denser towards the present, a large one grows slowly."""
        bend = 1.4 if self.size < 5000 else 1.15
        age = int(SPAN * self.rng.random() ** bend)
        return self.now - age

    def _usual(self, near: int, stop: Stop | None) -> Plan:
        rng = self.rng
        if rng.random() < 0.03:
            story = self._story(Kind.ALERT)
            created = near - int(rng.random() * DAY)
            return Plan(created, None, story, Channel.MONITORING, pick(rng, tuple(Locale)), stop)
        asker = self._asker()
        created = arrival(rng, near, int(asker.site["zone"]) * HOUR)
        while created > self.now - 2 * MINUTE:
            created = arrival(rng, near - DAY, int(asker.site["zone"]) * HOUR)
        story = self._story(Kind.FAULT)
        channel = _weighted(rng, _CHANNELS[asker.locale])
        if story.key in _ON_SITE and rng.random() < 0.15:
            channel = Channel.ON_SITE
        if channel in _STAFFED and not is_open(created, int(asker.site["zone"]) * HOUR):
            channel = Channel.PORTAL
        return Plan(created, asker, story, channel, asker.locale, stop)

    def _live(self, count: int) -> list[Plan]:
        """Tickets not yet ended: the younger, the more of them; every so often one of the profile's own."""
        rng, made = self.rng, []
        mean = min(38.0, max(6.0, count / max(1.0, 0.85 * self.size / 540)))
        mean = mean if self.size >= 5000 else 6.0
        for number in range(count):
            age = min(90.0, rng.expovariate(1 / mean)) if number % 4 else rng.random() * 1.5
            plan = self._usual(self.now - int(age * DAY), None)
            plan.stop = _weighted(rng, _stops((self.now - plan.created) / DAY))
            while plan.asker is not None and plan.stop in _WAITS and plan.story.waits != _WAITS[plan.stop]:
                plan.story = self._story(Kind.FAULT)
            made.append(plan)
        for plan in made[:: max(1, count // MINE)][:MINE]:
            plan.mine = plan.asker is not None and plan.stop is not Stop.NEW
        return made

    def _asker(self) -> Asker:
        askers = self.people.askers
        return askers[int(len(askers) * self.rng.random() ** 1.5)]

    def _story(self, kind: Kind) -> Story:
        """A story by weight: of that kind, where faults stand for all that people ask for by themselves."""
        stories = self._stories(kind)
        if kind not in self._sums:
            self._sums[kind] = list(accumulate(story.weight for story in stories))
        return self.rng.choices(stories, cum_weights=self._sums[kind])[0]

    def _stories(self, kind: Kind) -> Sequence[Story]:
        apart = {Kind.ALERT, Kind.OUTAGE}
        wanted = {kind} if kind in apart else set(Kind) - apart
        return [story for story in self.samples.stories if story.kind in wanted]

    def _again(self, original: Plan) -> Plan:
        """The same requester asks the same again an hour or a few later; a plan of its own where that cannot be."""
        created = original.created + int((0.5 + 3 * self.rng.random()) * HOUR)
        if original.asker is None or original.original is not None or created > self.now - HOUR:
            return self._usual(self._when(), None)
        original.copied = True
        return Plan(created, original.asker, original.story, original.channel, original.locale, original=original)

    def _disturbances(self) -> list[Plan]:
        """Each with the tickets that report it; the last one goes on right now."""
        if self.size < 40:
            return []
        made: list[Plan] = []
        count = max(2, min(24, self.size // 3500))
        for number in range(count):
            last = number == count - 1
            began = self.now - 50 * MINUTE if last else self._in_the_morning()
            restored = self.now + DAY if last else began + int((45 + 150 * self.rng.random()) * MINUTE)
            incident = Incident(self._story(Kind.OUTAGE), began, restored)
            followers = int(min(60, 3 + math.sqrt(self.size) / 8) * (0.5 + self.rng.random()))
            made += self._reports(incident, followers)
        return made

    def _in_the_morning(self) -> int:
        return arrival(self.rng, self.now - 2 * DAY - int(self.rng.random() * (SPAN - 9 * DAY)), 8 * HOUR)

    def _reports(self, incident: Incident, count: int) -> list[Plan]:
        rng, made = self.rng, []
        for number in range(count + 1):
            asker = self._asker()
            channel = Channel.HOTLINE if not number else _weighted(rng, _CHANNELS[asker.locale])
            created = incident.began + (number and MINUTE + int(40 * MINUTE * rng.random() ** 1.5))
            made.append(Plan(created, asker, incident.story, channel, asker.locale, incident=incident))
        return made


def _stops(days: float) -> Mapping[Stop, int]:
    if days < 0.4:
        return _YOUNG
    return _SETTLED if days < 12 else _OLD


def _weighted(rng: Random, weights: Mapping[T, int]) -> T:
    """One of the keys, the heavier the likelier."""
    return rng.choices(list(weights), list(weights.values()))[0]
