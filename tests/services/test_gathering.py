"""A source that fails is recorded as failed, and the rest goes on (SPEC 8.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from console.models.evidence import Report
from console.models.runbook_kinds import Finding, SourceKind
from console.services.evidence import SOURCES
from console.services.gathering import gather
from tests.support.looks import look, source
from tests.support.strict import LogWatch

AT = datetime(2026, 2, 27, 6, 30, tzinfo=UTC)


def test_every_kind_of_source_has_its_module() -> None:
    assert {kind for kind, _ in SOURCES} == set(SourceKind)


def test_the_rest_goes_on(tmp_path: Path, logs: LogWatch) -> None:
    (tmp_path / "a.log").write_text("")
    gone = source(SourceKind.FILES, path=f"{tmp_path}/gone")
    broken = replace(source(SourceKind.FILES, path=f"{tmp_path}/a.log"), zone="Nowhere")
    there = source(SourceKind.FILES, path=f"{tmp_path}/a.log")
    logs.expect("console.services.gathering", "broke")
    told = list(gather(look(sources=(gone, broken, there), reports=(Report("t", 1, "x", None, AT),))))
    assert [one.failure and one.failure.finding for one in told] == [None, Finding.NO_FILES, Finding.BROKE, None]
    assert [one.count for one in told] == [1, 0, 0, 0]


def test_a_console_that_ends_gathers_no_more() -> None:
    here = look()
    here.scene.ending.set()
    assert list(gather(here)) == []
