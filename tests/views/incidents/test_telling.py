"""What is said of times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from console.views.incidents.telling import dated, figures

NOW = datetime(2026, 3, 2, 6, 32, 7, tzinfo=UTC)
"""14:32:07 where tests live."""


@pytest.mark.parametrize(
    ("text", "ago", "rest"),
    [
        ("14:05 Restarted", timedelta(minutes=27, seconds=7), "Restarted"),
        ("9:05  Alarm\nagain", timedelta(hours=5, minutes=27, seconds=7), "Alarm\nagain"),
        ("Restarted at 14:05", None, "Restarted at 14:05"),
        ("14:05", None, "14:05"),
        ("14:65 errors", None, "14:65 errors"),
        ("18:00 we meet again", None, "18:00 we meet again"),
    ],
)
def test_a_wall_time_at_the_beginning_is_when_it_happened(text: str, ago: timedelta | None, rest: str) -> None:
    at, said = dated(text, NOW)
    assert (None if at is None else NOW - at) == ago
    assert said == rest


def test_shortly_after_midnight_a_late_hour_was_yesterdays() -> None:
    night = datetime(2026, 3, 1, 16, 10, tzinfo=UTC)
    assert dated("23:50 Alarm", night) == (night - timedelta(minutes=20), "Alarm")


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (61, "1:01"), (-3600, "1:00:00"), (172_799, "47:59:59"), (172_800, "48 h")]
)
def test_a_length_is_shown_as_a_clock_shows_it(seconds: int, shown: str) -> None:
    assert figures(seconds * 1_000_000) == shown
