"""What is ruled is published in versions, by those who may."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.models.kinds import Code, PolicyKind, Role, to_micros
from console.services.tickets.commands import PublishPolicy
from tests.support.desk import Office

RULES = {"close_after_days": 3}
TARGETS = {"agreements": [{"name": "x", "when": {"tags": ["vip"]}, "targets": {"resolution": 60}}]}


def versions(office: Office, kind: PolicyKind, owner: str | None = None) -> list[object]:
    """The numbers of what was published."""
    return [row["version"] for row in office.rows("policy", "kind = ? and owner is ?", kind.value, owner)]


def test_a_version_follows_the_one_before(office: Office) -> None:
    assert versions(office, PolicyKind.RULES) == [1]
    office.do(PublishPolicy(PolicyKind.RULES, "Rules", RULES, expect=1))
    assert versions(office, PolicyKind.RULES) == [1, 2]
    assert office.code(PublishPolicy(PolicyKind.RULES, "Rules", RULES, expect=1)) is Code.CHANGED_MEANWHILE


def test_nothing_takes_effect_before_it_is_published(office: Office) -> None:
    before, after = office.clock.now() - timedelta(days=1), office.clock.now() + timedelta(days=9)
    office.do(PublishPolicy(PolicyKind.RULES, "Rules", RULES, effective=before))
    now = to_micros(office.clock.now())
    office.do(PublishPolicy(PolicyKind.RULES, "Rules", RULES, effective=after))
    *_, first, second = office.rows("policy")
    assert (first["published_at"], first["effective_at"]) == (now, now)
    assert second["effective_at"] == to_micros(after)
    assert first["author"] == office.me


@pytest.mark.parametrize(
    ("roles", "own", "everybodys"),
    [
        ((Role.AGENT,), Code.ROLE_NEEDED, Code.ROLE_NEEDED),
        ((Role.COMMANDER,), Code.ROLE_NEEDED, Code.ROLE_NEEDED),
        ((Role.LEAD,), None, Code.ROLE_NEEDED),
        ((Role.ADMIN,), None, None),
    ],
)
def test_a_lead_rules_for_their_team_an_admin_for_everybody(
    office: Office, roles: tuple[Role, ...], own: Code | None, everybodys: Code | None
) -> None:
    """SPEC 1.3."""
    other = office.found("Network")
    office.be(*roles)
    for owner, code in ((office.team, own), (None, everybodys), (other, everybodys)):
        command = PublishPolicy(PolicyKind.RULES, "Rules", RULES, owner)
        if code is None:
            office.do(command)
        else:
            assert office.code(command) is code


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        (PolicyKind.SLA, TARGETS, Code.BAD_VALUE),
        (PolicyKind.SLA, {}, Code.BAD_VALUE),
        (PolicyKind.CALENDAR, {"tz": "Nowhere"}, Code.BAD_VALUE),
        (PolicyKind.CALENDAR, {"tz": "UTC", "week": {}}, Code.NEVER_OPEN),
        (PolicyKind.SEVERITY, {"HIGH": {}}, Code.BAD_VALUE),
        (PolicyKind.RULES, {"close_after_days": -1}, Code.BAD_VALUE),
    ],
)
def test_what_cannot_be_understood_is_not_published(
    office: Office, kind: PolicyKind, body: dict[str, object], code: Code
) -> None:
    before = len(office.rows("policy"))
    assert office.code(PublishPolicy(kind, "x", body)) is code
    assert len(office.rows("policy")) == before


def test_a_teams_list_may_leave_the_rest_to_everybodys(office: Office) -> None:
    office.do(PublishPolicy(PolicyKind.SLA, "Ours", TARGETS, office.team))
    assert versions(office, PolicyKind.SLA, office.team) == [1]
    assert office.code(PublishPolicy(PolicyKind.RULES, "Rules", RULES, "nobody")) is Code.NOT_FOUND
