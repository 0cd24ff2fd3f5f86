"""What a database administrator does to a hub: make it, bring it up to date.

Promise: everything but the making of the database is one transaction, and all of it may be run again; what the hub owns
belongs to roles nobody signs in as.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.sql import SQL, Identifier
from psycopg.types.json import Jsonb

from console.models import schema
from console.models.kinds import Code, Locale, Refused, Role
from console.models.values import dataclass
from console.resources import resource
from console.services.clock import SystemClock, zone_name
from console.services.first_policies import first_rows
from console.services.sync.hub_people import HubPeople, NewPerson
from console.services.sync.hub_schema import GROUPS, LOADER, MANAGER, OWNER, SIGN_IN, statements
from console.services.sync.postgres_address import Ask, address, connected

OLDEST_SERVER = 15
"""The oldest major version of PostgreSQL the hub's SQL is tested on."""
OLDEST_CONSOLE = 1
"""The oldest schema of a console that may still write to a hub of this version."""
FIRST_TEAM = "Helpdesk"
"""The team of the first person, where there is none yet (SPEC 1.5)."""

_HARDENED = (
    "alter database {database} owner to {owner}",
    "revoke all on database {database} from public",
    "grant connect on database {database} to {sign_in}",
    "revoke create on schema public from public",
)
"""Nobody makes temporary tables, types or functions here: with them a definer function could be led astray."""

_CLOSED_FUNCTIONS = r"""do $$ declare f regprocedure; begin
    for f in select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace
        and (proname like 'lo\_%' or proname in ('loread', 'lowrite', 'pg_logical_emit_message')) loop
        execute format('revoke all on function %s from public', f);
    end loop;
end $$"""
"""Large objects and messages of the log know no rights by row; with them anybody could fill the server's disk."""


@dataclass(frozen=True, slots=True)
class First:
    """The first admin of a hub."""

    login: str
    name: str
    locale: Locale
    outside: bool = False
    """Whether LDAP or Kerberos knows the password."""


@dataclass(frozen=True, slots=True)
class Made:
    """What an administrator's verb did."""

    database: str
    new: bool
    """Whether there was no hub before."""
    password: str | None = None
    """Of the first admin, told this once; None where nobody was added or their password is kept elsewhere."""


@contextmanager
def administrator(url: str, ask: Ask, **changes: str) -> Iterator[psycopg.Connection]:
    """A superuser's connection to a server the hub can live on; raises Refused."""
    with connected(url, ask, **changes) as connection:
        if connection.info.server_version // 10_000 < OLDEST_SERVER:
            found = connection.info.parameter_status("server_version")
            raise Refused(Code.HUB_SERVER_OLD, found=found, needed=OLDEST_SERVER)
        if connection.info.parameter_status("is_superuser") != "on":
            raise Refused(Code.HUB_NO_SUPERUSER, name=connection.info.user)
        yield connection


def init(url: str, ask: Ask, first: First | None) -> Made:
    """Make the hub in the database `url` names, and the database where it is missing; raises Refused.

    Without `first` it is refused where there is no admin yet.
    """
    _make_database(url, ask)
    with administrator(url, ask) as connection:
        database = connection.info.dbname
        with failing(), connection.transaction():
            _check_alone(connection)
            new = version(connection) is None
            build(connection)
            password = _add_first(connection, first)
            _rule_first(connection)
            return Made(database, new, password)


def upgrade(url: str, ask: Ask) -> Made:
    """Bring the hub up to what this program knows; consoles wait meanwhile.  Raises Refused."""
    with administrator(url, ask) as connection:
        if version(connection) is None:
            raise Refused(Code.HUB_MISSING, name=connection.info.dbname)
        with failing(), connection.transaction():
            # Everything a console does touches the head first, so nothing is under way from here on.
            connection.execute("lock table desk.head in access exclusive mode")
            build(connection)
            _rule_first(connection)
        return Made(connection.info.dbname, new=False)


def version(connection: psycopg.Connection) -> int | None:
    """The schema of the hub in this database; None where there is none.  Raises Refused where it is newer than we."""
    if not connection.execute("select to_regclass('desk.head') is not null").fetchall()[0][0]:
        return None
    found = int(connection.execute("select schema from desk.head").fetchall()[0][0])
    if found > schema.VERSION:
        raise Refused(Code.HUB_NEWER, found=found, known=schema.VERSION)
    return found


