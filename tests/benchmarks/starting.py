"""Goal b: from the start of the process to painted rows, and the memory some seconds later.

Promise: console and bare window start in turn, as processes of their own; medians are compared.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from statistics import median

from console.app import SMOKE
from tests.benchmarks.machine import resident_kb
from tests.benchmarks.table import Figure

ROOT = Path(__file__).resolve().parents[2]
BARE = "window"
ROUNDS = 9
SETTLED_S = 8.0


def starting(profile: Path) -> list[Figure]:
    """Start-up and memory of the console beside a bare window."""
    console = [sys.executable, "-m", "console", "--profile", str(profile)]
    bare = [sys.executable, "-m", "tests.benchmarks.floors", BARE]
    ours, floors = [], []
    _ready(console)  # what lies on the disk is read once
    _ready(bare)
    for _ in range(ROUNDS):
        floors.append(_ready(bare))
        ours.append(_ready(console))
    return [
        Figure("b", "start to painted rows, median", median(ours), floor=median(floors), ratio=2.2),
        Figure("b", "start to painted rows, least", min(ours), floor=min(floors)),
        Figure("b", "memory some seconds later", _memory(console), "MB", floor=_memory(bare), ratio=2.5),
    ]


def _ready(command: list[str]) -> float:
    """Milliseconds until the program says its rows are painted; the console then ends by itself."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {SMOKE: "1"}, stdout=subprocess.PIPE, text=True)
    if process.stdout is None or process.stdout.readline() != "ready\n":
        raise RuntimeError(command)
    taken = (time.perf_counter() - start) * 1000
    if command[-1] == BARE:
        process.terminate()
    process.wait()
    return taken


def _memory(command: list[str]) -> float:
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(SETTLED_S)
    taken = resident_kb(process.pid) / 1000
    process.terminate()
    process.wait()
    return taken
