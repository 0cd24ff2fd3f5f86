"""What every step is done with: the list of what it may reach, its time, and the ids it may speak of.

Promise: a value per try; what a step may not do on this machine is refused here, before anything is reached.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from console.models.allowed import Allowed, Place, Program
from console.models.runbook_kinds import Finding, Scheme
from console.models.step_outcome import Unreached
from console.models.step_reading import HOLE
from console.models.values import dataclass
from console.services.clock import Clock
from console.services.log_file import masked
from console.services.reach import Deadline

W = TypeVar("W")

LONGEST_EVIDENCE = 4000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a step needs besides its definition."""

    allowed: Allowed
    clock: Clock
    secret: Callable[[Place], str | None]
    """What signs in at a place; None where nobody put it down."""
    commands: bool
    """Whether this machine allows programs to be started."""
    names: tuple[tuple[str, str], ...]
    """`incident`, `run` and `step`: what a placeholder stands for."""
    key: str
    """Unique for this step of this run: whoever hears it twice does it once."""
    ending: threading.Event
    """Set when the console ends: a long step gives up."""

    def deadline(self, seconds: float) -> Deadline:
        """So much time from now."""
        return Deadline(self.clock, seconds)

    def place(self, name: str, *schemes: Scheme) -> Place:
        """The allowed place of that name; raises Unreached where there is none, or one of another scheme."""
        found = self.allowed.place(name)
        if found is None:
            raise Unreached(Finding.NO_PLACE, name=name)
        if schemes and found.scheme not in schemes:
            raise Unreached(Finding.OTHER_SCHEME, name=name, scheme=schemes[0].value)
        return found

    def program(self, name: str) -> Program:
        """The allowed program of that name; raises Unreached."""
        if not self.commands:
            raise Unreached(Finding.COMMAND_DENIED)
        found = self.allowed.program(name)
        if found is None:
            raise Unreached(Finding.NO_PROGRAM, name=name)
        return found

    def secret_of(self, place: Place) -> str:
        """The secret of whoever signs in there; raises Unreached UNSIGNED."""
        kept = self.secret(place)
        if not kept:
            raise Unreached(Finding.UNSIGNED, name=place.name)
        return kept

    def filled(self, text: str) -> str:
        """The text with its placeholders filled; one argument stays one argument."""
        known = dict(self.names)
        return HOLE.sub(lambda hole: known.get(hole[1], hole[0]), text)


def evidence(text: str) -> str:
    """A text of another system as it may be kept: without secrets, of one sane length."""
    shown = masked("".join(c if c.isprintable() or c == "\n" else " " for c in text[: 2 * LONGEST_EVIDENCE]))
    return shown if len(shown) <= LONGEST_EVIDENCE else shown[: LONGEST_EVIDENCE - 1] + "…"


def work_as(work: object, kind: type[W]) -> W:
    """The work of a step as the kind it must be; raises TypeError."""
    if not isinstance(work, kind):
        raise TypeError(f"{kind.__name__} expected")
    return work
