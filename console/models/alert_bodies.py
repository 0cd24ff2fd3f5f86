"""Reads what monitoring sends: Alertmanager's webhook (version 4) and API v2, PagerDuty's Events v2.

Promise: total over any decoded JSON; every text that leaves is printable and of bounded length, a description the only
one of several lines; an alert has a title; what cannot be read is a fault that names the place.

Sources: prometheus.io/docs/alerting/latest/configuration (webhook_config), the OpenAPI file of Alertmanager's API v2,
developer.pagerduty.com/docs/events-api-v2.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeAlias

from console.models.values import dataclass

LONGEST_TITLE = 1024
LONGEST_KEY = 255
"""Characters of a dedup key that PagerDuty takes."""
LONGEST_GROUP = 1024
LONGEST_DESCRIPTION = 10_000
MOST_ALERTS = 10_000
"""Alerts of one body that are read; Alertmanager itself cuts bodies long before."""

_VERSION = "4"
_PAGERDUTY_SEVERITIES = ("critical", "error", "warning", "info")
_NAMING = ("source", "component", "group", "class", "severity")
_NOT_YET = datetime(1, 1, 1, tzinfo=UTC)
"""The end of an alert that still fires, as Go writes "no time"."""


class State(StrEnum):
    """What the sender says of an alert."""

    FIRING = "firing"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    SILENCED = "silenced"
    INHIBITED = "inhibited"


class Wrong(StrEnum):
    """What is wrong with a body or one of its alerts."""

    NO_BODY = "no_body"
    VERSION = "version"
    NO_ALERTS = "no_alerts"
    TOO_MANY = "too_many"
    NO_ALERT = "no_alert"
    STATUS = "status"
    LABELS = "labels"
    INSTANT = "instant"
    EVENT = "event"
    PAYLOAD = "payload"
    SUMMARY = "summary"
    SEVERITY = "severity"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and the value that is, as far as it can be shown."""

    wrong: Wrong
    value: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert of a body; `level` is its severity label in lower case, "" when it has none."""

    key: str
    group: str
    state: State
    title: str
    description: str
    level: str
    started_at: datetime | None = None
    ended_at: datetime | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    """By which rules tell alerts apart; of an event of PagerDuty the parts of its payload that name something."""
    link: str = ""
    """Where it is shown over there; an address of the web."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one body holds, in its order, and how many alerts its sender left out."""

    alerts: tuple[Alert | Fault, ...]
    truncated: int = 0


_PAGERDUTY_STATES = {"trigger": State.FIRING, "acknowledge": State.ACKNOWLEDGED, "resolve": State.RESOLVED}

Json: TypeAlias = Mapping[str, object]


class _Bad(Exception):
    def __init__(self, wrong: Wrong, value: object = "") -> None:
        super().__init__(wrong)
        self.fault = Fault(wrong, one_line(value, 80))


def read(body: object) -> Batch:
    """All alerts of a decoded body, or of the body in `{"headers", "body"}`."""
    try:
        return _read(_unwrapped(body))
    except _Bad as bad:
        return Batch((bad.fault,))
    except RecursionError:  # decoding bears more depth than saying what was decoded
        return Batch((Fault(Wrong.NO_BODY),))


def fingerprint(labels: Mapping[str, str]) -> str:
    """Alertmanager's own key of a set of labels: FNV-1a over the sorted names and values, in 16 hex digits.

    Source: LabelSet.Fingerprint of Prometheus' common/model.
    """
    summed = 14695981039346656037
    for name in sorted(labels):
        for byte in b"%b\xff%b\xff" % (_encoded(name), _encoded(labels[name])):
            summed = (summed ^ byte) * 1099511628211 & (1 << 64) - 1
    return f"{summed:016x}"


