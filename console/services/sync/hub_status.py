"""How a PostgreSQL hub stands: its version, its last commit, how much it holds, who is connected.

Promise: one look, nothing changed; an admin, an auditor, a worker and the database administrator may take it.
"""

from __future__ import annotations

from datetime import datetime

import psycopg

from console.models.kinds import Code, Refused, Role, from_micros
from console.models.values import dataclass


@dataclass(frozen=True, slots=True)
class HubStatus:
    """The figures of one hub."""

    server: str
    """The server's version."""
    schema: int
    oldest: int
    """The oldest schema of a console that may still write."""
    seq: int
    """How many commits there were."""
    last: datetime | None
    """When the last one was; None before the first."""
    people: int
    """Who sign in."""
    requesters: int
    teams: int
    scopes: int
    tickets: int
    log: int
    """Entries of the audit log."""
    bytes: int
    """Size of the database on disk."""
    connections: int
    """Sessions of people and workers now."""


def status(connection: psycopg.Connection) -> HubStatus:
    """Look at the hub of this connection; raises Refused."""
    if not connection.execute("select to_regnamespace('desk') is not null").fetchall()[0][0]:
        raise Refused(Code.HUB_MISSING, name=connection.info.dbname)
    try:
        found = connection.execute("select desk.state()").fetchall()[0][0]
    except psycopg.errors.InsufficientPrivilege:
        raise Refused(Code.ROLE_NEEDED, role=Role.ADMIN) from None
    sessions = connection.execute(
        "select count(*) from pg_stat_activity where datname = current_database() and backend_type = 'client backend'"
        " and usesysid in (select member from pg_auth_members where roleid = 'desk_login'::regrole)"
    ).fetchall()[0][0]
    last = found.pop("last")
    return HubStatus(
        server=str(connection.info.parameter_status("server_version")),
        last=None if last is None else from_micros(last),
        connections=sessions,
        **found,
    )
