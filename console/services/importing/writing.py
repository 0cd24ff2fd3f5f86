"""Drafts written into the replica: new tickets made, changed ones brought up to date, all others left alone.

Promise: a batch is written whole or not at all; what is here already is recognised, so that any number of runs over one
file, also broken-off ones, end with the same tickets; events are only ever added.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from console.models import triage
from console.models.kinds import (
    Channel,
    Code,
    EventKind,
    Impact,
    Priority,
    Refused,
    TicketType,
    Urgency,
    from_micros,
)
from console.services.importing import ids
from console.services.importing.drafts import Draft, Happening, Said
from console.services.importing.known import COLUMNS, Known, Origin, Standing, look_up
from console.services.importing.maps import BY_NAMES
from console.services.importing.parties import Parties
from console.services.importing.renewing import Change, renewed, renewed_log

_TICKET = (
    f"insert into ticket(id, root, scope, at, who, dead, number, {', '.join(COLUMNS)}, imported_from,"
    " imported_with_sla)"
    f" values (?, ?, ?, ?, ?, 0, ?, {', '.join('?' * len(COLUMNS))}, ?, ?)"
)
_EVENT = (
    "insert into event(id, root, scope, at, who, dead, kind, from_value, to_value, reason, author, happened_at,"
    " recorded_at) values (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)"
)
_MESSAGE = (
    "insert into message(id, root, scope, at, who, dead, author, recorded_by, direction, visibility, channel, body,"
    " created_at) values (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)"
)
_TAG = "insert into tag(id, root, scope, at, who, dead, name) values (?, ?, ?, ?, ?, 0, ?)"
_LINK = "insert or ignore into link(id, root, scope, at, who, dead, kind, target) values (?, ?, ?, ?, ?, 0, ?, ?)"
_PRINT = (
    "insert into _imported(ticket, batch, print) values (?, ?, ?)"
    " on conflict(ticket) do update set batch = excluded.batch, print = excluded.print"
)
_DEFAULTS: dict[str, object] = {"channel": Channel.CONSOLE.value, "status": "NEW", "cycle": 1, "description": ""}


@dataclass(slots=True)
class Tally:
    """What came of rows."""

    used: int = 0
    unchanged: int = 0
    rejected: int = 0
    created: int = 0
    updated: int = 0
    events: int = 0

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who imports what, when."""

    me: str
    at: int
    origin: Origin
    batch: str
    with_sla: bool = False
    """Whether the clocks of new tickets count."""


Rejected = tuple[Draft, Refused]


