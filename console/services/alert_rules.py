"""The rules for alerts that are in force, as admins published them (SPEC 1.3, 7.10).

Promise: of several versions the latest that holds; one nobody can read any more lets nothing in.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from console.models.alert_rules import AlertRules, read_alert_rules
from console.models.kinds import PolicyKind, to_micros
from console.models.values import dataclass
from console.services.runbooks import refused, text_in

NAME = "Alerts"
"""Of the one list of rules."""


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The rules, the number of their version, 0 without one, and how they are written."""

    rules: AlertRules
    version: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class AlertRulesAt:
    """Ask for the rules in force."""

    now: datetime

    def answer(self, connection: sqlite3.Connection) -> RulesInForce:
        """None at all before the first was published."""
        found = connection.execute(
            "select version, body from policy where kind = ? and name = ? and owner is null and dead = 0"
            " and effective_at <= ? order by version desc, id limit 1",
            (PolicyKind.ALERTS, NAME, to_micros(self.now)),
        ).fetchone()
        if found is None:
            return RulesInForce(AlertRules())
        version, text = int(found[0]), text_in(json.loads(found[1]))
        return RulesInForce(read_alert_rules(text)[0], version, text)


def alert_rules_of(body: object) -> AlertRules:
    """The rules of a policy's body, `{"text": ...}`; raises Refused RUNBOOK_WRONG with the first fault."""
    rules, wrong = read_alert_rules(text_in(body))
    if wrong:
        raise refused(wrong)
    return rules
