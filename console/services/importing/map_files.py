"""Maps of columns as files: those that ship and those people write, in TOML.

Promise: a map is checked whole before the first row is read; what is wrong with it is named with its place.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from console.models.kinds import Code, MapFault, Refused, Status
from console.resources import resource
from console.services.importing.maps import FIELDS, HOLES, KINDS, ColumnMap, Filling, Log, Mark, by_names

M = TypeVar("M")


def chosen(columns: Sequence[str]) -> ColumnMap | None:
    """The map for a file without one: the shipped one with the most columns that are all there, else by field names."""
    there = set(columns)
    fitting = [made for made in shipped() if set(made.header) <= there]
    return max(fitting, key=lambda made: len(made.header)) if fitting else by_names(columns)


def shipped() -> tuple[ColumnMap, ...]:
    """The maps that come with the console."""
    return tuple(load(path) for path in sorted(resource("maps").glob("*.toml")))


def load(path: Path) -> ColumnMap:
    """The map written in the file at `path`; raises Refused IMPORT_BAD_MAP with what is wrong and where."""
    return read_with(path, lambda read: Reading(read).map())


def read_with(path: Path, understood: Callable[[Mapping[str, object]], M]) -> M:
    """What `understood` makes of the TOML at `path`; its Wrong becomes Refused IMPORT_BAD_MAP."""
    try:
        return understood(tomllib.loads(path.read_text("utf-8-sig")))
    except OSError as error:
        raise Refused(Code.IMPORT_BAD_MAP, file=path.name, reason=error) from None
    except ValueError as error:
        raise Refused(Code.IMPORT_BAD_MAP, file=path.name, reason=(MapFault.NOT_TOML, str(error))) from None
    except Wrong as error:
        raise Refused(Code.IMPORT_BAD_MAP, file=path.name, reason=(error.fault, error.place)) from None


def digest(read: Mapping[str, object]) -> str:
    """Changes with whatever a map says."""
    return hashlib.sha256(json.dumps(read, sort_keys=True, default=str).encode()).hexdigest()


class Wrong(Exception):
    """A fault in a map, and its place."""

    def __init__(self, fault: MapFault, place: str) -> None:
        super().__init__(place)
        self.fault = fault
        self.place = place


class Reading:
    """Reads a parsed map, part by part; raises Wrong at the first fault."""

    _KEYS = frozenset("source header key dates zone rest fields history events".split())

    def __init__(self, read: Mapping[str, object]) -> None:
        self._read = read

    def map(self) -> ColumnMap:
        """The whole map."""
        read = self._read
        only(read, self._KEYS, "")
        dates = self._text("dates") or "day-first"
        if dates not in ("day-first", "month-first"):
            raise Wrong(MapFault.UNKNOWN_VALUE, "dates")
        if (rest := self._text("rest")) not in (None, "description"):
            raise Wrong(MapFault.UNKNOWN_VALUE, "rest")
        fields = {name: filling(name, value) for name, value in table_of(read.get("fields"), "fields").items()}
        if not fields.keys() & {"title", "description"}:
            raise Wrong(MapFault.MISSING, "fields.title")
        key, log = self._text("key"), self._log()
        if log is not None and key is None:
            raise Wrong(MapFault.MISSING, "key")
        return ColumnMap(
            source=self._text("source") or self._absent("source"),
            fields=fields,
            key=key,
            header=texts_of(read.get("header", []), "header"),
            history=self._history(),
            log=log,
            rest=rest is not None,
            zone=self._text("zone"),
            day_first=dates == "day-first",
            digest=digest(read),
        )

    def _text(self, name: str) -> str | None:
        value = self._read.get(name)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise Wrong(MapFault.WRONG_KIND, name)
        return value

    def _absent(self, name: str) -> str:
        raise Wrong(MapFault.MISSING, name)

    def _history(self) -> tuple[Mark, ...]:
        listed = self._read.get("history", [])
        if not isinstance(listed, list):
            raise Wrong(MapFault.WRONG_KIND, "history")
        return tuple(_mark(table_of(item, "history")) for item in listed)

    def _log(self) -> Log | None:
        if "events" not in self._read:
            return None
        table = table_of(self._read["events"], "events")
        only(table, frozenset({"time", "status", "reason", "outcome"}), "events.")
        if not isinstance(table.get("time"), str) or "status" not in table:
            raise Wrong(MapFault.MISSING, "events.time" if "status" in table else "events.status")
        parts = {
            name: filling(name, table[name], "events.") for name in ("status", "reason", "outcome") if name in table
        }
        return Log(str(table["time"]), parts["status"], parts.get("reason"), parts.get("outcome"))


def _mark(item: Mapping[str, object]) -> Mark:
    only(item, frozenset({"column", "status", "before"}), "history.")
    if not isinstance(item.get("column"), str):
        raise Wrong(MapFault.MISSING, "history.column")
    status = _status(item.get("status"), "history.status")
    before = _status(item["before"], "history.before") if "before" in item else None
    return Mark(str(item["column"]), status, before)


def _status(value: object, place: str) -> Status:
    if value not in set(Status):
        raise Wrong(MapFault.UNKNOWN_VALUE, f"{place} = {value}")
    return Status(str(value))


def filling(
    name: str,
    value: object,
    within: str = "fields.",
    fields: frozenset[str] = FIELDS,
    kinds: Mapping[str, type[StrEnum]] = KINDS,
) -> Filling:
    """What fills a field; raises Wrong where there is no such field, or no such value of it."""
    place = within + name
    if within == "fields." and name not in fields:
        raise Wrong(MapFault.UNKNOWN_FIELD, name)
    if isinstance(value, str):
        return Filling((_text_of(value),))
    if isinstance(value, list):
        if name != "tags":
            raise Wrong(MapFault.WRONG_KIND, place)
        return Filling(tuple(_text_of(text) for text in texts_of(value, place)))
    table = table_of(value, place)
    only(table, frozenset({"column", "value", "values", "otherwise"}), place + ".")
    values = {
        str(written).casefold(): _known(kinds, name, meant, place)
        for written, meant in table_of(table.get("values", {}), place + ".values").items()
    }
    otherwise = _known(kinds, name, table["otherwise"], place) if "otherwise" in table else None
    if isinstance(table.get("value"), str):
        return Filling((_known(kinds, name, table["value"], place),), values, otherwise)
    if not isinstance(table.get("column"), str):
        raise Wrong(MapFault.MISSING, place + ".column")
    return Filling((_text_of(str(table["column"])),), values, otherwise)


def _text_of(text: str) -> str:
    """A plain name is that column; a text with {columns} stands as it is."""
    return text if HOLES.search(text) else f"{{{text}}}"


def _known(kinds: Mapping[str, type[StrEnum]], name: str, value: object, place: str) -> str:
    if not isinstance(value, str):
        raise Wrong(MapFault.WRONG_KIND, place)
    if name in kinds and value and value not in set(kinds[name]):
        raise Wrong(MapFault.UNKNOWN_VALUE, f"{place} = {value}")
    return value


def table_of(value: object, place: str) -> Mapping[str, object]:
    """A table of a map; raises Wrong for anything else."""
    if not isinstance(value, dict):
        raise Wrong(MapFault.MISSING if value is None else MapFault.WRONG_KIND, place)
    return value


def texts_of(value: object, place: str) -> tuple[str, ...]:
    """A list of texts in a map; raises Wrong for anything else."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Wrong(MapFault.WRONG_KIND, place)
    return tuple(value)


def only(table: Mapping[str, object], known: frozenset[str], within: str) -> None:
    """Raise Wrong where a table has a key nobody knows."""
    for name in table:
        if name not in known:
            raise Wrong(MapFault.UNKNOWN_KEY, within + name)
