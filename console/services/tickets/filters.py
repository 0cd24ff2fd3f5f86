"""Which tickets a view shows and in which order, as values and as SQL over the listing.

Promise: any filter in any order answers its first window by walking one covering index, or, where a filter is narrow,
by sorting the few rows it leaves; the choice costs one bounded probe.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from console.models.kinds import Channel, Priority, Status, TicketType
from console.models.values import dataclass
from console.services.listing import code
from console.services.search import RANK, expression

NOBODY = "nobody"
"""The assignee of an unassigned ticket, in a filter."""

NARROW = 3000
"""A filter that leaves fewer rows is answered by sorting them; measured: sorting 3,000 costs what walking 30,000
does.
"""

RANKED = 1000
"""Of more matches only the newest are ranked: ranking 100,000 takes 130 ms, and one letter says little of relevance."""


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
    DUE = "due"


class Due(StrEnum):
    """How a ticket's most pressing clock must stand."""

    LATE = "late"
    """Past its due time."""
    SOON = "soon"
    """Not past it, but past its warning."""
    RISK = "risk"
    """Either."""


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
    due: Due | None = None
    text: str = ""
    """Words that must all be found in the ticket (SPEC 3.10)."""
    only: frozenset[str] = frozenset()
    """Among the tickets of these ids, such as a chart counted; of the moment, never part of a saved view."""

    def to_json(self) -> dict[str, object]:
        """The filter as JSON values, only what it asks, and without `only`."""
        made: dict[str, object] = {
            name: sorted(getattr(self, name))
            for name in ("statuses", "types", "priorities", "channels")
            if getattr(self, name)
        }
        for name in ("assignee", "requester", "team", "tag", "awaiting", "due", "text"):
            if value := getattr(self, name):
                made[name] = value
        return made

    @staticmethod
    def from_json(values: Mapping[str, object]) -> Filter:
        """The filter written by `to_json`; values this version does not know are left out."""

        def known(name: str, kind: type[StrEnum]) -> frozenset[str]:
            listed = values.get(name)
            words = listed if isinstance(listed, list) else []
            return frozenset(word for word in words if isinstance(word, str) and word in set(kind))

        def text(name: str) -> str | None:
            value = values.get(name)
            return (value or None) if isinstance(value, str) else None

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
            due=Due(str(values["due"])) if values.get("due") in set(Due) else None,
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
    SortKey.RELEVANCE: "indexed by listing_by_updated",
    SortKey.DUE: "indexed by listing_by_due",
}
"""The index each order walks; without words nothing is more relevant than the newest."""
_ORDER = {
    SortKey.CREATED: ("n",),
    SortKey.UPDATED: ("updated", "n"),
    SortKey.NUMBER: ("number", "n"),
    SortKey.PRIORITY: ("priority", "updated", "n"),
    SortKey.STATUS: ("status", "updated", "n"),
    SortKey.TITLE: ("title_key", "n"),
    SortKey.REQUESTER: ("requester_key", "n"),
    SortKey.ASSIGNEE: ("assignee_key", "n"),
    SortKey.RELEVANCE: ("updated", "n"),
    SortKey.DUE: ("due", "n"),
}
_DUE: dict[Due | None, str] = {
    None: "",
    Due.LATE: "l.due <= hub_now()",
    Due.SOON: "l.warn <= hub_now() and l.due > hub_now() and l.due < 9223372036854775807",
    Due.RISK: "l.warn <= hub_now() and l.due < 9223372036854775807",
}
"""By the time of day, as the store tells it."""
_TAGGED = "l.n in (select x.n from tag g cross join listing x on x.ticket = g.root where g.name = ? and g.dead = 0)"

_ONLY = "l.n in (select x.n from json_each(?) j cross join listing x on x.ticket = j.value)"


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
            values += _codes(chosen, kind)
    for column, party in (("assignee", wanted.assignee), ("requester", wanted.requester), ("team", wanted.team)):
        if party == NOBODY:
            parts.append(f"l.{column} = 0")
        elif party:
            # -1: somebody no ticket names yet has no number, and no ticket.
            parts.append(f"l.{column} = coalesce((select n from name where id = ?), -1)")
            values.append(party)
    parts += [sql for sql, asked in (("l.awaiting = 1", wanted.awaiting), (_DUE[wanted.due], wanted.due)) if asked]
    if wanted.tag:
        parts.append(_TAGGED)
        values.append(wanted.tag)
    if wanted.only:
        parts.append(_ONLY)
        values.append(json.dumps(sorted(wanted.only)))
    return Clause(" and ".join(parts), tuple(values))


