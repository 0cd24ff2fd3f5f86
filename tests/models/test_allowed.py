"""The list of what runbooks may reach: read whole or not at all, and never wider than it says (SPEC 8.5)."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from console.models.allowed import Allowed, Place, Program, admits, read_allowed
from console.models.reading_tables import Wrong
from console.models.runbook_kinds import Scheme

LIST = """
[places.identity_provider]
scheme = "https"
host = "sso.example.com"
login = "probe"
client = "desk"
[places.database]
scheme = "postgresql"
host = "db.example.com"
port = 6432
[programs.restart]
path = "/usr/bin/systemctl"
environment = { LANG = "C" }
"""


def place(host: str) -> Place:
    return Place("there", Scheme.HTTP, host, 80, "", "", "", bearer=False, database="")


def test_a_whole_list_is_read() -> None:
    allowed, faults = read_allowed(LIST)
    assert faults == ()
    provider, database = allowed.places
    assert (provider.name, provider.scheme, provider.host, provider.port) == (
        "identity_provider",
        Scheme.HTTPS,
        "sso.example.com",
        443,
    )
    assert (provider.login, provider.client, database.port) == ("probe", "desk", 6432)
    assert allowed.programs == (Program("restart", "/usr/bin/systemctl", (("LANG", "C"),)),)
    assert allowed.place("database") is database
    assert allowed.program("restart") is allowed.programs[0]
    assert allowed.place("restart") is None
    assert read_allowed("") == (Allowed(), ())


@pytest.mark.parametrize(
    ("before", "after", "wrong", "step", "key"),
    [
        ('"https"', '"gopher"', Wrong.BAD_VALUE, "identity_provider", "places.identity_provider.scheme"),
        ('"https"', '"tcp"', Wrong.MISSING, "identity_provider", "places.identity_provider.port"),
        ("sso.example.com", "sso example", Wrong.BAD_VALUE, "identity_provider", "places.identity_provider.host"),
        ("sso.example.com", "fe80::1%eth0", Wrong.BAD_VALUE, "identity_provider", "places.identity_provider.host"),
        ("port = 6432", "port = 70000", Wrong.OUT_OF_RANGE, "database", "places.database.port"),
        ("port = 6432", 'authority = "me"', Wrong.WRONG_KIND, "database", "places.database.authority"),
        ("port = 6432", 'password = "x"', Wrong.UNKNOWN_KEY, "database", "places.database.password"),
        ("/usr/bin/systemctl", "systemctl", Wrong.BAD_PATH, "restart", "programs.restart.path"),
        ("programs.restart", 'programs."Re start"', Wrong.BAD_NAME, "", "programs.Re start"),
        ("[programs.", "[tools.", Wrong.UNKNOWN_KEY, "", "tools"),
    ],
)
def test_with_a_fault_nothing_is_allowed(before: str, after: str, wrong: Wrong, step: str, key: str) -> None:
    assert before in LIST
    allowed, faults = read_allowed(LIST.replace(before, after, 1))
    assert allowed == Allowed()
    assert (wrong, step, key) in [(fault.wrong, fault.step, fault.key) for fault in faults]


def test_what_is_no_toml_allows_nothing() -> None:
    assert read_allowed("places = ")[0] == Allowed()


@pytest.mark.parametrize(
    ("host", "address", "reached"),
    [
        ("sso.example.com", "192.0.2.7", True),
        ("sso.example.com", "10.1.2.3", True),
        ("sso.example.com", "fd12::7", True),
        ("sso.example.com", "127.0.0.1", False),
        ("sso.example.com", "127.8.8.8", False),
        ("sso.example.com", "::1", False),
        ("sso.example.com", "::ffff:127.0.0.1", False),
        ("sso.example.com", "::", False),
        ("sso.example.com", "169.254.169.254", False),
        ("sso.example.com", "::ffff:169.254.169.254", False),
        ("sso.example.com", "fd00:ec2::254", False),
        ("sso.example.com", "100.100.100.200", False),
        ("sso.example.com", "fe80::1", False),
        ("sso.example.com", "224.0.0.1", False),
        ("localhost", "127.0.0.1", True),
        ("localhost", "::1", True),
        ("localhost", "169.254.169.254", False),
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "127.0.0.2", False),
        ("169.254.169.254", "169.254.169.254", True),
    ],
)
def test_this_machine_and_the_clouds_secrets_are_reached_only_by_name(host: str, address: str, reached: bool) -> None:
    assert admits(place(host), ip_address(address)) is reached


def test_what_an_approval_covers_changes_with_the_entry() -> None:
    allowed, other = read_allowed(LIST)[0], read_allowed(LIST.replace("db.example", "db2.example"))[0]
    assert allowed.hash_of("restart") == other.hash_of("restart")
    assert allowed.hash_of("database") != other.hash_of("database")
    assert allowed.hash_of("gone") == other.hash_of("gone")


def test_a_source_says_what_its_kind_needs() -> None:
    told = '[sources.a]\nkind = "{kind}"\n{more}'
    whole = {
        "files": 'path = "/var/log/a.log"\nzone = "Asia/Shanghai"',
        "journal": 'unit = "a.service"',
        "http_log": 'target = "logs"\npath = "/q"',
        "metrics": 'target = "metrics"\nqueries = { up = "up" }',
        "status": 'target = "sso"',
    }
    for kind, more in whole.items():
        allowed, faults = read_allowed(told.format(kind=kind, more=more))
        assert (faults, [source.kind for source in allowed.sources]) == ((), [kind])
        assert {fault.wrong for fault in read_allowed(told.format(kind=kind, more=""))[1]} == {Wrong.MISSING}
    assert read_allowed(told.format(kind="files", more='path = "/a"\nzone = "Mars"'))[1][0].wrong is Wrong.BAD_VALUE
