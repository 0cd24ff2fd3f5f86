"""How many people a text says are affected: stated figures only, Chinese and English (SPEC 7.3).

Promise: pure; a number is read only where it counts people, never as a year, a version, a rate or a share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from console.models.reading import Page

_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SMALL_HAN = "一二三四五六七八九十"
_SCALES = {"k": 1_000, "thousand": 1_000, "million": 1_000_000, "百": 100, "千": 1_000, "万": 10_000}

_GROUPED = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+(?![\d.])|\d{1,9}(?:\.\d{1,2})?"
_NUMBER = rf"(?<![\w.,:/])(?<!\D-)(?P<number>{_GROUPED}|{'|'.join(_SMALL)})"
_SCALE = r"(?:\s?(?P<scale>k|thousand|million)(?![a-z]))?"
_MORE = r"(?:\s?\+)?(?:\s+(?:or (?:more|so)|plus))?"
_KIND = (
    r"(?:(?:of|our|the|their|different|other|more|internal|external|active|office|business|remote|end|finance|sales|hr"
    r"|vpn|sso|field|domain|affected|impacted|enterprise|corporate|locked|named|concurrent)[\s-]+){0,3}"
)
_PEOPLE = (
    "(?:users?|people|persons?|employees?|staff|customers?|colleagues?|clients|members|students|workers|agents|teachers"
    r"|doctors|nurses|contractors|subscribers|accounts|logins)(?![\w@-])"
)
_NUMBER_HAN = rf"(?P<number>(?<![\d.,])(?:{_GROUPED})|(?<![{_SMALL_HAN}百千万第])[两{_SMALL_HAN}])"
_SCALE_HAN = r"\s*(?P<scale>百|千|万)?\s*(?:多|余|来|几|\+)?\s*(?:个|名|位)?(?:左右的?|以上的?)?\s*"
_PEOPLE_HAN = (
    "(?:在线|内部|外部|受影响的?|一线|门店|财务|研发|办公)?(?:用户|人员|人|员工|同事|客户|学生|老师|教师|医生|账号|账户)"
    "(?!次|天|日|均|机|工|力|民币|月)"
)

_PLAIN = re.compile(rf"{_NUMBER}{_SCALE}{_MORE}[\s-]+{_KIND}{_PEOPLE}")
_PLAIN_HAN = re.compile(_NUMBER_HAN + _SCALE_HAN + _PEOPLE_HAN)
_SHARE = re.compile(
    rf"{_NUMBER}{_SCALE}\s+(?:out\s+)?of\s+(?:the\s+|our\s+|all\s+|a total of\s+)*"
    rf"[\d.,]+(?:k| thousand)?\s+{_KIND}{_PEOPLE}"
)
_STATED = re.compile(
    r"(?:(?:users|people|employees|accounts|customers|staff)\s+(?:affected|impacted|hit)|user impact"
    r"|(?:affected|impacted)\s+(?:users|people|employees|customers|accounts|staff)"
    r"|(?:受影响(?:的)?(?:用户|人员|人|员工|客户)?(?:数量|数|总数|人数)?)"
    r"|(?:影响(?:的)?(?:用户|人员|人|员工|客户)?(?:数量|数|总数|人数))|影响用户)"
    r"\s*(?:is|are|为|是|约|大约|共|共计|有)?\s*[:=]?"
    r"\s*(?:about|around|approx\.?|approximately|~|约|大约|超过|over|more than)?\s*"
    rf"(?P<number>{_GROUPED})\s?(?P<scale>k|thousand|万|千|百)?(?![\d%])"
)

_HIT_WITHIN = re.compile("affected|impacted|locked|受影响")
_HIT_BEHIND = re.compile(
    r"(?:\s+\w+){0,4}?\s+(?:affected|impacted|hit|locked out|concerned|blocked|unable|cannot|can't|could not"
    r"|have no access|without access)"
    r"|(?:都|均|全部|已|同时)*(?:受影响|受到影响|无法|不能|登不|受阻|掉线|被锁)"
)
_HIT_BEFORE = re.compile(
    r"(?:affect(?:s|ed|ing)?|impact(?:s|ed|ing)?|hit(?:s|ting)?|lock(?:s|ed|ing)? out|block(?:s|ed|ing)?|for)\s+"
    r"(?:about|around|approximately|roughly|some|over|more than|at least|up to|nearly|almost|all|the|our|circa|ca\.?|~"
    r"|well|an estimated|between \S+ and|\s)*+$"
    r"|(?:影响|波及|涉及|导致|造成)(?:了|到|约|大约|近|超过|超|至少|多达|将近|接近|的|有|\s)*+$"
)

_NO_COUNT_BEFORE = re.compile(
    r"(?<![a-z])(?:windows|win|office|microsoft|m|v|version|release|floor|level|tier|team|group|building|phase|ios|android"
    r"|error|code|step|exchange|sharepoint|server|java|python|room|line|type|class|top|gen|no\.|ticket|number|port|http"
    r"|(?P<when>in|since|from|until|by|year))[\s#-]{0,2}$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_RATE = re.compile(r"\s*(?:/|per\b|an? (?:minute|second|hour|day|month)\b|每)")


def affected_users(page: Page) -> int | None:
    """The figure said to be affected, the highest of several; else the highest count of people; None without any."""
    found = list(_counts(page.folded))
    hit = [count for count, is_hit in found if is_hit]
    return max(hit or [count for count, _ in found], default=None)


def _counts(folded: str) -> Iterator[tuple[int, bool]]:
    """Each count of people, and whether it is said of those who are affected."""
    covered: list[range] = []
    for pattern in (_STATED, _SHARE, _PLAIN, _PLAIN_HAN):
        for match in pattern.finditer(folded):
            if any(match.start("number") in span for span in covered) or not _counts_people(folded, match):
                continue
            covered.append(range(match.start(), match.end()))
            yield _number(match), pattern in (_STATED, _SHARE) or _is_hit(folded, match)


def _counts_people(folded: str, match: re.Match[str]) -> bool:
    before = _NO_COUNT_BEFORE.search(folded[max(0, match.start("number") - 12) : match.start("number")])
    if before and (before["when"] is None or _YEAR.fullmatch(match["number"])):
        return False
    return _RATE.match(folded, match.end()) is None


def _is_hit(folded: str, match: re.Match[str]) -> bool:
    before = folded[max(0, match.start() - 60) : match.start()]
    if _HIT_WITHIN.search(match[0]):
        return True
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
