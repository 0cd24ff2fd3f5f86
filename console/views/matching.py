"""How well what a person typed fits a text: letters in order, words' beginnings first, Chinese by pinyin too.

Promise: pure; an empty pattern fits everything equally; the places found are those to be shown in bold.
"""

from __future__ import annotations

from collections.abc import Sequence

from console.models.values import dataclass
from console.services.search import fold, readings

_START, _RUN, _INNER, _SPOKEN = 12, 8, 1, 4
"""Points of a letter that begins a word, follows the letter before it, stands anywhere, or is a syllable's first."""


@dataclass(frozen=True, slots=True)
class Match:
    """How a text fits."""

    score: float
    """The greater the better; comparable for one pattern."""
    places: tuple[int, ...] = ()
    """Indexes of the matched characters."""


def match(pattern: str, text: str) -> Match | None:
    """How `text` fits `pattern`; None when it does not. Blanks in the pattern only part its words."""
    words = _folded(pattern).split()
    if not words:
        return Match(0.0)
    folded = _folded(text)
    whole = folded.find(" ".join(words))
    if whole >= 0:
        length = len(" ".join(words))
        first = 100.0 if whole == 0 else 80.0 if _begins(folded, whole) else 40.0
        return Match(first - len(text) / 100, tuple(range(whole, whole + length)))
    return _letters("".join(words), folded) or _spoken("".join(words), text)


def _folded(text: str) -> str:
    """Folded letter by letter, so that places stay those of the text."""
    return "".join(fold(letter)[:1] or " " for letter in text)


def _begins(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def _letters(letters: str, text: str) -> Match | None:
    """All letters in order; each is taken where a word begins or a run goes on if that leaves room for the rest.

    A word is only matched from its beginning: "rslv" fits "Resolve", but no letters are gathered from words' insides.
    """
    places: list[int] = []
    score = 0.0
    at = 0
    for letter in letters:
        found = _place(letter, text, at, places)
        if found < 0 or not (_begins(text, found) or _goes_on(text, found, places)):
            return None
        run = bool(places) and found == places[-1] + 1
        score += _RUN if run else _START if _begins(text, found) else _INNER
        places.append(found)
        at = found + 1
    return Match(score / len(letters) - len(text) / 100, tuple(places))


def _goes_on(text: str, at: int, places: list[int]) -> bool:
    """Whether the letter before stands in the same word."""
    return bool(places) and text[places[-1] : at].isalnum()


def _place(letter: str, text: str, at: int, places: list[int]) -> int:
    if places and text[at : at + 1] == letter:
        return at
    here = at
    while (here := text.find(letter, here)) >= 0:
        if _begins(text, here):
            return here
        here += 1
    return text.find(letter, at)


def _spoken(letters: str, text: str) -> Match | None:
    """Chinese by its pinyin or the first letters of it, from the start of any character on."""
    if not letters.isascii():
        return None
    found = (_read(letters, read, text) for read in readings(text))
    return max(filter(None, found), key=lambda match: match.score, default=None)


def _read(letters: str, read: Sequence[str], text: str) -> Match | None:
    initials = "".join(syllable[0] for syllable in read)
    at = initials.find(letters)
    if at >= 0:
        return Match(_SPOKEN + (6 if at == 0 else 0) - len(text) / 100)
    starts = [start for start in range(len(read)) if "".join(read[start:]).startswith(letters)]
    return Match(_SPOKEN - starts[0] / 10 - len(text) / 100) if starts else None
