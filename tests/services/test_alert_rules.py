"""The rules in force are the newest an admin published; what cannot be read is none."""

from __future__ import annotations

from console.models.kinds import Code, Role
from console.services.alert_rules import AlertRulesAt
from tests.support.desk import Office
from tests.support.monitoring import RULES, publishing


def test_the_newest_version_holds_and_what_is_wrong_is_not_published(office: Office) -> None:
    assert office.ask(AlertRulesAt(office.clock.now())).version == 0
    office.do(publishing(RULES))
    office.do(publishing(RULES.replace("identity]", "login]")))
    found = office.ask(AlertRulesAt(office.clock.now()))
    assert (found.version, [rule.name for rule in found.rules.rules]) == (2, ["login"])
    assert office.code(publishing("[rules.all]\nwhen = {}")) is Code.RUNBOOK_WRONG
    office.be(Role.LEAD)
    assert office.code(publishing(RULES)) is Code.ROLE_NEEDED
