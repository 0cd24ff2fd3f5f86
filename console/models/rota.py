"""A team's rota in all its versions, and who stands in for those that are out of office (SPEC 1.1, 7.11).

Promise: pure; instants are whole microseconds since 1970-01-01T00:00Z.  A version holds from its instant on, the first
one also before it; who is out of office is never said to be on call.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from console.models.kinds import Code, Refused
from console.models.on_call import Schedule, Shift
from console.models.rosters import schedule_of
from console.models.rotation import Rotation
from console.models.values import dataclass
from console.models.wall import EARLIEST, LATEST

ON_CALL, SHIFTS = "On call", "Shifts"
"""Names of a team's two rotas: who is called day and night, and who works when."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody who is out of office from now on."""

    until: int | None
    """None: nobody knows."""
    substitute: str | None
    """The id of who stands in."""


Absences = Mapping[str, Absence]
"""By the id of who is away."""


class Rota:
    """The versions of one rota."""

    def __init__(self, versions: Sequence[tuple[int, Schedule]]) -> None:
        """`versions`: instant of effect and schedule, by that instant; at least one."""
        starts = [EARLIEST, *(effective for effective, _ in versions[1:])]
        self._eras = [
            (start, end, schedule)
            for start, end, (_, schedule) in zip(starts, [*starts[1:], LATEST], versions, strict=True)
        ]

    def who(self, at: int, absences: Absences) -> tuple[str, ...]:
        """The ids of those on call, at an instant that is not over; sorted."""
        names = next(schedule.who(at) for start, end, schedule in self._eras if start <= at < end)
        present = {present for name in names if (present := stands_in(name, at, absences)) is not None}
        return tuple(sorted(present))

    def shifts(self, first: int, last: int, absences: Absences, now: int) -> tuple[Shift, ...]:
        """Who is on call when, cut to [first, last), in order; from `now` on others stand in for the absent."""
        planned = [
            shift
            for start, end, schedule in self._eras
            if max(start, first) < min(end, last)
            for shift in schedule.shifts(max(start, first), min(end, last))
        ]
        return _joined(piece for shift in planned for piece in _stood_in(shift, absences, now))


def rota_of(data: object) -> Schedule:
    """The schedule JSON describes, people by their ids; raises Refused."""
    schedule, _ = schedule_of(data)
    if not schedule.assignments and not schedule.rotations:
        raise Refused(Code.VALUE_NEEDED, place="rotations")
    return schedule


def people_of(schedule: Schedule) -> frozenset[str]:
    """The ids of all that a schedule names."""
    named: set[str] = set()
    rotations = list(schedule.rotations)
    for assignment in schedule.assignments:
        if isinstance(assignment.who, Rotation):
            rotations.append(assignment.who)
        else:
            named.add(assignment.who)
    for rotation in rotations:
        named.update(rotation.people)
    for override in schedule.overrides:
        named.update(override.add, override.remove, *override.replace, [override.instead] if override.instead else [])
    return frozenset(named)


def stands_in(person: str, at: int, absences: Absences) -> str | None:
    """Who is there for a person at an instant: they themselves, else their substitute or that one's; None: nobody."""
    seen: set[str] = set()
    while person not in seen:
        seen.add(person)
        absence = absences.get(person)
        if absence is None or (absence.until is not None and absence.until <= at):
            return person
        if absence.substitute is None:
            return None
        person = absence.substitute
    return None


def _stood_in(shift: Shift, absences: Absences, now: int) -> Iterator[Shift]:
    """The pieces of a shift, each with who is there for it."""
    cuts = {now} | {absence.until for absence in absences.values() if absence.until is not None}
    edges = [shift.start, *sorted(cut for cut in cuts if shift.start < cut < shift.end), shift.end]
    for start, end in pairwise(edges):
        person = shift.person if start < now else stands_in(shift.person, start, absences)
        if person is not None:
            yield Shift(person, start, end)


def _joined(pieces: Iterable[Shift]) -> tuple[Shift, ...]:
    """Pieces with those of one person that touch or overlap made one, in order."""
    made: list[Shift] = []
    for piece in sorted(pieces, key=lambda shift: (shift.person, shift.start)):
        if made and made[-1].person == piece.person and piece.start <= made[-1].end:
            made[-1] = Shift(piece.person, made[-1].start, max(made[-1].end, piece.end))
        else:
            made.append(piece)
    return tuple(sorted(made, key=lambda shift: (shift.start, shift.person)))
