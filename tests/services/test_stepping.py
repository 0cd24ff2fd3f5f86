"""A step always ends with an outcome: tried again where it only looks, `unsure` where it broke off (SPEC 8.5)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.models.runbook import HttpCheck, Manual, TcpCheck
from console.models.runbook_kinds import Finding, Radius, Result
from console.services import stepping
from tests.support.peers import Asked, Reply, serving, shut_port
from tests.support.scenes import done, place, scene, step
from tests.support.strict import LogWatch

LOOK = HttpCheck("there", "/", (200,), (), "")


def test_a_check_is_tried_again_until_it_passes() -> None:
    answers = [Reply(500), Reply(200), Reply(500)]

    def next_answer(asked: Asked) -> Reply:
        return answers.pop(0)

    with serving(next_answer) as peer:
        assert done(step(LOOK, retries=5), scene(place(peer.port))) == (Result.PASSED, Finding.HTTP_GOOD)
    assert len(peer.asked) == 2


def test_a_check_is_tried_no_more_than_it_says() -> None:
    with serving(lambda _: Reply(500)) as peer:
        assert done(step(LOOK, retries=1), scene(place(peer.port))) == (Result.FAILED, Finding.HTTP_STATUS)
    assert len(peer.asked) == 2


def test_a_console_that_ends_tries_no_more() -> None:
    here = scene(place(shut_port()))
    here.ending.set()
    assert done(step(LOOK, retries=5), here) == (Result.FAILED, Finding.CONNECTION_REFUSED)


def test_a_step_that_breaks_is_told_and_logged(logs: LogWatch) -> None:
    broke = replace(scene(place(shut_port())), secret=lambda _: str(1 / 0))
    for radius, result in ((Radius.NONE, Result.FAILED), (Radius.REVERSIBLE, Result.UNSURE)):
        logs.expect("console.services.stepping", "broke")
        assert done(step(LOOK, radius=radius), broke) == (result, Finding.BROKE)


def test_a_manual_step_is_no_machines() -> None:
    with pytest.raises(TypeError):
        stepping.run(step(Manual()), scene())
    assert done(step(TcpCheck("gone")), scene()) == (Result.NOT_SET_UP, Finding.NO_PLACE)
