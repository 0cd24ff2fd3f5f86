"""What full text must find, as a person would scan for it; written without a look at the index."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache


def is_cjk(character: str) -> bool:
    """Whether it is written without blanks between words; by its Unicode name, not by its number."""
    name = unicodedata.name(character, "")
    return character.isalnum() and name.startswith(("CJK ", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC"))


@lru_cache(100_000)
def runs(text: str) -> tuple[str, ...]:
    """What a text consists of: stretches of CJK, and words of other letters and figures."""
    found: list[str] = []
    kind = ""
    for character in unicodedata.normalize("NFKC", text).casefold():
        now = "cjk" if is_cjk(character) else "word" if character.isalnum() else ""
        if now and now == kind:
            found[-1] += character
        elif now:
            found.append(character)
        kind = now
    return tuple(found)


def stands_in(word: str, text: str) -> bool:
    """The rule, as a person would scan: CJK anywhere, a word where one begins so, mixed ones as they are written."""
    wanted, there = runs(word), runs(text)
    if len(wanted) == 1 and is_cjk(wanted[0][0]):
        return any(wanted[0] in run for run in there if is_cjk(run[0]))
    return any(fits(wanted, there[at : at + len(wanted)]) for at in range(len(there) - len(wanted) + 1))


def fits(wanted: Sequence[str], there: Sequence[str]) -> bool:
    """Whether consecutive stretches are those wanted: the first may begin earlier if it is CJK, the last go on."""
    for place, (want, run) in enumerate(zip(wanted, there, strict=True)):
        first, last = place == 0 and is_cjk(want[0]), place == len(wanted) - 1
        if is_cjk(want[0]) is not is_cjk(run[0]):
            return False
        same = run.startswith(want) if last else run.endswith(want) if first else run == want
        if not same:
            return False
    return True


def scan(typed: str, all_texts: Sequence[Sequence[str]]) -> set[int]:
    """The documents in which every word that has letters stands in one of the texts."""
    wanted = [word for word in typed.split() if runs(word)]
    if not wanted:
        return set()
    return {n for n, held in enumerate(all_texts) if all(any(stands_in(w, text) for text in held) for w in wanted)}
