"""The pressing clocks of many tickets at once, reckoned with arrays.

Promise: for every ticket the same as `sla.pressing`; what arrays cannot say (a reopened ticket, a merged one, one that
was late before it stood still) is asked there.  numpy is loaded when this module is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from console.models.agreements import Traits
from console.models.calendars import Calendar
from console.models.catalogue import Catalogue
from console.models.history import History, Run, runs
from console.models.kinds import ClockKind, ClockState
from console.models.pressing import LATEST, WARNED, Pressing, foremost
from console.models.sla import pressing
from console.models.wall import DAY, SECOND
from console.models.windows import Windows


class _Group:
    """Open clocks of one calendar, gathered to be reckoned at once."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.owners: list[int] = []
        self.runs: list[Run] = []
        self.targets: list[int] = []
        self.stopped: list[int] = []
        """The places of those that were stopped, once for each time they went on."""
        self.stops: list[tuple[int, int]] = []

    def add(self, owner: int, run: Run, target: int) -> None:
        """Gather one."""
        for stop in run.stops:
            if stop.end is not None:
                self.stopped.append(len(self.runs))
                self.stops.append((stop.start, stop.end))
        self.owners.append(owner)
        self.runs.append(run)
        self.targets.append(target)

    def reckon(self) -> Iterator[tuple[int, Pressing | None]]:
        """Owner and standing of each; None for one that warned before it was stopped, where lengths do not add up."""
        starts, targets = np.array([run.start for run in self.runs], np.int64), np.array(self.targets, np.int64)
        last = np.array([self._last(run) for run in self.runs], np.int64)
        # Most are due within three times their target of working days; what lies beyond the table is worked out singly.
        ahead = 10 * DAY + 6 * int(targets.max())
        windows = Windows(self.calendar, int(starts.min()) - DAY, int(last.max()) + ahead)
        stood = np.zeros(len(self.runs), np.int64)
        if self.stops:
            stops = np.array(self.stops, np.int64)
            np.add.at(stood, np.array(self.stopped), windows.passed(stops[:, 1]) - windows.passed(stops[:, 0]))
        marks = targets * WARNED // 100
        warns = windows.due(starts, (marks + stood) / SECOND).tolist()
        dues = windows.due(starts, (targets + stood) / SECOND).tolist()
        warned = (windows.passed(last) - windows.passed(starts) - stood >= marks).tolist()
        for owner, run, warn, due, early in zip(self.owners, self.runs, warns, dues, warned, strict=True):
            if not run.stops:
                yield owner, Pressing(run.clock, ClockState.RUNNING, run.start, warn, due)
            elif early:
                yield owner, None
            elif run.stops[-1].end is None:
                yield owner, Pressing(run.clock, run.stops[-1].why, run.start, LATEST, LATEST)
            else:
                yield owner, Pressing(run.clock, ClockState.RUNNING, run.start, warn, due)

    @staticmethod
    def _last(run: Run) -> int:
        """When it was stopped or went on last."""
        if not run.stops:
            return run.start
        return run.stops[-1].start if run.stops[-1].end is None else run.stops[-1].end


def pressing_all(histories: Sequence[History], catalogue: Catalogue) -> list[Pressing | None]:
    """`sla.pressing` of each ticket, in their order."""
    gather = _Gather(catalogue)
    for owner, history in enumerate(histories):
        if history.applies:
            gather.take_all(owner, runs(history, LATEST))
    odd = gather.odd
    found: list[Pressing | None] = [None] * len(histories)
    for owner, standing in chain.from_iterable(group.reckon() for group in gather.groups.values()):
        other = found[owner]
        if standing is None:
            odd.add(owner)
        else:
            found[owner] = standing if other is None else foremost((other, standing))
    for owner in odd:
        found[owner] = pressing(histories[owner], catalogue)
    return found


class _Gather:
    """Sorts open clocks by their calendars."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: dict[tuple[Traits, int, ClockKind], tuple[_Group, int] | None] = {}
        self.groups: dict[int, _Group] = {}
        self.odd: set[int] = set()

    def take_all(self, owner: int, every: Sequence[Run]) -> None:
        """Take those clocks of a ticket that are not over."""
        for run in every:
            if run.end is None:
                self.take(owner, run)

    def take(self, owner: int, run: Run) -> None:
        """Take a clock, or note that its ticket is none for arrays."""
        if run.caps or (run.cycle > 1 and run.clock is ClockKind.RESOLUTION):
            self.odd.add(owner)
            return
        key = run.traits, self._catalogue.era(run.matched), run.clock
        if key not in self._known:
            self._known[key] = self._place(run)
        found = self._known[key]
        if found is not None:
            group, target = found
            group.add(owner, run, target)

    def _place(self, run: Run) -> tuple[_Group, int] | None:
        """The calendar and target of clocks like that; None where they do not apply."""
        basis = self._catalogue.match(run.traits, run.matched)
        seconds = basis.agreement.targets.get(run.clock)
        if seconds is None:
            return None
        timetable = self._catalogue.timetable(basis, LATEST)
        group = self.groups.setdefault(id(timetable), _Group(timetable.calendar))
        return group, seconds * SECOND
