"""Rules for alerts as admins write them: what they let in, how they group, and what is wrong with others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.models.alert_rules import AlertRules, read_alert_rules
from console.models.kinds import Category, Severity
from console.models.reading_tables import Wrong

TEXT = """
listen = "[::1]:9099"
[sources.main]
target = "alertmanager"
every = 30
[rules.identity]
when = { team = "identity", severity = ["critical", "warning"] }
category = "AUTHENTICATION_FAILURE"
most = "HIGH"
group = ["alertname", "cluster"]
[rules.rest]
when = { severity = "critical" }
[heartbeats.watchdog]
when = { alertname = "Watchdog" }
within = 3
"""


def rules(text: str = TEXT) -> AlertRules:
    made, wrong = read_alert_rules(text)
    assert wrong == ()
    return made


def test_what_is_written_is_read() -> None:
    made = rules()
    assert made.listen == ("::1", 9099)
    assert [(source.name, source.target, source.every) for source in made.sources] == [("main", "alertmanager", 30)]
    first, second = made.rules
    assert (first.category, first.most) == (Category.AUTHENTICATION_FAILURE, Severity.HIGH)
    assert (second.category, second.most, second.group) == (None, None, ("alertname",))
    assert [(beat.name, beat.within) for beat in made.heartbeats] == [("watchdog", timedelta(minutes=3))]
    assert rules("") == AlertRules()


def test_the_first_rule_that_fits_takes_an_alert_and_others_declare_nothing() -> None:
    made = rules()
    found = [
        made.rule_for(labels)
        for labels in (
            {"team": "identity", "severity": "warning"},
            {"team": "wiki", "severity": "critical"},
            {"team": "identity", "severity": "info"},
            {},
        )
    ]
    assert [rule and rule.name for rule in found] == ["identity", "rest", None, None]
    assert made.heard({"alertname": "Watchdog"}) == ("watchdog",)
    assert made.heard({"alertname": "Down"}) == ()


def test_alerts_belong_together_by_the_labels_a_rule_names() -> None:
    rule = rules().rules[0]
    assert rule.grouped({"alertname": "Down", "cluster": "a", "pod": "1"}, "k") == "identity: alertname=Down, cluster=a"
    assert rule.grouped({"alertname": "Down"}, "k") == "identity: alertname=Down"
    assert rule.grouped({"pod": "1"}, "k") == "identity: k"


@pytest.mark.parametrize(
    ("text", "wrong", "key"),
    [
        ("listen = 'everywhere:80'", Wrong.BAD_VALUE, "listen"),
        ("listen = '127.0.0.1:0'", Wrong.BAD_VALUE, "listen"),
        ("[rules.all]\nwhen = {}", Wrong.MISSING, "rules.all.when"),
        ("[rules.all]\nmost = 'HIGH'", Wrong.MISSING, "rules.all.when"),
        ("[rules.all]\nwhen = { a = 'b' }\nmost = 'HUGE'", Wrong.BAD_VALUE, "rules.all.most"),
        ("[sources.main]\ntarget = 'x'\nevery = 0", Wrong.OUT_OF_RANGE, "sources.main.every"),
        ("[heartbeats.w]\nwhen = { a = 'b' }\nfor = 1", Wrong.UNKNOWN_KEY, "heartbeats.w.for"),
        ("nonsense = 1", Wrong.UNKNOWN_KEY, "nonsense"),
        ("[", Wrong.NOT_TOML, ""),
        ("#" * 2_000_000, Wrong.TOO_LARGE, ""),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_let_in(text: str, wrong: Wrong, key: str) -> None:
    made, faults = read_alert_rules(text)
    assert made == AlertRules()
    assert [(fault.wrong, fault.key) for fault in faults] == [(wrong, key)]
