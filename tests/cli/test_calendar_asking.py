"""`calendar ask`, clause by clause of docs/CLI.md."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from console.cli.calendar_asking import MOST_SPANS, Calendars
from console.models.kinds import Code, Refused
from tests.support.shell import Shell

OFFICE: dict[str, object] = {
    "tz": "Asia/Shanghai",
    "week": {day: [["09:00", "12:00"], ["13:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    "holidays": ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"],
    "holidays_yearly": ["12-25"],
    "overrides": {"2026-10-10": [["09:00", "18:00"]]},
    "breaks": {"2026-10-12": [["12:00", "13:00"], ["16:00", "16:30"]]},
}
NIGHTS: dict[str, object] = {"tz": "America/New_York", "week": {"sat": [["22:00", "06:00"]]}}
ALWAYS: dict[str, object] = {"tz": "Europe/London", "week": {day: [["00:00", "24:00"]] for day in (
    "mon", "tue", "wed", "thu", "fri", "sat", "sun")}}  # fmt: skip


def ask(calendar: object, ask: str, **question: object) -> object:
    """The value of one question."""
    return Calendars({"it": calendar}).answer({"calendar": "it", "ask": ask, **question})


def refused(calendar: object, asked: str, **question: object) -> Code:
    """Why a question has no answer."""
    with pytest.raises(Refused) as caught:
        ask(calendar, asked, **question)
    return caught.value.code


def test_adding_from_outside_counts_from_the_next_opening() -> None:
    assert ask(OFFICE, "add", start="2026-10-03T03:00", seconds=3600) == "2026-10-08T10:00:00+08:00"


def test_fractions_are_kept() -> None:
    assert ask(OFFICE, "add", start="2026-10-08T09:00:00.25", seconds=0.5) == "2026-10-08T09:00:00.750000+08:00"
    assert ask(OFFICE, "between", start="2026-10-08T09:00:00.25", end="2026-10-08T09:00:01") == 0.75


def test_negative_seconds_count_backwards() -> None:
    assert ask(OFFICE, "add", start="2026-10-08T09:30", seconds=-3600) == "2026-09-30T17:30:00+08:00"
    assert ask(OFFICE, "add", start="2026-10-08T10:00", seconds=-3600) == "2026-10-08T09:00:00+08:00"


@pytest.mark.parametrize(
    ("start", "value"),
    [
        ("2026-10-08T10:00", "2026-10-08T10:00:00+08:00"),
        ("2026-10-08T08:00", "2026-10-08T09:00:00+08:00"),
        ("2026-10-08T12:00", "2026-10-08T12:00:00+08:00"),
        ("2026-10-08T12:00:01", "2026-10-08T13:00:00+08:00"),
    ],
)
def test_no_seconds_give_the_next_opening_but_a_closing_time_stays(start: str, value: str) -> None:
    assert ask(OFFICE, "add", start=start, seconds=0) == value


def test_a_due_time_exactly_at_closing_stays_there() -> None:
    assert ask(OFFICE, "add", start="2026-10-08T09:00", seconds=8 * 3600) == "2026-10-08T18:00:00+08:00"


def test_between_is_negative_if_reversed_and_whole_seconds_are_whole_numbers() -> None:
    assert ask(OFFICE, "between", start="2026-10-09T00:00", end="2026-10-11") == 17 * 3600
    value = ask(OFFICE, "between", start="2026-10-11", end="2026-10-09T00:00")
    assert (value, type(value)) == (-17 * 3600, int)


@pytest.mark.parametrize(
    ("at", "value"), [("08:59:59.999999", False), ("09:00", True), ("11:59:59.999999", True), ("12:00", False)]
)
def test_open_is_from_opening_to_before_closing(at: str, value: object) -> None:
    assert ask(OFFICE, "is_open", at=f"2026-10-08T{at}") is value


@pytest.mark.parametrize(
    ("at", "opening", "before", "closing"),
    [
        ("2026-10-08T09:00", "2026-10-08T09:00", "2026-09-30T18:00", "2026-10-08T12:00"),
        ("2026-10-08T10:00", "2026-10-08T10:00", "2026-10-08T10:00", "2026-10-08T12:00"),
        ("2026-10-08T12:00", "2026-10-08T13:00", "2026-10-08T12:00", "2026-10-08T18:00"),
        ("2026-10-08T12:30", "2026-10-08T13:00", "2026-10-08T12:00", "2026-10-08T18:00"),
        ("2026-10-08T18:00", "2026-10-09T09:00", "2026-10-08T18:00", "2026-10-09T12:00"),
        ("2026-10-04T12:00", "2026-10-08T09:00", "2026-09-30T18:00", "2026-10-08T12:00"),
    ],
)
def test_openings_and_closings_around_an_instant(at: str, opening: str, before: str, closing: str) -> None:
    assert ask(OFFICE, "next_open", at=at) == f"{opening}:00+08:00"
    assert ask(OFFICE, "prev_open", at=at) == f"{before}:00+08:00"
    assert ask(OFFICE, "next_close", at=at) == f"{closing}:00+08:00"


def test_the_first_period_is_cut_where_one_asks_from() -> None:
    periods = ask(OFFICE, "periods", **{"from": "2026-10-12T15:00", "count": 3})
    assert periods == [
        ["2026-10-12T15:00:00+08:00", "2026-10-12T16:00:00+08:00"],
        ["2026-10-12T16:30:00+08:00", "2026-10-12T18:00:00+08:00"],
        ["2026-10-13T09:00:00+08:00", "2026-10-13T12:00:00+08:00"],
    ]
    assert ask(OFFICE, "periods", **{"from": "2026-10-12T18:00", "count": 0}) == []


def test_spans_that_touch_are_two_periods_and_spans_that_overlap_one() -> None:
    days = ask(ALWAYS, "periods", **{"from": "2026-06-01T12:00", "count": 2})
    assert days == [
        ["2026-06-01T12:00:00+01:00", "2026-06-02T00:00:00+01:00"],
        ["2026-06-02T00:00:00+01:00", "2026-06-03T00:00:00+01:00"],
    ]
    twice = {
        "tz": "UTC",
        "week": {"mon": [["09:00", "12:00"], ["11:00", "14:00"], ["22:00", "08:00"]], "tue": [["07:00", "09:00"]]},
    }
    assert ask(twice, "periods", **{"from": "2026-06-01", "count": 2}) == [
        ["2026-06-01T09:00:00+00:00", "2026-06-01T14:00:00+00:00"],
        ["2026-06-01T22:00:00+00:00", "2026-06-02T09:00:00+00:00"],
    ]
    assert ask(twice, "between", start="2026-06-01", end="2026-06-03") == 16 * 3600


def test_all_periods_there_are_may_be_fewer_than_wanted() -> None:
    once = {"tz": "UTC", "overrides": {"2026-10-10": [["09:00", "18:00"]]}}
    assert ask(once, "periods", **{"from": "2026-01-01", "count": 5}) == [
        ["2026-10-10T09:00:00+00:00", "2026-10-10T18:00:00+00:00"]
    ]
    assert refused(once, "periods", **{"from": "2026-10-11", "count": 5}) is Code.TIME_TOO_FAR
    assert refused(once, "next_open", at="2026-10-11") is Code.TIME_TOO_FAR
    assert refused(once, "prev_open", at="2026-10-10") is Code.TIME_TOO_FAR


@pytest.mark.parametrize(
    ("start", "days", "value"),
    [
        ("2026-10-08T10:00", 1, "2026-10-09T10:00:00+08:00"),
        ("2026-10-09T10:00", 1, "2026-10-10T10:00:00+08:00"),  # a make-up Saturday
        ("2026-10-03T10:00", 1, "2026-10-09T10:00:00+08:00"),  # first on to the 8th
        ("2026-10-03T10:00", -1, "2026-09-29T10:00:00+08:00"),  # first back to the 30th
        ("2026-10-03T10:00", 0, "2026-10-03T10:00:00+08:00"),
        ("2026-10-08T12:30", 1, "2026-10-09T13:00:00+08:00"),
        ("2026-10-09T12:30", -1, "2026-10-08T12:00:00+08:00"),
        ("2026-10-08T20:00", 1, "2026-10-10T09:00:00+08:00"),
        ("2026-10-09T20:00", -1, "2026-10-08T18:00:00+08:00"),
        ("2026-10-09T07:00", -1, "2026-09-30T18:00:00+08:00"),
        ("2026-10-03", 1, "2026-10-09"),
        ("2026-10-03", -1, "2026-09-29"),
        ("2026-10-03", 0, "2026-10-03"),
        ("2026-10-07T02:00Z", 1, "2026-10-09T10:00:00+08:00"),
    ],
)
def test_working_days_are_added_at_the_same_wall_time(start: str, days: int, value: str) -> None:
    assert ask(OFFICE, "add_days", start=start, days=days) == value


def test_wall_time_is_kept_over_a_change_of_the_clocks() -> None:
    hours = {"tz": "America/New_York", "week": {day: [["09:00", "17:00"]] for day in ("fri", "mon")}}
    assert ask(hours, "add_days", start="2026-03-06T10:00:00-05:00", days=1) == "2026-03-09T10:00:00-04:00"


def test_an_end_not_after_the_start_runs_past_midnight_into_the_next_date_whatever_that_is() -> None:
    into_holiday = NIGHTS | {"holidays": ["2026-06-07"]}
    assert ask(into_holiday, "between", start="2026-06-06", end="2026-06-08") == 8 * 3600
    all_day = {"tz": "UTC", "week": {"sat": [["09:00", "09:00"]]}}
    assert ask(all_day, "next_close", at="2026-06-06T12:00") == "2026-06-07T09:00:00+00:00"


def test_seconds_may_stand_in_a_span_and_24_00_at_its_end() -> None:
    late = {"tz": "UTC", "week": {"sat": [["23:59:30", "24:00"]]}}
    assert ask(late, "between", start="2026-06-06", end="2026-06-08") == 30
    assert ask({"tz": "UTC", "week": {"sat": [["23:59:30", "24:00:00"]]}}, "is_open", at="2026-06-06T23:59:59") is True


def test_a_holiday_beats_an_override_and_a_break_beats_both() -> None:
    told = {
        "tz": "UTC",
        "week": {"mon": [["09:00", "17:00"]], "sun": [["20:00", "04:00"]]},
        "holidays": ["2026-06-08"],
        "overrides": {"2026-06-08": [["10:00", "12:00"]], "2026-06-15": [["10:00", "12:00"]]},
        "breaks": {"2026-06-08": [["01:00", "02:00"]], "2026-06-15": [["11:00", "11:30"]]},
    }
    assert ask(told, "between", start="2026-06-08", end="2026-06-09") == 3 * 3600  # the night's tail, less its break
    assert ask(told, "between", start="2026-06-15T04:00", end="2026-06-16") == 1.5 * 3600


def test_a_yearly_holiday_is_one_every_year() -> None:
    for year, opens in ((2025, "2025-12-26"), (2028, "2028-12-26"), (2037, "2037-12-28")):
        assert ask(OFFICE, "next_open", at=f"{year}-12-25") == f"{opens}T09:00:00+08:00"


@pytest.mark.parametrize(
    ("start", "seconds", "value"),
    [
        ("2026-03-07T12:00", 7 * 3600, "2026-03-08T06:00:00-04:00"),  # the night of the gap has 7 hours
        ("2026-10-31T12:00", 9 * 3600, "2026-11-01T06:00:00-05:00"),  # that of the repeated hour 9
    ],
)
def test_a_night_over_a_change_of_the_clocks_is_as_long_as_it_is(start: str, seconds: int, value: str) -> None:
    assert ask(NIGHTS, "add", start=start, seconds=seconds) == value


def test_a_naive_time_in_a_gap_is_the_first_instant_after_it_and_a_repeated_one_its_first() -> None:
    always = ALWAYS | {"tz": "America/New_York"}
    assert ask(always, "next_open", at="2026-03-08T02:30") == "2026-03-08T03:00:00-04:00"
    assert ask(always, "next_open", at="2026-11-01T01:30") == "2026-11-01T01:30:00-04:00"
    assert ask(always, "next_open", at="2026-11-01T01:30:00-05:00") == "2026-11-01T01:30:00-05:00"


def test_a_whole_day_of_25_hours_has_25_hours() -> None:
    assert ask(ALWAYS, "between", start="2026-10-25", end="2026-10-26") == 25 * 3600
    assert ask(ALWAYS, "between", start="2026-03-29", end="2026-03-30") == 23 * 3600


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"tz": "Mars/Olympus"}, "tz"),
        ({"tz": 5}, "tz"),
        ({"week": {"monday": []}}, "week"),
        ({"week": {"mon": [["9:00", "12:00"]]}}, "week.mon"),
        ({"week": {"mon": [["24:00", "12:00"]]}}, "week.mon"),
        ({"week": {"mon": [["09:00", "24:01"]]}}, "week.mon"),
        ({"week": {"mon": [["09:00"]]}}, "week.mon"),
        ({"week": {"mon": "09:00"}}, "week.mon"),
        ({"week": []}, "week"),
        ({"holidays": ["2026-02-30"]}, "holidays"),
        ({"holidays": ["20261001"]}, "holidays"),
        ({"holidays": {}}, "holidays"),
        ({"holidays_yearly": ["02-30"]}, "holidays_yearly"),
        ({"holidays_yearly": [5]}, "holidays_yearly"),
        ({"overrides": {"10-10": []}}, "overrides"),
        ({"breaks": {"2026-10-10": [[9, 10]]}}, "breaks.2026-10-10"),
        ({"hollidays": []}, "calendar"),
    ],
)
def test_a_bad_calendar_is_an_error_that_names_the_place(change: dict[str, object], place: str) -> None:
    with pytest.raises(Refused) as caught:
        ask(OFFICE | change, "is_open", at="2026-10-01")
    assert (caught.value.code, caught.value.params["place"]) == (Code.BAD_VALUE, place)


@pytest.mark.parametrize(
    "told",
    [
        {"tz": "UTC"},
        {"tz": "UTC", "week": {"mon": []}},
        {"tz": "UTC", "overrides": {"2026-10-10": [["09:00", "18:00"]]}, "holidays": ["2026-10-10"]},
        {
            "tz": "UTC",
            "week": {"mon": [["09:00", "18:00"]]},
            "holidays_yearly": [
                f"{m:02}-{d:02}"
                for m in range(1, 13)
                for d in range(1, 32)
                if d <= (29 if m == 2 else 30 if m in {4, 6, 9, 11} else 31)
            ],
        },
    ],
)
def test_a_calendar_without_any_working_time_is_refused(told: object) -> None:
    assert refused(told, "is_open", at="2026-10-10T10:00") is Code.NEVER_OPEN


@pytest.mark.parametrize(
    ("asked", "question", "code"),
    [
        ("add", {"start": "2026-10-08", "seconds": True}, Code.BAD_VALUE),
        ("add", {"start": "2026-10-08", "seconds": "60"}, Code.BAD_VALUE),
        ("add", {"start": "2026-10-08"}, Code.VALUE_NEEDED),
        ("add", {"start": "soon", "seconds": 1}, Code.BAD_VALUE),
        ("add", {"start": 0, "seconds": 1}, Code.BAD_VALUE),
        ("add", {"seconds": 1}, Code.VALUE_NEEDED),
        ("add_days", {"start": "2026-10-08", "days": 1.5}, Code.BAD_VALUE),
        ("periods", {"from": "2026-10-08", "count": -1}, Code.BAD_VALUE),
        ("periods", {"from": "2026-10-08", "count": MOST_SPANS + 1}, Code.TOO_MANY),
        ("periods", {"from": "2026-10-08", "count": 10**300}, Code.TOO_MANY),
        ("reopen", {"at": "2026-10-08"}, Code.BAD_VALUE),
        ("__class__", {}, Code.BAD_VALUE),
    ],
)
def test_a_question_that_cannot_be_understood_says_why(asked: str, question: dict[str, object], code: Code) -> None:
    assert refused(OFFICE, asked, **question) is code


RARE = {
    "tz": "UTC",
    "week": {"mon": [["09:00", "09:00:01"]]},
    "holidays_yearly": [
        f"{m:02}-{d:02}"
        for m in range(1, 13)
        for d in range(1, 32)
        if d <= (28 if m == 2 else 30 if m in {4, 6, 9, 11} else 31)
    ],
}


def test_hours_on_leap_days_that_are_mondays_are_found() -> None:
    assert ask(RARE, "next_open", at="2026-01-01") == "2044-02-29T09:00:00+00:00"
    assert ask(RARE, "next_open", at="2072-03-01") == "2112-02-29T09:00:00+00:00"
    assert ask(RARE, "prev_open", at="2112-02-29") == "2072-02-29T09:00:01+00:00"


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        ("add", {"start": "2026-10-08", "seconds": 1e300}),
        ("add", {"start": "2026-10-08", "seconds": -1e300}),
        ("add", {"start": "2026-10-08", "seconds": 10**290}),
        ("add", {"start": "2026-10-08", "seconds": 60}),
        ("add", {"start": "9999-12-31T23:59:59", "seconds": 1}),
        ("add", {"start": "0001-01-01", "seconds": 1}),
        ("add", {"start": "9998-12-31T23:00", "seconds": 100}),
        ("between", {"start": "0001-01-01T00:00+14:00", "end": "9999-12-31T23:59-14:00"}),
        ("next_open", {"at": "9999-12-31T23:59:59.999999"}),
        ("prev_open", {"at": "0002-01-01T00:00"}),
        ("add_days", {"start": "9999-12-31", "days": 1}),
        ("add_days", {"start": "0001-01-01", "days": -1}),
        ("add_days", {"start": "2026-10-08", "days": 10**290}),
        ("add_days", {"start": "2026-10-08", "days": -3_000}),
    ],
)
def test_what_lies_too_far_is_refused(asked: str, question: dict[str, object]) -> None:
    """No search goes on for ever; the calendar opens for a second on leap days that are Mondays."""
    assert refused(RARE, asked, **question) is Code.TIME_TOO_FAR


def test_answers_come_in_order_and_a_bad_question_hurts_no_other(shell: Shell, tmp_path: Path) -> None:
    document = {
        "calendars": {"office": OFFICE, "bad": {"tz": "Nowhere"}, "节": OFFICE},
        "questions": [
            {"id": 1, "calendar": "office", "ask": "is_open", "at": "2026-10-08T10:00"},
            {"id": "二", "calendar": "bad", "ask": "is_open", "at": "2026-10-08T10:00"},
            {"id": None, "calendar": "节", "ask": "add", "start": "2026-10-08T10:00", "seconds": 1},
            {"id": [1], "calendar": "gone", "ask": "is_open", "at": "2026-10-08T10:00"},
            7,
            {"calendar": ["office"], "ask": {}},
            {"id": 4.5, "calendar": "bad", "ask": "between", "start": "2026-10-08", "end": "2026-10-09"},
        ],
    }
    text = json.dumps(document, ensure_ascii=False).replace("4.5", "1e999")
    done = shell.run("calendar", "ask", "-", stdin=b"\xef\xbb\xbf" + text.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    answers = json.loads(done.stdout)["answers"]
    assert [answer["id"] for answer in answers] == [1, "二", None, [1], None, None, "1e999"]
    assert ["value" in answer for answer in answers] == [True, False, True, False, False, False, False]
    assert all(list(answer) in (["id", "value"], ["id", "error"]) for answer in answers)
    assert "Nowhere" in answers[1]["error"]
    assert "Nowhere" in answers[6]["error"]
    file = tmp_path / "questions.json"
    file.write_text(text, "utf-8")
    assert shell.run("calendar", "ask", str(file)).stdout == done.stdout
    assert not shell.profile.exists()


def test_a_value_that_is_no_json_is_an_error_of_its_question_alone(shell: Shell) -> None:
    asked = '{"id":1,"calendar":"it","ask":"add","start":"2026-10-08T10:00","seconds":%s}'
    numbers = ("NaN", "-Infinity", "1e400", "9" * 5000, "60")
    questions = ",".join(asked % number for number in numbers)
    text = f'{{"calendars":{{"it":{json.dumps(OFFICE)}}},"questions":[{questions}]}}'
    answers = json.loads(shell.run("calendar", "ask", "-", stdin=text.encode()).stdout)["answers"]
    assert ["error" in answer for answer in answers] == [True, True, True, True, False]


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b"null", b'{"questions": {}}', b'{"calendars": {}}', b"\xff\xfe", b"[" * 100_000]
)
def test_a_file_without_questions_is_refused_in_a_sentence(shell: Shell, text: bytes) -> None:
    done = shell.run("calendar", "ask", "-", stdin=text)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"holds no questions" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_missing_file_is_refused_and_no_questions_have_no_answers(shell: Shell, tmp_path: Path) -> None:
    done = shell.run("calendar", "ask", str(tmp_path / "gone"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"it does not exist" in done.stderr
    assert json.loads(shell.run("calendar", "ask", "-", stdin=b'{"questions": []}').stdout) == {"answers": []}
    assert shell.run("calendar", "ask").returncode == 2
