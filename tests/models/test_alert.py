"""The id by which whoever takes an alert in comes to write the same row."""

from __future__ import annotations

from console.models.alert import alert_id


def test_an_alert_is_known_by_group_key_and_start() -> None:
    first = alert_id("identity: alertname=Down", "f1", "1")
    assert first == alert_id("identity: alertname=Down", "f1", "1")
    others = {alert_id("other", "f1", "1"), alert_id("identity: alertname=Down", "f2", "1")}
    assert first not in others | {alert_id("identity: alertname=Down", "f1", "2")}
    assert len(others) == 2
