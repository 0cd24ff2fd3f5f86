"""What the replica already holds of the tickets a batch of drafts speaks of.

Promise: read inside the transaction that writes, so two imports of one file at once cannot make a ticket twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from console.services.importing.drafts import Draft

CHUNK = 500
"""Bound values in one statement."""

COLUMNS = (
    "title description type priority impact urgency status channel requester team assignee created_at updated_at"
    " first_responded_at resolved_at closed_at cycle outcome resolution satisfaction satisfaction_comment"
).split()
"""The columns of a ticket's row that an import fills."""


@dataclass(slots=True)
class Standing:
    """A ticket as it stands here."""

    id: str
    scope: str | None
    fields: dict[str, object]
    print: str | None = None
    """Of the row it was imported from last; None when it never was."""
    file: str | None = None
    """The name of the file that row stood in."""
    tags: dict[str, str] = field(default_factory=dict)
    """Name to id."""
    events: list[tuple[str, str, str | None, str | None, int]] = field(default_factory=list)
    """Id, kind, after, reason, instant; in their order."""
    messages: set[tuple[int, str, str]] = field(default_factory=set)
    """Instant, direction, text."""


@dataclass(slots=True)
class Known:
    """The tickets of a batch that are here, by their key in the file."""

    by_key: dict[str, Standing]
    sources: dict[str, str]
    """By key, the source a ticket of it is imported from."""
    taken_ids: set[str]
    """Ids the file gives to events and messages that exist already."""
    taken_numbers: set[int]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where rows come from: the system their map names; without a map the file, which may be one of many systems."""

    source: str
    file: str | None = None
    """The name of a file without a map."""

    @property
    def own(self) -> str:
        """The source of those tickets whose key the file shares with another system's."""
        return self.source if self.file is None else f"{self.source}/{_stem(self.file)}"

    def is_of(self, draft: Draft, standing: Standing) -> bool:
        """Whether the ticket with a row's key is the row's: always under a map.

        Without one it came from a file of that name, or the row is as it was, or they agree in when it was created,
        else, where the row does not tell, in the title.
        """
        if self.file is None or standing.print == draft.print or _stem(standing.file or "") == _stem(self.file):
            return True
        field = "created_at" if draft.is_dated else "title"
        return standing.fields[field] == draft.fields[field]


def _stem(file: str) -> str:
    return file.rpartition(".")[0].casefold() or file.casefold()


def look_up(connection: sqlite3.Connection, origin: Origin, drafts: Sequence[Draft]) -> Known:
    """Find the tickets of these drafts: by what they were imported from, else by an id the file gives."""
    ask = Asking(connection)
    keys = _imported(ask, origin.own, [draft.key for draft in drafts])
    sources = dict.fromkeys(keys, origin.own)
    shared = _imported(ask, origin.source, [draft.key for draft in drafts if draft.key not in keys])
    standing = _standing(ask, sorted({*keys.values(), *shared.values()}))
    contested: list[Draft] = []
    for draft in drafts:
        found = shared.get(draft.key)
        if found is None or origin.is_of(draft, standing[found]):
            sources.setdefault(draft.key, origin.source)
            keys |= {draft.key: found} if found else {}
        else:
            contested.append(draft)
            sources[draft.key] = origin.own
    for draft, source, there in _elsewhere(ask, origin, contested):
        sources[draft.key], keys[draft.key], standing[there.id] = source, there.id, there
    given = {draft.id: draft.key for draft in drafts if draft.id and draft.key not in keys}
    named = {given[key]: key for cursor in ask.about(_HERE, given) for (key,) in cursor}
    standing |= _standing(ask, sorted(named.values()))
    keys |= named
    children = {event.id for draft in drafts for event in draft.events if event.id}
    children |= {said.id for draft in drafts for said in draft.messages if said.id}
    taken: set[str] = set()
    for table in ("event", "message", "ticket"):
        for cursor in ask.about(f"select id from {table} where id in ({{marks}})", children):
            taken.update(key for (key,) in cursor)
    numbers: set[int] = set()
    wanted = {draft.number for draft in drafts if draft.number}
    for cursor in ask.about("select number from ticket where number in ({marks})", wanted):
        numbers.update(number for (number,) in cursor)
    return Known({name: standing[key] for name, key in keys.items()}, sources, taken, numbers)


def _elsewhere(ask: Asking, origin: Origin, contested: Sequence[Draft]) -> Iterator[tuple[Draft, str, Standing]]:
    """Those of the rows whose ticket was imported from a file of another name, which shared its keys as well."""
    if not contested:
        return
    found_in: dict[str, dict[str, str]] = {}
    for cursor in ask.about("select distinct file from _batch where source in ({marks})", [origin.source]):
        for own in {Origin(origin.source, file).own for (file,) in cursor} - {origin.own}:
            found_in[own] = _imported(ask, own, [draft.key for draft in contested])
    standing = _standing(ask, sorted({key for found in found_in.values() for key in found.values()}))
    for draft in contested:
        for source, found in sorted(found_in.items()):
            if draft.key in found and origin.is_of(draft, standing[found[draft.key]]):
                yield draft, source, standing[found[draft.key]]
                break


def _imported(ask: Asking, source: str, keys: Sequence[str]) -> dict[str, str]:
    """By key, the ids of the tickets imported from that source."""
    origins = {f"{source}:{key}": key for key in keys}
    found = ask.about("select id, imported_from from ticket where imported_from in ({marks})", origins)
    return {origins[origin]: key for cursor in found for key, origin in cursor}


def _standing(ask: Asking, ids: Sequence[str]) -> dict[str, Standing]:
    found: dict[str, Standing] = {}
    tickets = f"select id, scope, {', '.join(COLUMNS)} from ticket where id in ({{marks}})"
    for key, scope, *values in chain.from_iterable(ask.about(tickets, ids)):
        found[key] = Standing(key, scope, dict(zip(COLUMNS, values, strict=True)))
    for root, text, file in chain.from_iterable(ask.about(_PRINTS, ids)):
        found[root].print, found[root].file = text, file
    for root, key, name in chain.from_iterable(ask.about(_TAGS, ids)):
        found[root].tags[name] = key
    for root, *event in chain.from_iterable(ask.about(_EVENTS, ids)):
        found[root].events.append((event[0], event[1], event[2], event[3], event[4]))
    for root, at, direction, body in chain.from_iterable(ask.about(_MESSAGES, ids)):
        found[root].messages.add((at, direction, body))
    return found


_HERE = "select id from ticket where id in ({marks})"
_PRINTS = (
    "select i.ticket, i.print, b.file from _imported i left join _batch b on b.id = i.batch where i.ticket in ({marks})"
)
_TAGS = "select root, id, name from tag where root in ({marks}) and dead = 0"
_MESSAGES = "select root, created_at, direction, body from message where root in ({marks})"
_EVENTS = (
    "select root, id, kind, to_value, reason, happened_at from event where root in ({marks}) order by happened_at, id"
)


class Asking:
    """Asks one statement about any number of values."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def about(self, sql: str, values: Iterable[object]) -> Iterator[sqlite3.Cursor]:
        """The answers, part by part; `{marks}` stands for the values."""
        rest = iter(values)
        while part := list(islice(rest, CHUNK)):
            yield self._connection.execute(sql.format(marks=",".join("?" * len(part))), part)
