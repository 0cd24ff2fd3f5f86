"""The words of messages and of those who get them, each in English and Chinese; `words.py` chooses them.

Promise: data only. Every member of an enum of messages has its pair here, in the order of the enum.
"""

from __future__ import annotations

from enum import StrEnum

from console.models.groups import Gap
from console.models.message_kinds import ChannelKind, DeliveryState, MailSecurity, MessageKind
from console.refusals import Pair

SUBJECT = ("[{severity}] {title}: {kind}", "【{severity}】{title}：{kind}")
"""The subject a draft begins with."""
DRAFT = {
    "begun": ("We are investigating: {title}.", "我们正在处理故障：{title}。"),
    "reach": ("Severity {severity}; people affected: {users}.", "级别：{severity}；受影响人数：{users}。"),
    "gained": ("Since {when}:", "自 {when} 以来："),
    "nothing": ("There is nothing new since {when}; we go on.", "自 {when} 以来暂无新进展，处理仍在继续。"),
    "next": ("The next update follows by {when}.", "下一次通报不晚于 {when}。"),
    "over": ("It is resolved: {title}.", "故障已恢复：{title}。"),
    "after": ("What we found about: {title}.", "关于该故障的后续说明：{title}。"),
}
"""The sentences a draft is made of."""

MESSAGE_WORDS: dict[type[StrEnum], tuple[Pair, ...]] = {
    Gap: (
        ("No such group", "没有该组"),
        ("Nobody is in it", "组内无人"),
        ("Works here no more", "已离职"),
        ("No e-mail address", "没有邮箱"),
        ("The e-mail address is no address", "邮箱地址有误"),
    ),
    MessageKind: (
        ("Initial", "首次通报"),
        ("Update", "进展通报"),
        ("Resolution", "恢复通报"),
        ("Follow-up", "后续通报"),
    ),
    DeliveryState: (("Pending", "待发送"), ("Sent", "已发送"), ("Failed", "发送失败"), ("Unsure", "无法确定")),
    ChannelKind: (("Mail", "邮件"), ("Chat", "聊天"), ("Webhook", "Webhook")),
    MailSecurity: (("STARTTLS", "STARTTLS"), ("TLS", "TLS"), ("Not encrypted", "不加密")),
}
