"""Gathers evidence from all sources of the list, one after the other (SPEC 8.2).

Promise: a source that fails is recorded as failed with its reason, and the rest goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from console.models.allowed import Source
from console.models.evidence import Gathered
from console.models.runbook_kinds import Finding, Result, SourceKind
from console.models.step_outcome import Outcome, Unreached, found
from console.services.evidence import SOURCES
from console.services.look import Look

log = logging.getLogger(__name__)

REPORTS = Source("tickets", SourceKind.REPORTS, "", "", "", "", (), "UTC")
"""What people reported is always looked at."""


def gather(look: Look) -> Iterator[Gathered]:
    """What each source gave, as it comes; first what people reported."""
    for source in (REPORTS, *look.scene.allowed.sources):
        if look.scene.ending.is_set():
            return
        yield _from(source, look)


def _from(source: Source, look: Look) -> Gathered:
    collect = dict(SOURCES)[source.kind]
    try:
        return collect(source, look)
    except Unreached as error:
        return _failed(source, error.outcome)
    except Exception as error:
        log.exception("the source %s broke", source.name)
        return _failed(source, found(Result.FAILED, Finding.BROKE, reason=type(error).__name__))


def _failed(source: Source, failure: Outcome) -> Gathered:
    return Gathered(source.name, source.kind, failure=failure)
