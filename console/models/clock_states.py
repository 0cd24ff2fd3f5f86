"""All clocks of many tickets at once, reckoned with arrays: how each stands and when it is due.

Promise: of a plain ticket the same as `sla.clocks`; which tickets are plain is told, and the others are left to it.
numpy is loaded when this module is.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from console.models.agreements import Traits
from console.models.calendars import Calendar
from console.models.catalogue import Catalogue
from console.models.kinds import TICKET_CLOCKS, ClockKind, ClockState
from console.models.pressing import LATEST
from console.models.values import dataclass
from console.models.wall import DAY, SECOND
from console.models.windows import Windows

Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]

STATES = tuple(ClockState)
_PLACE = {state: place for place, state in enumerate(STATES)}


class Step(IntEnum):
    """What a fact is to a clock.  Where two share an instant they are taken in this order; those whose order tells
    something make their ticket one for `sla.clocks`.
    """

    REMATCH = 0
    ASKED = 1
    CALLED = 2
    ANSWERED = 3
    OPEN = 4
    PAUSE = 5
    END = 6
    ODD = 7
    """What arrays cannot say."""


STEPS = len(Step)
"""An instant times this, plus a step, sorts by both."""
_ALIKE = (
    (Step.REMATCH, Step.REMATCH),
    (Step.REMATCH, Step.ASKED),
    *((Step.ANSWERED, status) for status in (Step.OPEN, Step.PAUSE, Step.END)),
)
"""Pairs at one instant that come to the same in either order."""


@dataclass(frozen=True, slots=True)
class Past:
    """What happened to many tickets up to now, by array; each ticket has a place from 0."""

    created: Numbers
    born: Numbers
    """The code of its first traits."""
    owner: Numbers
    """Of each fact, the place of its ticket."""
    moment: Numbers
    """Of each fact, its instant times `STEPS`, plus its step."""
    value: Numbers
    """Of a REMATCH, the code of its traits; of one ticket they come in their order."""
    traits: Sequence[Traits]
    """By code."""


class Standings(NamedTuple):
    """One entry for each clock in each cycle."""

    owner: Numbers
    clock: Numbers
    """Its place in TICKET_CLOCKS."""
    state: Numbers
    """Its place in STATES."""
    due: Numbers
    """LATEST where there is none."""


class _Runs(NamedTuple):
    """Clocks, as `history.runs` tells them."""

    owner: Numbers
    clock: Numbers
    start: Numbers
    end: Numbers
    """LATEST while it is open."""
    met: Marks
    """Whether what it waited for came."""
    first: Numbers
    """The place of the fact after which pauses concern it."""
    last: Numbers
    """The place of the fact before which they do."""
    told: Numbers
    """The place of the last fact that could change what it goes by."""


def standings(past: Past, ruled: Catalogue, now: int) -> tuple[Standings, Marks]:
    """How the clocks of the plain tickets stand, and which tickets are plain."""
    facts = _Facts(past)
    runs = facts.runs()
    targets, calendars, groups = _agreed(facts, runs, ruled, now)
    due = np.full(len(runs.owner), LATEST, np.int64)
    first, starts, ends, still = facts.stretches(runs, now)
    for place, calendar in enumerate(calendars):
        chosen = np.flatnonzero(groups == place)
        if len(chosen):
            due[chosen] = _due(calendar, runs, chosen, targets[chosen], (first, starts, ends, still), now)
    state = _states(runs, due, still, targets, now)
    due[(state == _PLACE[ClockState.NOT_APPLICABLE]) | (targets == 0)] = LATEST
    kept = facts.plain[runs.owner]
    return Standings(runs.owner[kept], runs.clock[kept], state[kept], due[kept]), facts.plain


class _Facts:
    """The facts of many tickets in order, and what stands where."""

    def __init__(self, past: Past) -> None:
        order = np.lexsort((past.moment, past.owner))
        self.past = past
        self.owner = past.owner[order]
        moment = past.moment[order]
        self.at, self.step = moment // STEPS, moment % STEPS
        self.value = past.value[order]
        count = len(past.created)
        bounds = np.searchsorted(self.owner, np.arange(count + 1))
        self.begin, self.stop = bounds[:-1], bounds[1:]
        self.ended = self._first(self.step == Step.END)
        self.answered = self._first((self.step == Step.ANSWERED) | (self.step == Step.CALLED))
        self.statuses = np.flatnonzero(self.step >= Step.OPEN)
        self.plain = self._plain()

    def _first(self, chosen: Marks) -> Numbers:
        """Of each ticket the place of its first fact of that kind; its end where there is none."""
        found = self.stop.copy()
        places = np.flatnonzero(chosen)[::-1]
        found[self.owner[places]] = places
        return found

    def _plain(self) -> Marks:
        """Which tickets are not odd, never went on after an end, and have no facts of which only ids tell the order."""
        plain = np.ones(len(self.past.created), np.bool_)
        again = (self.step == Step.OPEN) | (self.step == Step.PAUSE)
        plain[self.owner[self.step == Step.ODD]] = False
        plain[self.owner[again & (np.arange(len(self.at)) > self.ended[self.owner])]] = False
        plain[self.owner[self.at < self.past.created[self.owner]]] = False
        tied = np.flatnonzero((self.owner[1:] == self.owner[:-1]) & (self.at[1:] == self.at[:-1]))
        pairs = self.step[tied] * STEPS + self.step[tied + 1]
        alike = np.isin(pairs, [one * STEPS + other for one, other in _ALIKE])
        plain[self.owner[tied[~alike]]] = False
        return plain

    def runs(self) -> _Runs:
        """All clocks: first responses, resolutions, and then each wait for a next response."""
        kinds = self._first_responses(), self._resolutions(), self._waits()
        return _Runs._make(np.concatenate(parts) for parts in zip(*kinds, strict=True))

    def _first_responses(self) -> _Runs:
        is_met, is_over = self.answered < self.stop, self.ended < self.stop
        end = self._instants(np.where(is_met, self.answered, self.ended), is_met | is_over)
        told = np.where(is_met, self.answered, self.stop - 1)
        none = np.zeros(len(end), np.int64)
        return _Runs(*self._whole(ClockKind.FIRST_RESPONSE), end, is_met, none, none, told)

    def _resolutions(self) -> _Runs:
        is_met = self.ended < self.stop
        end = self._instants(self.ended, is_met)
        told = np.where(is_met, self.ended, self.stop - 1)
        return _Runs(*self._whole(ClockKind.RESOLUTION), end, is_met, self.begin, self.ended, told)

    def _whole(self, clock: ClockKind) -> tuple[Numbers, Numbers, Numbers]:
        """Owner, clock and start of a clock every ticket has from its creation on."""
        count = len(self.past.created)
        return np.arange(count), np.full(count, TICKET_CLOCKS.index(clock)), self.past.created

    def _waits(self) -> _Runs:
        """From the oldest message that waits, after the first response and before the end, to what ends the wait."""
        asked = np.flatnonzero((self.step == Step.ASKED) | (self.step == Step.CALLED))
        asked = asked[(asked > self.answered[self.owner[asked]]) & (asked < self.ended[self.owner[asked]])]
        answers = np.flatnonzero(self.step == Step.ANSWERED)
        following = np.searchsorted(answers, asked)
        oldest = np.ones(len(asked), np.bool_)
        same = (self.owner[asked[1:]] == self.owner[asked[:-1]]) & (following[1:] == following[:-1])
        oldest[1:] = ~same
        asked, following = asked[oldest], following[oldest]
        owner = self.owner[asked]
        answer = np.append(answers, len(self.at))[following]
        close = np.minimum(answer, self.ended[owner])
        is_over = close < self.stop[owner]
        end = self._instants(close, is_over)
        clock = np.full(len(asked), TICKET_CLOCKS.index(ClockKind.NEXT_RESPONSE))
        last = np.where(is_over, close, self.stop[owner])
        told = np.where(is_over, close, self.stop[owner] - 1)
        return _Runs(owner, clock, self.at[asked], end, is_over & (close == answer), asked, last, told)

    def _instants(self, places: Numbers, known: Marks) -> Numbers:
        """The instants of facts; LATEST where there is none."""
        return np.where(known, np.append(self.at, 0)[np.where(known, places, -1)], LATEST)

    def matched(self, runs: _Runs) -> tuple[Numbers, Numbers]:
        """By which traits each clock goes, and when they were matched."""
        marks = np.where(self.step == Step.REMATCH, np.arange(len(self.step)), -1)
        latest = np.append(np.maximum.accumulate(marks), -1)[runs.told]
        is_own = (latest >= self.begin[runs.owner]) & (runs.told >= self.begin[runs.owner])
        traits = np.where(is_own, np.append(self.value, 0)[latest], self.past.born[runs.owner])
        at = np.append(self.at, 0)[latest]
        return traits, np.where(is_own, np.maximum(at, runs.start), runs.start)

    def stretches(self, runs: _Runs, now: int) -> tuple[Numbers, Numbers, Numbers, Marks]:
        """The stretches in which clocks were not stopped, those of one clock together and one more than its pauses:
        the place of the first of each clock, starts and ends; and which clocks stand still.
        """
        of_status = self.step[self.statuses] == Step.PAUSE
        begins = self.statuses[of_status]
        following = np.append(self.statuses, len(self.at))[1:][of_status]
        goes_on = np.minimum(following, self.stop[self.owner[begins]])
        low = np.searchsorted(goes_on, runs.first, "right")
        count = np.maximum(np.searchsorted(begins, runs.last) - low, 0)
        first = np.cumsum(count + 1) - count - 1
        until = np.minimum(runs.end, now)
        starts, ends = np.repeat(runs.start, count + 1), np.repeat(until, count + 1)
        of_run = np.repeat(np.arange(len(count)), count)
        pause = np.arange(len(of_run)) - np.repeat(np.cumsum(count) - count, count) + low[of_run]
        place = first[of_run] + np.arange(len(of_run)) - np.repeat(np.cumsum(count) - count, count)
        lasts = goes_on[pause] >= runs.last[of_run]
        ends[place] = np.maximum(self.at[begins[pause]], runs.start[of_run])
        starts[place + 1] = np.where(lasts, until[of_run], np.append(self.at, 0)[goes_on[pause]])
        still = np.zeros(len(count), np.bool_)
        still[of_run[lasts]] = True
        return first, starts, ends, still & (runs.end == LATEST)


def _agreed(facts: _Facts, runs: _Runs, ruled: Catalogue, now: int) -> tuple[Numbers, list[Calendar], Numbers]:
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
    calendar: Calendar,
    runs: _Runs,
    chosen: Numbers,
    targets: Numbers,
    stretches: tuple[Numbers, Numbers, Numbers, Marks],
    now: int,
) -> Numbers:
    """When so much is used of these clocks, which go by one calendar; LATEST for those that stand still before."""
    first, starts, ends, still = stretches
    count = np.append(first, len(starts))[chosen + 1] - first[chosen]
    base = np.cumsum(count) - count
    run = np.repeat(np.arange(len(chosen)), count)
    every = first[chosen][run] + np.arange(len(run)) - base[run]
    begins, closes = starts[every], ends[every]
    ahead = 10 * DAY + 6 * int(targets.max())
    windows = Windows(calendar, int(begins.min()) - DAY, int(closes.max()) + ahead)
    passed = np.maximum(windows.passed(closes) - windows.passed(begins), 0)
    whole = np.cumsum(passed)
    before = whole - passed
    used = before - before[base][run]
    reached = np.flatnonzero(used + passed >= targets[run])[::-1]
    until = np.minimum(runs.end[chosen], now)
    left = targets - (whole[base + count - 1] - before[base])
    late = np.zeros(len(chosen), np.bool_)
    late[run[reached]] = True
    until[run[reached]] = begins[reached]
    left[run[reached]] = targets[run[reached]] - used[reached]
    due: Numbers = windows.due(until, left / SECOND)
    due[still[chosen] & ~late] = LATEST
    return due


def _states(runs: _Runs, due: Numbers, still: Marks, targets: Numbers, now: int) -> Numbers:
    is_open = runs.end == LATEST
    is_missed = np.where(is_open, due <= now, np.where(runs.met, runs.end > due, runs.end >= due))
    state = np.where(is_open, _PLACE[ClockState.RUNNING], _PLACE[ClockState.NOT_APPLICABLE])
    state[is_open & still] = _PLACE[ClockState.PAUSED]
    state[runs.met] = _PLACE[ClockState.MET]
    state[is_missed] = _PLACE[ClockState.MISSED]
    state[targets == 0] = _PLACE[ClockState.NOT_APPLICABLE]
    return state
