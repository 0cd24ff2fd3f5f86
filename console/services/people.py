"""People and teams: who works here, whom to choose from.

Promise: a name typed in Latin letters finds Chinese people too, by pinyin and initials.
"""

from __future__ import annotations

import json
import sqlite3
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
from console.services.search import fold, syllables
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
        """People with a login."""
        rows = connection.execute(
            "select id, name, email, department, team, login from person"
            " where login is not null and dead = 0 order by name"
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
    """People whose name, address or department holds what was typed; pinyin and initials count."""

    text: str
    limit: int = 20

    def answer(self, connection: sqlite3.Connection) -> tuple[PersonRow, ...]:
        """The best matches: names that begin with the text first."""
        wanted = fold(self.text.strip())
        like = "%" + wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        columns = "select id, name, email, department, team, login from person where dead = 0"
        rows = connection.execute(
            f"{columns} and (name like ?1 escape '\\' or email like ?1 escape '\\' or department like ?1 escape '\\'"
            " or phone like ?1 escape '\\') order by name limit ?2",
            (like, self.limit),
        ).fetchall()
        if wanted.isascii() and wanted and len(rows) < self.limit:
            known = {row[0] for row in rows}
            spoken = connection.execute(f"{columns} and name glob '*[^ -~]*'")
            rows += [row for row in spoken if row[0] not in known and _sounds(row[1], wanted)][: self.limit - len(rows)]
        rows.sort(key=lambda row: (not fold(row[1]).startswith(wanted), fold(row[1])))
        return tuple(PersonRow(*row) for row in rows)


def _sounds(name: str, typed: str) -> bool:
    read = syllables(name)
    typed = typed.replace(" ", "")
    return bool(read) and ("".join(read).startswith(typed) or "".join(s[0] for s in read).startswith(typed))


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
