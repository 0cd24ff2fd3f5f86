"""A private X screen with the console in a process of its own, and hands that press real keys.

Promise: keys go through the X server to whatever window has the focus, as from a keyboard; what was started is ended.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from console.services import log_file
from tests.support.processes import ROOT
from tests.support.waiting import until

SIZE = "1440x900x24"
KEY_MS = "12"


@dataclass(frozen=True, slots=True)
class Screen:
    """An X display."""

    environment: dict[str, str]

    def do(self, *words: str) -> str:
        """What xdotool answers; raises CalledProcessError."""
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys by their X names: "j", "ctrl+Return"."""
        self.do("key", "--delay", KEY_MS, *keys)

    def type(self, text: str) -> None:
        """Type what a US keyboard has."""
        self.do("type", "--delay", KEY_MS, text)

    @contextmanager
    def console(self, profile: Path) -> Iterator[subprocess.Popen[str]]:
        """The console on a profile, its first rows shown and its window focused; killed at the end if it still runs."""
        log = profile / log_file.NAME
        log.unlink(missing_ok=True)
        command = [sys.executable, "-m", "console", "--profile", str(profile), "run"]
        process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, text=True)
        try:
            until(lambda: process.poll() is not None or self._focus(process.pid))
            assert process.poll() is None, "the console ended"
            until(log.exists)  # begun when the first rows are painted
            yield process
        finally:
            process.kill()
            process.wait()

    def _focus(self, pid: int) -> bool:
        """Give the window of that process the keyboard; whether it has it. There is no window manager to do so."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(pid)],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
        if not found:
            return False
        self.do("windowfocus", found[-1])
        return self.do("getwindowfocus").strip() in found


@contextmanager
def screen() -> Iterator[Screen]:
    """A screen of its own, gone at the end."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield Screen(os.environ | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"})
    finally:
        server.terminate()
        server.wait()
