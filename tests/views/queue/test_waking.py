"""When a pause ends by itself (tests live in Asia/Shanghai, UTC+8)."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from console.views.queue.waking import Wake, instant

MONDAY = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
"""14:30 in Shanghai."""


def test_never_is_no_instant() -> None:
    assert instant(Wake.NEVER, MONDAY) is None


def test_hours_count_from_now() -> None:
    assert instant(Wake.HOURS, MONDAY) == MONDAY + timedelta(hours=4)


@pytest.mark.parametrize(
    ("wake", "days", "morning"),
    [
        (Wake.TOMORROW, 0, datetime(2026, 3, 3, 1, 0, tzinfo=UTC)),
        (Wake.MONDAY, 0, datetime(2026, 3, 9, 1, 0, tzinfo=UTC)),
        (Wake.MONDAY, 4, datetime(2026, 3, 9, 1, 0, tzinfo=UTC)),
        (Wake.TOMORROW, 6, datetime(2026, 3, 9, 1, 0, tzinfo=UTC)),
    ],
)
def test_a_morning_is_nine_by_the_clock_on_the_wall(wake: Wake, days: int, morning: datetime) -> None:
    assert instant(wake, MONDAY + timedelta(days=days)) == morning


def test_a_morning_behind_a_change_of_clocks_is_nine_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        saturday = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
        assert instant(Wake.TOMORROW, saturday) == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()
