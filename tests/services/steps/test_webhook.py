"""A step that starts a job and waits for its end (SPEC 8.5)."""

from __future__ import annotations

import json
import threading

from console.models.runbook import WebhookJob
from console.models.runbook_kinds import Finding, Radius, Result
from console.services import stepping
from tests.support.peers import Asked, Automation, Reply, reply, serving, shut_port, talking
from tests.support.scenes import done, params, place, scene, step

JOB = WebhookJob(
    "there",
    "/jobs",
    (("job", "restart"), ("incident", "{incident}"), ("n", 2)),
    "id",
    "/jobs/{job}",
    "state",
    ("ok",),
    ("bad",),
)
CALL = WebhookJob("there", "/hook", (), "", "", "", (), ())


def test_a_job_is_started_once_and_followed_to_its_end() -> None:
    system = Automation(["queued", "", "ok"])
    with serving(system.answer) as peer:
        outcome = stepping.run(step(JOB, radius=Radius.REVERSIBLE), scene(place(peer.port, bearer=True), kept="t"))
    assert (outcome.result, outcome.finding, params(outcome)) == (Result.PASSED, Finding.JOB_DONE, {"state": "ok"})
    started, *looks = peer.asked
    assert json.loads(started.body) == {"job": "restart", "incident": "12", "n": 2}
    assert started.headers["idempotency-key"] == "run-1:look"
    assert [asked.path for asked in looks] == ["/jobs/1"] * 3
    assert {asked.headers["authorization"] for asked in peer.asked} == {"Bearer t"}


def test_a_job_that_fails_says_so() -> None:
    with serving(Automation(["bad"]).answer) as peer:
        outcome = stepping.run(step(JOB), scene(place(peer.port)))
    assert (outcome.result, outcome.finding, params(outcome)) == (Result.FAILED, Finding.JOB_FAILED, {"state": "bad"})


def test_a_start_that_is_refused_or_reaches_nobody_has_started_nothing() -> None:
    with serving(lambda _: Reply(403)) as peer:
        assert done(step(JOB), scene(place(peer.port))) == (Result.FAILED, Finding.HTTP_STATUS)
    assert done(step(JOB), scene(place(shut_port()))) == (Result.FAILED, Finding.CONNECTION_REFUSED)


def test_a_start_whose_answer_is_lost_is_unsure_and_not_tried_again() -> None:
    with talking(b"") as port:
        assert done(step(JOB), scene(place(port))) == (Result.UNSURE, Finding.JOB_LOST)
    with serving(lambda _: reply({"other": 1})) as peer:
        assert done(step(JOB), scene(place(peer.port))) == (Result.UNSURE, Finding.JOB_LOST)
    assert len(peer.asked) == 1


def test_a_job_without_an_end_in_time_is_unsure() -> None:
    with serving(Automation(["queued"]).answer) as peer:
        outcome = stepping.run(step(JOB, seconds=1.2), scene(place(peer.port)))
    assert (outcome.result, outcome.finding, params(outcome)) == (Result.UNSURE, Finding.JOB_LOST, {"reason": "queued"})


def test_a_console_that_ends_leaves_the_job_unsure() -> None:
    with serving(Automation(["queued"]).answer) as peer:
        here = scene(place(peer.port))
        threading.Timer(0.3, here.ending.set).start()
        assert done(step(JOB, seconds=60), here) == (Result.UNSURE, Finding.STOPPED)


def test_a_call_without_a_job_ends_with_its_answer() -> None:
    def taken(asked: Asked) -> Reply:
        return Reply(202, b"queued")

    with serving(taken) as peer:
        assert done(step(CALL), scene(place(peer.port))) == (Result.PASSED, Finding.HTTP_GOOD)
