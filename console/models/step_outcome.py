"""How a step ended, and what shows it.

Promise: values only; a failure to reach something is an exception that says which finding it is.
"""

from __future__ import annotations

from console.models.runbook_kinds import Finding, Result
from console.models.values import dataclass

Params = tuple[tuple[str, str | int | float], ...]

SET_UP = frozenset(
    {Finding.NO_PLACE, Finding.NO_PROGRAM, Finding.UNSIGNED, Finding.OTHER_SCHEME, Finding.COMMAND_DENIED}
)
"""Findings about this machine or fleet, not about what was to be looked at."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a step, why, and the evidence: a text of the other side, capped and without secrets."""

    result: Result
    finding: Finding
    params: Params = ()
    evidence: str = ""


class Unreached(Exception):
    """The step could not be done as far as a result; `finding` says why."""

    def __init__(self, finding: Finding, **params: str | float) -> None:
        super().__init__(f"{finding}: {params}")
        self.finding = finding
        self.params: Params = tuple(params.items())

    @property
    def outcome(self) -> Outcome:
        """What becomes of a step that only looks."""
        if self.finding in SET_UP:
            return Outcome(Result.NOT_SET_UP, self.finding, self.params)
        return Outcome(_ENDS.get(self.finding, Result.FAILED), self.finding, self.params)


_ENDS = {Finding.TIMED_OUT: Result.TIMED_OUT, Finding.JOB_LOST: Result.UNSURE, Finding.STOPPED: Result.UNSURE}


def found(result: Result, finding: Finding, evidence: str = "", **params: str | float) -> Outcome:
    """An outcome, its parameters by name."""
    return Outcome(result, finding, tuple(params.items()), evidence)
