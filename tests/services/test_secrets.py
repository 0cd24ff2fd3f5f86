"""Secrets are kept where they are encrypted, or in memory alone (SPEC 13)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.core import load_keyring

from console.services import secrets
from console.services.secrets import Password
from tests.support.keyrings import MemoryKeyring, memory_keyring
from tests.support.strict import LogWatch

ROOT = Path(__file__).resolve().parents[2]
PLACE = "desk.corp.example:5432/desk"
TYPED = "密码 with “quotes” and a ' too"


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    with memory_keyring(monkeypatch) as made:
        yield made


def place() -> str:
    return PLACE


def test_a_secret_is_kept_read_and_forgotten(memory: MemoryKeyring) -> None:
    assert secrets.keep(PLACE, "mei", TYPED)
    assert secrets.read(PLACE, "mei") == TYPED
    assert secrets.read(PLACE, "wei") is None
    assert secrets.read("evil.example:5432/desk", "mei") is None, "another server never gets it"
    secrets.forget(PLACE, "mei")
    secrets.forget(PLACE, "mei")
    assert secrets.read(PLACE, "mei") is None


@pytest.mark.parametrize("untrusted", ["keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"])
def test_a_keyring_that_does_not_encrypt_is_none(untrusted: str) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(load_keyring(untrusted))
    try:
        assert secrets.backend() is None
        assert not secrets.keep(PLACE, "mei", TYPED)
        assert secrets.read(PLACE, "mei") is None
        secrets.forget(PLACE, "mei")
    finally:
        keyring.set_keyring(before)


def test_a_locked_keyring_is_told_without_the_secret(memory: MemoryKeyring, logs: LogWatch) -> None:
    logs.expect("console.services.secrets", "KeyringLocked")
    memory.locked = True
    assert not secrets.keep(PLACE, "mei", TYPED)
    assert secrets.read(PLACE, "mei") is None
    assert not any("quotes" in record.getMessage() for record in logs.records)


def test_a_password_is_asked_once_and_a_wrong_one_is_not_tried_again(memory: MemoryKeyring) -> None:
    password = Password(place, "mei")
    assert password.read() is None
    assert password.give(TYPED, keep_it=True)
    assert Password(place, "mei").read() == TYPED
    password.reject("an older one")
    assert password.read() == TYPED
    password.reject(TYPED)
    assert password.read() is None
    assert Password(place, "mei").read() == TYPED, "the next start tries it once more"
    assert not password.give("another", keep_it=False)
    assert password.read() == "another"
    password.forget()
    assert Password(place, "mei").read() is None
    assert TYPED not in repr(password)


REAL = """
import sys
from console.services import secrets
from console.services.secrets import Password
place, login, secret = sys.argv[1:]
print(secrets.backend())
print(secrets.keep(place, login, secret), secrets.read(place, login) == secret)
print(Password(lambda: place, login).read() == secret)
secrets.forget(place, login)
secrets.forget(place, login)
print(secrets.read(place, login))
"""


def test_the_secret_service_of_a_desktop_keeps_it(tmp_path: Path) -> None:
    """A session bus of its own with gnome-keyring on it, as a desktop has."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    unlock = "printf 'test\\n' | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null"
    script = f'{unlock} && exec "$@"'
    command = ["dbus-run-session", "--", "sh", "-c", script, "sh", sys.executable, "-c", REAL, PLACE, "mei", TYPED]
    environment = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines() == ["SecretService Keyring", "True True", "True", "None"], done.stderr
    assert TYPED not in done.stderr
    for path in home.rglob("*"):
        assert not path.is_file() or TYPED.encode() not in path.read_bytes()
