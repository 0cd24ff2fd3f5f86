"""How the metrics of an incident went, as its evidence keeps them, and what happened meanwhile (SPEC 8.2).

Promise: of each source what was gathered last; what has another shape than it was written with is left out.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from enum import StrEnum

from console.models.kinds import to_micros
from console.models.values import dataclass
from console.services.incidents.queries import OpenIncident

MICROS = 1_000_000
MOST_MARKS = 24

Points = tuple[tuple[float, float], ...]
"""Seconds since 1970, and the value then."""


class MarkKind(StrEnum):
    """What is marked on the time of a chart."""

    IMPACT = "impact"
    """The impact began."""
    REPORT = "report"
    """It was declared."""
    ACTION = "action"
    """Something was changed."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One of them."""

    kind: MarkKind
    at: float
    """Seconds since 1970."""
    text: str = ""
    """The id of the step."""


@dataclass(frozen=True, slots=True)
class Metric:
    """All series of one question."""

    name: str
    series: tuple[tuple[str, Points], ...]


@dataclass(frozen=True, slots=True)
class Metrics:
    """What is drawn."""

    metrics: tuple[Metric, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class MetricsOf:
    """Ask for the metrics of an incident."""

    incident: str

    def answer(self, connection: sqlite3.Connection) -> Metrics:
        """Without evidence of metrics nothing, not even marks; raises Refused NOT_FOUND."""
        rows = connection.execute(
            "select params from evidence_item e where root = ?1 and kind = 'metrics' and finding is null and dead = 0"
            " and gathered_at = (select max(gathered_at) from evidence_item where root = ?1 and source = e.source"
            " and finding is null and dead = 0) order by source, id",
            (self.incident,),
        )
        found: dict[str, list[tuple[str, Points]]] = {}
        for (params,) in rows:
            for name, points in _series(json.loads(params)):
                found.setdefault(name.partition("{")[0], []).append((name, points))
        if not found:
            return Metrics()
        made = tuple(Metric(name, tuple(series)) for name, series in found.items())
        return Metrics(made, tuple(self._marks(connection)))

    def _marks(self, connection: sqlite3.Connection) -> Iterator[Mark]:
        row = OpenIncident(self.incident).answer(connection)
        if row.impact_began_at is not None:
            yield Mark(MarkKind.IMPACT, to_micros(row.impact_began_at) / MICROS)
        yield Mark(MarkKind.REPORT, to_micros(row.reported_at) / MICROS)
        steps = connection.execute(
            "select step, started_at from step_run where root = ? and radius <> 'none' and started_at is not null"
            " and dead = 0 order by started_at, id limit ?",
            (self.incident, MOST_MARKS),
        )
        yield from (Mark(MarkKind.ACTION, at / MICROS, step) for step, at in steps)


def _series(params: object) -> Iterator[tuple[str, Points]]:
    listed = params.get("series") if isinstance(params, dict) else None
    for one in listed if isinstance(listed, list) else ():
        match one:
            case [str(name), list(points)]:
                kept = tuple(_point(point) for point in points)
                if kept and None not in kept:
                    yield name, tuple(point for point in kept if point is not None)


def _point(point: object) -> tuple[float, float] | None:
    match point:
        case [int() | float() as at, int() | float() as value]:
            return float(at), float(value)
    return None
