"""The command line in processes of its own, on one profile.

Promise: what a verb answers is what a person or a program at a terminal gets.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Shell:
    """Runs verbs on one profile."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.profile = folder / "profile"

    def run(self, *verb: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
        """What a verb answered."""
        return subprocess.run(
            self.command(*verb),
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            check=False,
            env={**os.environ, **variables},
        )

    def command(self, *verb: str) -> list[str]:
        """The arguments of a process."""
        return [sys.executable, "-m", "console", "--profile", str(self.profile), *verb]

    def count(self) -> int:
        """How many tickets there are."""
        return int(str(self.ask("tickets", "list", "--limit", "0", "--json")["total"]))

    def ask(self, *verb: str) -> dict[str, list[dict[str, object]]]:
        """The JSON a verb answered; it must have been done, without a word on stderr."""
        done = self.run(*verb)
        assert (done.returncode, done.stderr) == (0, b"")
        answer: dict[str, list[dict[str, object]]] = json.loads(done.stdout.decode("utf-8"))
        return answer
