"""Connections to a PostgreSQL hub by its address, with the password asked for where the server wants one.

Promise: an address never holds a password, so none lands in a history of commands or a list of processes; over a
network nothing is said to a server that does not prove itself; a failure is Refused with what the server or the network
said.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from console.models.kinds import Code, Refused

CONNECT_SECONDS = 10
APPLICATION = "support-console"

PROVEN = {"sslmode": "require", "channel_binding": "require"}
"""Over a network, unless the address says how: encrypted, and SCRAM's proof bound to the encryption, which no server in
between can give.  An address for LDAP or Kerberos says `sslmode=verify-full`, and where the certificate is from.
"""

Ask = Callable[[str], str]
"""Asks the person for the password of a user, and answers it."""


def address(url: str) -> Mapping[str, str]:
    """The parts of `postgresql://user@host/database`, or of `key=value` pairs; raises Refused."""
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError as error:
        raise Refused(Code.HUB_BAD_ADDRESS, reason=_told(error)) from None
    if parts.keys() & {"password", "sslpassword"}:
        raise Refused(Code.HUB_ADDRESS_TELLS)
    if "sslmode" in parts or "service" in parts or _is_here(parts.get("hostaddr") or parts.get("host", "")):
        return parts
    return PROVEN | parts


def _is_here(host: str) -> bool:
    """Whether every host of the address is this machine, by socket or loopback."""
    return all(not name or name.startswith(("/", "@")) or _is_loopback(name) for name in host.split(","))


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


@contextmanager
def connected(url: str, ask: Ask, **changes: str) -> Iterator[psycopg.Connection]:
    """A connection, each statement its own transaction; `changes` replace parts of the address.  Raises Refused."""
    with closing(_open(dict(address(url)) | changes, ask)) as connection, connection:
        yield connection


def password_of(connection: psycopg.Connection) -> str:
    """What this connection was opened with, for a program that must sign in too; empty where none was needed."""
    return connection.info.password


def _open(parts: Mapping[str, str], ask: Ask) -> psycopg.Connection:
    whole = make_conninfo("", **{"connect_timeout": str(CONNECT_SECONDS), "application_name": APPLICATION, **parts})
    try:
        return psycopg.connect(whole, autocommit=True)
    except psycopg.OperationalError as error:
        failed = error
    if failed.pgconn is None or not failed.pgconn.needs_password:
        raise Refused(Code.HUB_UNREACHABLE, reason=_told(failed))
    try:
        return psycopg.connect(whole, autocommit=True, password=ask(failed.pgconn.user.decode()))
    except psycopg.OperationalError as error:
        raise Refused(Code.HUB_UNREACHABLE, reason=_told(error)) from None


def _told(error: psycopg.Error) -> str:
    """What went wrong, without the address before it."""
    return str(error).strip().rpartition("FATAL:")[2].strip().rstrip(".")
