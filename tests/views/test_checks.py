"""The steps of a connection test: mark, words and what follows agree."""

from __future__ import annotations

import pytest

from console.models.kinds import Code, HubStep, Refused
from console.services.sync.signin import Check
from console.settings import Language as Spoken
from console.views.checks import Checks
from tests.support.window import Window

STEPS = list(HubStep)
WRONG = Refused(Code.HUB_SIGN_IN_WRONG, login="zhou.wei")


@pytest.fixture
def checks(small: Window) -> Checks:
    """The steps, of which nothing is known yet."""
    return Checks(small.look, small.language, small.shell)


def states(checks: Checks) -> list[str]:
    return [one.partition(": ")[2] for one in checks.said()]


def test_a_test_goes_step_by_step(checks: Checks) -> None:
    assert checks.isHidden()
    checks.begin()
    assert states(checks) == ["is looked at", *["not looked at"] * (len(STEPS) - 1)]
    for at, step in enumerate(STEPS, 1):
        assert not checks.is_right
        checks.add(Check(step))
        assert states(checks)[:at] == ["right"] * at
    assert checks.is_right
    assert checks.trouble is None


def test_the_first_thing_that_is_wrong_explains_itself_and_the_rest_was_not_looked_at(checks: Checks) -> None:
    checks.begin()
    for step in STEPS[:3]:
        checks.add(Check(step))
    checks.add(Check(STEPS[3], WRONG))
    assert states(checks)[3].startswith("The hub did not take the password") or "zhou.wei" in states(checks)[3]
    assert states(checks)[4:] == ["not looked at"] * (len(STEPS) - 4)
    assert checks.trouble is WRONG
    assert not checks.is_right


def test_a_test_that_was_broken_off_looks_at_nothing_more(checks: Checks) -> None:
    checks.begin()
    checks.add(Check(STEPS[0]))
    checks.end()
    assert states(checks) == ["right", *["not looked at"] * (len(STEPS) - 1)]


def test_a_new_test_forgets_the_old_one(checks: Checks) -> None:
    checks.begin()
    checks.add(Check(STEPS[0], WRONG))
    checks.begin()
    assert checks.trouble is None
    assert states(checks)[0] == "is looked at"


def test_it_speaks_the_language_in_use(small: Window, checks: Checks) -> None:
    checks.begin()
    small.preferences.put(Spoken.ZH)
    checks.retranslate()
    assert checks.said()[0].startswith("服务器名称")
