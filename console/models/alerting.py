"""What monitoring says, and what each alert means after those before it (SPEC 7.10).

Promise: pure and total over any decoded JSON; a repeat never opens a second time, and one bad alert hurts no other of
its body.

An alert is known by its fingerprint (Alertmanager) or its dedup key (PagerDuty), whatever body brought it: the same
alert pushed by a webhook and read by a poll is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from console.models.alert_bodies import Alert, Fault, State, read
from console.models.kinds import Severity
from console.models.triage import severity, suggest_category
from console.models.values import dataclass

FLAP_WINDOW = timedelta(minutes=10)
"""An alert that fires again within it reopens what was resolved; later it is a new one (SPEC 7.10)."""

IMPACT = {
    "critical": Severity.HIGH,
    "error": Severity.HIGH,
    "warning": Severity.MEDIUM,
    "info": Severity.LOW,
}
"""Alert labels as business impact (SPEC 7.3); PagerDuty's "error" stands above a warning and counts as critical."""


class Action(StrEnum):
    """What is done about one alert."""

    OPEN = "open"
    UPDATE = "update"
    RESOLVE = "resolve"
    IGNORE = "ignore"
    REFUSE = "refuse"


class Why(StrEnum):
    """Why it is done."""

    NEW = "new"
    REPEATED = "repeated"
    ACKNOWLEDGED = "acknowledged"
    REOPENED = "reopened"
    FIRED_LATER = "fired_later"
    RESOLVED = "resolved"
    UNKNOWN = "unknown"
    ALREADY_RESOLVED = "already_resolved"
    SILENCED = "silenced"
    INHIBITED = "inhibited"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of an alert: whether it fires, when it last ended, and what its last start said of it."""

    firing: bool
    title: str
    group: str
    severity: Severity
    confirmed: bool
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one alert means; `known` is what is known of it then, `after` the time from its last end to this start."""

    action: Action
    why: Why
    alert: Alert | None = None
    known: Known | None = None
    after: timedelta | None = None
    fault: Fault | None = None
    truncated: int = 0


_NEVER = {State.SILENCED: Why.SILENCED, State.INHIBITED: Why.INHIBITED}

Memory: TypeAlias = Mapping[str, Known]
"""What is known of alerts by key."""


def judge(body: object, memory: Memory) -> tuple[list[Verdict], Memory]:
    """The verdicts on all alerts of a decoded body, in its order, and what is known after them."""
    after = dict(memory)
    return list(_verdicts(body, after)), after


def _verdicts(body: object, memory: dict[str, Known]) -> Iterator[Verdict]:
    batch = read(body)
    for found in batch.alerts:
        if isinstance(found, Fault):
            yield Verdict(Action.REFUSE, Why.MALFORMED, fault=found, truncated=batch.truncated)
            continue
        known = memory.get(found.key)
        action, why, after = _meaning(found, known)
        now = _known(found, known, firing=action in {Action.OPEN, Action.UPDATE})
        if action in {Action.OPEN, Action.UPDATE, Action.RESOLVE}:
            memory[found.key] = now
        yield Verdict(action, why, found, now, after, truncated=batch.truncated)


def _known(alert: Alert, before: Known | None, *, firing: bool) -> Known:
    """What is known after an alert: an end or an acknowledgement often tells no more than its key."""
    if before and alert.state in {State.RESOLVED, State.ACKNOWLEDGED}:
        title, group = alert.title or before.title, alert.group or before.group
        return Known(firing, title, group, before.severity, before.confirmed, alert.ended_at)
    category = suggest_category(f"{alert.title}\n{alert.description}").category
    grave = severity(impact=IMPACT.get(alert.level), category=category)
    return Known(firing, alert.title, alert.group, grave.severity, grave.confirmed, alert.ended_at)


def _meaning(alert: Alert, known: Known | None) -> tuple[Action, Why, timedelta | None]:
    if alert.state in _NEVER:
        return Action.IGNORE, _NEVER[alert.state], None
    if alert.state is State.FIRING:
        return _fires(alert, known)
    if known is None or not known.firing:
        return Action.IGNORE, Why.UNKNOWN if known is None else Why.ALREADY_RESOLVED, None
    if alert.state is State.RESOLVED:
        return Action.RESOLVE, Why.RESOLVED, None
    return Action.UPDATE, Why.ACKNOWLEDGED, None


def _fires(alert: Alert, known: Known | None) -> tuple[Action, Why, timedelta | None]:
    if known is None:
        return Action.OPEN, Why.NEW, None
    if known.firing:
        return Action.UPDATE, Why.REPEATED, None
    after = _between(known.ended_at, alert.started_at)
    later = after is not None and after > FLAP_WINDOW
    return Action.OPEN, Why.FIRED_LATER if later else Why.REOPENED, after


def _between(end: datetime | None, start: datetime | None) -> timedelta | None:
    """The time from an end to a later start; None when one of them is not told or the start is not later."""
    return start - end if end and start and start >= end else None
