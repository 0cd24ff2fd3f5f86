"""What a PostgreSQL hub must look like for its promises to hold, looked up in the server's own catalogs.

Promise: nothing is changed; every finding is something a database administrator can put right, most by running
`hub upgrade` again.  An admin of the hub may run it as well as an administrator of the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import psycopg
from psycopg.rows import TupleRow

from console.models import schema
from console.models.faults import Finding, HubFault
from console.models.kinds import Role
from console.models.rights import Right, rights
from console.models.shape import shapes
from console.resources import resource
from console.services.sync.hub_schema import GROUPS, LOADER, MANAGER, OWNER, SIGN_IN, statements

PATCHED = {14: 23, 15: 18, 16: 14, 17: 10, 18: 4}
"""The first minor version of each major one in which a person with a login cannot corrupt the server's memory
(CVE-2026-6473, CVE-2026-6477); newer major versions begin behind it.
"""
SETTINGS = {"password_encryption": "scram-sha-256", "max_prepared_transactions": "0", "row_security": "on"}
"""A prepared transaction would hold its locks for ever, nobody being there to end."""
PATH = ["search_path=pg_catalog, pg_temp"]

_FUNCTION = re.compile(r"create (?:or replace )?function desk\.(\w+)\(.*?\$\$(.*?)\$\$", re.DOTALL)
_TRIGGER = re.compile(r"create (?:constraint )?trigger (\w+)\s[^;]*? on desk\.(\w+)")
_POLICY = re.compile(r"create policy (\w+) on desk\.(\w+)")


def findings(connection: psycopg.Connection) -> tuple[Finding, ...]:
    """All that is wrong with the hub of this connection; empty where everything is as it must be."""
    catalog = _Catalog(connection)
    looks = (_server, _database, _relations, _made, _grants, _functions, _roles, _people)
    return tuple(finding for look in looks for finding in look(catalog))


class _Catalog:
    """Asks the server."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    @property
    def server_version(self) -> int:
        """Major version times 10,000 plus minor."""
        return self._connection.info.server_version

    def ask(self, sql: str, *values: object) -> list[TupleRow]:
        """The rows of a question."""
        return self._connection.execute(sql.encode(), values or None).fetchall()

    def names(self, sql: str, *values: object) -> set[str]:
        """The first column."""
        return {str(row[0]) for row in self.ask(sql, *values)}


def shipped() -> str:
    """All SQL of this version's hub."""
    return statements() + resource("hub/postgres_admin.sql").read_text(encoding="utf-8")


def unpatched(server_version: int) -> Finding | None:
    """What is wrong with a server of this version: major times 10,000 plus minor."""
    major, minor = divmod(server_version, 10_000)
    needed = PATCHED.get(major, 0)
    return Finding(HubFault.SERVER_UNPATCHED, f"{major}.{minor}", f"{major}.{needed}") if minor < needed else None


def _server(catalog: _Catalog) -> Iterator[Finding]:
    found = catalog.ask("select (desk.hello()).schema")[0][0]
    if found < schema.VERSION:
        yield Finding(HubFault.HUB_OLD, str(found), str(schema.VERSION))
    if (old := unpatched(catalog.server_version)) is not None:
        yield old
    for name, wanted in SETTINGS.items():
        if (value := catalog.ask(f"show {name}")[0][0]) != wanted:
            yield Finding(HubFault.SETTING, f"{name} = {value}", f"{name} = {wanted}")
    if catalog.ask("show ssl")[0][0] == "off" and catalog.ask("show listen_addresses")[0][0]:
        yield Finding(HubFault.UNENCRYPTED, "ssl = off", "ssl = on")


def _database(catalog: _Catalog) -> Iterator[Finding]:
    for privilege in ("connect", "temporary", "create"):
        if catalog.ask("select has_database_privilege('public', current_database(), %s)", privilege)[0][0]:
            yield Finding(HubFault.DATABASE_OPEN, privilege)
    if catalog.ask("select has_schema_privilege('public', 'public', 'create')")[0][0]:
        yield Finding(HubFault.DATABASE_OPEN, "create on schema public")
    closed = (
        r"select proname from pg_proc where pronamespace = 'pg_catalog'::regnamespace"
        r" and (proname like 'lo\_%' or proname in ('loread', 'lowrite', 'pg_logical_emit_message'))"
        r" and has_function_privilege('public', oid, 'execute')"
    )
    for name in sorted(catalog.names(closed)):
        yield Finding(HubFault.DATABASE_OPEN, f"execute on {name}")


