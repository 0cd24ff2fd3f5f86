"""Plays many seeded histories of consoles and a hub: `python3 dev.py simulate N [FIRST]`.

Promise: all cores work; exits with 1 when a history broke an invariant, and prints the seed that repeats it.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.services.sync.simulation import Violation, run

SHARE = 50
"""Histories of one errand of a process."""


def histories(count: int, first: int = 0) -> tuple[Counter[str], list[str]]:
    """What happened in the histories of so many seeds from `first` on, and what broke."""
    starts = range(first, first + count, SHARE)
    shares = [min(SHARE, first + count - start) for start in starts]
    tally, broken = Counter[str](), list[str]()
    # Fresh processes: a copy of one that has threads may stop in any of their locks.
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        for part, faults in pool.map(_play, starts, shares):
            tally += part
            broken += faults
    return tally, broken


def _play(first: int, count: int) -> tuple[Counter[str], list[str]]:
    tally, broken = Counter[str](), list[str]()
    for seed in range(first, first + count):
        try:
            tally += run(seed)
        except Violation as violation:
            broken.append(str(violation))
    return tally, broken


def main(arguments: list[str]) -> int:
    """Play `arguments[0]` histories from the seed `arguments[1]` (0) on; the exit code."""
    count = int(arguments[0]) if arguments else 2000
    first = int(arguments[1]) if len(arguments) > 1 else 0
    tally, broken = histories(count, first)
    print(
        f"{count} histories from seed {first}: {len(broken)} broken; " + ", ".join(f"{v} {k}" for k, v in tally.items())
    )
    for fault in broken[:20]:
        print(fault)
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
