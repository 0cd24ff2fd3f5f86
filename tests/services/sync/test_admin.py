"""A hub is made, made again, brought up to date; people and teams are managed; a copy of it is whole (CLI.md: hub)."""

from __future__ import annotations

import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from console.models import schema
from console.models.faults import Finding, HubFault
from console.models.kinds import Code, Locale, Refused, Role
from console.services import audit
from console.services.sync import hub_backup
from console.services.sync.admin import FIRST_TEAM, First, init, upgrade
from console.services.sync.hub_check import findings
from console.services.sync.hub_people import HubPeople, NewPerson
from console.services.sync.hub_status import status
from console.services.sync.postgres_address import connected
from tests.support.postgres import binary, cluster, versions
from tests.support.team_hub import no_password, ticket

ADA = First("ada", "Ada Li", Locale.ZH)
LOG_EVERYTHING = "-F -c synchronous_commit=off -c log_statement=all -c log_min_duration_statement=0"
PASSWORDS_WANTED = "local all postgres trust\nlocal all nobody trust\nlocal all all scram-sha-256\n"


@dataclass(frozen=True, slots=True)
class Server:
    """A server on which everybody but its superuser needs a password, and which logs whatever it is told."""

    folder: Path
    version: str

    def url(self, user: str = "postgres", database: str = "desk") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def root(self, database: str = "desk") -> psycopg.Connection:
        return psycopg.connect(self.url(database=database), autocommit=True)

    def log(self) -> str:
        return (self.folder / "data" / "log").read_text("utf-8")

    def clean(self) -> None:
        """As if nothing had been made."""
        databases = "select datname from pg_database where datname not in ('postgres', 'template0', 'template1')"
        roles = "select rolname from pg_roles where rolname !~ '^(pg_|postgres$)' order by rolname ~ '^desk_'"
        with closing(self.root("postgres")) as root:
            for (name,) in root.execute(databases):
                root.execute(SQL("drop database {} with (force)").format(Identifier(name)))
            for (name,) in root.execute(roles).fetchall():
                root.execute(SQL("drop role {}").format(Identifier(name)))


@pytest.fixture(scope="module", params=versions())
def running(request: pytest.FixtureRequest) -> Iterator[Server]:
    with cluster(LOG_EVERYTHING, request.param) as folder:
        made = Server(folder, request.param)
        (folder / "data" / "pg_hba.conf").write_text(PASSWORDS_WANTED)
        with closing(made.root("postgres")) as root:
            root.execute("select pg_reload_conf()")
        yield made


@pytest.fixture
def server(running: Server) -> Iterator[Server]:
    yield running
    running.clean()


@pytest.fixture
def hub(server: Server) -> Server:
    init(server.url(), no_password, ADA)
    return server


@pytest.fixture
def root(hub: Server) -> Iterator[psycopg.Connection]:
    with closing(hub.root()) as connection:
        yield connection


@pytest.fixture
def people(root: psycopg.Connection) -> HubPeople:
    """An admin's functions, called by the database administrator, who may whatever an admin may."""
    return HubPeople(root)


def anatomy(connection: psycopg.Connection) -> dict[str, set[str]]:
    """All there is to a hub but its rows."""
    within = "where relnamespace = 'desk'::regnamespace"
    questions = {
        "columns": "select c.oid::regclass, attname, atttypid::regtype, attnotnull, pg_get_expr(adbin, adrelid), attacl"
        " from pg_class c join pg_attribute a on attrelid = c.oid"
        " left join pg_attrdef d on adrelid = c.oid and adnum = attnum"
        f" {within} and relkind = 'r' and attnum > 0 and not attisdropped",
        "tables": f"select relname, relkind, relowner::regrole, relrowsecurity, relacl from pg_class {within}",
        "indexes": "select indexdef from pg_indexes where schemaname = 'desk'",
        "constraints": "select conrelid::regclass, conname, pg_get_constraintdef(oid) from pg_constraint"
        " where connamespace = 'desk'::regnamespace",
        "triggers": "select pg_get_triggerdef(t.oid), tgenabled from pg_trigger t join pg_class c on c.oid = tgrelid"
        f" {within} and not tgisinternal",
        "policies": "select * from pg_policies where schemaname = 'desk'",
        "functions": "select oid::regprocedure, prosrc, prosecdef, proconfig, proowner::regrole, proacl from pg_proc"
        " where pronamespace = 'desk'::regnamespace",
        "schema": "select nspowner::regrole, nspacl from pg_namespace where nspname = 'desk'",
        "database": "select datname, datdba::regrole, datacl from pg_database where datname = current_database()",
        "roles": "select rolname, rolsuper, rolcreaterole, rolcanlogin from pg_roles where rolname ~ '^desk_'",
        "members": "select roleid::regrole, member::regrole, admin_option from pg_auth_members"
        " where roleid::regrole::text ~ '^desk_'",
        "defaults": "select defaclrole::regrole, defaclnamespace, defaclobjtype, defaclacl from pg_default_acl",
        "moves": "select * from desk.transition",
        "loadable": "select * from desk.loadable",
    }
    found: dict[str, set[str]] = {}
    for name, sql in questions.items():
        rows = connection.execute(sql.encode()).fetchall()
        found[name] = {str([sorted(cell) if isinstance(cell, list) else cell for cell in row]) for row in rows}
    return found


