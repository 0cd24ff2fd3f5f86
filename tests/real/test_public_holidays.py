"""China's public holidays agree with the notices of the State Council, day by day since 2004 (SPEC 4.3).

Run only where SUPPORT_CONSOLE_REAL_DATA names a folder with `calendars`.
"""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path

from console.models.hours import hours_of
from console.models.kinds import Locale
from console.services.public_holidays import public_days, with_public_days
from tests.support.isolation import REAL_DATA
from tests.support.working_time import WEEKDAYS

DATA = json.loads((Path(os.environ[REAL_DATA]) / "calendars/cn_holidays.json").read_text("utf-8"))
FREE, MADE_UP = (frozenset(map(date.fromisoformat, DATA[key])) for key in ("holidays", "make_up_workdays"))
OFFICE = {"tz": "Asia/Shanghai", "week": {day: [["09:00", "18:00"]] for day in WEEKDAYS[:5]}}

KNOWN_BETTER = {date(2005, 12, 31)}
"""A Saturday worked for the New Year of 2006, which the data leave out."""


def test_every_day_is_worked_or_free_as_the_notices_say() -> None:
    hours = with_public_days(hours_of(OFFICE), public_days("CN", range(2004, 2027), Locale.ZH))
    first, last = min(FREE), max(FREE)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    assert len(days) > 8000
    wrong = [day for day in days if bool(hours.spans(day)) != _worked(day)]
    assert set(wrong) == KNOWN_BETTER


def test_holidays_on_weekdays_and_make_up_days_are_all_named() -> None:
    found = public_days("CN", range(2004, 2027), Locale.ZH)
    assert {day for day in FREE if day.weekday() < 5} <= found.free.keys()
    assert found.worked >= MADE_UP
    assert all(found.free.values())


def _worked(day: date) -> bool:
    return day in MADE_UP or (day.weekday() < 5 and day not in FREE)
