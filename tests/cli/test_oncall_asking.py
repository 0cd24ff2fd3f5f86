"""`oncall ask`, clause by clause of docs/CLI.md."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from console.cli.oncall_asking import answer
from console.models.kinds import Code, Refused
from tests.support.shell import Shell

NIGHT = {"days": ["mon"], "start": "22:00", "end": "06:00", "tz": "Asia/Shanghai"}
EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAILY = {"unit": "day", "length": 1, "start": "2026-06-01T09:00", "tz": "Asia/Shanghai", "people": ["an", "bo", "chi"]}
CHICAGO = {"unit": "hour", "length": 1, "start": "2020-03-06T02:30", "tz": "America/Chicago", "people": ["a", "b"]}
SCHEDULE = {
    "tz": "Asia/Shanghai",
    "rules": [{"days": ["mon", "tue", "wed", "thu", "fri"], "start": "09:00", "end": "18:00", "person": "desk"}],
    "rotations": [DAILY],
}


def ask(kind: str, told: object, ask: str, **question: object) -> object:
    """The value of one question."""
    return answer({kind: told, "ask": ask, **question})


def refused(question: dict[str, object]) -> Code:
    """Why a question has no answer."""
    with pytest.raises(Refused) as caught:
        answer(question)
    return caught.value.code


@pytest.mark.parametrize(
    ("at", "active"),
    [
        ("2026-06-01T21:59:59", False),
        ("2026-06-01T22:00", True),
        ("2026-06-02T05:59:59.999999", True),
        ("2026-06-02T06:00", False),
        ("2026-06-01T03:00", False),  # Sunday's night is not Monday's
        ("2026-06-01T14:00Z", True),
    ],
)
def test_a_rule_starts_on_its_days_and_runs_overnight_to_before_its_end(at: str, active: object) -> None:
    assert ask("rule", NIGHT, "is_active", at=at) is active


@pytest.mark.parametrize(
    ("at", "start", "end"),
    [
        ("2026-06-02T03:00", "2026-06-01T22:00", "2026-06-02T06:00"),
        ("2026-06-01T22:00", "2026-06-01T22:00", "2026-06-02T06:00"),
        ("2026-06-02T06:00", "2026-06-08T22:00", "2026-06-09T06:00"),
    ],
)
def test_start_and_end_are_of_the_shift_that_holds_the_instant_else_of_the_next(at: str, start: str, end: str) -> None:
    assert ask("rule", NIGHT, "start", at=at) == f"{start}:00+08:00"
    assert ask("rule", NIGHT, "end", at=at) == f"{end}:00+08:00"


def test_start_equal_to_end_is_24_hours_and_contiguous_days_merge() -> None:
    days = {"days": ["mon", "tue", "wed", "sat"], "start": "08:00", "end": "08:00", "tz": "Asia/Shanghai"}
    assert ask("rule", days, "start", at="2026-06-03T12:00") == "2026-06-01T08:00:00+08:00"
    assert ask("rule", days, "end", at="2026-06-01T09:00") == "2026-06-04T08:00:00+08:00"
    assert ask("rule", days, "end", at="2026-06-04T08:00") == "2026-06-07T08:00:00+08:00"
    over_sunday = days | {"days": ["sun", "mon"], "start": "00:00", "end": "24:00"}
    assert ask("rule", over_sunday, "start", at="2026-06-01T12:00") == "2026-05-31T00:00:00+08:00"
    assert ask("rule", over_sunday, "end", at="2026-06-01T12:00") == "2026-06-02T00:00:00+08:00"


def test_a_shift_without_start_and_end_says_so() -> None:
    always = NIGHT | {"days": EVERY_DAY, "start": "08:00", "end": "08:00"}
    assert ask("rule", always, "is_active", at="2026-06-01T12:00") is True
    assert refused({"rule": always, "ask": "end", "at": "2026-06-01T12:00"}) is Code.SHIFT_ENDLESS
    never = NIGHT | {"days": []}
    assert ask("rule", never, "is_active", at="2026-06-01T12:00") is False
    assert refused({"rule": never, "ask": "start", "at": "2026-06-01T12:00"}) is Code.SHIFT_ENDLESS


def test_a_rule_over_a_change_of_the_clocks_is_as_long_as_it_is() -> None:
    night = {"days": ["sat"], "start": "22:00", "end": "06:00", "tz": "America/New_York"}
    assert ask("rule", night, "end", at="2026-03-07T23:00") == "2026-03-08T06:00:00-04:00"
    in_the_gap = night | {"days": ["sun"], "start": "02:30", "end": "04:00"}
    assert ask("rule", in_the_gap, "start", at="2026-03-08T00:00") == "2026-03-08T03:00:00-04:00"
    repeated = in_the_gap | {"start": "01:30"}
    assert ask("rule", repeated, "start", at="2026-11-01T00:00") == "2026-11-01T01:30:00-04:00"


def test_a_rotation_turns_on_a_wall_clock_grid_in_both_directions() -> None:
    assert ask("rotation", DAILY, "who", at="2026-06-01T09:00") == ["an"]
    assert ask("rotation", DAILY, "who", at="2026-06-01T08:59:59") == ["chi"]
    assert ask("rotation", DAILY, "who", at="2026-06-03T10:00") == ["chi"]
    assert ask("rotation", DAILY, "start", at="2020-02-29T08:00") == "2020-02-28T09:00:00+08:00"
    assert ask("rotation", DAILY, "end", at="2020-02-29T08:00") == "2020-02-29T09:00:00+08:00"
    assert ask("rotation", DAILY | {"people": []}, "who", at="2026-06-01T09:00") == []
    weekly = DAILY | {"unit": "week", "length": 2, "tz": "Europe/Berlin"}
    assert ask("rotation", weekly, "handoffs", **{"from": "2026-10-18", "to": "2026-11-18"}) == [
        "2026-10-19T09:00:00+02:00",
        "2026-11-02T09:00:00+01:00",
        "2026-11-16T09:00:00+01:00",
    ]


def test_a_handoff_in_a_gap_happens_right_after_it_and_a_repeated_one_at_the_first() -> None:
    over_the_gap = {"from": "2020-03-08T01:00", "to": "2020-03-08T04:00"}
    assert ask("rotation", CHICAGO, "handoffs", **over_the_gap) == [
        "2020-03-08T01:30:00-06:00",
        "2020-03-08T03:00:00-05:00",
        "2020-03-08T03:30:00-05:00",
    ]
    on_the_hour = CHICAGO | {"start": "2020-03-06T02:00"}
    assert ask("rotation", on_the_hour, "handoffs", **over_the_gap) == [
        "2020-03-08T01:00:00-06:00",
        "2020-03-08T03:00:00-05:00",
        "2020-03-08T04:00:00-05:00",
    ]
    assert ask("rotation", CHICAGO, "handoffs", **{"from": "2020-11-01T01:00", "to": "2020-11-01T03:00"}) == [
        "2020-11-01T01:30:00-05:00",
        "2020-11-01T02:30:00-06:00",
    ]
    assert ask("rotation", CHICAGO, "end", at="2020-11-01T01:30:00-06:00") == "2020-11-01T02:30:00-06:00"


def test_handoffs_include_both_ends_of_the_period() -> None:
    day = {"from": "2026-06-02T09:00", "to": "2026-06-03T09:00"}
    assert ask("rotation", DAILY, "handoffs", **day) == ["2026-06-02T09:00:00+08:00", "2026-06-03T09:00:00+08:00"]
    assert ask("rotation", DAILY, "handoffs", **{"from": "2026-06-02T10:00", "to": "2026-06-02T09:00"}) == []


@pytest.mark.parametrize(
    ("start", "handoffs"),
    [
        ("2026-01-31", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ("2028-01-30", ["2028-01-30", "2028-02-29", "2028-03-30", "2028-04-30"]),
        ("2026-01-15", ["2026-01-15", "2026-02-15", "2026-03-15", "2026-04-15"]),
    ],
)
def test_month_days_29_to_31_fall_to_the_last_day(start: str, handoffs: list[str]) -> None:
    monthly = DAILY | {"unit": "month", "start": f"{start}T09:00"}
    period = {"from": f"{start[:4]}-01-01", "to": f"{start[:4]}-05-01"}
    assert ask("rotation", monthly, "handoffs", **period) == [f"{day}T09:00:00+08:00" for day in handoffs]
    assert ask("rotation", monthly, "who", at=f"{handoffs[1]}T09:00") == ["bo"]


def test_all_who_stand_in_a_rule_or_have_their_turn_are_on_call() -> None:
    assert ask("schedule", SCHEDULE, "who", at="2026-06-01T10:00") == ["an", "desk"]
    assert ask("schedule", SCHEDULE, "who", at="2026-06-01T18:00") == ["an"]
    assert ask("schedule", {"tz": "UTC"}, "who", at="2026-06-01T18:00") == []
    nightly = {"tz": "Asia/Shanghai", "rules": [{"days": ["mon"], "start": "18:00", "end": "09:00", "rotation": DAILY}]}
    assert ask("schedule", nightly, "who", at="2026-06-01T17:59") == []
    assert ask("schedule", nightly, "who", at="2026-06-02T08:00") == ["an"]


def test_shifts_are_cut_to_the_period_and_what_one_does_without_a_break_is_one() -> None:
    alone = {**SCHEDULE, "rotations": [{**DAILY, "people": ["an"]}]}
    period = {"from": "2026-06-01T12:00", "to": "2026-06-03T00:00"}
    assert ask("schedule", alone, "shifts", **period) == [
        {"person": "an", "start": "2026-06-01T12:00:00+08:00", "end": "2026-06-03T00:00:00+08:00"},
        {"person": "desk", "start": "2026-06-01T12:00:00+08:00", "end": "2026-06-01T18:00:00+08:00"},
        {"person": "desk", "start": "2026-06-02T09:00:00+08:00", "end": "2026-06-02T18:00:00+08:00"},
    ]
    assert ask("schedule", alone, "shifts", **{"from": period["to"], "to": period["from"]}) == []


@pytest.mark.parametrize(
    ("overrides", "who"),
    [
        ([{"remove": ["desk"]}], ["an"]),
        ([{"remove": "desk"}], ["an"]),
        ([{"add": ["dee", "an"]}], ["an", "dee", "desk"]),
        ([{"replace": ["desk", "dee"]}], ["an", "dee"]),
        ([{"replace": {"desk": "dee", "an": "eve", "not here": "bo"}}], ["dee", "eve"]),
        ([{"replace": ["not here", "dee"]}], ["an", "desk"]),
        ([{"replace": "dee"}], ["dee"]),
        ([{"remove": ["desk"], "replace": ["an", "bo"], "add": ["chi"]}], ["bo", "chi"]),
        ([{"replace": ["an", "bo"]}, {"replace": ["an", "chi"]}], ["chi", "desk"]),  # the later wins
        ([{"replace": ["an", "bo"]}, {"remove": ["an"]}], ["bo", "desk"]),  # replacing comes after removing
        ([{"add": ["dee"]}, {"remove": ["dee"]}], ["an", "dee", "desk"]),  # adding comes last
        ([{"add": "dee", "start": "2026-06-01T10:00:01"}], ["an", "desk"]),
        ([{"add": "dee", "end": "2026-06-01T10:00"}], ["an", "desk"]),
        ([{"add": "dee", "start": "2026-06-01T02:00Z"}], ["an", "dee", "desk"]),
    ],
)
def test_overrides_remove_then_replace_then_add(overrides: list[dict[str, object]], who: list[str]) -> None:
    whole_day = {"start": "2026-06-01", "end": "2026-06-02"}
    told = {**SCHEDULE, "overrides": [{**whole_day, **override} for override in overrides]}
    assert ask("schedule", told, "who", at="2026-06-01T10:00") == who


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ({}, Code.VALUE_NEEDED),
        ({"rule": NIGHT, "rotation": DAILY, "ask": "start", "at": "2026-06-01"}, Code.BAD_VALUE),
        ({"rule": NIGHT, "ask": "who", "at": "2026-06-01"}, Code.BAD_VALUE),
        ({"rule": NIGHT, "at": "2026-06-01"}, Code.VALUE_NEEDED),
        ({"rule": NIGHT, "ask": "start"}, Code.VALUE_NEEDED),
        ({"rule": NIGHT, "ask": ["start"], "at": "2026-06-01"}, Code.BAD_VALUE),
        ({"rule": NIGHT | {"tz": "Nowhere"}, "ask": "start", "at": "2026-06-01"}, Code.BAD_VALUE),
        ({"rule": NIGHT | {"tz": None}, "ask": "start", "at": "2026-06-01"}, Code.VALUE_NEEDED),
        ({"rule": NIGHT | {"days": ["Mon"]}, "ask": "start", "at": "2026-06-01"}, Code.BAD_VALUE),
        ({"rule": NIGHT | {"days": [["mon"]]}, "ask": "start", "at": "2026-06-01"}, Code.BAD_VALUE),
        ({"rule": NIGHT | {"end": "25:00"}, "ask": "start", "at": "2026-06-01"}, Code.BAD_VALUE),
        ({"rule": "mon", "ask": "start", "at": "2026-06-01"}, Code.BAD_VALUE),
        ({"rotation": DAILY | {"unit": "year"}, "ask": "who", "at": "2026-06-01"}, Code.BAD_VALUE),
        ({"rotation": DAILY | {"unit": {}}, "ask": "who", "at": "2026-06-01"}, Code.BAD_VALUE),
        ({"rotation": DAILY | {"length": 0}, "ask": "who", "at": "2026-06-01"}, Code.BAD_VALUE),
        ({"rotation": DAILY | {"length": True}, "ask": "who", "at": "2026-06-01"}, Code.BAD_VALUE),
        ({"rotation": DAILY | {"people": [1]}, "ask": "who", "at": "2026-06-01"}, Code.BAD_VALUE),
        ({"rotation": DAILY | {"start": "soon"}, "ask": "who", "at": "2026-06-01"}, Code.BAD_VALUE),
        ({"rotation": DAILY, "ask": "handoffs", "from": "2026-06-01"}, Code.VALUE_NEEDED),
        ({"schedule": {**SCHEDULE, "rules": [NIGHT]}, "ask": "who", "at": "2026-06-01"}, Code.VALUE_NEEDED),
        ({"schedule": {**SCHEDULE, "overrides": [{}]}, "ask": "who", "at": "2026-06-01"}, Code.VALUE_NEEDED),
        (
            {
                "schedule": {**SCHEDULE, "overrides": [{"start": "2026-06-02", "end": "2026-06-01", "add": "an"}]},
                "ask": "who",
                "at": "2026-06-01",
            },
            Code.BAD_VALUE,
        ),
        (
            {
                "schedule": {
                    **SCHEDULE,
                    "overrides": [{"start": "2026-06-01", "end": "2026-06-02", "replace": ["a", "b", "c"]}],
                },
                "ask": "who",
                "at": "2026-06-01",
            },
            Code.BAD_VALUE,
        ),
    ],
)
def test_a_question_that_cannot_be_understood_says_why(question: dict[str, object], code: Code) -> None:
    assert refused(question) is code


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ({"rotation": DAILY, "ask": "handoffs", "from": "1000-01-01", "to": "3000-01-01"}, Code.TOO_MANY),
        ({"rotation": DAILY, "ask": "who", "at": "9999-12-31"}, Code.TIME_TOO_FAR),
        ({"rotation": DAILY | {"length": 10**200}, "ask": "end", "at": "2026-06-01"}, Code.TIME_TOO_FAR),
        (
            {"rotation": DAILY | {"unit": "month", "length": 10**200}, "ask": "end", "at": "2026-06-01"},
            Code.TIME_TOO_FAR,
        ),
        ({"rule": NIGHT, "ask": "end", "at": "0001-01-01"}, Code.TIME_TOO_FAR),
        ({"schedule": SCHEDULE, "ask": "shifts", "from": "0002-01-01", "to": "9998-01-01"}, Code.TIME_TOO_FAR),
        ({"schedule": SCHEDULE, "ask": "shifts", "from": "2000-01-01", "to": "2300-01-01"}, Code.TOO_MANY),
        ({"schedule": {"tz": "UTC", "rotations": [DAILY] * 1001}, "ask": "who", "at": "2026-06-01"}, Code.TOO_MANY),
    ],
)
def test_what_would_take_too_long_is_refused(question: dict[str, object], code: Code) -> None:
    assert refused(question) is code


def test_a_turn_of_ages_is_still_somebodys() -> None:
    assert ask("rotation", DAILY | {"length": 10**200}, "who", at="2026-06-01T10:00") == ["an"]
    assert ask("rotation", DAILY | {"length": 10**200}, "who", at="2026-05-01") == ["chi"]


def test_answers_come_in_order_and_a_bad_question_hurts_no_other(shell: Shell, tmp_path: Path) -> None:
    questions = [
        {"id": 1, "ask": "is_active", "at": "2026-06-01T23:00", "rule": NIGHT},
        {"id": 2, "ask": "who", "at": "2026-06-01T23:00", "rotation": DAILY},
        {"id": 3, "ask": "who", "at": "2026-06-01T23:00"},
        "who",
        {"id": 4, "ask": "who", "at": "2026-06-01T10:00", "schedule": SCHEDULE},
    ]
    file = tmp_path / "questions.json"
    file.write_text(json.dumps({"questions": questions}), "utf-8")
    done = shell.run("oncall", "ask", str(file))
    assert (done.returncode, done.stderr) == (0, b"")
    answers = json.loads(done.stdout)["answers"]
    assert [(answer["id"], answer.get("value")) for answer in answers] == [
        (1, True),
        (2, ["an"]),
        (3, None),
        (None, None),
        (4, ["an", "desk"]),
    ]
    assert ["error" in answer for answer in answers] == [False, False, True, True, False]
    assert not shell.profile.exists()
