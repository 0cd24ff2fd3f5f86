"""How many people a text says are affected: stated figures only, Chinese and English (SPEC 7.3).

Promise: pure; a number is read only where it counts people, never as a year, a version, a rate or a share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from console.models.reading import Page

_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SMALL_HAN = "一二三四五六七八九十"
_SCALES = {"k": 1_000, "thousand": 1_000, "million": 1_000_000, "m": 1_000_000, "千": 1_000, "万": 10_000, "百": 100}

_NUMBER = r"(?<![\w.,:/])(?<!\D-)(?P<number>\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+(?![\d.])|\d{1,9}(?:\.\d{1,2})?|" + (
    "|".join(_SMALL) + r")"
)
_SCALE = r"(?:\s?(?P<scale>k|m|thousand|million|千|万|百)(?![a-z]))?"
_MORE = r"(?:\s?\+)?(?:\s+(?:or (?:more|so)|plus))?"
_PEOPLE = (
    "users?|people|persons?|employees?|staff|customers?|colleagues?|clients|members|students|workers|agents|teachers|doctors"
    "|nurses|contractors|subscribers|accounts|logins"
)
_KIND = (
    r"(?:(?:of|our|the|their|different|other|more|internal|external|active|office|business|remote|end|finance|sales|hr|staff|vpn|sso"
    r"|field|domain|affected|impacted|enterprise|corporate|locked|named|concurrent|end-)[\s-]+){0,3}"
)
_HAN_PEOPLE = "用户|人|员工|同事|客户|人员|学生|老师|教师|医生|账号|账户"

_PRODUCT = re.compile(
    r"(?:windows|win|office|microsoft|m|v|version|release|floor|level|tier|team|group|building|phase|ios|android|error|code|step|exchange"
    r"|sharepoint|server|java|python|room|line|type|class|top|gen|no\.|#|in|since|from|until|by|year|ticket|number|port|http)[\s-]?$"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_HIT = r"(?:affected|impacted|hit|locked out|concerned|blocked|unable|cannot|can't|could not|have no access|without access)"
_RATE = re.compile(r"\s*(?:/|per\b|an? (?:minute|second|hour|day|month)\b|每)")

_LATIN = re.compile(rf"{_NUMBER}{_SCALE}{_MORE}[\s-]+{_KIND}(?:{_PEOPLE})(?![\w@-])")
_HAN = re.compile(
    rf"(?P<number>(?<![\d.,])\d{{1,3}}(?:,\d{{3}})+|(?<![\d.,])\d{{1,9}}(?:\.\d{{1,2}})?|(?<![{_SMALL_HAN}百千万第])[两{_SMALL_HAN}])"
    rf"\s*(?P<scale>百|千|万)?\s*(?:多|余|来|几|\+)?\s*(?:个|名|位)?(?:左右的?|以上的?)?\s*"
    rf"(?:在线|内部|外部|受影响的?|一线|门店|财务|研发|办公)?(?:{_HAN_PEOPLE})(?!次|天|日|均|机|工|力|民币|月)"
)
_STATED = re.compile(
    r"(?:(?:users|people|employees|accounts|customers|staff)\s+(?:affected|impacted|hit)|(?:affected|impacted)\s+(?:users|people|employees"
    r"|customers|accounts|staff)|user impact|受影响(?:的)?(?:用户|人员|人|员工|客户)?(?:数量|数|总数|人数)?|影响(?:的)?(?:用户|人员|人|员工|客户)?"
    r"(?:数量|数|总数|人数)|影响用户)"
    r"\s*(?:is|are|为|是|约|大约|共|共计|有)?\s*[:=]?\s*(?:about|around|approx\.?|approximately|~|约|大约|超过|over|more than)?\s*"
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,2})?)\s?(?P<scale>k|thousand|万|千|百)?(?![\d%])"
)
_SHARE = re.compile(
    rf"{_NUMBER}{_SCALE}\s+(?:out\s+)?of\s+(?:the\s+|our\s+|all\s+|a total of\s+)*[\d.,]+(?:k| thousand)?\s+{_KIND}(?:{_PEOPLE})(?![\w@-])"
)
_HIT_BEHIND = re.compile(
    rf"(?:\s+\w+){{0,4}}?\s+{_HIT}|…?(?:都|均|全部|已|同时)*(?:受影响|受到影响|无法|不能|登不|受阻|掉线|被锁)"
)
_HIT_BEFORE = re.compile(
    r"(?:affect(?:s|ed|ing)?|impact(?:s|ed|ing)?|hit(?:s|ting)?|lock(?:s|ed|ing)? out|block(?:s|ed|ing)?|for)\s+(?:about|around|approximately"
    r"|roughly|some|over|more than|at least|up to|nearly|almost|all|the|our|circa|ca\.?|~|well|an estimated|between \S+ and|\s)*$"
    r"|(?:影响|波及|涉及|导致|造成)(?:了|到|约|大约|近|超|超过|至少|多达|将近|接近|的|有|\s)*$"
)


def affected_users(page: Page) -> int | None:
    """The figure said to be affected, the highest of several; else the highest count of people; None without any."""
    found = list(_counts(page.folded))
    hit = [count for count, is_hit in found if is_hit]
    return max(hit or [count for count, _ in found], default=None)


def _counts(folded: str) -> Iterator[tuple[int, bool]]:
    """Each count of people, and whether it is said of those who are affected."""
    covered: list[range] = []
    for pattern in (_STATED, _SHARE, _LATIN, _HAN):
        for match in pattern.finditer(folded):
            if any(match.start("number") in span for span in covered) or not _counts_people(folded, match):
                continue
            covered.append(range(match.start(), match.end()))
            yield _number(match), pattern in (_STATED, _SHARE) or _is_hit(folded, match)


def _counts_people(folded: str, match: re.Match[str]) -> bool:
    before = folded[max(0, match.start("number") - 12) : match.start("number")]
    product = _PRODUCT.search(before)
    if product and (not _is_word_inside(before, product.start())):
        in_a_year = product[0].strip(" -") in {"in", "since", "from", "until", "by", "year"}
        if not in_a_year or _YEAR.match(match["number"]):
            return False
    return _RATE.match(folded, match.end()) is None


def _is_word_inside(text: str, place: int) -> bool:
    return place > 0 and text[place - 1].isalnum()


def _is_hit(folded: str, match: re.Match[str]) -> bool:
    before = folded[max(0, match.start() - 60) : match.start()]
    return bool(_HIT_BEHIND.match(folded, match.end()) or _HIT_BEFORE.search(before))


def _number(match: re.Match[str]) -> int:
    written = match["number"]
    if written in _SMALL:
        return _SMALL.index(written) + 1
    if written == "两" or written in _SMALL_HAN:
        value = 2.0 if written == "两" else _SMALL_HAN.index(written) + 1.0
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", written):
        value = float(written.replace(".", ""))
    else:
        value = float(written.replace(",", ""))
    return round(value * _SCALES.get(match["scale"] or "", 1))
