"""How far a long verb is, in one line."""

from __future__ import annotations

import pytest

from console.cli.progress import Progress, line
from console.services.clock import SystemClock


def test_a_line_tells_share_rate_and_time_left() -> None:
    assert line(1200, 6000, 3.0) == "[####....................] 1,200/6,000  400/s  0:12"
    assert line(0, 6000, 0.0).endswith("0/6,000  0/s  0:00")
    assert line(5, 0, 1.0).startswith("[########################]")


def test_nothing_is_written_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(SystemClock())
    progress.show(10, 10)
    progress.end()
    assert capsys.readouterr() == ("", "")
