"""Evidence from files of logs (SPEC 8.2).

Promise: only files whose path fits the entry's pattern are read, and of each the newest part.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from console.models import log_lines
from console.models.allowed import Source
from console.models.evidence import Gathered
from console.models.runbook_kinds import Finding, SourceKind
from console.models.step_outcome import Unreached
from console.services.look import LARGEST, Look

KIND = SourceKind.FILES
MOST_FILES = 50


def collect(source: Source, look: Look) -> Gathered:
    """The entries of the window in all files that fit; raises Unreached."""
    pattern = Path(source.path)
    fitting = Path(pattern.anchor or ".").glob(str(pattern.relative_to(pattern.anchor)))
    paths = sorted(path for path in fitting if path.is_file())[:MOST_FILES]
    if not paths:
        raise Unreached(Finding.NO_FILES, path=source.path)
    lines = (line for path in paths for line in _lines(path))
    return Gathered(source.name, KIND, log=log_lines.read(lines, look.first, look.last, ZoneInfo(source.zone)))


def _lines(path: Path) -> Iterator[str]:
    """Whole lines of the newest part of a file."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - LARGEST))
            content = file.read(LARGEST)
    except OSError as error:
        raise Unreached(Finding.UNREADABLE, path=str(path), reason=error.strerror or str(error)) from None
    lines = content.decode("utf-8", "replace").splitlines()
    yield from lines[1:] if size > LARGEST else lines
