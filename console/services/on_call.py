"""Who is on call, now and over a week, and whom to reach in an emergency; read from the replica (SPEC 2.3, 7.11).

Promise: every process comes to the same answer from the same rows; nothing is asked of a network.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from console.models.contacts import DIRECTORY, Contact
from console.models.kinds import Availability, PolicyKind
from console.models.on_call import Coverage, Shift, coverage
from console.models.rota import ON_CALL, Absence, Absences
from console.models.values import dataclass
from console.services.clocks import catalogue


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody to call."""

    id: str
    name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class Watch:
    """A team's rota over a period; instants in microseconds."""

    team: str
    name: str
    lead: str | None
    now: tuple[Reached, ...]
    """Who is on call at this moment."""
    until: int | None
    """When that changes next within the period."""
    shifts: tuple[Shift, ...]
    cover: Coverage
    version: int
    """The number of the rota published last; 0 where nobody has published one."""
    body: Mapping[str, object]
    """That rota as JSON."""


@dataclass(frozen=True, slots=True)
class Directory:
    """All that the page shows."""

    watches: tuple[Watch, ...]
    contacts: tuple[Contact, ...]
    names: dict[str, str]
    """Of everybody in a shift, by id."""
    away: dict[str, Absence]
    version: int
    """The number of the list of contacts published last."""


@dataclass(frozen=True, slots=True)
class OnCallBetween:
    """Ask who is on call now and within [first, last); instants in microseconds."""

    now: int
    first: int
    last: int

    def answer(self, connection: sqlite3.Connection) -> Directory:
        """Every team, by name."""
        away = absences(connection, self.now)
        people = dict(_people(connection))
        teams = connection.execute("select id, name, lead from team where dead = 0 order by name, id").fetchall()
        watches = tuple(self._watch(connection, team, away, people) for team in teams)
        names = {key: one.name for key, one in people.items()}
        ruled = catalogue(connection)
        newest = ruled.newest(PolicyKind.CONTACTS, None, DIRECTORY)
        return Directory(watches, ruled.contacts(self.now), names, away, newest.number if newest else 0)

    def _watch(
        self,
        connection: sqlite3.Connection,
        team: tuple[str, str, str | None],
        away: Absences,
        people: dict[str, Reached],
    ) -> Watch:
        key, name, lead = team
        ruled = catalogue(connection)
        rota, newest = ruled.rota(key, ON_CALL), ruled.newest(PolicyKind.ROTA, key, ON_CALL)
        shifts = () if rota is None else rota.shifts(self.first, self.last, away, self.now)
        here = () if rota is None else rota.who(self.now, away)
        edges = (edge for shift in shifts for edge in (shift.start, shift.end) if self.now < edge < self.last)
        return Watch(
            key,
            name,
            lead,
            tuple(people[person] for person in here if person in people),
            min(edges, default=None),
            shifts,
            Coverage((), ()) if rota is None else coverage(shifts, self.first, self.last),
            0 if newest is None else newest.number,
            newest.body if newest is not None and isinstance(newest.body, dict) else {},
        )


def on_call(connection: sqlite3.Connection, team: str, now: int) -> tuple[str, ...]:
    """The ids of who is on call for a team at this moment; an instant in microseconds."""
    rota = catalogue(connection).rota(team, ON_CALL)
    return () if rota is None else rota.who(now, absences(connection, now))


def absences(connection: sqlite3.Connection, now: int) -> dict[str, Absence]:
    """Who is out of office now, till when, and who stands in; those who have left work no more."""
    rows = connection.execute(
        "select id, away_until, substitute, roles = '[]' or dead from person"
        " where login is not null and (availability = ? or roles = '[]' or dead)",
        (Availability.OUT_OF_OFFICE.value,),
    )
    return {
        key: Absence(None if gone else until, substitute)
        for key, until, substitute, gone in rows
        if gone or until is None or until > now
    }


def _people(connection: sqlite3.Connection) -> dict[str, Reached]:
    rows = connection.execute("select id, name, phone from person where login is not null and dead = 0")
    return {row[0]: Reached(*row) for row in rows}