def in_order(connection: sqlite3.Connection, wanted: Filter, sort: Sort) -> Clause:
    """A SELECT of the n of all tickets of `wanted`, in the order of `sort`; the caller adds its LIMIT."""
    if wanted.text.strip():
        found = expression(wanted.text)
        return _searched(connection, found, wanted, sort) if found else Clause("select n from listing where 0")
    where = conditions(wanted)
    hint = _WALK[sort.key] if (path := _narrow_path(connection, wanted, where)) is None else path
    return Clause(f"select l.n from listing l {hint}{_where(where)} order by {_ordered(sort)}", where.values)


def first_in_order(connection: sqlite3.Connection, wanted: Filter, sort: Sort, limit: int) -> Clause:
    """The first `limit` of the same: of a common status or tag not all tickets are looked at to find them."""
    each = _first_of_each(wanted, sort, limit)
    if each is not None:
        return each
    tagged = Clause("select 1 from tag where name = ?", (wanted.tag,))
    if not wanted.tag or wanted != Filter(tag=wanted.tag) or _are_few(connection, tagged):
        order = in_order(connection, wanted, sort)
    else:
        order = Clause(
            f"select l.n from listing l {_WALK[sort.key]} where exists (select 1 from tag g where g.root = l.ticket and"
            f" g.name = ? and g.dead = 0) order by {_ordered(sort)}",
            tagged.values,
        )
    return Clause(f"{order.sql} limit ?", (*order.values, limit))


def _first_of_each(wanted: Filter, sort: Sort, limit: int) -> Clause | None:
    """The first ones of each status, or else priority, asked for: an index has them by their last change, so nothing
    but these few is sorted.
    """
    if sort.key not in (SortKey.UPDATED, SortKey.RELEVANCE) or wanted.text.strip():
        return None
    path = _path(wanted)
    if path == _WALK[SortKey.STATUS]:
        column, chosen, rest = "status", _codes(wanted.statuses, Status), replace(wanted, statuses=frozenset())
    elif path == _WALK[SortKey.PRIORITY]:
        column, chosen, rest = "priority", _codes(wanted.priorities, Priority), replace(wanted, priorities=frozenset())
    else:
        return None
    where, order = conditions(rest), _ordered(sort)
    others = f" and {where.sql}" if where.sql else ""
    rows = f"select l.updated, l.n from listing l {path} where l.{column} = ?{others} order by {order} limit ?"
    each = " union all ".join([f"select * from ({rows})"] * len(chosen))
    values = [value for one in chosen for value in (one, *where.values, limit)]
    return Clause(f"select l.n from ({each}) l order by {order} limit ?", (*values, limit))


def counting(wanted: Filter) -> Clause:
    """A SELECT of the exact number of tickets of `wanted`."""
    where = conditions(wanted)
    if wanted.text.strip():
        found = expression(wanted.text)
        return _matches("count(*)", found, where) if found else Clause("select 0")
    if (kinds := _of_kinds(wanted)) is not None:
        return Clause(f"select count(*) from listing l indexed by listing_by_kinds{_where(kinds)}", kinds.values)
    path = _path(wanted)
    hint = _WALK[SortKey.STATUS] if path is None else path
    return Clause(f"select count(*) from listing l {hint}{_where(where)}", where.values)


def _of_kinds(wanted: Filter) -> Clause | None:
    """The conditions of a filter that asks for kinds alone, as the index by kinds counts them: every column before the
    last that is asked names its values, all of them where any will do, so that no row is looked at in vain.
    """
    asked: tuple[tuple[str, type[StrEnum], frozenset[str]], ...] = (
        ("status", Status, wanted.statuses),
        ("priority", Priority, wanted.priorities),
        ("type", TicketType, wanted.types),
        ("channel", Channel, wanted.channels),
    )
    plain = Filter(wanted.statuses, wanted.types, wanted.priorities, wanted.channels, awaiting=wanted.awaiting)
    if wanted != plain or plain == Filter():
        return None
    while not wanted.awaiting and not asked[-1][2]:
        asked = asked[:-1]
    parts: list[str] = []
    values: list[object] = []
    for column, kind, chosen in asked:
        codes = _codes(chosen, kind) or range(len(kind) + 1)
        parts.append(f"l.{column} in ({','.join('?' * len(codes))})")
        values += codes
    return Clause(" and ".join([*parts, *(["l.awaiting = 1"] if wanted.awaiting else [])]), tuple(values))


