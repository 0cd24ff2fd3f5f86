"""Goal s: due times of 100,000 tickets after a calendar changed, beside a bare numpy search in the same windows.

Promise: both work on the same table and the same starts, in turn, and are found equal before anything is timed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median

import numpy as np
from numpy.typing import NDArray

from console.models.calendars import calendar_of
from console.models.kinds import to_micros
from console.models.wall import DAY, SECOND
from console.models.windows import Windows
from tests.benchmarks.table import Figure

TICKETS = 100_000
ROUNDS = 15
WEEK = ("mon", "tue", "wed", "thu", "fri")
OFFICE = {"tz": "Europe/Berlin", "week": {day: [["09:00", "12:30"], ["13:15", "17:30"]] for day in WEEK}}
NIGHTS = {"tz": "America/New_York", "week": {day: [["22:00", "06:00"]] for day in (*WEEK, "sat", "sun")}}
FIRST, LAST = (to_micros(datetime(year, 1, 1, tzinfo=UTC)) for year in (2024, 2028))

Instants = NDArray[np.int64]


def due_times() -> list[Figure]:
    """Making the table, and due times by day and by night."""
    return [*_of("office hours", OFFICE), *_of("night shifts", NIGHTS)]


def _of(name: str, told: object) -> list[Figure]:
    random = np.random.default_rng(1)
    starts = np.sort(random.integers(FIRST + 7 * DAY, LAST - 400 * DAY, TICKETS))
    seconds = random.integers(1, 72 * 3600, TICKETS)
    windows = Windows(calendar_of(told), FIRST, LAST)
    table = np.array(list(calendar_of(told).spans(FIRST, LAST)), dtype=np.int64)
    if not (windows.due(starts, seconds) == _bare(table, starts, seconds)).all():
        raise RuntimeError(name)
    ours, bare = _in_turn(lambda: windows.due(starts, seconds), lambda: _bare(table, starts, seconds))
    return [
        Figure("s", f"100,000 due times, {name}", ours, floor=bare, ratio=2),
        Figure("s", f"making the table of four years, {name}", _making(told)),
    ]


def _bare(table: Instants, starts: Instants, seconds: Instants) -> Instants:
    """The same by two binary searches."""
    opens, closes = table[:, 0], table[:, 1]
    sums = np.cumsum(closes - opens)
    found = np.searchsorted(opens, starts, side="right") - 1
    passed = sums[found] - np.maximum(closes[found] - starts, 0) + seconds * SECOND
    reached = np.searchsorted(sums, passed)
    due: Instants = closes[reached] - sums[reached] + passed
    return due


def _in_turn(*both: Callable[[], object]) -> tuple[float, float]:
    """The medians of both, in milliseconds."""
    taken: list[list[float]] = [[], []]
    for _ in range(ROUNDS):
        for figures, one in zip(taken, both, strict=True):
            figures.append(_milliseconds(one))
    return median(taken[0]), median(taken[1])


def _making(told: object) -> float:
    """A calendar that nobody has asked before, and its table."""
    return median(_milliseconds(lambda: Windows(calendar_of(told), FIRST, LAST)) for _ in range(ROUNDS))


def _milliseconds(one: Callable[[], object]) -> float:
    start = time.perf_counter()
    one()
    return (time.perf_counter() - start) * 1000