@contextmanager
def failing() -> Iterator[None]:
    """Raises Refused for what the server says while it is worked on; nothing was done then."""
    try:
        yield
    except psycopg.Error as error:
        raise Refused(Code.HUB_FAILED, reason=error.diag.message_primary or str(error)) from error


def _make_database(url: str, ask: Ask) -> None:
    """Make the database where the server has none of that name."""
    name = address(url).get("dbname")
    if name is None:
        return
    asked: dict[str, str] = {}
    with administrator(url, lambda user: asked.setdefault(user, ask(user)), dbname="postgres") as connection:
        if connection.execute("select 1 from pg_database where datname = %s", (name,)).fetchone() is None:
            made = SQL("create database {} template template0 encoding 'UTF8'").format(Identifier(name))
            with failing():
                connection.execute(made)


def _check_alone(connection: psycopg.Connection) -> None:
    """Roles are the server's, not the database's: who is an admin of one hub would be one of the other too."""
    other = connection.execute(
        "select datname from pg_database where datdba = to_regrole(%s) and datname <> current_database()", (OWNER,)
    ).fetchone()
    if other is not None:
        raise Refused(Code.HUB_ELSEWHERE, name=other[0])


def build(connection: psycopg.Connection) -> None:
    """Roles, database, tables and functions, each by the role that is to own it; within the caller's transaction."""
    _make_roles(connection)
    harden(connection)
    connection.execute("select set_config('client_min_messages', 'warning', true)")
    _run_as(connection, OWNER, statements())
    connection.execute("grant create on schema desk to desk_manager")
    _run_as(connection, MANAGER, resource("hub/postgres_admin.sql").read_text("utf-8"))
    connection.execute("revoke create on schema desk from desk_manager")
    connection.execute("update desk.head set schema = %s, oldest = %s", (schema.VERSION, OLDEST_CONSOLE))


def harden(connection: psycopg.Connection) -> None:
    """Take from everybody what a database gives to everybody."""
    names = {"database": connection.info.dbname, "owner": OWNER, "sign_in": SIGN_IN}
    for sql in _HARDENED:
        connection.execute(SQL(sql).format(**{key: Identifier(name) for key, name in names.items()}))
    connection.execute(_CLOSED_FUNCTIONS)


def _run_as(connection: psycopg.Connection, role: str, script: str) -> None:
    connection.execute(SQL("set local role {}").format(Identifier(role)))
    connection.execute(script.encode())
    connection.execute("reset role")


def _make_roles(connection: psycopg.Connection) -> None:
    known = {row[0] for row in connection.execute("select rolname from pg_roles where rolname like 'desk\\_%'")}
    for role in (OWNER, LOADER, MANAGER, SIGN_IN, *GROUPS):
        if role not in known:
            connection.execute(SQL("create role {} nologin").format(Identifier(role)))
    connection.execute("alter role desk_manager createrole")
    connection.execute("alter default privileges for role desk_manager revoke execute on functions from public")
    connection.execute("grant pg_signal_backend, pg_read_all_stats to desk_manager")
    connection.execute("grant desk_loader to desk_owner")
    # From 16 on, who makes roles may hand out only those it administers; before, any but a superuser's.
    if connection.info.server_version >= 160_000:
        for role in (SIGN_IN, *GROUPS):
            grant = "grant {} to desk_manager with admin true, inherit false, set false"
            connection.execute(SQL(grant).format(Identifier(role)))


def _rule_first(connection: psycopg.Connection) -> None:
    """Rule what nobody has ruled yet, with working hours of this machine's zone (SPEC 1.5)."""
    made = first_rows(zone_name(), SystemClock().now().year)
    rows = [{"kind": kind.value, "name": name, "body": body} for kind, _, name, body in made]
    connection.execute("select desk.rule_first(%s)", [Jsonb(rows)])


def _add_first(connection: psycopg.Connection, first: First | None) -> str | None:
    people = HubPeople(connection)
    if people.has_admin():
        return None
    if first is None:
        raise Refused(Code.HUB_NEEDS_ADMIN)
    if not people.teams():
        people.add_team(FIRST_TEAM)
    team = people.teams()[0]
    return people.add(NewPerson(first.login, first.name, team, (Role.ADMIN,), first.locale, first.outside))
