"""`.ci/run` runs every part, fails when one fails, and tries real data where there is some."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.reading import ROOT

DEV = """
import os, sys
print("ran", *sys.argv[1:], os.environ.get("SUPPORT_CONSOLE_REAL_DATA", ""), os.environ["CI"], repr(sys.stdin.read()))
sys.exit(3 if os.environ.get("FAILS", "-") in sys.argv[1:] else 0)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose `dev.py` only tells what it was asked."""
    folder = tmp_path / "project"
    (folder / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci/run", folder / ".ci/run")
    (folder / "dev.py").write_text(DEV, "utf-8")
    (folder / "tests/real").mkdir(parents=True)
    (folder / "tests/real/test_exports.py").touch()
    return folder


def ci(project: Path, **environment: str) -> tuple[int, list[str]]:
    """The exit code, and what was run; from another folder, with something on stdin."""
    wanted = {**os.environ, **environment}
    command = ["bash", str(project / ".ci/run")]
    done = subprocess.run(
        command, cwd=project.parent, env=wanted, input="y\n", capture_output=True, text=True, check=False
    )
    return done.returncode, [line for line in done.stdout.splitlines() if line.startswith(("ran", "Failed"))]


def test_it_tests_checks_and_freezes_without_a_person(project: Path) -> None:
    code, ran = ci(project)
    assert code == 0
    assert ran == ["ran test -q  true ''", "ran check  true ''", "ran package  true ''"]


def test_real_data_beside_the_project_is_tried(project: Path) -> None:
    data = project.parent / "shared/data"
    data.mkdir(parents=True)
    code, ran = ci(project)
    assert code == 0
    assert ran[1] == f"ran test -q tests/real {data} true ''"


@pytest.mark.parametrize(("verb", "name"), [("test", "tests"), ("check", "checks"), ("package", "package")])
def test_a_part_that_fails_fails_all_and_stops_no_other(project: Path, verb: str, name: str) -> None:
    code, ran = ci(project, FAILS=verb)
    assert code == 1
    assert len(ran) == 4
    assert ran[-1] == f"Failed: {name}"
