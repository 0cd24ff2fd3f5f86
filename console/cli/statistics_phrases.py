"""The words of the verb `stats`, each in English and Chinese.

Promise: data only.
"""

from __future__ import annotations

from console.cli.phrases import Pair

COUNTS: tuple[Pair, ...] = (("opened", "新建"), ("resolved", "解决"), ("backlog", "积压"), ("reopened", "重开"))
LENGTHS: tuple[Pair, ...] = (
    ("first reply, median / p90", "首次响应 中位 / p90"),
    ("resolution, median / p90", "解决用时 中位 / p90"),
)
WRITTEN: Pair = ("The report is in {path}.", "报告已写入 {path}。")
