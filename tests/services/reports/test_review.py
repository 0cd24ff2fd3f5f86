"""The analysis of an incident as a report."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from console.models.incident_kinds import IncidentStatus
from console.models.kinds import Locale, Severity
from console.models.review_kinds import ReviewState, ReviewText
from console.services.incidents.commands import AddEntry, DeclareIncident, MoveIncident, SetSeverity
from console.services.incidents.review_commands import AddAction, LinkRecurrence, MoveReview, WriteReview
from console.services.incidents.work_commands import LinkToIncident
from console.services.report_blocks import Facts, Heading, Prose, Table
from console.services.reports.review import AnalysisOf, Manner, review_report
from tests.support.desk import Office


def signed(office: Office) -> str:
    """An incident whose analysis is signed off."""
    before = office.do(DeclareIncident("Down once")).subject
    key = office.do(DeclareIncident("Nobody can sign in", users=2000)).subject
    office.clock.advance(timedelta(minutes=20))
    office.do(SetSeverity(key, Severity.HIGH, "half are back"))
    office.do(AddEntry(key, "Renewed", evidence="https://logs.example.org/1"))
    office.do(MoveIncident(key, IncidentStatus.RESOLVED))
    office.do(WriteReview(key, ReviewText.ROOT_CAUSE, "A key ran out"))
    office.do(AddAction(key, "Watch keys", office.me, office.clock.now() + timedelta(days=7)))
    office.do(LinkRecurrence(key, before))
    office.do(LinkToIncident(key, (office.ticket("VPN is down"),)))
    office.do(MoveReview(key, ReviewState.IN_REVIEW))
    office.do(MoveReview(key, ReviewState.SIGNED_OFF))
    return key


def test_a_report_tells_facts_words_actions_and_timeline(office: Office) -> None:
    """SPEC 11."""
    key = signed(office)
    now = office.clock.now()
    report = review_report(office.ask(AnalysisOf(key, now)), Manner(Locale.ZH, ZoneInfo("Asia/Shanghai"), now))
    standing, facts = (dict(block.rows) for block in report.blocks if isinstance(block, Facts))
    assert standing["状态"] == "已签发"
    assert standing["截止"].endswith("(按时)")
    assert (facts["“严重故障”时长"], facts["受影响人数"]) == ("20 分 1 秒", "2,000")
    assert facts["曾经发生"].startswith("INC-1 Down once")
    headings = [block.text for block in report.blocks if isinstance(block, Heading)]
    assert [one for one in headings if one != "处置步骤"] == [
        "事实",
        "根本原因",
        "促成因素",
        "影响",
        "处置效果",
        "经验教训",
        "改进项",
        "关联工单",
        "时间线",
    ]
    words = [(block.text, block.remark) for block in report.blocks if isinstance(block, Prose)]
    assert words == [("A key ran out", False)] + [("尚未填写。", True)] * 4
    actions, *_, tickets, timeline = (block.rows for block in report.blocks if isinstance(block, Table))
    assert [row[:1] + row[3:4] for row in actions] == [("Watch keys", "待办")]
    assert ([row[2:] for row in tickets], facts["关联工单"]) == ([("VPN is down", "新建")], "1")
    assert [row[3] for row in timeline if row[1] not in ("复盘", "步骤", "工单", "角色")] == [
        "严重故障 认证失败",
        "高优先级故障: half are back",
        "Renewed [https://logs.example.org/1]",
        "已解决",
    ]
    assert [row[3] for row in timeline if row[1] == "复盘"] == ["待办: Watch keys", "评审中", "已签发"]
