"""Cases of duty reckoned by hand, each with its reason (SPEC 7.11).

Times are of the zone named unless they carry an offset; answers are compared as texts.
"""

from __future__ import annotations

import pytest

from console.cli.oncall_asking import answer
from console.models.kinds import Refused

Json = dict[str, object]
WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def rule(tz: str, start: str, end: str, *days: str) -> Json:
    """A rule on some weekdays, or on all."""
    return {"days": list(days) or WEEK, "start": start, "end": end, "tz": tz}


def rotation(tz: str, unit: str, length: int, start: str, *people: str) -> Json:
    """A rotation of some people, or of three."""
    return {"unit": unit, "length": length, "start": start, "tz": tz, "people": list(people) or ["an", "bo", "chi"]}


RULES: dict[str, Json] = {
    "day": rule("Asia/Shanghai", "09:00", "18:00", "mon", "tue"),
    "night": rule("Asia/Shanghai", "22:00", "06:00", "fri", "sat"),
    "weekend": rule("Asia/Shanghai", "00:00", "24:00", "sat", "sun"),
    "from noon": rule("Asia/Shanghai", "12:00", "12:00", "fri", "sat", "mon"),
    "sunday to monday": rule("UTC", "00:00", "00:00", "mon", "sun"),
    "late": rule("UTC", "23:59:59", "00:00:01"),
    "night ny": rule("America/New_York", "22:00", "06:00"),
    "gap ny": rule("America/New_York", "02:00", "03:00"),
    "23 hours ny": rule("America/New_York", "03:00", "02:00"),
    "whole day apia": rule("Pacific/Apia", "00:00", "24:00", "fri"),
    "half hour howe": rule("Australia/Lord_Howe", "01:45", "02:15"),
}

OF_RULES: tuple[tuple[str, str, str, object, str], ...] = (
    ("day", "is_active", "2026-06-01T09:00", True, "start belongs to it"),
    ("day", "is_active", "2026-06-01T18:00", False, "end does not"),
    ("day", "is_active", "2026-06-03T12:00", False, "Wednesday is none of its days"),
    ("day", "start", "2026-06-01T18:00", "2026-06-02T09:00:00+08:00", "at the end the next one is asked about"),
    ("day", "end", "2026-06-02T18:00", "2026-06-08T18:00:00+08:00", "next week's Monday"),
    ("day", "start", "2026-06-01T04:00:00Z", "2026-06-01T09:00:00+08:00", "noon in Shanghai"),
    ("night", "is_active", "2026-06-07T05:59", True, "Saturday's night lasts into Sunday"),
    ("night", "is_active", "2026-06-05T05:59", False, "Thursday has no night"),
    ("night", "end", "2026-06-05T23:00", "2026-06-06T06:00:00+08:00", "two nights do not touch"),
    ("weekend", "start", "2026-06-07T12:00", "2026-06-06T00:00:00+08:00", "two days that touch are one shift"),
    ("weekend", "end", "2026-06-01T00:00", "2026-06-08T00:00:00+08:00", "of the next weekend"),
    ("from noon", "end", "2026-06-05T12:00", "2026-06-07T12:00:00+08:00", "48 hours from Friday noon"),
    ("from noon", "start", "2026-06-07T12:00", "2026-06-08T12:00:00+08:00", "Sunday noon ends it"),
    ("sunday to monday", "start", "2026-06-01T00:00", "2026-05-31T00:00:00+00:00", "over the end of the week"),
    ("sunday to monday", "end", "2026-05-31T00:00", "2026-06-02T00:00:00+00:00", "up to Tuesday"),
    ("late", "end", "2026-06-01T23:59:59.5", "2026-06-02T00:00:01+00:00", "two seconds around midnight"),
    ("night ny", "end", "2026-03-07T23:00", "2026-03-08T06:00:00-04:00", "seven hours over the gap"),
    ("night ny", "is_active", "2026-11-01T01:30:00-05:00", True, "the repeated hour is on duty twice"),
    ("gap ny", "start", "2026-03-08T00:00", "2026-03-09T02:00:00-04:00", "a shift within the gap is none"),
    ("23 hours ny", "end", "2026-03-07T12:00", "2026-03-09T02:00:00-04:00", "the gap makes two shifts touch"),
    ("23 hours ny", "end", "2026-03-09T12:00", "2026-03-10T02:00:00-04:00", "and only there"),
    ("whole day apia", "start", "2011-12-28T00:00", "2012-01-06T00:00:00+14:00", "Friday the 30th never was"),
    ("half hour howe", "end", "2026-04-05T01:45:00+11:00", "2026-04-05T02:15:00+10:30", "an hour, half of it twice"),
    ("half hour howe", "start", "2026-10-04T00:00", "2026-10-04T01:45:00+10:30", "before the gap of 02:00 to 02:30"),
    ("half hour howe", "end", "2026-10-04T00:00", "2026-10-04T02:30:00+11:00", "02:15 is skipped with the gap"),
)  # fmt: skip

