"""What happened to many tickets as arrays: which clock ran from when to when, and what stood in between.

Promise: of a plain ticket the same as `history.runs`; which tickets are plain is told.  numpy is loaded when this
module is.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from console.models.agreements import Traits
from console.models.kinds import TICKET_CLOCKS, ClockKind
from console.models.pressing import LATEST
from console.models.values import dataclass

Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]


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
    (Step.ASKED, Step.OPEN),
    (Step.CALLED, Step.OPEN),
    *((Step.ANSWERED, status) for status in (Step.OPEN, Step.PAUSE, Step.END)),
)
"""Pairs at one instant that come to the same in either order, but an answer and what opens an ended ticket again."""


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


class Runs(NamedTuple):
    """Clocks, as `history.runs` tells them."""

    owner: Numbers
    clock: Numbers
    """Its place in TICKET_CLOCKS."""
    cycle: Numbers
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


class Facts:
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
        self.answered = self._first((self.step == Step.ANSWERED) | (self.step == Step.CALLED))
        self.statuses = np.flatnonzero(self.step >= Step.OPEN)
        is_end = self.step[self.statuses] == Step.END
        was_ended = np.zeros(len(is_end), np.bool_)
        was_ended[1:] = is_end[:-1] & (self.owner[self.statuses[1:]] == self.owner[self.statuses[:-1]])
        self.ends = self.statuses[is_end & ~was_ended]
        """The places of facts that end a ticket which was open."""
        self.reopenings = self.statuses[~is_end & was_ended]
        self.plain = self._plain()

    def _first(self, chosen: Marks) -> Numbers:
        """Of each ticket the place of its first fact of that kind; its end where there is none."""
        found = self.stop.copy()
        places = np.flatnonzero(chosen)[::-1]
        found[self.owner[places]] = places
        return found

    def _plain(self) -> Marks:
        """Which tickets are not odd, and have no facts of which only ids tell the order."""
        plain = np.ones(len(self.past.created), np.bool_)
        plain[self.owner[self.step == Step.ODD]] = False
        plain[self.owner[self.at < self.past.created[self.owner]]] = False
        tied = np.flatnonzero((self.owner[1:] == self.owner[:-1]) & (self.at[1:] == self.at[:-1]))
        pairs = self.step[tied] * STEPS + self.step[tied + 1]
        alike = np.isin(pairs, [one * STEPS + other for one, other in _ALIKE])
        alike &= (self.step[tied] != Step.ANSWERED) | ~np.isin(tied + 1, self.reopenings)
        plain[self.owner[tied[~alike]]] = False
        return plain

    def runs(self) -> Runs:
        """All clocks: first responses, resolutions, and then each wait for a next response."""
        kinds = self._first_responses(), self._resolutions(), self._waits()
        return Runs._make(np.concatenate(parts) for parts in zip(*kinds, strict=True))

    def _first_responses(self) -> Runs:
        ended = self.stop.copy()
        """Of each ticket, the place of its end, if it did not go on since."""
        ended[self.owner[self.ends]] = self.ends
        goes_on = self.reopenings[self.reopenings > ended[self.owner[self.reopenings]]]
        ended[self.owner[goes_on]] = self.stop[self.owner[goes_on]]
        is_met, is_over = self.answered < self.stop, ended < self.stop
        count = len(self.stop)
        clock, none = np.full(count, TICKET_CLOCKS.index(ClockKind.FIRST_RESPONSE)), np.zeros(count, np.int64)
        end = self._instants(np.where(is_met, self.answered, ended), is_met | is_over)
        told = np.where(is_met, self.answered, self.stop - 1)
        return Runs(np.arange(count), clock, none + 1, self.past.created, end, is_met, none, none, told)

    def _resolutions(self) -> Runs:
        """From the creation to the first end, and from each reopening to the next one."""
        count = len(self.stop)
        owner = np.concatenate((np.arange(count), self.owner[self.reopenings]))
        order = np.argsort(owner, kind="stable")
        owner = owner[order]
        first = np.concatenate((self.begin, self.reopenings))[order]
        start = np.concatenate((self.past.created, self.at[self.reopenings]))[order]
        close = np.append(self.ends, len(self.at))[np.searchsorted(self.ends, first)]
        is_met = close < self.stop[owner]
        last = np.where(is_met, close, self.stop[owner])
        told = np.where(is_met, close, self.stop[owner] - 1)
        clock = np.full(len(owner), TICKET_CLOCKS.index(ClockKind.RESOLUTION))
        return Runs(owner, clock, _turns(owner), start, self._instants(close, is_met), is_met, first, last, told)

    def _waits(self) -> Runs:
        """From the oldest message that waits, after the first response, to what ends the wait.  What came to a ticket
        that had ended waits from its reopening on, if nobody answered before.
        """
        asked = np.flatnonzero((self.step == Step.ASKED) | (self.step == Step.CALLED))
        asked = asked[asked > self.answered[self.owner[asked]]]
        answers = np.flatnonzero(self.step == Step.ANSWERED)
        answer, close = _following(answers, asked, len(self.at)), _following(self.ends, asked, len(self.at))
        oldest = np.ones(len(asked), np.bool_)
        same = (self.owner[asked[1:]] == self.owner[asked[:-1]]) & (answer[1:] == answer[:-1])
        oldest[1:] = ~(same & (close[1:] == close[:-1]))
        first = np.where(self._is_ended(asked), _following(self.reopenings, asked, len(self.at)), asked)
        waits = np.flatnonzero(oldest & (first < np.minimum(answer, self.stop[self.owner[asked]])))
        asked, first, answer = asked[waits], first[waits], answer[waits]
        owner = self.owner[asked]
        last = np.minimum(answer, close[waits])
        is_over = last < self.stop[owner]
        end = self._instants(last, is_over)
        clock = np.full(len(asked), TICKET_CLOCKS.index(ClockKind.NEXT_RESPONSE))
        is_met = is_over & (last == answer)
        last = np.where(is_over, last, self.stop[owner])
        told = np.where(is_over, last, self.stop[owner] - 1)
        return Runs(owner, clock, _turns(owner), self.at[asked], end, is_met, first, last, told)

    def _is_ended(self, places: Numbers) -> Marks:
        """Whether the ticket of a fact had ended when it came."""
        before = np.append(self.statuses, 0)[np.searchsorted(self.statuses, places) - 1]
        is_own = (before < places) & (before >= self.begin[self.owner[places]])
        ended: Marks = is_own & (np.append(self.step, 0)[before] == Step.END)
        return ended

    def _instants(self, places: Numbers, known: Marks) -> Numbers:
        """The instants of facts; LATEST where there is none."""
        return np.where(known, np.append(self.at, 0)[np.where(known, places, -1)], LATEST)

    def matched(self, runs: Runs) -> tuple[Numbers, Numbers]:
        """By which traits each clock goes, and when they were matched."""
        marks = np.where(self.step == Step.REMATCH, np.arange(len(self.step)), -1)
        latest = np.append(np.maximum.accumulate(marks), -1)[runs.told]
        is_own = (latest >= self.begin[runs.owner]) & (runs.told >= self.begin[runs.owner])
        traits = np.where(is_own, np.append(self.value, 0)[latest], self.past.born[runs.owner])
        at = np.append(self.at, 0)[latest]
        return traits, np.where(is_own & (latest >= runs.first), np.maximum(at, runs.start), runs.start)

    def stretches(self, runs: Runs, now: int) -> tuple[Numbers, Numbers, Numbers, Marks]:
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


def _following(marks: Numbers, places: Numbers, none: int) -> Numbers:
    """Of each place the first mark after it, or `none`."""
    found: Numbers = np.append(marks, none)[np.searchsorted(marks, places)]
    return found


def _turns(owner: Numbers) -> Numbers:
    """The how manieth of its owner each is; those of one owner stand together."""
    begins = np.flatnonzero(np.append(True, owner[1:] != owner[:-1])) if len(owner) else owner
    counts: Numbers = np.arange(1, len(owner) + 1)
    counts -= np.repeat(begins, np.diff(np.append(begins, len(owner))))
    return counts
