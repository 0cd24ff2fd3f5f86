"""A step that asks by HTTP and looks at the answer (SPEC 8.5)."""

from __future__ import annotations

from console.models.runbook import HttpCheck, Step
from console.models.runbook_kinds import Finding, Result
from console.models.step_outcome import Outcome, found
from console.services import http
from console.services.reach import Deadline
from console.services.scene import Scene, evidence, work_as

KIND = HttpCheck


def run(step: Step, scene: Scene, deadline: Deadline) -> Outcome:
    """Whether the answer is as expected; raises Unreached."""
    work = work_as(step.work, HttpCheck)
    place = scene.place(work.target)
    answer = http.ask(place, work.path, deadline, headers=http.signed_in(place, scene.secret(place)))
    said = evidence(answer.text)
    if answer.status not in work.statuses:
        wanted = ", ".join(map(str, work.statuses))
        return found(Result.FAILED, Finding.HTTP_STATUS, said, status=answer.status, expected=wanted)
    told = answer.json() if work.json else None
    for where, expected in work.json:
        value = http.at(told, where)
        if value != expected or isinstance(value, bool) is not isinstance(expected, bool):
            there = evidence(str(value))[:80]
            return found(Result.FAILED, Finding.JSON_OTHER, said, place=where, found=there, expected=str(expected))
    if work.contains not in answer.text:
        return found(Result.FAILED, Finding.TEXT_LACKING, said, text=work.contains)
    return found(Result.PASSED, Finding.HTTP_GOOD, said, status=answer.status)
