"""Three texts become one: what two people made of the same words, put together word by word.

Promise: what only one of them changed is taken, what both changed alike is taken once; where they changed the same
words differently the first one's words are taken and that place is counted, never hidden.  Chinese is compared by
character, everything else by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from console.models.values import dataclass

TOKEN = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]|[^\W_぀-ヿ㐀-鿿豈-﫿]+|\s+|.", re.DOTALL)
MOST_TOKENS = 20_000
"""Beyond this comparing would take seconds: the texts are then one place that both changed."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The text, and how often a person has to look."""

    text: str
    clashes: int = 0
    """Places where both changed the same words, differently."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, in characters."""

    start: int
    length: int


@dataclass(frozen=True, slots=True)
class _Edit:
    """`start` to `end` of the base became these tokens."""

    start: int
    end: int
    made: tuple[str, ...]


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Put `mine` and `theirs` together, both made of `base`."""
    if theirs in (mine, base):
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    before = _tokens(base)
    sides = tuple(_edits(before, _tokens(text)) for text in (mine, theirs))
    made: list[str] = []
    at = clashes = 0
    for start, end, ours, others in _places(*sides):
        made += before[at:start]
        one, other = (_applied(before, start, end, edits) for edits in (ours, others))
        both = bool(ours and others)
        made += one if ours else other
        clashes += both and one != other
        at = end
    return Merged("".join((*made, *before[at:])), clashes)


def changed(before: str, after: str) -> tuple[Span, ...]:
    """The parts of `after` that are not in `before`, to be marked."""
    tokens = _tokens(after)
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    found = _opcodes(_tokens(before), tokens)
    return tuple(Span(starts[low], starts[high] - starts[low]) for _, _, low, high in found if high > low)


def _tokens(text: str) -> Sequence[str]:
    return TOKEN.findall(text)


def _opcodes(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    if max(len(before), len(after)) > MOST_TOKENS:
        yield 0, len(before), 0, len(after)
        return
    for kind, *place in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield place[0], place[1], place[2], place[3]


def _edits(before: Sequence[str], after: Sequence[str]) -> list[_Edit]:
    return [_Edit(start, end, tuple(after[low:high])) for start, end, low, high in _opcodes(before, after)]


def _places(mine: list[_Edit], theirs: list[_Edit]) -> Iterator[tuple[int, int, list[_Edit], list[_Edit]]]:
    """Parts of the base with all edits that touch each other there, in order."""
    left = sorted([(edit, 0) for edit in mine] + [(edit, 1) for edit in theirs], key=lambda one: _place(one[0]))
    while left:
        found: tuple[list[_Edit], list[_Edit]] = ([], [])
        start, end = _place(left[0][0])
        while left and left[0][0].start <= end:
            edit, side = left.pop(0)
            found[side].append(edit)
            end = max(end, edit.end)
        yield start, end, *found


def _place(edit: _Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _applied(before: Sequence[str], start: int, end: int, edits: list[_Edit]) -> list[str]:
    """A part of the base as one side has it."""
    made: list[str] = []
    at = start
    for edit in edits:
        made += [*before[at : edit.start], *edit.made]
        at = edit.end
    return [*made, *before[at:end]]
