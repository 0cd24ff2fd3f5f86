"""What the slots of the phrases are filled with: the same value all through one ticket, in the ticket's language.

Promise: a slot's value is chosen when a phrase first asks for it and kept; only `hour`, `lately` and `soon` follow the
time of the speaking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import TypeVar

from console.models.kinds import EPOCH, Locale
from console.services.demo_hours import DAY, HOME, HOUR, MINUTE
from console.services.demo_people import Asker
from console.services.demo_samples import Cast, Phrases, Row, Story

T = TypeVar("T")
_BLOCKS = ("192.0.2", "198.51.100", "203.0.113")
"""Networks set aside for documentation (RFC 5737)."""


def pick(rng: Random, items: Sequence[T]) -> T:
    """One of the items; three times as quick as `Random.choice`."""
    return items[int(rng.random() * len(items))]


class World:
    """What all tickets of one language draw their values from."""

    def __init__(self, rng: Random, locale: Locale, cast: Cast, phrases: Phrases, names: Sequence[str]) -> None:
        self.rng = rng
        self.locale = locale
        self.language = "zh" if locale is Locale.ZH else "en"
        self.cast = cast
        self.phrases = phrases
        self.names = names
        """Names of requesters who write in this language, for colleagues and managers."""

    def date(self, at: int) -> str:
        """The day of an instant as people write it."""
        day = EPOCH + timedelta(microseconds=at + HOME)
        return self.phrases["dates"][0].format(day=day.day, month=self.phrases["months"][day.month - 1])


class Slots(dict[str, str]):
    """The values of one ticket."""

    def __init__(self, world: World, created: int, asker: Asker | None, site: Row, story: Story) -> None:
        self.world = world
        self.created = created
        self.at = created
        """The instant at which is being spoken."""
        self.asker = asker
        self.site = site
        self.story = story
        self.zone = int(site["zone"]) * HOUR if asker else HOME
        """Of whom is spoken to."""
        self.app: Row | None = None

    def fill(self, phrase: str) -> str:
        """The phrase with its slots filled."""
        return phrase.format_map(self) if "{" in phrase else phrase

    def note(self, phrase: str) -> str:
        """The same for colleagues, whose clock is that of the staff."""
        zone, self.zone = self.zone, HOME
        text = self.fill(phrase)
        self.zone = zone
        return text

    def __missing__(self, name: str) -> str:
        moment = _MOMENTS.get(name)
        if moment is not None:
            return moment(self)
        value = self[name] = _VALUES[name](self)
        return value

    def pick_app(self) -> Row:
        """The application this ticket speaks of."""
        if self.app is None:
            apps = self.world.cast.apps
            self.app = pick(self.world.rng, apps)
            while self.story.apps and self.app["id"] not in self.story.apps:
                self.app = pick(self.world.rng, apps)
        return self.app


def clock(at: int, zone: int) -> str:
    """The time of day of an instant in a zone."""
    minutes = (at + zone) // MINUTE % (24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _hour(slots: Slots) -> str:
    half = HOUR // 2
    return clock((slots.at + 3 * half) // half * half, slots.zone)


def _lately(slots: Slots) -> str:
    return clock(slots.at - (10 + int(slots.world.rng.random() * 30)) * MINUTE, slots.zone)


def _soon(slots: Slots) -> str:
    return slots.world.date(slots.at + (1 + int(slots.world.rng.random() * 4)) * DAY)


_MOMENTS: Mapping[str, Callable[[Slots], str]] = {"hour": _hour, "lately": _lately, "soon": _soon}


def _number(low: int, high: int, step: int = 1) -> Callable[[Slots], str]:
    return lambda slots: str(low + int(slots.world.rng.random() * ((high - low) // step + 1)) * step)


def _named(table: Callable[[Cast], Sequence[Row]]) -> Callable[[Slots], str]:
    return lambda slots: pick(slots.world.rng, table(slots.world.cast))[slots.world.language]


def _one_of(items: Callable[[Cast], Sequence[str]]) -> Callable[[Slots], str]:
    return lambda slots: pick(slots.world.rng, items(slots.world.cast))


def _colleague(slots: Slots) -> str:
    known = {slots.get("name"), slots.get("manager"), slots.get("colleague")}
    name = pick(slots.world.rng, slots.world.names)
    while name in known and len(slots.world.names) > len(known):
        name = pick(slots.world.rng, slots.world.names)
    return name


def _asked(attribute: str) -> Callable[[Slots], str]:
    return lambda slots: str(getattr(slots.asker, attribute)) if slots.asker else _colleague(slots)


def _department(slots: Slots) -> str:
    return slots.asker.department if slots.asker else _named(lambda cast: cast.departments)(slots)


_VALUES: Mapping[str, Callable[[Slots], str]] = {
    "name": _asked("name"),
    "first": _asked("first"),
    "account": _asked("account"),
    "ext": _asked("ext"),
    "staffno": _asked("staffno"),
    "department": _department,
    "site": lambda slots: slots.site[slots.world.language],
    "pool": lambda slots: f"{slots.site['pool']}-{1 + int(slots.world.rng.random() * 4)}",
    "app": lambda slots: slots.pick_app()[slots.world.language],
    "appid": lambda slots: slots.pick_app()["id"],
    "group": lambda slots: pick(slots.world.rng, slots.pick_app()["groups"].split()),
    "code": lambda slots: pick(slots.world.rng, slots.story.codes),
    "phone": _named(lambda cast: cast.phones),
    "partner": _named(lambda cast: cast.partners),
    "host": _one_of(lambda cast: cast.hosts),
    "browser": _one_of(lambda cast: cast.browsers),
    "os": _one_of(lambda cast: cast.systems),
    "n": _number(3, 9),
    "minutes": _number(4, 26),
    "seconds": _number(15, 70, 5),
    "many": _number(20, 180),
    "version": lambda slots: f"{_number(4, 6)(slots)}.{_number(0, 12)(slots)}.{_number(0, 4)(slots)}",
    "case": lambda slots: f"VC-{_number(21_000, 68_000)(slots)}",
    "ip": lambda slots: f"{pick(slots.world.rng, _BLOCKS)}.{_number(1, 254)(slots)}",
    "colleague": _colleague,
    "manager": _colleague,
    "time": lambda slots: clock(slots.created - (5 + int(slots.world.rng.random() * 50)) * MINUTE, slots.zone),
    "earlier": lambda slots: slots.world.date(slots.created - (1 + int(slots.world.rng.random() * 6)) * DAY),
    "window": lambda slots: slots.world.date(slots.at + (3 + int(slots.world.rng.random() * 6)) * DAY),
    "later": lambda slots: slots.world.date(slots.created + (4 + int(slots.world.rng.random() * 7)) * DAY),
}


def known_slots() -> frozenset[str]:
    """The slots that fill themselves; others are set as a story goes."""
    return frozenset(_VALUES) | frozenset(_MOMENTS)
