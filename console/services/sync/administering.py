"""What an admin does to a team's hub from the window: the people, their roles and teams, and a look at the hub itself.

Promise: the same services as the command line's, on a line of its own that is closed after each call; every call takes
seconds and may fail with a Refused: none is for the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from console.models.kinds import Code, Locale, Refused, Role
from console.models.values import dataclass
from console.services.store import HUB_FILE
from console.services.sync.profiles import CERTIFICATES, Membership

if TYPE_CHECKING:
    import psycopg

    from console.models.faults import Finding
    from console.services.secrets import Password
    from console.services.sync.hub_people import HubPeople
    from console.services.sync.hub_status import HubStatus

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Staffer:
    """Somebody who signs in, or did."""

    login: str
    name: str
    team: str
    """The name of their own team."""
    roles: tuple[Role, ...]
    """None: they cannot sign in."""
    teams: tuple[str, ...]
    """Names of the teams whose tickets they see."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody and every team, by name."""

    people: tuple[Staffer, ...] = ()
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is to sign in."""

    login: str
    name: str
    team: str
    roles: tuple[Role, ...]
    locale: Locale
    outside: bool = False
    """Whether LDAP or Kerberos knows the password."""


@dataclass(frozen=True, slots=True)
class Health:
    """How the hub stands, and what is not as it must be."""

    status: HubStatus
    findings: tuple[Finding, ...]


_PEOPLE = (
    "select p.login, p.name, coalesce(t.name, ''), array(select jsonb_array_elements_text(p.roles)),"
    " array(select s.name from desk.team s join desk.member m on m.scope = s.own_scope"
    " where m.login = p.login and not s.dead order by s.name)"
    " from desk.person p left join desk.team t on t.id = p.team"
    " where p.login is not null and not p.dead order by lower(p.name), p.login"
)


class Administration:
    """One admin's calls; each raises Refused, and then has changed nothing."""

    def __init__(self, profile: Path, member: Membership, password: Password) -> None:
        self._profile = profile
        self._member = member
        self._password = password

    def roster(self) -> Roster:
        """Who there is."""
        with self._line() as line:
            rows = line.execute(_PEOPLE).fetchall()
            people = tuple(
                Staffer(login, name, team, tuple(role for role in Role if role.value in roles), tuple(teams))
                for login, name, team, roles, teams in rows
            )
            return Roster(people, _people(line).teams())

    def add(self, person: Newcomer) -> str | None:
        """Let somebody sign in; the password that was made, told this once, or None where it is kept elsewhere."""
        from console.services.sync.hub_people import NewPerson

        made = NewPerson(person.login, person.name, person.team, person.roles, person.locale, person.outside)
        return self._do(lambda people: people.add(made))

    def change_roles(self, login: str, more: Sequence[Role], less: Sequence[Role]) -> tuple[Role, ...]:
        """Give and take roles; those held then."""
        return self._do(lambda people: people.change_roles(login, more, less))

    def change_teams(self, login: str, more: Sequence[str], less: Sequence[str]) -> tuple[str, ...]:
        """Let somebody see the tickets of teams, or no longer; the teams whose tickets they see then."""
        return self._do(lambda people: people.change_members(login, more, less))

    def renew_password(self, login: str, *, outside: bool = False) -> str | None:
        """A new password, told this once; None where the company's sign-in knows it from now on."""
        return self._do(lambda people: people.renew_password(login, outside=outside))

    def disable(self, login: str) -> int:
        """Close somebody's access; how many sessions ended."""
        return self._do(lambda people: people.disable(login))

    def add_team(self, name: str) -> str:
        """Make a team whose tickets only its members see; its id."""
        return self._do(lambda people: people.add_team(name))

    def look(self) -> Health:
        """Take the figures of the hub and check all that its promises stand on."""
        from console.services.sync.hub_check import findings
        from console.services.sync.hub_status import status

        with self._line() as line:
            return Health(status(line), findings(line))

    def _do(self, call: Callable[[HubPeople], T]) -> T:
        with self._line() as line:
            return call(_people(line))

    @contextmanager
    def _line(self) -> Iterator[psycopg.Connection]:
        """A line as this person; what breaks on it is a Refused."""
        import psycopg

        from console.services.sync.connection import read_connection
        from console.services.sync.hub import Unreachable
        from console.services.sync.postgres_session import check_hub, dial, known

        folder, login = self._profile / self._member.hub, self._member.login
        connection = read_connection(folder / HUB_FILE)
        secret = known(connection, self._password, login)
        try:
            with closing(dial(connection, folder / CERTIFICATES, login, secret)) as line:
                check_hub(line, login)
                yield line
        except (Unreachable, psycopg.Error) as error:
            raise Refused(Code.HUB_UNREACHABLE, reason=str(error)) from error


def _people(line: psycopg.Connection) -> HubPeople:
    from console.services.sync.hub_people import HubPeople

    return HubPeople(line)
