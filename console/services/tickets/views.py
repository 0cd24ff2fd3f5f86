"""The views of the queue: those every console has, and those people saved.

Promise: a view is a value (filter and order); what it counts and what it lists are the same rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from enum import StrEnum

from console.models.kinds import LIVE, PAUSES, Status
from console.models.values import dataclass
from console.services.people import Me
from console.services.tickets.filters import NOBODY, Due, Filter, Sort, SortKey


class Shelf(StrEnum):
    """Where a view stands in the panel."""

    MINE = "mine"
    TEAM = "team"
    SAVED = "saved"


class BuiltIn(StrEnum):
    """The views every console has, by their id."""

    MY_OPEN = "my-open"
    USER_REPLIED = "user-replied"
    ALL_OPEN = "all-open"
    AT_RISK = "at-risk"
    UNASSIGNED = "unassigned"
    PAUSED = "paused"
    RESOLVED = "resolved"
    ALL = "all"


_BUILT_IN: Mapping[str, BuiltIn] = {one.value: one for one in BuiltIn}


@dataclass(frozen=True, slots=True)
class View:
    """A named filter and order."""

    id: str
    shelf: Shelf
    filter: Filter
    sort: Sort
    name: str = ""
    """The name its author gave; "" for a built-in one, which is named by words."""
    owner: str | None = None
    """The person or team a saved view belongs to."""

    @property
    def built_in(self) -> BuiltIn | None:
        """Which built-in view this is, if one."""
        return _BUILT_IN.get(self.id)


def built_in(me: Me) -> tuple[View, ...]:
    """The views `me` begins with, in the order of the panel.

    Where work is done from row to row the order is one that the work itself does not change.
    """
    newest, oldest = Sort(SortKey.UPDATED), Sort(SortKey.UPDATED, descending=False)
    latest, earliest = Sort(SortKey.CREATED), Sort(SortKey.CREATED, descending=False)
    mine = Filter(statuses=LIVE, assignee=me.id)
    return (
        View(BuiltIn.MY_OPEN, Shelf.MINE, mine, Sort(SortKey.PRIORITY, descending=False)),
        View(BuiltIn.USER_REPLIED, Shelf.MINE, Filter(statuses=LIVE, assignee=me.id, awaiting=True), oldest),
        View(BuiltIn.ALL_OPEN, Shelf.TEAM, Filter(statuses=LIVE), latest),
        View(BuiltIn.AT_RISK, Shelf.TEAM, Filter(due=Due.RISK), Sort(SortKey.DUE, descending=False)),
        View(BuiltIn.UNASSIGNED, Shelf.TEAM, Filter(statuses=LIVE, assignee=NOBODY), earliest),
        View(BuiltIn.PAUSED, Shelf.TEAM, Filter(statuses=PAUSES), oldest),
        View(BuiltIn.RESOLVED, Shelf.TEAM, Filter(statuses=frozenset({Status.RESOLVED})), newest),
        View(BuiltIn.ALL, Shelf.TEAM, Filter(), newest),
    )


@dataclass(frozen=True, slots=True)
class SavedViews:
    """The saved views of a person and their team, in their order."""

    me: Me

    def answer(self, connection: sqlite3.Connection) -> tuple[View, ...]:
        """Personal ones first; dashboards are kept beside them and are no views."""
        rows = connection.execute(
            "select id, name, owner, filter, sort from saved_view where owner in (?, ?) and dead = 0"
            " and sort <> 'dashboard' order by owner <> ?, position, id",
            (self.me.id, self.me.team, self.me.id),
        )
        return tuple(
            View(key, Shelf.SAVED, Filter.from_json(json.loads(wanted)), Sort.parse(sort), name, owner)
            for key, name, owner, wanted, sort in rows
        )
