"""Who is on call by a schedule of rules, rotations and overrides, and where nobody or more than one is (SPEC 7.11).

Promise: pure and exact; instants are whole microseconds since 1970-01-01T00:00Z.  A period with more than 50,000
changes is refused, so no answer takes long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from console.models.kinds import Code, Refused
from console.models.open_time import YEARS_400
from console.models.rotation import Interval, Rotation, WeeklyRule
from console.models.values import dataclass
from console.models.wall import reckoned

MOST_CHANGES = 50_000

Turn = tuple[int, int, str]
"""Start, end and person."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A weekly rule and who stands in it: one person, or whose turn it is in a rotation."""

    rule: WeeklyRule
    who: str | Rotation

    def turns(self, first: int, last: int) -> Iterator[Turn]:
        """Who stands in it when, within [first, last)."""
        for start, end in self.rule.between(first, last):
            start, end = max(start, first), min(end, last)
            if isinstance(self.who, Rotation):
                yield from self.who.turns(start, end)
            else:
                yield start, end, self.who


@dataclass(frozen=True, slots=True)
class Override:
    """What holds instead for a while: some leave, some stand in for others or for everybody, some come."""

    start: int
    end: int
    remove: tuple[str, ...] = ()
    replace: tuple[tuple[str, str], ...] = ()
    """Who is replaced, and by whom; nothing happens where the first is not on call."""
    instead: str | None = None
    """Who stands in for everybody."""
    add: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shift:
    """A person on call in [start, end)."""

    person: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where a period has nobody on call, and where more than one."""

    gaps: tuple[Interval, ...]
    doubled: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Who is on call: all that stand in a rule or have their turn in a rotation, as the overrides change it."""

    assignments: tuple[Assignment, ...] = ()
    rotations: tuple[Rotation, ...] = ()
    overrides: tuple[Override, ...] = ()

    def who(self, at: int) -> tuple[str, ...]:
        """The names of those on call, sorted."""
        (_, _, names), *_ = self._stretches(at, at + 1)
        return tuple(sorted(names))

    def shifts(self, first: int, last: int) -> tuple[Shift, ...]:
        """Who is on call when, cut to [first, last), in order; what a person does without a break is one shift."""
        done: list[Shift] = []
        since: dict[str, int] = {}
        for start, _, names in (*self._stretches(first, last), (last, last, frozenset[str]())):
            done += [Shift(person, since.pop(person), start) for person in since.keys() - names]
            since |= {person: start for person in names if person not in since}
        return tuple(sorted(done, key=lambda shift: (shift.start, shift.person)))

    def coverage(self, first: int, last: int) -> Coverage:
        """The gaps and double covers of [first, last)."""
        return coverage(self.shifts(first, last), first, last)

    def _stretches(self, first: int, last: int) -> Iterator[tuple[int, int, frozenset[str]]]:
        """[first, last) in pieces, each with all who are on call in it."""
        if reckoned(last) - reckoned(first) > YEARS_400:
            raise Refused(Code.TIME_TOO_FAR)
        changes = self._changes(first, last)
        on_call: Counter[str] = Counter()
        active: dict[int, Override] = {}
        start = first
        while start < last:
            while changes and changes[-1][0] <= start:
                _, begins, what = changes.pop()
                if isinstance(what, str):
                    on_call[what] += 1 if begins else -1
                elif begins:
                    active[what] = self.overrides[what]
                else:
                    del active[what]
            end = changes[-1][0] if changes else last
            on_call = +on_call
            yield start, end, _overridden(on_call, [active[place] for place in sorted(active)])
            start = end

    def _changes(self, first: int, last: int) -> list[tuple[int, bool, str | int]]:
        """Who or which override begins (True) or ends when, the last first; a person is named, an override numbered."""
        changes: list[tuple[int, bool, str | int]] = []
        for start, end, what in self._all_turns(first, last):
            if start < end:
                changes += [(start, True, what), (end, False, what)]
            if len(changes) > 2 * MOST_CHANGES:
                raise Refused(Code.TOO_MANY, limit=MOST_CHANGES)
        # Of changes at one instant a beginning comes off first: what falls together with its end is taken off after it.
        return sorted(changes, key=lambda change: (-change[0], change[1]))

    def _all_turns(self, first: int, last: int) -> Iterator[tuple[int, int, str | int]]:
        for assignment in self.assignments:
            yield from assignment.turns(first, last)
        for rotation in self.rotations:
            yield from rotation.turns(first, last)
        for place, override in enumerate(self.overrides):
            yield max(override.start, first), min(override.end, last), place


def coverage(shifts: Iterable[Shift], first: int, last: int) -> Coverage:
    """The gaps and double covers that shifts, each within [first, last) and of one person each, leave there."""
    steps = sorted(step for shift in shifts for step in ((shift.start, 1), (shift.end, -1)))
    pieces: list[tuple[int, int, int]] = []
    since, standing = first, 0
    for at, step in (*steps, (last, 0)):
        if since < at:
            pieces.append((since, at, standing))
        since, standing = at, standing + step
    return Coverage(
        tuple(_joined((start, end) for start, end, count in pieces if not count)),
        tuple(_joined((start, end) for start, end, count in pieces if count > 1)),
    )


def _overridden(on_call: Iterable[str], overrides: Sequence[Override]) -> frozenset[str]:
    """Those on call after overrides: removed, then replaced, then added; the later wins."""
    instead: dict[str, str | None] = {}
    for override in overrides:
        instead |= dict.fromkeys(override.remove)
    for override in overrides:
        instead |= dict(override.replace)
    names = {instead.get(person, person) for person in on_call}
    for override in overrides:
        names = names if override.instead is None else {override.instead}
    for override in overrides:
        names.update(override.add)
    return frozenset(person for person in names if person is not None)


def _joined(pieces: Iterable[Interval]) -> Iterator[Interval]:
    """Pieces in order, those that touch made one."""
    held: Interval | None = None
    for start, end in pieces:
        if held and held[1] == start:
            held = held[0], end
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held
