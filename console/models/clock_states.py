"""All clocks of many tickets at once, reckoned with arrays: how each stands and when it is due.

Promise: of a plain ticket the same as `sla.clocks`; which tickets are plain is told, and the others are left to it.
numpy is loaded when this module is.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from console.models.calendars import Calendar
from console.models.catalogue import Catalogue
from console.models.clock_facts import Facts, Marks, Numbers, Past, Runs
from console.models.kinds import TICKET_CLOCKS, ClockKind, ClockState
from console.models.pressing import LATEST
from console.models.wall import DAY, SECOND
from console.models.windows import Windows

STATES = tuple(ClockState)
_PLACE = {state: place for place, state in enumerate(STATES)}


class Standings(NamedTuple):
    """One entry for each clock in each cycle."""

    owner: Numbers
    clock: Numbers
    """Its place in TICKET_CLOCKS."""
    state: Numbers
    """Its place in STATES."""
    due: Numbers
    """LATEST where there is none."""


def standings(past: Past, ruled: Catalogue, now: int) -> tuple[Standings, Marks]:
    """How the clocks of the plain tickets stand, and which tickets are plain."""
    facts = Facts(past)
    runs = facts.runs()
    targets, calendars, groups = _agreed(facts, runs, ruled, now)
    stretches = facts.stretches(runs, now)
    due = np.full(len(runs.owner), LATEST, np.int64)
    used = np.zeros(len(runs.owner), np.int64)
    spent = np.zeros(len(past.created), np.int64)
    is_resolution = runs.clock == TICKET_CLOCKS.index(ClockKind.RESOLUTION)
    turn = np.where(is_resolution, runs.cycle, 1)
    tables = [_windows(calendar, runs, targets, groups == place, now) for place, calendar in enumerate(calendars)]
    for cycle in range(1, int(turn.max(initial=1)) + 1):
        if cycle > 1:
            again = turn == cycle
            left = targets[again] - spent[runs.owner[again]]
            targets[again] = np.maximum(targets[again] // 4, left)
        for place, windows in enumerate(tables):
            chosen = np.flatnonzero((groups == place) & (turn == cycle))
            if len(chosen):
                due[chosen], used[chosen] = _due(windows, runs, chosen, targets[chosen], stretches, now)
        over = is_resolution & (turn == cycle)
        spent[runs.owner[over]] += used[over]
    state = _states(runs, due, stretches[3], targets, now)
    due[(state == _PLACE[ClockState.NOT_APPLICABLE]) | (targets == 0)] = LATEST
    kept = facts.plain[runs.owner]
    return Standings(runs.owner[kept], runs.clock[kept], state[kept], due[kept]), facts.plain


def _windows(calendar: Calendar, runs: Runs, targets: Numbers, chosen: Marks, now: int) -> Windows:
    """What is open while these clocks run: most are due within three times their target of working days, and what lies
    beyond the table is worked out singly.
    """
    last = np.minimum(runs.end[chosen], now).max()
    ahead = 10 * DAY + 6 * int(targets[chosen].max())
    return Windows(calendar, int(runs.start[chosen].min()) - DAY, int(last) + ahead)


def _agreed(facts: Facts, runs: Runs, ruled: Catalogue, now: int) -> tuple[Numbers, list[Calendar], Numbers]:
    """Of each clock its target (0: it does not apply) and the place of its calendar; the calendars."""
    traits, matched = facts.matched(runs)
    known = np.where(runs.end == LATEST, now, runs.end)
    era = np.searchsorted(ruled.changes, matched, "right")
    edition = np.searchsorted(ruled.editions, known, "right")
    key = traits
    for part, size in ((era, len(ruled.changes) + 1), (edition, len(ruled.editions) + 1), (runs.clock, 8)):
        key = key * size + part
    _, one, kind = np.unique(key, return_index=True, return_inverse=True)
    calendars: dict[int, tuple[int, Calendar]] = {}
    found = np.zeros((2, len(one)), np.int64)
    for place, run in enumerate(one.tolist()):
        basis = ruled.match(facts.past.traits[traits[run]], int(matched[run]))
        seconds = basis.agreement.targets.get(TICKET_CLOCKS[runs.clock[run]])
        if seconds is not None:
            timetable = ruled.timetable(basis, int(known[run]))
            group, _ = calendars.setdefault(id(timetable), (len(calendars), timetable.calendar))
            found[:, place] = seconds * SECOND, group
        else:
            found[1, place] = -1
    return found[0][kind], [calendar for _, calendar in calendars.values()], found[1][kind]


def _due(
    windows: Windows,
    runs: Runs,
    chosen: Numbers,
    targets: Numbers,
    stretches: tuple[Numbers, Numbers, Numbers, Marks],
    now: int,
) -> tuple[Numbers, Numbers]:
    """When so much is used of these clocks, which go by one calendar; LATEST for those that stand still before.  And
    how much is used of them.
    """
    first, starts, ends, still = stretches
    count = np.append(first, len(starts))[chosen + 1] - first[chosen]
    base = np.cumsum(count) - count
    run = np.repeat(np.arange(len(chosen)), count)
    every = first[chosen][run] + np.arange(len(run)) - base[run]
    begins, closes = starts[every], ends[every]
    passed = np.maximum(windows.passed(closes) - windows.passed(begins), 0)
    whole = np.cumsum(passed)
    before = whole - passed
    used = before - before[base][run]
    reached = np.flatnonzero(used + passed >= targets[run])[::-1]
    until = np.minimum(runs.end[chosen], now)
    total = whole[base + count - 1] - before[base]
    left = targets - total
    late = np.zeros(len(chosen), np.bool_)
    late[run[reached]] = True
    until[run[reached]] = begins[reached]
    left[run[reached]] = targets[run[reached]] - used[reached]
    due: Numbers = windows.due(until, left / SECOND)
    due[still[chosen] & ~late] = LATEST
    return due, total


def _states(runs: Runs, due: Numbers, still: Marks, targets: Numbers, now: int) -> Numbers:
    is_open = runs.end == LATEST
    is_missed = np.where(is_open, due <= now, np.where(runs.met, runs.end > due, runs.end >= due))
    state = np.where(is_open, _PLACE[ClockState.RUNNING], _PLACE[ClockState.NOT_APPLICABLE])
    state[is_open & still] = _PLACE[ClockState.PAUSED]
    state[runs.met] = _PLACE[ClockState.MET]
    state[is_missed] = _PLACE[ClockState.MISSED]
    state[targets == 0] = _PLACE[ClockState.NOT_APPLICABLE]
    return state
