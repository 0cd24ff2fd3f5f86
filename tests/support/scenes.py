"""Steps and what they are done with, for tests of single steps.

Promise: a step is whole, as the parser makes it; the list of what it may reach holds what the test says and no more.
"""

from __future__ import annotations

import threading
from datetime import timedelta

from console.models.allowed import Allowed, Place, Program
from console.models.runbook import Step, Text, Work
from console.models.runbook_kinds import Finding, Part, Radius, Result, Scheme, StepKind
from console.models.step_outcome import Outcome
from console.services import stepping
from console.services.clock import SystemClock
from console.services.scene import Scene

NAMES = (("incident", "12"), ("run", "run-1"), ("step", "look"))


def place(
    port: int,
    scheme: Scheme = Scheme.HTTP,
    *,
    host: str = "127.0.0.1",
    authority: str = "",
    login: str = "",
    client: str = "",
    bearer: bool = False,
) -> Place:
    """A place called `there`."""
    return Place("there", scheme, host, port, authority, login, client, bearer, database="")


def step(work: Work, *, seconds: float = 10, retries: int = 0, radius: Radius = Radius.NONE) -> Step:
    """A step that does that work."""
    none = Text("", "")
    timeout = timedelta(seconds=seconds)
    return Step("look", Part.DIAGNOSE, StepKind.HTTP, none, none, radius, timeout, retries, work, "0" * 64)


def scene(*places: Place, programs: tuple[Program, ...] = (), kept: str | None = None, commands: bool = True) -> Scene:
    """What a step is done with."""
    allowed = Allowed(places, programs)
    return Scene(allowed, SystemClock(), lambda _: kept, commands, NAMES, "run-1:look", threading.Event())


def done(made: Step, at: Scene) -> tuple[Result, Finding]:
    """Result and finding of a step."""
    outcome = stepping.run(made, at)
    return outcome.result, outcome.finding


def params(outcome: Outcome) -> dict[str, object]:
    """The parameters of an outcome by name."""
    return dict(outcome.params)
