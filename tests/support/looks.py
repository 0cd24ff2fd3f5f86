"""Sources of evidence and the window they are looked at in, for tests of single sources.

Promise: what a source does not need is empty; the window is the hour before the real present.
"""

from __future__ import annotations

from datetime import timedelta

from console.models.allowed import Allowed, Place, Source
from console.models.evidence import Report
from console.models.runbook_kinds import SourceKind
from console.services.clock import SystemClock
from console.services.look import Look
from tests.support.scenes import scene

HOUR = timedelta(hours=1)


def source(
    kind: SourceKind, *, path: str = "", unit: str = "", directory: str = "", queries: tuple[tuple[str, str], ...] = ()
) -> Source:
    """A source called `logs` at the place `there`."""
    return Source("logs", kind, path, unit, directory, "there", queries, "UTC")


def look(*places: Place, sources: tuple[Source, ...] = (), reports: tuple[Report, ...] = ()) -> Look:
    """The last hour, seen from now."""
    here, now = scene(*places), SystemClock().now()
    allowed = Allowed(places, (), sources)
    made = type(here)(allowed, here.clock, here.secret, here.commands, here.names, here.key, here.ending)
    return Look(made, now - HOUR, now, lambda _first, _last: reports)