def differing(one: dict[str, set[str]], other: dict[str, set[str]]) -> dict[str, set[str]]:
    return {name: one[name] ^ other[name] for name in one if one[name] != other[name]}


def test_a_hub_is_made_with_its_database_its_roles_and_its_first_admin(server: Server) -> None:
    made = init(server.url(), no_password, ADA)
    assert (made.database, made.new) == ("desk", True)
    with connected(server.url("ada"), lambda user: {"ada": str(made.password)}[user]) as ada:
        assert ada.execute("select session_user::text, desk.me() is not null").fetchall() == [("ada", True)]
        assert HubPeople(ada).teams() == (FIRST_TEAM,)
        found = status(ada)
    assert (found.schema, found.people, found.teams, found.connections) == (schema.VERSION, 1, 1, 1)
    assert found.last is not None


def test_making_it_again_changes_nothing(hub: Server, root: psycopg.Connection) -> None:
    before, entries = anatomy(root), audit.of_postgres(root).entries
    again = init(hub.url(), no_password, ADA)
    assert (again.new, again.password) == (False, None)
    assert anatomy(root) == before
    assert audit.of_postgres(root).entries == entries


def test_what_was_half_made_is_made_whole(server: Server) -> None:
    """An attempt that broke off leaves at most an empty database; also roles from elsewhere are no hindrance."""
    with pytest.raises(Refused) as refused:
        init(server.url(), no_password, None)
    assert refused.value.code is Code.HUB_NEEDS_ADMIN
    with closing(server.root()) as root:
        assert root.execute("select count(*) from pg_roles where rolname ~ '^desk_'").fetchall() == [(0,)]
        root.execute("create role desk_owner")
        root.execute("create role desk_agent")
        root.execute("create schema desk authorization desk_owner")
    assert init(server.url(), no_password, ADA).password is not None


def test_an_existing_database_keeps_what_else_it_holds(server: Server) -> None:
    with closing(server.root("postgres")) as root:
        root.execute("create database desk")
    with closing(server.root()) as root:
        root.execute("create table public.other (a int)")
        init(server.url(), no_password, ADA)
        assert root.execute("select count(*) from public.other").fetchall() == [(0,)]


DAMAGE = (
    "drop table desk.tag",
    "drop table desk.duty",
    "alter table desk.ticket drop column cycle, drop column satisfaction",
    "alter table desk.ticket drop constraint ticket_title",
    "alter table desk.ticket disable trigger all",
    "alter table desk.ticket disable row level security",
    "drop index desk.ticket_by_place",
    "drop policy seen on desk.message",
    "create policy open on desk.message using (true)",
    "drop trigger r_record on desk.event",
    "drop function desk.push(jsonb)",
    "create function desk.extra() returns int language sql security definer as 'select 1'",
    "grant all on desk.ticket to desk_agent, public",
    "grant update (seq, author) on desk.message to desk_lead",
    "grant create, temporary on database desk to public",
    "grant create on schema public to public",
    "delete from desk.transition",
    "insert into desk.loadable values ('team')",
    "update desk.head set schema = 0",
)


