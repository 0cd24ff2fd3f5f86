"""Business time (SPEC 4.1, 4.3)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from console.models.calendars import calendar_of
from console.models.kinds import to_micros

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = 3_600_000_000
OFFICE = {
    "tz": "Asia/Shanghai",
    "week": {day: [["09:00", "12:00"], ["13:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    "holidays": ["2026-10-01"],
}


def at(text: str) -> int:
    return to_micros(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI))


def test_working_time_passes_lunch_nights_and_holidays() -> None:
    calendar = calendar_of(OFFICE)
    assert calendar.add(at("2026-09-30T11:00"), 7 * HOUR) == at("2026-10-02T10:00")
    assert calendar.add(at("2026-10-02T10:00"), -7 * HOUR) == at("2026-09-30T11:00")
    assert calendar.between(at("2026-09-30T11:00"), at("2026-10-02T10:00")) == 7 * HOUR