ROTATIONS: dict[str, Json] = {
    "daily": rotation("Asia/Shanghai", "day", 1, "2026-06-01T09:00"),
    "fortnight": rotation("Europe/London", "week", 2, "2026-03-16T09:00"),
    "hourly ny": rotation("America/New_York", "hour", 1, "2026-03-01T00:30"),
    "twelve hours ny": rotation("America/New_York", "hour", 12, "2026-03-01T02:30", "an", "bo"),
    "daily ny": rotation("America/New_York", "day", 1, "2026-03-01T02:30", "an", "bo"),
    "repeated ny": rotation("America/New_York", "day", 1, "2026-10-01T01:30", "an", "bo"),
    "monthly": rotation("UTC", "month", 1, "2026-01-31T09:00"),
    "quarterly": rotation("UTC", "month", 3, "2025-11-30T00:00"),
    "yearly": rotation("UTC", "month", 12, "2024-02-29T00:00", "an", "bo"),
    "alone": rotation("UTC", "week", 1, "2026-06-01T09:00", "an"),
    "of another zone": rotation("Asia/Shanghai", "day", 1, "2026-06-01T01:00:00Z"),
    "apia": rotation("Pacific/Apia", "day", 1, "2011-12-28T09:00"),
    "nobody": {**rotation("UTC", "day", 1, "2026-06-01T09:00"), "people": []},
}

OF_ROTATIONS: tuple[tuple[str, str, str, object, str], ...] = (
    ("daily", "who", "2026-06-01T09:00", ["an"], "the first begins at the start"),
    ("daily", "who", "2026-06-04T09:00", ["an"], "after three days again"),
    ("daily", "who", "2026-06-01T08:59:59.999999", ["chi"], "before it the last"),
    ("daily", "who", "2026-05-29T09:00", ["an"], "backwards the same"),
    ("daily", "start", "2026-06-02T08:00", "2026-06-01T09:00:00+08:00", "the turn at hand"),
    ("daily", "end", "2026-06-02T09:00", "2026-06-03T09:00:00+08:00", "a hand-off belongs to the new turn"),
    ("fortnight", "end", "2026-03-20T12:00", "2026-03-30T09:00:00+01:00", "wall time is kept over the change"),
    ("fortnight", "who", "2026-03-30T08:30:00+01:00", ["an"], "half an hour before the hand-off"),
    ("fortnight", "who", "2026-03-30T08:30:00+00:00", ["bo"], "and half an hour after it"),
    ("hourly ny", "end", "2026-03-08T01:45", "2026-03-08T03:00:00-04:00", "02:30 is skipped: at the end of the gap"),
    ("hourly ny", "end", "2026-03-08T03:15", "2026-03-08T03:30:00-04:00", "that turn has half an hour"),
    ("hourly ny", "end", "2026-11-01T01:45:00-05:00", "2026-11-01T02:30:00-05:00", "01:30 comes twice, hands off once"),
    ("hourly ny", "start", "2026-11-01T01:45:00-05:00", "2026-11-01T01:30:00-04:00", "two hours for one"),
    ("twelve hours ny", "who", "2026-03-08T03:00:00-04:00", ["an"], "fourteen turns later, at the end of the gap"),
    ("twelve hours ny", "who", "2026-03-08T01:59:59-05:00", ["bo"], "a second before"),
    ("daily ny", "start", "2026-03-08T12:00", "2026-03-08T03:00:00-04:00", "on the day of the gap half an hour late"),
    ("daily ny", "end", "2026-03-08T12:00", "2026-03-09T02:30:00-04:00", "the day after on time again"),
    ("repeated ny", "start", "2026-11-01T12:00", "2026-11-01T01:30:00-04:00", "the first of two"),
    ("repeated ny", "end", "2026-11-01T12:00", "2026-11-02T01:30:00-05:00", "25 hours later"),
    ("monthly", "end", "2026-02-01T00:00", "2026-02-28T09:00:00+00:00", "the 31st of February"),
    ("monthly", "end", "2026-03-01T00:00", "2026-03-31T09:00:00+00:00", "the 31st comes back"),
    ("monthly", "end", "2028-02-01T00:00", "2028-02-29T09:00:00+00:00", "a leap year"),
    ("monthly", "who", "2025-12-31T09:00", ["chi"], "a month before the start"),
    ("quarterly", "end", "2026-01-01T00:00", "2026-02-28T00:00:00+00:00", "three months after 30 November"),
    ("quarterly", "end", "2026-03-01T00:00", "2026-05-30T00:00:00+00:00", "and three more"),
    ("yearly", "end", "2026-01-01T00:00", "2026-02-28T00:00:00+00:00", "no leap day in 2026"),
    ("yearly", "who", "2028-02-29T00:00", ["an"], "four years on"),
    ("alone", "end", "2026-06-02T00:00", "2026-06-08T09:00:00+00:00", "a turn ends though nobody else comes"),
    ("of another zone", "start", "2026-06-01T12:00", "2026-06-01T09:00:00+08:00", "one o'clock UTC is nine there"),
    ("apia", "end", "2011-12-29T12:00", "2011-12-31T00:00:00+14:00", "the 30th hands off when it is skipped"),
    ("apia", "who", "2011-12-31T00:00", ["chi"], "its turn lasts nine hours"),
    ("apia", "who", "2011-12-31T09:00", ["an"], "then the next"),
    ("nobody", "who", "2026-06-01T09:00", [], "none"),
    ("nobody", "end", "2026-06-01T09:00", "2026-06-02T09:00:00+00:00", "the grid stands without people"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "asked", "at", "value", "why"), OF_RULES)
