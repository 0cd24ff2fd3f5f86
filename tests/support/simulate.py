"""Plays many seeded histories of consoles and a hub: `python3 dev.py simulate N [FIRST]`.

Promise: exits with 1 when a history broke an invariant, and prints the seed that repeats it.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from tests.services.sync.simulation import Violation, run

SHARE = 50
"""Histories of one errand of a process."""


def play(first: int, count: int) -> tuple[Counter[str], list[str]]:
    """What happened in `count` histories from the seed `first` on, and what broke."""
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
    starts = range(first, first + count, SHARE)
    shares = [min(SHARE, first + count - start) for start in starts]
    tally, broken = Counter[str](), list[str]()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for part, faults in pool.map(play, starts, shares):
            tally += part
            broken += faults
    print(
        f"{count} histories from seed {first}: {len(broken)} broken; " + ", ".join(f"{v} {k}" for k, v in tally.items())
    )
    for fault in broken[:20]:
        print(fault)
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
