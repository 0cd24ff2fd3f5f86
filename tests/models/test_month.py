"""A month tells of each day how long it is open and why."""

from __future__ import annotations

from datetime import date

from console.models.hours import WEEKDAYS, hours_of
from console.models.month import month_of

HOUR = 3600


def test_a_february_with_the_spring_festival_and_its_make_up_saturdays() -> None:
    usual = [["09:00", "12:00"], ["13:00", "18:00"]]
    body = {
        "tz": "Asia/Shanghai",
        "week": dict.fromkeys(WEEKDAYS[:5], usual),
        "holidays": [f"2026-02-{day}" for day in range(15, 24)],
        "overrides": {"2026-02-14": usual, "2026-02-28": [["09:00", "12:00"]], "2026-02-16": usual},
        "breaks": {"2026-02-03": [["10:00", "11:30"]]},
    }
    days = month_of(hours_of(body), date(2026, 2, 20))
    assert [one.day.day for one in days] == list(range(1, 29))
    told = {one.day.day: (one.seconds / HOUR, one.reason.value) for one in days}
    wanted = {2: (8, "week"), 3: (6.5, "break"), 7: (0, "week"), 14: (8, "override"), 16: (0, "holiday")}
    assert {day: told[day] for day in wanted} == wanted
    assert told[28] == (3, "override")


def test_a_night_is_shared_by_two_days_and_a_day_of_25_hours_has_25() -> None:
    always = {day: [["00:00", "24:00"]] for day in WEEKDAYS}
    october = month_of(hours_of({"tz": "Europe/Berlin", "week": always}), date(2026, 10, 1))
    assert {one.day.day: one.seconds / HOUR for one in october if one.seconds != 24 * HOUR} == {25: 25}
    night = month_of(hours_of({"tz": "Europe/Berlin", "week": {"sat": [["22:00", "06:00"]]}}), date(2026, 3, 1))
    open_days = {one.day.day: one.seconds / HOUR for one in night if one.seconds}
    assert (open_days[7], open_days[8], open_days[28], open_days[29]) == (2, 6, 2, 5)