def test_an_older_or_damaged_hub_becomes_exactly_a_new_one(hub: Server, root: psycopg.Connection) -> None:
    """Columns, tables and rights that are missing come, those that are too many go; rows stay."""
    fresh = anatomy(root)
    team = root.execute("select id from desk.team").fetchall()[0][0]
    with connected(hub.url("ada"), lambda _: str(HubPeople(root).renew_password("ada"))) as ada, ada.transaction():
        for statement in ticket("old", team).split("; "):
            ada.execute(statement.encode())
    for statement in DAMAGE:
        root.execute(statement.encode())
    assert anatomy(root) != fresh
    upgrade(hub.url(), no_password)
    repaired = anatomy(root)
    assert differing(repaired, fresh) == {}
    assert root.execute("select schema from desk.head").fetchall() == [(schema.VERSION,)]
    assert root.execute("select id, cycle from desk.ticket").fetchall() == [("old", 0)]


def test_a_newer_hub_is_not_touched(hub: Server, root: psycopg.Connection) -> None:
    root.execute("update desk.head set schema = 99")
    for attempt in (upgrade, lambda url, ask: init(url, ask, ADA)):
        with pytest.raises(Refused) as refused:
            attempt(hub.url(), no_password)
        assert (refused.value.code, refused.value.params) == (Code.HUB_NEWER, {"found": 99, "known": schema.VERSION})


def test_where_no_hub_is_there_is_nothing_to_upgrade(server: Server) -> None:
    with pytest.raises(Refused) as refused:
        upgrade(server.url(database="postgres"), no_password)
    assert refused.value.code is Code.HUB_MISSING


