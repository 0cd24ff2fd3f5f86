"""Which tickets a view shows and in which order, as values and as SQL over the listing.

Promise: any filter in any order answers its first window by walking one covering index, or, where a filter is narrow,
by sorting the few rows it leaves; the choice costs one bounded probe.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from console.models.kinds import Channel, Priority, Status, TicketType
from console.services.listing import code
from console.services.search import RANK, expression

NOBODY = "nobody"
"""The assignee of an unassigned ticket, in a filter."""

NARROW = 3000
"""A filter that leaves fewer rows is answered by sorting them; measured: sorting 3,000 costs what walking 30,000
does.
"""


class SortKey(StrEnum):
    """What the queue can be ordered by."""

    CREATED = "created"
    UPDATED = "updated"
    NUMBER = "number"
    PRIORITY = "priority"
    STATUS = "status"
    TITLE = "title"
    REQUESTER = "requester"
    ASSIGNEE = "assignee"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Sort:
    """An order; ties go by creation, in the same direction."""

    key: SortKey = SortKey.UPDATED
    descending: bool = True

    def __str__(self) -> str:
        return ("-" if self.descending else "") + self.key.value

    @staticmethod
    def parse(text: str) -> Sort:
        """The order written as `key` or `-key`; the default for anything else."""
        key = text.removeprefix("-")
        known = key in set(SortKey)
        return Sort(SortKey(key), text.startswith("-")) if known else Sort()


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tickets; every condition must hold, an empty set or None asks nothing."""

    statuses: frozenset[Status] = frozenset()
    types: frozenset[TicketType] = frozenset()
    priorities: frozenset[Priority] = frozenset()
    channels: frozenset[Channel] = frozenset()
    assignee: str | None = None
    """The id of a person, or NOBODY."""
    requester: str | None = None
    team: str | None = None
    tag: str | None = None
    awaiting: bool = False
    """Only tickets whose newest public message is the requester's."""
    text: str = ""
    """Words that must all be found in the ticket (SPEC 3.10)."""

    def to_json(self) -> dict[str, object]:
        """The filter as JSON values, only what it asks."""
        made: dict[str, object] = {
            name: sorted(getattr(self, name))
            for name in ("statuses", "types", "priorities", "channels")
            if getattr(self, name)
        }
        for name in ("assignee", "requester", "team", "tag", "awaiting", "text"):
            if value := getattr(self, name):
                made[name] = value
        return made

    @staticmethod
    def from_json(values: Mapping[str, object]) -> Filter:
        """The filter written by `to_json`; values this version does not know are left out."""

        def known(name: str, kind: type[StrEnum]) -> frozenset[str]:
            listed = values.get(name)
            return frozenset(v for v in listed if v in set(kind)) if isinstance(listed, list) else frozenset()

        def text(name: str) -> str | None:
            value = values.get(name)
            return value if isinstance(value, str) else None

        return Filter(
            statuses=frozenset(map(Status, known("statuses", Status))),
            types=frozenset(map(TicketType, known("types", TicketType))),
            priorities=frozenset(map(Priority, known("priorities", Priority))),
            channels=frozenset(map(Channel, known("channels", Channel))),
            assignee=text("assignee"),
            requester=text("requester"),
            team=text("team"),
            tag=text("tag"),
            awaiting=values.get("awaiting") is True,
            text=text("text") or "",
        )

    def with_text(self, text: str) -> Filter:
        """The same filter for another text."""
        return replace(self, text=text)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of SQL and the values bound in it."""

    sql: str
    values: tuple[object, ...] = ()


_WALK = {
    SortKey.CREATED: "not indexed",
    SortKey.UPDATED: "indexed by listing_by_updated",
    SortKey.NUMBER: "indexed by listing_by_number",
    SortKey.PRIORITY: "indexed by listing_by_priority",
    SortKey.STATUS: "indexed by listing_by_status",
    SortKey.TITLE: "indexed by listing_by_title",
    SortKey.REQUESTER: "indexed by listing_by_requester",
    SortKey.ASSIGNEE: "indexed by listing_by_assignee",
}
_ORDER = {
    SortKey.CREATED: ("n",),
    SortKey.UPDATED: ("updated", "n"),
    SortKey.NUMBER: ("number", "n"),
    SortKey.PRIORITY: ("priority", "updated", "n"),
    SortKey.STATUS: ("status", "updated", "n"),
    SortKey.TITLE: ("title_key", "n"),
    SortKey.REQUESTER: ("requester_key", "n"),
    SortKey.ASSIGNEE: ("assignee_key", "n"),
}


def conditions(wanted: Filter) -> Clause:
    """The WHERE part over `listing l`, without the text."""
    parts: list[str] = []
    values: list[object] = []
    for column, chosen, kind in (
        ("status", wanted.statuses, Status),
        ("type", wanted.types, TicketType),
        ("priority", wanted.priorities, Priority),
        ("channel", wanted.channels, Channel),
    ):
        if chosen:
            parts.append(f"l.{column} in ({','.join('?' * len(chosen))})")
            values += sorted(code(value, kind) for value in chosen)
    for column, party in (("assignee", wanted.assignee), ("requester", wanted.requester), ("team", wanted.team)):
        if party == NOBODY:
            parts.append(f"l.{column} = 0")
        elif party:
            # -1: somebody no ticket names yet has no number, and no ticket.
            parts.append(f"l.{column} = coalesce((select n from name where id = ?), -1)")
            values.append(party)
    if wanted.awaiting:
        parts.append("l.awaiting = 1")
    if wanted.tag:
        parts.append("l.ticket in (select root from tag where name = ? and dead = 0)")
        values.append(wanted.tag)
    return Clause(" and ".join(parts), tuple(values))


def in_order(connection: sqlite3.Connection, wanted: Filter, sort: Sort) -> Clause:
    """A SELECT of the n of all tickets of `wanted`, in the order of `sort`; the caller adds its LIMIT."""
    where = conditions(wanted)
    found = expression(wanted.text) if wanted.text.strip() else None
    if wanted.text.strip() and found is None:
        return Clause("select n from listing where 0")
    if found is not None:
        return _searched(found, where, sort)
    order = _ordered(sort)
    path = _narrow(wanted) if _leaves_few(connection, wanted, where) else None
    hint = path or _WALK.get(sort.key, _WALK[SortKey.UPDATED])
    return Clause(f"select l.n from listing l {hint}{_where(where)} order by {order}", where.values)


def counting(wanted: Filter) -> Clause:
    """A SELECT of the exact number of tickets of `wanted`."""
    where = conditions(wanted)
    found = expression(wanted.text) if wanted.text.strip() else None
    if wanted.text.strip() and found is None:
        return Clause("select 0")
    if found is not None and not where.sql:
        return Clause("select count(*) from search where search match ?", (found,))
    if found is not None:
        return Clause(
            "select count(*) from search s cross join listing l on l.n = s.rowid"
            f" where s.search match ? and {where.sql}",
            (found, *where.values),
        )
    hint = _narrow(wanted) or "indexed by listing_by_status"
    return Clause(f"select count(*) from listing l {hint}{_where(where)}", where.values)


def _where(where: Clause) -> str:
    return f" where {where.sql}" if where.sql else ""


def _ordered(sort: Sort) -> str:
    direction = " desc" if sort.descending else ""
    return ", ".join(f"l.{column}{direction}" for column in _ORDER.get(sort.key, _ORDER[SortKey.UPDATED]))


def _searched(found: str, where: Clause, sort: Sort) -> Clause:
    condition = f" and {where.sql}" if where.sql else ""
    if sort.key is SortKey.RELEVANCE:
        # search.rank and not s.rank: an alias would hide the table-valued name the ranking function needs.
        tail = f"order by {RANK}, rowid desc"
        narrowed = f" and rowid in (select l.n from listing l{_where(where)})" if where.sql else ""
        return Clause(f"select rowid from search where search match ?{narrowed} {tail}", (found, *where.values))
    if sort.key is SortKey.CREATED:
        direction = " desc" if sort.descending else ""
        if not where.sql:
            return Clause(f"select rowid from search where search match ? order by rowid{direction}", (found,))
        return Clause(
            "select s.rowid from search s cross join listing l on l.n = s.rowid"
            f" where s.search match ?{condition} order by s.rowid{direction}",
            (found, *where.values),
        )
    return Clause(
        "select l.n from search s cross join listing l on l.n = s.rowid"
        f" where s.search match ?{condition} order by {_ordered(sort)}",
        (found, *where.values),
    )


def _narrow(wanted: Filter) -> str | None:
    if wanted.requester:
        return "indexed by listing_of_requester"
    if wanted.tag:
        return ""
    if wanted.assignee:
        return "indexed by listing_of_assignee"
    return None


def _leaves_few(connection: sqlite3.Connection, wanted: Filter, where: Clause) -> bool:
    path = _narrow(wanted)
    if path is None:
        return False
    probe = f"select count(*) from (select 1 from listing l {path}{_where(where)} limit {NARROW})"
    return int(connection.execute(probe, where.values).fetchone()[0]) < NARROW
