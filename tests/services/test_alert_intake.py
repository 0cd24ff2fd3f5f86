"""Monitoring is asked, heard and missed: a real Alertmanager, a real listener, a clock that is set (SPEC 7.10)."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from console.models.alert_bodies import fingerprint
from console.models.incident_kinds import AlertState
from console.models.kinds import PolicyKind, Severity
from console.services.alert_intake import LONGEST, AlertIntake
from console.services.bus import Changed
from console.services.incidents.queries import Incidents
from console.services.sync.sqlite_hub import open_hub
from console.services.tickets.commands import PublishPolicy
from tests.services.intake.test_listener import send as post
from tests.support.desk import Office
from tests.support.monitoring import RULES, alert, publishing, webhook
from tests.support.peers import alertmanager, send, serving, shut_port
from tests.support.peers import reply as answered
from tests.support.strict import LogWatch
from tests.support.waiting import until

SOURCE = '[sources.main]\ntarget = "alertmanager"\nevery = 15\n'
BEAT = '[heartbeats.watchdog]\nwhen = { alertname = "Watchdog" }\nwithin = 5\n'
LATER = timedelta(seconds=15)


@pytest.fixture
def intake(office: Office) -> Iterator[AlertIntake]:
    on = office.services
    made = AlertIntake(on.desk, on.clock, lambda: on.ground, on.to_hub, lambda _: "right horse", numbers=True)
    office.services.bus.subscribe(Changed, made.take)
    office.ticket("before")
    on.open_sync().once()
    yield made
    made.close()


def reaching(office: Office, port: int) -> None:
    text = f'[places.alertmanager]\nscheme = "http"\nhost = "127.0.0.1"\nport = {port}\n'
    office.do(PublishPolicy(PolicyKind.ALLOWED, "Allowed", {"text": text}))


def states(office: Office) -> list[tuple[object, object]]:
    return [(row["title"], row["state"]) for row in office.rows("incident_alert")]


def test_without_rules_nothing_is_asked_and_nothing_listens(office: Office, intake: AlertIntake) -> None:
    assert intake.step() == 0
    assert (intake.port, intake.seconds()) == (None, LONGEST)
    with closing(open_hub(office.services.folder / "hub.db")) as hub:
        assert hub.execute("select count(*) from duty").fetchone() == (0,)


def test_alertmanager_is_asked_and_what_it_suppresses_stays_out(office: Office, intake: AlertIntake) -> None:
    port, now = shut_port(), datetime.now(UTC)
    reaching(office, port)
    office.do(publishing(RULES + SOURCE))
    quiet = alert("Quiet", now, cluster="q")
    with alertmanager(port):
        matchers = [{"name": "cluster", "value": "q", "isRegex": False, "isEqual": True}]
        span = {"startsAt": now.isoformat(), "endsAt": (now + timedelta(hours=1)).isoformat()}
        send(port, "/api/v2/silences", {"matchers": matchers, "createdBy": "me", "comment": "known", **span})
        brought = [{"labels": one["labels"], "annotations": one["annotations"]} for one in (alert("Login", now), quiet)]
        send(port, "/api/v2/alerts", brought)
        office.clock.instant = datetime.now(UTC) + LATER
        assert intake.step() == 1
        (made,) = office.ask(Incidents())
        assert (made.title, made.severity) == ("Login is down", Severity.HIGH)
        (row,) = office.rows("incident_alert")
        assert (row["source"], row["fingerprint"]) == ("main", fingerprint(dict(made_labels("Login"))))
        office.clock.advance(LATER)
        assert intake.step() == 0
        send(port, "/api/v2/alerts", [brought[0] | {"endsAt": datetime.now(UTC).isoformat()}])
        office.clock.advance(LATER)
        assert intake.step() == 1
    assert states(office) == [("Login is down", AlertState.RESOLVED)]
    assert len(office.ask(Incidents())) == 1


def made_labels(name: str) -> dict[str, str]:
    return {"alertname": name, "team": "identity", "severity": "critical", "cluster": "a"}


def test_of_two_who_may_ask_one_does_until_it_is_time_again(office: Office, intake: AlertIntake) -> None:
    on = office.services
    other = AlertIntake(on.desk, on.clock, lambda: on.ground, on.to_hub, lambda _: None, numbers=True)
    office.do(publishing(RULES + SOURCE))
    with serving(lambda _: answered([])) as peer:
        reaching(office, peer.port)
        for _ in range(2):
            intake.step()
            other.step()
            assert intake.seconds() <= LATER.seconds
            office.clock.advance(LATER)
    assert [asked.path for asked in peer.asked] == ["/api/v2/alerts"] * 2


def test_a_body_that_was_sent_is_answered_once_it_is_kept(office: Office, intake: AlertIntake) -> None:
    office.do(publishing(f'listen = "127.0.0.1:{shut_port()}"\n{RULES}'))
    intake.step()
    listener = intake._listener
    assert listener is not None
    answers: list[int] = []
    body = alert("Login", office.clock.now())

    def sending() -> None:
        told = webhook(body)
        answers.append(post(listener, json.dumps(told).encode(), Authorization="Bearer right horse")[0])

    sender = threading.Thread(target=sending)
    sender.start()
    until(lambda: intake.seconds() == 0)
    assert (answers, intake.step()) == ([], 1)
    sender.join()
    assert answers == [202]
    assert states(office) == [("Login is down", AlertState.FIRING)]
    office.do(publishing(RULES))
    intake.step()
    assert intake.port is None


def test_without_a_token_nothing_listens_until_there_is_one(
    office: Office, intake: AlertIntake, logs: LogWatch
) -> None:
    logs.expect("console.services.alert_intake", "no token is kept")
    known, intake._token = intake._token, lambda _: None
    office.do(publishing(f'listen = "127.0.0.1:{shut_port()}"\n{RULES}'))
    intake.step()
    intake._token = known
    intake.step()
    assert intake.port is None
    office.clock.advance(timedelta(minutes=1))
    intake.step()
    assert intake.port is not None


def test_a_heartbeat_that_stops_is_an_incident_until_it_is_heard_again(office: Office, intake: AlertIntake) -> None:
    """Whether monitoring does not answer, or answers without it."""
    office.do(publishing(RULES + SOURCE + BEAT))
    beating = [alert("Watchdog", office.clock.now(), severity="none") | {"status": {"state": "active"}}]
    answer: list[object] = [beating]

    def on_to(minutes: int) -> int:
        found = 0
        for _ in range(minutes * 4):
            office.clock.advance(LATER)
            found += intake.step()
        return found

    with serving(lambda _: answered(answer[0])) as peer:
        reaching(office, peer.port)
        assert on_to(7) == 0
        answer[0] = []
        assert on_to(4) == 0
        assert on_to(3) == 1
        (made,) = office.ask(Incidents())
        assert "watchdog" in made.title
        answer[0] = beating
        assert on_to(1) == 1
    assert [state for _, state in states(office)] == [AlertState.RESOLVED]
    assert on_to(7) == 1
    assert [state for _, state in states(office)].count(AlertState.FIRING) == 1


def test_who_slept_waits_anew_before_a_silence_counts(office: Office, intake: AlertIntake) -> None:
    office.do(publishing(RULES + SOURCE + BEAT))
    reaching(office, shut_port())
    intake.step()
    office.clock.advance(timedelta(hours=9))
    assert intake.step() == 0
    assert office.ask(Incidents()) == ()
