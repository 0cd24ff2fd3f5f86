"""The log tells what went wrong without what belongs to customers."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

import pytest

from console.services import log_file
from tests.support.strict import LogWatch


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sent to lin.qiao@corp.example now", "sent to <address> now"),
        ("called +49 30 1234567", "called <number>"),
        ("password=hunter2 next", "password=<secret> next"),
        ("口令：abc123", "口令：<secret>"),
        ("line 120 in file_2.py, 2026-03-02", "line 120 in file_2.py, 2026-03-02"),
    ],
)
def test_addresses_numbers_and_secrets_are_masked(text: str, shown: str) -> None:
    assert log_file.masked(text) == shown


def test_warnings_and_tracebacks_are_written_masked_for_the_owner_alone(tmp_path: Path, logs: LogWatch) -> None:
    logs.expect("console.trial", "could not reach")
    handler = log_file.start(tmp_path)
    error = ValueError("mei@corp.example is unknown")
    logging.getLogger("console.trial").error("could not reach", exc_info=error)
    logging.getLogger("console.trial").info("nothing to see")
    log_file.stop(handler)
    written = (tmp_path / log_file.NAME).read_text("utf-8")
    assert "ERROR console.trial: could not reach" in written
    assert "ValueError: <address> is unknown" in written
    assert "nothing to see" not in written
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / log_file.NAME).stat().st_mode) == 0o600


def test_it_does_not_grow_without_bound(tmp_path: Path, logs: LogWatch, monkeypatch: pytest.MonkeyPatch) -> None:
    logs.expect("console.trial", "again")
    monkeypatch.setattr(log_file, "LARGEST", 2000)
    handler = log_file.start(tmp_path)
    for _ in range(200):
        logging.getLogger("console.trial").warning("again and again and again")
    log_file.stop(handler)
    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert len(sizes) == log_file.KEPT + 1
    assert max(sizes) <= 2000
