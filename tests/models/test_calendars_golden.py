"""Cases of working time reckoned by hand, each with its reason (SPEC 4.3).

Times are of the calendar's zone unless they carry an offset; answers are compared as texts.
"""

from __future__ import annotations

from collections import Counter

import pytest

from console.cli.calendar_asking import Calendars

WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
WEEK = (*WORKDAYS, "sat", "sun")
Json = dict[str, object]


def hours(tz: str, *spans: str, days: tuple[str, ...] = WORKDAYS, **more: object) -> Json:
    """A calendar with the same spans, such as "09:00-12:00", on some weekdays."""
    return {"tz": tz, "week": {day: [span.split("-") for span in spans] for day in days}, **more}


CALENDARS: dict[str, Json] = {
    "office": hours("Asia/Shanghai", "09:00-12:00", "13:00-18:00"),
    "spring": hours(
        "Asia/Shanghai",
        "09:00-12:00",
        "13:00-18:00",
        holidays=[f"2026-02-{day}" for day in range(16, 24)],  # with the weekend: 15 to 23 February
        overrides={"2026-02-14": [["09:00", "12:00"], ["13:00", "18:00"]], "2026-02-28": [["09:00", "15:00"]]},
    ),
    "night": hours("Asia/Shanghai", "22:00-06:00", days=WEEK),
    "night with holiday": hours("Asia/Shanghai", "22:00-06:00", days=WEEK, holidays=["2026-10-01"]),
    "always": hours("Asia/Shanghai", "00:00-24:00", days=WEEK),
    "always ny": hours("America/New_York", "00:00-24:00", days=WEEK),
    "always london": hours("Europe/London", "00:00-24:00", days=WEEK),
    "always howe": hours("Australia/Lord_Howe", "00:00-24:00", days=WEEK),
    "always apia": hours("Pacific/Apia", "00:00-24:00", days=WEEK),
    "always sao": hours("America/Sao_Paulo", "00:00-24:00", days=WEEK),
    "night ny": hours("America/New_York", "22:00-06:00", days=WEEK),
    "night london": hours("Europe/London", "22:00-06:00", days=WEEK),
    "night howe": hours("Australia/Lord_Howe", "22:00-06:00", days=WEEK),
    "gap ny": hours("America/New_York", "02:15-04:00", days=WEEK),
    "in gap ny": hours("America/New_York", "02:00-03:00", days=WEEK),
    "one ny": hours("America/New_York", "00:30-01:30", days=WEEK),
    "day ny": hours("America/New_York", "09:00-17:00"),
    "casablanca": hours("Africa/Casablanca", "00:00-24:00", days=WEEK),
    "leap": hours("UTC", "09:00-17:00", days=WEEK, holidays_yearly=["02-29"]),
    "plain": hours("UTC", "09:00-17:00", days=WEEK),
    "beaten": hours(
        "UTC",
        "09:00-17:00",
        "20:00-02:00",
        days=WEEK,
        holidays=["2026-06-10"],
        overrides={"2026-06-10": [["10:00", "11:00"]], "2026-06-12": [["10:00", "11:00"]], "2026-06-14": []},
        breaks={
            "2026-06-10": [["01:00", "01:30"]],
            "2026-06-12": [["10:30", "10:45"]],
            "2026-06-15": [["16:00", "21:00"]],
        },
    ),
    "overlap": hours("UTC", "09:00-13:00", "12:00-17:00", "12:30-12:45", days=WEEK),
    "seconds": hours("UTC", "09:00:30-09:00:31", days=WEEK),
}

