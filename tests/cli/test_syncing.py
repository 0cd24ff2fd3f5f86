"""The verb `sync`, asked for as a person types it (docs/CLI.md)."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.bootstrap import build_services
from console.cli import verbs
from console.services.clock import SystemClock
from console.services.sync.signin import join
from console.services.sync.sqlite_hub import open_hub
from console.services.tickets.commands import CreateTicket
from tests.support.consoles import joined
from tests.support.keyrings import memory_keyring
from tests.support.secure_hub import AGENT, SecureHub, secure_hub


@pytest.fixture(scope="module")
def hub() -> Iterator[SecureHub]:
    with secure_hub() as made:
        yield made


@pytest.fixture
def profile(hub: SecureHub, tmp_path: Path) -> Path:
    """Joined, with a ticket that was not sent yet; the password is kept nowhere."""
    made = tmp_path / "profile"
    joined(hub, made, AGENT)
    with closing(build_services(made)) as services:
        services.desk.do(CreateTicket("Made on the train"))
    return made


def run(profile: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit code, stdout, stderr of one round."""
    code = verbs.main(["--profile", str(profile), "sync", "--once"])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_on_this_machine_alone_the_hub_beside_the_tickets_is_brought_in_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(build_services(tmp_path / "profile")) as services:
        services.desk.do(CreateTicket("Made here"))
        hub = services.folder / "hub.db"
    code, out, err = run(tmp_path / "profile", capsys)
    assert (code, out) == (0, "")
    assert "In step" in err
    with closing(open_hub(hub)) as db:
        assert db.execute("select number, title from ticket").fetchall() == [(1, "Made here")]


def test_without_a_terminal_nobody_is_asked_for_a_password(
    profile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    code, _, err = run(profile, capsys)
    assert code == 1
    assert f"the password of “{AGENT}”" in err


def test_a_password_typed_at_the_terminal_sends_what_waits(
    hub: SecureHub, profile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return hub.passwords[AGENT]

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", typed)
    assert run(profile, capsys) == (
        0,
        "",
        "In step with the hub: everything here was sent, everything there is here.\n",
    )
    assert asked == [f"Password of {AGENT} at the hub: "]
    with hub.root() as root:
        assert root.execute("select count(*) from desk.ticket where title = 'Made on the train'").fetchone() == (1,)


def test_a_kept_password_asks_nobody_and_a_hub_that_is_gone_is_told(
    hub: SecureHub, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with memory_keyring(monkeypatch):
        join(tmp_path / "profile", hub.connection, AGENT, hub.passwords[AGENT], SystemClock())
        assert run(tmp_path / "profile", capsys)[0] == 0
        with hub.gone():
            code, _, err = run(tmp_path / "profile", capsys)
    assert code == 1
    assert "Go on working" in err


def test_refusals_and_a_clock_that_is_off_are_told(
    hub: SecureHub, profile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda _: hub.passwords[AGENT])
    monkeypatch.setattr(SystemClock, "now", lambda _: datetime.now(UTC) + timedelta(days=2))
    with closing(build_services(profile)) as services, services.store.bulk() as db:
        db.execute("update _op set state = 'refused', code = 'DS001'")
    code, _, err = run(profile, capsys)
    assert code == 0
    assert "kept and shown in the window: 1." in err
    assert "The clock of this machine is 2 d off" in err
