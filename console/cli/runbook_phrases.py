"""What is said of runbooks on the command line, in English and Chinese.

Promise: data only, a sentence for each fault (tests/cli/test_runbooks.py).
"""

from __future__ import annotations

from console.cli.phrases import Pair
from console.models.reading_tables import Wrong

FAULTS: dict[Wrong, Pair] = {
    Wrong.TOO_LARGE: ("a definition has at most {value} characters", "定义最多 {value} 个字符"),
    Wrong.NOT_TOML: ("this is not TOML: {value}", "不是有效的 TOML：{value}"),
    Wrong.UNKNOWN_KEY: ("there is no such key; take it out or correct its name", "没有此键；请删除或更正名称"),
    Wrong.MISSING: ("this is missing", "缺少此项"),
    Wrong.WRONG_KIND: ("another kind of value is needed here: {value}", "此处需要另一种值：{value}"),
    Wrong.BAD_VALUE: ("“{value}” is not one of the words known here", "“{value}”不是此处可用的词"),
    Wrong.BAD_NAME: (
        "“{value}” is no name: small letters, digits and underscores, a letter first",
        "“{value}”不是名称：应为小写字母、数字和下划线，以字母开头",
    ),
    Wrong.BAD_BOUND: (
        '“{value}” is no bound: <, <=, =, !=, >= or > and a number, such as "< 0.05"',
        '“{value}”不是界限：应为 <、<=、=、!=、>= 或 > 加一个数，例如 "< 0.05"',
    ),
    Wrong.BAD_PATH: (
        "“{value}” is no path: printable ASCII from one slash on, without a fragment",
        "“{value}”不是路径：应为以单个斜杠开头的可打印 ASCII，不含片段",
    ),
    Wrong.BAD_PLACE: (
        "“{value}” is no dotted place such as status.indicator",
        "“{value}”不是形如 status.indicator 的位置",
    ),
    Wrong.OUT_OF_RANGE: ("only {value} is possible", "只能为 {value}"),
    Wrong.TEXT_TOO_LONG: (
        "a text has at most {value} characters, and no NUL among them",
        "文本最多 {value} 个字符，且不含 NUL",
    ),
    Wrong.REPEATED: ("another step is called “{value}” already", "已有名为“{value}”的步骤"),
    Wrong.PLACEHOLDER: (
        "“{value}” has a placeholder that is not known here, or lacks the one needed",
        "“{value}”含有未知的占位符，或缺少必需的占位符",
    ),
    Wrong.ONLY_LOOKS: (
        "a step of this kind only looks, so its radius is none, not “{value}”",
        "此类步骤只做检查，影响范围只能是 none，而非“{value}”",
    ),
    Wrong.CHECKS_ONLY: (
        "the list “{value}” holds only steps of radius none; move what changes something to another list",
        "“{value}”列表只能包含影响范围为 none 的步骤；会造成更改的步骤请移到其他列表",
    ),
    Wrong.NEVER_REPEATED: (
        "what changes something is never repeated by itself, so it has no retries, not {value}",
        "会造成更改的步骤不会自动重复，不能设置 {value} 次重试",
    ),
    Wrong.NOT_A_QUERY: (
        "only one query that reads is possible (select, with, values, table, show), not “{value}”",
        "只能是一条只读查询（select、with、values、table、show），而非“{value}”",
    ),
    Wrong.NO_STEP: ("no step is called “{value}”", "没有名为“{value}”的步骤"),
    Wrong.CATEGORY_TAKEN: ("{value} is a runbook of this category already", "{value} 已是该类别的处置手册"),
    Wrong.NEVER_AUTOMATIC: (
        "after a breach nothing is recovered automatically, for evidence would be lost; the policy is off, not {value}",
        "安全漏洞不做自动恢复，以免破坏证据；policy 应为 off，而非 {value}",
    ),
    Wrong.AUTO_REVERSIBLE: (
        "only a reversible step may run automatically, this one is {value}",
        "只有影响范围为 reversible 的步骤可自动执行，此步骤为 {value}",
    ),
}
HEADINGS: tuple[Pair, ...] = (("category", "类别"), ("steps", "步骤"), ("recovery", "自动恢复"), ("title", "标题"))
"""Of the columns of a list."""
NO_KEYRING: Pair = (
    "No keyring here took the secret. Nothing was kept; unlock the keyring, or hand it to the worker as a credential.",
    "本机没有可用的密钥环。未保存密钥；请解锁密钥环，或以凭据文件提供给后台服务。",
)
