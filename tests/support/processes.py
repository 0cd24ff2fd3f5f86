"""Other Python processes on the same files, told what to do by a script."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def started(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A process that runs `script` with the arguments in sys.argv[1:]; killed at the end if it still runs."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def told(script: str, *arguments: object) -> list[str]:
    """The lines a script printed; it must end well."""
    with started(script, *arguments) as process:
        out, err = process.communicate()
        assert process.returncode == 0, err
        return out.splitlines()
