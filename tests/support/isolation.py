"""The surroundings tests run in: a home of their own, a fixed zone and language, a screen of a usual size, no network.

Promise: no test reads or writes the profile, the keyring or the session bus of the person who runs it.
"""

from __future__ import annotations

import ipaddress
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ZONE = "Asia/Shanghai"
"""Not UTC, so that a wall time taken for an instant shows."""

REAL_DATA = "SUPPORT_CONSOLE_REAL_DATA"
"""Names a folder with exports of real systems; the tests below tests/real run only where it is set."""

SCREEN = {
    "screens": [
        {
            "name": "desk",
            "x": 0,
            "y": 0,
            "width": 1920,
            "height": 1080,
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 1,
        }
    ]
}

FOREIGN = ("SUPPORT_CONSOLE_", "LC_", "LANGUAGE", "DBUS_SESSION_", "WAYLAND_", "QT_", "XDG_")
"""What the caller's environment could say to the console by these prefixes is not heard."""


def private_environment(home: Path) -> dict[str, str]:
    """The variables of a session whose every file lies below `home`; `QT_QPA_PLATFORM=xcb` from outside stays."""
    heard = {"QT_QPA_PLATFORM", REAL_DATA}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN) or name in heard}
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, parents=True)
    screen = home / "screen.json"
    screen.write_text(json.dumps(SCREEN), "utf-8")
    kept.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={screen}")
    return kept | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "APPDATA": str(home / "roaming"),
        "LOCALAPPDATA": str(home / "local"),
        "XDG_RUNTIME_DIR": str(runtime),
        "LANG": "en_US.UTF-8",
        "TZ": ZONE,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }


def enter(home: Path) -> None:
    """Make this process, and those it starts, live in `home`."""
    wanted = private_environment(home)
    os.environ.clear()
    os.environ.update(wanted)
    if hasattr(time, "tzset"):
        time.tzset()


@contextmanager
def loopback_only() -> Iterator[None]:
    """Refuse connections that leave this machine while it lasts, with a ConnectionRefusedError that says so."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: tuple[str, int]) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_loopback(address[0]):
            raise ConnectionRefusedError(f"tests reach this machine alone, not {address!r}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
