"""Days, sizes and severities are read whole or refused with the place."""

from __future__ import annotations

import pytest

from console.models.kinds import Code, Refused, Severity
from console.models.rulings import Rules, Terms, default_rules, default_severities, rules_of, severities_of


def test_the_defaults_are_those_of_the_specification() -> None:
    """SPEC 3.3, 3.12, 7.1."""
    assert rules_of(default_rules()) == rules_of({}) == Rules(7, 7, 180, 26_214_400)
    terms = severities_of(default_severities())
    assert terms[Severity.CRITICAL] == Terms(15, 30, 120, ("executive_team", "ops_director", "system_admins"))
    assert [(one.respond, one.update, one.resolve) for one in terms.values()] == [
        *((15, 30, 120), (60, 120, 240), (240, 240, 1440), (1440, 1440, 4320))
    ]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ([], "rules"),
        ({"days": 1}, "rules"),
        ({"close_after_days": 0}, "close_after_days"),
        ({"close_after_days": True}, "close_after_days"),
        ({"attachment_bytes": 26_214_401}, "attachment_bytes"),
        ({"help_address": "file:///etc"}, "help_address"),
        ({"help_address": "https://a b"}, "help_address"),
        ({"help_address": 1}, "help_address"),
    ],
)
def test_rules_nobody_understands_are_refused(body: object, place: str) -> None:
    with pytest.raises(Refused) as refusal:
        rules_of(body)
    assert (refusal.value.code, refusal.value.params["place"]) == (Code.BAD_VALUE, place)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"LOW": None}, "LOW"),
        ({"LOW": {"respond": 1, "update": 1}}, "LOW.resolve"),
        ({"LOW": {"respond": 1, "update": 1, "resolve": 1, "tell": [""]}}, "LOW.tell"),
        ({"WORST": {}}, "severities"),
    ],
)
def test_severities_nobody_understands_are_refused(change: dict[str, object], place: str) -> None:
    with pytest.raises(Refused) as refusal:
        severities_of(default_severities() | change)
    assert (refusal.value.code, refusal.value.params["place"]) == (Code.BAD_VALUE, place)
