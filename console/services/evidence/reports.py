"""Evidence from what people reported: the tickets of the window (SPEC 8.2)."""

from __future__ import annotations

from console.models.allowed import Source
from console.models.evidence import Gathered
from console.models.runbook_kinds import SourceKind
from console.services.look import Look

KIND = SourceKind.REPORTS


def collect(source: Source, look: Look) -> Gathered:
    """The tickets that may tell of the incident."""
    return Gathered(source.name, KIND, reports=look.reports(look.first, look.last))