class Writer:
    """Writes the batches of one import, in order."""

    def __init__(self, stamp: Stamp, parties: Parties) -> None:
        self._stamp = stamp
        self._parties = parties
        self._lines: dict[str, tuple[int, str]] = {}
        self._links: list[tuple[str, str | None, str, str]] = []
        self._rows: dict[str, list[tuple[object, ...]]] = {}
        self._number = 0
        self._numbers: set[int] = set()
        self._used_ids: set[str] = set()

    def plan(self, connection: sqlite3.Connection, drafts: Sequence[Draft]) -> tuple[Tally, list[Rejected]]:
        """Decide what each draft changes; nothing is written before `write`."""
        self._rows = {}
        self._parties.refresh(connection)
        highest = connection.execute("select coalesce(max(number), 0) from ticket").fetchone()[0]
        self._number = max(self._number, highest)
        known = look_up(connection, self._stamp.origin, drafts)
        tally, refused = Tally(), []
        for draft in drafts:
            try:
                tally.add(self._planned(draft, known))
            except Refused as error:
                tally.rejected += draft.rows
                refused.append((draft, error))
        return tally, refused

    def write(self, connection: sqlite3.Connection) -> None:
        """Write what the last `plan` decided."""
        self._parties.write(connection)
        for sql, rows in self._rows.items():
            connection.executemany(sql, rows)

    def link(self, connection: sqlite3.Connection) -> None:
        """Write the links of all batches, now that both ends are there; one whose other end is nowhere is left out."""
        stamp = self._stamp
        for root, scope, kind, named in self._links:
            names = (f"{stamp.origin.own}:{named}", f"{stamp.origin.source}:{named}", named)
            row = connection.execute(
                "select id from ticket where imported_from in (?1, ?2) or id = ?3"
                " order by imported_from is ?1 desc, imported_from is ?2 desc limit 1",
                names,
            ).fetchone()
            if row:
                key = ids.made(stamp.at, None, root, "link", kind, row[0])
                connection.execute(_LINK, (key, root, scope, stamp.at, stamp.me, kind, row[0]))
        self._links.clear()

    def _planned(self, draft: Draft, known: Known) -> Tally:
        first = self._lines.setdefault(draft.key, (draft.line, draft.print))
        if first != (draft.line, draft.print):
            if first[1] == draft.print:
                return Tally(unchanged=draft.rows)
            raise Refused(Code.ROW_KEY_TAKEN, value=draft.key, line=first[0])
        standing = known.by_key.get(draft.key)
        if standing is None:
            return self._created(draft, known)
        if draft.is_log:
            return self._log_renewed(draft, standing, known)
        if standing.print == draft.print:
            return Tally(unchanged=draft.rows)
        return self._renewed(draft, standing, known)

    # New tickets

    def _created(self, draft: Draft, known: Known) -> Tally:
        stamp, named = self._stamp, (known.sources[draft.key], draft.key)
        team, scope = self._parties.team(draft.team)
        created = int(str(draft.fields["created_at"]))
        key = draft.id if stamp.origin.source == BY_NAMES and draft.id and ids.is_id(draft.id) else None
        if key is None or key in known.taken_ids:
            key = ids.made(created, None, *named)
        requester = self._parties.person(draft.requester) if draft.requester else None
        assignee = self._parties.person(draft.assignee) if draft.assignee else None
        fields = {**_DEFAULTS, **draft.fields, "team": team, "requester": requester, "assignee": assignee}
        fields["priority"] = fields.get("priority") or suggested(draft)
        if fields.get("first_responded_at") is None:
            fields["first_responded_at"] = _first_answer(draft.messages)
        values = [fields.get(name) for name in COLUMNS]
        head = (key, key, scope, stamp.at, stamp.me)
        self._add(_TICKET, (*head, self._numbered(draft, known), *values, ":".join(named), stamp.with_sla))
        self._add(_PRINT, (key, stamp.batch, draft.print))
        self._say(key, scope, draft.messages, requester, known.taken_ids)
        self._happen(key, scope, named, enumerate(draft.events), known.taken_ids)
        for tag in draft.tags or ():
            self._add(_TAG, (ids.made(stamp.at, None, key, "tag", tag), key, scope, stamp.at, stamp.me, tag))
        self._links += [(key, scope, link.kind, link.ticket) for link in draft.links]
        return Tally(used=draft.rows, created=1, events=len(draft.events))

    def _numbered(self, draft: Draft, known: Known) -> int:
        """The number the row gives, where it is free; else the next one (SPEC 3.2)."""
        number = draft.number
        if number is None or number in known.taken_numbers or number in self._numbers:
            self._number += 1
            number = self._number
        self._numbers.add(number)
        self._number = max(self._number, number)
        return number

    def _say(self, root: str, scope: str | None, said: Sequence[Said], requester: str | None, taken: set[str]) -> None:
        stamp = self._stamp
        for place, message in enumerate(said):
            author = self._parties.named(message.author) or (requester if message.direction == "IN" else None)
            recorder = self._parties.named(message.recorded_by)
            key = self._child_id(message.id, taken, message.created, place, root, "message", message.body)
            values = (author, recorder, message.direction, message.visibility, message.channel, message.body)
            self._add(_MESSAGE, (key, root, scope, stamp.at, stamp.me, *values, message.created))

    def _happen(
        self,
        root: str,
        scope: str | None,
        named: tuple[str, str],
        events: Iterable[tuple[int, Happening]],
        taken: set[str],
    ) -> None:
        stamp = self._stamp
        seen: Counter[Happening] = Counter()
        for place, event in events:
            seen[event] += 1
            parts = (*named, event.kind, event.happened, event.after, event.reason, seen[event])
            key = self._child_id(event.id, taken, event.happened, place, *parts)
            before, after = (self._meant(event.kind, value) for value in (event.before, event.after))
            recorded = min(event.recorded or stamp.at, stamp.at)
            values = (event.kind.value, before, after, event.reason, self._parties.named(event.author))
            self._add(_EVENT, (key, root, scope, stamp.at, stamp.me, *values, event.happened, recorded))

    def _child_id(self, given: str | None, taken: set[str], at: int, place: int, *parts: object) -> str:
        if given and ids.is_id(given) and given not in taken and given not in self._used_ids:
            self._used_ids.add(given)
            return given
        key = ids.made(at, place, *parts)
        while key in taken or key in self._used_ids:
            place += 1
            key = ids.made(at, place, *parts)
        return key

    def _meant(self, kind: EventKind, value: str | None) -> str | None:
        """People and teams stand in events by their ids, in files by their names."""
        if value and kind is EventKind.ASSIGNEE:
            return self._parties.named(value)
        return self._parties.team(value)[0] if value and kind is EventKind.TEAM else value

    # Tickets that are here

    def _renewed(self, draft: Draft, standing: Standing, known: Known) -> Tally:
        wanted = dict(draft.fields)
        if "team" in draft.names:
            wanted["team"] = self._parties.team(draft.team)[0]
        for name, party in (("requester", draft.requester), ("assignee", draft.assignee)):
            if name in draft.names:
                wanted[name] = self._parties.person(party) if party else None
        change = renewed(draft, standing, wanted, self._stamp.at)
        new_said = [
            said for said in draft.messages if (said.created, said.direction, said.body) not in standing.messages
        ]
        if standing.print is None and change.fields and _is_older(draft, standing):
            raise Refused(
                Code.CHANGED_MEANWHILE,
                field="updated_at",
                expected=_instant(draft.fields["updated_at"]),
                found=_instant(standing.fields["updated_at"]),
            )
        if not (change.fields or change.events or change.tagged or change.untagged or new_said):
            self._add(_PRINT, (standing.id, self._stamp.batch, draft.print))
            return Tally(unchanged=draft.rows)
        self._say(standing.id, standing.scope, new_said, str(wanted.get("requester") or "") or None, set())
        self._change(draft, standing, change, known.sources[draft.key])
        stamp = self._stamp
        for tag in change.tagged:
            key = ids.made(stamp.at, None, standing.id, "tag", tag, stamp.batch)
            self._add(_TAG, (key, standing.id, standing.scope, stamp.at, stamp.me, tag))
        for tag in change.untagged:
            self._alter("tag", standing.tags[tag], {"dead": 1})
        self._links += [(standing.id, standing.scope, link.kind, link.ticket) for link in draft.links]
        return Tally(used=draft.rows, updated=1, events=len(change.events) + len(change.told))

    def _log_renewed(self, draft: Draft, standing: Standing, known: Known) -> Tally:
        change = renewed_log(draft, standing)
        if not change.events:
            return Tally(unchanged=draft.rows)
        self._change(draft, standing, change, known.sources[draft.key])
        fresh = len(change.events)
        return Tally(used=fresh, unchanged=draft.rows - fresh, updated=1, events=fresh)

    def _change(self, draft: Draft, standing: Standing, change: Change, source: str) -> None:
        stamp = self._stamp
        taken = {key for key, *_ in standing.events}
        self._happen(standing.id, standing.scope, (source, draft.key), change.events, taken)
        for place, event in enumerate(change.told, len(draft.events)):
            key = ids.made(stamp.at, place, standing.id, event.kind, stamp.batch)
            values = (event.kind.value, event.before, event.after, None, stamp.me, event.happened, stamp.at)
            self._add(_EVENT, (key, standing.id, standing.scope, stamp.at, stamp.me, *values))
        self._alter("ticket", standing.id, change.fields)
        self._add(_PRINT, (standing.id, stamp.batch, draft.print))

    def _alter(self, table: str, key: str, fields: Mapping[str, object]) -> None:
        """Change a row; the hub gets it once more, and where an operation on it waits, as it was before that."""
        sets = {**fields, "at": self._stamp.at, "who": self._stamp.me, "seq": None}
        self._add(f"update {table} set {', '.join(f'{name} = ?' for name in sets)} where id = ?", (*sets.values(), key))
        parts = "".join(f", '$.{name}', {'json(?)' if name == 'dead' else '?'}" for name in sets)
        told = {**sets, "dead": "true"} if "dead" in sets else sets
        shadowed = f"update _shadow set row = json_set(row{parts}) where t = '{table}' and k = ? and row is not null"
        self._add(shadowed, (*told.values(), key))

    def _add(self, sql: str, row: tuple[object, ...]) -> None:
        self._rows.setdefault(sql, []).append(row)


def suggested(draft: Draft) -> str:
    """The priority of a ticket whose row tells none (SPEC 3.5)."""
    fields = draft.fields
    kind, impact, urgency = fields.get("type"), fields.get("impact"), fields.get("urgency")
    found: Priority = triage.suggest_priority(
        TicketType(str(kind)) if kind else None,
        f"{fields['title']}\n{fields['description']}",
        Impact(str(impact)) if impact else None,
        Urgency(str(urgency)) if urgency else None,
    ).priority
    return found.value


def _first_answer(said: Sequence[Said]) -> int | None:
    """The first public message by staff is the first response (SPEC 4.5)."""
    return min((m.created for m in said if m.direction == "OUT" and m.visibility == "PUBLIC"), default=None)


def _is_older(draft: Draft, standing: Standing) -> bool:
    """Whether a row tells of a ticket as it was before somebody worked on it here."""
    if "updated_at" not in draft.names:
        return False
    return int(str(draft.fields["updated_at"])) < int(str(standing.fields["updated_at"]))


def _instant(micros: object) -> str:
    return from_micros(int(str(micros))).isoformat()
