"""The words of the verb `stats`, each in English and Chinese.

Promise: data only.
"""

from __future__ import annotations

from console.cli.phrases import Pair
from console.models.figures import Dimension

ALL_TICKETS: Pair = ("all", "全部")
COUNTS: tuple[Pair, ...] = (("opened", "新建"), ("resolved", "解决"), ("backlog", "积压"), ("reopened", "重开"))
LENGTHS: tuple[Pair, ...] = (
    ("first reply, median / p90", "首次响应 中位 / p90"),
    ("resolution, median / p90", "解决用时 中位 / p90"),
)
NONE: dict[Dimension, Pair] = {
    Dimension.TYPE: ("without a type", "无类型"),
    Dimension.PRIORITY: ("without a priority", "无优先级"),
    Dimension.TEAM: ("without a team", "无团队"),
    Dimension.CHANNEL: ("without a channel", "无渠道"),
    Dimension.PERSON: ("unassigned", "未分配"),
}
