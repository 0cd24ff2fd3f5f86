"""People and teams whom an import names: found again, or made.

Promise: a person is found by e-mail, else by name; nobody is made twice, also not by two imports of one file; a
requester first known by name alone gets the address a later row tells.
"""

from __future__ import annotations

import sqlite3

from console.models.kinds import COMMON_SHELF, Locale, from_micros, new_id
from console.services.importing.drafts import Party


class Parties:
    """Everyone known to one import, and those it has to make."""

    def __init__(self, me: str, locale: Locale, at: int) -> None:
        self._me = me
        self._locale = locale
        self._at = at
        self._seen = 0
        self._by_email: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self._without_email: dict[str, str] = {}
        self._unaddressed: set[str] = set()
        """People without login or address whom no hub has stamped."""
        self._teams: dict[str, tuple[str, str]] = {}
        self.new_people: list[tuple[object, ...]] = []
        self.new_teams: list[tuple[object, ...]] = []
        self.new_addresses: list[tuple[object, ...]] = []
        self.home = ("", "")
        """The id and scope of the team of whoever imports."""

    def refresh(self, connection: sqlite3.Connection) -> None:
        """Learn who has come since the last look; staff come before requesters of the same name."""
        rows = connection.execute(
            "select rowid, id, name, lower(email), login is null and seq is null from person"
            " where rowid > ? and dead = 0"
            " order by login is null, rowid",
            (self._seen,),
        ).fetchall()
        for row, key, name, email, open_to_import in rows:
            self._seen = max(self._seen, row)
            self._know(key, name, email)
            if open_to_import and not email:
                self._unaddressed.add(key)
        for key, name, scope in connection.execute("select id, name, own_scope from team where dead = 0 order by id"):
            self._teams.setdefault(name, (key, scope))
        home = "select t.id, t.own_scope from _meta m join team t on t.id = m.team"
        self.home = connection.execute(home).fetchone()

    def person(self, party: Party) -> str:
        """The id of a person; one not known yet will be made."""
        email = party.email.casefold() if party.email else None
        if email:
            found = self._by_email.get(email) or self._without_email.get(party.name)
        else:
            found = self._by_name.get(party.name)
        if found:
            if email and found in self._unaddressed:
                self._address(found, party, email)
            return found
        made, tongue = new_id(from_micros(self._at)), self._locale.value
        self._know(made, party.name, email)
        if not email:
            self._unaddressed.add(made)
        self.new_people.append((*self._head(made), party.name, party.email, party.phone, party.department, tongue))
        return made

    def named(self, name: str | None) -> str | None:
        """The id of the person of that name; None stays None."""
        return self.person(Party(name)) if name else None

    def team(self, name: str | None) -> tuple[str, str]:
        """Id and scope of the team of that name, made when there is none; without a name the importer's own."""
        if not name:
            return self.home
        if name not in self._teams:
            key, scope = (new_id(from_micros(self._at)) for _ in range(2))
            self._teams[name] = (key, scope)
            self.new_teams.append((*self._head(key), name, scope))
        return self._teams[name]

    def write(self, connection: sqlite3.Connection) -> None:
        """Write whom this import made since the last time."""
        connection.executemany(
            "insert into person(id, root, scope, at, who, dead, name, email, phone, department, locale, roles, skills,"
            " availability) values (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, '[]', '{}', 'AVAILABLE')",
            self.new_people,
        )
        connection.executemany(
            "insert into team(id, root, scope, at, who, dead, name, own_scope) values (?, ?, ?, ?, ?, 0, ?, ?)",
            self.new_teams,
        )
        connection.executemany(
            "update person set email = ?, phone = coalesce(phone, ?), department = coalesce(department, ?), at = ?,"
            " who = ? where id = ? and email is null",
            self.new_addresses,
        )
        self.new_people.clear()
        self.new_teams.clear()
        self.new_addresses.clear()

    def _address(self, key: str, party: Party, email: str) -> None:
        self._unaddressed.discard(key)
        self._without_email.pop(party.name)
        self._by_email[email] = key
        self.new_addresses.append((party.email, party.phone, party.department, self._at, self._me, key))

    def _head(self, key: str) -> tuple[object, ...]:
        return key, key, COMMON_SHELF, self._at, self._me

    def _know(self, key: str, name: str, email: str | None) -> None:
        if email:
            self._by_email.setdefault(email, key)
        else:
            self._without_email.setdefault(name, key)
        self._by_name.setdefault(name, key)
