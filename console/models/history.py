"""What happened to a ticket, as its clocks see it: which clock ran from when to when, and what stood in between.

Promise: pure, and no calendar is asked; the order in which facts arrive changes nothing, they are taken by instant and
id.  What SPEC 4.5 and 4.6 say of starts, stops and ends stands here and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from console.models.agreements import Traits
from console.models.kinds import UNDONE, ClockKind, ClockState, EventKind
from console.models.values import dataclass
from console.models.workflow import standing

Fact = tuple[int, str, str, str | None]
"""Instant in microseconds, id, kind (of an event, or one of the three below), and what it tells: the value after it,
of an event that ends something the value before.
"""
Move = tuple[int, str, str | None, str | None, str | None]
"""Instant, id, from, to and reason of a change of status."""

ASKED = "ASKED"
"""The requester said something."""
ANSWERED = "ANSWERED"
"""A person of the staff said something publicly."""
CALLED = "CALLED"
"""Staff wrote down a call they had with the requester: the first response, where there was none before."""

_PAUSES = frozenset({"PENDING_USER", "PENDING_VENDOR", "ON_HOLD"})
_ENDS = frozenset({"RESOLVED", "CLOSED"})
_MERGED = "MERGED"
_RUNNING, _PAUSED, _COVERED = ClockState.RUNNING, ClockState.PAUSED, ClockState.COVERED


@dataclass(frozen=True, slots=True)
class History:
    """All of one ticket that its clocks go by."""

    created: int
    traits: Traits
    """When it was created."""
    facts: Sequence[Fact]
    """In any order."""
    born: str = "NEW"
    """The status it was created in: an end only where an import knows no more."""
    applies: bool = True
    """False for a ticket that was imported without its clocks."""


class Stop(NamedTuple):
    """A stretch in which a clock stood still."""

    start: int
    end: int | None
    """None: it still does."""
    why: ClockState


class Cap(NamedTuple):
    """What the clock of a ticket that was merged in had left (SPEC 3.9)."""

    at: int
    due: int | None
    left: int
    """Microseconds of business time; counts where that clock stood still and so had no due."""


class Run:
    """One clock in one cycle."""

    __slots__ = ("_mode", "_since", "caps", "clock", "cycle", "end", "ending", "matched", "start", "stops", "traits")

    def __init__(self, clock: ClockKind, cycle: int, start: int, traits: Traits) -> None:
        self.clock = clock
        self.cycle = cycle
        self.start = start
        self.traits = traits
        """By which its agreement is found."""
        self.matched = start
        """When that was done: the version in force then holds."""
        self.stops: list[Stop] = []
        self.caps: list[Cap] = []
        self.end: int | None = None
        self.ending: ClockState | None = None
        """MET: what it waited for came, in time or not; MERGED; NOT_APPLICABLE: nothing is waited for any more."""
        self._mode = _RUNNING
        self._since = start

    def turn(self, mode: ClockState, at: int) -> None:
        """Go on, or stand still for that reason."""
        if mode is not self._mode:
            self._note(at)
            self._mode, self._since = mode, at

    def finish(self, at: int, ending: ClockState) -> None:
        """Nothing changes it any more."""
        self._note(at)
        self._mode, self.end, self.ending = _RUNNING, at, ending

    def settle(self) -> None:
        """Note the stop that still lasts."""
        if self._mode is not _RUNNING:
            self._note(None)

    def _note(self, end: int | None) -> None:
        start, last = self._since, self.stops[-1] if self.stops else None
        if self._mode is _RUNNING or start == end:
            return
        if last is not None and last.end == start and last.why is self._mode:
            start = last.start
            self.stops.pop()
        self.stops.append(Stop(start, end, self._mode))


@dataclass(frozen=True, slots=True)
class Joined:
    """What a MERGED_IN event tells of the ticket that came in."""

    source: str
    """Its id."""
    clocks: Mapping[ClockKind, tuple[int, int | None, int]]
    """Of those that were not over: start, due, and what was left as in `Cap`."""

    def written(self) -> str:
        """As the event's reason holds it."""
        clocks = {kind.value: list(values) for kind, values in self.clocks.items()}
        return json.dumps({"source": self.source, "clocks": clocks})

    @staticmethod
    def read(text: str | None) -> Joined:
        """What `written` wrote; of a text nobody understands, nothing."""
        try:
            data = json.loads(text or "")
            clocks = {ClockKind(kind): _three(*values) for kind, values in data["clocks"].items()}
            return Joined(str(data["source"]), clocks)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            return Joined("", {})


