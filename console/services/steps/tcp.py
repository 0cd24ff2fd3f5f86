"""A step that connects and hangs up (SPEC 8.5)."""

from __future__ import annotations

from console.models.runbook import Step, TcpCheck
from console.models.runbook_kinds import Finding, Result
from console.models.step_outcome import Outcome, found
from console.services.reach import Deadline, connect
from console.services.scene import Scene, work_as

KIND = TcpCheck


def run(step: Step, scene: Scene, deadline: Deadline) -> Outcome:
    """Whether the place takes connections; raises Unreached."""
    place = scene.place(work_as(step.work, TcpCheck).target)
    connect(place, deadline).close()
    return found(Result.PASSED, Finding.CONNECTED, host=place.host, port=str(place.port))
