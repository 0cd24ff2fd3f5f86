"""What monitoring sends is read as its makers specify it, and what cannot be read names its fault."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from console.models.alert_bodies import LONGEST_TITLE, Alert, Fault, State, Wrong, fingerprint, one_line, read

FIRING = {"status": "firing", "labels": {"alertname": "A"}, "startsAt": "2026-03-02T09:00:00.123456789+08:00"}
TRIGGER = {"event_action": "trigger", "payload": {"summary": "s", "source": "x", "severity": "info"}}


def only(body: object) -> Alert | Fault:
    (found,) = read(body).alerts
    return found


def test_the_key_of_labels_is_alertmanagers_own() -> None:
    """The two figures come from an Alertmanager 0.25."""
    labels = {"cluster": "lab", "instance": "127.0.0.1:18443", "job": "login", "region": "cn-north"}
    named = {"alertname": "LoginEndpointDown", "severity": "critical", "team": "identity"}
    assert fingerprint(labels | named) == "7393ae3900023d3b"
    assert fingerprint({}) == "cbf29ce484222325"


def test_an_alert_without_a_key_gets_the_one_of_its_labels() -> None:
    found = only({"version": "4", "alerts": [FIRING]})
    assert isinstance(found, Alert)
    assert (found.key, found.group) == (fingerprint({"alertname": "A"}), 'alertname="A"')
    assert found.started_at == datetime(2026, 3, 2, 1, 0, 0, 123456, tzinfo=UTC)
    assert found.ended_at is None


def test_a_body_may_stand_beside_its_headers_as_object_or_text() -> None:
    body = {"version": "4", "alerts": [FIRING]}
    assert read({"headers": {}, "body": body}) == read({"headers": {}, "body": json.dumps(body)}) == read(body)


def test_the_answer_of_a_poll_may_come_in_groups() -> None:
    polled = {"status": {"state": "active"}, "labels": {"alertname": "A", "instance": "i"}}
    found = only([{"labels": {"alertname": "A"}, "receiver": {"name": "r"}, "alerts": [polled]}])
    assert isinstance(found, Alert)
    assert (found.state, found.group) == (State.FIRING, 'alertname="A"')


def test_a_poll_that_finds_nothing_says_nothing() -> None:
    assert not read([]).alerts


def test_a_polled_alert_that_has_ended_is_resolved() -> None:
    ended = {"endsAt": "2026-03-02T09:00:00Z", "updatedAt": "2026-03-02T09:00:01Z", "status": {"state": "active"}}
    found = only([FIRING | ended])
    assert isinstance(found, Alert)
    assert found.state is State.RESOLVED


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (None, Wrong.NO_BODY),
        ("text", Wrong.NO_BODY),
        (["not", "a", "dict"], Wrong.NO_BODY),
        ({"hello": "world"}, Wrong.NO_BODY),
        ({"event": {"event_type": "incident.triggered"}}, Wrong.NO_BODY),
        ({"alerts": []}, Wrong.VERSION),
        ({"version": "3", "alerts": [FIRING]}, Wrong.VERSION),
        ({"version": "4", "alerts": []}, Wrong.NO_ALERTS),
        ({"version": "4", "alerts": [FIRING] * 10_001}, Wrong.TOO_MANY),
        ({"version": "4", "alerts": ["x"]}, Wrong.NO_ALERT),
        ({"version": "4", "alerts": [FIRING | {"status": "exploded"}]}, Wrong.STATUS),
        ({"version": "4", "alerts": [FIRING | {"labels": {"a": 1}}]}, Wrong.LABELS),
        ({"version": "4", "alerts": [FIRING | {"labels": None}]}, Wrong.LABELS),
        ({"version": "4", "alerts": [FIRING | {"startsAt": "yesterday"}]}, Wrong.INSTANT),
        ({"version": "4", "alerts": [FIRING | {"startsAt": "2026-03-02T09:00:00"}]}, Wrong.INSTANT),
        ({"version": "4", "alerts": [FIRING | {"startsAt": 5}]}, Wrong.INSTANT),
        ({"body": "{"}, Wrong.NO_BODY),
        (TRIGGER | {"event_action": "explode"}, Wrong.EVENT),
        (TRIGGER | {"payload": None}, Wrong.PAYLOAD),
        (TRIGGER | {"payload": {"severity": "info"}}, Wrong.SUMMARY),
        (TRIGGER | {"payload": {"summary": "\u200b", "severity": "info"}}, Wrong.SUMMARY),
        (TRIGGER | {"payload": {"summary": "s", "severity": "grave"}}, Wrong.SEVERITY),
        (TRIGGER | {"dedup_key": "k" * 256}, Wrong.KEY),
        (TRIGGER | {"dedup_key": 7}, Wrong.KEY),
        ({"event_action": "resolve"}, Wrong.KEY),
    ],
)
def test_what_cannot_be_read_names_its_fault(body: object, wrong: Wrong) -> None:
    found = only(body)
    assert isinstance(found, Fault)
    assert found.wrong is wrong


def test_texts_leave_as_one_printable_line() -> None:
    assert one_line("a\x00b\r\n\u202ec\ud800", 10) == "a b c"
    assert one_line("x" * 20, 10) == "x" * 9 + "…"
    found = only(TRIGGER | {"payload": {"summary": "s" * 5000, "severity": "info"}})
    assert isinstance(found, Alert)
    assert len(found.title) == LONGEST_TITLE


def test_what_an_alert_says_can_be_kept_whatever_its_sender_wrote() -> None:
    labels = {"alertname": "A", "x\0": "a\ud800", "y": "v" * 5000}
    notes = {"summary": "\u200b", "description": "first\0\nsecond\ud800"}
    found = only({"version": "4", "alerts": [FIRING | {"labels": labels, "annotations": notes}]})
    assert isinstance(found, Alert)
    assert (found.key, found.title, found.description) == (fingerprint(labels), "A", "first \nsecond ")
    assert found.labels == {"alertname": "A", "x": "a", "y": "v" * 1023 + "…"}
    bare = only({"version": "4", "alerts": [FIRING | {"labels": {}}]})
    assert isinstance(bare, Alert)
    assert bare.title == fingerprint({})
    event = only(TRIGGER | {"payload": {"summary": "s", "severity": "info", "custom_details": "why\0"}})
    assert isinstance(event, Alert)
    assert event.description == "why "


def test_what_is_nested_too_deep_to_be_said_is_no_body() -> None:
    deep: object = "x"
    for _ in range(100_000):
        deep = [deep]
    assert only({"version": "4", "alerts": [{"labels": deep}]}) == Fault(Wrong.NO_BODY)
