"""A profile with an incident, a small runbook and a list of what it may reach.

Promise: published as an admin publishes them; the peers it names are the test's own, on loopback.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from console.bootstrap import Services, build_services
from console.models.kinds import Category, PolicyKind
from console.models.runbook_kinds import Result
from console.services.incidents.commands import DeclareIncident
from console.services.response import Responder
from console.services.response_rows import ResponseRow, StepRow
from console.services.step_duties import StepDuties
from console.services.sync.duties import duties_of
from console.services.sync.opening import opener
from console.services.tickets.commands import PublishPolicy
from tests.support.peers import Asked, Automation, Reply, reply

TITLE = 'title = { en = "Look", zh = "查看" }'
RECOVERY = '[recovery]\nstep = "restart"\npolicy = "{policy}"\ncooldown = 30\n'
JOB = """kind = "webhook"
target = "there"
path = "/jobs"
job = "id"
poll = "/jobs/{job}"
state = "state"
done = ["ok"]"""
BOOK = f"""
category = "SYSTEM_UNAVAILABLE"
{TITLE}
{{recovery}}
[[diagnose]]
id = "look"
kind = "http"
{TITLE}
target = "there"
path = "/look"
[[priority]]
id = "restart"
radius = "reversible"
{TITLE}
{JOB}
failed = ["bad"]
[[sequential]]
id = "move"
radius = "disruptive"
{TITLE}
{JOB}
failed = ["bad"]
[[verification]]
id = "healthy"
kind = "http"
{TITLE}
target = "there"
path = "/health"
[[rollback]]
id = "tell"
kind = "manual"
{TITLE}
"""


@dataclass
class Platform:
    """What is being repaired: whether it is healthy, and the automation that repairs it."""

    automation: Automation
    healthy: bool = False
    heals: bool = True

    def answer(self, asked: Asked) -> Reply:
        """As the platform and its automation answer."""
        if asked.path == "/look":
            return reply({})
        if asked.path == "/health":
            return Reply(200 if self.healthy else 503)
        made = self.automation.answer(asked)
        self.healthy = self.healthy or (self.heals and b'"ok"' in made.body)
        return made


@dataclass
class Response:
    """An incident, and who responds to it."""

    services: Services
    incident: str

    @property
    def responder(self) -> Responder:
        """Who goes through it."""
        return Responder(self.services.ground)

    @property
    def row(self) -> ResponseRow:
        """How it stands."""
        return self.responder.standing(self.incident)

    def step(self, name: str) -> StepRow:
        """The newest row of a step."""
        return next(row for row in reversed(self.row.steps) if row.step == name)

    def result(self, name: str) -> Result | None:
        """How a step ended."""
        ended = self.step(name).outcome
        return None if ended is None else ended.result

    def work(self) -> int:
        """Do the approved steps; the number done."""
        on = self.services
        with opener(on.profile, on.member, on.store.path, on.clock, on.password)() as hub:
            return StepDuties(on.ground, duties_of(hub, on.clock)).carry_out()

    def timeline(self) -> list[str]:
        """What stands on the timeline of the incident."""
        with self.services.store.read() as connection:
            return [text for (text,) in connection.execute("select text from timeline_entry order by event_at, id")]


@contextmanager
def responding(folder: Path, port: int, *, policy: str = "off", book: str = BOOK) -> Iterator[Response]:
    """A new profile with one incident, its runbook and its list; with a `policy` a recovery is planned."""
    services = build_services(folder / "profile")
    try:
        text = book.replace("{recovery}", RECOVERY.format(policy=policy) if policy != "off" else "")
        allowed = f'[places.there]\nscheme = "http"\nhost = "127.0.0.1"\nport = {port}\n'
        services.desk.do(PublishPolicy(PolicyKind.RUNBOOK, "SYSTEM_UNAVAILABLE", {"text": text}))
        services.desk.do(PublishPolicy(PolicyKind.ALLOWED, "Allowed", {"text": allowed}))
        declared = services.desk.do(DeclareIncident("It is down", category=Category.SYSTEM_UNAVAILABLE))
        yield Response(services, declared.subject)
    finally:
        services.close()
