"""What is said of entries."""

from __future__ import annotations

import pytest

from console.models.incident_kinds import EntryKind
from console.models.kinds import Locale
from console.services.incidents.telling import told


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (EntryKind.DECLARED, "CRITICAL AUTHENTICATION_FAILURE", "严重故障 认证失败"),
        (EntryKind.STATUS, "CLOSED: CRITICAL was wrong", "已关闭: CRITICAL was wrong"),
        (EntryKind.STEP, "restart: WAITING (reversible)", "重启: 等待 (可恢复)"),
        (EntryKind.STEP, "gone: passed", "gone: 通过"),
        (EntryKind.ROLE, "SCRIBE OFFERED: 谭美", "记录员 已提出: 谭美"),
        (EntryKind.TASK, "DONE: 检查节点 3", "已完成: 检查节点 3"),
        (EntryKind.TICKET, "LINKED: 1, 2", "关联工单: 1, 2"),
        (EntryKind.NOTE, "CRITICAL alarms", "CRITICAL alarms"),
    ],
)
def test_stored_values_are_said_in_words_and_what_people_wrote_stands(kind: EntryKind, text: str, said: str) -> None:
    assert told(kind, text, Locale.ZH, {"restart": "重启"}) == said
