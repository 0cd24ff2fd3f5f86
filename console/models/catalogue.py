"""All versions of what is ruled for everybody, and which of them holds for a ticket at an instant (SPEC 1.7, 4.1).

Promise: pure; a version nobody understands is passed over, and where none is left the defaults hold.  Before its first
version takes effect that version holds too: a ticket older than the desk has clocks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar

from console.models import wall
from console.models.agreements import (
    ALWAYS,
    TEAM,
    Agreement,
    Agreements,
    Traits,
    agreements_of,
    default_agreements,
)
from console.models.calendars import Calendar
from console.models.hours import Hours, always, hours_of
from console.models.kinds import PolicyKind, Refused, Severity
from console.models.open_time import Version as Since
from console.models.rulings import Rules, Terms, default_severities, rules_of, severities_of
from console.models.values import dataclass

if TYPE_CHECKING:
    from console.models.channels import Channel
    from console.models.contacts import Contact
    from console.models.groups import Group
    from console.models.rota import Rota

T = TypeVar("T")


WORKING_DAY = [["09:00", "12:00"], ["13:00", "18:00"]]
"""Of a desk that has published no hours (SPEC 1.5)."""


def default_hours(zone: str) -> dict[str, object]:
    """Working hours until somebody publishes others, as JSON (SPEC 1.5)."""
    return {"tz": zone, "week": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), WORKING_DAY)}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of something ruled, as its row says; instants in microseconds."""

    kind: PolicyKind
    owner: str | None
    """The id of the team it holds for; None: for all."""
    name: str
    number: int
    effective: int
    published: int
    body: object
    """JSON."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a clock goes by."""

    agreement: Agreement
    version: int
    """Of the list the agreement stands in; 0 where nobody has published one."""
    team: str


class Timetable:
    """A calendar with the numbers of its versions."""

    def __init__(self, name: str, versions: Iterable[tuple[int, Hours, int]]) -> None:
        """`versions`: number, hours and instant of effect, by that instant; a version begins with the local date."""
        dated: dict[date | None, tuple[int, Hours]] = {}
        for number, hours, effective in versions:
            day = wall.shown(effective, wall.zone_named(hours.zone)).date() if dated else None
            dated[day] = number, hours
        self.name = name
        self.calendar = Calendar(*(Since(hours, day) for day, (_, hours) in dated.items()))
        self._numbers = [number for number, _ in dated.values()]
        self._starts = [
            wall.instant(datetime.combine(day, datetime.min.time()), wall.zone_named(hours.zone))
            for day, (_, hours) in dated.items()
            if day is not None
        ]

    def version_at(self, at: int) -> int:
        """The number of the version that holds at an instant; 0 where nobody has published one."""
        return self._numbers[bisect_right(self._starts, at)]


class _Course(Generic[T]):
    """The versions of one thing, by the instant they take effect."""

    def __init__(self, versions: Sequence[Version], read: Callable[[object], T]) -> None:
        self.versions: list[tuple[Version, T]] = []
        for version in sorted(versions, key=lambda v: (v.effective, v.number)):
            try:
                self.versions.append((version, read(version.body)))
            except Refused:
                continue
        self._starts = [version.effective for version, _ in self.versions]

    def at(self, instant: int) -> tuple[Version, T] | None:
        """The version that holds at an instant, the first one also before; None where there is none."""
        if not self.versions:
            return None
        return self.versions[max(0, bisect_right(self._starts, instant) - 1)]

    def known(self, instant: int) -> list[tuple[Version, T]]:
        """The versions published by then, the first in any case."""
        return [pair for place, pair in enumerate(self.versions) if not place or pair[0].published <= instant]


