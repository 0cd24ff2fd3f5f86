"""One record made a draft of a ticket by the map of its file.

Promise: pure; a record becomes a whole draft or is refused with its reason and the column; nothing is cut or guessed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import tzinfo
from enum import StrEnum

from console.models.kinds import LIVE, Code, Refused, Status
from console.services.exporting import bare
from console.services.importing import times
from console.services.importing.children import events_of, links_of, messages_of
from console.services.importing.drafts import Draft, Happening, Party, course, history, steps
from console.services.importing.maps import COUNTS, HOLES, KINDS, TIMES, ColumnMap, Filling, spellings
from console.services.importing.records import Broken, Record
from console.services.tickets import texts

LONGEST_KEY = 200
TITLE_FROM_TEXT = 80
"""Characters of the description that stand for a missing title."""

_PLAIN = ("resolution", "satisfaction_comment")
_MOST = {"number": 999_999_999, "cycle": 9_999, "satisfaction": 5}
"""The most a count can be; later numbers follow the highest there is, and are to stay short (SPEC 3.2)."""
_SEPARATED = str.maketrans(",;，；\n\t", "      ")


class RowReader:
    """Reads records by one map."""

    def __init__(self, made: ColumnMap, zone: tzinfo | None, since: int, *, spreadsheet: bool) -> None:
        """Tickets whose creation no row tells count as created from `since` on, a millisecond apart; `spreadsheet`:
        cells may carry the apostrophe that keeps a formula from starting.
        """
        self.map = made
        self._since = since
        self.time: Callable[[str], int | None] = times.reader(zone, day_first=made.day_first)
        self._spreadsheet = spreadsheet
        self._used = made.columns()
        self.told = frozenset(made.fields) | ({"description"} if made.rest else frozenset()) | _course_told(made)

    def draft(self, record: Record) -> Draft:
        """The draft of a record that is a ticket; raises Refused with the reason."""
        self._since += 1000
        row = Cells(self, shaped(record), self._since)
        fields = row.fields()
        is_dated = fields.get("created_at") is not None
        events = row.events(fields)
        end = course(steps(events))
        fields.setdefault("status", end.status.value)
        fields.setdefault("cycle", end.cycle)
        if fields["status"] in LIVE:  # what ended before was reopened: its history tells when it had ended
            fields |= {name: None for name in ("resolved_at", "closed_at", "outcome") if name in fields}
        if "resolved_at" not in self.map.fields and end.resolved is not None:
            fields["resolved_at"] = end.resolved
        if "closed_at" not in self.map.fields and end.closed is not None:
            fields["closed_at"] = end.closed
        key = self.key(record)
        return Draft(
            line=record.line,
            rows=1,
            key=key or hashed(row.cells)[:32],
            print=hashed(row.cells, self.map.digest)[:32],
            fields=fields,
            events=events,
            requester=row.party("requester"),
            assignee=row.party("assignee"),
            team=texts.optional(row.text("team"), "team"),
            tags=row.tags() if "tags" in self.map.fields else None,
            messages=messages_of(row.raw("messages"), self.time),
            links=links_of(row.raw("links")),
            id=row.text("id").lower() or None,
            number=row.count("number"),
            names=self.told,
            is_dated=is_dated,
        )

    def key(self, record: Record) -> str | None:
        """What names the ticket of a record; None when its hash does."""
        column = self.map.key
        if column is None:
            return None
        key = texts.optional(self.cell(shaped(record), column), "ticket")
        if key is None and self.map.needs_key:
            raise Refused(Code.ROW_NO_KEY, column=column)
        return key if key is None or len(key) <= LONGEST_KEY else hashed({"key": key})

    def cell(self, cells: Mapping[str, object], column: str) -> str:
        """A cell as text, trimmed; "" where there is none."""
        value = cells.get(column)
        if value is None:
            return ""
        if isinstance(value, str):
            return (bare(value) if self._spreadsheet else value).strip()
        return str(value) if isinstance(value, int | float) else json.dumps(value, ensure_ascii=False)

    def filled(self, cells: Mapping[str, object], text: str) -> str:
        """A text of the map with the cells put in; "" when all of them are empty."""
        names = HOLES.findall(text)
        found = {name: self.cell(cells, name) for name in names}
        if names and not any(found.values()):
            return ""
        return HOLES.sub(lambda hole: found[hole[1]], text).replace("()", "").strip(" :-")

    def meant(self, cells: Mapping[str, object], filling: Filling, kind: type[StrEnum] | None = None) -> str | None:
        """The value a filling gives: translated by the map, else one `kind` knows; None when nothing is known."""
        written = self.cell(cells, filling.column) if filling.column else self.filled(cells, filling.texts[0])
        folded = written.casefold()
        if not written:
            return None
        if folded in filling.values:
            return filling.values[folded] or None
        if kind is not None and folded in spellings(kind):
            return spellings(kind)[folded]
        if filling.otherwise is not None:
            return filling.otherwise or None
        if kind is None and not filling.values:
            return written
        raise Refused(Code.ROW_BAD_VALUE, column=", ".join(sorted(filling.columns())), value=written)

    def rest(self, cells: Mapping[str, object]) -> str:
        """The columns the map does not look at, a line each."""
        lines = ((name, self.cell(cells, name)) for name in cells if name not in self._used)
        return "\n".join(f"{name}: {value}" for name, value in lines if value)


class Cells:
    """One record under a reader's map."""

    def __init__(self, reader: RowReader, cells: Mapping[str, object], untold: int) -> None:
        self._reader = reader
        self.cells = cells
        self._untold = untold

    def fields(self) -> dict[str, object]:
        """The columns of the ticket's own row, as they are stored."""
        named = self._reader.map.fields
        made: dict[str, object] = {}
        made["title"], made["description"] = self._words()
        for name, kind in KINDS.items():
            if name in named and (value := self._reader.meant(self.cells, named[name], kind)) is not None:
                made[name] = value
            elif name in named and name in ("type", "impact", "urgency", "outcome"):
                made[name] = None
        made |= {name: self.time(name) for name in TIMES if name in named}
        made |= {name: found for name in COUNTS[1:] if name in named and (found := self.count(name)) is not None}
        made |= {name: texts.description(self.text(name)) or None for name in _PLAIN if name in named}
        _check_order(made)
        _check_end(made)
        return made

    def events(self, fields: dict[str, object]) -> list[Happening]:
        """The history as the file gives it, else the one its times tell; completes the instants of `fields`."""
        given = events_of(self.raw("events"), self._reader.time)
        marks = self._marks(fields)
        known = [at for at in (fields.get(name) for name in TIMES) if isinstance(at, int)]
        known += [at for at, _, _ in marks] + [event.happened for event in given]
        known = known or [self._untold]
        if fields.get("created_at") is None:
            fields["created_at"] = min(known)
        if fields.get("updated_at") is None:
            fields["updated_at"] = max(known)
        if given:
            return given
        status = Status(str(fields["status"])) if "status" in fields else None
        return history(int(str(fields["created_at"])), marks, status, max(known))

    def _marks(self, fields: Mapping[str, object]) -> list[tuple[int, Status, Status | None]]:
        if self._reader.map.history:
            timed = ((self._time_in(mark.column), mark) for mark in self._reader.map.history)
            return [(at, mark.status, mark.before) for at, mark in timed if at is not None]
        ends = ((fields.get("resolved_at"), Status.RESOLVED), (fields.get("closed_at"), Status.CLOSED))
        return [(at, status, None) for at, status in ends if isinstance(at, int)]

    def _words(self) -> tuple[str, str]:
        title, description = self.text("title"), self.text("description")
        if self._reader.map.rest:
            description = f"{description}\n\n{self._reader.rest(self.cells)}".strip()
        if not title and not description:
            raise Refused(Code.ROW_NO_TITLE)
        description = texts.description(description)
        first = title or next(line for line in description.splitlines() if line.strip())
        if not title and len(first) > TITLE_FROM_TEXT:
            first = first[: TITLE_FROM_TEXT - 1].rstrip() + "…"
        return texts.title(first), description

    def text(self, name: str) -> str:
        """A field as text; "" where the map or the row has none."""
        filling = self._reader.map.fields.get(name)
        return (self._reader.meant(self.cells, filling) or "") if filling else ""

    def raw(self, name: str) -> object:
        """A field as it stands in the row: what a JSON file holds, or the text of a cell."""
        filling = self._reader.map.fields.get(name)
        columns = filling.columns() if filling else set()
        return self.cells.get(next(iter(columns))) if columns else None

    def time(self, name: str) -> int | None:
        """The instant of a field; None where it is empty."""
        filling = self._reader.map.fields[name]
        column = filling.column or ", ".join(sorted(filling.columns()))
        written = self._reader.cell(self.cells, column) if filling.column else self.text(name)
        return self._instant(written, column)

    def _time_in(self, column: str) -> int | None:
        return self._instant(self._reader.cell(self.cells, column), column)

    def _instant(self, text: str, column: str) -> int | None:
        if not text:
            return None
        if (at := self._reader.time(text)) is None:
            raise Refused(Code.ROW_BAD_TIME, column=column, value=text)
        return at

    def count(self, name: str) -> int | None:
        """A whole number from 1 to the most it can be."""
        text = self.text(name)
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:18]) <= _MOST[name]):
            raise Refused(Code.ROW_BAD_VALUE, column=name, value=text)
        return int(text)

    def party(self, name: str) -> Party | None:
        """The person a field names."""
        spoken = texts.optional(self.text(name), name)
        email = texts.optional(self.text(f"{name}_email"), name)
        if not spoken and not email:
            return None
        phone, department = (texts.optional(self.text(f"{name}_{part}"), name) for part in ("phone", "department"))
        return Party(spoken or str(email), email, phone, department)

    def tags(self) -> tuple[str, ...]:
        """The tags of all texts of the map, each once; cells hold several, separated by blanks, commas or as JSON."""
        found: dict[str, None] = {}
        for text in self._reader.map.fields["tags"].texts:
            for word in self._tag_words(text):
                if word.strip("#,; "):
                    found[texts.tag(word)] = None
        return tuple(sorted(found))

    def _tag_words(self, text: str) -> list[str]:
        names = HOLES.findall(text)
        plain = len(names) == 1 and text == f"{{{names[0]}}}"
        value = self.cells.get(names[0]) if plain else None
        if isinstance(value, list):
            return [str(item) for item in value]
        written = self._reader.filled(self.cells, text)
        if written.startswith("["):
            try:
                return [str(item) for item in json.loads(written)]
            except ValueError:
                return [written]
        if self._reader.map.header:
            # A cell of another system holds one tag, perhaps of several words, or several after commas.
            return written.replace(";", ",").split(",")
        return written.translate(_SEPARATED).split()


