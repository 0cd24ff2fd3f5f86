"""Articles out of files: Markdown with a head, JSON, JSON lines, and other systems' rows by a shipped recipe.

Promise: a part that cannot be read is told with its place and hurts no other; no file is changed, no link followed.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from console.models.kinds import Code, Refused, Unreadable
from console.models.values import dataclass
from console.resources import resource
from console.services.knowledge import front_matter
from console.services.knowledge.drafts import Draft, draft_of

A = TypeVar("A")
B = TypeVar("B")
MARKDOWN = frozenset({".md", ".markdown"})
LARGEST = 64 * 2**20
"""Bytes of one file."""
CATEGORIES = "categories.json"
"""The file of an exported folder that tells the order of categories and what each is for."""


@dataclass(frozen=True, slots=True)
class Read:
    """One article of a file, or why it is none."""

    place: str
    """The file, and the line where it holds several."""
    found: Draft | Refused


@dataclass(frozen=True, slots=True)
class NamedCategory:
    """A category as an exported folder tells it."""

    name: str
    description: str


def read_all(path: Path) -> Iterator[Read]:
    """The articles of a folder or file; raises Refused when it cannot be read at all."""
    if not path.is_dir():
        yield from _read_file(path)
        return
    files = sorted(file for file in path.rglob("*") if file.suffix.lower() in MARKDOWN and _is_own(file, path))
    if not files:
        raise Refused(Code.IMPORT_UNREADABLE, file=path.name, reason=Unreadable.NO_ROWS)
    for file in files:
        try:
            yield from _read_file(file)
        except Refused as error:
            yield Read(file.relative_to(path).as_posix(), error)


def read_categories(path: Path) -> tuple[NamedCategory, ...]:
    """The categories an exported folder tells of, in their order; none where it tells of none."""
    file = path / CATEGORIES
    if not file.is_file() or file.is_symlink():
        return ()
    found = _json(_text(file), file)
    rows = [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
    return tuple(NamedCategory(str(row.get("name", "")), str(row.get("description") or "")) for row in rows)


def _is_own(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    return file.is_file() and not file.is_symlink() and not any(part.startswith(".") for part in parts)


def _read_file(file: Path) -> Iterator[Read]:
    text = _text(file)
    if file.suffix.lower() in MARKDOWN:
        yield Read(file.name, _settled(_of_markdown, text, file))
        return
    rows = list(_rows(text, file))
    if not rows:
        raise Refused(Code.IMPORT_UNREADABLE, file=file.name, reason=Unreadable.NO_ROWS)
    recipe = next((one for one in _recipes() if rows[0][1].keys() >= set(one.needs)), None)
    for line, row in rows:
        yield Read(f"{file.name}:{line}", _settled(_of_row, recipe, row))


def _settled(make: Callable[[A, B], Draft], one: A, other: B) -> Draft | Refused:
    try:
        return make(one, other)
    except Refused as error:
        return error


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise Refused(Code.FILE_UNREADABLE, name=file.name, reason=error) from None
    if len(content) > LARGEST:
        raise Refused(Code.FILE_TOO_LARGE, name=file.name, size=len(content), limit=LARGEST)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(Code.IMPORT_UNREADABLE, file=file.name, reason=Unreadable.BINARY) from None


def _of_markdown(text: str, file: Path) -> Draft:
    values, body = front_matter.read(text)
    if not values.get("title"):
        title, body = front_matter.titled(body)
        values["title"] = title or file.stem
    return draft_of(values, body)


def _rows(text: str, file: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Each object with its line, or its number where the file is one document."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        yield from _lines(text, file)
        return
    if isinstance(found, dict):
        found = found["articles"] if isinstance(found.get("articles"), list) else [found]
    for place, row in enumerate(found if isinstance(found, list) else [], 1):
        if isinstance(row, dict):
            yield place, row


def _lines(text: str, file: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    for place, line in enumerate(text.split("\n"), 1):
        if line.strip():
            found = _json(line, file)
            yield place, found if isinstance(found, dict) else {}


def _json(text: str, file: Path) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(Code.IMPORT_UNREADABLE, file=file.name, reason=Unreadable.NO_JSON) from None


def _of_row(recipe: Recipe | None, row: Mapping[str, object]) -> Draft:
    if recipe is not None:
        return recipe.draft(row)
    body = row.get("body")
    return draft_of(row, body if isinstance(body, str) else "")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How another system's rows become articles; values are put into its patterns as they are."""

    needs: tuple[str, ...]
    """Names by which its rows are known."""
    key: str
    title: tuple[str, ...]
    """The first of which every name has a value is taken."""
    body: tuple[str, ...]
    """Paragraphs; those of which a name has no value are left out."""
    tags: tuple[str, ...]
    """Names of lists."""
    fixed: Mapping[str, object]

    def draft(self, row: Mapping[str, object]) -> Draft:
        """The article of a row; raises Refused."""
        told = {name: value for name, value in row.items() if isinstance(value, str) and value.strip()}
        titles = [title for pattern in self.title if (title := _put(pattern, told))]
        tags = [tag for name in self.tags for tag in _listed(row.get(name))]
        values = {**self.fixed, "title": titles[0] if titles else "", "tags": tags}
        return draft_of(
            values, "\n\n".join(filter(None, (_put(part, told) for part in self.body))), told.get(self.key, "")
        )


def _listed(found: object) -> list[object]:
    return found if isinstance(found, list) else []


def _put(pattern: str, told: Mapping[str, str]) -> str:
    """The pattern with its values; "" when one is missing."""
    try:
        return pattern.format_map(told)
    except KeyError:
        return ""


def _recipes() -> tuple[Recipe, ...]:
    """Those that come with the console."""
    made = []
    for path in sorted(resource("recipes").glob("*.toml")):
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        lists = {name: tuple(read[name]) for name in ("needs", "title", "body", "tags")}
        made.append(Recipe(**lists, key=read["key"], fixed=read["fixed"]))
    return tuple(made)
