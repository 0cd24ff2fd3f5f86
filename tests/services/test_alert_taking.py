"""Alerts become incidents once, join, end, come back and stay out (SPEC 7.3, 7.6, 7.9, 7.10)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.models.alert_rules import AlertRules, read_alert_rules
from console.models.incident_kinds import EntryKind, IncidentStatus
from console.models.kinds import Category, Role, Severity
from console.services.alert_taking import TAKEN, AlertTaking
from console.services.incidents.commands import MergeIncident, MoveIncident
from console.services.incidents.queries import IncidentRow, Incidents, OpenIncident, Timeline
from console.services.response_rows import OpenResponse
from tests.support.desk import Office
from tests.support.monitoring import RULES, Json, alert, event, webhook

MINUTE = timedelta(minutes=1)
S = IncidentStatus


class Monitoring:
    """An office that takes alerts in, a second apart."""

    def __init__(self, office: Office, text: str = RULES) -> None:
        self.office = office
        self.rules: AlertRules = read_alert_rules(text)[0]
        on = office.services
        self.taking = AlertTaking(on.store, on.desk, on.clock, on.bus, numbers=True)

    def take(self, body: object, source: str = "", *, whole: bool = False) -> int:
        """Take a body in."""
        self.office.clock.advance()
        return self.taking.take(body, self.rules, source, whole=whole)

    @property
    def incidents(self) -> tuple[IncidentRow, ...]:
        """All there are, the newest first."""
        return self.office.ask(Incidents())

    def told(self, incident: str) -> list[str]:
        """What its timeline tells of alerts and moves."""
        kinds = (EntryKind.ALERT, EntryKind.STATUS)
        return [entry.text for entry in self.office.ask(Timeline(incident)) if entry.kind in kinds]


@pytest.fixture
def monitoring(office: Office) -> Monitoring:
    return Monitoring(office)


def down(monitoring: Monitoring, **labels: str) -> Json:
    return alert("Login", monitoring.office.clock.now() - MINUTE, None, **labels)


def test_an_alert_declares_one_incident_whole_and_a_repeat_writes_nothing(monitoring: Monitoring) -> None:
    office, body = monitoring.office, webhook(down(monitoring), truncated=2)
    assert monitoring.take(body) == 1
    (made,) = monitoring.incidents
    assert (made.title, made.category) == ("Login is down", Category.AUTHENTICATION_FAILURE)
    assert (made.severity, made.business_impact, made.status) == (Severity.HIGH, Severity.HIGH, S.REPORTED)
    assert (made.acknowledged_at, made.handler_id) == (None, office.me)
    assert (made.impact_began_at, made.detected_at) == (office.clock.now() - timedelta(seconds=61), office.clock.now())
    assert "cluster = a" in made.description
    assert office.ask(OpenResponse(made.id)) is not None
    assert monitoring.told(made.id) == ["FIRING HIGH: Login is down · (truncatedAlerts: 2)"]
    (entry,) = office.rows("timeline_entry", "kind = 'ALERT'")
    assert entry["evidence"] == "http://prometheus:9090/graph"
    assert [row["what"] for row in office.rows("_op")] == [TAKEN]
    polled = [down(monitoring) | {"status": {"state": "active", "silencedBy": [], "inhibitedBy": []}}]
    assert [monitoring.take(body), monitoring.take(polled)] == [0, 0]
    assert len(office.rows("_op")) == 1
    assert len(monitoring.incidents) == 1


def test_alerts_of_one_group_are_one_incident_and_of_another_are_another(monitoring: Monitoring) -> None:
    now = monitoring.office.clock.now()
    monitoring.take(webhook(*(alert(f"Check {n}", now) for n in range(5))))
    monitoring.take(webhook(alert("Later", now), alert("Elsewhere", now, cluster="b")))
    second, first = monitoring.incidents
    assert monitoring.told(first.id) == [
        "FIRING HIGH: Check 0 is down · Check 1 is down · Check 2 is down · +2",
        "FIRING HIGH: Later is down",
    ]
    assert monitoring.told(second.id) == ["FIRING HIGH: Elsewhere is down"]


def test_what_no_rule_names_or_is_suppressed_declares_nothing(monitoring: Monitoring) -> None:
    office, body = monitoring.office, down(monitoring)
    for status in ({"state": "suppressed", "silencedBy": ["s"]}, {"state": "suppressed", "inhibitedBy": ["i"]}):
        monitoring.take([body | {"status": status}])
    monitoring.take(webhook(alert("Wiki", office.clock.now(), team="wiki"), {"labels": 3}))
    monitoring.take(webhook(alert("Login", office.clock.now(), office.clock.now())))
    assert office.rows("_op") == []


def test_an_alert_of_a_strange_sender_is_taken_in_with_all_others(monitoring: Monitoring) -> None:
    now = monitoring.office.clock.now()
    strange = alert("Login", now, None, cluster="\ud800\0", **{f"label{n}": "x" * 190 for n in range(1100)})
    notes = {"summary": " \u200b", "description": "\0\ud800"}
    assert monitoring.take(webhook(strange | {"annotations": notes}, down(monitoring))) == 2
    assert {one.title for one in monitoring.incidents} == {"Login", "Login is down"}


def test_a_body_may_tell_of_one_alert_several_times(monitoring: Monitoring) -> None:
    office, began = monitoring.office, monitoring.office.clock.now() - MINUTE
    over = alert("Login", began, began + MINUTE)
    graver = alert("Login", began) | {"annotations": {"summary": "Login is lost"}}
    assert monitoring.take(webhook(alert("Login", began), graver, over)) == 1
    (row,) = office.rows("incident_alert")
    assert (row["title"], row["state"]) == ("Login is lost", "RESOLVED")
    office.clock.advance(20 * MINUTE)
    again = alert("Login", began + 15 * MINUTE)
    assert monitoring.take(webhook(again, again, over, again)) == 1
    assert sorted(str(row["state"]) for row in office.rows("incident_alert")) == ["FIRING", "RESOLVED"]


def test_an_incident_of_a_rule_is_never_graver_than_it_says(office: Office) -> None:
    monitoring = Monitoring(office, RULES + 'most = "MEDIUM"\n')
    monitoring.take(webhook(down(monitoring)))
    assert monitoring.incidents[0].severity is Severity.MEDIUM
    (row,) = office.rows("incident_alert")
    assert row["severity"] == "HIGH"


def test_an_end_is_noted_and_soon_after_it_the_incident_comes_back(monitoring: Monitoring) -> None:
    """SPEC 7.10: firing again within ten minutes reopens, later is new."""
    office, began = monitoring.office, monitoring.office.clock.now() - MINUTE
    monitoring.take(webhook(alert("Login", began)))
    (made,) = monitoring.incidents
    ended = office.clock.now()
    monitoring.take(webhook(alert("Login", began, ended)))
    assert monitoring.told(made.id)[1:] == ["RESOLVED: Login is down"]
    assert office.ask(OpenIncident(made.id)).status is S.REPORTED
    office.do(MoveIncident(made.id, S.RESOLVED))
    monitoring.take(webhook(alert("Login", ended + 9 * MINUTE)))
    assert office.ask(OpenIncident(made.id)).status is S.INVESTIGATING
    assert set(monitoring.told(made.id)[2:]) == {
        *("RESOLVED", "INVESTIGATING: Login is down", "FIRING HIGH: Login is down")
    }
    office.do(MoveIncident(made.id, S.RESOLVED))
    office.clock.advance(20 * MINUTE)
    last = office.clock.now()
    monitoring.take(webhook(alert("Login", ended + 9 * MINUTE, last)))
    office.clock.advance(11 * MINUTE)
    monitoring.take(webhook(alert("Login", last + 11 * MINUTE)))
    assert len(monitoring.incidents) == 2
    assert [row["state"] for row in office.rows("incident_alert")].count("FIRING") == 1


def test_what_fires_goes_to_the_incident_that_goes_on_for_a_duplicate(monitoring: Monitoring) -> None:
    office = monitoring.office
    monitoring.take(webhook(down(monitoring)))
    monitoring.take(webhook(down(monitoring, cluster="b")))
    second, first = monitoring.incidents
    office.do(MergeIncident(second.id, first.id, "the same"))
    monitoring.take(webhook(alert("Other", office.clock.now(), cluster="b")))
    assert len(monitoring.incidents) == 2
    assert "FIRING HIGH: Other is down" in monitoring.told(first.id)


def test_an_alert_that_is_not_in_a_whole_answer_any_more_has_ended(monitoring: Monitoring) -> None:
    body = down(monitoring) | {"status": {"state": "active"}}
    other = alert("Pushed", monitoring.office.clock.now())
    monitoring.take([body], "main", whole=True)
    monitoring.take(webhook(other))
    monitoring.take([], "main", whole=True)
    states = {row["title"]: row["state"] for row in monitoring.office.rows("incident_alert")}
    assert states == {"Login is down": "RESOLVED", "Pushed is down": "FIRING"}
    assert monitoring.take([], "main", whole=True) == 0
    monitoring.take([body], "main", whole=True)
    assert [row["state"] for row in monitoring.office.rows("incident_alert", "source = 'main'")] == ["FIRING"]


def test_an_event_of_pagerduty_opens_is_acknowledged_and_ends(office: Office) -> None:
    monitoring = Monitoring(office, '[rules.idp]\nwhen = { source = "idp" }\n')
    monitoring.take(event("trigger", "k1"))
    monitoring.take(event("acknowledge", "k1"))
    monitoring.take(event("acknowledge", "k1"))
    monitoring.take(event("trigger", "k1", severity="critical"))
    monitoring.take(event("resolve", "k1"))
    monitoring.take(event("resolve", "k2"))
    (made,) = monitoring.incidents
    assert (made.severity, made.acknowledged_at) == (Severity.MEDIUM, None)
    assert monitoring.told(made.id) == [
        "FIRING MEDIUM: Sign-in is slow",
        "ACKNOWLEDGED: Sign-in is slow",
        "ACKNOWLEDGED HIGH: Sign-in is slow",
        "RESOLVED: Sign-in is slow",
    ]


def test_the_service_account_reopens_what_fires_again_and_moves_nothing_else(monitoring: Monitoring) -> None:
    """SPEC 1.3."""
    office = monitoring.office
    monitoring.take(webhook(down(monitoring)))
    (made,) = monitoring.incidents
    office.do(MoveIncident(made.id, S.RESOLVED))
    office.be(Role.WORKER)
    assert office.code(MoveIncident(made.id, S.CLOSED)).name == "ROLE_NEEDED"
    now = office.clock.now()
    monitoring.take(webhook(alert("Login", now - MINUTE, now)))
    monitoring.take(webhook(alert("Login", now)))
    assert office.ask(OpenIncident(made.id)).status is S.INVESTIGATING


def test_what_another_worker_was_faster_with_is_let_go(monitoring: Monitoring) -> None:
    office = monitoring.office
    monitoring.take(webhook(down(monitoring)))
    office.do(MoveIncident(monitoring.incidents[0].id, S.ACKNOWLEDGED))
    office.execute("update _op set state = 'refused', code = '23505', message = 'incident_alert'")
    assert monitoring.taking.settle() == 1
    assert [row["what"] for row in office.rows("_op")] == ["MoveIncident"]
