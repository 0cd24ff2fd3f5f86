"""The words of messages and of those who get them, each in English and Chinese; `words.py` chooses them.

Promise: data only. Every member of an enum of messages has its pair here, in the order of the enum.
"""

from __future__ import annotations

from enum import StrEnum

from console.models.groups import Gap
from console.refusals import Pair

MESSAGE_WORDS: dict[type[StrEnum], tuple[Pair, ...]] = {
    Gap: (
        ("No such group", "没有该组"),
        ("Nobody is in it", "组内无人"),
        ("Works here no more", "已离职"),
        ("No e-mail address", "没有邮箱"),
        ("The e-mail address is no address", "邮箱地址有误"),
    ),
}
