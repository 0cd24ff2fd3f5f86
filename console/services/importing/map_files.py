"""Maps of columns as files: those that ship and those people write, in TOML.

Promise: a map is checked whole before the first row is read; what is wrong with it is named with its place.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from console.models.kinds import Code, MapFault, Refused, Status
from console.resources import resource
from console.services.importing.maps import FIELDS, HOLES, KINDS, ColumnMap, Filling, Log, Mark, by_names


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
    try:
        read = tomllib.loads(path.read_text("utf-8-sig"))
        return Reading(read).map()
    except OSError as error:
        raise Refused(Code.IMPORT_BAD_MAP, file=path.name, reason=error) from None
    except ValueError as error:
        raise Refused(Code.IMPORT_BAD_MAP, file=path.name, reason=(MapFault.NOT_TOML, str(error))) from None
    except Wrong as error:
        raise Refused(Code.IMPORT_BAD_MAP, file=path.name, reason=(error.fault, error.place)) from None


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
        _only(read, self._KEYS, "")
        dates = self._text("dates") or "day-first"
        if dates not in ("day-first", "month-first"):
            raise Wrong(MapFault.UNKNOWN_VALUE, "dates")
        if (rest := self._text("rest")) not in (None, "description"):
            raise Wrong(MapFault.UNKNOWN_VALUE, "rest")
        fields = {name: _filling(name, value) for name, value in _table(read.get("fields"), "fields").items()}
        if not fields.keys() & {"title", "description"}:
            raise Wrong(MapFault.MISSING, "fields.title")
        key, log = self._text("key"), self._log()
        if log is not None and key is None:
            raise Wrong(MapFault.MISSING, "key")
        return ColumnMap(
            source=self._text("source") or self._absent("source"),
            fields=fields,
            key=key,
            header=_texts(read.get("header", []), "header"),
            history=self._history(),
            log=log,
            rest=rest is not None,
            zone=self._text("zone"),
            day_first=dates == "day-first",
            digest=hashlib.sha256(json.dumps(read, sort_keys=True, default=str).encode()).hexdigest(),
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
        return tuple(_mark(_table(item, "history")) for item in listed)

    def _log(self) -> Log | None:
        if "events" not in self._read:
            return None
        table = _table(self._read["events"], "events")
        _only(table, frozenset({"time", "status", "reason", "outcome"}), "events.")
        if not isinstance(table.get("time"), str) or "status" not in table:
            raise Wrong(MapFault.MISSING, "events.time" if "status" in table else "events.status")
        parts = {
            name: _filling(name, table[name], "events.") for name in ("status", "reason", "outcome") if name in table
        }
        return Log(str(table["time"]), parts["status"], parts.get("reason"), parts.get("outcome"))


def _mark(item: Mapping[str, object]) -> Mark:
    _only(item, frozenset({"column", "status", "before"}), "history.")
    if not isinstance(item.get("column"), str):
        raise Wrong(MapFault.MISSING, "history.column")
    status = _status(item.get("status"), "history.status")
    before = _status(item["before"], "history.before") if "before" in item else None
    return Mark(str(item["column"]), status, before)


def _status(value: object, place: str) -> Status:
    if value not in set(Status):
        raise Wrong(MapFault.UNKNOWN_VALUE, f"{place} = {value}")
    return Status(str(value))


def _filling(name: str, value: object, within: str = "fields.") -> Filling:
    place = within + name
    if within == "fields." and name not in FIELDS:
        raise Wrong(MapFault.UNKNOWN_FIELD, name)
    if isinstance(value, str):
        return Filling((_text_of(value),))
    if isinstance(value, list):
        if name != "tags":
            raise Wrong(MapFault.WRONG_KIND, place)
        return Filling(tuple(_text_of(text) for text in _texts(value, place)))
    table = _table(value, place)
    _only(table, frozenset({"column", "value", "values", "otherwise"}), place + ".")
    values = {
        str(written).casefold(): _known(name, meant, place)
        for written, meant in _table(table.get("values", {}), place + ".values").items()
    }
    otherwise = _known(name, table["otherwise"], place) if "otherwise" in table else None
    if isinstance(table.get("value"), str):
        return Filling((_known(name, table["value"], place),), values, otherwise)
    if not isinstance(table.get("column"), str):
        raise Wrong(MapFault.MISSING, place + ".column")
    return Filling((_text_of(str(table["column"])),), values, otherwise)


def _text_of(text: str) -> str:
    """A plain name is that column; a text with {columns} stands as it is."""
    return text if HOLES.search(text) else f"{{{text}}}"


def _known(name: str, value: object, place: str) -> str:
    if not isinstance(value, str):
        raise Wrong(MapFault.WRONG_KIND, place)
    if name in KINDS and value and value not in set(KINDS[name]):
        raise Wrong(MapFault.UNKNOWN_VALUE, f"{place} = {value}")
    return value


def _table(value: object, place: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Wrong(MapFault.MISSING if value is None else MapFault.WRONG_KIND, place)
    return value


def _texts(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Wrong(MapFault.WRONG_KIND, place)
    return tuple(value)


def _only(table: Mapping[str, object], known: frozenset[str], within: str) -> None:
    for name in table:
        if name not in known:
            raise Wrong(MapFault.UNKNOWN_KEY, within + name)
