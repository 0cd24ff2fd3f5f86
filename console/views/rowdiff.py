"""The edits that turn one order of rows into another, grouped into few removals and insertions.

Promise: pure; at most `MOST_KEPT` groups of rows stay where they are, so the edits of 100,000 rows with 1,000 changes
are found in tens of milliseconds and told to a view in few signals.  A row asked to be kept is never taken out when
both orders hold it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from heapq import nlargest
from itertools import count, pairwise
from operator import sub
from typing import TypeAlias

from console.models.values import dataclass

MOST_KEPT = 256
"""Runs of rows that stay; shorter ones between them are taken out and put in again with their neighbours."""


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out rows `first` to `last`, both counted, as they stand when this edit's turn comes."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Insert:
    """Put rows in before row `at` as it stands when this edit's turn comes."""

    at: int
    rows: array[int]


Edit: TypeAlias = Remove | Insert


@dataclass(frozen=True, slots=True)
class _Run:
    """`length` rows that stand together in both orders."""

    old: int
    new: int
    length: int


def edits(old: array[int], new: array[int], keep: int | None = None) -> list[Edit]:
    """Removals from the end to the start, then insertions from the start to the end, that make `old` into `new`.

    Both hold signed 64-bit numbers (typecode q), each number at most once.
    """
    head = _common(old, new)
    tail = _common_tail(old, new, head)
    kept = [_Run(0, 0, head)]
    kept += _stays(old[head : len(old) - tail], new[head : len(new) - tail], head, keep)
    kept.append(_Run(len(old) - tail, len(new) - tail, tail))
    removals: list[Edit] = []
    insertions: list[Edit] = []
    for before, after in pairwise(kept):
        if after.old > before.old + before.length:
            removals.append(Remove(before.old + before.length, after.old - 1))
        if after.new > before.new + before.length:
            insertions.append(Insert(before.new + before.length, new[before.new + before.length : after.new]))
    return removals[::-1] + insertions


def _common(old: array[int], new: array[int]) -> int:
    """How many rows both orders begin with: halving over comparisons of memory."""
    left, right = memoryview(old).cast("B"), memoryview(new).cast("B")
    least, most = 0, min(len(old), len(new))
    while least < most:
        middle = (least + most + 1) // 2
        if left[8 * least : 8 * middle] == right[8 * least : 8 * middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _common_tail(old: array[int], new: array[int], head: int) -> int:
    """How many rows both orders end with, not counting the first `head`."""
    left, right = memoryview(old).cast("B"), memoryview(new).cast("B")
    least, most = 0, min(len(old), len(new)) - head
    while least < most:
        middle = (least + most + 1) // 2
        here, there = len(left) - 8 * middle, len(right) - 8 * middle
        if left[here : len(left) - 8 * least] == right[there : len(right) - 8 * least]:
            least = middle
        else:
            most = middle - 1
    return least


def _stays(old: array[int], new: array[int], offset: int, keep: int | None) -> list[_Run]:
    """The runs between head and tail that stay, in order."""
    if not old or not new:
        return []
    place = dict(zip(old, count(), strict=False))
    # Rows that are new get numbers below zero that grow along, so that neighbours among them make one run.
    came_from = list(map(place.get, new, count(-len(new) - 1)))
    starts = [0, *(i for i, step in enumerate(map(sub, came_from[1:], came_from), 1) if step != 1)]
    runs = [
        _Run(first + offset, start + offset, end - start)
        for start, end in zip(starts, [*starts[1:], len(new)], strict=True)
        if (first := came_from[start]) is not None and first >= 0
    ]
    pinned = place.get(keep, -1) + offset if keep in place else -1

    def worth(run: _Run) -> int:
        return len(new) + 1 if run.old <= pinned < run.old + run.length else run.length

    if len(runs) > MOST_KEPT:
        runs = sorted(nlargest(MOST_KEPT, runs, key=worth), key=lambda run: run.new)
    return _heaviest_ascent(runs, list(map(worth, runs)))


def _heaviest_ascent(runs: Sequence[_Run], worths: Sequence[int]) -> list[_Run]:
    """Of runs ordered by their new place, those of most worth together whose old places ascend too."""
    # Chains worth following: the old place each ends at, and beside it its worth and last run; both ascend together.
    ends: list[int] = []
    chains: list[tuple[int, int]] = []
    before: list[int] = []
    for at, (run, worth) in enumerate(zip(runs, worths, strict=True)):
        place = bisect_left(ends, run.old)
        best, last = chains[place - 1] if place else (0, -1)
        before.append(last)
        beaten = place
        while beaten < len(chains) and chains[beaten][0] <= best + worth:
            beaten += 1
        ends[place:beaten] = [run.old]
        chains[place:beaten] = [(best + worth, at)]
    kept: list[_Run] = []
    at = chains[-1][1] if chains else -1
    while at >= 0:
        kept.append(runs[at])
        at = before[at]
    return kept[::-1]
