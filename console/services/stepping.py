"""Does one step of a runbook, whatever its kind, with its retries (SPEC 8.5).

Promise: a step always ends with an outcome, within its time and that of its retries; a step that changes something is
done at most once, and where it broke off in the middle it is `unsure`.
"""

from __future__ import annotations

import logging

from console.models.runbook import Step
from console.models.runbook_kinds import Finding, Result
from console.models.step_outcome import Outcome, Unreached, found
from console.services.scene import Scene
from console.services.steps import STEPS

log = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds before a check is tried again."""


def run(step: Step, scene: Scene) -> Outcome:
    """The outcome of the step, tried as often as it says; a manual one is a person's to end (raises TypeError)."""
    outcome = _once(step, scene)
    for _ in range(step.retries):
        if outcome.result in (Result.PASSED, Result.NOT_SET_UP) or scene.ending.wait(PAUSE):
            break
        outcome = _once(step, scene)
    return outcome


def _once(step: Step, scene: Scene) -> Outcome:
    act = next((act for kind, act in STEPS if kind is type(step.work)), None)
    if act is None:
        raise TypeError(f"{step.kind} is not done by a machine")
    try:
        return act(step, scene, scene.deadline(step.timeout.total_seconds()))
    except Unreached as error:
        return error.outcome
    except Exception as error:
        log.exception("the step %s broke", step.id)
        result = Result.FAILED if step.checks else Result.UNSURE
        return found(result, Finding.BROKE, reason=type(error).__name__)
