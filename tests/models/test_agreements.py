"""Agreements are read whole or refused with the place."""

from __future__ import annotations

import pytest

from console.models.agreements import ALWAYS, TEAM, Step, Told, Traits, agreements_of, default_agreements
from console.models.kinds import ClockKind, Code, Refused

MAIL = Traits("LOGIN_PROBLEM", "HIGH", "desk", "EMAIL", frozenset({"vip"}))


def agreed(**agreement: object) -> dict[str, object]:
    return {"agreements": [{"name": "x", "targets": {"resolution": 60}, **agreement}]}


@pytest.mark.parametrize(
    ("priority", "hours", "calendar"),
    [("CRITICAL", (1, 4), ALWAYS), ("HIGH", (4, 24), TEAM), ("MEDIUM", (24, 72), TEAM), ("LOW", (48, 168), TEAM)],
)
def test_the_defaults_are_those_of_the_specification(priority: str, hours: tuple[int, int], calendar: str) -> None:
    """SPEC 4.2."""
    every = agreements_of(default_agreements())
    found = next(one for one in every if one.matches(MAIL._replace(priority=priority)))
    reply, end = (hour * 3600 for hour in hours)
    assert found.targets == {
        ClockKind.FIRST_RESPONSE: reply,
        ClockKind.NEXT_RESPONSE: reply,
        ClockKind.RESOLUTION: end,
    }
    assert (found.calendar, found.thresholds) == (calendar, (50, 75, 90))
    assert [step.who for step in found.steps] == [Told.ASSIGNEE, Told.LEAD, Told.ON_CALL]
    assert every[-1].matches_all()


@pytest.mark.parametrize(
    ("when", "matches"),
    [
        ({}, True),
        ({"types": ["LOGIN_PROBLEM"]}, True),
        ({"types": ["FEATURE_REQUEST"]}, False),
        ({"priorities": ["LOW", "HIGH"]}, True),
        ({"priorities": ["LOW"]}, False),
        ({"teams": ["desk"], "channels": ["EMAIL"]}, True),
        ({"teams": ["night"], "channels": ["EMAIL"]}, False),
        ({"channels": ["PHONE"]}, False),
        ({"tags": ["vip", "board"]}, True),
        ({"tags": ["board"]}, False),
    ],
)
def test_every_condition_must_hold(when: dict[str, object], matches: bool) -> None:
    (one,) = agreements_of(agreed(when=when), whole=False)
    assert one.matches(MAIL) is matches


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (None, "policy"),
        ({}, "agreements"),
        ({"agreements": []}, "agreements"),
        ({"agreements": ["x"]}, "agreements.1"),
        (agreed(when={"tags": ["vip"]}), "agreements"),
        (agreed(name=" "), "agreements.1.name"),
        (agreed(name=7), "agreements.1.name"),
        (agreed(other=1), "agreements.1"),
        (agreed(when={"priorities": ["URGENT"]}), "agreements.1.when.priorities"),
        (agreed(when={"who": []}), "agreements.1.when"),
        (agreed(targets=None), "agreements.1.targets"),
        (agreed(targets={"review": 5}), "agreements.1.targets"),
        (agreed(targets={"resolution": 0}), "agreements.1.targets.resolution"),
        (agreed(targets={"resolution": True}), "agreements.1.targets.resolution"),
        (agreed(targets={"resolution": 1.5}), "agreements.1.targets.resolution"),
        (agreed(targets={"resolution": 10**12}), "agreements.1.targets.resolution"),
        (agreed(thresholds=[100]), "agreements.1.thresholds"),
        (agreed(escalation=[{"tell": "boss"}]), "agreements.1.escalation.tell"),
        (agreed(escalation=[{"tell": "lead", "after": -1}]), "agreements.1.escalation.after"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_place(body: object, place: str) -> None:
    with pytest.raises(Refused) as refusal:
        agreements_of(body)
    assert refusal.value.code is Code.BAD_VALUE
    assert refusal.value.params["place"] == place


def test_a_target_of_nothing_does_not_apply_and_thresholds_stand_in_order() -> None:
    body = agreed(
        targets={"resolution": 60, "first_response": None}, thresholds=[90, 50, 50], escalation=[{"tell": "lead"}]
    )
    (one,) = agreements_of(body)
    assert (one.targets, one.thresholds, one.steps) == ({ClockKind.RESOLUTION: 60}, (50, 90), (Step(Told.LEAD, 0),))
