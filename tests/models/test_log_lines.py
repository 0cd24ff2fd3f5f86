"""Lines of logs are read whatever wrote them, and one that cannot be read is counted, never guessed (SPEC 8.2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.log_lines import Level, entry_of, from_fields, read

AT = datetime(2026, 2, 27, 6, 30, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "level", "at"),
    [
        ("2026-02-27T06:30:15Z ERROR [auth] token store is gone", Level.ERROR, AT),
        ("[2026-02-27 06:30:15] [warn] slow", Level.WARNING, AT),
        ("2026-02-27 14:30:15,500 +0800 INFO started", Level.INFO, AT + timedelta(milliseconds=500)),
        ('{"level":"error","time":"2026-02-27T06:30:15Z","msg":"x"}', Level.ERROR, AT),
        ('{"severity":"CRITICAL","ts":1772173815,"message":"x"}', Level.ERROR, AT),
        ('{"lvl":"debug","timestamp":1772173815000,"text":"x"}', Level.DEBUG, AT),
        ('ts=2026-02-27T06:30:15Z level=warn msg="disk \\"a\\""', Level.WARNING, AT),
        ('{"PRIORITY":"3","__REALTIME_TIMESTAMP":"1772173815000000","MESSAGE":"x"}', Level.ERROR, AT),
    ],
)
def test_a_line_tells_its_time_and_level(line: str, level: Level, at: datetime) -> None:
    entry = entry_of(line)
    assert entry is not None
    assert (entry.level, entry.at) == (level, at)


def test_a_time_without_a_zone_is_of_the_source() -> None:
    entry = entry_of("2026-02-27 14:30:15 ERROR x", ZoneInfo("Asia/Shanghai"))
    assert entry is not None
    assert entry.at == AT


@pytest.mark.parametrize(
    "line",
    [
        "    at java.base/Thread.run",
        "2026-02-27T06:30:15Z terror strikes",
        "2026-02-31T06:30:15Z ERROR x",
        "level=error msg=x",
        "{",
        "[]",
        '{"level":"loud","ts":1772173815}',
        '{"level":"error","ts":17}',
    ],
)
def test_what_tells_no_time_or_no_level_is_no_entry(line: str) -> None:
    assert entry_of(line) is None


def test_a_window_is_closed_at_both_ends_and_its_entries_are_in_order() -> None:
    lines = [f"2026-02-27T06:30:{second:02}Z ERROR {second}" for second in (20, 16, 14, 15, 10)]
    log = read([*lines, "", "no entry"], AT, AT + timedelta(seconds=5))
    assert [entry.text[-2:] for entry in log.entries] == ["15", "16", "20"]
    assert (log.errors, log.unread) == (3, 1)


@given(st.text())
def test_any_line_is_read(line: str) -> None:
    entry = entry_of(line)
    assert entry is None or entry.at.tzinfo is not None
    assert from_fields({"level": line, "time": line}) is None or line
