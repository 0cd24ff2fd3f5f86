"""What a step found is told in both languages, with all it carries."""

from __future__ import annotations

import re

import pytest

from console import words
from console.models.kinds import Locale
from console.models.runbook_kinds import Finding, Result
from console.models.step_outcome import Outcome
from tests.house.reading import ROOT

FINDINGS = re.findall(
    r'^    ([A-Z_]+) = "[a-z_]+"(?:  # (.*))?$',
    (ROOT / "console/models/runbook_kinds.py").read_text("utf-8").partition("class Finding(StrEnum):")[2],
    re.MULTILINE,
)
"""Each finding and the parameters that stand behind it."""


@pytest.mark.parametrize(("name", "declared"), FINDINGS)
def test_what_a_step_found_is_a_sentence_with_all_its_parameters(name: str, declared: str) -> None:
    named = [word.partition(" ")[0] for word in declared.split(", ") if word]
    params = tuple((word, f"«{word}»") for word in named)
    for locale in Locale:
        said = words.outcome(Outcome(Result.FAILED, Finding[name], params), locale)
        assert all(f"«{word}»" in said for word in named), said
        assert "?" not in said
        assert said.endswith((".", "。", "«note»"))


def test_every_finding_is_declared() -> None:
    assert [name for name, _ in FINDINGS] == [finding.name for finding in Finding]
    seen = Outcome(Result.PASSED, Finding.NUMBER_GOOD, (("value", 0.05), ("expected", "< 0.1")))
    assert words.outcome(seen, Locale.EN) == "The answer is 0.05, which is < 0.1."