def shaped(record: Record) -> Mapping[str, object]:
    """The cells of a record; raises Refused ROW_BAD_SHAPE, ROW_NO_OBJECT or ROW_OPEN_QUOTE for a broken one."""
    cells = record.cells
    if isinstance(cells, Broken):
        if cells.unclosed:
            raise Refused(Code.ROW_OPEN_QUOTE)
        if cells.expected is None:
            raise Refused(Code.ROW_NO_OBJECT, found=str(cells.text))
        raise Refused(Code.ROW_BAD_SHAPE, expected=cells.expected, found=cells.found)
    return cells


def _course_told(made: ColumnMap) -> frozenset[str]:
    """What a map tells by its times and events without naming it."""
    tells = made.history or made.fields.keys() & {"status", "resolved_at", "closed_at", "events"}
    return frozenset({"status", "cycle", "resolved_at", "closed_at"}) if tells else frozenset()


def hashed(cells: Mapping[str, object], salt: str = "") -> str:
    """The SHA-256 of a row, whatever the order of its columns."""
    text = json.dumps(cells, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def _check_order(fields: Mapping[str, object]) -> None:
    """Creation, resolution and closing follow each other (SPEC 3.3)."""
    last: tuple[str, int] | None = None
    for name in ("created_at", "resolved_at", "closed_at"):
        at = fields.get(name)
        if not isinstance(at, int):
            continue
        if last is not None and at < last[1]:
            raise Refused(Code.ROW_TIMES_REVERSED, earlier=last[0], later=name)
        last = (name, at)


def _check_end(fields: Mapping[str, object]) -> None:
    """A ticket that is new has not ended, and one that is resolved is not closed (SPEC 3.3)."""
    status = fields.get("status")
    for name, denied in (("resolved_at", (Status.NEW,)), ("closed_at", (Status.NEW, Status.RESOLVED))):
        if status in denied and fields.get(name) is not None:
            raise Refused(Code.ROW_STATUS_DENIED, status=Status(str(status)), field=name)
