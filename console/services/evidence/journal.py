"""Evidence from the system's journal (SPEC 8.2)."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator

from console.models import log_lines
from console.models.allowed import Source
from console.models.evidence import Gathered
from console.models.log_lines import Entry, Log
from console.models.runbook_kinds import Finding, SourceKind
from console.models.step_outcome import Unreached
from console.services.look import LARGEST, SECONDS, Look

KIND = SourceKind.JOURNAL
PROGRAM = "journalctl"
MOST_LINES = 20_000


def collect(source: Source, look: Look) -> Gathered:
    """The entries of a unit in the window; raises Unreached."""
    lines = _asked(source, look).splitlines()
    entries = tuple(entry for entry in _entries(lines) if look.first <= entry.at <= look.last)
    return Gathered(source.name, KIND, log=Log(entries, len(lines) - sum(1 for _ in _entries(lines))))


def _asked(source: Source, look: Look) -> str:
    since, until = (f"@{instant.timestamp():.6f}" for instant in (look.first, look.last))
    where = [f"--directory={source.directory}"] if source.directory else []
    wanted = [f"--unit={source.unit}", f"--since={since}", f"--until={until}", f"--lines={MOST_LINES}"]
    command = [PROGRAM, "--output=json", "--no-pager", "--quiet", *where, *wanted]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
        )
    except OSError as error:
        raise Unreached(Finding.COMMAND_MISSING, path=PROGRAM, reason=error.strerror or str(error)) from None
    except subprocess.TimeoutExpired:
        raise Unreached(Finding.TIMED_OUT, seconds=SECONDS) from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip() or str(done.returncode)
        raise Unreached(Finding.UNREADABLE, path=source.directory or PROGRAM, reason=reason[:200])
    return done.stdout[-LARGEST:].decode("utf-8", "replace")


def _entries(lines: list[str]) -> Iterator[Entry]:
    for line in lines:
        try:
            told = json.loads(line)
        except ValueError:
            continue
        entry = log_lines.from_fields(told) if isinstance(told, dict) else None
        if entry is not None:
            yield entry
