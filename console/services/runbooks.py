"""The runbooks there are: those that ship, and how any are checked (SPEC 8.4).

Promise: what ships is whole; of any other text all that is wrong is told, with its file and step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from console.models.kinds import Category
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
