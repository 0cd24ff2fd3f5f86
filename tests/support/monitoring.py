"""Alerts as monitoring sends them, and rules for them as an admin publishes them.

Promise: bodies have the form Alertmanager's webhook, its API v2 and PagerDuty's Events v2 have.
"""

from __future__ import annotations

from datetime import datetime

from console.models.alert_bodies import fingerprint
from console.models.kinds import PolicyKind
from console.services.alert_rules import NAME
from console.services.tickets.commands import PublishPolicy

Json = dict[str, object]
RULES = """
[rules.identity]
when = { team = "identity" }
category = "AUTHENTICATION_FAILURE"
group = ["cluster"]
"""


def publishing(text: str) -> PublishPolicy:
    """The command by which an admin publishes rules."""
    return PublishPolicy(PolicyKind.ALERTS, NAME, {"text": text})


def alert(name: str, began: datetime, ended: datetime | None = None, **labels: str) -> Json:
    """One alert of a webhook; its labels say it is of the team of identity unless they say another."""
    named = {"alertname": name, "team": "identity", "severity": "critical", "cluster": "a"} | labels
    return {
        "status": "firing" if ended is None else "resolved",
        "labels": named,
        "annotations": {"summary": f"{name} is down", "description": "Every token is rejected."},
        "startsAt": began.isoformat(),
        "endsAt": "0001-01-01T00:00:00Z" if ended is None else ended.isoformat(),
        "generatorURL": "http://prometheus:9090/graph",
        "fingerprint": fingerprint(named),
    }


def webhook(*alerts: Json, truncated: int = 0) -> Json:
    """A body of the webhook."""
    return {"version": "4", "groupKey": "{}:{}", "truncatedAlerts": truncated, "alerts": list(alerts)}


def event(action: str, key: str, **payload: str) -> Json:
    """An event of PagerDuty's Events v2."""
    told = {"summary": "Sign-in is slow", "source": "idp", "severity": "warning"} | payload
    return {"event_action": action, "dedup_key": key, "routing_key": "r", "payload": told}