def _relations(catalog: _Catalog) -> Iterator[Finding]:
    rows = catalog.ask(
        "select relname, relkind::text, relrowsecurity, relowner::regrole::text from pg_class"
        " where relnamespace = 'desk'::regnamespace and relkind <> 'i' order by relname"
    )
    for name, kind, secured, owner in rows:
        if kind != "r":
            yield Finding(HubFault.RELATION, f"desk.{name}")
        elif not secured:
            yield Finding(HubFault.ROW_SECURITY, f"desk.{name}")
        if owner != OWNER:
            yield Finding(HubFault.OWNER, f"desk.{name}", owner)


def _made(catalog: _Catalog) -> Iterator[Finding]:
    """Triggers and policies: those of this version, all of them on, and no others."""
    triggers = {
        (name, table): enabled
        for name, table, enabled in catalog.ask(
            "select tgname, relname, tgenabled::text from pg_trigger t join pg_class c on c.oid = tgrelid"
            " where relnamespace = 'desk'::regnamespace and not tgisinternal"
        )
    }
    policies = set(catalog.ask("select policyname, tablename from pg_policies where schemaname = 'desk'"))
    script = shipped()
    for check, found, wanted in (
        (HubFault.TRIGGER, set(triggers), set(_TRIGGER.findall(script))),
        (HubFault.POLICY, policies, set(_POLICY.findall(script))),
    ):
        for name, table in sorted(found ^ wanted):
            yield Finding(check, f"{name} on desk.{table}", "extra" if (name, table) in found else "missing")
    for (name, table), enabled in sorted(triggers.items()):
        if enabled != "O":
            yield Finding(HubFault.TRIGGER, f"{name} on desk.{table}", "off")


def _grants(catalog: _Catalog) -> Iterator[Finding]:
    """Nobody holds more of a table than the table of rights says."""
    rows = catalog.ask(
        "select c.relname, null, a.grantee::regrole::text, lower(a.privilege_type), a.is_grantable"
        " from pg_class c, aclexplode(c.relacl) a where c.relnamespace = 'desk'::regnamespace and c.relkind = 'r'"
        " union all select c.relname, t.attname, a.grantee::regrole::text, lower(a.privilege_type), a.is_grantable"
        " from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a"
        " where c.relnamespace = 'desk'::regnamespace and c.relkind = 'r'"
    )
    for table, column, grantee, privilege, grantable in rows:
        if grantee in (OWNER, LOADER, MANAGER):
            continue
        if grantable or grantee not in GROUPS or not _may(grantee, table, column, privilege):
            what = f"{privilege} on desk.{table}" + (f" ({column})" if column else "")
            yield Finding(HubFault.GRANT, what, "public" if grantee == "-" else grantee)


def _may(group: str, table: str, column: str | None, privilege: str) -> bool:
    if privilege == "select":
        return True
    right = rights()[Role(group.removeprefix("desk_"))].get(table, Right()) if table in shapes() else Right()
    given = {"insert": right.insert | {"id"} if right.insert else right.insert, "update": right.update}
    return column in given.get(privilege, frozenset())


