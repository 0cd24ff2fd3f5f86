"""Dashboards people saved: what is looked at, and how it is arranged (SPEC 12.1).

Promise: a dashboard is kept as a view of the person or team is, told apart by its order; what cannot be understood in
one is left out, never guessed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import date

from console.models.figures import Dimension
from console.models.values import dataclass
from console.services.people import Me
from console.services.statistics.board import Chosen

DASHBOARD = "dashboard"
"""What a dashboard has in the place of an order."""
DAYS = 30


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a dashboard shows."""

    days: int = DAYS
    """Up to today, where there are no dates."""
    first: date | None = None
    last: date | None = None
    """The last day that counts."""
    chosen: Chosen = ()
    compared: bool = True
    charts: tuple[str, ...] = ()
    """The names of those shown, in their order; none: all as they usually stand."""

    def to_json(self) -> dict[str, object]:
        """As it is kept."""
        return {
            "days": self.days,
            "first": self.first and self.first.isoformat(),
            "last": self.last and self.last.isoformat(),
            "chosen": {dimension.value: key for dimension, key in self.chosen},
            "compared": self.compared,
            "charts": list(self.charts),
        }


def arrangement_of(data: object) -> Arrangement:
    """What was kept; whatever is not understood is as usual."""
    given: Mapping[str, object] = data if isinstance(data, dict) else {}
    days, charts, chosen = given.get("days"), given.get("charts"), given.get("chosen")
    first, last = _date(given.get("first")), _date(given.get("last"))
    dated = first is not None and last is not None and first <= last
    pairs = chosen.items() if isinstance(chosen, dict) else ()
    return Arrangement(
        days if isinstance(days, int) and 0 < days <= 366 else DAYS,
        first if dated else None,
        last if dated else None,
        tuple((Dimension(one), str(key)) for one, key in pairs if one in set(Dimension) and isinstance(key, str)),
        given.get("compared") is not False,
        tuple(one for one in charts if isinstance(one, str)) if isinstance(charts, list) else (),
    )


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class SavedBoard:
    """One that was saved."""

    id: str
    name: str
    owner: str
    """The id of the person or team."""
    what: Arrangement


@dataclass(frozen=True, slots=True)
class SavedBoards:
    """The saved dashboards of a person and their team, in their order."""

    me: Me

    def answer(self, connection: sqlite3.Connection) -> tuple[SavedBoard, ...]:
        """Personal ones first."""
        rows = connection.execute(
            "select id, name, owner, filter from saved_view where owner in (?, ?) and dead = 0 and sort = ?"
            " order by owner <> ?, position, id",
            (self.me.id, self.me.team, DASHBOARD, self.me.id),
        )
        return tuple(SavedBoard(key, name, owner, arrangement_of(json.loads(kept))) for key, name, owner, kept in rows)
