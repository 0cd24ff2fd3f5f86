"""Tickets as rows for the command line and for other programs: JSON objects and CSV records.

Promise: rows come as a stream in windows of one consistent read, so a hundred thousand tickets need no list of them;
what is exported can be imported again and is then exported alike.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Protocol

from console.models.kinds import from_micros
from console.services.store import Store
from console.services.tickets.filters import Filter, Sort
from console.services.tickets.queries import Count, Hit, Order

Row = dict[str, object]
"""A ticket under the names of its fields (SPEC 3.2); people and teams by name, instants in ISO 8601."""

WINDOW = 500
"""Tickets read by one set of statements; below SQLite's limit of bound values."""

LISTED = (
    "id number title type priority status requester team assignee channel tags"
    " created_at updated_at resolved_at closed_at"
).split()
"""The fields of a row in a list, in their order (docs/CLI.md: `tickets list`)."""

WHOLE = (
    "description impact urgency first_responded_at cycle outcome resolution satisfaction satisfaction_comment"
    " requester_email requester_phone requester_department assignee_email messages events links"
).split()
"""What an export tells of a ticket besides."""

_COLUMNS = {
    "id": "t.id",
    "number": "t.number",
    "title": "t.title",
    "type": "t.type",
    "priority": "t.priority",
    "status": "t.status",
    "requester": "r.name",
    "team": "m.name",
    "assignee": "a.name",
    "channel": "t.channel",
    "created_at": "t.created_at",
    "updated_at": "t.updated_at",
    "resolved_at": "t.resolved_at",
    "closed_at": "t.closed_at",
    "description": "t.description",
    "impact": "t.impact",
    "urgency": "t.urgency",
    "first_responded_at": "t.first_responded_at",
    "cycle": "t.cycle",
    "outcome": "t.outcome",
    "resolution": "t.resolution",
    "satisfaction": "t.satisfaction",
    "satisfaction_comment": "t.satisfaction_comment",
    "requester_email": "r.email",
    "requester_phone": "r.phone",
    "requester_department": "r.department",
    "assignee_email": "a.email",
    "imported_from": "t.imported_from",
}

_MESSAGES = (
    "select x.root, x.id, coalesce(a.name, case x.direction when 'IN' then r.name end) author, p.name recorded_by,"
    " x.direction, x.visibility, x.channel, x.body, x.created_at from message x join ticket t on t.id = x.root"
    " left join person a on a.id = x.author left join person r on r.id = t.requester"
    " left join person p on p.id = x.recorded_by"
    " where x.root in ({marks}) and x.dead = 0 order by x.created_at, x.id"
)
_EVENTS = (
    'select x.root, x.id, x.kind, coalesce(b.name, bt.name, x.from_value) "from",'
    ' coalesce(a.name, at.name, x.to_value) "to", x.reason, p.name author, x.happened_at, x.recorded_at'
    " from event x left join person p on p.id = x.author"
    " left join person b on b.id = x.from_value left join team bt on bt.id = x.from_value"
    " left join person a on a.id = x.to_value left join team at on at.id = x.to_value"
    " where x.root in ({marks}) order by x.happened_at, x.id"
)
_LINKS = (
    "select x.root, x.kind, x.target ticket, t.number from link x join ticket t on t.id = x.target"
    " where x.root in ({marks}) and x.dead = 0 order by x.kind, x.target"
)
_ATTACHMENTS = (
    "select x.root, x.id, x.name, x.mime, x.size, x.sha256, p.name author, x.created_at from attachment x"
    " left join person p on p.id = x.author where x.root in ({marks}) and x.dead = 0 order by x.created_at, x.id"
)
_FORMULA = re.compile("'*[=+\\-@\t\r]")


class Out(Protocol):
    """Whatever takes text."""

    def write(self, text: str, /) -> object:
        """Take a part."""
        ...


@contextmanager
def snapshot(store: Store) -> Iterator[sqlite3.Connection]:
    """A connection whose reads all see the same commit, however long they take."""
    with store.read() as connection:
        yield connection


def listed(connection: sqlite3.Connection, wanted: Filter, sort: Sort, limit: int | None = None) -> Iterator[Row]:
    """The rows of a list, in the order of `sort`; `limit` None means all of them."""
    places = iter(Order(wanted, sort).answer(connection)[:limit])
    while part := list(islice(places, WINDOW)):
        marks = ",".join("?" * len(part))
        found = dict(connection.execute(f"select n, ticket from listing where n in ({marks})", part))
        yield from _fields(connection, [found[n] for n in part if n in found], LISTED)


