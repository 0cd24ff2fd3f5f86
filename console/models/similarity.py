"""How alike two texts are, by the words they share, and which words those are.

Promise: pure; the same for both orders of two texts; every likeness names the words it rests on, the ones that tell
most first.  Chinese is compared by pairs of characters.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise, permutations

from console.models.values import dataclass

_LATIN = re.compile(r"[a-z0-9][a-z0-9_.-]*[a-z0-9]|[a-z0-9]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2,}")
LONGEST = 20_000
"""Characters of a text that are looked at."""
TOLD = 6
"""Words a likeness names."""
_EMPTY = frozenset(
    "a about after all also an and any are as at be because been before but by can could did do does for from had has"
    " have he her him his how i if in into is it its just me my no not now of on one only or our out please she so some"
    " than thanks that the their them then there they this to too up us was we were what when where which who why will"
    " with would you your hello hi dear regards".split()
)
_EMPTY_PAIRS = frozenset(
    "我们 你们 他们 一个 这个 那个 可以 没有 不能 什么 怎么 如何 请问 谢谢 您好 你好 因为 所以 但是 如果 就是 还是 已经"
    " 时候 现在 一下 需要 进行 以及 或者 并且 无法".split()
)


@dataclass(frozen=True, slots=True)
class Similar:
    """How alike two texts are."""

    score: float
    """0 for nothing shared to 1 for the same words."""
    shared: tuple[str, ...]
    """The words both have that tell most."""


def terms(text: str) -> dict[str, int]:
    """The words of a text that can tell something, and how often each stands there."""
    folded = text[:LONGEST].casefold()
    found: Counter[str] = Counter()
    for word in _LATIN.findall(folded):
        found.update(part for part in re.split(r"[_.-]+", word) if len(part) > 1 and part not in _EMPTY)
    for run in _HAN.findall(folded):
        found.update(pair for pair in map("".join, pairwise(run)) if pair not in _EMPTY_PAIRS)
    return dict(found)


def weigh(found: Iterable[str], documents: Mapping[str, int], total: int, usual: int = 0) -> dict[str, float]:
    """What each word tells: the more, the fewer of `total` texts it stands in (`documents`, else the `usual`)."""
    return {term: math.log((total + 1) / (documents.get(term, usual) + 0.5)) for term in found} if total else {}


def compare(one: Mapping[str, int], other: Mapping[str, int], weights: Mapping[str, float]) -> Similar:
    """The likeness of two texts by their terms: the cosine of their weighted counts, repetition dampened."""
    first, second = (_vector(found, weights) for found in (one, other))
    shared = {term: first[term] * second[term] for term in first.keys() & second.keys()}
    length = math.sqrt(_square(first) * _square(second))
    if not length or not shared:
        return Similar(0.0, ())
    telling = sorted((term for term in shared if shared[term] > 0), key=lambda term: (-shared[term], term))
    return Similar(min(1.0, math.fsum(sorted(shared.values())) / length), tuple(telling[:TOLD]))


def spoken(shared: Iterable[str]) -> tuple[str, ...]:
    """The words of a likeness as a person reads them: Chinese pairs that run into each other are one word."""
    words = list(shared)
    while joints := [pair for pair in permutations(words, 2) if _runs_on(*pair)]:
        first, second = joints[0]
        words[words.index(first)] += second[1:]
        words.remove(second)
    return tuple(words)


def _runs_on(one: str, other: str) -> bool:
    return one[-1] == other[0] and _HAN.fullmatch(one) is not None and _HAN.fullmatch(other) is not None


def _vector(found: Mapping[str, int], weights: Mapping[str, float]) -> dict[str, float]:
    return {term: (1 + math.log(count)) * max(0.0, weights.get(term, 0.0)) for term, count in found.items()}


def _square(vector: Mapping[str, float]) -> float:
    return math.fsum(sorted(value * value for value in vector.values()))
