"""People, roles, teams and their members on a PostgreSQL hub, as one signed-in admin changes them (SPEC 1.3).

Promise: a person and their database role are made, changed and closed in one transaction that the audit chain tells of;
a password leaves this process only as a verifier, and is told once.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence

import psycopg
from psycopg.rows import TupleRow

from console.models.kinds import Code, Locale, Refused, Role
from console.models.values import dataclass

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Nothing that is mistaken for something else when read aloud."""
GROUPS_OF_FIVE = 4
"""Five characters of the alphabet are 24 bits."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who is to sign in."""

    login: str
    name: str
    team: str
    """By id or name."""
    roles: tuple[Role, ...]
    locale: Locale
    outside: bool = False
    """Whether LDAP or Kerberos knows the password."""


class HubPeople:
    """What an admin may do; every call is one transaction and raises Refused."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def teams(self) -> tuple[str, ...]:
        """The names of all teams."""
        return tuple(row[0] for row in self._ask("select name from desk.team where not dead order by name"))

    def has_admin(self) -> bool:
        """Whether somebody who signs in is an admin."""
        sql = "select exists (select from desk.person where login is not null and not dead and roles ? 'admin')"
        return bool(self._ask(sql)[0][0])

    def add(self, person: NewPerson) -> str | None:
        """Make the person and their database role; the answer is their password, unless it is kept elsewhere."""
        password = None if person.outside else new_password()
        values = (
            person.login,
            person.name.strip(),
            person.team,
            [role.value for role in person.roles],
            person.locale.value,
            None if password is None else self._verifier(person.login, password),
        )
        if not person.name.strip():
            raise Refused(Code.EMPTY_TEXT, field="name")
        self._ask("select desk.add_person(%s, %s, %s, %s, %s, %s)", *values)
        return password

    def change_roles(self, login: str, more: Sequence[Role], less: Sequence[Role]) -> tuple[Role, ...]:
        """Give and take roles; the answer is those held then.  Without any, a person cannot sign in."""
        found = self._ask("select desk.set_roles(%s, %s, %s)", login, [r.value for r in more], [r.value for r in less])
        return tuple(role for role in Role if role.value in found[0][0])

    def disable(self, login: str) -> int:
        """Close a person's access: roles, scopes, sign-in, sessions; the answer is how many sessions were ended."""
        self._ask("select desk.disable_person(%s)", login)
        return int(self._ask("select desk.end_sessions(%s)", login)[0][0])

    def renew_password(self, login: str, *, outside: bool = False) -> str | None:
        """A new password, told this once, or none where LDAP or Kerberos knows it; makes the database role again where
        it is missing.
        """
        password = None if outside else new_password()
        verifier = None if password is None else self._verifier(login, password)
        self._ask("select desk.set_password(%s, %s)", login, verifier)
        return password

    def add_team(self, name: str) -> str:
        """Make a team with a scope of its own; the answer is its id."""
        if not name.strip():
            raise Refused(Code.EMPTY_TEXT, field="name")
        return str(self._ask("select desk.add_team(%s)", name)[0][0])

    def change_members(self, login: str, more: Sequence[str], less: Sequence[str]) -> tuple[str, ...]:
        """Let a person into the scopes of teams and out of others; the answer is the teams whose tickets they see."""
        return tuple(self._ask("select desk.set_members(%s, %s, %s)", login, list(more), list(less))[0][0])

    def _verifier(self, login: str, password: str) -> str:
        made = self._connection.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
        return made.decode()

    def _ask(self, sql: str, *values: object) -> list[TupleRow]:
        try:
            return self._connection.execute(sql.encode(), values or None).fetchall()
        except psycopg.Error as error:
            raise self._refusal(error) from error

    def _refusal(self, error: psycopg.Error) -> Refused:
        """What the hub's functions refuse, by the code they give; the message is the name it is about."""
        name = error.diag.message_primary or str(error)
        if error.sqlstate == "DS024":
            return Refused(Code.HUB_NO_TEAM, name=name, known=self.teams())
        if error.sqlstate == "42501":
            return Refused(Code.ROLE_NEEDED, role=Role.ADMIN)
        made = _REFUSALS.get(error.sqlstate or "")
        return Refused(Code.HUB_FAILED, reason=name) if made is None else made(name)


_REFUSALS: Mapping[str, Callable[[str], Refused]] = {
    "DS021": lambda name: Refused(Code.HUB_BAD_LOGIN, name=name),
    "DS022": lambda name: Refused(Code.HUB_LOGIN_TAKEN, name=name),
    "DS023": lambda name: Refused(Code.HUB_NO_PERSON, name=name),
    "DS025": lambda name: Refused(Code.HUB_LAST_ADMIN, name=name),
    "DS027": lambda name: Refused(Code.HUB_TEAM_TAKEN, name=name),
}


def new_password() -> str:
    """A random password of 99 bits, in groups a person can type."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(GROUPS_OF_FIVE))
