"""What a demo ticket can be about: stories, phrases and the cast, read from sample files and made ready to pick from.

Promise: what fits together is decided here, once: a report comes with titles of its own, and an exchange only with the
causes its answer leaves open, so that nothing picked later can contradict itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NotRequired, TypedDict, TypeVar

from console.models.kinds import Locale, Outcome, TicketType
from console.models.values import dataclass
from console.resources import resource

T = TypeVar("T")


class Kind(StrEnum):
    """How a story goes: what can happen in it and what is said at its end."""

    FAULT = "fault"
    REQUEST = "request"
    WISH = "wish"
    ALERT = "alert"
    OUTAGE = "outage"


class CauseTable(TypedDict):
    """A cause as the file has it; notes, fixes and done of one place belong together, the shorter lists begin again."""

    outcome: str
    notes: list[str]
    fixes: list[str]
    done: list[str]


class TongueTable(TypedDict):
    """One language of a story as the file has it; an exchange is a question and its answers."""

    titles: list[str]
    asks: list[str]
    exchanges: list[list[str]]
    causes: list[CauseTable]


class StoryTable(TypedDict):
    """A story as the file has it; both languages tell the same in the same order, so that what fits is said once.

    `fits`: for each ask "titles/causes/exchanges", places from 1, nothing for all, "-" for none.  `leads`: for each
    exchange and each of its answers the causes it leaves open.  `waits`: whether it may wait for the "vendor" or on
    "hold".  `apps`: the only ones it can be about.
    """

    key: str
    type: str
    kind: NotRequired[str]
    weight: int
    team: str
    tags: list[str]
    codes: NotRequired[list[str]]
    details: list[str]
    waits: NotRequired[str]
    apps: NotRequired[list[str]]
    fits: NotRequired[list[str]]
    leads: NotRequired[list[list[str]]]
    en: TongueTable
    zh: TongueTable


@dataclass(frozen=True, slots=True)
class Variant:
    """One telling of a cause: what is noted, what the requester is told, how the resolution reads."""

    note: str
    fix: str
    done: str


@dataclass(frozen=True, slots=True)
class Cause:
    """What was behind it and how it ended."""

    outcome: Outcome
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of staff, the requester's answer, and the causes the answer leaves open."""

    question: str
    answer: str
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a requester writes, under one of these titles, perhaps with one of these details."""

    ask: str
    titles: tuple[str, ...]
    details: tuple[str, ...]
    causes: tuple[Cause, ...]
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One kind of ticket: its reports in each language."""

    key: str
    type: TicketType
    kind: Kind
    weight: int
    team: str
    tags: tuple[str, ...]
    codes: tuple[str, ...]
    waits: str | None
    apps: tuple[str, ...]
    reports: Mapping[Locale, tuple[Report, ...]]


Phrases = Mapping[str, tuple[str, ...]]
"""What is said on any ticket, by occasion."""
Row = Mapping[str, str]
"""A thing of the cast under its names: `zh`, `en`, and what else belongs to it."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The world the tickets speak of."""

    teams: Sequence[Row]
    sites: Sequence[Row]
    departments: Sequence[Row]
    apps: Sequence[Row]
    partners: Sequence[Row]
    phones: Sequence[Row]
    families: Sequence[tuple[str, str]]
    """Chinese family names and their reading."""
    givens: Sequence[tuple[str, str]]
    firsts: Sequence[str]
    lasts: Sequence[str]
    hosts: Sequence[str]
    browsers: Sequence[str]
    systems: Sequence[str]


@dataclass(frozen=True, slots=True)
class Samples:
    """All that was read."""

    stories: tuple[Story, ...]
    phrases: Mapping[Locale, Phrases]
    cast: Cast


_NAMES = {Locale.EN: "en", Locale.ZH: "zh"}
_SLOT = re.compile(r"\{(\w+)\}")


def load() -> Samples:
    """Read the sample files; raises KeyError, IndexError or ValueError where one contradicts itself."""
    spoken = tomllib.loads(resource("samples/phrases.toml").read_text("utf-8"))
    details: dict[Locale, Mapping[str, list[str]]] = {at: spoken[name].pop("details") for at, name in _NAMES.items()}
    stories = [
        _story(table, details)
        for path in sorted(resource("samples/stories").glob("*.toml"))
        for table in tomllib.loads(path.read_text("utf-8"))["story"]
    ]
    phrases = {at: {k: tuple(v) for k, v in spoken[name].items()} for at, name in _NAMES.items()}
    cast = Cast(**tomllib.loads(resource("samples/cast.toml").read_text("utf-8")))
    return Samples(tuple(stories), phrases, cast)


def slots(text: str) -> frozenset[str]:
    """The names of the slots of a phrase."""
    return frozenset(_SLOT.findall(text))


def _story(table: StoryTable, details: Mapping[Locale, Mapping[str, list[str]]]) -> Story:
    fits = table.get("fits", [""] * len(table["en"]["asks"]))
    leads = table.get("leads", [])
    reports: dict[Locale, tuple[Report, ...]] = {}
    for locale, tongue in ((Locale.EN, table["en"]), (Locale.ZH, table["zh"])):
        causes = [_cause(cause) for cause in tongue["causes"]]
        extra = [text for kind in table["details"] for text in details[locale][kind]]
        reports[locale] = tuple(
            _report(tongue, ask, fit, causes, extra, leads) for ask, fit in zip(tongue["asks"], fits, strict=True)
        )
    return Story(
        key=table["key"],
        type=TicketType(table["type"]),
        kind=Kind(table.get("kind", Kind.FAULT)),
        weight=table["weight"],
        team=table["team"],
        tags=tuple(table["tags"]),
        codes=tuple(table.get("codes", ())),
        waits=table.get("waits"),
        apps=tuple(table.get("apps", ())),
        reports=reports,
    )


def _cause(table: CauseTable) -> Cause:
    notes, fixes, done = table["notes"], table["fixes"], table["done"]
    count = max(len(notes), len(fixes))
    variants = (Variant(notes[i % len(notes)], fixes[i % len(fixes)], done[i % len(done)]) for i in range(count))
    return Cause(Outcome(table["outcome"]), tuple(variants))


def _report(
    tongue: TongueTable,
    ask: str,
    fit: str,
    causes: Sequence[Cause],
    extra: Iterable[str],
    leads: Sequence[Sequence[str]],
) -> Report:
    titles, open_causes, exchanges = (*fit.split("/"), "", "")[:3]
    possible = _chosen(causes, open_causes)
    numbers = range(len(tongue["exchanges"]))
    made = []
    for number in _chosen(numbers, exchanges):
        question, *answers = tongue["exchanges"][number]
        for place, answer in enumerate(answers):
            lead = leads[number][place] if leads else ""
            left = tuple(cause for cause in _chosen(causes, lead) if cause in possible)
            if left:
                made.append(Exchange(question, answer, left))
    said = slots(ask)
    details = tuple(text for text in extra if not slots(text) & said)
    return Report(ask, tuple(_chosen(tongue["titles"], titles)), details, tuple(possible), tuple(made))


def _chosen(items: Sequence[T], places: str) -> list[T]:
    if places == "-":
        return []
    return [items[int(place) - 1] for place in places] if places else list(items)
