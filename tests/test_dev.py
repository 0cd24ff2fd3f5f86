"""`dev.py` sets up once, notices what changed, and says what a person must install."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose `.venv` is this Python's and up to date."""
    (tmp_path / "console").mkdir()
    (tmp_path / "console/module.py").write_text("x = 1\n", "utf-8")
    (tmp_path / "resources/i18n").mkdir(parents=True)
    lock = tmp_path / "requirements-dev.txt"
    lock.write_text("one==1\n", "utf-8")
    (tmp_path / ".venv").mkdir()
    places = {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "LOCK": lock, "PYTHON": Path(sys.executable)}
    places |= {
        "STAMP": tmp_path / ".venv/.set-up",
        "COMPILED": tmp_path / ".venv/.compiled",
        "BIN": Path(sys.executable).parent,
    }
    for name, value in places.items():
        monkeypatch.setattr(dev, name, value)
    dev.STAMP.write_text(dev.fingerprint(), "utf-8")
    return tmp_path


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the costly steps in the order they were taken."""
    taken: list[str] = []
    monkeypatch.setattr(dev, "make_venv", lambda: taken.append("venv"))
    monkeypatch.setattr(dev, "missing_packages", list)
    monkeypatch.setattr(dev, "install_system_packages", taken.extend)
    return taken


def test_a_second_start_sets_nothing_up(checkout: Path, steps: list[str]) -> None:
    dev.prepare({})
    assert steps == []


def test_another_lock_brings_the_packages_up_to_date(checkout: Path, steps: list[str]) -> None:
    dev.LOCK.write_text("one==2\n", "utf-8")
    dev.prepare({})
    dev.prepare({})
    assert steps == ["venv"]


def test_a_checkout_that_was_moved_sets_up_again(
    checkout: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "ROOT", checkout.parent)
    assert dev.fingerprint() != dev.STAMP.read_text("utf-8")


def test_packages_shared_by_a_link_are_left_to_whose_they_are(checkout: Path, steps: list[str]) -> None:
    shared = checkout / ".venv"
    shared.rename(checkout / "shared")
    shared.symlink_to(checkout / "shared")
    dev.LOCK.write_text("one==2\n", "utf-8")
    dev.prepare({})
    assert steps == []


def test_a_set_up_that_failed_is_tried_again(checkout: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise subprocess.CalledProcessError(1, ["pip", "install"])

    dev.STAMP.unlink()
    monkeypatch.setattr(dev, "make_venv", fails)
    with pytest.raises(subprocess.CalledProcessError):
        dev.prepare({})
    assert not dev.STAMP.exists()


def test_a_step_that_fails_is_told_and_nothing_is_run(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_programs: dict[str, str]) -> None:
        raise subprocess.CalledProcessError(7, ["pip", "install", Path("x")])

    monkeypatch.setattr(dev, "prepare", fails)
    assert dev.main(["test"]) == 1
    assert "exit code 7" in capsys.readouterr().err


def test_tests_need_an_x_server_where_a_start_does_not(
    checkout: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "is_there", lambda program: program != "Xvfb")
    dev.prepare(dev.PROGRAMS.get("run", {}))
    assert steps == []
    dev.prepare(dev.PROGRAMS["test"])
    assert steps == ["xvfb"]


def test_what_is_called_and_what_is_loaded_are_looked_for_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dev.is_there("sh")
    assert not dev.is_there("there-is-no-such-program")
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    monkeypatch.setattr(dev, "loads", lambda _library: False)
    assert not dev.is_there("libpython3.11.so.1.0")
    monkeypatch.setattr(sys, "base_prefix", "/home")
    assert dev.is_there("libpython3.11.so.1.0")


def test_without_root_the_command_to_type_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(SystemExit):
        dev.install_system_packages(["libegl1", "xvfb"])
    said = capsys.readouterr().err
    assert "sudo apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends libegl1 xvfb" in said


def test_a_missing_font_alone_stops_nobody(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    dev.install_system_packages([dev.CHINESE_FONT])
    assert dev.CHINESE_FONT in capsys.readouterr().err


def test_systems_without_apt_are_told_the_names(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit):
        dev.install_system_packages(["libegl1"])
    assert "libegl1" in capsys.readouterr().err


def test_missing_libraries_and_venv_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(dev, "has_chinese_font", lambda: True)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert dev.missing_packages() == ["libegl1", f"python3.{sys.version_info.minor}-venv"]


def test_other_systems_need_no_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert dev.missing_packages() == []


def test_changed_sources_are_compiled_though_python_may_not(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    dev.compile_sources()
    (compiled,) = (checkout / "console/__pycache__").glob("module.*.pyc")
    before = compiled.stat().st_mtime_ns
    dev.compile_sources()
    assert compiled.stat().st_mtime_ns == before
    later = dev.COMPILED.stat().st_mtime + 10
    (checkout / "console/module.py").write_text("x = 22\n", "utf-8")
    os.utime(checkout / "console/module.py", (later, later))
    dev.compile_sources()
    assert compiled.stat().st_mtime_ns != before


def test_translations_are_built_when_their_source_is_newer(checkout: Path) -> None:
    source = checkout / "resources/i18n/console_en.ts"
    source.write_text('<!DOCTYPE TS><TS version="2.1" language="en"></TS>', "utf-8")
    dev.build_translations()
    target = source.with_suffix(".qm")
    assert target.exists()
    os.utime(target, (1, 1))
    dev.build_translations()
    assert target.stat().st_mtime > 1


def test_checks_name_what_failed(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "call", lambda command, **_: "mypy" in command)
    assert dev.check([]) == 1
    assert capsys.readouterr().out.endswith("Failed: types.\n")
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: 0)
    assert dev.check([]) == 0


@pytest.mark.parametrize("verb", ["bench", "shot", "translate", "package"])
def test_what_a_verb_starts_is_there(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []

    def python(*arguments: str) -> int:
        started.extend(arguments)
        return 0

    monkeypatch.setattr(dev, "python", python)
    assert dev.VERBS[verb][0]([]) == 0
    path = started[1].replace(".", "/") if started[0] == "-m" else started[0].removesuffix(".py")
    assert any((dev.ROOT / place).exists() for place in (f"{path}.py", f"{path}/__main__.py"))


def test_the_whole_of_the_tests_is_shared_out_a_part_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(dev, "python", lambda *arguments: started.append(arguments))
    dev.test(["-q"])
    dev.test(["-q", "tests/models"])
    whole, part = started
    assert whole[:2] == part[:2] == ("-m", "pytest")
    assert whole[2] == "-n"
    assert int(whole[3]) > (os.cpu_count() or 1)
    assert whole[4:] == ("--dist", "loadfile", "--no-loadscope-reorder", "-q")
    assert part[2:] == ("-q", "tests/models")


def test_an_unknown_verb_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["dance"]) == 2
    assert "run" in capsys.readouterr().err
    assert dev.main(["help"]) == 0
    said = capsys.readouterr().out
    assert all(f"\n  {verb} " in said for verb in ("run", "test", "check", "bench", "shot", "package", "lock"))
