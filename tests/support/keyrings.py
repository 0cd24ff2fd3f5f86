"""A keyring in the memory of the test, taken for one that encrypts.

Promise: the person's own keyring is never asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from console.services import secrets


class MemoryKeyring(KeyringBackend):
    """Secrets by service and login."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        del self.kept[service, username]

    def _check(self) -> None:
        if self.locked:
            raise KeyringLocked("dismissed")


@contextmanager
def memory_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    """A fresh keyring in the place of the system's, trusted."""
    made, before = MemoryKeyring(), keyring.get_keyring()
    monkeypatch.setattr(secrets, "TRUSTED", (__name__,))
    keyring.set_keyring(made)
    try:
        yield made
    finally:
        keyring.set_keyring(before)
