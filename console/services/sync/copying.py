"""Scopes that are new to a replica, or to be looked through once more, come page by page, in small transactions.

Promise: a copy that is cut off goes on where it stood; what changed since it began comes with the pull that joins it;
a replica that holds nothing yet is filled in one transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from console.models.shape import shapes
from console.services.loading import laid_bare
from console.services.sync import loads, rows
from console.services.sync.hub import Hub, Place, Pulled
from console.services.sync.rows import Stored

PAGE = 500
"""Rows of one transaction beside a window."""
LARGE = 20_000
"""Rows of one page into a replica nobody works on yet."""


def coming(db: sqlite3.Connection) -> Place | None:
    """Where the next page of a scope on its way begins."""
    found = db.execute("select scope, t, seq, id from _coming where not whole order by scope limit 1").fetchone()
    return None if found is None else Place(*found)


def given_up(db: sqlite3.Connection, pulled: Pulled) -> frozenset[str]:
    """The scopes of which some pages are here and no more will come: out of sight, or in the pull whole."""
    under_way = frozenset(row[0] for row in db.execute("select scope from _coming where not whole")) - _held(db)
    return under_way if pulled.whole else under_way - pulled.head.scopes


def again(db: sqlite3.Connection) -> None:
    """Let all that is here come once more, by pages beside which it stays: an older program has not kept all of it."""
    first = next(iter(shapes()))
    db.execute("update _coming set t = ?, seq = -1, id = '', whole = 0", (first,))
    begun = "insert or ignore into _coming select value, ?, -1, '', 0, cursor from _meta, json_each(have)"
    db.execute(begun, (first,))


def _held(db: sqlite3.Connection) -> frozenset[str]:
    """The scopes that were here whole when the hub was last pulled."""
    return frozenset(json.loads(db.execute("select have from _meta").fetchone()[0]))


def arrived(db: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """The scopes that have come whole and wait to be joined, with the commit their copy began at."""
    return tuple(db.execute("select scope, base from _coming where whole order by scope"))


def take_page(db: sqlite3.Connection, place: Place, page: Sequence[Stored], many: int) -> None:
    """Put a page of at most `many` rows in place, under what operations changed, and note how far they have come."""
    shape = shapes()[place.table]
    if loads.has_given(db):
        for row in page:
            stamp = dict(zip(shape.names, row, strict=True))
            loads.keep(db, shape, "id = ? and seq < ?", (stamp["id"], stamp["seq"]))
    covered = {key for (key,) in db.execute("select k from _shadow where t = ?", (shape.table,))}
    rows.put_stored(db, shape, (row for row in page if row[0] not in covered))
    for row in page:
        if row[0] in covered:
            below = rows.dumps(rows.plain(shape, row))
            db.execute("update _shadow set row = ? where t = ? and k = ?", (below, shape.table, row[0]))
    after = following(place, page, many)
    if after is None and place.scope in _held(db):  # what has changed meanwhile came with the pulls
        db.execute("delete from _coming where scope = ?", (place.scope,))
        return
    to = ("", 0, "", True) if after is None else (after.table, after.seq, after.id, False)
    db.execute("update _coming set t = ?, seq = ?, id = ?, whole = ? where scope = ?", (*to, place.scope))


def following(place: Place, page: Sequence[Stored], many: int) -> Place | None:
    """Where the page after `page` begins; None where the scope has come whole."""
    shape = shapes()[place.table]
    if len(page) == many:
        last = dict(zip(shape.names, page[-1], strict=True))
        return Place(place.scope, place.table, int(str(last["seq"])), str(last["id"]))
    tables = list(shapes())
    left = tables[tables.index(place.table) + 1 :]
    return Place(place.scope, left[0]) if left else None


def join(db: sqlite3.Connection, pulled: Pulled, have: frozenset[str]) -> None:
    """Note what the replica holds after a pull: `have` were held, or had come whole, before it."""
    head = pulled.head
    held = head.scopes if pulled.whole else have & head.scopes
    db.execute("update _meta set cursor = ?, tag = ?, have = ?", (head.seq, head.tag, json.dumps(sorted(held))))
    wanted = sorted(head.scopes - held)
    again = [] if head.reset else db.execute("select scope from _coming where not whole").fetchall()
    left = {*wanted, *(scope for (scope,) in again if scope in have & held)}
    if head.reset:
        db.execute("delete from _coming")
    db.execute("delete from _coming where scope not in (select value from json_each(?))", (json.dumps(sorted(left)),))
    first = next(iter(shapes()))
    begun = [(scope, first, head.seq) for scope in wanted]
    db.executemany("insert or ignore into _coming values (?, ?, -1, '', 0, ?)", begun)


def fill(bulk: Callable[[], AbstractContextManager[sqlite3.Connection]], hub: Hub, pulled: Pulled) -> None:
    """Fill a replica that holds nothing with all scopes of a pull, in one transaction: indexes are made at the end."""
    with bulk() as db:
        with laid_bare(db, tuple(shapes())):
            for scope in sorted(pulled.head.scopes):
                _copy(db, hub, scope)
        db.execute("insert or replace into _stale select id, 1 from ticket")
        db.execute("update _meta set cursor = ?, tag = ?", (pulled.head.seq, pulled.head.tag))
        db.execute("update _meta set have = ?", (json.dumps(sorted(pulled.head.scopes)),))


def _copy(db: sqlite3.Connection, hub: Hub, scope: str) -> None:
    """Put all pages of a scope in place; each is asked for while the one before it is put."""
    from concurrent.futures import ThreadPoolExecutor

    first = Place(scope, next(iter(shapes())))
    with ThreadPoolExecutor(1, "page") as ahead:
        place: Place | None = first
        asked = ahead.submit(hub.page, first, LARGE)
        while place is not None:
            page, shape = asked.result(), shapes()[place.table]
            place = following(place, page, LARGE)
            if place is not None:
                asked = ahead.submit(hub.page, place, LARGE)
            rows.put_stored(db, shape, page)  # what changed meanwhile comes twice
