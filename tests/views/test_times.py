"""Instants are written by how near they are, in both languages (tests live in Asia/Shanghai, UTC+8)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from console.models.kinds import Locale
from console.views.times import brief, exact, moment

TODAY = date(2026, 3, 2)
EN, ZH = Locale.EN, Locale.ZH


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "english", "chinese"),
    [
        ("2026-03-02T06:10", "14:10", "14:10"),
        ("2026-03-01T16:30", "00:30", "00:30"),
        ("2026-02-28T08:10", "Sat", "周六"),
        ("2026-02-23T15:59", "23 Feb", "2月23日"),
        ("2025-02-27T01:00", "Feb 2025", "2025年2月"),
        ("2026-03-03T01:00", "3 Mar", "3月3日"),
    ],
)
def test_a_column_shows_a_time_a_weekday_a_day_or_a_month(instant: str, english: str, chinese: str) -> None:
    assert (brief(at(instant), TODAY, EN), brief(at(instant), TODAY, ZH)) == (english, chinese)


@pytest.mark.parametrize(
    ("instant", "english", "chinese"),
    [
        ("2026-03-02T06:10", "14:10", "14:10"),
        ("2026-02-28T08:10", "Sat 16:10", "周六 16:10"),
        ("2026-02-20T08:10", "20 Feb 16:10", "2月20日 16:10"),
        ("2025-02-20T08:10", "20 Feb 2025 16:10", "2025年2月20日 16:10"),
    ],
)
def test_a_message_shows_when_it_came_to_the_minute(instant: str, english: str, chinese: str) -> None:
    assert (moment(at(instant), TODAY, EN), moment(at(instant), TODAY, ZH)) == (english, chinese)


def test_a_field_shows_weekday_day_and_time() -> None:
    instant = at("2026-02-28T07:48")
    assert exact(instant, TODAY, EN) == "Sat 28 Feb 15:48"
    assert exact(instant, TODAY, ZH) == "2月28日 周六 15:48"
    assert exact(at("2025-02-28T07:48"), TODAY, EN) == "Fri 28 Feb 2025 15:48"
