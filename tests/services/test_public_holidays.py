"""Public holidays reach a calendar, make-up days included (SPEC 4.3)."""

from __future__ import annotations

import sys
import zoneinfo
from datetime import date

import pytest

from console.models.calendars import Calendar
from console.models.hours import Hours, hours_of
from console.models.kinds import Code, Locale, Refused
from console.models.open_time import Version
from console.services.public_holidays import country_of, public_days, with_public_days
from tests.support.working_time import WEEKDAYS

OFFICE = {"tz": "Asia/Shanghai", "week": {day: [["09:00", "12:00"], ["13:00", "18:00"]] for day in WEEKDAYS[:5]}}


def working_days(hours: Hours, first: date, last: date) -> list[date]:
    """The dates after `first` up to `last` on which work is done."""
    calendar, found, day = Calendar(Version(hours)), [], first
    while (day := calendar.add_dates(day, 1)) <= last:
        found.append(day)
    return found


def test_chinas_make_up_days_are_worked_and_its_bridged_weekdays_are_not() -> None:
    hours = with_public_days(hours_of(OFFICE), public_days("CN", [2026], Locale.ZH))
    around_the_festival = working_days(hours, date(2026, 2, 12), date(2026, 3, 1))
    assert around_the_festival == [date(2026, 2, day) for day in (13, 14, 24, 25, 26, 27, 28)]
    assert hours.spans(date(2026, 2, 14)) == hours.spans(date(2026, 2, 13))
    assert working_days(hours, date(2026, 9, 30), date(2026, 10, 10)) == [date(2026, 10, day) for day in (8, 9, 10)]


def test_holidays_have_their_names_in_the_language_asked_for_where_it_is_known() -> None:
    assert public_days("CN", [2026], Locale.ZH).free[date(2026, 10, 1)] == "国庆节"
    assert public_days("CN", [2026], Locale.EN).free[date(2026, 10, 1)] == "National Day"
    assert public_days("IS", [2026], Locale.ZH).free[date(2026, 6, 17)]


def test_only_the_years_asked_for_are_told() -> None:
    found = public_days("CN", [2024, 2026], Locale.EN)
    assert {day.year for day in (*found.free, *found.worked)} == {2024, 2026}


def test_a_day_that_makes_up_for_the_next_years_holiday_is_told_with_its_own_year() -> None:
    assert date(2005, 12, 31) in public_days("CN", [2005], Locale.EN).worked


def test_what_the_team_has_decided_for_a_date_stays() -> None:
    own = {"2026-10-01": [["10:00", "11:00"]], "2026-10-10": []}
    hours = with_public_days(hours_of(OFFICE | {"overrides": own}), public_days("CN", [2026], Locale.EN))
    assert hours.spans(date(2026, 10, 1)) == ((36_000, 39_600),)
    assert hours.spans(date(2026, 10, 10)) == ()
    assert hours.spans(date(2026, 10, 2)) == ()


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Asia/Shanghai", "CN"), ("Europe/Berlin", "DE"), ("America/New_York", "US"), ("UTC", None), ("Nowhere", None)],
)
def test_a_zone_tells_its_country(zone: str, country: str | None) -> None:
    assert country_of(zone) == country


def test_without_a_table_no_zone_has_a_country(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zoneinfo, "TZPATH", ())
    monkeypatch.setitem(sys.modules, "tzdata", None)
    assert country_of("Asia/Shanghai") is None


@pytest.mark.parametrize("country", ["XX", "", "cn", "China", "../x"])
def test_an_unknown_country_is_refused(country: str) -> None:
    with pytest.raises(Refused) as caught:
        public_days(country, [2026], Locale.EN)
    assert caught.value.code is Code.BAD_VALUE
