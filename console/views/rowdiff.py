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
"""Runs of rows that stay in one stretch; shorter ones are taken out and put in again with their neighbours."""
NEAR, FAR = 16, 2048
"""Rows looked ahead where two orders part: first near, then farther, last as far as one is longer than the other."""
MOST_LOOKED = 300_000
"""Rows looked at in vain that cost as much as finding the place of every row."""


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
    kept = [_Run(0, 0, 0), *_kept(old, new, keep), _Run(len(old), len(new), 0)]
    removals: list[Edit] = []
    insertions: list[Edit] = []
    for before, after in pairwise(kept):
        if after.old > before.old + before.length:
            removals.append(Remove(before.old + before.length, after.old - 1))
        if after.new > before.new + before.length:
            insertions.append(Insert(before.new + before.length, new[before.new + before.length : after.new]))
    return removals[::-1] + insertions


def _kept(old: array[int], new: array[int], keep: int | None) -> list[_Run]:
    """The runs that stay, in order; the row to be kept cuts both orders in two."""
    head = _common(memoryview(old), memoryview(new))
    if head == len(old) or head == len(new):
        return [_Run(0, 0, head)]
    here, there = (_place(old, keep, head), _place(new, keep, head)) if keep is not None else (-1, -1)
    if here < 0 or there < 0:
        return [_Run(0, 0, head), *_stays(old, new, _Gap(head, len(old), head, len(new)))]
    return [
        _Run(0, 0, head),
        *_stays(old, new, _Gap(head, here, head, there)),
        _Run(here, there, 1),
        *_stays(old, new, _Gap(here + 1, len(old), there + 1, len(new))),
    ]


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stretch of both orders, between rows that stay."""

    old: int
    old_end: int
    new: int
    new_end: int


def _place(order: array[int], row: int, start: int) -> int:
    try:
        return order.index(row, start)
    except ValueError:
        return -1


def _stays(old: array[int], new: array[int], gap: _Gap) -> list[_Run]:
    """The runs of a gap that stay: found by walking where few rows differ, by sorting out places where many do."""
    runs = _walked(old, new, gap)
    if runs is None:
        return _sorted_out(old, new, gap)
    return _longest(runs)


def _longest(runs: list[_Run]) -> list[_Run]:
    """The `MOST_KEPT` longest of runs, in order."""
    if len(runs) <= MOST_KEPT:
        return runs
    return sorted(nlargest(MOST_KEPT, runs, key=lambda run: run.length), key=lambda run: run.new)


def _walked(old: array[int], new: array[int], gap: _Gap) -> list[_Run] | None:
    """Walk both orders side by side, looking ahead where they part; None where sorting out costs less."""
    left, right = memoryview(old)[: gap.old_end], memoryview(new)[: gap.new_end]
    here, there, looked = gap.old, gap.new, 0
    runs: list[_Run] = []
    while looked <= MOST_LOOKED:
        same = _common(left[here:], right[there:])
        if same:
            runs.append(_Run(here, there, same))
            here, there = here + same, there + same
        if here == gap.old_end or there == gap.new_end:
            return runs
        longer = abs((gap.old_end - here) - (gap.new_end - there))
        for reach in (NEAR, FAR, longer + FAR):
            looked += reach
            out = _ahead(old, new[there], here, min(here + reach, gap.old_end))
            into = _ahead(new, old[here], there, min(there + reach, gap.new_end))
            if out or into:
                break
        if not out and not into:
            out = into = 1
        elif out and into:
            out, into = (out, 0) if out <= into else (0, into)
        here, there = here + out, there + into
    return None


def _ahead(order: array[int], row: int, start: int, end: int) -> int:
    """How far ahead of `start` a row stands in an order; 0 where it does not before `end`."""
    try:
        return order.index(row, start, end) - start
    except ValueError:
        return 0


def _common(left: memoryview, right: memoryview) -> int:
    """How many rows both begin with: steps that double while they agree, then halve."""
    least, most, step = 0, min(len(left), len(right)), 16
    while least + step <= most and left[least : least + step] == right[least : least + step]:
        least, step = least + step, step * 2
    most = min(most, least + step - 1)
    while least < most:
        middle = (least + most + 1) // 2
        if left[least:middle] == right[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _sorted_out(old: array[int], new: array[int], gap: _Gap) -> list[_Run]:
    """The heaviest runs of a gap that ascend in both orders, found by the place of every row."""
    place = dict(zip(old[gap.old : gap.old_end], count(gap.old), strict=False))
    # Rows that are new get numbers below zero that grow along, so that neighbours among them make one run.
    came_from = list(map(place.get, new[gap.new : gap.new_end], count(-len(new) - 1)))
    starts = [0, *(i for i, step in enumerate(map(sub, came_from[1:], came_from), 1) if step != 1)]
    runs = [
        _Run(first, start + gap.new, end - start)
        for start, end in zip(starts, [*starts[1:], len(came_from)], strict=True)
        if (first := came_from[start]) is not None and first >= 0
    ]
    return _heaviest_ascent(_longest(runs))


def _heaviest_ascent(runs: Sequence[_Run]) -> list[_Run]:
    """Of runs ordered by their new place, those of most rows together whose old places ascend too."""
    # Chains worth following: the old place each ends at, and beside it its rows and last run; both ascend together.
    ends: list[int] = []
    chains: list[tuple[int, int]] = []
    before: list[int] = []
    for at, run in enumerate(runs):
        place = bisect_left(ends, run.old)
        rows, last = chains[place - 1] if place else (0, -1)
        before.append(last)
        beaten = place
        while beaten < len(chains) and chains[beaten][0] <= rows + run.length:
            beaten += 1
        ends[place:beaten] = [run.old]
        chains[place:beaten] = [(rows + run.length, at)]
    kept: list[_Run] = []
    at = chains[-1][1] if chains else -1
    while at >= 0:
        kept.append(runs[at])
        at = before[at]
    return kept[::-1]
