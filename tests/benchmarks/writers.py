"""Write transactions of many writers at once, beside a plain program that takes the same lock.

Promise: both go through psycopg, TLS and the same server, in turns of the same run; a plain transaction is five
statements, an operation is one call in which the hub checks, stamps, logs and chains.
"""

from __future__ import annotations

from multiprocessing.connection import Connection as Line
from pathlib import Path
from statistics import median

from tests.benchmarks import member
from tests.benchmarks.table import Figure
from tests.benchmarks.team import Seat, Work, at_work, heard, team

WRITERS = 8
TURNS, SECONDS = 5, 4.0
NOTE = (
    "an operation (a priority and its event) pushed by a process of its own each, and a plain psycopg transaction of"
    " five statements under a head lock, in alternate turns; time of one at a time through the lock, so 1 / 0.7 = 1.43"
)


def writers(home: Path) -> list[Figure]:
    """Eight processes that write without a pause."""
    with team(WRITERS, home) as desk:
        taken: dict[Work, list[float]] = {member.pusher: [], member.plain: []}
        for _ in range(TURNS):
            for work, times in taken.items():
                times.append(_turn(desk.seats, work))
    ours, floor = (median(times) for times in taken.values())
    return [Figure("writers", f"an operation, {WRITERS} writers", ours, floor=floor, ratio=1 / 0.7, note=NOTE)]


def _turn(seats: tuple[Seat, ...], work: Work) -> float:
    """Milliseconds of one transaction while all write."""
    with at_work(seats, work) as lines:
        _all(lines, 0.3)
        return SECONDS * 1000 / sum(_all(lines, SECONDS))


def _all(lines: tuple[Line, ...], seconds: float) -> list[int]:
    for line in lines:
        line.send(seconds)
    return [heard(line) for line in lines]