def _three(start: int, due: int | None, left: int) -> tuple[int, int | None, int]:
    return int(start), None if due is None else int(due), int(left)


def runs(history: History, now: int) -> list[Run]:
    """The clocks of a ticket by what has happened up to `now`, each cycle by itself, in the order of their starts."""
    facts = sorted(history.facts)
    if facts and facts[-1][0] > now:
        facts = [fact for fact in facts if fact[0] <= now]
    if not _REFINING.isdisjoint(map(_KIND, facts)):
        facts = _refined(facts)
    fold = _Fold(history, facts)
    for at, _, kind, value in facts:
        _STEPS[kind](fold, at, value)
    return fold.over()


def moves(told: Iterable[Move]) -> list[Fact]:
    """The changes of status that count: one that was taken back does not, nor does the taking back (SPEC 3.9)."""
    made = sorted(told)
    if any(move[4] == UNDONE for move in made):
        made = [made[place] for place in standing([move[2:] for move in made])]
    return [(at, key, EventKind.STATUS.value, to) for at, key, _, to, _ in made]


_KIND = itemgetter(2)
_REFINING = frozenset({EventKind.UNDELIVERED.value, EventKind.UNMERGED.value})


def _refined(facts: Sequence[Fact]) -> list[Fact]:
    """Messages nobody got were no answers; a merge that was taken back was none, and the time in between counts."""
    undelivered = {value for _, _, kind, value in facts if kind == EventKind.UNDELIVERED}
    parted = {value: place for place, (_, _, kind, value) in enumerate(facts) if kind == EventKind.UNMERGED}
    return [
        fact
        for place, fact in enumerate(facts)
        if (fact[2] != ANSWERED or fact[1] not in undelivered)
        and (fact[2] != EventKind.MERGED_IN or place > parted.get(Joined.read(fact[3]).source, -1))
    ]


