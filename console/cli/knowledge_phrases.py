"""What the verbs of knowledge say, each in English and Chinese.

Promise: data only.
"""

from __future__ import annotations

from console.cli.phrases import Pair

IMPORTED: Pair = (
    "Articles: {read}; {created} new, {updated} changed, {unchanged} unchanged, {rejected} rejected.",
    "读取 {read} 篇文章：新建 {created}，更新 {updated}，未变 {unchanged}，拒绝 {rejected}。",
)
REJECTED: Pair = ("{place}: {reason}", "{place}：{reason}")
EXPORTED: Pair = ("Articles written to {path}: {count}.", "已将 {count} 篇文章写入 {path}。")
PUBLISHED: Pair = (
    "Published articles written to {path}: {count}. Open its index.html.",
    "已将 {count} 篇已发布的文章写入 {path}。请打开其中的 index.html。",
)
ADDRESSED: Pair = (
    "Links in replies lead to {address} from now on.",
    "今后回复中的链接指向 {address}。",
)
NOT_PUBLISHED: Pair = (
    "You hold no role that publishes, so everything came in as a draft.",
    "您没有发布文章的角色，全部以草稿导入。",
)
NOTHING_ALIKE: Pair = ("No published article is like this ticket.", "没有与此工单相似的已发布文章。")
COVERED: Pair = ("covered, {kind}: {text}", "已遮盖{kind}：{text}")
DRAFTED: Pair = (
    "Draft “{title}” was made ({key}). Read it before it is published.",
    "已建立草稿“{title}”（{key}）。发布前请通读。",
)
NO_GAPS: Pair = ("No search was left without a result.", "所有搜索都有结果。")
