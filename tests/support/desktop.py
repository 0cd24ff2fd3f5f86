"""A desktop session with a notification service: an X screen, a session bus, and dunst on it.

Promise: what the service shows is what reached it over the bus; what was started is ended.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.screen import screen
from tests.support.waiting import until

SUMMARY = re.compile(r"^\tsummary: '(.*)'$", re.MULTILINE)
BODY = re.compile(r"^\tbody: '(.*?)'$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Desktop:
    """The session, and what was shown on it."""

    environment: dict[str, str]
    log: Path
    end_bus: Callable[[], None]
    """Ends the session bus."""

    @property
    def bus(self) -> str:
        """The address of the session bus."""
        return self.environment["DBUS_SESSION_BUS_ADDRESS"]

    @property
    def titles(self) -> list[str]:
        """The titles of all that was shown, in order."""
        return SUMMARY.findall(self.log.read_text("utf-8"))

    @property
    def bodies(self) -> list[str]:
        """The words below them."""
        return BODY.findall(self.log.read_text("utf-8"))

    def press(self) -> None:
        """Press the notification that was shown last, as a mouse would: its first action."""
        subprocess.run([program("dunstctl"), "action", "0"], env=self.environment, check=True)


def program(name: str) -> str:
    """The path of a program; raises FileNotFoundError with the package that has it."""
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name}: install the package dunst")
    return found


@contextmanager
def desktop(folder: Path) -> Iterator[Desktop]:
    """A session that keeps its files in `folder`, gone at the end."""
    log = folder / "shown"
    with screen() as shown, log.open("wb") as told:
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert bus.stdout is not None
        address = bus.stdout.readline().strip()
        environment = {**os.environ, **shown.environment, "DBUS_SESSION_BUS_ADDRESS": address}
        # Line by line: what is shown is read while it runs.
        service = subprocess.Popen(
            ["stdbuf", "-oL", program("dunst"), "-print"], env=environment, stdout=told, stderr=subprocess.DEVNULL
        )
        try:
            until(lambda: _owns_its_name(environment))
            yield Desktop(environment, log, bus.terminate)
        finally:
            for process in (service, bus):
                process.terminate()
                process.wait()
            bus.stdout.close()


def _owns_its_name(environment: dict[str, str]) -> bool:
    asked = subprocess.run(
        [
            "dbus-send",
            "--session",
            "--print-reply=literal",
            "--dest=org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner",
            "string:org.freedesktop.Notifications",
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return "true" in asked.stdout
