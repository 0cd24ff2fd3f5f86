"""Drafts of incidents written into the replica: new ones made, changed ones brought up to date, all others left alone.

Promise: a batch is written whole or not at all; what is here already is recognised; entries and events are only added.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from console.models.incident_kinds import INCIDENTS, IncidentEventKind
from console.models.kinds import Code, Refused
from console.models.values import dataclass
from console.services.importing import ids
from console.services.importing.known import Asking
from console.services.importing.parties import Parties
from console.services.importing.writing import Stamp, Tally
from console.services.incidents.import_maps import KINDS, LISTS, PEOPLE, TEXTS, TIMES
from console.services.incidents.import_rows import Entry, IncidentDraft, Step
from console.services.sync import rows

COLUMNS = ("title", "description", "affected_users", "availability", *KINDS, *TIMES, *TEXTS, *LISTS)
"""The columns of an incident that an import fills and may change, but for people."""
_ONCE = frozenset({"reported_at"})
"""Those of them set once."""
_HEAD = "id, root, scope, at, who, dead"
_INCIDENT = (
    f"insert into incident({_HEAD}, number, restricted, imported_from, {', '.join((*PEOPLE, *COLUMNS))})"
    f" values (?, ?, ?, ?, ?, 0, ?, ?, ?, {', '.join('?' * len((*PEOPLE, *COLUMNS)))})"
)
_EVENT = (
    f"insert into incident_event({_HEAD}, kind, from_value, to_value, reason, author, happened_at, recorded_at)"
    " values (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)"
)
_ENTRY = (
    f"insert into timeline_entry({_HEAD}, kind, text, evidence, corrects, author, event_at, recorded_at, pinned)"
    " values (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_PRINT = (
    "insert into _imported(ticket, batch, print) values (?, ?, ?)"
    " on conflict(ticket) do update set batch = excluded.batch, print = excluded.print"
)
_GUARDED = ("status", "severity", "category")


@dataclass(frozen=True, slots=True)
class Standing:
    """An incident as it stands here."""

    id: str
    scope: str | None
    fields: dict[str, object]
    print: str | None
    """Of the row it was imported from last; None when it never was."""


class IncidentWriter:
    """Writes the batches of one import, in order."""

    def __init__(self, stamp: Stamp, parties: Parties) -> None:
        self._stamp = stamp
        self._parties = parties
        self._rows: dict[str, list[tuple[object, ...]]] = {}
        self._lines: dict[str, tuple[int, str]] = {}
        self._taken: set[str] = set()
        self._number = 0
        self._numbers: set[int] = set()
        self._duplicates: list[tuple[str, str]] = []

    def plan(
        self, connection: sqlite3.Connection, drafts: Sequence[IncidentDraft]
    ) -> tuple[Tally, list[tuple[IncidentDraft, Refused]]]:
        """Decide what each draft changes; nothing is written before `write`."""
        self._rows = {}
        self._parties.refresh(connection)
        self._numbers |= {n for (n,) in connection.execute("select number from incident where number is not null")}
        self._number = max(self._numbers, default=0)
        known = _look_up(connection, self._stamp.origin.own, drafts)
        tally, refused = Tally(), []
        for draft in drafts:
            try:
                tally.add(self._planned(connection, draft, known.get(draft.key)))
            except Refused as error:
                tally.rejected += 1
                refused.append((draft, error))
        return tally, refused

    def write(self, connection: sqlite3.Connection) -> None:
        """Write what the last `plan` decided."""
        self._parties.write(connection)
        for sql, values in self._rows.items():
            connection.executemany(sql, values)

    def link(self, connection: sqlite3.Connection) -> None:
        """Point duplicates to what they double, now that all are there; what is nowhere is left out."""
        for key, named in self._duplicates:
            origin = f"{self._stamp.origin.own}:{named}"
            connection.execute(
                "update incident set seq = null, duplicate_of ="
                " (select id from incident where imported_from = ?1 or id = ?2 order by imported_from is ?1 desc)"
                " where id = ?3 and duplicate_of is null"
                " and exists (select 1 from incident where imported_from = ?1 or id = ?2)",
                (origin, named, key),
            )

    def _planned(self, db: sqlite3.Connection, draft: IncidentDraft, standing: Standing | None) -> Tally:
        line, text = self._lines.setdefault(draft.key, (draft.line, draft.print))
        if line != draft.line:
            if text == draft.print:
                return Tally(unchanged=1)
            raise Refused(Code.ROW_KEY_TAKEN, value=draft.key, line=line)
        if standing is None:
            return self._created(db, draft)
        return Tally(unchanged=1) if standing.print == draft.print else self._renewed(db, draft, standing)

    def _created(self, db: sqlite3.Connection, draft: IncidentDraft) -> Tally:
        stamp, source = self._stamp, self._stamp.origin.own
        at = int(str(draft.fields["reported_at"]))
        key = self._free(db, "incident", draft.id, at, None, source, draft.key)
        scope = None if draft.fields["restricted"] else INCIDENTS
        people = [self._parties.named(draft.people.get(name)) for name in PEOPLE]
        values = [_stored(draft.fields[name]) for name in COLUMNS]
        origin = f"{source}:{draft.key}"
        head = (key, key, scope, stamp.at, stamp.me, self._numbered(draft), int(bool(draft.fields["restricted"])))
        self._add(_INCIDENT, (*head, origin, *people, *values))
        self._tell(db, key, scope, draft.events)
        self._enter(db, key, scope, draft.entries)
        self._add(_PRINT, (key, stamp.batch, draft.print))
        if draft.duplicate_of:
            self._duplicates.append((key, draft.duplicate_of))
        return Tally(used=1, created=1, events=len(draft.events))

    def _numbered(self, draft: IncidentDraft) -> int:
        """The number the row gives, where it is free; else the next one."""
        number = draft.number
        if number is None or number in self._numbers:
            number = self._number + 1
        self._numbers.add(number)
        self._number = max(self._number, number)
        return number

    def _renewed(self, db: sqlite3.Connection, draft: IncidentDraft, standing: Standing) -> Tally:
        wanted = {name: _stored(draft.fields[name]) for name in COLUMNS if name not in _ONCE}
        wanted |= {name: self._parties.named(draft.people.get(name)) for name in PEOPLE[1:] if name in draft.told}
        follows = {*_GUARDED, "resolved_at", "closed_at"}
        told = draft.told | (follows if draft.told & {"status", "timeline", "resolved_at"} else set())
        changed = {n: v for n, v in wanted.items() if n in told and standing.fields[n] != v}
        entries, events = self._fresh(db, draft, standing.id)
        if standing.print is None and (changed or entries):
            field = next(iter(changed), "timeline")
            found, seen = standing.fields.get(field), wanted.get(field)
            raise Refused(Code.CHANGED_MEANWHILE, field=field, expected=str(seen), found=str(found))
        if standing.print is not None:
            self._add(_PRINT, (standing.id, self._stamp.batch, draft.print))
        if not (changed or entries or events):
            return Tally(unchanged=1)
        events += self._guarded(changed, standing, events)
        self._tell(db, standing.id, standing.scope, events)
        self._enter(db, standing.id, standing.scope, entries)
        self._alter(standing.id, changed)
        return Tally(used=1, updated=1, events=len(events))

    def _fresh(self, db: sqlite3.Connection, draft: IncidentDraft, key: str) -> tuple[list[Entry], list[Step]]:
        """What of the row's past is not here yet."""
        entries = set(db.execute("select event_at, text from timeline_entry where root = ?", (key,)))
        events = set(db.execute("select kind, to_value, happened_at from incident_event where root = ?", (key,)))
        return (
            [entry for entry in draft.entries if (entry.at, entry.text) not in entries],
            [step for step in draft.events if (step.kind, step.after, step.happened) not in events],
        )

    def _guarded(self, changed: dict[str, object], standing: Standing, events: Sequence[Step]) -> list[Step]:
        """The events of changes that the row's own history does not tell (SPEC 1.6)."""
        told = {(step.kind.value.lower(), step.after) for step in events}
        return [
            Step(IncidentEventKind(name.upper()), str(standing.fields[name]), str(changed[name]), self._stamp.at)
            for name in _GUARDED
            if name in changed and (name, changed[name]) not in told
        ]

    def _tell(self, db: sqlite3.Connection, root: str, scope: str | None, events: Iterable[Step]) -> None:
        stamp = self._stamp
        for place, step in enumerate(events):
            parts = (root, step.kind, step.after, step.reason, step.happened)
            key = self._free(db, "incident_event", step.id, step.happened, place, *parts)
            before, after = (self._meant(step.kind, value) for value in (step.before, step.after))
            author = self._parties.named(step.author)
            recorded = min(step.recorded or stamp.at, stamp.at)
            values = (step.kind.value, before, after, step.reason, author, step.happened, recorded)
            self._add(_EVENT, (key, root, scope, stamp.at, stamp.me, *values))

    def _meant(self, kind: IncidentEventKind, value: str | None) -> str | None:
        """People stand in events by their ids, in files by their names."""
        is_person = kind in (IncidentEventKind.HANDLER, IncidentEventKind.COMMANDER)
        return self._parties.named(value) if is_person else value

    def _enter(self, db: sqlite3.Connection, root: str, scope: str | None, entries: Iterable[Entry]) -> None:
        stamp = self._stamp
        for place, entry in enumerate(entries):
            key = self._free(db, "timeline_entry", entry.id, entry.at, place, root, entry.kind, entry.text)
            author, recorded = self._parties.named(entry.author), min(entry.recorded or stamp.at, stamp.at)
            values = (entry.kind.value, entry.text, entry.evidence, entry.corrects, author, entry.at, recorded)
            self._add(_ENTRY, (key, root, scope, stamp.at, stamp.me, *values, int(entry.pinned)))

    def _free(
        self, db: sqlite3.Connection, table: str, given: str | None, at: int, place: int | None, *parts: object
    ) -> str:
        """The id a file gives, where it is one and free; else one made of the parts, the same on every console."""
        key = given if given and ids.is_id(given) else ids.made(at, place, table, *parts)
        while key in self._taken or db.execute(f"select 1 from {table} where id = ?", (key,)).fetchone():
            place = (place or 0) + 1
            key = ids.made(at, place, table, *parts)
        self._taken.add(key)
        return key

    def _alter(self, key: str, fields: dict[str, object]) -> None:
        """Change a row; the hub gets it once more, and where an operation on it waits, as it was before that."""
        sets = {**fields, "at": self._stamp.at, "who": self._stamp.me, "seq": None}
        self._add(
            f"update incident set {', '.join(f'{name} = ?' for name in sets)} where id = ?", (*sets.values(), key)
        )
        parts = "".join(f", '$.{name}', {'json(?)' if name in LISTS else '?'}" for name in sets)
        shadowed = f"update _shadow set row = json_set(row{parts}) where t = 'incident' and k = ? and row is not null"
        self._add(shadowed, (*sets.values(), key))

    def _add(self, sql: str, row: tuple[object, ...]) -> None:
        self._rows.setdefault(sql, []).append(row)


def _stored(value: object) -> object:
    return rows.dumps(value) if isinstance(value, list) else value


def _look_up(db: sqlite3.Connection, source: str, drafts: Sequence[IncidentDraft]) -> dict[str, Standing]:
    """By key, the incidents of these drafts that are here: by what they were imported from, else by their id."""
    ask = Asking(db)
    columns = ", ".join((*PEOPLE, *COLUMNS))
    by_origin = {f"{source}:{draft.key}": draft.key for draft in drafts}
    by_id = {draft.id: draft.key for draft in drafts if draft.id}
    found: dict[str, Standing] = {}
    for name, keys in (("id", by_id), ("imported_from", by_origin)):
        sql = (
            f"select {name}, id, scope, (select print from _imported where ticket = i.id), {columns} from incident i"
            f" where {name} in ({{marks}})"
        )
        for cursor in ask.about(sql, keys):
            for named, key, scope, text, *values in cursor:
                fields = dict(zip((*PEOPLE, *COLUMNS), values, strict=True))
                found[keys[named]] = Standing(key, scope, fields, text)
    return found
