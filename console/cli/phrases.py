"""What the command line says beside its answers, each in English and Chinese.

Promise: data only; what services refuse is phrased by `console.words`.
"""

from __future__ import annotations

from typing import TypeAlias

from console.models.kinds import Locale

Pair: TypeAlias = tuple[str, str]
"""English, Chinese."""

CANNOT_READ: Pair = (
    "“{name}” cannot be read: {reason}. Nothing was answered; check the name and your rights.",
    "无法读取“{name}”：{reason}。没有作答，请检查文件名及访问权限。",
)
CANNOT_WRITE: Pair = (
    "The answer could not be written: {reason}. Nothing was changed by it; free some space and ask again.",
    "无法写出结果：{reason}。数据未受影响，请腾出空间后重试。",
)
NOT_A_LINE: Pair = (
    "a line is an object with a text “text” and, if wanted, an “id”",
    "每行应为对象，包含文本“text”，可附“id”",
)
FILLED: Pair = ("{count} tickets were added to {path}.", "已在 {path} 中添加 {count} 张工单。")
NO_TICKETS: Pair = ("There are no tickets here.", "没有工单。")
NO_RESULTS: Pair = ("No ticket holds all of these words.", "没有工单同时包含这些词。")
IMPORTED: Pair = (
    "{read} rows: {used} used, {unchanged} unchanged, {rejected} rejected. {created} tickets made, {updated} updated.",
    "读取 {read} 行：采用 {used}，未变 {unchanged}，拒绝 {rejected}。新建工单 {created} 张，更新 {updated} 张。",
)
TRIED: Pair = ("This was a trial: nothing was changed.", "这是试运行：未作任何更改。")
REPORTED: Pair = (
    "The rejected rows stand whole, with their reasons, in {path}.",
    "被拒绝的行及其原因完整保存在 {path}。",
)
LEFT_OUT: Pair = (
    "These columns have no field and were not imported: {columns}.",
    "以下列没有对应字段，未导入：{columns}。",
)
STOPPED: Pair = (
    "Stopped. What was imported so far is kept; the same command continues.",
    "已停止。已导入的部分均已保留，再次运行同一命令即可继续。",
)

CONVERSATION: Pair = ("Conversation", "对话")
HISTORY: Pair = ("History", "历史")
FILES: Pair = ("Files", "附件")


def phrase(pair: Pair, locale: Locale, **values: object) -> str:
    """The half of a pair that speaks `locale`, with its values."""
    return pair[1 if locale is Locale.ZH else 0].format(**values)
