"""A step that starts a program: by argument list, in an environment of its own, ended in time (SPEC 8.5)."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from console.models.allowed import Program
from console.models.runbook import CommandRun
from console.models.runbook_kinds import Finding, Radius, Result
from console.services import stepping
from console.services.steps.command import MOST_OUTPUT
from tests.support.scenes import done, params, scene, step
from tests.support.waiting import until

PYTHON = Program("python", sys.executable, (("GREETING", "hello"),))
SHELL = Program("shell", "/bin/sh", ())


def command(*arguments: str, program: str = "python", contains: str = "", status: int = 0) -> CommandRun:
    return CommandRun(program, arguments, (status,), contains)


def test_arguments_arrive_as_they_are_and_nothing_is_expanded() -> None:
    show = command("-c", "import sys; print(sys.argv[1:])", "$HOME; echo *", "--incident={incident}", '{"a": 1}')
    outcome = stepping.run(step(show), scene(programs=(PYTHON,)))
    assert (outcome.result, outcome.finding, params(outcome)) == (Result.PASSED, Finding.COMMAND_GOOD, {"status": 0})
    assert outcome.evidence.strip() == repr(["$HOME; echo *", "--incident=12", '{"a": 1}'])


def test_its_environment_holds_what_the_list_says_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "hunter2")
    show = command("-c", "import os; print(sorted(os.environ)); print(os.environ['GREETING'])")
    outcome = stepping.run(step(show), scene(programs=(PYTHON,)))
    assert "hello" in outcome.evidence
    assert "PGPASSWORD" not in outcome.evidence
    assert "HOME" not in outcome.evidence


def test_status_and_output_are_held_against_what_is_expected() -> None:
    here = scene(programs=(PYTHON,))
    assert done(step(command("-c", "raise SystemExit(3)")), here) == (Result.FAILED, Finding.COMMAND_STATUS)
    assert done(step(command("-c", "raise SystemExit(3)", status=3)), here) == (Result.PASSED, Finding.COMMAND_GOOD)
    assert done(step(command("-c", "print('off')", contains="on")), here) == (Result.FAILED, Finding.TEXT_LACKING)


def test_output_is_capped_and_masked() -> None:
    loud = command("-c", f"print('password=hunter2'); print('x' * {3 * MOST_OUTPUT})")
    outcome = stepping.run(step(loud), scene(programs=(PYTHON,)))
    assert outcome.result is Result.PASSED
    assert len(outcome.evidence) <= 4000
    assert "hunter2" not in outcome.evidence


def test_when_its_time_is_up_it_and_its_children_are_ended(tmp_path: Path) -> None:
    kept = tmp_path / "child"
    script = f"sleep 300 & echo $! > {kept}; wait"
    slow = step(command("-c", script, program="shell"), seconds=1, radius=Radius.REVERSIBLE)
    assert done(slow, scene(programs=(SHELL,))) == (Result.TIMED_OUT, Finding.TIMED_OUT)
    child = int(kept.read_text())
    until(lambda: not _runs(child))


def test_a_console_that_ends_stops_it_and_does_not_know_what_became_of_it() -> None:
    here = scene(programs=(SHELL,))
    threading.Timer(0.3, here.ending.set).start()
    slow = step(command("-c", "sleep 300", program="shell"), seconds=60)
    assert done(slow, here) == (Result.UNSURE, Finding.STOPPED)


def test_only_what_stands_in_the_list_is_started_and_only_where_that_is_allowed() -> None:
    gone = Program("python", "/nowhere/python", ())
    assert done(step(command()), scene(programs=(gone,))) == (Result.FAILED, Finding.COMMAND_MISSING)
    assert done(step(command()), scene()) == (Result.NOT_SET_UP, Finding.NO_PROGRAM)
    assert done(step(command()), scene(programs=(PYTHON,), commands=False)) == (
        Result.NOT_SET_UP,
        Finding.COMMAND_DENIED,
    )


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
