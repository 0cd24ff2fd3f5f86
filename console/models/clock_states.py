"""All clocks of many tickets at once, reckoned with arrays: how each stands, when it is due, and what it calls for.

Promise: of a plain ticket the same as `sla.clocks` and `marks.called`; which tickets are plain is told, and the others
are left to those.  numpy is loaded when this module is.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from console.models.calendars import Calendar
from console.models.catalogue import Basis, Catalogue
from console.models.clock_facts import Facts, Marks, Numbers, Past, Runs
from console.models.kinds import TICKET_CLOCKS, ClockKind, ClockState
from console.models.marks import BREACH, basis_of
from console.models.pressing import LATEST
from console.models.wall import DAY, SECOND
from console.models.windows import Windows

STATES = tuple(ClockState)
Row = tuple[int, str, int, int, str, int]
"""The place of a ticket, table, place of the clock in TICKET_CLOCKS, cycle, basis, and what tells a row from others of
its clock: a threshold, an end, a step.
"""
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


class Calls(NamedTuple):
    """What the clocks of many tickets call for, as `marks.called` does of one."""

    rows: frozenset[Row]
    """Thresholds, breaches and verdicts by now, and the steps of escalation of what is breached."""
    following: Numbers
    """Of each ticket, when a threshold or breach comes next; LATEST where none does."""
    plain: Marks
    """Of which tickets all of this is told."""


def standings(past: Past, ruled: Catalogue, now: int) -> tuple[Standings, Marks]:
    """How the clocks of the plain tickets stand, and which tickets are plain."""
    made = _Reckoned(past, ruled, now)
    kept = made.facts.plain[made.runs.owner]
    return Standings(made.runs.owner[kept], made.runs.clock[kept], made.state[kept], made.due[kept]), made.facts.plain


def calls(past: Past, ruled: Catalogue, since: int, now: int) -> Calls:
    """What the clocks of the plain tickets call for from `since` to `now`."""
    made = _Reckoned(past, ruled, now)
    runs, due = made.runs, made.due
    applies = made.facts.plain[runs.owner] & (made.targets > 0)
    is_open, is_missed = runs.end == LATEST, made.state == _PLACE[ClockState.MISSED]
    rows: set[Row] = set()
    following = np.full(len(past.created), LATEST, np.int64)

    def take(table: str, chosen: Marks, places: Numbers) -> None:
        """Rows of these clocks, each with what tells it from others of its clock."""
        columns = (part[chosen].tolist() for part in (runs.owner, runs.clock, runs.cycle, made.kind, places))
        rows.update(
            (owner, table, clock, cycle, made.names[kind], place)
            for owner, clock, cycle, kind, place in zip(*columns, strict=True)
        )

    for percent in sorted({percent for basis in made.bases for percent in basis.agreement.thresholds}):
        at = made.reached(percent)
        np.minimum.at(following, runs.owner[applies & (at > now)], at[applies & (at > now)])
        take("milestone", applies & (since <= at) & (at <= now), np.full(len(at), percent))
    ahead = applies & is_open & (due > now)
    np.minimum.at(following, runs.owner[ahead], due[ahead])
    take("milestone", applies & is_missed & (since <= due) & (due <= now), np.full(len(due), BREACH))
    take("verdict", applies & ~is_open & (runs.end >= since), runs.end)
    for step in range(1, max((len(basis.agreement.steps) for basis in made.bases), default=0) + 1):
        has_step = np.array([len(basis.agreement.steps) >= step for basis in made.bases], np.bool_)[made.kind]
        take("escalation", applies & is_open & (since <= due) & (due <= now) & has_step, np.full(len(due), step))
    return Calls(frozenset(rows), following, made.facts.plain)


class _Reckoned:
    """All clocks of many tickets by now."""

    def __init__(self, past: Past, ruled: Catalogue, now: int) -> None:
        self.facts = Facts(past)
        self.runs = runs = self.facts.runs()
        self._now = now
        self._agree(ruled)
        self._stretches = self.facts.stretches(runs, now)
        self.due = np.full(len(runs.owner), LATEST, np.int64)
        is_resolution = runs.clock == TICKET_CLOCKS.index(ClockKind.RESOLUTION)
        turn = np.where(is_resolution, runs.cycle, 1)
        spent = np.zeros(len(past.created), np.int64)
        for cycle in range(1, int(turn.max(initial=1)) + 1):
            if cycle > 1:
                again = turn == cycle
                left = self.targets[again] - spent[runs.owner[again]]
                self.targets[again] = np.maximum(self.targets[again] // 4, left)
            self.due[turn == cycle], used = self._reckon(turn == cycle, self.targets)
            spent[runs.owner[is_resolution & (turn == cycle)]] += used[is_resolution[turn == cycle]]
        self.state = _states(runs, self.due, self._stretches[3], self.targets, now)
        self.due[(self.state == _PLACE[ClockState.NOT_APPLICABLE]) | (self.targets == 0)] = LATEST

    def reached(self, percent: int) -> Numbers:
        """When so many percent of the time of each clock are used, whose agreement asks for that; LATEST for one that
        stands still or was over before.
        """
        asks = np.array([percent in basis.agreement.thresholds for basis in self.bases], np.bool_)[self.kind]
        asks &= self.state != _PLACE[ClockState.NOT_APPLICABLE]
        at = np.full(len(asks), LATEST, np.int64)
        at[asks], _ = self._reckon(asks, self.targets * percent // 100)
        at[at > self.runs.end] = LATEST
        return at

    def _reckon(self, chosen: Marks, targets: Numbers) -> tuple[Numbers, Numbers]:
        """When so much is used of the chosen clocks, and how much is."""
        due, used = np.full(len(chosen), LATEST, np.int64), np.zeros(len(chosen), np.int64)
        for place, windows in enumerate(self._tables):
            some = np.flatnonzero(chosen & (self._groups == place))
            if len(some):
                due[some], used[some] = _due(windows, self.runs, some, targets[some], self._stretches, self._now)
        return due[chosen], used[chosen]

    def _agree(self, ruled: Catalogue) -> None:
        """Find what each clock goes by: its target (0: it does not apply), its calendar, and its name in rows."""
        runs, now = self.runs, self._now
        traits, matched = self.facts.matched(runs)
        known = np.where(runs.end == LATEST, now, runs.end)
        era = np.searchsorted(ruled.changes, matched, "right")
        edition = np.searchsorted(ruled.editions, known, "right")
        key = traits
        for part, size in ((era, len(ruled.changes) + 1), (edition, len(ruled.editions) + 1), (runs.clock, 8)):
            key = key * size + part
        _, one, self.kind = np.unique(key, return_index=True, return_inverse=True)
        self.bases: list[Basis] = []
        self.names: list[str] = []
        calendars: dict[int, tuple[int, Calendar]] = {}
        found = np.zeros((2, len(one)), np.int64)
        for place, run in enumerate(one.tolist()):
            about = self.facts.past.traits[traits[run]]
            basis = ruled.match(about, int(matched[run]))
            self.bases.append(basis)
            self.names.append(basis_of(basis, about))
            seconds = basis.agreement.targets.get(TICKET_CLOCKS[runs.clock[run]])
            if seconds is not None:
                timetable = ruled.timetable(basis, int(known[run]))
                group, _ = calendars.setdefault(id(timetable), (len(calendars), timetable.calendar))
                found[:, place] = seconds * SECOND, group
            else:
                found[1, place] = -1
        self.targets, self._groups = found[:, self.kind]
        self._tables = [
            _windows(calendar, runs, self.targets, self._groups == place, now) for place, calendar in calendars.values()
        ]


def _windows(calendar: Calendar, runs: Runs, targets: Numbers, chosen: Marks, now: int) -> Windows:
    """What is open while these clocks run: most are due within three times their target of working days, and what lies
    beyond the table is worked out singly.
    """
    last = np.minimum(runs.end[chosen], now).max()
    ahead = 10 * DAY + 6 * int(targets[chosen].max())
    return Windows(calendar, int(runs.start[chosen].min()) - DAY, int(last) + ahead)


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