def one_line(value: object, longest: int) -> str:
    """A value as one printable line of at most `longest` characters."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    line = " ".join(_printable(text[: 4 * longest]).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def _unwrapped(body: object) -> object:
    if isinstance(body, Mapping) and "body" in body and "alerts" not in body and "event_action" not in body:
        inner = body["body"]
        if not isinstance(inner, str):
            return inner
        try:
            return json.loads(inner)
        except (ValueError, RecursionError):
            raise _Bad(Wrong.NO_BODY, inner) from None
    return body


def _read(body: object) -> Batch:
    if isinstance(body, list) and (not body or any(isinstance(alert, Mapping) for alert in body)):
        return Batch(tuple(_each(body)))
    if not isinstance(body, Mapping):
        raise _Bad(Wrong.NO_BODY, body)
    if "event_action" in body:
        return Batch((_pagerduty(body),))
    alerts = body.get("alerts")
    if not isinstance(alerts, list):
        raise _Bad(Wrong.NO_BODY, ", ".join(map(str, body)))
    return _webhook(body, alerts)


def _webhook(body: Json, alerts: list[object]) -> Batch:
    if str(body.get("version")) != _VERSION:
        raise _Bad(Wrong.VERSION, body.get("version"))
    if not alerts:
        raise _Bad(Wrong.NO_ALERTS)
    group = one_line(body.get("groupKey"), LONGEST_GROUP)
    truncated = body.get("truncatedAlerts")
    known = truncated if isinstance(truncated, int) and not isinstance(truncated, bool) else 0
    return Batch(tuple(_each(alerts, group)), max(known, 0))


def _each(alerts: list[object], group: str = "") -> Iterator[Alert | Fault]:
    if len(alerts) > MOST_ALERTS:
        yield Fault(Wrong.TOO_MANY, str(len(alerts)))
        return
    for alert in alerts:
        match alert:
            case {"alerts": list(inner), "labels": dict(labels)}:  # one group of API v2's alerts/groups
                yield from (_alertmanager(of_group, _labels_line(labels)) for of_group in inner[:MOST_ALERTS])
            case _:
                yield _alertmanager(alert, group)


def _alertmanager(alert: object, group: str) -> Alert | Fault:
    if not isinstance(alert, Mapping):
        return _Bad(Wrong.NO_ALERT, alert).fault
    try:
        return _one(alert, group)
    except _Bad as bad:
        return bad.fault


def _one(alert: Json, group: str) -> Alert:
    labels = _texts(alert.get("labels"))
    notes = _texts(alert.get("annotations") or {})
    ended_at = _instant(alert.get("endsAt"))
    key = one_line(alert.get("fingerprint"), LONGEST_KEY) or fingerprint(labels)
    names = notes.get("summary"), notes.get("title"), labels.get("alertname"), notes.get("description")
    titles = (one_line(name, LONGEST_TITLE) for name in (*names, _labels_line(labels), key))
    return Alert(
        key,
        group or _labels_line({"alertname": labels["alertname"]} if "alertname" in labels else labels),
        _state(alert, ended_at),
        next(filter(None, titles)),
        _details(notes.get("description") or notes.get("message")),
        one_line(labels.get("severity"), 40).lower(),
        _instant(alert.get("startsAt")),
        ended_at,
        {one_line(name, LONGEST_KEY): one_line(value, LONGEST_GROUP) for name, value in labels.items()},
        _link(alert.get("generatorURL")),
    )


def _state(alert: Json, ended_at: datetime | None) -> State:
    status = alert.get("status")
    match status:
        case "firing":
            return State.FIRING
        case "resolved":
            return State.RESOLVED
        case {"silencedBy": list(silences)} if silences:
            return State.SILENCED
        case {"inhibitedBy": list(alerts)} if alerts:
            return State.INHIBITED
        case {"state": "suppressed"}:
            return State.SILENCED
        case {"state": "active" | "unprocessed"}:
            read_at = _instant(alert.get("updatedAt"))
            return State.RESOLVED if ended_at and read_at and ended_at <= read_at else State.FIRING
    raise _Bad(Wrong.STATUS, status)


def _pagerduty(event: Json) -> Alert | Fault:
    state = _PAGERDUTY_STATES.get(str(event["event_action"]))
    if state is None:
        return _Bad(Wrong.EVENT, event["event_action"]).fault
    try:
        key, told = _dedup_key(event, state), _payload(event.get("payload"), state)
        at = _instant(told.get("timestamp"))
    except _Bad as bad:
        return bad.fault
    over = state is State.RESOLVED
    return Alert(
        key,
        one_line(told.get("group") or told.get("component") or told.get("source"), LONGEST_GROUP),
        state,
        one_line(told.get("summary"), LONGEST_TITLE),
        _details(told.get("custom_details")),
        one_line(told.get("severity"), 40).lower(),
        None if over else at,
        at if over else None,
        {name: one_line(told[name], LONGEST_GROUP) for name in _NAMING if told.get(name)},
        _link(event.get("client_url")),
    )


def _link(value: object) -> str:
    is_web = isinstance(value, str) and value.startswith(("https://", "http://")) and len(value) <= LONGEST_GROUP
    return one_line(value, LONGEST_GROUP) if is_web else ""


def _dedup_key(event: Json, state: State) -> str:
    """The event's key; one that brings none is known by its content, so that the same sent again is no second alert."""
    key = event.get("dedup_key")
    if not key and state is State.FIRING:
        return hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()[:32]
    if not isinstance(key, str) or len(key) > LONGEST_KEY or not one_line(key, LONGEST_KEY):
        raise _Bad(Wrong.KEY, key)
    return one_line(key, LONGEST_KEY)


def _payload(payload: object, state: State) -> Json:
    if not isinstance(payload, Mapping):
        if state is not State.FIRING:
            return {}
        raise _Bad(Wrong.PAYLOAD, payload)
    if state is not State.FIRING:
        return payload
    summary = payload.get("summary")
    if not isinstance(summary, str) or not one_line(summary, LONGEST_TITLE):
        raise _Bad(Wrong.SUMMARY, summary)
    if payload.get("severity") not in _PAGERDUTY_SEVERITIES:
        raise _Bad(Wrong.SEVERITY, payload.get("severity"))
    return payload


def _details(value: object) -> str:
    text = value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
    return _printable(text[:LONGEST_DESCRIPTION])


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
        raise _Bad(Wrong.LABELS, value)
    return {str(name): text for name, text in value.items()}


def _labels_line(labels: Mapping[str, object]) -> str:
    return one_line(", ".join(f'{name}="{labels[name]}"' for name in sorted(labels)), LONGEST_GROUP)


def _instant(value: object) -> datetime | None:
    """An instant with its zone, None where none is told or Go's "no time" stands.

    Raises _Bad for anything else.
    """
    if value is None or value == "":
        return None
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
        if at is None or at.tzinfo is None:
            raise _Bad(Wrong.INSTANT, value)
        return None if at == _NOT_YET else at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _Bad(Wrong.INSTANT, value) from None


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
