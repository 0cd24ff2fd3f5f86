"""How many clocks will be overdue in each of the next hours, by those that run and by what usually arrives (SPEC 12.1).

Promise: pure; a forecast names the range it is sure of in four of five cases, and is none where too little is known.
numpy is loaded when this module is.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from console.models.figures import Ahead, Forecast
from console.models.kinds import TICKET_CLOCKS, ClockKind, from_micros
from console.models.measures import MET, NEVER, PENDING, Clocks, Codes, Instants, Mask, Records, Stand
from console.models.wall import SECOND

HOUR = 3600 * SECOND
HOURS = 12
WEEKS = 8
"""Of the past that is looked at."""
WEEK = 7 * 24 * HOUR
LEAST_CLOCKS, LEAST_WEEKS = 30, 2
"""Below so many clocks that came due, or weeks of them, nothing is forecast."""
RANGE = (0.1, 0.9)
_KINDS = {ClockKind.FIRST_RESPONSE: "responded", ClockKind.RESOLUTION: "ended"}
"""Clocks of which it is known when they were met."""

Chances = NDArray[np.float64]


def running(records: Records, clocks: Clocks, now: int, chosen: Mask | None, place: int) -> Instants:
    """The places of the tickets with a clock that runs and comes due in the hour `place` from now; -1: in any."""
    clocks = _near(clocks, now)
    kept = _running(records, clocks, now, chosen)
    hours = (clocks.due - now) // HOUR
    found: Instants = np.unique(clocks.owner[kept & ((hours == place) | (place < 0))])
    return found


def forecast(records: Records, clocks: Clocks, now: int, chosen: Mask | None = None) -> Forecast:
    """What is ahead of the tickets `chosen` (all without it), whose `clocks` of the past `WEEKS` are known."""
    clocks = _near(clocks, now)
    past = _past(clocks, now, chosen)
    oldest = int(clocks.due[past].min()) if past.any() else now
    weeks = min(WEEKS, (now - oldest + WEEK // 2) // WEEK)
    if int(past.sum()) < LEAST_CLOCKS or weeks < LEAST_WEEKS:
        return Forecast(int(past.sum()), int(weeks), ())
    run = _running(records, clocks, now, chosen)
    chances = np.zeros(len(clocks.due))
    for kind in _KINDS:
        code = TICKET_CLOCKS.index(kind)
        known, asked = past & (clocks.kind == code), run & (clocks.kind == code)
        left = _left(clocks.due[known], getattr(records, _KINDS[kind])[clocks.owner[known]], clocks.verdict[known])
        chances[asked] = _missed_of(np.sort(left), clocks.due[asked] - now)
    new = _arriving(records, clocks, past, now, int(weeks))
    hours = (clocks.due - now) // HOUR
    return Forecast(
        int(past.sum()),
        int(weeks),
        tuple(_ahead(chances[run & (hours == hour)], float(new[hour]), now + hour * HOUR) for hour in range(HOURS)),
    )


def _near(clocks: Clocks, now: int) -> Clocks:
    """Those that count: of the kinds that are known, due within the weeks looked at or the hours ahead."""
    kept = (clocks.due > now - WEEKS * WEEK) & (clocks.due < now + HOURS * HOUR)
    places = np.flatnonzero(kept & (clocks.kind != TICKET_CLOCKS.index(ClockKind.NEXT_RESPONSE)))
    return Clocks(clocks.kinds, clocks.owner[places], clocks.kind[places], clocks.verdict[places], clocks.due[places])


def _running(records: Records, clocks: Clocks, now: int, chosen: Mask | None) -> Mask:
    """Clocks that run and are still to come due."""
    found: Mask = (clocks.verdict == PENDING) & (clocks.due > now)
    found &= records.stand[clocks.owner] == Stand.WORKED
    if chosen is not None:
        found &= chosen[clocks.owner]
    return found


def _past(clocks: Clocks, now: int, chosen: Mask | None) -> Mask:
    """Clocks that came due, met or not."""
    found: Mask = (clocks.verdict <= PENDING) & (clocks.due <= now)
    if chosen is not None:
        found &= chosen[clocks.owner]
    return found


def _left(due: Instants, done: Instants, verdict: Codes) -> Instants:
    """How long before its instant what each clock asks for was done; below 0 where it was missed, as its verdict says:
    a ticket that was opened again was done more than once.
    """
    left = due - np.minimum(done, NEVER // 2)
    found: Instants = np.where(verdict == MET, np.maximum(left, 0), np.minimum(left, -1))
    return found


def _missed_of(left: Instants, remaining: Instants) -> Chances:
    """Of the past clocks that still ran so long before they were due, the share that was missed; one clock of either
    kind is added, so that nothing is ever certain.  `left` is sorted: how long before its instant each was met.
    """
    missed = np.searchsorted(left, 0)
    still = np.searchsorted(left, remaining)
    found: Chances = (missed + 1) / (still + 2)
    return np.minimum(found, 1.0)


def _arriving(records: Records, clocks: Clocks, past: Mask, now: int, weeks: int) -> Chances:
    """How many clocks of tickets not yet here are missed in each hour ahead: what the same hours of past weeks had."""
    missed = past & (clocks.verdict != MET)
    back = (now - clocks.due[missed] + WEEK - 1) // WEEK
    start = now - back * WEEK  # now, as many weeks ago as lie between it and the clock
    hour = (clocks.due[missed] - start) // HOUR
    came = (records.created[clocks.owner[missed]] >= start) & (hour >= 0) & (hour < HOURS) & (back <= weeks)
    found: Chances = np.bincount(hour[came], minlength=HOURS)[:HOURS] / weeks
    return found


def _ahead(chances: Chances, arriving: float, start: int) -> Ahead:
    """One hour: the distribution of how many are missed, of those that run and of those that come."""
    odds = np.ones(1)
    for chance in chances:
        odds = np.convolve(odds, (1 - chance, chance))
    odds = np.convolve(odds, _poisson(arriving))
    sums = np.cumsum(odds) / odds.sum()
    low, high = (int(np.searchsorted(sums, share)) for share in RANGE)
    return Ahead(from_micros(start), len(chances), round(float(chances.sum()) + arriving, 2), low, high)


def _poisson(mean: float) -> Chances:
    """The chances of 0, 1, 2 ... where `mean` are usual; as many as matter."""
    counts = np.arange(1, int(mean + 6 * np.sqrt(mean) + 8))
    logs = np.concatenate(([0.0], np.cumsum(np.log(np.maximum(mean, 1e-300)) - np.log(counts))))
    found: Chances = np.exp(logs - mean)
    return found
