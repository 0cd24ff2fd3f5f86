"""What every source of evidence is looked at with: the window, and who answers for the replica.

Promise: a value per run; the window is closed at both ends (SPEC 8.2).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from console.models.evidence import Report
from console.models.values import dataclass
from console.services.scene import Scene

SECONDS = 20.0
"""One source has so long."""
LARGEST = 8 * 1024 * 1024
"""Bytes of one log that are looked at: the newest."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a source needs besides its entry in the list."""

    scene: Scene
    first: datetime
    last: datetime
    reports: Callable[[datetime, datetime], tuple[Report, ...]]
    """The tickets of a window that may tell of the incident."""