class _Fold:
    """The clocks of one ticket, as they stand after the facts so far."""

    __slots__ = (
        *("_answered", "_asked", "_covers", "_ended", "_facts", "_first", "_merged", "_next", "_paused", "_rounds"),
        *("_resolution", "_runs", "_traits"),
    )

    def __init__(self, history: History, facts: Sequence[Fact]) -> None:
        created, self._traits, self._facts = history.created, history.traits, facts
        self._first = Run(ClockKind.FIRST_RESPONSE, 1, created, self._traits)
        self._resolution = Run(ClockKind.RESOLUTION, 1, created, self._traits)
        self._next: Run | None = None
        self._runs = [self._first, self._resolution]
        self._rounds = 0
        self._answered = self._paused = False
        self._covers: set[str | None] = set()
        self._merged: int | None = None
        self._asked: int | None = None
        """The oldest message of the requester since the ticket ended."""
        self._ended: int | None = created if history.born in _ENDS else None
        if self._ended is not None:
            self._resolution.finish(created, ClockState.NOT_APPLICABLE)  # nobody knows when it was

    def over(self) -> list[Run]:
        """All clocks, when no more facts come."""
        if not self._answered and self._ended is not None:
            self._first.finish(self._ended, ClockState.NOT_APPLICABLE)
        for run in self._runs:
            if run.end is None:
                if self._merged is not None:
                    run.finish(self._merged, ClockState.MERGED)
                else:
                    run.settle()
        return self._runs

    def status(self, at: int, to: str | None) -> None:
        """The ticket went to another status."""
        if to in _ENDS:
            if self._ended is None:
                self._end(at)
        elif to == _MERGED:
            self._merged = at if self._merged is None else self._merged
        elif self._ended is not None:
            self._reopen(at)
        if to != _MERGED:
            self._merged = None
        self._paused = to in _PAUSES
        self._turn(at)

    def answered(self, at: int, _: str | None) -> None:
        """Staff spoke to the requester."""
        self._asked = None
        if not self._answered:
            self._answered = True
            self._first.finish(at, ClockState.MET)
        elif self._next is not None:
            self._next.finish(at, ClockState.MET)
            self._next = None

    def called(self, at: int, value: str | None) -> None:
        """Staff spoke with the requester and wrote down what those said."""
        if self._answered:
            self.asked(at, value)
        else:
            self.answered(at, value)

    def asked(self, at: int, _: str | None) -> None:
        """The requester said something: the oldest message that waits counts, and none before the first response."""
        if self._ended is not None:
            self._asked = at if self._asked is None else self._asked
        elif self._answered and self._next is None:
            self._wait(at, at)

    def typed(self, at: int, to: str | None) -> None:
        """It is about something else."""
        self._match(at, self._traits._replace(type=to))

    def ranked(self, at: int, to: str | None) -> None:
        """It has another priority."""
        self._match(at, self._traits._replace(priority=to or ""))

    def transferred(self, at: int, to: str | None) -> None:
        """It is another team's."""
        self._match(at, self._traits._replace(team=to or ""))

    def tagged(self, at: int, name: str | None) -> None:
        """A word was put on it."""
        self._match(at, self._traits._replace(tags=self._traits.tags | {name or ""}))

    def untagged(self, at: int, name: str | None) -> None:
        """A word was taken off."""
        self._match(at, self._traits._replace(tags=self._traits.tags - {name or ""}))

    def covered(self, at: int, incident: str | None) -> None:
        """An incident governs it."""
        self._covers.add(incident)
        self._turn(at)

    def uncovered(self, at: int, incident: str | None) -> None:
        """An incident governs it no more."""
        self._covers.discard(incident)
        self._turn(at)

    def joined(self, at: int, text: str | None) -> None:
        """Another ticket came in with clocks of its own; what has been reached stays reached."""
        for kind, (start, due, left) in Joined.read(text).clocks.items():
            if kind is ClockKind.NEXT_RESPONSE and self._next is None and self._answered and self._ended is None:
                self._wait(min(start, at), at)
            for run in self._open():
                if run.clock is kind:
                    run.caps.append(Cap(at, due, left))

    def nothing(self, at: int, value: str | None) -> None:
        """What it tells has been heeded before."""

    def _open(self) -> list[Run]:
        return [run for run in (self._first, self._next, self._resolution) if run is not None and run.end is None]

    def _end(self, at: int) -> None:
        self._ended, self._asked = at, None
        self._resolution.finish(at, ClockState.MET)
        if self._next is not None:
            told = any(when == at and kind == ANSWERED for when, _, kind, _ in self._facts)
            self._next.finish(at, ClockState.MET if told else ClockState.NOT_APPLICABLE)
            self._next = None

    def _reopen(self, at: int) -> None:
        self._ended = None
        self._resolution = Run(ClockKind.RESOLUTION, self._resolution.cycle + 1, at, self._traits)
        self._runs.append(self._resolution)
        if self._asked is not None and self._answered:
            self._wait(self._asked, at)
        self._asked = None

    def _wait(self, start: int, at: int) -> None:
        self._rounds += 1
        self._next = Run(ClockKind.NEXT_RESPONSE, self._rounds, start, self._traits)
        self._runs.append(self._next)
        self._turn(at)

    def _turn(self, at: int) -> None:
        mode = _PAUSED if self._paused else _RUNNING
        if self._next is not None:
            self._next.turn(mode, at)
        if self._resolution.end is None:
            self._resolution.turn(_COVERED if self._covers else mode, at)

    def _match(self, at: int, traits: Traits) -> None:
        if traits != self._traits:
            self._traits = traits
            for run in self._open():
                run.traits, run.matched = traits, at


_STEPS: Mapping[str, Callable[[_Fold, int, str | None], None]] = {
    EventKind.STATUS.value: _Fold.status,
    EventKind.TYPE.value: _Fold.typed,
    EventKind.PRIORITY.value: _Fold.ranked,
    EventKind.TEAM.value: _Fold.transferred,
    EventKind.TAGGED.value: _Fold.tagged,
    EventKind.UNTAGGED.value: _Fold.untagged,
    EventKind.COVERED.value: _Fold.covered,
    EventKind.UNCOVERED.value: _Fold.uncovered,
    EventKind.MERGED_IN.value: _Fold.joined,
    ANSWERED: _Fold.answered,
    CALLED: _Fold.called,
    ASKED: _Fold.asked,
    EventKind.UNMERGED.value: _Fold.nothing,
    EventKind.UNDELIVERED.value: _Fold.nothing,
}
