"""A desk has agreements and hours from its first start, also one of before there were any."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from console.models.agreements import agreements_of
from console.models.groups import groups_of
from console.models.hours import hours_of
from console.models.kinds import PolicyKind, to_micros
from console.models.rota import people_of, rota_of
from console.models.rulings import Rules, rules_of, severities_of
from console.services.first_policies import first_hours, rule_first
from tests.support.desk import Office

READ: dict[PolicyKind, Callable[[object], object]] = {
    PolicyKind.SLA: agreements_of,
    PolicyKind.CALENDAR: hours_of,
    PolicyKind.SEVERITY: severities_of,
    PolicyKind.RULES: rules_of,
    PolicyKind.ROTA: rota_of,
    PolicyKind.GROUPS: groups_of,
}
"""Kinds that are ruled from the first start; runbooks ship, and may reach nothing before an admin says what."""


def never() -> str:
    raise AssertionError("the zone is asked for only where something is to be ruled")


def test_the_first_start_rules_what_is_needed(office: Office) -> None:
    """SPEC 1.5, 4.2."""
    rows = office.rows("policy")
    assert {row["kind"] for row in rows} == {kind.value for kind in READ}
    for row in rows:
        READ[PolicyKind(str(row["kind"]))](json.loads(str(row["body"])))
        owner = office.team if row["kind"] == PolicyKind.ROTA else None
        assert (row["version"], row["owner"], row["author"]) == (1, owner, office.me)


def test_the_first_rota_is_of_the_person_who_starts(office: Office) -> None:
    """SPEC 1.5; their weeks begin on Mondays at nine, and there is no gap before the first."""
    (row,) = office.rows("policy", "kind = 'ROTA'")
    rota = rota_of(json.loads(str(row["body"])))
    now = to_micros(office.clock.now())
    assert people_of(rota) == {office.me}
    assert rota.who(now - 10**15) == rota.who(now) == (office.me,)
    assert rota.rotations[0].start.isoformat() == "2026-02-23T09:00:00"


def test_the_first_hours_know_the_holidays_of_their_country() -> None:
    """SPEC 1.5; a make-up day is worked, a zone of no country has none."""
    hours = hours_of(first_hours("Asia/Shanghai", 2026))
    assert hours.spans(date(2026, 10, 1)) == ()
    assert hours.spans(date(2026, 2, 14)) == hours.spans(date(2026, 2, 13)) != ()
    assert {day.year for day in hours.holidays} == set(range(2016, 2029))
    assert not hours_of(first_hours("UTC", 2026)).holidays


def test_it_happens_once(office: Office) -> None:
    rule_first(office.store, office.clock.now(), never)
    assert len(office.rows("policy")) == len(READ)


def test_a_desk_of_before_gets_them_with_its_clocks(office: Office) -> None:
    ticket = office.ticket()
    with office.store.bulk() as connection:
        connection.execute("delete from policy")
        connection.execute("update listing set clock = 0, due = 0")
    rule_first(office.store, office.clock.now(), lambda: "Asia/Shanghai")
    bodies = [json.loads(str(row["body"])) for row in office.rows("policy", "kind = 'CALENDAR'")]
    assert [body["tz"] for body in bodies] == ["Asia/Shanghai"]
    assert [rules_of(json.loads(str(row["body"]))) for row in office.rows("policy", "kind = 'RULES'")] == [Rules()]
    (listed,) = office.rows("listing", "ticket = ?", ticket)
    assert listed["clock"] == 1
