"""A drill against real peers: monitoring notices a fault, the alert becomes an incident, its runbook repairs it.

Prometheus and Alertmanager of the system watch a small identity service on loopback; the worker takes alerts in and
does what was approved; each way a repair can go wrong ends in a correct record (SPEC 7.10, 8).
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from console import worker
from console.bootstrap import Services, build_services
from console.models.incident_kinds import AlertState, EntryKind, IncidentStatus
from console.models.kinds import PolicyKind, Severity
from console.models.runbook_kinds import Finding, Part, ProcessState, Result, StepState
from console.services import stepping
from console.services.alert_intake import AlertIntake
from console.services.clock import SystemClock
from console.services.incidents.commands import DeclareIncident, MoveIncident
from console.services.incidents.queries import IncidentRow, Incidents, OpenIncident, Timeline
from console.services.response import Responder
from console.services.response_rows import ResponseRow, StepRow
from console.services.tickets.commands import PublishPolicy
from tests.support.certificates import Authority
from tests.support.identity import Fault, Identity, identity
from tests.support.monitoring import publishing
from tests.support.peers import alertmanager, shut_port, watching
from tests.support.waiting import until

SCRAPED = """
global: {{scrape_interval: 200ms, evaluation_interval: 200ms}}
rule_files: [rules.yml]
alerting: {{alertmanagers: [{{static_configs: [{{targets: ['127.0.0.1:{alerts}']}}]}}]}}
scrape_configs: [{{job_name: identity, static_configs: [{{targets: ['127.0.0.1:{service}']}}]}}]
"""
ALERTING = """
groups:
- name: identity
  rules:
  - alert: IdentityBroken
    expr: identity_healthy == 0
    labels: {team: identity, severity: critical}
    annotations: {summary: 'Sign-in fails: {{ $labels.fault }}'}
"""
RULES = """
[sources.main]
target = "alertmanager"
every = 1
[rules.identity]
when = { team = "identity" }
category = "AUTHENTICATION_FAILURE"
group = ["fault"]
"""
ALLOWED = """
[places.alertmanager]
scheme = "http"
host = "127.0.0.1"
port = {alerts}
[places.metrics]
scheme = "http"
host = "127.0.0.1"
port = {metrics}
[places.automation]
scheme = "http"
host = "127.0.0.1"
port = {service}
[places.identity]
scheme = "https"
host = "localhost"
port = {identity}
client = "desk"
authority = '''{authority}'''
[programs.python]
path = "{python}"
[sources.health]
kind = "metrics"
target = "metrics"
queries = {{ healthy = "identity_healthy" }}
"""
TITLE = 'title = { en = "x", zh = "x" }'
CHECKS = f"""
[[{{part}}]]
id = "{{part}}_answers"
kind = "http"
{TITLE}
target = "identity"
path = "/health"
timeout = 1
[[{{part}}]]
id = "{{part}}_signs_in"
kind = "login"
{TITLE}
target = "identity"
path = "/token"
grant = "client_credentials"
timeout = 1
[[{{part}}]]
id = "{{part}}_certificate"
kind = "tls_certificate"
{TITLE}
target = "identity"
days = 1
timeout = 5
[[{{part}}]]
id = "{{part}}_metric"
kind = "prometheus"
{TITLE}
target = "metrics"
query = "min(identity_healthy)"
expect = "= 1"
timeout = 5
"""
BOOK = f"""
category = "AUTHENTICATION_FAILURE"
{TITLE}
{CHECKS.replace("{part}", "diagnose")}
[[priority]]
id = "restart"
kind = "webhook"
radius = "reversible"
{TITLE}
target = "automation"
path = "/jobs"
job = "id"
poll = "/jobs/{{job}}"
state = "state"
done = ["ok"]
timeout = 5
[[sequential]]
id = "reconnect"
kind = "command"
radius = "reversible"
{TITLE}
program = "python"
arguments = ["-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:SERVICE/reconnect')"]
timeout = 20
{CHECKS.replace("{part}", "verification")}
[[rollback]]
id = "tell"
kind = "manual"
{TITLE}
"""
FOUND = {
    Fault.STOPPED: ("diagnose_answers", Finding.CONNECTION_REFUSED),
    Fault.CERTIFICATE: ("diagnose_certificate", Finding.CERTIFICATE_UNKNOWN),
    Fault.SLOW: ("diagnose_answers", Finding.TIMED_OUT),
    Fault.DATABASE: ("diagnose_signs_in", Finding.SIGN_IN_REFUSED),
}
"""The check that tells each fault, and how."""


class LaterClock(SystemClock):
    """The system's clock, some minutes later."""

    def now(self) -> datetime:
        return super().now() + timedelta(minutes=10)


