"""A step a person does and says so (SPEC 8.5)."""

from __future__ import annotations

from console.models.runbook_kinds import Finding, Result
from console.models.step_outcome import Outcome, found


def said(note: str, *, done: bool) -> Outcome:
    """What becomes of the step when a person says whether it is done, with a note."""
    if done:
        return found(Result.PASSED, Finding.DONE_BY_HAND, note=note)
    return found(Result.FAILED, Finding.NOT_DONE, note=note)