CASES: tuple[tuple[str, str, tuple[object, ...], object, str], ...] = (
    # Lunch
    ("office", "add", ("2026-06-01T11:30", 3600), "2026-06-01T13:30:00+08:00", "half an hour before lunch, half after"),
    ("office", "add", ("2026-06-01T11:00", 3600), "2026-06-01T12:00:00+08:00", "due at closing stays at closing"),
    ("office", "add", ("2026-06-01T11:00", 3601), "2026-06-01T13:00:01+08:00", "a second more falls after lunch"),
    ("office", "add", ("2026-06-01T12:00", 1), "2026-06-01T13:00:01+08:00", "a closing time is outside"),
    ("office", "add", ("2026-06-01T12:30", 3600), "2026-06-01T14:00:00+08:00", "lunch itself does not count"),
    ("office", "add", ("2026-06-01T13:30", -3600), "2026-06-01T11:30:00+08:00", "and not backwards"),
    ("office", "add", ("2026-06-01T13:00", -3600), "2026-06-01T11:00:00+08:00", "opening time is outside backwards"),
    ("office", "add", ("2026-06-01T14:00", -3600), "2026-06-01T13:00:00+08:00", "an opening reached backwards stays"),
    ("office", "between", ("2026-06-01T11:00", "2026-06-01T14:00"), 7200, "three hours less lunch"),
    # Evenings and weekends
    ("office", "add", ("2026-06-05T17:30", 3600), "2026-06-08T09:30:00+08:00", "Friday evening to Monday morning"),
    ("office", "add", ("2026-06-06T12:00", 0), "2026-06-08T09:00:00+08:00", "nothing, from a Saturday"),
    ("office", "add", ("2026-06-05T18:00", 0), "2026-06-05T18:00:00+08:00", "nothing from a closing time stays"),
    ("office", "add", ("2026-06-01T09:00", 8 * 3600), "2026-06-01T18:00:00+08:00", "a whole day ends at its closing"),
    ("office", "add", ("2026-06-01T09:00", 24 * 3600), "2026-06-03T18:00:00+08:00", "24 business hours are three days"),
    ("office", "add", ("2026-06-01T02:00:00Z", 3600), "2026-06-01T11:00:00+08:00", "an instant of another zone"),
    ("office", "between", ("2026-06-01", "2026-06-08"), 40 * 3600, "a week has forty hours"),
    ("office", "between", ("2026-06-06", "2026-06-07T23:59"), 0, "a weekend none"),
    ("office", "add_days", ("2026-06-05T10:00", 1), "2026-06-08T10:00:00+08:00", "the day after Friday is Monday"),
    ("office", "add_days", ("2026-06-06T10:00", 1), "2026-06-09T10:00:00+08:00", "Saturday is first moved to Monday"),
    ("office", "add_days", ("2026-06-06T10:00", -1), "2026-06-04T10:00:00+08:00", "backwards first to Friday"),
    ("office", "add_days", ("2026-06-05T19:00", 1), "2026-06-09T09:00:00+08:00", "Monday is over by 19:00"),
    ("office", "add_days", ("2026-06-08T08:00", -1), "2026-06-04T18:00:00+08:00", "Friday has not begun at 08:00"),
    ("office", "add_days", ("2026-06-05", 5), "2026-06-12", "dates stay dates"),
    # Spring Festival with make-up days
    ("spring", "add", ("2026-02-13T17:00", 2 * 3600), "2026-02-14T10:00:00+08:00", "the make-up Saturday is worked"),
    ("spring", "add", ("2026-02-14T17:00", 2 * 3600), "2026-02-24T10:00:00+08:00", "then nine days off"),
    ("spring", "add", ("2026-02-24T10:00", -2 * 3600), "2026-02-14T17:00:00+08:00", "the same way back"),
    ("spring", "between", ("2026-02-09", "2026-03-02"), (6 * 8 + 4 * 8 + 6) * 3600, "6 days, 4 days, a short Saturday"),
    ("spring", "next_open", ("2026-02-15T10:00",), "2026-02-24T09:00:00+08:00", "the first day after the festival"),
    ("spring", "prev_open", ("2026-02-20T10:00",), "2026-02-14T18:00:00+08:00", "the last closing before it"),
    ("spring", "add", ("2026-02-28T09:00", 6 * 3600), "2026-02-28T15:00:00+08:00", "a short day without lunch"),
    ("spring", "next_close", ("2026-02-28T10:00",), "2026-02-28T15:00:00+08:00", "and closes at three"),
    ("spring", "add_days", ("2026-02-13T10:00", 2), "2026-02-24T10:00:00+08:00", "the make-up day counts as a day"),
    ("spring", "add_days", ("2026-02-17T10:00", 1), "2026-02-25T10:00:00+08:00", "from within the festival"),
    # Nights
    ("night", "add", ("2026-06-01T23:00", 4 * 3600), "2026-06-02T03:00:00+08:00", "over midnight without a stop"),
    ("night", "add", ("2026-06-02T05:00", 2 * 3600), "2026-06-02T23:00:00+08:00", "the day lies between two nights"),
    ("night", "is_open", ("2026-06-02T05:59:59",), True, "the tail is open"),
    ("night", "is_open", ("2026-06-02T06:00",), False, "up to six"),
    ("night", "periods", ("2026-06-02T01:00", 1), [["2026-06-02T01:00:00+08:00", "2026-06-02T06:00:00+08:00"]], "cut"),
    ("night with holiday", "is_open", ("2026-10-01T05:00",), True, "the tail of a night runs into a holiday"),
    ("night with holiday", "is_open", ("2026-10-01T23:00",), False, "on which no night starts"),
    ("night with holiday", "is_open", ("2026-10-02T05:00",), False, "so it has no tail either"),
    ("night with holiday", "between", ("2026-09-30T12:00", "2026-10-02T12:00"), 8 * 3600, "one night of two"),
    # Round the clock
    ("always", "add", ("2026-06-06T23:00", 7200), "2026-06-07T01:00:00+08:00", "midnight is nothing"),
    ("always", "between", ("2026-01-01", "2027-01-01"), 365 * 86400, "a year is a year"),
    ("always", "next_close", ("2026-06-06T23:00",), "2026-06-07T00:00:00+08:00", "each day is a span of its own"),
    ("always", "prev_open", ("2026-06-07T00:00",), "2026-06-07T00:00:00+08:00", "midnight closes one"),
    # New York: 2026-03-08 02:00 -> 03:00, 2026-11-01 02:00 -> 01:00
    ("always ny", "between", ("2026-03-08", "2026-03-09"), 23 * 3600, "the day of the gap"),
    ("always ny", "between", ("2026-11-01", "2026-11-02"), 25 * 3600, "the day of the repeated hour"),
    ("night ny", "between", ("2026-03-07T12:00", "2026-03-08T12:00"), 7 * 3600, "the night of the gap"),
    ("night ny", "between", ("2026-10-31T12:00", "2026-11-01T12:00"), 9 * 3600, "the night of the repeated hour"),
    ("night ny", "add", ("2026-10-31T22:00", 4 * 3600), "2026-11-01T01:00:00-05:00", "four hours on it is one again"),
    ("night ny", "add", ("2026-03-07T22:00", 4 * 3600), "2026-03-08T03:00:00-04:00", "and there it is three at once"),
    ("gap ny", "between", ("2026-03-08", "2026-03-09"), 3600, "of 02:15-04:00 an hour is left"),
    ("gap ny", "next_open", ("2026-03-08T00:00",), "2026-03-08T03:00:00-04:00", "it opens when the gap ends"),
    ("in gap ny", "next_open", ("2026-03-08T00:00",), "2026-03-09T02:00:00-04:00", "hours within the gap are none"),
    ("one ny", "between", ("2026-11-01", "2026-11-02"), 3600, "it closes at the first 01:30"),
    ("day ny", "add", ("2026-03-06T16:00", 7200), "2026-03-09T10:00:00-04:00", "over the weekend of the change"),
    ("day ny", "add_days", ("2026-10-30T10:00", 1), "2026-11-02T10:00:00-05:00", "the same wall time, 25 hours later"),
    ("always ny", "add", ("2026-03-08T02:30", 60), "2026-03-08T03:01:00-04:00", "a skipped time is the end of the gap"),
    ("always ny", "add", ("2026-11-01T01:30", 3600), "2026-11-01T01:30:00-05:00", "a repeated time is the first"),
    # London: 2026-03-29 01:00 -> 02:00, 2026-10-25 02:00 -> 01:00
    ("always london", "between", ("2026-03-29", "2026-03-30"), 23 * 3600, "the day of the gap"),
    ("always london", "between", ("2026-10-25", "2026-10-26"), 25 * 3600, "the day of the repeated hour"),
    ("night london", "add", ("2026-10-24T23:00", 8 * 3600), "2026-10-25T06:00:00+00:00", "a night of nine hours"),
    ("night london", "add", ("2026-03-29T06:00", -7 * 3600), "2026-03-28T22:00:00+00:00", "backwards over the gap"),
    # Lord Howe: half an hour, 2026-04-05 02:00 -> 01:30, 2026-10-04 02:00 -> 02:30
    ("always howe", "between", ("2026-04-05", "2026-04-06"), 88200, "a day of 24 and a half hours"),
    ("always howe", "between", ("2026-10-04", "2026-10-05"), 84600, "a day of 23 and a half"),
    ("night howe", "add", ("2026-04-04T22:00", 4 * 3600), "2026-04-05T01:30:00+10:30", "half an hour comes twice"),
    ("night howe", "between", ("2026-10-03T12:00", "2026-10-04T12:00"), 7 * 3600 + 1800, "half an hour is missing"),
    # Apia skipped 2011-12-30; Sao Paulo skipped midnight on 2018-11-04; Casablanca pauses its summer time for Ramadan
    ("always apia", "between", ("2011-12-29", "2011-12-31"), 86400, "Friday the 30th never was"),
    ("always apia", "add", ("2011-12-29T23:00", 7200), "2011-12-31T01:00:00+14:00", "Thursday is followed by Saturday"),
    ("always apia", "add_days", ("2011-12-29T10:00", 1), "2011-12-31T10:00:00+14:00", "by working days as well"),
    ("always sao", "between", ("2018-11-04", "2018-11-05"), 23 * 3600, "a day that begins at one"),
    ("always sao", "next_close", ("2018-11-03T23:30",), "2018-11-04T01:00:00-02:00", "24:00 is the end of the gap"),
    ("casablanca", "between", ("2026-02-15", "2026-02-16"), 25 * 3600, "Ramadan begins"),
    ("casablanca", "between", ("2026-03-22", "2026-03-23"), 23 * 3600, "and has ended"),
    # Leap days
    ("plain", "between", ("2028-02-28", "2028-03-01"), 16 * 3600, "29 February 2028 is a day"),
    ("plain", "between", ("2026-02-28", "2026-03-01"), 8 * 3600, "2026 has none"),
    ("leap", "add", ("2028-02-28T16:00", 7200), "2028-03-01T10:00:00+00:00", "a yearly holiday on the leap day"),
    ("leap", "add", ("2026-02-28T16:00", 7200), "2026-03-01T10:00:00+00:00", "that is nothing in other years"),
    ("plain", "add_days", ("2028-02-28", 1), "2028-02-29", "by days too"),
    # What beats what
    ("beaten", "between", ("2026-06-10", "2026-06-11"), 5400, "holiday over override; the tail stays, less its break"),
    ("beaten", "between", ("2026-06-12T02:00", "2026-06-13"), 2700, "override over week, less a break"),
    ("beaten", "between", ("2026-06-14T02:00", "2026-06-15"), 0, "an empty override closes"),
    ("beaten", "next_close", ("2026-06-15T15:00",), "2026-06-15T16:00:00+00:00", "a break closes"),
    ("beaten", "next_open", ("2026-06-15T16:00",), "2026-06-15T21:00:00+00:00", "and delays the evening"),
    # Overlaps and seconds
    ("overlap", "between", ("2026-06-10", "2026-06-11"), 8 * 3600, "overlaps count once"),
    ("overlap", "next_close", ("2026-06-10T09:30",), "2026-06-10T17:00:00+00:00", "and are one span"),
    ("overlap", "add", ("2026-06-10T11:00", 4 * 3600), "2026-06-10T15:00:00+00:00", "without a stop"),
    ("seconds", "add", ("2026-06-10T00:00", 1), "2026-06-10T09:00:31+00:00", "one second a day"),
    ("seconds", "add", ("2026-06-10T00:00", 1.5), "2026-06-11T09:00:30.500000+00:00", "fractions are kept"),
    ("seconds", "between", ("2026-06-10T09:00:30.25", "2026-06-10T10:00"), 0.75, "in differences too"),
)  # fmt: skip

PLACES = {
    "add": ("start", "seconds"),
    "add_days": ("start", "days"),
    "between": ("start", "end"),
    "periods": ("from", "count"),
}


@pytest.fixture(scope="module")
def calendars() -> Calendars:
    return Calendars(CALENDARS)


@pytest.mark.parametrize(("calendar", "asked", "values", "answer", "why"), CASES)
def test_a_case_reckoned_by_hand(
    calendars: Calendars, calendar: str, asked: str, values: tuple[object, ...], answer: object, why: str
) -> None:
    question = dict(zip(PLACES.get(asked, ("at",)), values, strict=True))
    assert calendars.answer({"calendar": calendar, "ask": asked, **question}) == answer, why


def test_there_are_many_cases_no_two_alike_and_of_every_calendar() -> None:
    asked = Counter(case[:3] for case in CASES)
    assert len(asked) == len(CASES) >= 60
    assert {case[0] for case in CASES} == set(CALENDARS)