@dataclass
class Drill:
    """A desk with its worker, and what is watched."""

    services: Services
    identity: Identity
    intake: AlertIntake

    @property
    def responder(self) -> Responder:
        """Who responds."""
        return Responder(self.services.ground)

    def work(self) -> worker.Turn:
        """A turn of the worker."""
        return worker.turn(self.services, None, None, self.intake)

    def declared(self, fault: Fault) -> IncidentRow | None:
        """The incident of a fault, after a turn of the worker."""
        self.work()
        found = self.services.desk.ask(Incidents())
        return next((row for row in found if row.title == f"Sign-in fails: {fault}"), None)

    def told(self, incident: str, kind: EntryKind) -> list[str]:
        """What a timeline tells of one kind."""
        return [entry.text for entry in self.services.desk.ask(Timeline(incident)) if entry.kind is kind]


def newest(row: ResponseRow, step: str) -> StepRow:
    return next(one for one in reversed(row.steps) if one.step == step)


def results(row: ResponseRow, part: Part, round_: int = 1) -> set[Result]:
    ended = [step.outcome for step in row.steps if (step.part, step.round) == (part, round_)]
    return {outcome.result for outcome in ended if outcome is not None}


@dataclass
class Desk:
    """A desk and its monitoring, without what is watched."""

    services: Services
    intake: AlertIntake
    authority: Authority
    ports: dict[str, int]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder, authority = tmp_path_factory.mktemp("drill"), Authority()
    (folder / "runbook-identity").write_text("right horse")
    ports = {name: shut_port() for name in ("alerts", "metrics", "service", "identity")}
    files = {"prometheus.yml": SCRAPED.format(**ports), "rules.yml": ALERTING}
    with pytest.MonkeyPatch.context() as patched, alertmanager(ports["alerts"]), watching(ports["metrics"], files):
        patched.setenv("CREDENTIALS_DIRECTORY", str(folder))
        patched.setenv("SUPPORT_CONSOLE_RUN_COMMANDS", "on")
        services = build_services(folder / "profile")
        allowed = ALLOWED.format(**ports, authority=authority.pem, python=sys.executable)
        services.desk.do(PublishPolicy(PolicyKind.ALLOWED, "Allowed", {"text": allowed}))
        book = BOOK.replace("SERVICE", str(ports["service"]))
        services.desk.do(PublishPolicy(PolicyKind.RUNBOOK, "AUTHENTICATION_FAILURE", {"text": book}))
        services.desk.do(publishing(RULES))
        intake = services.open_intake()
        try:
            yield Desk(services, intake, authority, ports)
        finally:
            intake.close()
            services.close()


@pytest.fixture
def drill(desk: Desk) -> Iterator[Drill]:
    with identity(desk.authority, desk.ports["identity"], desk.ports["service"]) as watched:
        yield Drill(desk.services, watched, desk.intake)


@pytest.mark.parametrize("fault", Fault)
def test_a_fault_is_noticed_diagnosed_repaired_and_verified(drill: Drill, fault: Fault) -> None:
    drill.identity.breaks(fault)
    until(lambda: drill.declared(fault))
    incident = drill.declared(fault)
    assert incident is not None
    assert (incident.severity, incident.status) == (Severity.HIGH, IncidentStatus.REPORTED)
    responder = drill.responder
    responder.gather(incident.id)
    row = responder.go_on(incident.id)
    check, finding = FOUND[fault]
    assert (told := newest(row, check).outcome) is not None
    assert told.finding is finding
    assert newest(row, "restart").state is StepState.WAITING
    row = repaired(drill, incident.id, "restart", works=fault is not Fault.DATABASE)
    if fault is Fault.DATABASE:
        assert Result.FAILED in results(row, Part.VERIFICATION)
        row = repaired(drill, incident.id, "reconnect", works=True)
    assert row.state is ProcessState.COMPLETED
    assert results(row, Part.VERIFICATION, 2 if fault is Fault.DATABASE else 1) == {Result.PASSED}
    until(lambda: drill.declared(fault) and len(drill.told(incident.id, EntryKind.ALERT)) == 2)
    assert [text.split()[0].strip(":") for text in drill.told(incident.id, EntryKind.ALERT)] == [
        AlertState.FIRING,
        AlertState.RESOLVED,
    ]
    drill.services.desk.do(MoveIncident(incident.id, IncidentStatus.RESOLVED))
    ended = drill.services.desk.ask(OpenIncident(incident.id))
    assert ended.lasted is not None
    assert len([row for row in drill.services.desk.ask(Incidents()) if row.title == incident.title]) == 1


