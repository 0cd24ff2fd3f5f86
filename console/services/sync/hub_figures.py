"""Figures of the whole history, asked of the hub: of every ticket one may read there, those in archives among them.

Promise: the hub adds up, under the rights of who asks, and the same SQL serves both hubs; the figures are those a
replica makes of the same tickets (SPEC 12.3).  What came of clocks is told by the rows recorded of it (verdicts,
breaches), so what still runs is not counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from console.models.figures import NOTHING, Dimension, Seconds, Spread, Tally
from console.models.kinds import UNDONE, ClockKind, ClockState, Status, from_micros
from console.models.marks import BREACH
from console.models.values import dataclass
from console.models.wall import SECOND
from console.models.workflow import standing
from console.services.statistics.periods import Span, midnight
from console.services.sync.hub import Hub
from console.services.sync.sqlite_hub import SqliteHub

Row = tuple[Any, ...]
Bounds = tuple[int, int]
"""From an instant on and before another, in microseconds."""
_PAUSED = (Status.PENDING_USER, Status.PENDING_VENDOR, Status.ON_HOLD)
_OVER = (Status.RESOLVED, Status.CLOSED)
_LAST = (*_OVER, Status.MERGED)
_COLUMNS = {one: one.value for one in Dimension if one is not Dimension.PERSON}


@dataclass(frozen=True, slots=True)
class HubFigures:
    """What is counted of a period; lengths are seconds."""

    opened: int
    resolved: int
    reopened: int
    backlog: int
    first_response: Spread
    resolution: Spread
    sla: Mapping[str, Tally]
    """By clock; decided ones alone."""


@dataclass(frozen=True, slots=True)
class HubHistory:
    """The answer of the hub."""

    period: HubFigures
    years: tuple[tuple[int, HubFigures], ...]
    """Of each year there are tickets of, the present one first."""
    tickets: int
    archived: int
    """Of those, how many lie in archives."""
    is_partial: bool = False
    """Whether this machine has rows that have not come to the hub yet."""


def history_of(hub: Hub, span: Span, now: datetime, chosen: Sequence[tuple[Dimension, str]] = ()) -> HubHistory:
    """The figures of a period and of each year up to `now`; raises Unreachable, and Refused as `Span.bounds`."""
    asking = _Asking(hub, chosen)
    tickets, archived, oldest = asking.one(_ALL)
    zone = span.place()
    last = now.astimezone(zone).year
    first = last if oldest is None else from_micros(oldest).astimezone(zone).year
    years = [
        (year, asking.figures((midnight(date(year, 1, 1), zone), midnight(date(year + 1, 1, 1), zone))))
        for year in range(last, first - 1, -1)
    ]
    return HubHistory(asking.figures(span.bounds()), tuple(years), int(tickets), int(archived or 0))


_OVER_SQL = ",".join(f"'{status}'" for status in _OVER)
_LAST_SQL = ",".join(f"'{status}'" for status in _LAST)
_TICKETS = (
    "t as (select t.id, t.scope, t.created_at, t.first_responded_at as responded,"
    f" coalesce(t.resolved_at, t.closed_at) as ended, case when t.status in ({_LAST_SQL}) then 0 else 1 end as live"
    " from {schema}ticket t where not t.dead{chosen})"
)
_ALL = (
    " select count(*), sum(case when s.archive_of is null then 0 else 1 end), min(t.created_at)"
    " from t join {schema}scope s on s.id = t.scope"
)
_ODD_ONES = f"(select o.root from {{schema}}event o where not o.dead and o.kind = 'STATUS' and o.reason = '{UNDONE}')"
_ODD = (
    " select e.root, t.created_at, e.happened_at, e.id, e.from_value, e.to_value, e.reason, e.kind"
    f" from {{schema}}event e join t on t.id = e.root where not e.dead and e.kind in ('STATUS', 'CREATED')"
    f" and e.root in {_ODD_ONES}"
)
_MOVES = (
    f" select sum(case when e.to_value in ({_OVER_SQL}) and e.from_value not in ({_LAST_SQL}) then 1 else 0 end),"
    f" sum(case when e.from_value in ({_OVER_SQL}) and e.to_value not in ({_LAST_SQL}) then 1 else 0 end)"
    " from {schema}event e join t on t.id = e.root where not e.dead and e.kind = 'STATUS'"
    f" and e.happened_at >= ? and e.happened_at < ? and e.root not in {_ODD_ONES}"
)
_BACKLOG = (
    " select count(*) from t where t.created_at < ? and coalesce("
    "(select e.to_value from {schema}event e where e.root = t.id and e.kind = 'STATUS' and not e.dead"
    " and e.happened_at < ? order by e.happened_at desc, e.id desc limit 1),"
    " (select e.to_value from {schema}event e where e.root = t.id and e.kind = 'CREATED' and not e.dead limit 1),"
    f" 'NEW') not in ({_LAST_SQL}) and t.id not in {_ODD_ONES}"
)
_OPENED = " select count(*) from t where t.created_at >= ? and t.created_at < ?"
_COUNTED = (
    " select count(t.COLUMN), sum(case when t.COLUMN is null then t.live else 0 end) from t"
    " where t.created_at >= ? and t.created_at < ?"
)
_RANKED = (
    ", l as (select case when t.COLUMN > t.created_at then t.COLUMN - t.created_at else 0 end as took from t"
    " where t.COLUMN is not null and t.created_at >= ? and t.created_at < ?),"
    " r as (select took, row_number() over (order by took) as place from l)"
    " select place, took from r where place in (?, ?, ?)"
)
_VERDICTS = (
    ", v as (select v.root, v.clock, v.cycle, v.verdict, row_number() over"
    " (partition by v.root, v.clock, v.cycle order by v.ended_at desc, v.id desc) as place"
    " from {schema}verdict v where not v.dead),"
    " b as (select distinct m.root, m.clock, m.cycle from {schema}milestone m where not m.dead"
    f" and m.threshold = {BREACH} and not exists (select 1 from v where v.root = m.root and v.clock = m.clock"
    " and v.cycle = m.cycle)),"
    " d as (select root, clock, cycle, verdict from v where place = 1 union all"
    f" select root, clock, cycle, '{ClockState.MISSED}' from b)"
    " select d.clock, d.verdict, count(*) from d join t on t.id = d.root where t.created_at >= ? and t.created_at < ?"
    f" and not (d.clock = '{ClockKind.RESOLUTION}' and t.live = 1 and d.verdict = '{ClockState.MET}')"
    " group by d.clock, d.verdict"
)


class _Asking:
    """Asks one hub of the chosen tickets."""

    def __init__(self, hub: Hub, chosen: Sequence[tuple[Dimension, str]]) -> None:
        self._hub = hub
        seen = ""
        self._values: list[str] = []
        if isinstance(hub, SqliteHub):
            self._values = sorted(hub.scopes())
            seen = f" and t.scope in ({','.join('?' * len(self._values))})"
        named = [(_COLUMNS[dimension], key) for dimension, key in chosen if dimension in _COLUMNS]
        wanted = "".join(f" and t.{column} = ?" for column, _ in named)
        self._values += [key for _, key in named]
        self._tickets = _TICKETS.replace("{chosen}", seen + wanted)
        self._odd = self._taken_back()

    def figures(self, bounds: Bounds) -> HubFigures:
        """Of one period."""
        (opened,) = self.one(_OPENED, *bounds)
        first, whole = (self._spread(column, bounds) for column in ("responded", "ended"))
        resolved, reopened = self.one(_MOVES, *bounds)
        (backlog,) = self.one(_BACKLOG, bounds[1], bounds[1])
        odd = [_folded(moves, created, born, bounds) for created, born, moves in self._odd]
        more = [sum(column) for column in zip(*odd, strict=True)] or [0, 0, 0]
        counts = (int(resolved or 0) + more[0], int(reopened or 0) + more[1], int(backlog) + more[2])
        return HubFigures(int(opened), *counts, first, whole, self._tallies(bounds))

    def one(self, sql: str, *values: object) -> Row:
        """The one row of a statement."""
        return self._rows(sql, *values)[0]

    def _rows(self, sql: str, *values: object) -> Sequence[Row]:
        whole, given = f"with {self._tickets}{sql}", (*self._values, *values)
        if isinstance(self._hub, SqliteHub):
            return self._hub.db.execute(whole.replace("{schema}", ""), given).fetchall()
        from console.services.sync.postgres_hub import PostgresHub, ask  # a machine alone pays nothing for PostgreSQL

        if not isinstance(self._hub, PostgresHub):
            raise TypeError(type(self._hub).__name__)
        return ask(self._hub.connection, whole.replace("{schema}", "desk.").replace("?", "%s"), *given)

    def _spread(self, column: str, bounds: Bounds) -> Spread:
        """How long something took, of the tickets opened in a period, by nearest rank."""
        closed, still = self.one(_COUNTED.replace("COLUMN", column), *bounds)
        n = int(closed) + int(still or 0)
        if not n:
            return NOTHING
        ranks = (-(-n // 2), -(-9 * n // 10), int(closed))
        took: dict[int, object] = dict(self._rows(_RANKED.replace("COLUMN", column), *bounds, *ranks))
        median, p90, longest = (_seconds(took.get(rank)) for rank in ranks)
        return Spread(n, int(still or 0), median, p90, longest)

    def _tallies(self, bounds: Bounds) -> dict[str, Tally]:
        found: dict[str, dict[str, int]] = {}
        for clock, state, count in self._rows(_VERDICTS, *bounds):
            found.setdefault(clock, {})[state] = int(count)
        return {
            clock: Tally(counts.get(ClockState.MET, 0), counts.get(ClockState.MISSED, 0))
            for clock, counts in sorted(found.items())
        }

    def _taken_back(self) -> list[tuple[int, int, list[Row]]]:
        """Tickets on which a move was taken back: when each was made, how it stood then, its moves that count."""
        rows = sorted(self._rows(_ODD), key=itemgetter(0, 2, 3))
        found = []
        for _, told in groupby(rows, itemgetter(0)):
            every = list(told)
            moves = [row for row in every if row[7] == "STATUS"]
            born = next((_stand(row[5]) for row in every if row[7] == "CREATED"), 0)
            kept = [moves[place] for place in standing([row[4:7] for row in moves])]
            found.append((int(every[0][1]), born, kept))
        return found


def _folded(moves: Sequence[Row], created: int, born: int, bounds: Bounds) -> tuple[int, int, int]:
    """Resolutions and reopenings of one ticket in a period, and whether it was open at its end."""
    resolved = reopened = 0
    stand = born
    for _, _, at, _, before, after, *_ in moves:
        within = bounds[0] <= at < bounds[1]
        resolved += within and _stand(after) == 2 and _stand(before) < 2
        reopened += within and _stand(before) == 2 and _stand(after) < 2
        stand = _stand(after) if at < bounds[1] else stand
    return resolved, reopened, int(created < bounds[1] and stand < 2)


def _stand(status: str) -> int:
    """0 worked on, 1 paused, 2 over, 3 merged."""
    return 3 if status == Status.MERGED else 2 if status in _OVER else 1 if status in _PAUSED else 0


def _seconds(micros: object) -> Seconds | None:
    if micros is None:
        return None
    length = int(str(micros))
    return length // SECOND if length % SECOND == 0 else length / SECOND