class Catalogue:
    """Everything ruled, in all its versions."""

    def __init__(self, versions: Iterable[Version] = (), zone: str = "UTC") -> None:
        """`zone` is that of the working hours where no calendar has been published."""
        grouped: dict[tuple[PolicyKind, str | None, str], list[Version]] = {}
        for version in sorted(versions, key=lambda v: (v.name, v.number)):
            grouped.setdefault((version.kind, version.owner, version.name), []).append(version)
        self._zone = zone
        self._lists: dict[str | None, _Course[Agreements]] = {}
        self._hours: dict[tuple[str | None, str], _Course[Hours]] = {}
        self._rules = _Course[Rules]((), rules_of)
        self._severities = _Course[Mapping[Severity, Terms]]((), severities_of)
        for (kind, owner, name), found in grouped.items():
            if kind is PolicyKind.SLA:
                self._lists.setdefault(owner, _Course(found, agreements_of if owner is None else _own_agreements))
            elif kind is PolicyKind.CALENDAR:
                self._hours[owner, name] = _Course(found, hours_of)
            elif kind is PolicyKind.RULES and owner is None:
                self._rules = _Course(found, rules_of)
            elif kind is PolicyKind.SEVERITY and owner is None:
                self._severities = _Course(found, severities_of)
        self._grouped = grouped
        self._rotas: dict[tuple[str, str], Rota | None] = {}
        self.changes = sorted(v.effective for c in self._lists.values() for v, _ in c.versions)
        """Instants at which tickets begin to be matched otherwise."""
        self.editions = sorted(v.published for c in self._hours.values() for v, _ in c.versions)
        """Instants at which a calendar became known."""
        self._matched: dict[tuple[Traits, int, int], Basis] = {}
        self._timetables: dict[tuple[object, ...], Timetable] = {}

    def era(self, at: int) -> int:
        """Instants with the same number are matched alike."""
        return bisect_right(self.changes, at)

    def match(self, traits: Traits, at: int) -> Basis:
        """The agreement for a ticket of these traits by the versions in force at `at`: of its team's own list, else of
        everybody's.
        """
        own, fleet = self._list(traits.team, at), self._list(None, at)
        key = traits, own[0], fleet[0]
        found = self._matched.get(key)
        if found is None:
            number, agreement = next(
                (number, agreement)
                for number, agreements in (own, fleet)
                for agreement in agreements
                if agreement.matches(traits)
            )
            found = self._matched[key] = Basis(agreement, number, traits.team)
        return found

    def timetable(self, basis: Basis, known: int) -> Timetable:
        """The calendar of an agreement as published up to `known`: what is published later changes nothing then."""
        name = basis.agreement.calendar
        if name == ALWAYS:
            return self._made((ALWAYS,), ALWAYS, lambda: [(0, always(), 0)])
        return self._published(self._hours_of(name, basis.team), known)

    def hours_of_team(self, team: str, known: int) -> Calendar:
        """When a team works, as published up to `known`."""
        return self._published(self._hours_of(TEAM, team), known).calendar

    def _published(self, key: tuple[str | None, str] | None, known: int) -> Timetable:
        if key is None:
            return self._made((TEAM,), TEAM, lambda: [(0, hours_of(default_hours(self._zone)), 0)])
        known_versions = self._hours[key].known(known)
        return self._made(
            (*key, len(known_versions)),
            key[1],
            lambda: [(version.number, hours, version.effective) for version, hours in known_versions],
        )

    def rules(self, at: int) -> Rules:
        """Days and sizes in force."""
        found = self._rules.at(at)
        return Rules() if found is None else found[1]

    def severities(self, at: int) -> Mapping[Severity, Terms]:
        """What each severity asks for, in force at an instant."""
        found = self._severities.at(at)
        return severities_of(default_severities()) if found is None else found[1]

    def rota(self, team: str, name: str) -> Rota | None:
        """A team's rota of that name; None where nobody has published one."""
        if (team, name) not in self._rotas:
            from console.models.rota import Rota, rota_of  # no clock asks for it, so no start does

            course = _Course(self._grouped.get((PolicyKind.ROTA, team, name), ()), rota_of)
            held = [(version.effective, schedule) for version, schedule in course.versions]
            self._rotas[team, name] = Rota(held) if held else None
        return self._rotas[team, name]

    def contacts(self, at: int) -> tuple[Contact, ...]:
        """Whom to reach in an emergency, in the order of calls."""
        from console.models.contacts import DIRECTORY, contacts_of

        found = _Course(self._grouped.get((PolicyKind.CONTACTS, None, DIRECTORY), ()), contacts_of).at(at)
        return () if found is None else found[1]

    def groups(self, at: int) -> tuple[Group, ...]:
        """Whom incidents are told to; where nobody has published any, those every desk has, with nobody in them."""
        from console.models.groups import GROUPS, default_groups, groups_of

        found = _Course(self._grouped.get((PolicyKind.GROUPS, None, GROUPS), ()), groups_of).at(at)
        return groups_of(default_groups()) if found is None else found[1]

    def channels(self, at: int) -> tuple[Channel, ...]:
        """By what messages go out; none where no admin has set one up."""
        from console.models.channels import CHANNELS, channels_of

        found = _Course(self._grouped.get((PolicyKind.CHANNELS, None, CHANNELS), ()), channels_of).at(at)
        return () if found is None else found[1]

    def newest(self, kind: PolicyKind, owner: str | None, name: str) -> Version | None:
        """The version published last, whenever it takes effect."""
        return max(self._grouped.get((kind, owner, name), ()), key=lambda version: version.number, default=None)

    def asks_for_tags(self) -> bool:
        """Whether any agreement goes by tags."""
        return any(
            agreement.tags for course in self._lists.values() for _, found in course.versions for agreement in found
        )

    def _list(self, owner: str | None, at: int) -> tuple[int, Agreements]:
        course = self._lists.get(owner)
        found = course.at(at) if course is not None else None
        if found is not None:
            return found[0].number, found[1]
        return (0, ()) if owner is not None else (0, _defaults())

    def _hours_of(self, name: str, team: str) -> tuple[str | None, str] | None:
        """The calendar of that name, of the team or of everybody; else the team's first, else everybody's first."""
        for key in ((team, name), (None, name)):
            if key in self._hours and self._hours[key].versions:
                return key
        kept = [key for key in self._hours if self._hours[key].versions and key[0] in (team, None)]
        return min(kept, key=lambda key: (key[0] is None, key[1]), default=None)

    def _made(
        self, key: tuple[object, ...], name: str, versions: Callable[[], list[tuple[int, Hours, int]]]
    ) -> Timetable:
        if key not in self._timetables:
            self._timetables[key] = Timetable(name, versions())
        return self._timetables[key]


def _own_agreements(body: object) -> Agreements:
    return agreements_of(body, whole=False)


@cache
def _defaults() -> Agreements:
    return agreements_of(default_agreements())
