"""The words of incidents, each in English and Chinese; `words.py` chooses them.

Promise: data only. Every member of an enum of incidents has its pair here, in the order of the enum.
"""

from __future__ import annotations

from enum import StrEnum

from console.models.incident_kinds import (
    AlertState,
    Duty,
    EntryKind,
    ImpactLevel,
    IncidentEventKind,
    IncidentStatus,
    OfferState,
    TaskState,
)
from console.models.review_kinds import ActionState, ReviewState, ReviewText
from console.refusals import Pair

INCIDENT_WORDS: dict[type[StrEnum], tuple[Pair, ...]] = {
    Duty: (
        ("Commander", "指挥"),
        ("Deputy", "副指挥"),
        ("Scribe", "记录员"),
        ("Comms lead", "沟通负责人"),
        ("Expert", "专家"),
    ),
    OfferState: (
        ("offered", "已提出"),
        ("accepted", "已接受"),
        ("declined", "已谢绝"),
        ("ended", "已结束"),
    ),
    TaskState: (
        ("not accepted", "未接受"),
        ("accepted", "已接受"),
        ("done", "已完成"),
        ("declined", "已谢绝"),
        ("dropped", "已取消"),
    ),
    AlertState: (("Firing", "告警中"), ("Acknowledged over there", "对方已确认"), ("Resolved", "已恢复")),
    ImpactLevel: (("High", "高"), ("Medium", "中"), ("Low", "低")),
    IncidentEventKind: (
        ("Declared", "报告故障"),
        ("Status", "状态"),
        ("Severity", "严重级别"),
        ("Category", "类别"),
        ("Title", "标题"),
        ("Evidence", "影响范围"),
        ("Handler", "处理人"),
        ("Commander", "指挥"),
        ("Duplicate", "重复故障"),
        ("Ticket linked", "关联工单"),
        ("Ticket unlinked", "取消关联工单"),
        ("Role", "角色"),
        ("Analysis", "复盘"),
        ("Recurrence", "重复发生"),
    ),
    EntryKind: (
        ("Declared", "报告故障"),
        ("Note", "记录"),
        ("Update", "进展"),
        ("Status", "状态"),
        ("Severity", "严重级别"),
        ("Category", "类别"),
        ("Role", "角色"),
        ("Task", "任务"),
        ("Decision", "决定"),
        ("Ticket", "工单"),
        ("Alert", "告警"),
        ("Communication", "沟通"),
        ("Step", "步骤"),
        ("Correction", "更正"),
        ("Analysis", "复盘"),
    ),
    IncidentStatus: (
        ("Reported", "已报告"),
        ("Acknowledged", "已确认"),
        ("Investigating", "调查中"),
        ("Resolving", "处理中"),
        ("Monitoring", "观察中"),
        ("Resolved", "已解决"),
        ("Closed", "已关闭"),
    ),
    ReviewState: (("Draft", "草稿"), ("In review", "评审中"), ("Signed off", "已签发")),
    ActionState: (("To do", "待办"), ("Done", "已完成"), ("Dropped", "不再执行")),
    ReviewText: (
        ("Root cause", "根本原因"),
        ("Contributing factors", "促成因素"),
        ("Impact", "影响"),
        ("How well the resolution worked", "处置效果"),
        ("Lessons", "经验教训"),
    ),
}
