"""The words of knowledge, each in English and Chinese; `words.py` chooses them.

Promise: data only. Every member of an enum of knowledge has its pair here, in the order of the enum.
"""

from __future__ import annotations

from enum import StrEnum

from console.models.knowledge_kinds import ArticleState, ContentType, Manner, Stage, VoteValue
from console.models.redaction import Secret
from console.refusals import Pair

KNOWLEDGE_WORDS: dict[type[StrEnum], tuple[Pair, ...]] = {
    ContentType: (("FAQ", "常见问题"), ("Tutorial", "教程"), ("Guide", "指南"), ("Video", "视频")),
    Stage: (("Draft", "草稿"), ("In review", "审核中")),
    ArticleState: (("Draft", "草稿"), ("In review", "审核中"), ("Published", "已发布"), ("Archived", "已归档")),
    VoteValue: (("Helpful", "有帮助"), ("Not helpful", "没有帮助")),
    Manner: (("Link", "链接"), ("Text", "正文"), ("Source", "来源")),
    Secret: (
        ("Web address", "网址"),
        ("Password or token", "密码或令牌"),
        ("E-mail address", "邮箱"),
        ("IP address", "IP 地址"),
        ("Card or identity number", "证件或卡号"),
        ("Phone number", "电话"),
        ("Name", "姓名"),
    ),
}
