"""Where this system keeps secrets.

Promise: only stores that encrypt count; one that would write plain text is none.  A secret is in the keyring or in the
memory of this process, never in a file, a log, an exception or a list of processes.  Every call may wait for a person
to unlock the keyring: it is no call for the window's thread.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

SERVICE = "support-console"
ALERTS = "alerts"
"""By which the token of those who send alerts is kept."""
CHANNEL = "channel"
"""What the keyring knows the secrets of channels by."""
TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)
"""Modules of back ends that keep secrets encrypted with the person's sign-in."""


def backend() -> str | None:
    """The name of the keyring that would be used; None when there is none to trust.  Takes about 100 ms."""
    found = _trusted()
    return None if found is None else str(found.name)


def keep(place: str, login: str, secret: str) -> bool:
    """Keep the secret of a login at a place; whether there is a keyring that took it."""
    found = _trusted()
    if found is None:
        return False
    went_well, _ = _asked(lambda: found.set_password(_service(place), login, secret))
    return went_well


def read(place: str, login: str) -> str | None:
    """The secret kept for a login at a place; None where there is none, or no keyring to ask."""
    found = _trusted()
    if found is None:
        return None
    _, kept = _asked(lambda: found.get_password(_service(place), login))
    return kept if isinstance(kept, str) else None


def of_place(place: str, address: str, login: str) -> str | None:
    """What signs in at a place runbooks reach: a credential the service manager handed to this process, else what the
    keyring keeps for that address.
    """
    return _credential(f"runbook-{place}") or read(address, login)


def of_channel(name: str) -> str | None:
    """The secret of a channel messages go out by: a credential of this process, else what the keyring keeps."""
    return _credential(f"channel-{name}") or read(CHANNEL, name)


def keep_of_channel(name: str, secret: str) -> bool:
    """Keep the secret of a channel; whether there is a keyring that took it."""
    return keep(CHANNEL, name, secret)


def _credential(name: str) -> str | None:
    """What the service manager handed to this process under that name."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    file = Path(folder, name) if folder else None
    return file.read_text("utf-8").rstrip("\n") if file is not None and file.is_file() else None


def place_of_alerts(address: tuple[str, int]) -> str:
    """The address by which the keyring knows the token of those who send alerts there."""
    host, port = address
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def forget(place: str, login: str) -> None:
    """Take the secret out of the keyring, where it is."""
    found = _trusted()
    if found is not None and read(place, login) is not None:
        _asked(lambda: found.delete_password(_service(place), login))


class Password:
    """The password of one login: given once, kept by the keyring where that may be, else for as long as this runs."""

    def __init__(self, place: Callable[[], str], login: str) -> None:
        """`place` answers the address the keyring knows it by; it is asked when the password is."""
        self._place = place
        self._login = login
        self._known: str | None = None
        self._looked = False

    def read(self) -> str | None:
        """The password; None when the person has to be asked.  The keyring is asked once: it may ask the person too."""
        if not self._looked:
            self._looked, self._known = True, read(self._place(), self._login)
        return self._known

    def give(self, secret: str, *, keep_it: bool) -> bool:
        """The person has typed it; whether the keyring keeps it."""
        self._looked, self._known = True, secret
        return keep_it and keep(self._place(), self._login, secret)

    def reject(self, secret: str) -> None:
        """This one was wrong: not tried again before another is given, which may have happened meanwhile."""
        if self._known == secret:
            self._known = None

    def forget(self) -> None:
        """Take it out of memory and keyring."""
        self._looked, self._known = True, None
        forget(self._place(), self._login)


_Work = Callable[[], object]


def _service(place: str) -> str:
    return f"{SERVICE} {place}"


def _asked(work: _Work) -> tuple[bool, object]:
    """Whether the keyring did it, and its answer; of a failure the log is told the kind alone."""
    try:
        return True, work()
    except Exception as error:
        log.warning("the keyring failed: %s", type(error).__name__)
        log.debug("how it failed", exc_info=True)
        return False, None


def _trusted() -> KeyringBackend | None:
    import keyring
    from keyring.backends.chainer import ChainerBackend

    found = keyring.get_keyring()
    choices = found.backends if isinstance(found, ChainerBackend) else [found]
    for choice in choices:
        if type(choice).__module__ in TRUSTED:
            return choice
    return None
