"""A step that starts a job of an automation system and waits for its end (SPEC 8.5).

Promise: each start carries one key, so that a system told twice does it once; once a job may have been started, what
cannot be known is `unsure`, never tried again.
"""

from __future__ import annotations

import json
from urllib.parse import quote

from console.models.allowed import Place
from console.models.runbook import Step, WebhookJob
from console.models.runbook_kinds import Finding, Result
from console.models.step_outcome import Outcome, Unreached, found
from console.services import http
from console.services.reach import Deadline
from console.services.scene import Scene, evidence, work_as

KIND = WebhookJob
POLL = 1.0
"""Seconds between two looks at a job."""
BEFORE = frozenset({Finding.NO_HOST, Finding.ADDRESS_DENIED, Finding.CONNECTION_REFUSED, Finding.OTHER_SCHEME})
"""Failures that mean that nothing was sent."""


def run(step: Step, scene: Scene, deadline: Deadline) -> Outcome:
    """How the job ended; raises Unreached."""
    work = work_as(step.work, WebhookJob)
    place = scene.place(work.target)
    headers = http.signed_in(place, scene.secret(place)) | {"Accept": http.JSON}
    started = _start(work, place, scene, deadline, headers)
    said = evidence(started.text)
    if not 200 <= started.status < 300:
        return found(Result.FAILED, Finding.HTTP_STATUS, said, status=started.status, expected="2xx")
    if not work.job:
        return found(Result.PASSED, Finding.HTTP_GOOD, said, status=started.status)
    job = http.at(_read(started), work.job)
    if not isinstance(job, str | int) or not str(job):
        raise Unreached(Finding.JOB_LOST, reason=work.job)
    path = work.poll.replace("{job}", quote(str(job), safe=""))
    return _followed(work, path, scene, deadline, headers)


def _start(work: WebhookJob, place: Place, scene: Scene, deadline: Deadline, headers: dict[str, str]) -> http.Answer:
    filled = {key: scene.filled(value) if isinstance(value, str) else value for key, value in work.body}
    sent = headers | {"Content-Type": http.JSON, "Idempotency-Key": scene.key}
    try:
        return http.ask(place, work.path, deadline, method="POST", body=json.dumps(filled).encode(), headers=sent)
    except Unreached as error:
        if error.finding in BEFORE or error.finding.startswith(("certificate", "no_tls")):
            raise
        raise Unreached(Finding.JOB_LOST, reason=error.finding.value) from None


def _followed(work: WebhookJob, path: str, scene: Scene, deadline: Deadline, headers: dict[str, str]) -> Outcome:
    """Ask until the job has ended; a look that fails is no end of the job."""
    place, state = scene.place(work.target), ""
    while not deadline.passed:
        try:
            answer = http.ask(place, path, deadline, headers=headers)
            state = str(http.at(_read(answer), work.state)) if answer.status == 200 else state
            if state in work.done:
                return found(Result.PASSED, Finding.JOB_DONE, evidence(answer.text), state=state)
            if state in work.failed:
                return found(Result.FAILED, Finding.JOB_FAILED, evidence(answer.text), state=evidence(state)[:80])
        except Unreached as error:
            state = error.finding.value
        if scene.ending.wait(POLL):
            raise Unreached(Finding.STOPPED)
    raise Unreached(Finding.JOB_LOST, reason=evidence(state)[:80])


def _read(answer: http.Answer) -> object:
    try:
        return answer.json()
    except Unreached:
        return None
