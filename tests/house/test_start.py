"""A start costs what a window costs: nothing heavy is imported before the first rows are painted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.test_layers import NOT_ON_THE_START_PATH

START = """
import sys
from pathlib import Path
from console import app
{before}
settle = app._settle
def settled(*arguments):
    print(*sorted({{name.partition(".")[0] for name in sys.modules}}))
    settle(*arguments)
app._settle = settled
sys.exit(app.run(Path(sys.argv[1])))
"""


def imported(profile: Path, before: str = "") -> set[str]:
    """The top-level modules a window on the profile has imported when its first rows are painted."""
    environment = {**os.environ, "SUPPORT_CONSOLE_SMOKE": "1"}
    command = [sys.executable, "-c", START.format(before=before), str(profile)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    modules, ready = done.stdout.splitlines()
    assert ready == "ready"
    return set(modules.split())


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile that has been opened once."""
    imported(tmp_path / "profile")
    return tmp_path / "profile"


def test_the_window_stands_before_anything_heavy_is_imported(profile: Path) -> None:
    assert not imported(profile) & NOT_ON_THE_START_PATH


def test_a_heavy_import_before_the_window_is_caught(profile: Path) -> None:
    assert imported(profile, "import requests") & NOT_ON_THE_START_PATH == {"requests"}


def test_the_verbs_are_made_without_the_orm() -> None:
    """A verb that reads answers in half the time without it."""
    seen = "import sys, console.cli.verbs; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
