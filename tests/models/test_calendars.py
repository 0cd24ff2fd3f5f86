"""What holds of working time whatever the calendar, and versions of calendars (SPEC 4.1, 4.3)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from console.models.calendars import Calendar, calendar_of
from console.models.hours import always, hours_of
from console.models.kinds import Code, Refused, to_micros
from console.models.open_time import BLOCK, Version
from console.models.wall import DAY
from tests.models.test_calendars_slowly import CHANGES, spans
from tests.support.working_time import WEEKDAYS, Told

HOUR = 3_600_000_000
SHANGHAI, LONDON = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/London")
OFFICE: Told = {"tz": "Asia/Shanghai", "week": {day: [["09:00", "18:00"]] for day in WEEKDAYS[:5]}}


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """A calendar of any zone with some working time each week."""
    zone, _ = draw(st.sampled_from(CHANGES))
    dates = st.dates(date(2025, 1, 1), date(2028, 12, 31)).map(date.isoformat)
    told: Told = {
        "tz": zone,
        "week": {"wed": [["10:00", "16:00"]]}
        | draw(st.dictionaries(st.sampled_from(WEEKDAYS[:2] + WEEKDAYS[3:]), spans)),
        "holidays": draw(st.lists(dates, max_size=9)),
        "overrides": draw(st.dictionaries(dates, spans, max_size=9)),
        "breaks": draw(st.dictionaries(dates, spans, max_size=9)),
    }
    return calendar_of(told)


instants = st.integers(to_micros(datetime(2024, 6, 1, tzinfo=UTC)), to_micros(datetime(2029, 6, 1, tzinfo=UTC)))
lengths = st.integers(1, 2000 * HOUR) | st.integers(1, 40).map(lambda hours: hours * HOUR)


@given(calendars(), instants, lengths)
def test_what_was_added_lies_between(calendar: Calendar, start: int, length: int) -> None:
    assert calendar.between(start, calendar.add(start, length)) == length
    assert calendar.between(start, calendar.add(start, -length)) == -length


@given(calendars(), instants, instants)
def test_what_lies_between_leads_from_one_to_the_other(calendar: Calendar, start: int, end: int) -> None:
    """To the end itself where it is working time or closing time, else to the closing before."""
    start, end = sorted((start, end))
    length = calendar.between(start, end)
    assume(length)
    assert calendar.add(start, length) == calendar.prev_open(end)
    assert calendar.add(end, -length) == calendar.next_open(start)


@given(calendars(), instants, lengths, lengths)
def test_adding_in_two_steps_is_adding_at_once(calendar: Calendar, start: int, one: int, two: int) -> None:
    assert calendar.add(calendar.add(start, one), two) == calendar.add(start, one + two)
    assert calendar.add(calendar.add(start, -one), -two) == calendar.add(start, -one - two)


@given(calendars(), instants, instants, instants)
def test_working_time_is_the_sum_of_its_parts(calendar: Calendar, start: int, middle: int, end: int) -> None:
    assert calendar.between(start, middle) + calendar.between(middle, end) == calendar.between(start, end)
    assert calendar.between(start, end) == -calendar.between(end, start)
    assert 0 <= calendar.between(min(start, end), max(start, end)) <= abs(end - start)


@given(calendars(), instants, st.integers(1, 100 * DAY))
def test_spans_are_open_in_order_and_hold_all_working_time(calendar: Calendar, start: int, length: int) -> None:
    found = list(calendar.spans(start, start + length))
    assert sum(closes - opens for opens, closes in found) == calendar.between(start, start + length)
    assert all(closes <= opens for (_, closes), (opens, _) in pairwise(found))
    for opens, closes in found:
        assert start <= opens < closes <= start + length
        assert calendar.is_open(opens)
        assert calendar.is_open(closes - 1)


@given(calendars(), instants)
def test_an_instant_is_open_or_lies_between_a_closing_and_an_opening(calendar: Calendar, at: int) -> None:
    opens, closed, closes = calendar.next_open(at), calendar.prev_open(at), calendar.next_close(at)
    assert closed <= at <= opens < closes
    assert calendar.is_open(opens)
    assert calendar.is_open(closed - 1)
    assert calendar.is_open(at) == (opens == at)
    assert calendar.between(closed, opens) == 0
    assert calendar.add(at, 0) == (at if closed == at else opens)


@given(calendars(), instants, lengths, lengths)
def test_more_working_time_is_due_later(calendar: Calendar, start: int, one: int, two: int) -> None:
    assert (calendar.add(start, one) < calendar.add(start, two)) == (one < two)


@given(calendars(), instants, st.integers(1, 30))
def test_working_days_lead_to_working_time(calendar: Calendar, start: int, days: int) -> None:
    later, earlier = calendar.add_days(start, days), calendar.add_days(start, -days)
    assert calendar.is_open(later)
    assert calendar.is_open(earlier - 1) or calendar.is_open(earlier)
    assert earlier < start < later
    assert calendar.add_days(start, 0) == start


@given(calendars(), st.dates(date(2025, 6, 1), date(2028, 6, 1)), st.integers(1, 30), st.integers(1, 30))
def test_working_days_add_up(calendar: Calendar, start: date, one: int, two: int) -> None:
    assert calendar.add_dates(calendar.add_dates(start, one), two) == calendar.add_dates(start, one + two)
    assert calendar.add_dates(calendar.add_dates(start, one), -one) in {
        start,
        calendar.add_dates(calendar.add_dates(start, 1), -1),
    }


@given(st.integers(-4000, 4000), st.integers(-2, 2), st.integers(0, BLOCK))
def test_nothing_is_lost_where_blocks_meet(number: int, off: int, length: int) -> None:
    """Round the clock all time is working time, also where what is worked out at once ends."""
    calendar, at = Calendar(Version(always("Europe/London"))), number * BLOCK + off
    assert calendar.add(at, length) == at + length
    assert calendar.add(at, -length) == at - length
    assert calendar.between(at, at + length) == length
    assert calendar.is_open(at)


def at(text: str, zone: ZoneInfo = SHANGHAI) -> int:
    """The instant of a wall time."""
    return to_micros(datetime.fromisoformat(text).replace(tzinfo=zone))


def test_a_version_rules_the_spans_that_start_on_its_dates() -> None:
    """The tail of a night that began under the former version is still worked."""
    nights: Told = {"tz": "Asia/Shanghai", "week": {day: [["22:00", "06:00"]] for day in WEEKDAYS}}
    calendar = Calendar(Version(hours_of(nights)), Version(hours_of(OFFICE), date(2026, 6, 1)))
    assert list(calendar.spans(at("2026-05-31T00:00"), at("2026-06-02T00:00"))) == [
        (at("2026-05-31T00:00"), at("2026-05-31T06:00")),
        (at("2026-05-31T22:00"), at("2026-06-01T06:00")),
        (at("2026-06-01T09:00"), at("2026-06-01T18:00")),
    ]
    assert calendar.add(at("2026-05-31T23:00"), 8 * HOUR) == at("2026-06-01T10:00")
    assert calendar.add(at("2026-06-01T10:00"), -8 * HOUR) == at("2026-05-31T23:00")
    assert calendar.add_days(at("2026-05-30T23:00"), 2) == at("2026-06-02T09:00")  # Sunday, Monday, then closed
    assert calendar.add_dates(date(2026, 5, 30), 1) == date(2026, 5, 31)


def test_a_version_in_another_zone_begins_at_its_own_midnight() -> None:
    london: Told = {"tz": "Europe/London", "week": {day: [["00:00", "24:00"]] for day in WEEKDAYS}}
    calendar = Calendar(Version(hours_of(OFFICE)), Version(hours_of(london), date(2026, 6, 3)))
    begins = at("2026-06-03T00:00", LONDON)
    assert calendar.zone_at(begins - 1).key == "Asia/Shanghai"
    assert calendar.zone_at(begins).key == "Europe/London"
    assert list(calendar.spans(at("2026-06-02T00:00"), begins + HOUR)) == [
        (at("2026-06-02T09:00"), at("2026-06-02T18:00")),
        (begins, begins + HOUR),
    ]
    back = Calendar(Version(hours_of(london)), Version(hours_of(OFFICE), date(2026, 6, 3)))
    assert list(back.spans(at("2026-06-02T12:00", LONDON), at("2026-06-03T12:00"))) == [
        (at("2026-06-02T12:00", LONDON), at("2026-06-03T00:00", LONDON)),
        (at("2026-06-03T09:00"), at("2026-06-03T12:00")),
    ]


def test_the_first_version_rules_what_came_before_it() -> None:
    calendar = Calendar(Version(hours_of(OFFICE), date(2026, 6, 1)))
    assert calendar.next_open(at("2020-06-01T00:00")) == at("2020-06-01T09:00")


def test_the_same_versions_are_the_same_as_one() -> None:
    whole = Calendar(Version(hours_of(OFFICE)))
    parts = Calendar(*(Version(hours_of(OFFICE), date(2026, month, 7)) for month in range(1, 13)))
    start = at("2025-12-01T00:00")
    for days in range(400):
        now = start + days * DAY + 7 * HOUR
        assert parts.add(now, 20 * HOUR) == whole.add(now, 20 * HOUR)
        assert parts.add(now, -20 * HOUR) == whole.add(now, -20 * HOUR)


def test_hours_that_hardly_ever_open_are_searched_for_400_years_at_most() -> None:
    yearly = [f"{date(2027, 1, 1) + timedelta(days=day):%m-%d}" for day in range(365)]
    in_the_gap: Told = {
        "tz": "America/New_York",
        "week": {"sun": [["02:10", "02:50"]]},
        "holidays_yearly": [day for day in yearly if not "03-08" <= day <= "03-14"] + ["02-29"],
    }
    calendar = calendar_of(in_the_gap)  # Sundays on which clocks skip just these hours
    assert calendar.prev_open(at("2026-06-01T00:00")) < at("2007-01-01T00:00")  # clocks changed in April then
    for ask in (calendar.next_open, calendar.next_close, lambda now: calendar.add(now, HOUR)):
        with pytest.raises(Refused) as caught:
            ask(at("2026-06-01T00:00"))
        assert caught.value.code is Code.TIME_TOO_FAR
