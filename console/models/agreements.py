"""What is promised to whom how soon: an ordered list of agreements, the first that matches a ticket holds (SPEC 4.1).

Promise: pure; a list of which the last agreement has conditions, or a value nobody understands, is refused with its
place and never guessed at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from console.models.hours import listed, table
from console.models.kinds import TICKET_CLOCKS, Channel, ClockKind, Code, Priority, Refused, TicketType
from console.models.values import dataclass

ALWAYS = "24x7"
"""The calendar that never closes."""
TEAM = "team"
"""The calendar of whichever team has the ticket."""
THRESHOLDS = (50, 75, 90)
"""Percent of business time at which a clock warns, where an agreement names no others (SPEC 4.1)."""
LONGEST = 10 * 366 * 86_400
"""Seconds of the longest target."""


class Traits(NamedTuple):
    """All of a ticket that agreements ask for."""

    type: str | None
    priority: str
    team: str
    channel: str
    tags: frozenset[str] = frozenset()


class Told(StrEnum):
    """Who hears of a breach, in the order of escalation (SPEC 4.7)."""

    ASSIGNEE = "assignee"
    LEAD = "lead"
    ON_CALL = "on_call"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of escalation."""

    who: Told
    after: int
    """Seconds after the breach."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Targets for the tickets it matches; an empty condition asks nothing."""

    name: str
    types: frozenset[str]
    priorities: frozenset[str]
    teams: frozenset[str]
    channels: frozenset[str]
    tags: frozenset[str]
    """Any of them suffices."""
    targets: Mapping[ClockKind, int]
    """Seconds of business time; a clock that is not named does not apply."""
    calendar: str
    """ALWAYS, TEAM, or the name of a calendar."""
    thresholds: tuple[int, ...]
    steps: tuple[Step, ...]

    def matches(self, traits: Traits) -> bool:
        """Whether a ticket of these traits falls under it."""
        return (
            (not self.types or traits.type in self.types)
            and (not self.priorities or traits.priority in self.priorities)
            and (not self.teams or traits.team in self.teams)
            and (not self.channels or traits.channel in self.channels)
            and (not self.tags or not self.tags.isdisjoint(traits.tags))
        )

    def matches_all(self) -> bool:
        """Whether it has no conditions."""
        return not (self.types or self.priorities or self.teams or self.channels or self.tags)


Agreements = tuple[Agreement, ...]

_CONDITIONS = ("types", "priorities", "teams", "channels", "tags")


def agreements_of(data: object, *, whole: bool = True) -> Agreements:
    """The list that JSON describes; raises Refused BAD_VALUE with the place.

    `whole`: the last one must match every ticket; the list of a single team may leave the rest to that of all teams.
    """
    given = table(data, "policy", {"agreements"})
    items = listed(given.get("agreements"), "agreements")
    found = tuple(_agreement(item, f"agreements.{place}") for place, item in enumerate(items, 1))
    if whole and not (found and found[-1].matches_all()):
        raise Refused(Code.BAD_VALUE, place="agreements", value=found[-1].name if found else "")
    return found


def _agreement(data: object, place: str) -> Agreement:
    given = table(data, place, {"name", "when", "targets", "calendar", "thresholds", "escalation"})
    when = table(given.get("when", {}), f"{place}.when", set(_CONDITIONS))
    targets = table(given.get("targets"), f"{place}.targets", set(TICKET_CLOCKS))
    return Agreement(
        _text(given.get("name"), f"{place}.name"),
        _words(when, "types", place, TicketType),
        _words(when, "priorities", place, Priority),
        _words(when, "teams", place),
        _words(when, "channels", place, Channel),
        _words(when, "tags", place),
        {
            ClockKind(name): _whole(value, f"{place}.targets.{name}", 1, LONGEST)
            for name, value in targets.items()
            if value is not None
        },
        _text(given.get("calendar", TEAM), f"{place}.calendar"),
        _thresholds(given.get("thresholds", list(THRESHOLDS)), f"{place}.thresholds"),
        tuple(_steps(given.get("escalation", []), f"{place}.escalation")),
    )


def _words(when: Mapping[str, object], name: str, place: str, kind: type[StrEnum] | None = None) -> frozenset[str]:
    place = f"{place}.when.{name}"
    found = [_text(item, place) for item in listed(when.get(name, []), place)]
    odd = [word for word in found if kind is not None and word not in set(kind)]
    if odd:
        raise Refused(Code.BAD_VALUE, place=place, value=odd[0])
    return frozenset(found)


def _thresholds(data: object, place: str) -> tuple[int, ...]:
    return tuple(sorted({_whole(item, place, 1, 99) for item in listed(data, place)}))


def _steps(data: object, place: str) -> Iterable[Step]:
    for item in listed(data, place):
        given = table(item, place, {"tell", "after"})
        who = given.get("tell")
        if who not in set(Told):
            raise Refused(Code.BAD_VALUE, place=f"{place}.tell", value=who)
        yield Step(Told(str(who)), _whole(given.get("after", 0), f"{place}.after", 0, LONGEST))


def _text(value: object, place: str) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > 200:
        raise Refused(Code.BAD_VALUE, place=place, value=value)
    return value


def _whole(value: object, place: str, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Refused(Code.BAD_VALUE, place=place, value=value)
    return value


_HOUR = 3600
_DEFAULT_HOURS: Sequence[tuple[str, str | None, int, int]] = (
    ("Critical", "CRITICAL", 1, 4),
    ("High", "HIGH", 4, 24),
    ("Medium", "MEDIUM", 24, 72),
    ("Low", None, 48, 168),
)


def default_agreements() -> dict[str, object]:
    """What is agreed until somebody publishes something else, as JSON (SPEC 4.2)."""
    return {
        "agreements": [
            {
                "name": name,
                "when": {"priorities": [priority]} if priority else {},
                "targets": {
                    ClockKind.FIRST_RESPONSE.value: reply * _HOUR,
                    ClockKind.NEXT_RESPONSE.value: reply * _HOUR,
                    ClockKind.RESOLUTION.value: end * _HOUR,
                },
                "calendar": ALWAYS if priority == Priority.CRITICAL else TEAM,
                "thresholds": list(THRESHOLDS),
                "escalation": [
                    {"tell": Told.ASSIGNEE.value, "after": 0},
                    {"tell": Told.LEAD.value, "after": 1800},
                    {"tell": Told.ON_CALL.value, "after": 3600},
                ],
            }
            for name, priority, reply, end in _DEFAULT_HOURS
        ]
    }
