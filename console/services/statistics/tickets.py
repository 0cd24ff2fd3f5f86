"""The figures of tickets in a period (SPEC 12.1).

Promise: answered from one consistent read; a `Figuring` that is asked again reads only what has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from console.models.figures import AgeClass, Dimension, Figures, Heat
from console.models.kinds import Code, Refused, to_micros
from console.models.values import dataclass
from console.services.statistics.periods import Span

if TYPE_CHECKING:
    from console.models.measures import Mask, Measures
    from console.services.statistics.records import Reader, Tables


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one part of the tickets."""

    key: str | None
    """The word of an enum, the id of a team or person; None for tickets that have none."""
    name: str
    """The same word, or how the team or person is called; "" for none."""
    figures: Figures


@dataclass(frozen=True, slots=True)
class Worker:
    """What a person has to do at the end of the period; None is nobody."""

    id: str | None
    name: str | None
    open: int
    cap: int | None
    """The most they should have open."""


@dataclass(frozen=True, slots=True)
class TicketFigures:
    """What the command line tells of tickets."""

    whole: Figures
    by: Mapping[Dimension, tuple[Group, ...]]
    ages: tuple[AgeClass, ...]
    workload: tuple[Worker, ...]
    heat: Heat


@dataclass(frozen=True, slots=True)
class FiguresOf:
    """Ask for the figures of tickets, as seen at an instant."""

    reader: Reader
    """Keeps what it has read for the next time."""
    span: Span
    now: datetime
    team: str | None = None
    """Id or name; None: of all."""
    chosen: tuple[tuple[Dimension, str], ...] = ()
    """The group of each dimension that is looked at alone."""

    def answer(self, connection: sqlite3.Connection) -> TicketFigures:
        """Raises Refused for a team, zone or period that cannot be."""
        wanted = dict(self.chosen)
        if self.team is not None:
            wanted[Dimension.TEAM] = find_team(connection, self.team)
        tables, team = self.reader.read(connection), wanted.get(Dimension.TEAM)
        chosen = among(tables, {kind: frozenset({key}) for kind, key in wanted.items()}) if wanted else None
        measures = measured(connection, self.reader, tables, Asked(self.span, self.now, chosen))
        names = names_of_all(connection)
        return TicketFigures(
            measures.figures(),
            {dimension: groups(tables, measures, dimension, names) for dimension in Dimension},
            measures.ages(),
            workload(connection, tables, measures, team),
            measures.heat(self.span.place()),
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """Of what the measures are to be."""

    span: Span
    now: datetime
    chosen: Mask | None = None
    """All tickets without it."""
    with_clocks: bool = True


def measured(connection: sqlite3.Connection, reader: Reader, tables: Tables, asked: Asked) -> Measures:
    """The measures of these tickets; raises Refused as `Span.bounds`."""
    from console.models.measures import Measures, Period, no_clocks, opened_in

    period = Period(*asked.span.bounds(), to_micros(asked.now))
    clocks = no_clocks()
    if asked.with_clocks:
        places = opened_in(tables.records, period, asked.chosen)
        clocks = reader.clocks(connection, tables, places, period.now)
    return Measures(tables.records, tables.moves, clocks, period, asked.chosen)


def among(tables: Tables, wanted: Mapping[Dimension, frozenset[str | None]]) -> Mask:
    """Which tickets are of these groups, in each dimension of one of them."""
    import numpy as np

    found = np.ones(len(tables.tickets), np.bool_)
    for dimension, keys in wanted.items():
        codes = [code for code, key in enumerate(tables.names[dimension]) if key in keys]
        found &= np.isin(tables.records.groups[dimension], codes)
    return found


def groups(tables: Tables, measures: Measures, dimension: Dimension, names: Mapping[str, str]) -> tuple[Group, ...]:
    """The parts that have any figures, in the order of the enum, people and teams by name; none comes last."""
    keys = tables.names[dimension]
    named = dimension in (Dimension.TEAM, Dimension.PERSON)
    found = [
        Group(key, "" if key is None else names.get(key, key) if named else key, figures)
        for code, figures in sorted(measures.by(dimension).items())
        for key in [keys[code]]
    ]
    return tuple(sorted(found, key=lambda group: (group.key is None, group.name if named else "")))


def workload(
    connection: sqlite3.Connection, tables: Tables, measures: Measures, team: str | None
) -> tuple[Worker, ...]:
    """Everybody who works here, or in that team, and whoever else has open tickets, by name; nobody's come last."""
    keys = tables.names[Dimension.PERSON]
    loads = {keys[code]: count for code, count in measures.loads().items()}
    found = [
        Worker(key, name, loads.pop(key, 0), cap)
        for key, name, cap, works, of in connection.execute(_STAFF)
        if key in loads or (works and team in (None, of))
    ]
    return (*found, *(Worker(key, None, count, None) for key, count in loads.items()))


_STAFF = (
    "select id, name, cap, login is not null and roles <> '[]' and dead = 0, team from person"
    " where login is not null order by name, id"
)


def find_team(connection: sqlite3.Connection, wanted: str) -> str:
    """The id of the team of that id or name, whatever the case of its letters; raises Refused NOT_FOUND."""
    for key, name in connection.execute("select id, name from team where dead = 0 order by name, id"):
        if wanted.strip().casefold() in (key, name.strip().casefold()):
            return str(key)
    raise Refused(Code.NOT_FOUND, what="team")


def names_of_all(connection: sqlite3.Connection) -> dict[str, str]:
    """People who work here and teams by id."""
    rows: Sequence[tuple[str, str]] = connection.execute(
        "select id, name from person where login is not null union all select id, name from team"
    ).fetchall()
    return dict(rows)
