"""The audit of a hub is silent on a hub as it was made, and names each thing somebody opened by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from console.models import schema
from console.models.faults import Finding, HubFault
from console.models.kinds import Role
from console.services.sync import hub_check
from console.services.sync.hub_check import findings
from tests.support.postgres import versions
from tests.support.team_hub import LOGINS, TeamHub, team_hub


@pytest.fixture(scope="module", params=versions())
def hub(request: pytest.FixtureRequest) -> Iterator[TeamHub]:
    with team_hub(request.param) as made:
        yield made


@pytest.fixture
def root(hub: TeamHub) -> Iterator[psycopg.Connection]:
    """A superuser whose mischief comes to nothing."""
    with closing(hub.connect(autocommit=False)) as connection:
        yield connection
        connection.rollback()


def test_nothing_is_wrong_with_a_hub_as_it_was_made(hub: TeamHub, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks: the database administrator or an admin of the hub."""
    monkeypatch.setattr(hub_check, "PATCHED", {})  # the tests run on whatever server is installed
    for login in ("postgres", LOGINS[Role.ADMIN]):
        with closing(hub.connect(login)) as connection:
            assert findings(connection) == ()


OPENED = (
    ("update desk.head set schema = 0", Finding(HubFault.HUB_OLD, "0", str(schema.VERSION))),
    ("grant temporary on database desk to public", Finding(HubFault.DATABASE_OPEN, "temporary")),
    ("grant connect on database desk to public", Finding(HubFault.DATABASE_OPEN, "connect")),
    ("grant create on schema public to public", Finding(HubFault.DATABASE_OPEN, "create on schema public")),
    ("grant execute on function lo_creat(int) to public", Finding(HubFault.DATABASE_OPEN, "execute on lo_creat")),
    ("create view desk.peek as select * from desk.ticket", Finding(HubFault.RELATION, "desk.peek")),
    ("alter table desk.ticket owner to ada", Finding(HubFault.OWNER, "desk.ticket", "ada")),
    ("alter table desk.ticket owner to ada", Finding(HubFault.OWNS, "ada")),
    ("alter table desk.log disable row level security", Finding(HubFault.ROW_SECURITY, "desk.log")),
    ("create policy peek on desk.log using (true)", Finding(HubFault.POLICY, "peek on desk.log", "extra")),
    ("drop policy seen on desk.ticket", Finding(HubFault.POLICY, "seen on desk.ticket", "missing")),
    ("alter table desk.event disable trigger r_record", Finding(HubFault.TRIGGER, "r_record on desk.event", "off")),
    ("drop trigger a_no_delete on desk.tag", Finding(HubFault.TRIGGER, "a_no_delete on desk.tag", "missing")),
    ("grant delete on desk.tag to desk_agent", Finding(HubFault.GRANT, "delete on desk.tag", "desk_agent")),
    ("grant update (seq) on desk.tag to desk_lead", Finding(HubFault.GRANT, "update on desk.tag (seq)", "desk_lead")),
    ("grant update (title) on desk.ticket to otto", Finding(HubFault.GRANT, "update on desk.ticket (title)", "otto")),
    ("grant select on desk.ticket to public", Finding(HubFault.GRANT, "select on desk.ticket", "public")),
    ("grant insert on desk.log to desk_worker", Finding(HubFault.GRANT, "insert on desk.log", "desk_worker")),
    ("drop function desk.known(bigint, text)", Finding(HubFault.FUNCTION, "desk.known", "missing")),
    (
        "alter function desk.me() rename to you",
        Finding(HubFault.FUNCTION, "desk.you", "extra"),
    ),
    (
        "create function desk.extra() returns int language sql as 'select 1'",
        Finding(HubFault.FUNCTION, "desk.extra", "extra"),
    ),
    (
        "create function public.extra() returns int language sql security definer as 'select 1'",
        Finding(HubFault.FUNCTION, "extra()", "extra"),
    ),
    ("alter function desk.lock() set search_path = ''", Finding(HubFault.FUNCTION_PATH, "desk.lock")),
    ("alter function desk.lock() reset all", Finding(HubFault.FUNCTION_PATH, "desk.lock")),
    ("grant execute on function desk.enter to public", Finding(HubFault.FUNCTION_PUBLIC, "desk.enter")),
    ("alter role otto createrole bypassrls", Finding(HubFault.POWER, "otto", "createrole, bypassrls")),
    ("alter role desk_owner login", Finding(HubFault.POWER, "desk_owner", "canlogin")),
    ("alter role desk_agent superuser", Finding(HubFault.POWER, "desk_agent", "super")),
    ("grant pg_execute_server_program to otto", Finding(HubFault.MEMBERSHIP, "otto", "pg_execute_server_program")),
    ("grant desk_admin to otto", Finding(HubFault.MEMBERSHIP, "otto", "desk_admin")),
    ("grant desk_owner to ada", Finding(HubFault.REACHED, "ada", "desk_owner")),
    ("alter role otto rename to otto2", Finding(HubFault.NO_ROLE, "otto")),
    ("create role ghost login connection limit 3 in role desk_login", Finding(HubFault.NO_PERSON, "ghost")),
    ("alter role otto connection limit -1", Finding(HubFault.NO_LIMIT, "otto")),
)


@pytest.mark.parametrize(("mischief", "finding"), OPENED)
def test_what_somebody_opened_is_named(root: psycopg.Connection, mischief: str, finding: Finding) -> None:
    root.execute(mischief.encode())
    assert finding in findings(root)


@pytest.mark.parametrize(
    ("version", "told"),
    [
        (150_018, None),
        (150_017, Finding(HubFault.SERVER_UNPATCHED, "15.17", "15.18")),
        (160_014, None),
        (170_009, Finding(HubFault.SERVER_UNPATCHED, "17.9", "17.10")),
        (180_003, Finding(HubFault.SERVER_UNPATCHED, "18.3", "18.4")),
        (190_000, None),
    ],
)
def test_a_server_in_which_a_login_can_corrupt_memory_is_named(version: int, told: Finding | None) -> None:
    """CVE-2026-6473: fixed in 18.4, 17.10, 16.14, 15.18, 14.23."""
    assert hub_check.unpatched(version) == told


def test_a_function_that_was_rewritten_is_named(root: psycopg.Connection) -> None:
    (body,) = root.execute("select pg_get_functiondef('desk.me()'::regprocedure)").fetchall()[0]
    root.execute(body.replace("session_user", "current_user").encode())
    assert Finding(HubFault.FUNCTION, "desk.me", "changed") in findings(root)


def test_settings_that_weaken_a_hub_are_named(root: psycopg.Connection) -> None:
    root.execute("set password_encryption = md5")
    wanted = Finding(HubFault.SETTING, "password_encryption = md5", "password_encryption = scram-sha-256")
    assert wanted in findings(root)


def test_every_kind_of_finding_was_provoked() -> None:
    """But the two a test cannot bring about: an old server, and one that listens without encryption."""
    provoked = {finding.check for _, finding in OPENED}
    assert set(HubFault) - provoked == {HubFault.SERVER_UNPATCHED, HubFault.SETTING, HubFault.UNENCRYPTED}
