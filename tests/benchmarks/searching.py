"""Goal f: search as one types, English and Chinese, and whether it finds what a scan finds.

Promise: Latin letters are typed as keys, Chinese ones come as an input method commits them; 50 rows are on the screen.
A person goes to the field by a key of its own, so the first letter comes a moment after it, as the others do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import mean, median

from pypinyin import lazy_pinyin
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter

from tests.benchmarks import floors
from tests.benchmarks.table import Figure, percentile
from tests.benchmarks.window import HIGH, WIDE, Driven, Taken

TALL = 2250
ROWS = 50
LATIN = ("the", "vpn", "pass", "logi", "mail", "zz", "q", "wei")
HAN = ("密码", "登录失败", "打印机", "我", "权限", "重置密码", "王", "龘")
SURNAMES = {"曾": "zeng", "翟": "zhai", "单": "shan", "仇": "qiu", "解": "xie", "区": "ou", "查": "zha", "朴": "piao"}
SURNAMES |= {"覃": "qin", "薄": "bo", "种": "chong", "缪": "miao"}
"""Characters that are read otherwise where a name begins."""
_CJK = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\U00020000-\\U0003ffff"


def searching(window: Driven, profile: Path) -> list[Figure]:
    """Every keystroke of some words; then their hits beside a scan's."""
    window.shell.resize(WIDE, TALL)
    window.rest(300)
    split = window.display.above.parentWidget()
    assert isinstance(split, QSplitter)
    sizes = split.sizes()
    split.setSizes([TALL - 500, 450])
    window.rest(100)
    if window.table.viewport().height() < ROWS * window.table.rowHeight(0):
        raise RuntimeError("the table is not high enough for 50 rows")
    field = window.display.head.search
    latin, han = list[Taken](), list[Taken]()
    found: dict[str, set[int]] = {}
    for words, taken in ((LATIN, latin), (HAN, han)):
        for word in words:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            window.rest(120)
            for character in word:
                taken.append(_type(window, character))
                window.rest(120)
            window.settle(200)
            found[word] = set(window.presenter.listing.state.order)
            QTest.keyClick(field, Qt.Key.Key_Escape)
            window.settle(200)
    split.setSizes(sizes)
    window.shell.resize(WIDE, HIGH)
    window.rest(300)
    floor = floors.times("search", profile)
    recall, precision = _against_scan(window, found)
    beside = percentile(floor, 0.95)
    return [
        Figure("f", "keystroke to 50 painted rows, English, p95", _p95(latin), most=25, floor=beside),
        Figure("f", "keystroke to 50 painted rows, Chinese, p95", _p95(han), most=25, floor=beside),
        Figure("f", "... CPU, median of both", median(one.cpu for one in latin + han), floor=median(floor)),
        Figure("f", f"recall of {len(found)} words", recall, "", least=1),
        Figure("f", f"precision of {len(found)} words", precision, "", least=1),
    ]


def _p95(taken: list[Taken]) -> float:
    return percentile([one.wall for one in taken], 0.95)


def _type(window: Driven, character: str) -> Taken:
    field, listing = window.display.head.search, window.presenter.listing
    wanted, before = field.text() + character, listing.state.lines
    return window.painted(
        window.table.viewport(),
        lambda: (
            listing.state.filter.text == wanted
            and (listing.state.lines is not before or not listing.state.lines)
            and window.shows_lines()
        ),
        lambda: _enter(window, character),
    )


def _enter(window: Driven, character: str) -> None:
    field = window.display.head.search
    if character.isascii():
        QTest.keyClicks(field, character)
        return
    event = QInputMethodEvent("", [])
    event.setCommitString(character)
    QApplication.sendEvent(field, event)


def _against_scan(window: Driven, found: dict[str, set[int]]) -> tuple[float, float]:
    """Mean recall and precision over the words."""
    recalls, precisions = [], []
    texts = _texts(window)
    for word, got in found.items():
        rule = _rule(word)
        wanted = {n for n, text in texts if rule(text)}
        both = len(got & wanted)
        recalls.append(both / len(wanted) if wanted else 1.0)
        precisions.append(both / len(got) if got else 1.0)
    return mean(recalls), mean(precisions)


def _rule(word: str) -> Callable[[str], object]:
    """Chinese: the text contains it; English: a word begins with it."""
    if word.isascii():
        return re.compile(f"(?<![^\\W_{_CJK}]){re.escape(word)}").search
    return lambda text: word in text


def _texts(window: Driven) -> list[tuple[int, str]]:
    """All that is searched of each ticket, by n: title, texts, requester (pinyin too), tags."""
    with window.store.read() as connection:
        parts: dict[str, list[str]] = {}
        for table in ("message", "tag"):
            column = "body" if table == "message" else "name"
            for root, text in connection.execute(f"select root, {column} from {table} where dead = 0"):
                parts.setdefault(root, []).append(text)
        asked = {
            row[0]: _of_person(row[1:])
            for row in connection.execute("select id, name, email, phone, department from person")
        }
        rows = connection.execute(
            "select l.n, t.id, t.title, t.description, t.requester from listing l join ticket t on t.id = l.ticket"
        )
        return [
            (n, _folded([title, text, *parts.get(key, ()), *asked.get(who, ())])) for n, key, title, text, who in rows
        ]


def _of_person(fields: Iterable[str | None]) -> list[str]:
    known = [field for field in fields if field]
    for field in tuple(known):
        if han := "".join(re.findall("[\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff]", field)):
            usual = lazy_pinyin(han)
            for first in {usual[0], SURNAMES.get(han[0], usual[0])}:
                read = [first, *usual[1:]]
                known += ["".join(read), *read, "".join(syllable[0] for syllable in read)]
    return known


def _folded(texts: Iterable[str]) -> str:
    return unicodedata.normalize("NFKC", "\n".join(texts)).casefold()
