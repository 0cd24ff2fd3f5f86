"""The people of the demo: three teams of staff, and those who ask them.

Promise: addresses are below corp.example and unique; telephone numbers are extensions or numbers set aside for fiction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from random import Random

from console.models.kinds import COMMON_SHELF, Availability, Locale, Role, TicketType
from console.models.values import dataclass
from console.services.demo_samples import Cast, Row

PERSON = (
    "insert into person(id, root, scope, at, who, dead, name, email, phone, department, login, team, locale, roles,"
    " skills, availability, cap) values (?1, ?1, ?2, ?3, ?4, 0, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
)
TEAM = (
    "insert into team(id, root, scope, at, who, dead, name, lead, own_scope) values (?1, ?1, ?2, ?3, ?4, 0, ?5, ?6, ?7)"
)

Ids = Callable[[int], str]
"""Makes the id of a row from its instant."""
Values = Sequence[str | int | None]
"""A row's values in the order of its columns."""

_AWAY = (Availability.AWAY, Availability.OUT_OF_OFFICE)
_STRENGTHS = {
    "desk": (TicketType.LOGIN_PROBLEM, TicketType.ACCOUNT_ACCESS, TicketType.TECHNICAL_ISSUE),
    "identity": (TicketType.TECHNICAL_ISSUE, TicketType.PERFORMANCE_ISSUE, TicketType.LOGIN_PROBLEM),
    "access": (TicketType.PERMISSION_ISSUE, TicketType.ACCOUNT_ACCESS, TicketType.FEATURE_REQUEST),
}
_SIZES = {"desk": 5, "identity": 3, "access": 4}
"""Of every twelve who work here."""


@dataclass(frozen=True, slots=True)
class Team:
    """A team, as tickets and texts name it."""

    key: str
    id: str
    scope: str
    names: dict[Locale, str]


@dataclass(frozen=True, slots=True)
class Worker:
    """One of the staff; speaks both languages, or English alone."""

    id: str
    names: dict[Locale, str]
    bilingual: bool


@dataclass(frozen=True, slots=True)
class Asker:
    """A requester."""

    id: str
    name: str
    first: str
    account: str
    ext: str
    staffno: str
    department: str
    site: Row
    locale: Locale
    found_by: tuple[str, ...]
    """The fields of this person a search looks in."""


@dataclass(frozen=True, slots=True)
class People:
    """All of them."""

    teams: dict[str, Team]
    staff: dict[str, list[Worker]]
    """By team."""
    askers: Sequence[Asker]


@dataclass(frozen=True, slots=True)
class _Name:
    shown: str
    read: str
    first: str
    account: str


class Crew:
    """Makes people one after the other; no two share an address."""

    def __init__(self, rng: Random, cast: Cast, new_id: Ids, at: int, who: str | None) -> None:
        self._rng = rng
        self._cast = cast
        self._new_id = new_id
        self._at = at
        self._who = who
        self._accounts: dict[str, int] = {}
        self.persons: list[Values] = []
        self.team_rows: list[Values] = []

    def teams(self, own: tuple[str, str] | None) -> dict[str, Team]:
        """The three teams; the desk is the one this profile already has (its id and scope), where it has one."""
        made: dict[str, Team] = {}
        for row in self._cast.teams:
            names = {Locale.EN: row["name"], Locale.ZH: row["zh"]}
            if row["key"] == "desk" and own is not None:
                made["desk"] = Team("desk", *own, names)
            else:
                made[row["key"]] = Team(row["key"], self._new_id(self._at), self._new_id(self._at), names)
        return made

    def staff(self, count: int, teams: dict[str, Team], own: tuple[str, str] | None) -> dict[str, list[Worker]]:
        """So many people over the teams, the first of each its lead."""
        made: dict[str, list[Worker]] = {}
        for key, share in _SIZES.items():
            members = made[key] = [
                self._worker(key, teams[key], number) for number in range(max(2, count * share // 12))
            ]
            if not (key == "desk" and own is not None):
                team = teams[key]
                values = (team.id, COMMON_SHELF, self._at, self._who, team.names[Locale.EN], members[0].id, team.scope)
                self.team_rows.append(values)
        return made

    def askers(self, count: int) -> list[Asker]:
        """So many requesters over the sites."""
        shares = [int(site["share"]) for site in self._cast.sites]
        return [self._asker(site) for site in self._rng.choices(self._cast.sites, shares, k=count)]

    def _worker(self, key: str, team: Team, number: int) -> Worker:
        rng = self._rng
        han = number == 0 or rng.random() < 0.6
        name = self._name(han)
        shown = {Locale.ZH: name.shown, Locale.EN: name.read}
        worker = Worker(self._new_id(self._at), shown, han or rng.random() < 0.1)
        roles = [Role.AGENT, *([Role.LEAD] if number == 0 else []), *([Role.COMMANDER] if rng.random() < 0.25 else [])]
        skills = {
            kind.value: 4 - place if number < 2 else rng.randint(1, 3) for place, kind in enumerate(_STRENGTHS[key], 1)
        }
        self.persons.append(
            (
                *self._head(worker.id, name),
                f"ext. 70{len(self.persons) % 90 + 10}",
                None,
                name.account,
                team.id,
                Locale.ZH if han else Locale.EN,
                json.dumps([role.value for role in roles]),
                json.dumps(skills),
                rng.choice(_AWAY) if number and rng.random() < 0.1 else Availability.AVAILABLE,
                rng.choice((12, 15, 15, 20)),
            )
        )
        return worker

    def _asker(self, site: Row) -> Asker:
        rng = self._rng
        han = rng.random() * 100 < int(site["han"])
        locale = Locale.ZH if han and rng.random() < 0.9 else Locale.EN
        name = self._name(han)
        department = rng.choice(self._cast.departments)["zh" if locale is Locale.ZH else "en"]
        phone = site["phone"].format(n=rng.randrange(1000))
        shown = name.shown if locale is Locale.ZH else name.read
        address = f"{name.account}@corp.example"
        asker = Asker(
            id=self._new_id(self._at),
            name=shown,
            first=name.first,
            account=name.account,
            ext=phone.replace("ext. ", "") if locale is Locale.ZH else phone,
            staffno=f"E{rng.randrange(10_000, 60_000)}",
            department=department,
            site=site,
            locale=locale,
            found_by=(shown, address, phone, department),
        )
        tail = (phone, department, None, None, locale, "[]", "{}", Availability.AVAILABLE, None)
        self.persons.append((asker.id, COMMON_SHELF, self._at, self._who, shown, address, *tail))
        return asker

    def _head(self, key: str, name: _Name) -> Values:
        return (key, COMMON_SHELF, self._at, self._who, name.shown, f"{name.account}@corp.example")

    def _name(self, han: bool) -> _Name:
        rng = self._rng
        if han:
            (family, family_read), (given, given_read) = rng.choice(self._cast.families), rng.choice(self._cast.givens)
            return _Name(
                family + given, f"{given_read} {family_read}", given_read, self._account(given_read, family_read)
            )
        first, last = rng.choice(self._cast.firsts), rng.choice(self._cast.lasts)
        return _Name(f"{first} {last}", f"{first} {last}", first, self._account(first, last))

    def _account(self, first: str, last: str) -> str:
        base = f"{first}.{last}".lower()
        count = self._accounts[base] = self._accounts.get(base, 0) + 1
        return base if count == 1 else f"{base}{count}"
