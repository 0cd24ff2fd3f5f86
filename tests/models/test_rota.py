"""A rota changes with its versions, and those who are away are stood in for (SPEC 1.1, 7.11)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.kinds import Code, Refused
from console.models.on_call import Schedule, Shift, coverage
from console.models.rota import Absence, Rota, people_of, rota_of, stands_in
from console.models.wall import instant_of, zone_named

HOUR = 3_600_000_000
ZONE = zone_named("Europe/Berlin")


def schedule(*people: str) -> Schedule:
    turns = {"unit": "day", "length": 1, "start": "2026-03-02T09:00", "people": list(people)}
    return rota_of({"tz": "Europe/Berlin", "rotations": [turns]})


def at(text: str) -> int:
    return instant_of(text, "at", ZONE)


def test_a_version_holds_from_its_instant_on_and_the_first_also_before() -> None:
    rota = Rota([(at("2026-03-02T00:00"), schedule("ann")), (at("2026-03-03T12:00"), schedule("bo"))])
    assert rota.who(at("2026-01-01T00:00"), {}) == ("ann",)
    shifts = rota.shifts(at("2026-03-02T10:00"), at("2026-03-05T10:00"), {}, 0)
    change = at("2026-03-03T12:00")
    assert shifts == (Shift("ann", at("2026-03-02T10:00"), change), Shift("bo", change, at("2026-03-05T10:00")))


def test_who_is_away_is_stood_in_for_from_now_until_they_are_back() -> None:
    """The past stays as it was; without a substitute there is a gap, and a substitute's substitute counts."""
    rota = Rota([(0, schedule("ann"))])
    first, now, back, last = (at(f"2026-03-0{day}T10:00") for day in (2, 3, 4, 5))
    shifts = rota.shifts(first, last, {"ann": Absence(back, "bo"), "bo": Absence(None, "cy")}, now)
    assert shifts == (Shift("ann", first, now), Shift("cy", now, back), Shift("ann", back, last))
    alone = rota.shifts(first, last, {"ann": Absence(back, None)}, now)
    assert coverage(alone, first, last).gaps == ((now, back),)
    assert rota.who(now, {"ann": Absence(back, None)}) == ()


def test_two_who_stand_in_for_each_other_leave_nobody() -> None:
    assert stands_in("ann", 0, {"ann": Absence(None, "bo"), "bo": Absence(None, "ann")}) is None


def test_a_substitute_who_is_on_call_anyway_does_one_shift() -> None:
    rota = Rota([(0, rota_of({"tz": "UTC", "rules": [rule("ann"), rule("bo")]}))])
    day = at("2026-03-02T00:00")
    assert rota.shifts(day, day + HOUR, {"ann": Absence(None, "bo")}, 0) == (Shift("bo", day, day + HOUR),)


def rule(person: str) -> dict[str, object]:
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    return {"days": days, "start": "00:00", "end": "24:00", "person": person}


def test_all_people_of_a_schedule_are_known() -> None:
    override = {"start": "2026-03-02T09:00", "end": "2026-03-02T10:00", "add": ["d"], "replace": {"a": "e"}}
    body = {"tz": "UTC", "rules": [rule("a")], "overrides": [override, override | {"replace": ["f"], "remove": ["g"]}]}
    assert people_of(rota_of(body)) == set("adefg")


def test_a_rota_without_any_turn_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        rota_of({"tz": "UTC"})
    assert refused.value.code is Code.VALUE_NEEDED


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 20), st.integers(1, 5)), max_size=8))
def test_gaps_double_covers_and_single_covers_make_the_whole(pieces: list[tuple[str, int, int]]) -> None:
    """Whoever stands twice in one stretch stands once after shifts of one person are made one."""
    hours = {(person, hour) for person, start, length in pieces for hour in range(start, start + length)}
    shifts = [Shift(person, hour, hour + 1) for person, hour in sorted(hours)]
    cover = coverage(shifts, 0, 30)
    for hour in range(30):
        standing = sum((person, hour) in hours for person in "ab")
        assert any(start <= hour < end for start, end in cover.gaps) == (standing == 0)
        assert any(start <= hour < end for start, end in cover.doubled) == (standing == 2)