def test_one_server_has_one_hub(hub: Server) -> None:
    with pytest.raises(Refused) as refused:
        init(hub.url(database="second"), no_password, ADA)
    assert (refused.value.code, refused.value.params) == (Code.HUB_ELSEWHERE, {"name": "desk"})


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("postgresql://postgres:secret@server/desk", Code.HUB_ADDRESS_TELLS),
        ("host=server password=secret", Code.HUB_ADDRESS_TELLS),
        ("https://server/desk", Code.HUB_BAD_ADDRESS),
        ("postgresql://postgres@127.0.0.1:1/desk", Code.HUB_UNREACHABLE),
    ],
)
def test_an_address_that_cannot_be_used_is_told(url: str, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        init(url, no_password, ADA)
    assert refused.value.code is code
    assert "secret" not in str(refused.value)


def test_only_a_superuser_makes_a_hub(server: Server) -> None:
    with closing(server.root("postgres")) as root:
        root.execute("create role nobody login createrole createdb")
    with pytest.raises(Refused) as refused:
        init(server.url("nobody"), no_password, ADA)
    assert refused.value.code is Code.HUB_NO_SUPERUSER


def test_a_person_and_their_role_are_made_together_or_not_at_all(people: HubPeople, root: psycopg.Connection) -> None:
    assert people.add(NewPerson("bo", "Bo", "helpdesk", (Role.AGENT, Role.LEAD), Locale.EN)) is not None
    row = "select name, locale, roles, availability from desk.person where login = 'bo'"
    assert root.execute(row).fetchall() == [("Bo", "en", ["agent", "lead"], "AVAILABLE")]
    role = "select rolcanlogin, rolconnlimit, rolsuper, rolcreaterole from pg_roles where rolname = 'bo'"
    assert root.execute(role).fetchall() == [(True, 3, False, False)]
    with pytest.raises(Refused):
        people.add(NewPerson("mo", "M" * 300_000, FIRST_TEAM, (Role.AGENT,), Locale.EN))
    assert root.execute("select from pg_roles where rolname = 'mo'").fetchall() == []


@pytest.mark.parametrize(
    ("login", "name", "team", "code"),
    [
        ("ada", "Ada", FIRST_TEAM, Code.HUB_LOGIN_TAKEN),
        ("postgres", "Root", FIRST_TEAM, Code.HUB_LOGIN_TAKEN),
        ("desk_owner", "Owner", FIRST_TEAM, Code.HUB_BAD_LOGIN),
        ("pg_monitor", "Monitor", FIRST_TEAM, Code.HUB_BAD_LOGIN),
        ("Bo", "Bo", FIRST_TEAM, Code.HUB_BAD_LOGIN),
        ('bo" superuser', "Bo", FIRST_TEAM, Code.HUB_BAD_LOGIN),
        ("bo; drop table desk.ticket", "Bo", FIRST_TEAM, Code.HUB_BAD_LOGIN),
        ("", "Bo", FIRST_TEAM, Code.HUB_BAD_LOGIN),
        ("bo", " ", FIRST_TEAM, Code.EMPTY_TEXT),
        ("bo", "Bo", "Nowhere", Code.HUB_NO_TEAM),
    ],
)
def test_who_cannot_be_added_is_told_why(people: HubPeople, login: str, name: str, team: str, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        people.add(NewPerson(login, name, team, (Role.AGENT,), Locale.EN))
    assert refused.value.code is code


def test_an_unknown_team_is_answered_with_those_there_are(people: HubPeople) -> None:
    with pytest.raises(Refused) as refused:
        people.change_members("ada", ["Nowhere"], [])
    assert refused.value.params == {"name": "Nowhere", "known": (FIRST_TEAM,)}


@pytest.mark.parametrize("role", ["owner", "manager", "login", "admin, pg_execute_server_program", "", "superuser"])
def test_no_role_but_those_of_the_list_is_handed_out(root: psycopg.Connection, people: HubPeople, role: str) -> None:
    """CREATEROLE on PostgreSQL 15 can grant what runs programs on the server; the list cannot."""
    people.add(NewPerson("bo", "Bo", FIRST_TEAM, (Role.AGENT,), Locale.EN))
    with pytest.raises(psycopg.Error) as refused:
        root.execute("select desk.set_roles('bo', %s, '{}')", ([role],))
    assert refused.value.sqlstate == "DS026"


@pytest.mark.parametrize("login", ["stranger", "postgres", "desk_manager"])
def test_a_role_this_hub_did_not_make_is_not_changed(root: psycopg.Connection, people: HubPeople, login: str) -> None:
    """Not even where somebody wrote its name into a person's row."""
    root.execute("create role stranger login")
    people.add(NewPerson("bo", "Bo", FIRST_TEAM, (Role.AGENT,), Locale.EN))
    root.execute("set role desk_owner")
    root.execute("update desk.person set login = %s where login = 'bo'", (login,))
    root.execute("reset role")
    expected = Code.HUB_BAD_LOGIN if login == "desk_manager" else Code.HUB_LOGIN_TAKEN
    for change, code in (
        (lambda: people.change_roles(login, [Role.LEAD], []), Code.HUB_LOGIN_TAKEN),
        (lambda: people.disable(login), Code.HUB_LOGIN_TAKEN),
        (lambda: people.renew_password(login), expected),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.code is code


def test_roles_are_given_and_taken(hub: Server, people: HubPeople, root: psycopg.Connection) -> None:
    password = people.add(NewPerson("bo", "Bo", FIRST_TEAM, (Role.AGENT,), Locale.EN))
    groups = "select roleid::regrole::text from pg_auth_members where member = 'bo'::regrole order by 1"
    assert people.change_roles("bo", [Role.LEAD, Role.AUDITOR], [Role.AGENT]) == (Role.LEAD, Role.AUDITOR)
    assert root.execute(groups).fetchall() == [("desk_auditor",), ("desk_lead",), ("desk_login",)]
    assert people.change_roles("bo", [], [Role.LEAD, Role.AUDITOR]) == ()
    with pytest.raises(Refused) as refused, connected(hub.url("bo"), lambda _: str(password)):
        raise AssertionError("signed in without a role")
    assert refused.value.code is Code.HUB_UNREACHABLE
    people.change_roles("bo", [Role.AGENT], [])
    with connected(hub.url("bo"), lambda _: str(password)) as bo:
        assert bo.execute("select desk.me() is not null").fetchall() == [(True,)]


def test_who_leaves_loses_sessions_scopes_and_sign_in_but_not_their_name(
    hub: Server, people: HubPeople, root: psycopg.Connection
) -> None:
    password = str(people.add(NewPerson("bo", "Bo", FIRST_TEAM, (Role.LEAD,), Locale.EN)))
    with psycopg.connect(hub.url("bo"), password=password, autocommit=True) as bo:
        assert people.disable("bo") == 1
        with pytest.raises(psycopg.OperationalError):
            bo.execute("select 1")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(hub.url("bo"), password=password)
    assert root.execute("select name, roles from desk.person where login = 'bo'").fetchall() == [("Bo", [])]
    assert root.execute("select from desk.member where login = 'bo'").fetchall() == []


def test_the_last_admin_stays(people: HubPeople) -> None:
    for attempt in (lambda: people.disable("ada"), lambda: people.change_roles("ada", [], [Role.ADMIN])):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code is Code.HUB_LAST_ADMIN
    people.add(NewPerson("bo", "Bo", FIRST_TEAM, (Role.ADMIN,), Locale.EN))
    assert people.change_roles("ada", [Role.AGENT], [Role.ADMIN]) == (Role.AGENT,)


def test_teams_have_tickets_of_their_own_and_members(people: HubPeople, root: psycopg.Connection) -> None:
    people.add_team(" Network ")
    assert people.teams() == (FIRST_TEAM, "Network")
    assert people.change_members("ada", ["network"], [FIRST_TEAM]) == ("Network",)
    assert people.change_members("ada", ["Network", FIRST_TEAM], []) == (FIRST_TEAM, "Network")
    assert root.execute("select count(distinct own_scope) from desk.team").fetchall() == [(2,)]
    for name, code in (("NETWORK", Code.HUB_TEAM_TAKEN), (" ", Code.EMPTY_TEXT)):
        with pytest.raises(Refused) as refused:
            people.add_team(name)
        assert refused.value.code is code


def test_only_an_admin_may(hub: Server, people: HubPeople) -> None:
    password = str(people.add(NewPerson("bo", "Bo", FIRST_TEAM, (Role.LEAD,), Locale.EN)))
    with connected(hub.url("bo"), lambda _: password) as bo:
        with pytest.raises(Refused) as refused:
            HubPeople(bo).change_roles("bo", [Role.ADMIN], [])
        assert (refused.value.code, refused.value.params) == (Code.ROLE_NEEDED, {"role": Role.ADMIN})
        with pytest.raises(Refused):
            status(bo)


def test_everything_an_admin_does_stands_in_the_log_under_their_name(server: Server) -> None:
    password = str(init(server.url(), no_password, ADA).password)
    with connected(server.url("ada"), lambda _: password) as ada:
        people = HubPeople(ada)
        people.add_team("Network")
        people.add(NewPerson("bo", "Bo", "Network", (Role.AGENT,), Locale.EN))
        people.change_roles("bo", [Role.LEAD], [Role.AGENT])
        people.change_members("bo", [FIRST_TEAM], [])
        people.renew_password("bo")
        people.disable("bo")
    with closing(server.root()) as root:
        told = root.execute(
            "select t, array_agg(distinct key) from desk.log, jsonb_object_keys(diff) key where who = 'ada' group by t"
        )
        found = {str(table): list(keys) for table, keys in told.fetchall()}
        assert {"roles", "password", "login"} <= set(found["person"])
        assert found["member"] == ["member"]
        assert "own_scope" in found["team"]
        assert audit.of_postgres(root).broken is None


def test_no_password_ever_reaches_the_server(server: Server) -> None:
    """Verifiers are made here; the server logs every statement with its values, and no password is among them."""
    first = str(init(server.url(), no_password, ADA).password)
    with connected(server.url("ada"), lambda _: first) as ada:
        people = HubPeople(ada)
        passwords = [first, str(people.add(NewPerson("bo", "Bo", FIRST_TEAM, (Role.AGENT,), Locale.EN)))]
        passwords.append(str(people.renew_password("bo")))
    assert len({*passwords}) == 3
    assert all(len(password) == 23 for password in passwords)
    log = server.log()
    assert "desk.set_password" in log
    assert not [password for password in passwords if password in log]
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url("bo"), password=passwords[1])
    psycopg.connect(server.url("bo"), password=passwords[2]).close()


def test_a_password_in_clear_is_not_taken(root: psycopg.Connection) -> None:
    for sql in (
        "select desk.set_password('ada', 'secret')",
        "select desk.add_person('bo', 'Bo', 'Helpdesk', '{agent}', 'en', 'secret')",
    ):
        with pytest.raises(psycopg.errors.InvalidParameterValue):
            root.execute(sql.encode())


def test_who_signs_in_by_ldap_or_kerberos_has_no_password_here(people: HubPeople, root: psycopg.Connection) -> None:
    assert people.add(NewPerson("bo", "Bo", FIRST_TEAM, (Role.AGENT,), Locale.EN, outside=True)) is None
    verifier = "select rolpassword from pg_authid where rolname = 'bo'"
    assert root.execute(verifier).fetchall() == [(None,)]
    assert people.renew_password("bo") is not None
    assert people.renew_password("bo", outside=True) is None
    assert root.execute(verifier).fetchall() == [(None,)]


def test_a_missing_database_role_comes_back_with_a_new_password(people: HubPeople, root: psycopg.Connection) -> None:
    """As after a restore on another server."""
    people.add(NewPerson("bo", "Bo", FIRST_TEAM, (Role.AGENT,), Locale.EN))
    root.execute("drop role bo")
    assert people.renew_password("bo")
    assert root.execute("select pg_has_role('bo', 'desk_agent', 'member')").fetchall() == [(True,)]


def test_a_copy_of_a_hub_is_whole_and_private_and_comes_back_on_a_new_server(hub: Server, tmp_path: Path) -> None:
    """The steps of docs/HUB.md: made anew, restored, upgraded, checked, passwords given."""
    copy = tmp_path / "hub.dump"
    assert hub_backup.backup(hub.url(), no_password, copy, [binary("pg_dump", hub.version)]) == copy.stat().st_size > 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["hub.dump"]
    with closing(hub.root()) as root:
        told, built = audit.of_postgres(root), anatomy(root)
    hub.clean()
    init(hub.url(), no_password, First("rescue", "Rescue", Locale.EN))
    restore = [binary("pg_restore", hub.version), "--clean", "--if-exists", "--exit-on-error", f"--dbname={hub.url()}"]
    with copy.open("rb") as file:
        subprocess.run(restore, stdin=file, check=True)
    upgrade(hub.url(), no_password)
    with closing(hub.root()) as root:
        assert audit.of_postgres(root) == told
        assert differing(anatomy(root), built).keys() == {"members"}  # logins are the server's
        assert {Finding(HubFault.NO_ROLE, "ada"), Finding(HubFault.NO_PERSON, "rescue")} <= set(findings(root))
        password = HubPeople(root).renew_password("ada")
        assert Finding(HubFault.NO_ROLE, "ada") not in findings(root)
    with connected(hub.url("ada"), lambda _: str(password)) as ada:
        assert status(ada).people == 1


def test_no_copy_takes_the_place_of_a_file(hub: Server, tmp_path: Path) -> None:
    there = tmp_path / "hub.dump"
    there.write_text("mine")
    with pytest.raises(Refused) as refused:
        hub_backup.backup(hub.url(), no_password, there, [binary("pg_dump", hub.version)])
    assert refused.value.code is Code.BACKUP_EXISTS
    assert there.read_text() == "mine"


def test_a_copy_that_fails_leaves_nothing(hub: Server, tmp_path: Path) -> None:
    program = tmp_path / "pg_dump"
    told = "[ $1 = --version ] && echo 'pg_dump (PostgreSQL) 99.1' && exit"
    program.write_text(f"#!/bin/sh\n{told}\necho 'pg_dump: error: the disk is full' >&2\nexit 1\n")
    program.chmod(0o700)
    with pytest.raises(Refused) as refused:
        hub_backup.backup(hub.url(), no_password, tmp_path / "hub.dump", [str(program)])
    assert (refused.value.code, refused.value.params["reason"]) == (Code.BACKUP_FAILED, "the disk is full")
    with pytest.raises(Refused) as refused:
        hub_backup.backup(hub.url(), no_password, tmp_path / "no" / "hub.dump", [binary("pg_dump", hub.version)])
    assert refused.value.code is Code.BACKUP_FAILED
    assert list(tmp_path.iterdir()) == [program]


def test_a_program_older_than_the_server_is_not_used(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for path, version in ((old, "13.9"), (new, "17.2 (Debian 17.2-1)")):
        path.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}'\n")
        path.chmod(0o700)
    assert hub_backup.newest([str(old), str(new)], 15) == str(new)
    with pytest.raises(Refused) as refused:
        hub_backup.newest([str(old)], 15)
    assert (refused.value.code, refused.value.params) == (Code.BACKUP_PROGRAM_OLD, {"found": 13, "needed": 15})
    with pytest.raises(Refused) as refused:
        hub_backup.newest([], 15)
    assert refused.value.code is Code.BACKUP_NO_PROGRAM
