"""Shipped files are found in a checkout, in an installed wheel and in a frozen folder, and nothing else is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from console.resources import resource

ROOT = Path(__file__).resolve().parent.parent
ASK = "from console.resources import resource; print(resource('icons/logo.svg')); print(resource('i18n/console_en.qm'))"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What a wheel is built from, with a compiled translation that git does not hold."""
    folder = tmp_path / "project"
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("console", "resources"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in ("pyproject.toml", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    (folder / "README.md").write_text("# Console\n", "utf-8")
    (folder / "resources/i18n").mkdir(exist_ok=True)
    (folder / "resources/i18n/console_en.qm").touch()
    return folder


def asked(place: Path) -> list[Path]:
    """Where a Python that imports the console from `place` finds an icon and a translation."""
    environment = {**os.environ, "PYTHONPATH": str(place)}
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=place, env=environment, capture_output=True, text=True, check=True
    )
    return [Path(line) for line in done.stdout.splitlines()]


def test_a_checkout_has_them_beside_the_package() -> None:
    assert resource("icons/logo.svg") == ROOT / "resources/icons/logo.svg"
    assert resource("icons").is_dir()


def test_a_wheel_carries_them_within_the_package(project: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=project, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    place = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    found = asked(place)
    assert [path.exists() for path in found] == [True, True]
    assert all(path.is_relative_to(place) for path in found)


def test_a_frozen_folder_lays_them_as_a_wheel_does() -> None:
    spec = (ROOT / "packaging/support-console.spec").read_text("utf-8")
    assert '(str(ROOT / "resources"), "console/_resources")' in spec


@pytest.mark.parametrize(
    "name",
    [
        "",
        "../secret",
        "icons/../../secret",
        "/etc/passwd",
        "C:/secret",
        "C:secret",
        "..\\secret",
        "icons\\..\\x",
        "\\\\host\\x",
    ],
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a shipped file"):
        resource(name)


def test_a_name_of_nothing_is_the_callers_question() -> None:
    assert not resource("icons/there-is-no-such.svg").exists()
