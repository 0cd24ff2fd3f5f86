"""A wall time tells how far it is from UTC (SPEC 1.4)."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from console.models.wall import offset_of


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "UTC"), (480, "UTC+8"), (-210, "UTC-3:30"), (345, "UTC+5:45"), (-300, "UTC-5")]
)
def test_an_offset_is_told_whole(minutes: int, text: str) -> None:
    assert offset_of(datetime(2026, 3, 2, tzinfo=timezone(timedelta(minutes=minutes)))) == text
