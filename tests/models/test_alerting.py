"""A repeat never opens a second incident, an end is noted, what was over and fires again is named (SPEC 7.10)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.alert_bodies import Wrong
from console.models.alerting import Action, Memory, Verdict, Why, judge
from console.models.kinds import Severity

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
NO_TIME = "0001-01-01T00:00:00Z"


def alert(name: str = "LoginDown", *, at: datetime = START, ended: datetime | None = None, **labels: str) -> object:
    return {
        "status": "resolved" if ended else "firing",
        "labels": {"alertname": name, "severity": "critical"} | labels,
        "annotations": {"summary": f"{name} fires"},
        "startsAt": at.isoformat(),
        "endsAt": ended.isoformat() if ended else NO_TIME,
    }


def hook(*alerts: object, **more: object) -> object:
    return {"version": "4", "groupKey": '{}:{alertname="LoginDown"}', "alerts": list(alerts)} | more


def polled(name: str = "LoginDown", **status: object) -> object:
    told = {"state": "active", "silencedBy": [], "inhibitedBy": []} | status
    labels = {"alertname": name, "severity": "critical"}
    ends = {"endsAt": "2026-03-02T09:09:00Z", "updatedAt": "2026-03-02T09:05:00Z", "startsAt": START.isoformat()}
    return {"labels": labels, "annotations": {}, "status": told} | ends


def event(action: str, key: str | None = "db/1", **payload: object) -> object:
    told = {"summary": "Database gone", "source": "db1", "severity": "error"} | payload
    return {"event_action": action, "dedup_key": key, "payload": told}


def sequence(*bodies: object) -> list[Verdict]:
    memory: Memory = {}
    found = []
    for body in bodies:
        verdicts, memory = judge(body, memory)
        found += verdicts
    return found


def whys(*bodies: object) -> list[Why]:
    return [verdict.why for verdict in sequence(*bodies)]


def test_a_repeat_is_an_update_whichever_way_it_comes() -> None:
    found = sequence(hook(alert()), hook(alert()), [polled()])
    assert [verdict.action for verdict in found] == [Action.OPEN, Action.UPDATE, Action.UPDATE]
    assert len({verdict.alert and verdict.alert.key for verdict in found}) == 1


def test_alerts_of_one_group_are_each_told() -> None:
    found = sequence(hook(alert(instance="a"), alert(instance="b"), truncatedAlerts=3))
    assert [(verdict.why, verdict.truncated) for verdict in found] == [(Why.NEW, 3)] * 2
    assert {verdict.known and verdict.known.group for verdict in found} == {'{}:{alertname="LoginDown"}'}


def test_an_end_resolves_what_fires_and_nothing_else() -> None:
    over = hook(alert(ended=START + timedelta(hours=1)))
    assert whys(over, hook(alert()), over, over) == [Why.UNKNOWN, Why.NEW, Why.RESOLVED, Why.ALREADY_RESOLVED]


@pytest.mark.parametrize(
    ("minutes", "why"), [(0, Why.REOPENED), (10, Why.REOPENED), (10.01, Why.FIRED_LATER), (-5, Why.REOPENED)]
)
def test_what_fires_again_within_the_flap_window_is_a_reopen_later_a_new_one(minutes: float, why: Why) -> None:
    ended = START + timedelta(hours=1)
    again = sequence(hook(alert()), hook(alert(ended=ended)), hook(alert(at=ended + timedelta(minutes=minutes))))[-1]
    assert (again.action, again.why) == (Action.OPEN, why)
    assert again.after == (timedelta(minutes=minutes) if minutes >= 0 else None)


def test_what_is_silenced_or_inhibited_is_ignored() -> None:
    bodies = [[polled(state="suppressed", silencedBy=["s"])], [polled(state="suppressed", inhibitedBy=["f"])]]
    assert whys(*bodies, [polled(state="suppressed")]) == [Why.SILENCED, Why.INHIBITED, Why.SILENCED]
    assert whys(*bodies, hook(alert()))[-1] is Why.NEW


def test_an_acknowledgement_and_an_end_know_the_alert_by_its_key_alone() -> None:
    bare = {"event_action": "resolve", "dedup_key": "db/1"}
    found = sequence(event("trigger"), event("acknowledge"), bare, event("acknowledge"))
    assert [verdict.why for verdict in found] == [Why.NEW, Why.ACKNOWLEDGED, Why.RESOLVED, Why.ALREADY_RESOLVED]
    known = found[2].known
    assert known is not None
    assert (known.title, known.severity, known.group) == ("Database gone", Severity.HIGH, "db1")


def test_an_event_without_a_key_is_known_by_its_content() -> None:
    assert whys(event("trigger", None), event("trigger", None), event("trigger", None, summary="Other")) == [
        Why.NEW,
        Why.REPEATED,
        Why.NEW,
    ]


@pytest.mark.parametrize(
    ("label", "severity", "confirmed"),
    [
        ("critical", Severity.HIGH, True),
        ("Warning", Severity.MEDIUM, True),
        ("info", Severity.LOW, True),
        ("page", Severity.MEDIUM, False),
    ],
)
def test_a_label_is_evidence_of_impact(label: str, severity: Severity, confirmed: bool) -> None:
    known = sequence(hook(alert(severity=label)))[0].known
    assert known is not None
    assert (known.severity, known.confirmed) == (severity, confirmed)


def test_what_tells_of_a_breach_is_at_least_high() -> None:
    known = sequence(hook(alert("Credentials stolen by attacker", severity="info")))[0].known
    assert known is not None
    assert known.severity is Severity.HIGH


def test_a_malformed_alert_hurts_no_other() -> None:
    found = sequence(hook(alert(), {"status": "exploded"}, alert("Other")))
    assert [verdict.action for verdict in found] == [Action.OPEN, Action.REFUSE, Action.OPEN]
    assert found[1].fault is not None
    assert found[1].fault.wrong is Wrong.LABELS


STEPS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["trigger", "acknowledge", "resolve"])), max_size=30)


@given(STEPS)
def test_opens_and_ends_of_an_alert_take_turns(steps: list[tuple[str, str]]) -> None:
    found = sequence(*(event(action, key) for key, action in steps))
    for key in "abc":
        turns = [v.action for v in found if v.alert and v.alert.key == key and v.action in {"open", "resolve"}]
        assert turns == [Action.OPEN, Action.RESOLVE] * (len(turns) // 2) + [Action.OPEN] * (len(turns) % 2)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    ["alerts", "labels", "status", "version", "event_action", "payload", "body", "startsAt"]
                ),
                inner,
            )
        ),
    )
)
def test_any_json_is_judged(body: object) -> None:
    for verdict in judge(body, {})[0]:
        assert (verdict.action is Action.REFUSE) == (verdict.fault is not None)
