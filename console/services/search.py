"""Full text: how texts become the tokens of the index, and what a person types an expression over them.

Promise: a Chinese word of any length is found wherever it stands inside a text, a Latin one wherever a word begins
with it, mixed ones as they are written, people also by pinyin and its initials; recall and precision are those of a
scan by the same rule.

Each run of CJK characters becomes its overlapping pairs plus its last character alone: a pair is then one exact token,
three and more a phrase, one a prefix.  No dictionary, so no word is split where a dictionary would not expect it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import add
from typing import NamedTuple

_CJK = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters of the scripts written without blanks between words, without the signs among them."""
_RUN = f"([{_CJK}]+)|([^\\W_{_CJK}]+)"
_EITHER = f"[{_CJK}]+|[^\\W_{_CJK}]+"
_CJK_FIRST = f"[{_CJK}]"
_LETTER = f"[^\\W_{_CJK}]"
_ASCII = "[0-9a-z]+"
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
# Compiled by `re` when first used: 13 ms that a start which searches nothing need not spend.
_BREAK = "\ue000"
"""A private token between two texts of one document, so that no phrase reaches across; nobody can type it (not a word
character).
"""

RANK = "bm25(search, 10.0, 1.0, 5.0, 5.0)"
"""Weights of title, body, people, tags when results are ranked."""


class Document(NamedTuple):
    """The four columns of one ticket's full-text row, as tokens joined by blanks."""

    title: str
    body: str
    people: str
    tags: str


def fold(text: str) -> str:
    """The form in which texts and queries are compared: compatibility characters and case made one."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def tokens(text: str) -> list[str]:
    """The index tokens of a text, in order."""
    return _spelled(text).split()


def _spelled(text: str) -> str:
    """The tokens of a text joined by blanks; what an import of 500,000 texts spends most of its Python on."""
    folded = fold(text)
    if folded.isascii():
        return " ".join(re.findall(_ASCII, folded))
    return " ".join([run if run.isascii() else _pairs(run) for run in re.findall(_EITHER, folded)])


@lru_cache(16384)
def _pairs(run: str) -> str:
    """The pairs of a CJK run and its last character; a word of other letters as it is."""
    return " ".join([*map(add, run, run[1:]), run[-1]]) if re.match(_CJK_FIRST, run) else run


def _joined(texts: Iterable[str]) -> str:
    return f" {_BREAK} ".join([_spelled(text) for text in texts if text])


def document(title: str, bodies: Sequence[str], people: Sequence[str], tags: Sequence[str]) -> Document:
    """The full-text row of a ticket; `people` are names, addresses and departments."""
    return Document(_spelled(title), _joined(bodies), _of_people(tuple(people)), _joined(tags))


@lru_cache(8192)
def _of_people(people: tuple[str, ...]) -> str:
    return _joined([*people, *map(spoken, people)])


_SURNAMES = dict(
    zip("曾翟单仇解区查朴覃薄种缪", "zeng zhai shan qiu xie ou zha piao qin bo chong miao".split(), strict=True)
)
"""Characters that are read otherwise where they begin a name."""


@lru_cache(8192)
def syllables(name: str) -> tuple[str, ...]:
    """The pinyin of the Han characters of a text, without tones; () when it has none."""
    if not re.search(_HAN, name):
        return ()
    from pypinyin import Style, lazy_pinyin  # costs 165 ms, so only when a Chinese name comes

    return tuple(s for s in lazy_pinyin("".join(re.findall(_HAN, name)), style=Style.NORMAL) if s.isascii())


def readings(text: str) -> tuple[tuple[str, ...], ...]:
    """Its syllables, and how they are read where it is a name; () when it has none.

    Whether a text is a name is not told here: 解决 is read as a word, 解敏 as a name, and either way is typed.
    """
    read = syllables(text)
    surname = _SURNAMES.get(re.findall(_HAN, text)[0]) if read else None
    return (read, (surname, *read[1:])) if surname else (read,) if read else ()


def spoken(name: str) -> str:
    """A name as it is typed from any of its syllables on, in full and by initials: "wangming ming wm m"."""
    ends = [read[start:] for read in readings(name) for start in range(len(read))]
    spoken = ["".join(end) for end in ends] + ["".join(syllable[0] for syllable in end) for end in ends]
    return " ".join(dict.fromkeys(spoken))


def sort_key(name: str) -> str:
    """The key by which people and teams are ordered: Chinese by pinyin, among Latin names."""
    return (" ".join(syllables(name)) + " " + fold(name) if syllables(name) else fold(name))[:64]


def expression(text: str) -> str | None:
    """The FTS5 expression of what a person typed: every blank-separated word must match; None when nothing can be
    searched.
    """
    phrases = [phrase for word in text.split() if (phrase := _phrase(word))]
    return " AND ".join(phrases) or None


def _phrase(word: str) -> str | None:
    found: list[str] = []
    prefix = False
    runs = list(re.finditer(_RUN, fold(word)))
    for match in runs:
        run, latin = match.groups()
        last = match is runs[-1]
        if latin:
            found.append(latin)
            prefix = last
        elif last and len(run) > 1:
            found += [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            found += [run[i : i + 2] for i in range(len(run))]
            prefix = last
    return f'"{" ".join(found)}"{" *" if prefix else ""}' if found else None


def sought(text: str) -> tuple[str, ...]:
    """The runs of what a person typed, folded, each of which may stand anywhere; () when nothing can be searched."""
    return tuple(dict.fromkeys(found[0] for word in text.split() for found in re.finditer(_RUN, fold(word))))


def places(text: str, runs: Sequence[str]) -> list[tuple[int, int]]:
    """Start and end, in the text as it is written, of where runs that are `sought` stand: a Latin one where a word
    begins with it.
    """
    folded = fold(text)
    spans = _spans(folded, runs)
    if len(folded) == len(text) or not spans:
        return spans
    letters = [fold(letter) for letter in text]
    if "".join(letters) != folded:
        return []  # marks that join the letter before them
    written = [place for place, letter in enumerate(letters) for _ in letter]
    return [(written[start], written[end - 1] + 1) for start, end in spans]


def _spans(folded: str, runs: Sequence[str]) -> list[tuple[int, int]]:
    # No pattern is made of the runs: to compile one at every keystroke takes as long as to find 50 tickets.
    spans: list[tuple[int, int]] = []
    for run in runs:
        start = folded.find(run)
        while start >= 0:
            if not start or not _is_letter(folded[start - 1]) or re.match(_CJK_FIRST, run):
                spans.append((start, start + len(run)))
            start = folded.find(run, start + len(run))
    return sorted(spans)


def _is_letter(character: str) -> bool:
    """Whether a word goes on behind it."""
    return character.isalnum() if character.isascii() else bool(re.match(_LETTER, character))


def snippet(texts: Sequence[str], text: str, width: int = 120) -> str:
    """About `width` characters around the first place where a word of `text` stands in one of `texts`; "" when none
    does.
    """
    runs = sought(text)
    for body in texts:
        plain = " ".join(body.split())
        folded = fold(plain)
        if len(folded) != len(plain):
            plain = folded  # a ligature or a full-width form with more letters: its places are those of the folded text
        if found := _spans(folded, runs):
            start = max(0, found[0][0] - width // 3)
            part = plain[start : start + width]
            return ("…" if start else "") + part + ("…" if start + width < len(plain) else "")
    return ""
