"""Evidence from files: those that fit the pattern, of each the newest part (SPEC 8.2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.models.runbook_kinds import Finding, SourceKind
from console.models.step_outcome import Unreached
from console.services.evidence import log_files
from console.services.look import LARGEST
from tests.support.looks import HOUR, look, source


def test_all_files_that_fit_are_read_for_the_window(tmp_path: Path) -> None:
    here = look()
    inside, before = (here.last - HOUR / 2).isoformat(), (here.first - HOUR).isoformat()
    (tmp_path / "a.log").write_text(f"{inside} ERROR one\n{before} ERROR old\nnothing\n")
    (tmp_path / "b.log").write_text(f"{inside} INFO two\n")
    (tmp_path / "c.txt").write_text(f"{inside} ERROR other\n")
    (tmp_path / "d.log").mkdir()
    gathered = log_files.collect(source(SourceKind.FILES, path=f"{tmp_path}/*.log"), here)
    assert gathered.log is not None
    assert sorted(entry.text[-3:] for entry in gathered.log.entries) == ["one", "two"]
    assert (gathered.count, gathered.log.errors, gathered.log.unread) == (2, 1, 1)


def test_of_a_large_file_the_newest_part_is_read(tmp_path: Path) -> None:
    here = look()
    line = f"{(here.last - HOUR / 2).isoformat()} ERROR {'x' * 900}\n"
    (tmp_path / "a.log").write_text(line * (LARGEST // len(line) + 100))
    gathered = log_files.collect(source(SourceKind.FILES, path=f"{tmp_path}/a.log"), here)
    assert LARGEST // len(line) - 2 <= gathered.count <= LARGEST // len(line)
    assert gathered.log is not None
    assert gathered.log.unread == 0


def test_no_file_is_a_failure_and_not_an_empty_log(tmp_path: Path) -> None:
    with pytest.raises(Unreached) as caught:
        log_files.collect(source(SourceKind.FILES, path=f"{tmp_path}/*.log"), look())
    assert caught.value.finding is Finding.NO_FILES
