"""Finds cues in what people write: Chinese and English, any case, on word boundaries, leaving out what is negated.

Promise: total over any string and linear in its length; every finding is an exact piece of the text it was found in.

A cue is written as it is spoken, one a line (a line that begins with `|` goes on with a choice), with a few signs: a
space stands for spaces or hyphens, `_` for at most one, `*` for the rest of a word, `~` for up to four more words, `…`
for up to eight more characters of the same clause (neither of them over a "not"), `(a|b)` for a choice, `?` behind
something for "or not", `*` behind a choice for "as often as it comes", `[sz]` for one of these letters, `{..}` for a
regular expression, and `<name>` for a choice used often.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import accumulate

from console.models.values import dataclass

LONGEST_TEXT = 20_000
"""Characters that are read; what somebody wants stands before a log of megabytes, not behind it."""

_LETTER = "0-9a-z_\u00df-\u024f\u0370-\u04ff"
_NOT_INSIDE_A_WORD = f"(?:(?<![{_LETTER}])|(?![{_LETTER}]))"
_HAN = re.compile("[\u3400-\u9fff]")
_ADDRESS = re.compile(r"(?:https?|ftp)://[!-~]+|www\.[!-~]+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,8}")
_SIGNS = {
    " ": r"[\s\-]{1,20}",
    "_": r"[\s\-]?",
    "*": f"[{_LETTER}]*",
    ")*": ")*+",
    ")? ": r")?[\s\-]*",
    "~ ": r"(?:(?!(?:not|never|no|without|\w+n't)\b)[\w']+[\s\-]{1,20}){0,4}?",
    "…": r"[^。，！？；：、,.!?;:\n\ufffd没未不]{0,8}?",
    "(": "(?:",
    ")": ")",
    "|": "|",
    "?": "?",
}
_SIGN = re.compile(r"\{(?P<raw>[^}]*)\}|(?P<one_of>\[[^\]]*\])|(?P<sign>\)\? |\)\*|~ |[ _*…()|?])|(?P<plain>.)")
_TORN = "\N{REPLACEMENT CHARACTER}"
"""Stands for half a character, which no cue may hold: what is found must be printable."""
_MACRO = re.compile("<([a-z_]+)>")

_ALIKE = str.maketrans(
    "\u2018\u2019\u201b\u2032`\u00b4"
    "無錄號帳帐戶權許請認證數據員統當機癱瘓響應連線網絡頁開錯誤報異設變發遺碼驗鎖凍離職創刪訪問組審計導匯務雲單點雙過時頓潰"
    "壞丟損緩遲們個為還沒並嚴處關閉啟動載緒級區體驅競詐騙竊勒擊駭釣魚後門錶無從來說給將該對讓幫確實際項屬顯示顏題類協優議現圖"
    "東備門寫讀複雜舊態測試遠環節斷絕進輸入庫雖邊廠專業總經理階層織營運賬陸陆",
    "''''''"
    "无录号账账户权许请认证数据员统当机瘫痪响应连线网络页开错误报异设变发遗码验锁冻离职创删访问组审计导汇务云单点双过时顿溃"
    "坏丢损缓迟们个为还没并严处关闭启动载绪级区体驱竞诈骗窃勒击骇钓鱼后门表无从来说给将该对让帮确实际项属显示颜题类协优议现图"
    "东备门写读复杂旧态测试远环节断绝进输入库虽边厂专业总经理阶层织营运账录录",
) | dict.fromkeys((*range(9), *range(14, 32), 127), " ")
"""Control characters, apostrophes, traditional characters as far as cues hold them, and 登陆 where 登录 is meant."""


@dataclass(frozen=True, slots=True)
class Page:
    """A text made comparable: folded characters, and for each the place in the original it came from."""

    original: str
    folded: str
    places: tuple[int, ...] | None
    """None where every character stayed in its place."""

    def piece(self, start: int, end: int) -> str:
        """The exact piece of the original behind folded[start:end]."""
        if self.places is None:
            return self.original[start:end]
        return self.original[self.places[start] : self.places[end - 1] + 1]


@dataclass(frozen=True, slots=True)
class Cue:
    """A place in a text that speaks for a value; neutral cues speak for none and only cover shorter ones."""

    value: str | None
    weight: float
    start: int
    end: int
    text: str


def fold(text: str) -> Page:
    """The text without case, width, accents of quotation, traditional forms, invisible characters and addresses."""
    original = text[:LONGEST_TEXT]
    if original.isascii():
        return Page(original, _without_addresses(original.translate(_ALIKE).lower()), None)
    pieces = [_folded(character) for character in original]
    folded = _without_addresses("".join(pieces))
    if len(folded) == len(original) and all(len(piece) == 1 for piece in pieces):
        return Page(original, folded, None)
    ends = list(accumulate(map(len, pieces)))
    return Page(original, folded, tuple(bisect_right(ends, place) for place in range(len(folded))))


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cf":
        return ""
    if kind == "Cs":
        return _TORN
    return unicodedata.normalize("NFKC", character.translate(_ALIKE).upper()).casefold().translate(_ALIKE)


def _without_addresses(folded: str) -> str:
    """Addresses blackened: /login in a link and security@ in an address say nothing about the trouble."""
    if "://" not in folded and "@" not in folded and "www." not in folded:
        return folded
    return _ADDRESS.sub(lambda found: "\x00" * len(found[0]), folded)


class _Choice:
    """Patterns searched as one, compiled when first needed: all of them take a third of a second."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = sorted(patterns, key=len, reverse=True)

    def places(self, folded: str) -> Iterator[tuple[int, int]]:
        if self._patterns:
            yield from (match.span() for match in self._compiled.finditer(folded))

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(f"{_NOT_INSIDE_A_WORD}(?:{'|'.join(self._patterns)}){_NOT_INSIDE_A_WORD}")