def _functions(catalog: _Catalog) -> Iterator[Finding]:
    """The functions of this version, word for word, and no other that acts with its owner's rights."""
    wanted = {name: body.strip() for name, body in _FUNCTION.findall(shipped())}
    rows = catalog.ask(
        "select proname, prosrc, proconfig, proowner::regrole::text, has_function_privilege('public', oid, 'execute')"
        " from pg_proc where pronamespace = 'desk'::regnamespace order by proname"
    )
    found = {row[0] for row in rows}
    for name in sorted(wanted.keys() - found):
        yield Finding(HubFault.FUNCTION, f"desk.{name}", "missing")
    for name, body, config, owner, public in rows:
        if wanted.get(name) != body.strip():
            yield Finding(HubFault.FUNCTION, f"desk.{name}", "changed" if name in wanted else "extra")
        if config != PATH:
            yield Finding(HubFault.FUNCTION_PATH, f"desk.{name}")
        if public:
            yield Finding(HubFault.FUNCTION_PUBLIC, f"desk.{name}")
        if owner not in (OWNER, LOADER, MANAGER):
            yield Finding(HubFault.OWNER, f"desk.{name}", owner)
    elsewhere = (
        "select oid::regprocedure::text from pg_proc where prosecdef"
        " and pronamespace <> all (array['desk', 'pg_catalog', 'information_schema']::regnamespace[])"
    )
    for name in sorted(catalog.names(elsewhere)):
        yield Finding(HubFault.FUNCTION, name, "extra")


def _roles(catalog: _Catalog) -> Iterator[Finding]:
    """What is beyond a role's task: attributes, objects it owns, ways to become one of the hub's own roles."""
    powers = "rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls"
    rows = catalog.ask(
        f"select rolname, rolcanlogin, {powers} from pg_roles r where rolname = any (%s) or exists"
        " (select from pg_auth_members where member = r.oid and roleid = %s::regrole) order by rolname",
        [OWNER, LOADER, MANAGER, SIGN_IN, *GROUPS],
        SIGN_IN,
    )
    ours = {OWNER, LOADER, MANAGER, SIGN_IN, *GROUPS}
    for name, signs_in, *held in rows:
        granted = [power.strip() for power, has in zip(powers.split(","), held, strict=True) if has]
        if name == MANAGER:
            granted.remove("rolcreaterole")
        if name in ours and signs_in:
            granted.append("rolcanlogin")
        if granted:
            yield Finding(HubFault.POWER, name, ", ".join(power.removeprefix("rol") for power in granted))
    owners = (
        "select distinct refobjid::regrole::text from pg_shdepend where deptype = 'o'"
        " and refclassid = 'pg_authid'::regclass and refobjid <> %s::regrole"
        " and refobjid in (select member from pg_auth_members where roleid = %s::regrole)"
        " and dbid in (0, (select oid from pg_database where datname = current_database()))"
    )
    for name in sorted(catalog.names(owners, MANAGER, SIGN_IN)):
        yield Finding(HubFault.OWNS, name)
    members = catalog.ask(
        "select member::regrole::text, roleid::regrole::text from pg_auth_members"
        " where roleid::regrole::text = any (%s) order by 1, 2",
        [OWNER, LOADER, MANAGER],
    )
    for member, role in members:
        if (member, role) != (OWNER, LOADER):
            yield Finding(HubFault.REACHED, member, role)


def _people(catalog: _Catalog) -> Iterator[Finding]:
    """Each person who signs in has a database role with exactly the groups of their roles, and no other role has."""
    wanted = {
        login: {f"desk_{role}" for role in held}
        for login, held in catalog.ask(
            "select login, array(select jsonb_array_elements_text(roles)) from desk.person"
            " where login is not null and not dead"
        )
    }
    rows = catalog.ask(
        "select r.rolname, r.rolconnlimit, array(select m.rolname::text from pg_roles m where m.oid <> r.oid"
        " and pg_has_role(r.oid, m.oid, 'member')) from pg_roles r where not r.rolsuper"
        " and pg_has_role(r.oid, %s::regrole, 'member') and r.rolname <> %s and r.rolname <> %s",
        SIGN_IN,
        SIGN_IN,
        MANAGER,
    )
    for login in sorted(wanted.keys() - {row[0] for row in rows}):
        yield Finding(HubFault.NO_ROLE, login)
    for login, limit, groups in sorted(rows):
        if login not in wanted:
            yield Finding(HubFault.NO_PERSON, login)
        elif differing := set(groups) ^ (wanted[login] | {SIGN_IN}):
            yield Finding(HubFault.MEMBERSHIP, login, ", ".join(sorted(differing)))
        if limit < 0:
            yield Finding(HubFault.NO_LIMIT, login)