def repaired(drill: Drill, incident: str, step: str, *, works: bool) -> ResponseRow:
    """Approve a step, let the worker do it, wait until monitoring sees what it did, and go on."""
    drill.responder.approve(newest(drill.responder.standing(incident), step).id)
    assert drill.work().steps == 1
    ended = newest(drill.responder.standing(incident), step).outcome
    assert ended is not None
    assert ended.result is Result.PASSED
    if works:
        until(lambda: healthy(drill, incident))
    return drill.responder.go_on(incident)


def healthy(drill: Drill, incident: str) -> bool:
    """Whether Prometheus says so, asked by the step itself."""
    responder, row = drill.responder, drill.services.desk.ask(OpenIncident(incident))
    book = responder.book_of(responder.standing(incident))
    step = book.step("verification_metric")
    assert step is not None
    return stepping.run(step, responder.scene(responder.ruled().allowed, row, "x", "x")).result is Result.PASSED


@pytest.fixture
def broken(drill: Drill) -> Iterator[str]:
    """An incident a person declared, at a service whose database is gone."""
    drill.identity.breaks(Fault.DATABASE)
    told = DeclareIncident("Authentication failure: nobody signs in")
    yield drill.services.desk.do(told).subject
    drill.identity.hangs = False
    drill.identity.breaks(None)


def test_two_consoles_that_begin_at_once_begin_one_response(drill: Drill, broken: str) -> None:
    other = build_services(drill.services.profile)
    starts = [threading.Thread(target=Responder(on.ground).go_on, args=(broken,)) for on in (drill.services, other)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    other.close()
    row = drill.responder.standing(broken)
    names = [step.step for step in row.steps]
    assert len(names) == len(set(names))
    assert names.count("restart") == 1


def test_a_worker_killed_in_the_middle_leaves_it_to_a_person(drill: Drill, broken: str) -> None:
    responder = drill.responder
    responder.go_on(broken)
    step = newest(responder.standing(broken), "restart")
    responder.approve(step.id)
    drill.identity.hangs = True
    command = [sys.executable, "-m", "console", "--profile", str(drill.services.profile), "worker", "--once"]
    asked = len(drill.identity.jobs)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        until(lambda: len(drill.identity.jobs) > asked)
        running.kill()
    assert newest(responder.standing(broken), "restart").state is StepState.RUNNING
    later = build_services(drill.services.profile, LaterClock())
    worker.turn(later)
    later.close()
    ended = newest(responder.standing(broken), "restart").outcome
    assert ended is not None
    assert (ended.result, ended.finding) == (Result.UNSURE, Finding.STOPPED)
    assert len(drill.identity.jobs) == asked + 1
    row = responder.go_on(broken)
    assert not results(row, Part.VERIFICATION)
    responder.rule(step.id, Result.FAILED, "it did not come back")
    row = responder.go_on(broken)
    assert Result.FAILED in results(row, Part.VERIFICATION)
    assert newest(row, "reconnect").state is StepState.WAITING
    assert "restart: failed" in drill.told(broken, EntryKind.STEP)


def test_an_automation_that_does_not_answer_in_time_stops_its_list_and_the_response_goes_on(
    drill: Drill, broken: str
) -> None:
    drill.identity.hangs = True
    responder = drill.responder
    responder.go_on(broken)
    responder.approve(newest(responder.standing(broken), "restart").id)
    assert drill.work().steps == 1
    ended = newest(responder.standing(broken), "restart").outcome
    assert ended is not None
    assert ended.result in (Result.TIMED_OUT, Result.UNSURE)
