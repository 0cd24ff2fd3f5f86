"""Which version of what holds when, and for whom."""

from __future__ import annotations

import pytest

from console.models.agreements import Traits
from console.models.catalogue import Catalogue, Version
from console.models.kinds import PolicyKind, Severity
from console.models.rulings import Rules
from tests.models.clocking import HOURS, SLA, agreed, agreement, hours, micros, version, week

HIGH = Traits("LOGIN_PROBLEM", "HIGH", "desk", "EMAIL")
LATE = micros("31 00:00")


def target(ruled: Catalogue, when: str, traits: Traits = HIGH) -> tuple[str, int]:
    basis = ruled.match(traits, micros(when))
    return basis.agreement.name, basis.version


def test_a_version_holds_from_its_instant_and_the_first_one_also_before() -> None:
    ruled = Catalogue(
        (version(SLA, 2, agreed(agreement(2)), "03 00:00"), version(SLA, 1, agreed(agreement(1)), "02 00:00"))
    )
    assert target(ruled, "01 00:00") == ("1 hours", 1)
    assert target(ruled, "02 23:59") == ("1 hours", 1)
    assert target(ruled, "03 00:00") == ("2 hours", 2)


def test_a_version_nobody_understands_is_passed_over() -> None:
    ruled = Catalogue((version(SLA, 1, agreed(agreement(1))), version(SLA, 2, {"agreements": "all"}, "03 00:00")))
    assert target(ruled, "04 00:00") == ("1 hours", 1)
    spoilt = Catalogue((version(SLA, 1, 7), version(HOURS, 1, None)))
    assert target(spoilt, "04 00:00") == ("High", 0)
    assert spoilt.timetable(spoilt.match(HIGH, LATE), LATE).version_at(LATE) == 0


def test_before_anything_is_ruled_the_defaults_hold() -> None:
    ruled = Catalogue((), "Asia/Shanghai")
    assert target(ruled, "02 00:00") == ("High", 0)
    calendar = ruled.timetable(ruled.match(HIGH, LATE), LATE).calendar
    assert [calendar.is_open(micros(when)) for when in ("02 09:00", "02 12:30", "02 17:59", "07 10:00")] == [
        *(True, False, True, False)
    ]
    assert ruled.rules(LATE) == Rules()
    assert ruled.severities(LATE)[Severity.CRITICAL].update == 30


@pytest.mark.parametrize(
    ("team", "wanted", "opens"),
    [("desk", "one", "02 09:00"), ("night", "one", "02 20:00"), ("both", "early", "02 05:00")],
)
def test_a_teams_own_hours_go_before_everybodys(team: str, wanted: str, opens: str) -> None:
    ruled = Catalogue(
        (
            version(HOURS, 1, hours()),
            version(HOURS, 1, hours(week=week(("20:00", "23:00"))), owner="night"),
            version(HOURS, 1, hours(week=week(("20:00", "23:00"))), owner="both"),
            Version(HOURS, "both", "early", 1, 0, 0, hours(week=week(("05:00", "08:00")))),
        )
    )
    timetable = ruled.timetable(ruled.match(HIGH._replace(team=team), LATE), LATE)
    assert (timetable.name, timetable.calendar.next_open(micros("02 00:00"))) == (wanted, micros(opens))


def test_an_agreement_may_name_its_calendar() -> None:
    named = Version(HOURS, None, "early", 1, 0, 0, hours(week=week(("05:00", "08:00"))))
    ruled = Catalogue((version(HOURS, 1, hours()), named, version(SLA, 1, agreed(agreement(1, calendar="early")))))
    assert ruled.timetable(ruled.match(HIGH, LATE), LATE).name == "early"


def test_hours_hold_from_the_local_date_and_what_is_not_published_is_not_known() -> None:
    ruled = Catalogue(
        (version(HOURS, 1, hours()), version(HOURS, 2, hours(week=week(("10:00", "16:00"))), "03 15:00", "03 14:00"))
    )
    basis = ruled.match(HIGH, LATE)
    new, old = ruled.timetable(basis, LATE), ruled.timetable(basis, micros("03 13:59"))
    assert (new.version_at(micros("02 23:59")), new.version_at(micros("03 00:00"))) == (1, 2)
    assert new.calendar.next_open(micros("03 00:00")) == micros("03 10:00")
    assert old.calendar.next_open(micros("03 00:00")) == micros("03 09:00")
    assert ruled.timetable(basis, LATE) is new, "made once"


def test_two_versions_of_one_date_are_the_later_one() -> None:
    ruled = Catalogue(
        (
            version(HOURS, 1, hours()),
            version(HOURS, 2, hours(week=week(("10:00", "16:00"))), "03 08:00"),
            version(HOURS, 3, hours(week=week(("11:00", "16:00"))), "03 09:00"),
        )
    )
    calendar = ruled.timetable(ruled.match(HIGH, LATE), LATE).calendar
    assert calendar.next_open(micros("03 00:00")) == micros("03 11:00")


def test_rules_and_severities_have_versions_too() -> None:
    ruled = Catalogue(
        (
            version(PolicyKind.RULES, 1, {"close_after_days": 3}, "02 00:00"),
            version(PolicyKind.RULES, 2, {"close_after_days": 5}, "03 00:00"),
            version(PolicyKind.SEVERITY, 1, {"CRITICAL": {}}),
        )
    )
    assert [ruled.rules(micros(when)).close_after_days for when in ("02 12:00", "03 12:00")] == [3, 5]
    assert ruled.severities(LATE)[Severity.LOW].resolve == 4320, "what nobody understands does not hold"


def test_instants_between_two_versions_are_matched_alike() -> None:
    ruled = Catalogue(
        (version(SLA, 1, agreed(agreement(1)), "02 00:00"), version(SLA, 2, agreed(agreement(2)), "03 00:00"))
    )
    assert ruled.era(micros("02 01:00")) == ruled.era(micros("02 23:00")) != ruled.era(micros("03 00:00"))
