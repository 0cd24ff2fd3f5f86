"""The machine a run is made on: its unrest, a private X server, the memory of a process.

Promise: what other programs do to the figures is measured and printed, never taken out.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.table import percentile

SCREEN = "1920x2400x24"
"""High enough for 50 rows of the table above a conversation."""


def unrest() -> str:
    """One sentence: load, how unevenly the same loop runs, what one flush to the disk costs."""
    loops = []
    for _ in range(60):
        start = time.perf_counter()
        sum(range(200_000))
        loops.append((time.perf_counter() - start) * 1000)
    disk = _flushes()
    return (
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; the same loop takes {min(loops):.1f} to"
        f" {percentile(loops, 0.95):.1f} ms (p95); one fsync {percentile(disk, 0.5):.2f} ms (p95"
        f" {percentile(disk, 0.95):.2f})"
    )


def _flushes() -> list[float]:
    times = []
    with tempfile.TemporaryFile() as file:
        for _ in range(40):
            file.write(b"x" * 4096)
            file.flush()
            start = time.perf_counter()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - start) * 1000)
    return times


def resident_kb(process: int) -> int:
    """Memory of a process that is in RAM now, in kB."""
    for line in Path(f"/proc/{process}/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise ValueError(process)


@contextmanager
def x_server() -> Iterator[str]:
    """A private Xvfb; its display."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
