"""Business time reads as wall time, shortest and longest."""

from __future__ import annotations

from console.models.calendars import calendar_of
from console.models.hours import WEEKDAYS
from console.models.readings import elapsed
from tests.models.clocking import hours, micros


def test_a_target_lasts_longer_over_lunch_night_and_weekend() -> None:
    calendar = calendar_of(hours())
    # An afternoon holds four hours, and from Friday at six until Monday at two there are 68.
    assert elapsed(calendar, 4 * 3600, micros("02 00:00")) == (4 * 3600, 68 * 3600)
    assert elapsed(calendar, 6 * 3600, micros("02 00:00"))[0] == 7 * 3600


def test_a_calendar_that_never_closes_has_one_reading() -> None:
    week = {day: [["00:00", "24:00"]] for day in WEEKDAYS}
    always = calendar_of({"tz": "UTC", "week": week})
    assert elapsed(always, 7200, micros("02 00:00")) == (7200, 7200)