def count(connection: sqlite3.Connection, wanted: Filter) -> int:
    """How many tickets `wanted` holds for, whatever limit a list has."""
    return Count((wanted,)).answer(connection)[0]


def shown(connection: sqlite3.Connection, ticket: str) -> Row:
    """One ticket with all that hangs on it (docs/CLI.md: `tickets show`); the id has been resolved before."""
    row = _whole(connection, [ticket], (*LISTED, *WHOLE, "imported_from"))[0]
    row["attachments"] = _children(connection, [ticket], _ATTACHMENTS).get(ticket, [])
    return row


def exported(connection: sqlite3.Connection) -> Iterator[Row]:
    """Every ticket whole, by number; those without one come last."""
    keys = connection.execute("select id from ticket where dead = 0 order by number is null, number, id")
    while part := [key for (key,) in islice(keys, WINDOW)]:
        yield from _whole(connection, part, (*LISTED, *WHOLE))


def write_json(rows: Iterable[Row], total: int | None, out: Out) -> None:
    """`{"tickets":[...]}`, a ticket a line, and the total where one is given."""
    out.write('{"tickets": [')
    between = "\n"
    for row in rows:
        out.write(between + json.dumps(row, ensure_ascii=False))
        between = ",\n"
    out.write("\n]" + ("" if total is None else f', "total": {total}') + "}\n")


def write_row(row: Row, out: Out) -> None:
    """One ticket as a JSON object."""
    out.write(json.dumps(row, ensure_ascii=False, indent=1) + "\n")


def write_results(hits: Iterable[Hit], out: Out) -> None:
    """What a search found (docs/CLI.md: `search`)."""
    results = [
        {
            "kind": hit.kind,
            "id": hit.id,
            "number": hit.number,
            "title": hit.title,
            "snippet": hit.snippet,
            "score": hit.score,
        }
        for hit in hits
    ]
    out.write(json.dumps({"results": results}, ensure_ascii=False) + "\n")


def write_csv(rows: Iterable[Row], out: Out) -> None:
    """A header and a record a ticket; no cell can start a formula in a spreadsheet (CWE-1236)."""
    names = [*LISTED, *WHOLE]
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([_cell(name, row[name]) for name in names] for row in rows)


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if name == "tags" and isinstance(value, list) and not any("," in tag or ";" in tag for tag in value):
        return guarded(" ".join(value))
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return guarded(str(value))


def guarded(cell: str) -> str:
    """The cell, behind an apostrophe where a spreadsheet would take it for a formula; `bare` takes it off again."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def bare(cell: str) -> str:
    """The cell without the apostrophe `guarded` put before it."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def _fields(connection: sqlite3.Connection, keys: Sequence[str], names: Sequence[str]) -> list[Row]:
    """The plain fields and the tags of these tickets, in their order."""
    marks = ",".join("?" * len(keys))
    plain = [name for name in names if name in _COLUMNS]
    found: dict[str, Row] = {}
    cursor = connection.execute(
        f"select {', '.join(_COLUMNS[name] for name in plain)} from ticket t left join person r on r.id = t.requester"
        f" left join person a on a.id = t.assignee left join team m on m.id = t.team where t.id in ({marks})",
        list(keys),
    )
    tags: dict[str, list[str]] = {}
    for root, name in connection.execute(
        f"select root, name from tag where root in ({marks}) and dead = 0 order by name", list(keys)
    ):
        tags.setdefault(root, []).append(name)
    for values in cursor:
        row = _dated(dict(zip(plain, values, strict=True)))
        row["tags"] = tags.get(str(row["id"]), [])
        found[str(row["id"])] = {name: row[name] for name in names if name in row}
    return [found[key] for key in keys if key in found]


def _whole(connection: sqlite3.Connection, keys: Sequence[str], names: Sequence[str]) -> list[Row]:
    rows = _fields(connection, keys, names)
    for name, sql in (("messages", _MESSAGES), ("events", _EVENTS), ("links", _LINKS)):
        children = _children(connection, keys, sql)
        for row in rows:
            row[name] = children.get(str(row["id"]), [])
    return rows


def _children(connection: sqlite3.Connection, keys: Sequence[str], sql: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    cursor = connection.execute(sql.format(marks=",".join("?" * len(keys))), list(keys))
    names = [column[0] for column in cursor.description[1:]]
    for root, *values in cursor:
        found.setdefault(root, []).append(_dated(dict(zip(names, values, strict=True))))
    return found


def _dated(row: Row) -> Row:
    for name, value in row.items():
        if name.endswith("_at") and isinstance(value, int):
            row[name] = from_micros(value).isoformat()
    return row