def holding(wanted: Filter, places: Sequence[int]) -> Clause:
    """A SELECT of those n of `places` for which the text of `wanted` is found; its other conditions are not asked."""
    found = expression(wanted.text)
    marks = ",".join("?" * len(places))
    # The plus keeps SQLite from asking the index once a place: one walk of the matches is cheaper, by far for a prefix.
    return (
        _matches("search.rowid", found, Clause(f"+search.rowid in ({marks})", tuple(places)), joined=False)
        if found
        else Clause("select 0 where 0")
    )


def _codes(chosen: Collection[str], kind: type[StrEnum]) -> list[int]:
    """As the listing has them."""
    return sorted(code(value, kind) for value in chosen)


def _where(where: Clause) -> str:
    return f" where {where.sql}" if where.sql else ""


def _ordered(sort: Sort) -> str:
    direction = " desc" if sort.descending else ""
    return ", ".join(f"l.{column}{direction}" for column in _ORDER[sort.key])


def _matches(what: str, found: str, where: Clause, *, joined: bool = True) -> Clause:
    """A SELECT of `what` over the matches of an expression, which FTS walks by n; `search` and `listing l` are known.

    `search` has no alias: it would hide the name the ranking function needs.
    """
    tables = "search cross join listing l on l.n = search.rowid" if where.sql and joined else "search"
    condition = f" and {where.sql}" if where.sql else ""
    return Clause(f"select {what} from {tables} where search match ?{condition}", (found, *where.values))


def _searched(connection: sqlite3.Connection, found: str, wanted: Filter, sort: Sort) -> Clause:
    where = conditions(wanted)
    path = _narrow_path(connection, wanted, where)
    if sort.key in (SortKey.CREATED, SortKey.RELEVANCE):
        matches = _matches("search.rowid", found, where)
        if path is not None:
            few = f"+search.rowid in (select l.n from listing l {path}{_where(where)})"
            matches = _matches("search.rowid", found, Clause(few, where.values), joined=False)
        if sort.key is SortKey.RELEVANCE:
            return _ranked(connection, matches)
        return Clause(f"{matches.sql} order by search.rowid{' desc' if sort.descending else ''}", matches.values)
    matches = _matches("search.rowid", found, Clause(""))
    if path is None:
        path = "" if _are_few(connection, matches) else _WALK[sort.key]
    both = _where(Clause(f"{'+' if path else ''}l.n in ({matches.sql})" + (f" and {where.sql}" if where.sql else "")))
    return Clause(f"select l.n from listing l {path}{both} order by {_ordered(sort)}", (*matches.values, *where.values))


def _ranked(connection: sqlite3.Connection, matches: Clause) -> Clause:
    """The newest `RANKED` matches best first, the others behind them by age."""
    newest = f"{matches.sql} order by search.rowid desc limit 1 offset {RANKED}"
    oldest = connection.execute(newest, matches.values).fetchone()
    if oldest is None:
        return Clause(f"{matches.sql} order by {RANK}, search.rowid desc", matches.values)
    best = f"select * from ({matches.sql} and search.rowid > ? order by {RANK}, search.rowid desc)"
    rest = f"select * from ({matches.sql} and search.rowid <= ? order by search.rowid desc)"
    return Clause(f"{best} union all {rest}", (*matches.values, oldest[0]) * 2)


def _path(wanted: Filter) -> str | None:
    """The way to the tickets of a filter that may leave few of them."""
    if wanted.requester:
        return "indexed by listing_of_requester"
    if wanted.tag or wanted.only:
        return ""  # by n
    if wanted.due:
        return "indexed by listing_by_due" if wanted.due is Due.LATE else "indexed by listing_by_warning"
    if wanted.assignee:
        return "indexed by listing_of_assignee"
    if wanted.statuses:
        return _WALK[SortKey.STATUS]
    return _WALK[SortKey.PRIORITY] if wanted.priorities else None


def _narrow_path(connection: sqlite3.Connection, wanted: Filter, where: Clause) -> str | None:
    """That way, where it does leave few."""
    path = _path(wanted)
    rows = Clause(f"select 1 from listing l {path}{_where(where)}", where.values)
    return path if path is not None and _are_few(connection, rows) else None


def _are_few(connection: sqlite3.Connection, rows: Clause) -> bool:
    probe = f"select count(*) from ({rows.sql} limit {NARROW})"
    return int(connection.execute(probe, rows.values).fetchone()[0]) < NARROW
