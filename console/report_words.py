"""The words of reports, each in English and Chinese.

Promise: data, and the one function that picks from it; page, file and PDF say the same.
"""

from __future__ import annotations

from console.models.kinds import Locale
from console.refusals import Pair

REPORT_WORDS: dict[str, Pair] = {
    "review": ("Post-incident analysis", "故障复盘报告"),
    "state": ("State", "状态"),
    "reviewer": ("Reviewer", "评审人"),
    "review_at": ("Review on", "评审时间"),
    "signed": ("Signed off", "签发"),
    "clock": ("Due", "截止"),
    "signed_in_time": ("in time", "按时"),
    "signed_late": ("late", "逾期"),
    "left": ("not due yet", "未到期"),
    "overdue": ("overdue", "已逾期"),
    "facts": ("What happened", "事实"),
    "incident": ("Incident", "故障"),
    "severity": ("Severity", "严重级别"),
    "category": ("Category", "类别"),
    "status": ("Status", "状态"),
    "reporter": ("Reported by", "报告人"),
    "commander": ("Commander", "指挥"),
    "handler": ("Handler", "处理人"),
    "impact_began_at": ("Impact began", "影响开始"),
    "impact_ended_at": ("Impact ended", "影响结束"),
    "reported_at": ("Reported", "报告时间"),
    "acknowledged_at": ("Acknowledged", "确认时间"),
    "resolved_at": ("Resolved", "解决时间"),
    "lasted": ("Lasted", "持续时间"),
    "users": ("People affected", "受影响人数"),
    "availability": ("Still working", "可用率"),
    "services": ("Affected services", "受影响服务"),
    "stay": ("Time as “{severity}”", "“{severity}”时长"),
    "repeats": ("Happened before", "曾经发生"),
    "steps": ("Steps of the response", "处置步骤"),
    "step": ("Step", "步骤"),
    "result": ("Result", "结果"),
    "at": ("Time", "时间"),
    "actions": ("Action items", "改进项"),
    "action": ("What is to be done", "改进措施"),
    "owner": ("Owner", "负责人"),
    "due": ("Due", "截止"),
    "outcome": ("Came of it", "结果"),
    "no_actions": ("Nothing is to be done.", "没有改进项。"),
    "timeline": ("Timeline", "时间线"),
    "kind": ("Kind", "类型"),
    "author": ("By", "人员"),
    "text": ("What", "内容"),
    "evidence": ("Evidence", "证据"),
    "tickets": ("Tickets raised", "关联工单"),
    "unseen": ("{n} of them not visible here", "其中 {n} 张在此不可见"),
    "number": ("Number", "编号"),
    "title": ("Title", "标题"),
    "entries": ("Entries on the timeline", "时间线条目"),
    "unwritten": ("Nobody has written this yet.", "尚未填写。"),
    "nobody": ("nobody", "无"),
    "unknown": ("unknown", "未知"),
    "made": ("Made on {time}", "生成于 {time}"),
    "zone": ("All times are of {zone}.", "所有时间均为 {zone}。"),
}


def said(key: str, locale: Locale) -> str:
    """The words of a key; raises KeyError."""
    return REPORT_WORDS[key][locale is Locale.ZH]
