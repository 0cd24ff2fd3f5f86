"""Everything the dashboard shows of a period, in one answer, and the tickets behind each of its marks (SPEC 12).

Promise: one consistent read; a board that is asked again reads only what has changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from console.models.agreements import Traits
from console.models.figures import AgeClass, Dimension, Figures, Forecast, Heat, Spread
from console.models.incident_measures import Course as IncidentCourse
from console.models.kinds import Priority, Severity, to_micros
from console.models.values import dataclass
from console.services.clocks import catalogue
from console.services.knowledge.figures import Gap, Gaps, KnowledgeFigures, TypeFigures
from console.services.statistics.ahead import ahead, due_in, recent_clocks
from console.services.statistics.incidents import courses
from console.services.statistics.periods import Span, midnight
from console.services.statistics.tickets import (
    Asked,
    Group,
    Worker,
    among,
    groups,
    measured,
    workload,
)

if TYPE_CHECKING:
    from console.models.measures import Mask, Measures
    from console.services.statistics.records import Reader, Tables

Chosen = tuple[tuple[Dimension, str], ...]
"""The group of each dimension that is looked at alone."""


class MarkKind(StrEnum):
    """What a mark on a chart stands for."""

    OPENED = "opened"
    """On the day of that place."""
    RESOLVED = "resolved"
    REOPENED = "reopened"
    """In the whole period."""
    WAITED = "waited"
    """Opened in the week of that place, to be answered."""
    AGED = "aged"
    """Of the backlog, in the class of that place."""
    HOUR = "hour"
    """Opened in the hour of that place, of the 168 of a week."""
    PRIORITY = "priority"
    """Opened in the period with the priority `key`."""
    AHEAD = "ahead"
    """With a clock that comes due in the hour of that place from now."""
    PERSON = "person"
    """Of the backlog, of the person `key`; "" is nobody."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on a chart."""

    kind: MarkKind
    place: int = -1
    """-1: all of them."""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """How things went from day to day and week to week."""

    opened: tuple[int, ...]
    resolved: tuple[int, ...]
    weeks: tuple[Spread, ...]
    """First responses of the tickets opened in each week."""


