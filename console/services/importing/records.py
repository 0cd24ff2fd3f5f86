"""Files as records: CSV of any separator, JSON, JSON lines; each record with the line it begins on.

Promise: a file is looked at whole before its first record is used, so a broken one is refused before anything was
imported; records come as a stream; what is odd about one of them concerns that one alone.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TextIO

from console.models.kinds import Code, Refused, Unreadable
from console.models.values import dataclass
from console.services.importing.decoding import Encoding, encoding_of

SEPARATORS = ",;\t|"
PROBED = 200
"""Records by which separators are compared."""
LARGEST_CELL = 1 << 27
CHUNK = 1 << 20


class Shape(StrEnum):
    """How records stand in a file."""

    CSV = "csv"
    JSON = "json"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that has not the shape of the others."""

    text: object
    """What stands there: the cells, the JSON value, or the line."""
    expected: int | None = None
    """How many cells the header has; None outside CSV."""
    found: int = 0
    unclosed: bool = False
    """Whether a quote of it is never closed, so that it holds the rest of the file."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record and the line (from 1) on which it begins."""

    line: int
    cells: Mapping[str, object] | Broken


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was looked at: how it is read, its columns, how many records it has."""

    path: Path
    encoding: Encoding
    shape: Shape
    columns: tuple[str, ...]
    total: int
    separator: str = ","

    def records(self) -> Iterator[Record]:
        """The records in the order of the file; raises Refused IMPORT_UNREADABLE when the disk fails."""
        try:
            with _opened(self.path, self.encoding) as file:
                if self.shape is Shape.CSV:
                    yield from _csv_records(file, self.separator, self.columns)
                elif self.shape is Shape.JSON:
                    yield from _json_records(file, self.path)
                else:
                    yield from _line_records(file)
        except OSError as error:
            raise Refused(Code.IMPORT_UNREADABLE, file=self.path.name, reason=error) from None
        except csv.Error:
            raise _unreadable(self.path, Unreadable.BINARY) from None


def look_at(path: Path) -> Source:
    """Find out how the file at `path` is to be read; raises Refused IMPORT_UNREADABLE with the reason."""
    encoding = encoding_of(path)
    try:
        with _opened(path, encoding) as file:
            first = _first_character(file)
        if first == "{" and _first_line_is_an_object(path, encoding):
            return _surveyed(Source(path, encoding, Shape.LINES, (), 0))
        if first and first in "[{":
            return _surveyed(Source(path, encoding, Shape.JSON, (), 0))
        return _look_at_csv(path, encoding)
    except OSError as error:
        raise Refused(Code.IMPORT_UNREADABLE, file=path.name, reason=error) from None
    except csv.Error:
        raise _unreadable(path, Unreadable.BINARY) from None


def _opened(path: Path, encoding: Encoding) -> TextIO:
    csv.field_size_limit(LARGEST_CELL)
    return path.open(encoding=encoding.codec, errors=encoding.errors, newline="")


def _first_character(file: TextIO) -> str:
    while chunk := file.read(CHUNK):
        if begun := chunk.lstrip("\ufeff \t\r\n"):
            return begun[0]
    return ""


def _first_line_is_an_object(path: Path, encoding: Encoding) -> bool:
    """JSON lines: the first line is an object by itself, and something follows or it is no list of tickets."""
    with _opened(path, encoding) as file:
        line = next((line for line in file if line.strip()), "")
    try:
        found = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and not isinstance(found.get("tickets"), list)


def _surveyed(source: Source) -> Source:
    """The columns of all records, in the order they come, and the number of records."""
    columns: dict[str, None] = {}
    total = 0
    for record in source.records():
        total += 1
        if not isinstance(record.cells, Broken):
            columns |= dict.fromkeys(record.cells)
    if not total:
        raise _unreadable(source.path, Unreadable.NO_ROWS)
    return Source(source.path, source.encoding, source.shape, tuple(columns), total)


# CSV


def _look_at_csv(path: Path, encoding: Encoding) -> Source:
    with _opened(path, encoding) as file:
        separator = _declared(file) or _most_regular(path, encoding)
    with _opened(path, encoding) as file:
        _declared(file)
        header = next((cells for cells in csv.reader(file, delimiter=separator) if any(cells)), [])
    columns = _names(header)
    if not columns:
        raise _unreadable(path, Unreadable.NO_COLUMNS)
    with _opened(path, encoding) as file:
        total = sum(1 for _ in _csv_records(file, separator, columns))
    if not total:
        raise _unreadable(path, Unreadable.NO_ROWS)
    return Source(path, encoding, Shape.CSV, columns, total, separator)


def _declared(file: TextIO) -> str | None:
    """The separator of a first line `sep=;`, as spreadsheets write it; the file then stands behind that line."""
    line = file.readline(16)
    if line.lstrip("\ufeff").lower().startswith("sep=") and line.strip()[-1] in SEPARATORS:
        return line.strip("\r\n")[-1]
    file.seek(0)
    return None


def _most_regular(path: Path, encoding: Encoding) -> str:
    """The separator by which most records have as many cells as the header; among equals the one with more cells."""
    scores = []
    for place, separator in enumerate(SEPARATORS):
        with _opened(path, encoding) as file:
            rows = [cells for cells in islice(csv.reader(file, delimiter=separator), PROBED) if cells]
        width = len(rows[0]) if rows else 0
        regular = sum(len(cells) == width for cells in rows) / len(rows) if width > 1 else 0.0
        scores.append((regular, width, -place, separator))
    return max(scores)[3]


def _names(header: list[str]) -> tuple[str, ...]:
    """The names of the columns: trimmed, a repeated one numbered, a missing one named by its place."""
    names: list[str] = []
    for place, cell in enumerate(header, 1):
        name = cell.lstrip("\ufeff").strip() or f"column {place}"
        names.append(name if name not in names else f"{name} ({place})")
    return tuple(names) if any(cell.strip("\ufeff \t") for cell in header) else ()


def _csv_records(file: TextIO, separator: str, columns: tuple[str, ...]) -> Iterator[Record]:
    skipped = 1 if _declared(file) else 0
    taken: list[str] = []
    reader = csv.reader(_kept(file, taken), delimiter=separator)
    header_seen, start, lines = False, 1, [""]
    held: Record | None = None
    for cells in reader:
        line, start = start + skipped, reader.line_num + 1
        lines = taken.copy()
        taken.clear()
        if not header_seen:
            header_seen = any(cells)
        elif any(cells):
            if held is not None:
                yield held
            held = Record(line, _shaped(cells, columns))
    if held is not None:
        yield Record(held.line, Broken("".join(lines), unclosed=True)) if _is_unclosed(lines, separator) else held


def _kept(file: TextIO, taken: list[str]) -> Iterator[str]:
    for line in file:
        taken.append(line)
        yield line


def _is_unclosed(lines: list[str], separator: str) -> bool:
    """Whether a line put behind the last record would become part of it."""
    return len(list(csv.reader([*lines, "x"], delimiter=separator))) == 1


def _shaped(cells: list[str], columns: tuple[str, ...]) -> Mapping[str, object] | Broken:
    if len(cells) > len(columns) and not any(cells[len(columns) :]):
        cells = cells[: len(columns)]
    if len(cells) != len(columns):
        return Broken(cells, len(columns), len(cells))
    return dict(zip(columns, cells, strict=True))


# JSON


def _line_records(file: TextIO) -> Iterator[Record]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line.lstrip("\ufeff"))
        except (ValueError, RecursionError):
            found = line.rstrip("\r\n")
        yield Record(number, found if isinstance(found, dict) else Broken(found))


def _json_records(file: TextIO, path: Path) -> Iterator[Record]:
    """The objects of an array, or of `tickets` or `incidents` of an object; any other object is one record itself."""
    text = Growing(file, path)
    yield from _of_object(text) if text.peek() == "{" else _of_array(text)
    if text.peek():
        raise _unreadable(path, Unreadable.NO_JSON)


def _of_object(text: Growing) -> Iterator[Record]:
    line, cells, is_list = text.line, {}, False
    text.take("{")
    while text.peek() != "}":
        key = str(text.value())
        text.take(":")
        if key in ("tickets", "incidents") and text.peek() == "[":
            is_list = True
            yield from _of_array(text)
        else:
            cells[key] = text.value()
        if text.peek() != "}":
            text.take(",")
    text.take("}")
    if not is_list:
        yield Record(line, cells)


def _of_array(text: Growing) -> Iterator[Record]:
    text.take("[")
    while text.peek() != "]":
        line = text.line
        item = text.value()
        yield Record(line, item if isinstance(item, dict) else Broken(item))
        if text.peek() != "]":
            text.take(",")
    text.take("]")


class Growing:
    """JSON text read as far as its values need, so that a long array is never held whole."""

    def __init__(self, file: TextIO, path: Path) -> None:
        self._file = file
        self._path = path
        self._text = ""
        self._at = 0
        self._whole = False
        self._decoder = json.JSONDecoder()
        self.line = 1
        """The line on which the next value begins."""

    def peek(self) -> str:
        """The next character that is no blank; "" at the end."""
        while True:
            while self._at < len(self._text):
                sign = self._text[self._at]
                if sign not in " \t\r\n\ufeff":
                    return sign
                self.line += sign == "\n"
                self._at += 1
            if not self._grow():
                return ""

    def take(self, sign: str) -> None:
        """Step over `sign`; raises Refused IMPORT_UNREADABLE when something else stands there."""
        if self.peek() != sign:
            raise _unreadable(self._path, Unreadable.NO_JSON)
        self._at += 1

    def value(self) -> object:
        """The JSON value that begins here; raises Refused IMPORT_UNREADABLE when there is none."""
        self.peek()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                if self._grow():
                    continue
                raise _unreadable(self._path, Unreadable.NO_JSON) from None
            # A number that ends with the text might go on in what was not read yet.
            if end < len(self._text) or not self._grow():
                break
        self.line += self._text.count("\n", self._at, end)
        self._at = end
        value: object = found
        return value

    def _grow(self) -> bool:
        """Read as much again as is held; False at the end of the file."""
        chunk = "" if self._whole else self._file.read(max(CHUNK, len(self._text) - self._at))
        self._whole = not chunk
        self._text = self._text[self._at :] + chunk
        self._at = 0
        return bool(chunk)


def _unreadable(path: Path, what: Unreadable) -> Refused:
    return Refused(Code.IMPORT_UNREADABLE, file=path.name, reason=what)
