"""What the columns of a file of incidents mean.

Promise: a map is checked whole before the first row is read; a file whose columns are named as the fields of SPEC 7.0
needs none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from console.models.incident_kinds import EntryKind, ImpactLevel, IncidentStatus
from console.models.kinds import Category, Code, MapFault, Refused, Severity
from console.models.values import dataclass
from console.resources import resource
from console.services.importing import map_files
from console.services.importing.map_files import Wrong, filling, only, table_of, texts_of
from console.services.importing.maps import ColumnMap, Filling, by_names

KINDS: Mapping[str, type[StrEnum]] = {
    "business_impact": Severity,
    "severity": Severity,
    "category": Category,
    "status": IncidentStatus,
    "impact": ImpactLevel,
}
"""Fields that take one of a few values."""
TEXTS = ("root_cause", "resolution_summary", "resolution_details")
LISTS = ("affected_services", "causes")
TIMES = (
    "impact_began_at impact_ended_at detected_at reported_at assigned_at acknowledged_at resolved_at closed_at"
).split()
PEOPLE = ("reporter", "handler", "commander")
_OTHERS = "id number title description affected_users availability restricted duplicate_of timeline events".split()
FIELDS = frozenset([*KINDS, *TEXTS, *LISTS, *TIMES, *PEOPLE, *_OTHERS])
"""Every field a map can fill."""
_KEYS = frozenset("source header key zone fields refused timeline".split())
_OF_ENTRIES: Mapping[str, type[StrEnum]] = {"kind": EntryKind, "status": IncidentStatus}


@dataclass(frozen=True, slots=True)
class TimelineMap:
    """Where the timeline stands in a row, and what the keys of its entries mean."""

    column: str
    at: str
    text: str
    kind: Filling | None = None
    status: Filling | None = None
    """The status an entry tells of; "" where it tells of none."""


OWN_TIMELINE = TimelineMap("timeline", "event_at", "text", Filling(("{kind}",)))
"""As an export writes it."""


@dataclass(frozen=True, slots=True)
class IncidentMap:
    """The meaning of a file's columns."""

    columns: ColumnMap
    timeline: TimelineMap
    refused: Mapping[str, frozenset[str]]
    """By column, the values (case folded) of rows that are no incidents."""


def shipped() -> tuple[IncidentMap, ...]:
    """The maps that come with the console."""
    return tuple(load(path) for path in sorted(resource("maps/incidents").glob("*.toml")))


def chosen(columns: Sequence[str]) -> IncidentMap | None:
    """The map for a file without one: a shipped one whose header is all there, else by field names."""
    there = set(columns)
    for made in shipped():
        if set(made.columns.header) <= there:
            return made
    named = by_names(columns, FIELDS)
    return None if named is None else IncidentMap(named, OWN_TIMELINE, {})


def load(path: Path) -> IncidentMap:
    """The map written in the file at `path`; raises Refused IMPORT_BAD_MAP with what is wrong and where."""
    return map_files.read_with(path, _read)


def check_columns(made: IncidentMap, columns: Sequence[str], name: str) -> None:
    """Refuse a map, called `name`, of which the file lacks a column of the header."""
    absent = sorted(set(made.columns.header) - set(columns))
    if absent:
        raise Refused(Code.IMPORT_BAD_MAP, file=name, reason=(MapFault.NO_COLUMN, *absent))


def _read(read: Mapping[str, object]) -> IncidentMap:
    only(read, _KEYS, "")
    given = table_of(read.get("fields"), "fields")
    fields = {name: filling(name, value, "fields.", FIELDS, KINDS) for name, value in given.items()}
    if "title" not in fields:
        raise Wrong(MapFault.MISSING, "fields.title")
    refused = {
        column: frozenset(word.casefold() for word in texts_of(words, f"refused.{column}"))
        for column, words in table_of(read.get("refused", {}), "refused").items()
    }
    made = ColumnMap(
        source=_text(read, "source"),
        fields=fields,
        key=_text(read, "key"),
        header=texts_of(read.get("header", []), "header"),
        zone=_text(read, "zone") if "zone" in read else None,
        digest=map_files.digest(read),
    )
    return IncidentMap(made, _timeline(read), refused)


def _timeline(read: Mapping[str, object]) -> TimelineMap:
    if "timeline" not in read:
        return OWN_TIMELINE
    table = table_of(read["timeline"], "timeline")
    only(table, frozenset({"column", "at", "text", "kind", "status"}), "timeline.")
    parts = {
        name: filling(name, table[name], "timeline.", FIELDS, _OF_ENTRIES) for name in _OF_ENTRIES if name in table
    }
    column, at, text = (_text(table, name, "timeline.") for name in ("column", "at", "text"))
    return TimelineMap(column, at, text, parts.get("kind"), parts.get("status"))


def _text(table: Mapping[str, object], name: str, within: str = "") -> str:
    value = table.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Wrong(MapFault.MISSING if value is None else MapFault.WRONG_KIND, within + name)
    return value
