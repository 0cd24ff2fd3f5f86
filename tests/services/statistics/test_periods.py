"""A period is of local dates (docs/CLI.md: stats)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from console.models.kinds import Code, Refused, to_micros
from console.models.wall import DAY
from console.services.statistics.periods import Span


def micros(text: str) -> int:
    """The instant of ISO 8601 with an offset."""
    return to_micros(datetime.fromisoformat(text).astimezone(UTC))


def test_dates_begin_at_midnight_of_the_zone() -> None:
    span = Span(date(2026, 3, 28), date(2026, 3, 31), "Europe/Berlin")
    assert span.midnights() == tuple(
        micros(text)
        for text in (
            *("2026-03-28T00:00+01:00", "2026-03-29T00:00+01:00"),
            *("2026-03-30T00:00+02:00", "2026-03-31T00:00+02:00"),
        )
    )
    assert span.bounds() == (span.midnights()[0], span.midnights()[-1])


def test_a_midnight_that_clocks_skip_is_when_they_go_on() -> None:
    """In Cairo clocks go forward at midnight: 24 April 2026 begins at 01:00."""
    start, end = Span(date(2026, 4, 24), date(2026, 4, 25), "Africa/Cairo").bounds()
    assert start == micros("2026-04-24T01:00+03:00")
    assert end - start == 23 * DAY // 24


def test_a_day_is_a_period_and_none_is_one_too() -> None:
    today = date(2026, 3, 2)
    assert len(Span(today, today, "UTC").midnights()) == 1
    assert Span(today, today + timedelta(days=30), "UTC").before() == Span(date(2026, 1, 31), today, "UTC")


@pytest.mark.parametrize(
    ("first", "end", "zone", "code", "place"),
    [
        (date(2026, 3, 2), date(2026, 3, 1), "UTC", Code.BAD_VALUE, "--to"),
        (date(2026, 3, 2), date(2026, 3, 3), "Nowhere/Land", Code.BAD_VALUE, "--zone"),
        (date(2026, 3, 2), date(2026, 3, 3), "../etc/passwd", Code.BAD_VALUE, "--zone"),
        (date(1, 1, 1), date(2026, 3, 3), "Asia/Shanghai", Code.TIME_TOO_FAR, None),
        (date(2026, 3, 2), date(9999, 12, 31), "America/New_York", Code.TIME_TOO_FAR, None),
    ],
)
def test_what_cannot_be_is_refused(first: date, end: date, zone: str, code: Code, place: str | None) -> None:
    with pytest.raises(Refused) as refused:
        Span(first, end, zone).bounds()
    assert (refused.value.code, refused.value.params.get("place")) == (code, place)
