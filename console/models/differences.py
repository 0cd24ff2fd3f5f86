"""How one text became another, line by line, with the words that changed inside a line.

Promise: the lines that were kept and added are the text after, those kept and taken out the text before, in order.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from enum import StrEnum

from console.models.merging import Span, changed
from console.models.values import dataclass

MOST_LINES = 5_000
"""Beyond this comparing would take seconds: the whole text is then one change."""


class Fate(StrEnum):
    """What became of a line."""

    KEPT = "KEPT"
    ADDED = "ADDED"
    TAKEN_OUT = "TAKEN_OUT"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of either text."""

    fate: Fate
    text: str
    marks: tuple[Span, ...] = ()
    """The parts of it that its counterpart has otherwise."""


def compared(before: str, after: str) -> tuple[Line, ...]:
    """The lines of both texts, what was taken out before what came in its place."""
    olds, news = before.split("\n"), after.split("\n")
    found: list[Line] = []
    for kind, low, high, start, end in _opcodes(olds, news):
        if kind == "equal":
            found += [Line(Fate.KEPT, text) for text in olds[low:high]]
            continue
        out, into = olds[low:high], news[start:end]
        pairs = dict(enumerate(zip(out, into, strict=False))) if len(out) == len(into) else {}
        for place, text in enumerate(out):
            found.append(Line(Fate.TAKEN_OUT, text, changed(pairs[place][1], text) if place in pairs else ()))
        for place, text in enumerate(into):
            found.append(Line(Fate.ADDED, text, changed(pairs[place][0], text) if place in pairs else ()))
    return tuple(found)


def _opcodes(olds: list[str], news: list[str]) -> list[tuple[str, int, int, int, int]]:
    if max(len(olds), len(news)) > MOST_LINES:
        return [("replace", 0, len(olds), 0, len(news))]
    return list(SequenceMatcher(None, olds, news, autojunk=False).get_opcodes())