class Lexicon:
    """Cues for the values of one question, by weight; built once, compiled when first asked."""

    def __init__(
        self, cues: Mapping[str, Mapping[float, str]], neutral: str, before: str, after: str, macros: Mapping[str, str]
    ) -> None:
        """Cues by value and weight; `neutral` ones cover shorter cues and speak for nothing.

        `before` and `after` are written like cues: what right in front of a cue, or right behind it, negates it.
        """
        self._macros = {name: _joined(choice) for name, choice in macros.items()}
        self._groups: list[tuple[str | None, float, tuple[_Choice, _Choice]]] = [
            (value, weight, self._choices(phrases))
            for value, by_weight in cues.items()
            for weight, phrases in by_weight.items()
        ]
        self._groups.append((None, 0, self._choices(neutral)))
        self._before = re.compile(rf"{_NOT_INSIDE_A_WORD}(?:{'|'.join(self._patterns(before))})[\s\-]*$")
        self._after = re.compile(rf"[\s\-]*(?:{'|'.join(self._patterns(after))}){_NOT_INSIDE_A_WORD}")

    def find(self, page: Page) -> list[Cue]:
        """Cues that stand, in the order of the text: none inside a longer one or negated, each wording once a value."""
        found: list[Cue] = []
        said: set[tuple[str | None, str]] = set()
        for cue in _uncovered(self._all(page)):
            key = (cue.value, page.folded[cue.start : cue.end])
            if cue.value is None or key in said or self._is_negated(page.folded, cue):
                continue
            said.add(key)
            found.append(cue)
        return found

    def _all(self, page: Page) -> Iterator[Cue]:
        has_han = _HAN.search(page.folded) is not None
        for value, weight, (latin, han) in self._groups:
            for choice in (latin, han) if has_han else (latin,):
                for start, end in choice.places(page.folded):
                    yield Cue(value, weight, start, end, page.piece(start, end))

    def _is_negated(self, folded: str, cue: Cue) -> bool:
        return bool(
            self._before.search(folded[max(0, cue.start - 80) : cue.start])
            or self._after.match(folded[cue.end : cue.end + 80])
        )

    def _choices(self, phrases: str) -> tuple[_Choice, _Choice]:
        """The cues in Latin letters and those with Chinese characters: a text without any need not look for these."""
        patterns = self._patterns(phrases)
        return (
            _Choice(pattern for pattern in patterns if not _HAN.search(pattern)),
            _Choice(pattern for pattern in patterns if _HAN.search(pattern)),
        )

    def _patterns(self, phrases: str) -> list[str]:
        return [self._pattern(line.strip()) for line in _joined(phrases).splitlines() if line.strip()]

    def _pattern(self, phrase: str) -> str:
        while _MACRO.search(phrase):
            phrase = _MACRO.sub(lambda macro: f"({self._macros[macro[1]]})", phrase)
        return _SIGN.sub(_translated, phrase)


def _joined(lines: str) -> str:
    return re.sub(r"\s*\n\s*\|", "|", lines)


def _translated(found: re.Match[str]) -> str:
    if found["raw"] is not None:
        return found["raw"]
    if found["sign"]:
        return _SIGNS[found["sign"]]
    return found["one_of"] or re.escape(found["plain"])


def _uncovered(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Cues not inside a longer one: the breach in "SLA breach" is none, the error in "login error" no second one."""
    widest = (-1, -1)
    for cue in sorted(cues, key=lambda one: (one.start, -one.end)):
        if cue.end > widest[1]:
            widest = (cue.start, cue.end)
        if (cue.start, cue.end) == widest:
            yield cue
