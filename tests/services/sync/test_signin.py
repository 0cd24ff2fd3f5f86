"""Joining a hub: each thing that can be wrong is told apart, no secret is left anywhere, nothing is lost (SPEC 13)."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from console import words
from console.bootstrap import Services, build_services
from console.models.kinds import Code, HubStep, Locale, Refused, Role
from console.services.clock import SystemClock
from console.services.sync.connection import Method
from console.services.sync.profiles import EMBEDDED, Membership, active
from console.services.sync.signin import Check, Joined, join, leave, probe, switch
from console.services.tickets.commands import CreateTicket
from tests.support.certificates import Authority
from tests.support.keyrings import MemoryKeyring, memory_keyring
from tests.support.secure_hub import (
    AGENT,
    AUDITOR,
    COLLEAGUE,
    DATABASE,
    LEAD,
    STRANGER,
    SecureHub,
    free_port,
    secure_hub,
)

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def hub() -> Iterator[SecureHub]:
    with secure_hub() as made:
        yield made


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    with memory_keyring(monkeypatch) as made:
        yield made


def trouble(checks: tuple[Check, ...]) -> tuple[HubStep, Code | None]:
    """The last step and what was wrong with it; every step before was right, and the sentence is whole."""
    assert [check.step for check in checks] == list(HubStep)[: len(checks)]
    assert not any(check.trouble for check in checks[:-1])
    last = checks[-1]
    for locale in Locale:
        if last.trouble is not None:
            assert "?" not in words.refusal(last.trouble, locale)
    return last.step, last.trouble.code if last.trouble else None


def joins(hub: SecureHub, profile: Path, login: str = AGENT) -> Joined:
    return join(profile, hub.connection, login, hub.passwords[login], SystemClock())


def opened(profile: Path) -> closing[Services]:
    return closing(build_services(profile))


def test_all_seven_steps_are_looked_at(hub: SecureHub) -> None:
    told: list[Check] = []
    checks = probe(hub.connection, AGENT, hub.passwords[AGENT], told.append)
    assert trouble(checks) == (HubStep.RIGHTS, None)
    assert tuple(told) == checks
    assert len(checks) == len(HubStep)


@pytest.mark.parametrize(
    ("changes", "step", "code"),
    [
        ({"host": "no.such.host.invalid"}, HubStep.NAME, Code.HUB_NO_HOST),
        ({"port": free_port()}, HubStep.PORT, Code.HUB_PORT_CLOSED),
        ({"host": "127.0.0.1"}, HubStep.TLS, Code.HUB_CERTIFICATE_OTHER),
        ({"ca": Authority().pem}, HubStep.TLS, Code.HUB_CERTIFICATE_UNKNOWN),
        ({"ca": Authority("Somebody else").pem}, HubStep.TLS, Code.HUB_CERTIFICATE_UNKNOWN),
        ({"method": Method.LDAP}, HubStep.SIGN_IN, Code.HUB_NOT_ADMITTED),
        ({"method": Method.KERBEROS}, HubStep.SIGN_IN, Code.HUB_NOT_ADMITTED),
        ({"database": "gone"}, HubStep.DATABASE, Code.HUB_NO_DATABASE),
        ({"database": "postgres"}, HubStep.DATABASE, Code.HUB_MISSING),
    ],
)
def test_a_wrong_way_there_is_told(hub: SecureHub, changes: dict[str, object], step: HubStep, code: Code) -> None:
    assert trouble(probe(hub.at(**changes), AGENT, hub.passwords[AGENT])) == (step, code)


def test_certificates_that_are_not_right_are_told_apart(hub: SecureHub) -> None:
    """SPEC 13; the password is not sent to any of them."""
    wrong = {
        Code.HUB_CERTIFICATE_EXPIRED: hub.authority.issue(until=-HOUR),
        Code.HUB_CERTIFICATE_EARLY: hub.authority.issue(since=HOUR),
        Code.HUB_CERTIFICATE_OTHER: hub.authority.issue("other.example"),
        Code.HUB_CERTIFICATE_UNKNOWN: Authority().issue(),
    }
    try:
        for code, issued in wrong.items():
            hub.show(issued)
            assert trouble(probe(hub.connection, AGENT, hub.passwords[AGENT])) == (HubStep.TLS, code)
    finally:
        hub.show(hub.authority.issue())


def test_a_server_that_does_not_encrypt_gets_no_password(hub: SecureHub) -> None:
    hub.encrypt(on=False)
    try:
        assert trouble(probe(hub.connection, AGENT, hub.passwords[AGENT])) == (HubStep.TLS, Code.HUB_NO_TLS)
    finally:
        hub.encrypt(on=True)


@pytest.mark.parametrize(
    ("login", "password", "code"),
    [
        (AGENT, "wrong", Code.HUB_SIGN_IN_WRONG),
        ("nobody", "wrong", Code.HUB_SIGN_IN_WRONG),
        (AGENT, "", Code.HUB_SIGN_IN_NEEDED),
        ("../agnes", "wrong", Code.HUB_LOGIN_UNKNOWN),
    ],
)
def test_a_sign_in_that_is_not_taken_is_told(hub: SecureHub, login: str, password: str, code: Code) -> None:
    assert trouble(probe(hub.connection, login, password)) == (HubStep.SIGN_IN, code)


def test_somebody_who_left_is_told_so(hub: SecureHub) -> None:
    with hub.root() as root:
        hub.people(root).disable(STRANGER)
        told = trouble(probe(hub.connection, STRANGER, hub.passwords[STRANGER]))
        hub.people(root).change_roles(STRANGER, (Role.AGENT,), ())
    assert told == (HubStep.SIGN_IN, Code.HUB_LOGIN_DISABLED)


def test_too_many_sessions_are_told(hub: SecureHub) -> None:
    with hub.root() as root:
        root.execute(f"alter role {AGENT} connection limit 0".encode())
        told = trouble(probe(hub.connection, AGENT, hub.passwords[AGENT]))
        root.execute(f"alter role {AGENT} connection limit 3".encode())
    assert told == (HubStep.SIGN_IN, Code.HUB_SESSIONS_FULL)


@pytest.mark.parametrize(("schema", "oldest", "code"), [(0, 0, Code.HUB_OLDER), (99, 99, Code.HUB_NEWER)])
def test_a_version_that_does_not_fit_is_told(hub: SecureHub, schema: int, oldest: int, code: Code) -> None:
    with hub.root() as root:
        before = root.execute("select schema, oldest from desk.head").fetchone()
        root.execute("update desk.head set schema = %s, oldest = %s", (schema, oldest))
        told = trouble(probe(hub.connection, AGENT, hub.passwords[AGENT]))
        root.execute("update desk.head set schema = %s, oldest = %s", before)
    assert told == (HubStep.SCHEMA, code)


def test_somebody_who_may_not_work_at_the_desk_is_told(hub: SecureHub) -> None:
    """SPEC 1.3: an auditor reads the log and nothing else."""
    assert trouble(probe(hub.connection, AUDITOR, hub.passwords[AUDITOR])) == (HubStep.RIGHTS, Code.HUB_NO_ROLE)


def test_who_joins_works_as_whom_the_hub_knows(hub: SecureHub, tmp_path: Path, keyring: MemoryKeyring) -> None:
    joined = joins(hub, tmp_path / "profile")
    assert joined == Joined(Membership("corp-desk", AGENT), True)
    with opened(tmp_path / "profile") as services:
        assert (services.hub, services.login, services.member.remote) == ("corp-desk", AGENT, True)
        assert (services.me.name, services.me.roles) == (AGENT.title(), frozenset({Role.AGENT}))
        assert services.folder == tmp_path / "profile" / "corp-desk" / AGENT


def test_what_is_kept_is_private_and_holds_no_password(hub: SecureHub, tmp_path: Path, keyring: MemoryKeyring) -> None:
    profile = tmp_path / "profile"
    joins(hub, profile)
    with opened(profile) as services:
        services.open_sync().once()
    secret = hub.passwords[AGENT].encode()
    for path in profile.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
        assert path.is_dir() or secret not in path.read_bytes(), path
    assert keyring.kept == {(f"support-console localhost:{hub.port}/{DATABASE}", AGENT): hub.passwords[AGENT]}


def test_a_failed_joining_changes_nothing(hub: SecureHub, tmp_path: Path, keyring: MemoryKeyring) -> None:
    profile = tmp_path / "profile"
    build_services(profile).close()
    with pytest.raises(Refused) as refused:
        join(profile, hub.connection, AGENT, "wrong", SystemClock())
    assert refused.value.code is Code.HUB_SIGN_IN_WRONG
    assert hub.passwords[AGENT] not in str(refused.value)
    assert active(profile, "me") == Membership(EMBEDDED, "me")
    assert not keyring.kept
    assert {path.name for path in profile.iterdir()} == {EMBEDDED}


def test_leaving_and_coming_back_loses_nothing(hub: SecureHub, tmp_path: Path, keyring: MemoryKeyring) -> None:
    profile = tmp_path / "profile"
    with opened(profile) as services:
        services.desk.do(CreateTicket("Before there was a team"))
    joins(hub, profile)
    with opened(profile) as services:
        services.desk.do(CreateTicket("Not sent yet"))
    leave(profile, "me")
    assert not keyring.kept
    with opened(profile) as services:
        assert titles(services) == ["Before there was a team"]
    switch(profile, Membership("corp-desk", AGENT))
    with opened(profile) as services:
        assert titles(services) == ["Not sent yet"]
        assert services.password.read() is None, "it was forgotten on leaving"


def test_a_hub_that_was_never_joined_is_not_switched_to(hub: SecureHub, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        switch(tmp_path, Membership("corp-desk", AGENT))
    assert refused.value.code is Code.NOT_FOUND


def test_two_people_on_one_machine_have_two_folders(hub: SecureHub, tmp_path: Path, keyring: MemoryKeyring) -> None:
    profile = tmp_path / "profile"
    for login in (AGENT, COLLEAGUE):
        joins(hub, profile, login)
        with opened(profile) as services:
            assert services.me.name == login.title()
    assert len(keyring.kept) == 2


def test_without_a_keyring_the_password_is_asked_for_at_each_start(hub: SecureHub, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    assert not joins(hub, profile).kept
    with opened(profile) as services:
        assert services.password.read() is None
        assert not services.sign_in(hub.passwords[AGENT], keep_it=True)
        assert services.password.read() == hub.passwords[AGENT]
        services.open_sync().once()
    with opened(profile) as services:
        assert services.password.read() is None


def test_another_hub_of_the_same_name_takes_nothing_over(
    hub: SecureHub, tmp_path: Path, keyring: MemoryKeyring
) -> None:
    """What was pulled from one hub must not be given to another; a hub that moved to another address is the same."""
    profile = tmp_path / "profile"
    with hub.root() as root:
        root.execute("update desk.team set name = name")
    joins(hub, profile, LEAD)
    moved = hub.at(database="moved")
    with hub.gone(), hub.root("postgres") as root:
        root.execute(f"create database moved template {DATABASE}".encode())
        root.execute("alter database moved allow_connections true")
    with closing(psycopg.connect(hub.url("moved"), autocommit=True)) as root:
        root.execute("grant connect on database moved to desk_login")
        assert join(profile, moved, LEAD, hub.passwords[LEAD], SystemClock()).member.hub == "corp-desk"
        root.execute("update desk.log set hash = sha256(hash)")
    joins(hub, profile, LEAD)
    with pytest.raises(Refused) as refused:
        join(profile, moved, LEAD, hub.passwords[LEAD], SystemClock())
    assert refused.value.code is Code.HUB_NAME_TAKEN
    with hub.root("postgres") as root:
        root.execute("drop database moved with (force)")


def titles(services: Services) -> list[str]:
    with services.store.read() as db:
        return [row[0] for row in db.execute("select title from ticket order by title")]
