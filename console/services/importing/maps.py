"""What the columns of a file mean, as values.

Promise: pure; a file whose columns are named as the fields are, in English or Chinese, needs no map.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from console.models.kinds import (
    Channel,
    Code,
    Impact,
    MapFault,
    Outcome,
    Priority,
    Refused,
    Status,
    TicketType,
    Urgency,
)
from console.sentences import FIELDS as FIELD_WORDS
from console.words import words_of

KINDS: dict[str, type[StrEnum]] = {
    "type": TicketType,
    "priority": Priority,
    "impact": Impact,
    "urgency": Urgency,
    "status": Status,
    "channel": Channel,
    "outcome": Outcome,
}
"""Fields that take one of a few values."""

TIMES = ("created_at", "updated_at", "first_responded_at", "resolved_at", "closed_at")
COUNTS = ("number", "cycle", "satisfaction")
LISTS = ("messages", "events", "links")
"""Fields that hold JSON, as an export writes it."""
TEXTS = (
    "title description resolution satisfaction_comment requester requester_email requester_phone requester_department"
    " team assignee assignee_email tags id"
).split()
FIELDS = frozenset((*KINDS, *TIMES, *COUNTS, *LISTS, *TEXTS))
"""Every field a map can fill (SPEC 3.2)."""

ALIASES = {"subject": "title", "body": "description", "created": "created_at", "updated": "updated_at"}
BY_NAMES = "fields"
"""The source of tickets from a file whose columns are named as fields."""

HOLES = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Filling:
    """Where a field's value comes from: texts with {columns} in them, translated by `values`."""

    texts: tuple[str, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    """Written value (case folded) -> the field's; "" means nothing is known."""
    otherwise: str | None = None
    """What an unknown value becomes; None refuses the row."""
    column: str | None = field(init=False)
    """The column whose cell it is, when it is nothing else."""

    def __post_init__(self) -> None:
        names = HOLES.findall(self.texts[0])
        alone = len(self.texts) == 1 and len(names) == 1 and self.texts[0] == f"{{{names[0]}}}"
        object.__setattr__(self, "column", names[0] if alone else None)

    def columns(self) -> set[str]:
        """The columns it looks at."""
        return {name for text in self.texts for name in HOLES.findall(text)}


@dataclass(frozen=True, slots=True)
class Mark:
    """A column that holds the time at which a ticket took a status."""

    column: str
    status: Status
    before: Status | None = None
    """The status it came from, where it is known though its own time is not."""


@dataclass(frozen=True, slots=True)
class Log:
    """Rows that are events: when, which status, why, with which outcome."""

    time: str
    status: Filling
    reason: Filling | None = None
    outcome: Filling | None = None


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The meaning of a file's columns."""

    source: str
    fields: Mapping[str, Filling]
    key: str | None = None
    """The column that names a ticket; None: the hash of its row does."""
    header: tuple[str, ...] = ()
    history: tuple[Mark, ...] = ()
    log: Log | None = None
    rest: bool = False
    """Whether columns without a field are kept below the description."""
    zone: str | None = None
    day_first: bool = True
    needs_key: bool = True
    """Whether a row without its key is refused; else its hash names it."""
    digest: str = ""
    """Changes with whatever the map says, so that rows are looked at again under another map."""

    def columns(self) -> set[str]:
        """All columns it looks at."""
        used = {name for filling in self.fields.values() for name in filling.columns()}
        used |= {mark.column for mark in self.history}
        used |= {self.key} if self.key else set()
        if self.log is not None:
            used.add(self.log.time)
            for filling in (self.log.status, self.log.reason, self.log.outcome):
                used |= filling.columns() if filling else set()
        return used


@cache
def spellings(kind: type[StrEnum]) -> Mapping[str, str]:
    """How people write the values of an enum: as it is stored, and its words in both languages."""
    known = {member.value.casefold(): member.value for member in kind}
    for member, words in zip(kind, words_of(kind) or (), strict=True):
        known |= {spoken.casefold(): member.value for spoken in words}
    return known


def by_names(columns: Sequence[str], named: frozenset[str] = FIELDS) -> ColumnMap | None:
    """A map of columns that are called as the fields `named` are, in English or Chinese; None without a title and
    description.
    """
    spoken = {word: name for name, words in FIELD_WORDS.items() if name in named for word in words}
    known = spoken | ALIASES | {name: name for name in named}
    fields: dict[str, Filling] = {}
    for column in columns:
        name = known.get(" ".join(column.split()).casefold()) or known.get("_".join(column.split()).casefold())
        if name and name not in fields:
            fields[name] = Filling((f"{{{column}}}",))
    if not fields.keys() & {"title", "description"}:
        return None
    key = next(iter(fields["id"].columns())) if "id" in fields else None
    return ColumnMap(BY_NAMES, fields, key, needs_key=False, digest=BY_NAMES)


def check_columns(made: ColumnMap, columns: Sequence[str], name: str) -> None:
    """Refuse a map, called `name`, that looks at columns the file does not have."""
    absent = sorted(made.columns() - set(columns) - (set() if not made.header else _optional(made)))
    if absent:
        raise Refused(Code.IMPORT_BAD_MAP, file=name, reason=(MapFault.NO_COLUMN, *absent))


def _optional(made: ColumnMap) -> set[str]:
    """What a map looks at beyond the header it asks for may be missing."""
    return made.columns() - set(made.header)
