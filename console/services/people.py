"""People and teams: who works here, whom to choose from.

Promise: a name typed in Latin letters finds Chinese people too, by pinyin and initials.
"""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from datetime import datetime

from console.models.kinds import (
    COMMON_SHELF,
    HUMAN_ROLES,
    Availability,
    Code,
    Locale,
    Refused,
    Role,
    new_id,
    to_micros,
)
from console.models.values import dataclass
from console.services.search import fold, spoken
from console.services.store import Store


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person to choose."""

    id: str
    name: str
    email: str | None
    department: str | None
    team: str | None
    login: str | None
    """None for a requester."""


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team to choose."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Me:
    """The person of this profile."""

    id: str
    name: str
    team: str
    team_name: str
    locale: Locale
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class WhoAmI:
    """Ask who works in this profile."""

    def answer(self, connection: sqlite3.Connection) -> Me:
        """The person and their team; raises Refused NOT_FOUND before the first start."""
        row = connection.execute(
            "select p.id, p.name, t.id, t.name, p.locale, (select group_concat(value) from json_each(p.roles))"
            " from _meta m join person p on p.id = m.person join team t on t.id = m.team"
        ).fetchone()
        if row is None:
            raise Refused(Code.NOT_FOUND, what="person")
        roles = frozenset(map(Role, (row[5] or "").split(","))) if row[5] else frozenset()
        return Me(row[0], row[1], row[2], row[3], Locale(row[4]), roles)


@dataclass(frozen=True, slots=True)
class Staff:
    """Everyone who works on tickets, by name."""

    def answer(self, connection: sqlite3.Connection) -> tuple[PersonRow, ...]:
        """People with a login and a role: who left has none any more."""
        rows = connection.execute(
            "select id, name, email, department, team, login from person"
            " where login is not null and roles <> '[]' and dead = 0 order by name"
        )
        return tuple(PersonRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class Teams:
    """All teams, by name."""

    def answer(self, connection: sqlite3.Connection) -> tuple[TeamRow, ...]:
        """Teams to choose from."""
        rows = connection.execute("select id, name from team where dead = 0 order by name")
        return tuple(TeamRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class FindPeople:
    """People whose name, address, phone or department holds what was typed; pinyin and initials count."""

    text: str
    limit: int = 20

    def answer(self, connection: sqlite3.Connection) -> tuple[PersonRow, ...]:
        """The best matches: names that begin with the text first."""
        typed = unicodedata.normalize("NFKC", self.text).strip()
        spelled = fold(typed).replace(" ", "")
        rows = connection.execute(_FIND, (_held(typed), _begun(typed), spelled, self.limit)).fetchall()
        if typed and len(rows) < self.limit:
            rows += _of_other_case(connection, fold(typed), {row[0] for row in rows})
        return tuple(PersonRow(*row[:6]) for row in rows[: self.limit])


_FIND = """
    select p.id, p.name, p.email, p.department, p.team, p.login
    from person p left join name n on n.id = p.id
    where p.dead = 0 and (p.name like ?1 escape '!' or p.email like ?1 escape '!' or p.department like ?1 escape '!'
        or p.phone like ?1 escape '!' or (?3 <> '' and instr(' ' || n.spoken, ' ' || ?3)))
    order by p.name not like ?2 escape '!', p.name, p.id limit ?4
"""
"""SQLite compares without regard to case in ASCII only; `_of_other_case` looks at the others."""


def _begun(typed: str) -> str:
    return typed.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"


def _held(typed: str) -> str:
    return "%" + _begun(typed)


def _of_other_case(connection: sqlite3.Connection, typed: str, known: set[str]) -> list[tuple[str, ...]]:
    """Those whose name or department holds the text in another case or width; in pinyin whom no ticket names yet."""
    rows = connection.execute(
        "select p.id, p.name, p.email, p.department, p.team, p.login, n.n from person p left join name n on n.id = p.id"
        " where p.dead = 0 and (n.n is null or (p.name || coalesce(p.department, '')) glob '*[^ -~\u3400-\u9fff]*')"
        " order by p.name, p.id"
    )
    spelled = typed.replace(" ", "")
    return [
        row
        for row in rows
        if row[0] not in known
        and (
            typed in fold(row[1])
            or typed in fold(row[3] or "")
            or (row[6] is None and f" {spelled}" in f" {spoken(row[1])}")
        )
    ]


def is_inhabited(store: Store) -> bool:
    """Whether the replica knows who works here."""
    with store.read() as connection:
        return connection.execute("select person from _meta").fetchone()[0] is not None


def first_start(store: Store, now: datetime, login: str, name: str, locale: Locale) -> None:
    """Record the person of this machine with all human roles and the team "Helpdesk", unless somebody is there (SPEC
    1.5).
    """
    if is_inhabited(store):
        return
    person, team, scope = (new_id(now) for _ in range(3))
    at = to_micros(now)
    with store.bulk() as connection:
        if connection.execute("select person from _meta").fetchone()[0]:
            return
        connection.execute(
            "insert into team(id, root, scope, at, who, dead, name, lead, own_scope)"
            " values (?1, ?1, ?2, ?3, ?4, 0, ?5, ?4, ?6)",
            (team, COMMON_SHELF, at, person, "Helpdesk", scope),
        )
        connection.execute(
            "insert into person(id, root, scope, at, who, dead, name, login, team, locale, roles, skills, availability)"
            " values (?1, ?1, ?2, ?3, ?1, 0, ?4, ?5, ?6, ?7, ?8, '{}', ?9)",
            (person, COMMON_SHELF, at, name, login, team, locale, json.dumps(HUMAN_ROLES), Availability.AVAILABLE),
        )
        connection.execute("update _meta set person = ?, team = ?", (person, team))
