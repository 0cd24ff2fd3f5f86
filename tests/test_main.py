"""The window starts without paying for the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from console.__main__ import window_of

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ([], (True, None)),
        (["run"], (True, None)),
        (["--profile", "p"], (True, Path("p"))),
        (["--profile=p", "run"], (True, Path("p"))),
        (["--profile"], (False, None)),
        (["run", "--help"], (False, None)),
        (["tickets", "list"], (False, None)),
        (["--help"], (False, None)),
        (["--profile", "run"], (True, Path("run"))),
        (["--profile", "."], (True, Path())),
        (["--profile", ""], (False, None)),
        (["--profile= ", "run"], (False, None)),
    ],
)
def test_a_start_without_another_verb_is_the_window(arguments: list[str], answer: tuple[bool, Path | None]) -> None:
    asked, profile = window_of(arguments)
    assert (asked, profile if asked else None) == answer


def test_the_window_does_not_load_the_command_line() -> None:
    script = "import sys, console.__main__, console.app; print('typer' in sys.modules, 'sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
