"""What a person says of a step they did (SPEC 8.5)."""

from __future__ import annotations

from console.models.runbook_kinds import Finding, Result
from console.services.steps.manual import said
from tests.support.scenes import params


def test_done_or_not_with_a_note() -> None:
    good, bad = said("checked by Wei", done=True), said("no access", done=False)
    assert (good.result, good.finding, params(good)) == (
        Result.PASSED,
        Finding.DONE_BY_HAND,
        {"note": "checked by Wei"},
    )
    assert (bad.result, bad.finding) == (Result.FAILED, Finding.NOT_DONE)
