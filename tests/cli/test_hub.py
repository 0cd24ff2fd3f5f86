"""The verbs below `hub`, asked for as a person types them (docs/CLI.md)."""

from __future__ import annotations

import getpass
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path

import psycopg
import pytest

from console.cli import verbs
from console.cli.hub_phrases import STATUS
from console.services.sync import hub_check
from console.services.sync.connection import Method, read_connection
from console.services.sync.hub_status import HubStatus
from tests.house.reading import ROOT
from tests.support.certificates import Authority
from tests.support.postgres import cluster

WITH_PASSWORDS = "local all postgres trust\nlocal all all scram-sha-256\n"


@dataclass(frozen=True, slots=True)
class Hub:
    """A running hub of which only its first admin's password is known."""

    folder: Path
    password: str

    def url(self, login: str = "postgres") -> str:
        return f"postgresql://{login}@/desk?host={self.folder}"

    def root(self, sql: str) -> None:
        with closing(psycopg.connect(self.url(), autocommit=True)) as root:
            root.execute(sql.encode())


@dataclass
class Terminal:
    """Types verbs, and the password that is asked for."""

    hub: Hub
    output: pytest.CaptureFixture[str]
    profile: Path

    def run(self, *verb: str) -> tuple[int, str, str]:
        """Exit code, stdout, stderr."""
        code = verbs.main(["--profile", str(self.profile), "hub", *verb])
        said = self.output.readouterr()
        return code, said.out, said.err

    def ask(self, *verb: str) -> tuple[int, str, str]:
        """As the first admin."""
        return self.run(*verb, "--hub", self.hub.url("ada"))


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    """Made by a process on a terminal, which asks who the first admin is; without one it cannot ask."""
    with cluster() as folder:
        (folder / "data" / "pg_hba.conf").write_text(WITH_PASSWORDS)
        with closing(psycopg.connect(f"host={folder} user=postgres dbname=postgres", autocommit=True)) as root:
            root.execute("select pg_reload_conf()")
        verb = ("hub", "init", f"postgresql://postgres@/desk?host={folder}")
        command = [sys.executable, "-m", "console", "--profile", str(folder / "none"), *verb]
        unasked = subprocess.run(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        assert (unasked.returncode, unasked.stdout) == (1, "")
        assert unasked.stderr.startswith("The hub has no admin yet.")
        keyboard, terminal = os.openpty()
        os.write(keyboard, b"ada\nAda Li\n")
        done = subprocess.run(command, cwd=ROOT, stdin=terminal, capture_output=True, text=True, check=True)
        os.close(keyboard)
        os.close(terminal)
        assert "The hub was made in the database desk." in done.stderr
        yield Hub(folder, done.stdout.strip())


@pytest.fixture
def terminal(hub: Hub, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", {"Password of ada: ": hub.password}.__getitem__)
    monkeypatch.setattr(hub_check, "PATCHED", {})  # the tests run on whatever server is installed
    return Terminal(hub, capsys, tmp_path)


def test_making_a_hub_again_says_so_and_tells_no_password(terminal: Terminal) -> None:
    told = terminal.run("init", terminal.hub.url())
    assert told == (0, "", "The hub in the database desk is up to date.\n")


def test_a_person_is_added_changed_and_closed(terminal: Terminal) -> None:
    code, password, said = terminal.ask("person", "add", "bo", "--name", "Bo", "--team", "helpdesk", "--role", "agent")
    assert (code, len(password.splitlines())) == (0, 1)
    assert said.startswith("Bo was added.\n")
    psycopg.connect(terminal.hub.url("bo"), password=password.strip()).close()
    assert terminal.ask("person", "role", "bo", "+lead", "+auditor", "-agent")[2] == (
        "bo now acts as: Lead, Auditor.\n"
    )
    renewed = terminal.ask("person", "password", "bo")[1].strip()
    assert renewed != password.strip()
    assert terminal.ask("person", "disable", "bo")[2].startswith("bo cannot sign in any more; sessions ended: 0.")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(terminal.hub.url("bo"), password=renewed)
    assert terminal.ask("person", "role", "bo", "-lead")[2].startswith("bo has no role any more")


def test_who_signs_in_elsewhere_gets_no_password(terminal: Terminal) -> None:
    told = terminal.ask("person", "add", "kim", "--name", "Kim", "--team", "Helpdesk", "--role", "worker", "--gss")
    assert told == (0, "", "Kim was added.\n")


def test_a_new_member_is_handed_the_way_to_the_hub(terminal: Terminal, tmp_path: Path) -> None:
    file, ca = tmp_path / "desk.toml", tmp_path / "ca.pem"
    ca.write_text(Authority().pem, "ascii")
    verb = ("person", "connection", "lin", str(file), "--ca", str(ca))
    code, out, said = terminal.ask(*verb)  # the admin sits at the server: no console gets there by that address
    assert (code, out, file.exists()) == (1, "", False)
    assert "--host" in said
    assert terminal.ask(*verb, "--host", "desk.corp.example", "--gss")[:2] == (0, "")
    found = read_connection(file)
    assert (found.host, found.database, found.login) == ("desk.corp.example", "desk", "lin")
    assert found.method is Method.KERBEROS
    told = terminal.ask(*verb, "--host", "desk.corp.example")
    assert told[2].startswith(f"There is a file {file} already.")


def test_a_team_is_added_and_its_members(terminal: Terminal) -> None:
    assert terminal.ask("scope", "add", "Network")[0] == 0
    assert terminal.ask("scope", "member", "ada", "+Network")[2] == "ada now sees the tickets of: Helpdesk, Network.\n"
    assert terminal.ask("scope", "member", "ada", "-Helpdesk", "-Network")[2] == "ada now sees no team's tickets.\n"
    code, out, said = terminal.ask("scope", "member", "ada", "+Elsewhere")
    assert (code, out) == (1, "")
    assert said == "There is no team “Elsewhere”. Nothing was changed; these are known: Helpdesk, Network.\n"


@pytest.mark.parametrize(
    "verb",
    [
        ("person", "role", "ada", "lead"),
        ("person", "role", "ada", "+boss"),
        ("person", "role", "ada"),
        ("scope", "member", "ada", "+"),
        ("person", "add", "bo"),
    ],
)
def test_what_is_wrongly_asked_is_told_as_that(terminal: Terminal, verb: tuple[str, ...]) -> None:
    code, out, said = terminal.ask(*verb)
    assert (code, out) == (2, "")
    assert said


def test_what_is_refused_is_a_sentence(terminal: Terminal) -> None:
    told = terminal.ask("person", "disable", "ada")
    assert told == (1, "", "“ada” is the last admin. Nothing was changed; make somebody else an admin first.\n")


def test_how_a_hub_stands_is_told(terminal: Terminal) -> None:
    code, out, _ = terminal.ask("status")
    assert (code, len(out.splitlines())) == (0, len(STATUS))
    found = json.loads(terminal.ask("status", "--json")[1])
    assert list(found) == [field.name for field in fields(HubStatus)]
    assert set(STATUS) == set(found)
    assert (found["connections"], found["tickets"]) == (1, 0)
    assert found["last"].endswith("+00:00")


def test_what_was_opened_is_found_and_upgrading_closes_it(terminal: Terminal) -> None:
    assert terminal.ask("check") == (0, "", "Nothing is wrong with the hub.\n")
    terminal.hub.root("grant temporary on database desk to public")
    code, out, _ = terminal.ask("check")
    assert (code, out) == (1, "Everybody may do this in the database: temporary. Run “hub upgrade”.\n")
    (told,) = json.loads(terminal.ask("check", "--json")[1])["findings"]
    assert told == {"check": "database_open", "subject": "temporary", "detail": "", "sentence": out.strip()}
    assert terminal.run("upgrade", terminal.hub.url())[0] == 0
    assert terminal.ask("check", "--json") == (0, '{"findings": []}\n', "")


def test_the_environment_names_the_hub(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    assert terminal.run("status")[0] == 2
    monkeypatch.setenv("SUPPORT_CONSOLE_HUB", terminal.hub.url("ada"))
    assert terminal.run("status")[0] == 0


def test_no_password_is_taken_in_an_address(terminal: Terminal) -> None:
    code, out, said = terminal.run("status", "--hub", "postgresql://ada:hidden@server/desk")
    assert (code, out) == (1, "")
    assert "hidden" not in said
    assert said.startswith("The address holds a password")


def test_without_a_terminal_no_password_is_waited_for(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    code, out, said = terminal.ask("status")
    assert (code, out) == (1, "")
    assert said.startswith("The server wants the password of ada")


def test_a_backup_needs_the_database_administrator(terminal: Terminal, tmp_path: Path) -> None:
    code, out, said = terminal.ask("backup", str(tmp_path / "hub.dump"))
    assert (code, out) == (1, "")
    assert said.startswith("ada is no superuser")
    assert not (tmp_path / "hub.dump").exists()
