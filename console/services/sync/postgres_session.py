"""One person's connection to a team's hub: encrypted, to the right server, with one answer for each way it can fail.

Promise: the password goes only to a server whose certificate is right; every failure is a Refused that says what to
do, or Unreachable; the hub is looked at before anything is written to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from console.models import schema
from console.models.kinds import Code, Refused
from console.services.secrets import Password
from console.services.sync.connection import Connection, Method
from console.services.sync.hub import Hub, Unreachable
from console.services.sync.postgres_bell import WireBell
from console.services.sync.postgres_hub import PostgresHub, ask
from console.services.sync.wire import check_wire

APPLICATION = "support-console"
CONNECT_SECONDS = 10
_FIXED: Mapping[str, str] = {
    "application_name": APPLICATION,
    "connect_timeout": str(CONNECT_SECONDS),
    "options": "-c lock_timeout=2000",
    "client_encoding": "utf8",
    "target_session_attrs": "read-write",
    # A server that vanished without a word is noticed after some ten seconds, at work and at rest.
    "tcp_user_timeout": "10000",
    "keepalives_idle": "15",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    # Nothing of the person's other PostgreSQL servers is used here.
    "sslmode": "verify-full",
    "ssl_min_protocol_version": "TLSv1.2",
    "sslcertmode": "disable",
    "gssencmode": "disable",
}
_WAYS: Mapping[Method, Mapping[str, str]] = {
    Method.SCRAM: {"require_auth": "scram-sha-256", "channel_binding": "require"},
    Method.LDAP: {"require_auth": "password", "channel_binding": "disable"},
    Method.KERBEROS: {"require_auth": "gss", "channel_binding": "disable"},
}


def dial(connection: Connection, certificates: Path, login: str, password: str | None) -> psycopg.Connection:
    """A connection, each statement its own transaction; `certificates` is a file of those in `connection`.

    Raises Refused for what a person can mend, Unreachable for what may pass.
    """
    parts = {"host": connection.host, "port": str(connection.port), "dbname": connection.database, "user": login}
    # A file of passwords that is none: the person's own is not looked at.
    parts |= {"sslrootcert": str(certificates), "passfile": str(certificates)}
    whole = make_conninfo("", **_FIXED, **_WAYS[connection.method], **parts)
    try:
        return psycopg.connect(whole, autocommit=True, password=password or "")
    except psycopg.OperationalError as error:
        failed = error
    raise _refusal(failed, connection, login) from None


@contextmanager
def signed_in(
    connection: Connection, certificates: Path, password: Password, login: str, bell: WireBell
) -> Iterator[Hub]:
    """The hub as `login` sees it, its doorbell wired; raises Refused or Unreachable."""
    secret = known(connection, password, login)
    try:
        line = dial(connection, certificates, login, secret)
    except Refused as error:
        if error.code is Code.HUB_SIGN_IN_WRONG and secret is not None:
            password.reject(secret)
        raise
    with closing(line):
        check_hub(line, login)
        with bell.listening(line):
            yield PostgresHub(line)


def known(connection: Connection, password: Password, login: str) -> str | None:
    """The password to sign in with; raises Refused HUB_SIGN_IN_NEEDED when the person has to type it first."""
    found = None if connection.method is Method.KERBEROS else password.read()
    if found is None and connection.method is not Method.KERBEROS:
        raise Refused(Code.HUB_SIGN_IN_NEEDED, login=login)
    return found


def check_hub(line: psycopg.Connection, login: str) -> None:
    """Look whether this is a hub, of a version that fits, and whether the person may work at it."""
    check_database(line)
    check_schema(line)
    check_rights(line, login)


def check_database(line: psycopg.Connection) -> None:
    """Raises Refused HUB_MISSING."""
    if not _one(line, "select exists (select from pg_namespace where nspname = 'desk')"):
        raise Refused(Code.HUB_MISSING, name=line.info.dbname)


def check_schema(line: psycopg.Connection) -> None:
    """Raises Refused HUB_OLDER, or HUB_NEWER where this program is too old for the hub."""
    seen = "case when has_schema_privilege('desk', 'usage') then has_function_privilege('desk.hello()', 'execute') end"
    if not _one(line, f"select {seen}"):
        return  # somebody without a role sees no version: check_rights tells
    found, oldest = ask(line, "select schema, oldest from desk.hello()")[0]
    if oldest > schema.VERSION:
        raise Refused(Code.HUB_NEWER, found=oldest, known=schema.VERSION)
    if found < schema.VERSION:
        raise Refused(Code.HUB_OLDER, found=found, known=schema.VERSION)


def check_rights(line: psycopg.Connection, login: str) -> None:
    """Raises Refused HUB_NO_ROLE or HUB_NO_PERSON."""
    pulls = "has_function_privilege('desk.pull(bigint, text, text[], boolean, text[], bigint[])', 'execute')"
    if not _one(line, f"select case when has_schema_privilege('desk', 'usage') then {pulls} end"):
        raise Refused(Code.HUB_NO_ROLE, login=login)
    if not _one(line, "select desk.me() is not null"):
        raise Refused(Code.HUB_NO_PERSON, name=login)


def _one(line: psycopg.Connection, sql: str) -> bool:
    return bool(ask(line, sql)[0][0])


def _refusal(failed: psycopg.OperationalError, connection: Connection, login: str) -> Exception:
    """What the failure means, by what was said or, where nobody spoke, by looking at the way there."""
    said = _FRAME.sub("", str(failed).strip())
    for pattern, code in _SAYINGS:
        if pattern.search(said):
            values = {"login": login, "name": connection.database, "reason": said}
            return Refused(code, **{name: values[name] for name in _TOLD.get(code, ("login",))})
    try:
        check_wire(connection)
    except Refused as error:
        return error
    return Unreachable(said)


_FRAME = re.compile(
    '^connection failed: connection to server at "[^"]*"(?: \\([^)]*\\))?, port \\d+ failed: (?:FATAL: *)?'
)
"""Where libpq was, before what went wrong."""
_SAYINGS: tuple[tuple[re.Pattern[str], Code], ...] = (
    (re.compile("authentication failed for user|认证失败"), Code.HUB_SIGN_IN_WRONG),
    (re.compile("not permitted to log in|不允许角色"), Code.HUB_LOGIN_DISABLED),
    (re.compile("role .* does not exist|角色.*不存在"), Code.HUB_LOGIN_UNKNOWN),
    (re.compile("too many connections for role|角色.*连接太多"), Code.HUB_SESSIONS_FULL),
    (re.compile("database .* does not exist|数据库.*不存在"), Code.HUB_NO_DATABASE),
    (re.compile("permission denied for database|数据库.*权限"), Code.HUB_NO_ROLE),
    (re.compile(r"pg_hba\.conf|authentication method|channel binding"), Code.HUB_NOT_ADMITTED),
)
"""What servers and the library say when they let nobody in: it comes as text alone, English or Chinese."""
_TOLD: Mapping[Code, tuple[str, ...]] = {
    Code.HUB_NO_DATABASE: ("name",),
    Code.HUB_NOT_ADMITTED: ("login", "reason"),
}