@dataclass(frozen=True, slots=True)
class Board:
    """The answer."""

    span: Span
    now: datetime
    whole: Figures
    paused: int
    """Of the backlog."""
    course: Course
    weeks: tuple[date, ...]
    """The dates at which the weeks begin; the first and last may be cut."""
    closed: tuple[bool, ...]
    """Days without working time."""
    ages: tuple[AgeClass, ...]
    priorities: tuple[Group, ...]
    heat: Heat
    workload: tuple[Worker, ...]
    knowledge: tuple[TypeFigures, ...]
    gaps: tuple[Gap, ...]
    searches_failed: int
    incidents: tuple[IncidentCourse, ...]
    """Those reported in the period."""
    targets: Mapping[Severity, int]
    """Minutes to resolve, in force now."""
    forecast: Forecast | None = None
    """None until the clocks are reckoned."""
    former: Figures | None = None
    former_course: Course | None = None
    former_ages: tuple[AgeClass, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardOf:
    """Ask for it."""

    reader: Reader
    span: Span
    now: datetime
    chosen: Chosen = ()
    with_former: bool = False
    with_clocks: bool = True
    """Of many tickets those take seconds the first time."""
    team: str = ""
    """Whose working days are told."""

    def answer(self, connection: sqlite3.Connection) -> Board:
        """Raises Refused for a period that cannot be."""
        tables = self.reader.read(connection)
        mask = _mask(tables, self.chosen)
        measures = measured(connection, self.reader, tables, Asked(self.span, self.now, mask, self.with_clocks))
        weeks = weeks_of(self.span)
        gaps, ruled = Gaps().answer(connection), catalogue(connection)
        team = next((key for dimension, key in self.chosen if dimension is Dimension.TEAM), None)
        board = Board(
            self.span,
            self.now,
            measures.figures(),
            measures.paused(),
            _course(measures, self.span, weeks),
            weeks,
            self._closed(connection),
            measures.ages(),
            groups(tables, measures, Dimension.PRIORITY, {}),
            measures.heat(self.span.place()),
            workload(connection, tables, measures, team),
            KnowledgeFigures().answer(connection),
            gaps[:3],
            sum(gap.searches for gap in gaps),
            tuple(courses(connection, *self.span.bounds())),
            {severity: terms.resolve for severity, terms in ruled.severities(to_micros(self.now)).items()},
        )
        if self.with_clocks:
            clocks = recent_clocks(connection, self.reader, tables, self.now)
            board = replace(board, forecast=ahead(tables, clocks, self.now, mask))
        return self._beside(connection, tables, mask, board) if self.with_former else board

    def _beside(self, connection: sqlite3.Connection, tables: Tables, mask: Mask | None, board: Board) -> Board:
        before = self.span.before()
        measures = measured(connection, self.reader, tables, Asked(before, self.now, mask, self.with_clocks))
        weeks = tuple(week - (self.span.first - before.first) for week in board.weeks)
        return replace(
            board,
            former=measures.figures(),
            former_course=_course(measures, before, weeks),
            former_ages=measures.ages(),
        )

    def _closed(self, connection: sqlite3.Connection) -> tuple[bool, ...]:
        ruled = catalogue(connection)
        now = to_micros(self.now)
        calendar = ruled.timetable(ruled.match(Traits(None, Priority.LOW.value, self.team, ""), now), now).calendar
        days = self.span.midnights()
        return tuple(not any(True for _ in calendar.spans(*day)) for day in pairwise(days))


@dataclass(frozen=True, slots=True)
class TicketsBehind:
    """Ask for the ids of the tickets a mark stands for."""

    board: BoardOf
    mark: Mark

    def answer(self, connection: sqlite3.Connection) -> frozenset[str]:
        """As they stand in this read."""
        board, mark = self.board, self.mark
        tables = board.reader.read(connection)
        if mark.kind is MarkKind.AHEAD:
            clocks = recent_clocks(connection, board.reader, tables, board.now)
            places = due_in(tables, clocks, board.now, _mask(tables, board.chosen), mark.place)
            return frozenset(tables.tickets[place] for place in places)
        asked = Asked(board.span, board.now, _mask(tables, board.chosen), with_clocks=False)
        measures = measured(connection, board.reader, tables, asked)
        return frozenset(tables.tickets[place] for place in _behind(tables, measures, board.span, mark))


def _behind(tables: Tables, measures: Measures, span: Span, mark: Mark) -> Sequence[int]:
    """The places behind a mark."""
    if mark.kind in (MarkKind.PRIORITY, MarkKind.PERSON):
        dimension = Dimension.PRIORITY if mark.kind is MarkKind.PRIORITY else Dimension.PERSON
        code = tables.names[dimension].index(mark.key or None)
        from_all = measures.opened if mark.kind is MarkKind.PRIORITY else measures.backlog
        found: list[int] = from_all[tables.records.groups[dimension][from_all] == code].tolist()
        return found
    if mark.kind is MarkKind.HOUR:
        hot: list[int] = measures.hot(span.place(), *divmod(mark.place, 24)).tolist()
        return hot
    if mark.kind is MarkKind.AGED:
        return measures.aged(mark.place)
    if mark.kind is MarkKind.REOPENED:
        return measures.reopened_ones()
    edges = _edges(span, weeks_of(span)) if mark.kind is MarkKind.WAITED else span.midnights()
    start, end = (edges[0], edges[-1]) if mark.place < 0 else edges[mark.place : mark.place + 2]
    between = measures.resolved_between if mark.kind is MarkKind.RESOLVED else measures.opened_between
    return between(start, end)


def weeks_of(span: Span) -> tuple[date, ...]:
    """The first date, and every Monday behind it."""
    days = (span.first + timedelta(days=day) for day in range((span.end - span.first).days))
    return tuple(day for day in days if day == span.first or day.weekday() == 0)


def _mask(tables: Tables, chosen: Chosen) -> Mask | None:
    return among(tables, {dimension: frozenset({key}) for dimension, key in chosen}) if chosen else None


def _course(measures: Measures, span: Span, weeks: Sequence[date]) -> Course:
    opened, resolved = measures.arrivals(span.midnights())
    return Course(opened, resolved, measures.responses(_edges(span, weeks)))


def _edges(span: Span, weeks: Sequence[date]) -> tuple[int, ...]:
    """When these weeks begin, and when the last one ends."""
    return (*(midnight(week, span.place()) for week in weeks), span.bounds()[1])