def test_a_rule_reckoned_by_hand(name: str, asked: str, at: str, value: object, why: str) -> None:
    assert answer({"rule": RULES[name], "ask": asked, "at": at}) == value, why


@pytest.mark.parametrize(("name", "asked", "at", "value", "why"), OF_ROTATIONS)
def test_a_rotation_reckoned_by_hand(name: str, asked: str, at: str, value: object, why: str) -> None:
    assert answer({"rotation": ROTATIONS[name], "ask": asked, "at": at}) == value, why


def test_every_rule_and_rotation_is_asked_about() -> None:
    assert {case[0] for case in OF_RULES} == set(RULES)
    assert {case[0] for case in OF_ROTATIONS} == set(ROTATIONS)


def test_a_night_team_by_turns_beside_a_day_shift_with_a_swap_and_a_gap() -> None:
    """A swap of two hours leaves the rest as it was; nobody stands from six to nine."""
    schedule = {
        "tz": "America/New_York",
        "rules": [
            {"days": ["mon"], "start": "09:00", "end": "22:00", "person": "day"},
            {"days": ["sun", "mon"], "start": "22:00", "end": "06:00", "rotation": rotation(
                "America/New_York", "hour", 4, "2026-03-08T22:00", "an", "bo")},
        ],
        "overrides": [{"start": "2026-03-09T01:00", "end": "2026-03-09T03:00", "replace": ["an", "chi"]}],
    }  # fmt: skip
    period = {"from": "2026-03-08T20:00", "to": "2026-03-09T23:00"}
    shifts = answer({"schedule": schedule, "ask": "shifts", **period})
    assert shifts == [
        {"person": "an", "start": "2026-03-08T22:00:00-04:00", "end": "2026-03-09T01:00:00-04:00"},
        {"person": "chi", "start": "2026-03-09T01:00:00-04:00", "end": "2026-03-09T02:00:00-04:00"},
        {"person": "bo", "start": "2026-03-09T02:00:00-04:00", "end": "2026-03-09T06:00:00-04:00"},
        {"person": "day", "start": "2026-03-09T09:00:00-04:00", "end": "2026-03-09T22:00:00-04:00"},
        {"person": "an", "start": "2026-03-09T22:00:00-04:00", "end": "2026-03-09T23:00:00-04:00"},
    ]


def test_an_override_in_a_gap_of_the_clocks_changes_nothing() -> None:
    rules = [{"days": ["fri", "sat"], "start": "00:00", "end": "24:00", "person": "an"}]
    skipped = {"start": "2011-12-30T00:00", "end": "2011-12-31T00:00", "remove": ["an"]}
    schedule: Json = {"tz": "Pacific/Apia", "rules": rules, "overrides": [skipped]}
    assert answer({"schedule": schedule, "ask": "who", "at": "2011-12-31T00:00"}) == ["an"]
    empty = {**schedule, "overrides": [{**skipped, "end": skipped["start"]}]}
    with pytest.raises(Refused):
        answer({"schedule": empty, "ask": "who", "at": "2011-12-31T00:00"})
