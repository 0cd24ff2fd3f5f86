"""A step that connects (SPEC 8.5)."""

from __future__ import annotations

from console.models.runbook import TcpCheck
from console.models.runbook_kinds import Finding, Result, Scheme
from console.services import stepping
from tests.support.peers import shut_port, talking
from tests.support.scenes import done, params, place, scene, step


def test_a_port_that_listens_passes_and_one_that_does_not_fails() -> None:
    with talking(b"hello") as port:
        outcome = stepping.run(step(TcpCheck("there")), scene(place(port, Scheme.TCP)))
        assert (outcome.result, outcome.finding) == (Result.PASSED, Finding.CONNECTED)
        assert params(outcome) == {"host": "127.0.0.1", "port": str(port)}
    shut = place(shut_port(), Scheme.TCP)
    assert done(step(TcpCheck("there")), scene(shut)) == (Result.FAILED, Finding.CONNECTION_REFUSED)


def test_a_name_nobody_knows_is_told() -> None:
    gone = place(80, Scheme.TCP, host="gone.invalid")
    assert done(step(TcpCheck("there")), scene(gone)) == (Result.FAILED, Finding.NO_HOST)
