"""The listing and the full text of tickets, derived from their rows.

Promise: whatever wrote a row (a command, an import, a pull), `derive` in the same transaction brings the listing in
line with it, so what the queue shows is never older than what the store holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from console.models.kinds import LIVE, Channel, Priority, Status, TicketType
from console.models.pressing import Pressing, coded
from console.services.knowledge.index import derive_articles
from console.services.loading import laid_bare
from console.services.search import Document, document, fold, sort_key, spoken

E = TypeVar("E", bound=StrEnum)

BATCH = 400
"""Tickets derived by one set of statements; below SQLite's limit of bound values."""
LARGE = 2000
"""From so many tickets on, a load into an empty listing makes its indexes afterwards."""
_SEARCH_USUAL = {"automerge": 4, "crisismerge": 16, "hashsize": 1 << 20}
"""What SQLite has by default."""
_SEARCH_LOADING = {"automerge": 0, "crisismerge": 1999, "hashsize": 1 << 22}
"""Segments of 4 MB of words in memory (measured: larger ones miss the cache), not merged before the end."""

_LISTING = (
    "insert or replace into listing(n, ticket, revision, number, status, priority, type, channel, team, assignee,"
    " requester, awaiting, updated, title_key, requester_key, assignee_key, clock, began, warn, due)"
    " values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)


def code(value: str | None, kind: type[E]) -> int:
    """The small number that stands for an enum value in the listing: its place from 1, 0 for none."""
    return 0 if value is None else _codes(kind)[value]


def _codes(kind: type[E]) -> dict[str, int]:
    if kind not in _CODES:
        _CODES[kind] = {member.value: place for place, member in enumerate(kind, 1)}
    return _CODES[kind]


_CODES: dict[type[StrEnum], dict[str, int]] = {}


def derive(
    connection: sqlite3.Connection, spelled: Mapping[str, Document] | None = None, *, clocked: bool = True
) -> int:
    """Derive anew every ticket and article marked stale, inside the caller's transaction; the number of tickets.

    `spelled` holds full-text rows that are made already, by ticket.  Clocks need the indexes of what happened: where
    those are not there, what is not `clocked` is by the next time.
    """
    derive_articles(connection)
    if not clocked:
        connection.execute("update _meta set ruled = 1")
    elif connection.execute("select ruled from _meta").fetchone()[0]:
        _rule(connection)
    stale = connection.execute("select ticket, words from _stale").fetchall()
    if not stale:
        return 0
    connection.execute("update _meta set revision = revision + 1")
    revision = int(connection.execute("select revision from _meta").fetchone()[0])
    run = _Run(revision, clocked)
    large = len(stale) >= LARGE and not connection.execute("select 1 from listing limit 1").fetchone()
    with loading(connection) if large else nullcontext():
        # All rows before all words: any other write makes the full text write out the words it gathers in memory.
        for start in range(0, len(stale), BATCH):
            _derive_batch(connection, stale[start : start + BATCH], run)
        for start in range(0, len(run.wordy), BATCH):
            _derive_words(connection, dict(run.wordy[start : start + BATCH]), spelled or {})
    connection.execute("delete from _stale")
    return len(stale)


@dataclass(slots=True)
class _Run:
    """What one derivation learns as it goes."""

    revision: int
    clocked: bool
    wordy: list[tuple[str, int]] = field(default_factory=list)
    """Tickets whose words changed too, and their n."""
    taken: dict[int, int] = field(default_factory=dict)
    names: dict[str, tuple[int, str]] = field(default_factory=dict)


@contextmanager
def loading(connection: sqlite3.Connection) -> Iterator[None]:
    """A large first load, derived at once or part by part: indexes are made after the rows, the full text is merged
    once, in the same transaction.
    """
    with laid_bare(connection, ("listing",)):
        _set_search(connection, _SEARCH_LOADING)
        yield
        connection.execute("insert into search(search) values ('optimize')")
        _set_search(connection, _SEARCH_USUAL)


def _set_search(connection: sqlite3.Connection, options: Mapping[str, int]) -> None:
    connection.executemany("insert into search(search, rank) values (?, ?)", list(options.items()))


def _derive_batch(connection: sqlite3.Connection, batch: Sequence[tuple[str, int]], run: _Run) -> None:
    ids = [ticket for ticket, _ in batch]
    marks = ",".join("?" * len(ids))
    tickets = connection.execute(
        "select s.ticket, t.number, t.status, t.priority, t.type, t.channel, t.team, t.assignee, t.requester,"
        " t.updated_at, t.title, t.created_at, l.n, coalesce(t.dead, 1)"
        " from _stale s left join ticket t on t.id = s.ticket left join listing l on l.ticket = s.ticket"
        f" where s.ticket in ({marks})",
        ids,
    ).fetchall()
    names = _names(connection, {party for row in tickets for party in row[6:9] if party}, run.names)
    awaiting = _awaiting(connection, ids)
    clocks = _clocks(connection, [row[0] for row in tickets if run.clocked and row[2] in LIVE])
    wordy = {ticket for ticket, words in batch if words}
    rows = []
    for row in tickets:
        ticket, created, n, dead = row[0], row[11], row[12], row[13]
        if dead:
            _forget(connection, n)
            continue
        n = _place(connection, created, run.taken) if n is None else n
        if ticket in wordy:
            run.wordy.append((ticket, n))
        (team, _), (assignee, assignee_key), (requester, requester_key) = (names.get(p, (0, "")) for p in row[6:9])
        rows.append(
            (
                *(n, ticket, run.revision, row[1]),
                *(code(row[2], Status), code(row[3], Priority), code(row[4], TicketType), code(row[5], Channel)),
                *(team, assignee, requester, int(ticket in awaiting), row[9]),
                *(fold(row[10])[:48], requester_key, assignee_key),
                *coded(clocks.get(ticket)),
            )
        )
    connection.executemany(_LISTING, rows)


def _clocks(connection: sqlite3.Connection, tickets: Sequence[str]) -> Mapping[str, Pressing]:
    """The clock of each live ticket that is due first."""
    if not tickets:
        return {}
    from console.services.clocks import pressing_of  # calendars are no part of the start

    return pressing_of(connection, tickets)


def _rule(connection: sqlite3.Connection) -> None:
    """Something was ruled: all clocks go by it."""
    live = ",".join(str(code(status, Status)) for status in sorted(LIVE))
    rows = connection.execute(f"select n, ticket, clock, began, warn, due from listing where status in ({live})")
    before = {ticket: (n, numbers) for n, ticket, *numbers in rows}
    clocks = _clocks(connection, list(before))
    connection.execute("update _meta set revision = revision + 1, ruled = 0")
    revision = connection.execute("select revision from _meta").fetchone()[0]
    changed = [
        (*coded(clocks.get(ticket)), revision, n)
        for ticket, (n, numbers) in before.items()
        if coded(clocks.get(ticket)) != tuple(numbers)
    ]
    connection.executemany(
        "update listing set clock = ?, began = ?, warn = ?, due = ?, revision = ? where n = ?", changed
    )


def _forget(connection: sqlite3.Connection, n: int | None) -> None:
    connection.execute("delete from listing where n = ?", (n,))
    connection.execute("delete from search where rowid = ?", (n,))


def _place(connection: sqlite3.Connection, created: int, taken: dict[int, int]) -> int:
    """The first free n from a ticket's creation on (milliseconds); `taken` remembers runs met in this transaction."""
    n = start = created // 1000
    while n in taken:
        n = taken[n]
    while connection.execute("select 1 from listing where n = ?", (n,)).fetchone():
        n += 1
        while n in taken:
            n = taken[n]
    taken[start] = taken[n] = n + 1
    return n


def _names(
    connection: sqlite3.Connection, ids: Iterable[str], known: dict[str, tuple[int, str]]
) -> dict[str, tuple[int, str]]:
    """Number and sort key of people and teams by id; those not `known` are looked up, new and renamed ones recorded."""
    wanted = [party for party in ids if party not in known]
    for at in range(0, len(wanted), BATCH):
        part = wanted[at : at + BATCH]
        marks = ",".join("?" * len(part))
        rows = connection.execute(
            "select p.id, p.name, n.n, n.text, n.key from person p left join name n on n.id = p.id"
            f" where p.id in ({marks}) union all"
            " select t.id, t.name, n.n, n.text, n.key from team t left join name n on n.id = t.id"
            f" where t.id in ({marks})",
            part * 2,
        ).fetchall()
        for party, text, n, recorded, key in rows:
            if recorded != text:
                key = sort_key(text)
                connection.execute(
                    "insert into name(id, text, key, spoken) values (?, ?, ?, ?) on conflict(id) do update"
                    " set text = excluded.text, key = excluded.key, spoken = excluded.spoken",
                    (party, text, key, spoken(text)),
                )
                n = connection.execute("select n from name where id = ?", (party,)).fetchone()[0]
            known[party] = (n, key)
    return known


def _awaiting(connection: sqlite3.Connection, ids: Sequence[str]) -> set[str]:
    """The tickets whose newest public message is the requester's; of one instant the greater id is the newer."""
    marks = ",".join("?" * len(ids))
    rows = connection.execute(
        f"select id from ticket t where id in ({marks}) and 'IN' = (select direction from message"
        " where root = t.id and visibility = 'PUBLIC' order by created_at desc, id desc limit 1)",
        ids,
    )
    return {row[0] for row in rows}


def _derive_words(connection: sqlite3.Connection, places: Mapping[str, int], spelled: Mapping[str, Document]) -> None:
    made = {key: spelled[key] for key in places if key in spelled}
    if unmade := [key for key in places if key not in made]:
        made |= _documents(connection, unmade)
    connection.executemany(
        "insert or replace into search(rowid, title, body, people, tags) values (?,?,?,?,?)",
        [(places[key], *words) for key, words in made.items()],
    )


def _documents(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Document]:
    """The full-text rows of tickets, made from their rows."""
    marks = ",".join("?" * len(ids))
    wanted = f"select id, requester, title, description from ticket where id in ({marks})"
    texts = connection.execute(wanted, ids).fetchall()
    bodies: dict[str, list[str]] = {}
    for root, body in connection.execute(
        f"select root, body from message where root in ({marks}) order by created_at, id", ids
    ):
        bodies.setdefault(root, []).append(body)
    tags: dict[str, list[str]] = {}
    for root, name in connection.execute(f"select root, name from tag where root in ({marks}) and dead = 0", ids):
        tags.setdefault(root, []).append(name)
    people = {row[1] for row in texts if row[1]}
    asked = {
        row[0]: [part for part in row[1:] if part]
        for row in connection.execute(
            f"select id, name, email, phone, department from person where id in ({','.join('?' * len(people))})",
            list(people),
        )
    }
    return {
        key: document(title, [description, *bodies.get(key, ())], asked.get(requester, ()), tags.get(key, ()))
        for key, requester, title, description in texts
    }
