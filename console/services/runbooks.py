"""The runbooks there are: those that ship and those admins published, and how any are checked (SPEC 8.4).

Promise: what ships is whole; of any other text all that is wrong is told, with its file and step; a published runbook
takes the place of the shipped one of its category, and older versions stay known by their hash.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from console.models.allowed import Allowed, read_allowed
from console.models.kinds import Category, Code, PolicyKind, Refused, to_micros
from console.models.reading_tables import Fault, Wrong
from console.models.runbook import Runbook
from console.models.runbook_reading import LARGEST, read
from console.models.values import dataclass
from console.resources import resource


@dataclass(frozen=True, slots=True)
class Source:
    """A definition as it is written."""

    file: str
    """What people know it by."""
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A fault and the file it stands in."""

    file: str
    fault: Fault


def shipped() -> tuple[Source, ...]:
    """The definitions that come with the console, one for each category but `UNCLASSIFIED`."""
    return tuple(Source(path.name, path.read_text("utf-8")) for path in sorted(resource("runbooks").glob("*.toml")))


def from_file(path: Path) -> Source:
    """The definition in a file; raises OSError.  What is no UTF-8 is told as a fault when it is checked."""
    with path.open("rb") as opened:
        content = opened.read(4 * LARGEST + 1)
    return Source(path.name, content.decode("utf-8-sig", "backslashreplace"))


def runbooks(sources: Iterable[Source]) -> dict[Category, Runbook]:
    """The runbooks of those sources that are whole; of two for one category the later."""
    made = (read(source.text)[0] for source in sources)
    return {book.category: book for book in made if book is not None}


def faults(sources: Iterable[Source]) -> Iterator[Found]:
    """All that is wrong, file by file; a category that an earlier file took is a fault too."""
    taken: dict[Category, str] = {}
    for source in sources:
        book, wrong = read(source.text)
        yield from (Found(source.file, fault) for fault in wrong)
        if book is None:
            continue
        if book.category in taken:
            yield Found(source.file, Fault("", Wrong.CATEGORY_TAKEN, "category", taken[book.category]))
        taken[book.category] = source.file


def runbook_of(body: object) -> Runbook:
    """The runbook of a policy's body, `{"text": ...}`; raises Refused RUNBOOK_WRONG."""
    book, wrong = read(text_in(body))
    if book is None:
        raise refused(wrong)
    return book


def allowed_of(body: object) -> Allowed:
    """What a policy's body allows, `{"text": ...}`; raises Refused RUNBOOK_WRONG."""
    allowed, wrong = read_allowed(text_in(body))
    if wrong:
        raise refused(wrong)
    return allowed


@dataclass(frozen=True, slots=True)
class Ruled:
    """What holds at an instant."""

    books: dict[Category, Runbook]
    known: dict[str, Runbook]
    """Every version there is, by its hash."""
    allowed: Allowed
    sources: tuple[Source, ...]
    """The definitions in force, as they are written."""


@dataclass(frozen=True, slots=True)
class RuledAt:
    """Ask for the runbooks in force, and for what they may reach."""

    now: datetime

    def answer(self, connection: sqlite3.Connection) -> Ruled:
        """Of several versions the latest that holds; what cannot be read any more is left out."""
        rows = connection.execute(
            "select kind, name, body from policy where kind in ('RUNBOOK', 'ALLOWED') and owner is null and dead = 0"
            " and effective_at <= ? order by version, id",
            (to_micros(self.now),),
        ).fetchall()
        written = [(kind, Source(name, text_in(json.loads(body)))) for kind, name, body in rows]
        own = [source for kind, source in written if kind == PolicyKind.RUNBOOK]
        allowed = [read_allowed(source.text)[0] for kind, source in written if kind == PolicyKind.ALLOWED]
        every = [book for source in (*shipped(), *own) if (book := _book(source.text)) is not None]
        books = {book.category: book for book in every}
        by_category = {book.category: source for source in (*shipped(), *own) if (book := _book(source.text))}
        known = {book.hash: book for book in every}
        return Ruled(books, known, allowed[-1] if allowed else Allowed(), tuple(by_category.values()))


@lru_cache(maxsize=64)
def _book(text: str) -> Runbook | None:
    """The runbook of a text, read once: the same eight are asked for at every change of an incident."""
    return read(text)[0]


def text_in(body: object) -> str:
    """The text of a policy's body, `{"text": ...}`; "" where there is none."""
    text = body.get("text") if isinstance(body, dict) else None
    return text if isinstance(text, str) else ""


def refused(wrong: tuple[Fault, ...]) -> Refused:
    """The refusal of a text, by the first of its faults."""
    first = wrong[0]
    return Refused(Code.RUNBOOK_WRONG, step=first.step or first.key, reason=f"{first.key} {first.wrong} {first.value}")
