"""How the tickets of an incident came in over time, as bars (SPEC 7.9).

Promise: pure; every ticket is in one bar, and the bars cover from the first of them to now.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from console.models.wall import SECOND

MOST_BARS = 36
_MINUTE = 60 * SECOND
_STEPS = (1, 5, 15, 60, 240, 1440)
"""Minutes a bar may stand for; after these whole days."""


class Arrivals(NamedTuple):
    """Bars of equal length."""

    start: int
    """Of the first, in microseconds."""
    minutes: int
    """That each stands for."""
    counts: tuple[int, ...]


def arrivals(created: Sequence[int], now: int) -> Arrivals:
    """Bars over instants (microseconds), so fine that there are no more than `MOST_BARS`; none for none."""
    if not created:
        return Arrivals(now, 1, ())
    first, last = min(created), max(now, *created)
    step = next((one for one in _STEPS if _bars(first, last, one) <= MOST_BARS), 0)
    while not step or _bars(first, last, step) > MOST_BARS:
        step += 1440
    start = first - first % (step * _MINUTE)
    counts = [0] * _bars(first, last, step)
    for at in created:
        counts[(at - start) // (step * _MINUTE)] += 1
    return Arrivals(start, step, tuple(counts))


def _bars(first: int, last: int, minutes: int) -> int:
    length = minutes * _MINUTE
    return last // length - first // length + 1
