"""The other process of goal i: commits so many changed rows a second and prints their ids.

Promise: `python -m tests.benchmarks.writer PROFILE RATE SECONDS`; each line is one committed transaction.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from itertools import cycle, islice
from pathlib import Path

from console.models.kinds import to_micros
from console.services.clock import SystemClock
from console.services.store import Store

TURNS = 10
"""Transactions a second."""


def main(profile: Path, rate: int, seconds: int) -> None:
    """Write until the time is over."""
    store, clock = Store(next(profile.glob("embedded/*/replica.db"))), SystemClock()
    with store.read() as connection:
        ids = [row[0] for row in connection.execute("select ticket from listing order by random()")]
    turns = cycle(ids)
    start, pace = time.perf_counter(), threading.Event()
    for turn in range(seconds * TURNS):
        pace.wait(max(0.0, start + turn / TURNS - time.perf_counter()))
        chosen = list(islice(turns, rate // TURNS))
        at = to_micros(clock.now())
        with store.bulk() as connection:
            connection.executemany(
                "update ticket set updated_at = ?,"
                " priority = case priority when 'LOW' then 'HIGH' else 'LOW' end where id = ?",
                [(at, key) for key in chosen],
            )
        sys.stdout.write(json.dumps(chosen) + "\n")
        sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
