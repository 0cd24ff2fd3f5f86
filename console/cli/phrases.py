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
NO_JSON_AT: Pair = (
    "it is not valid JSON at line {line}, column {column}",
    "第 {line} 行第 {column} 列处不是有效的 JSON",
)
NO_QUESTIONS: Pair = (
    "“{name}” holds no questions: {reason}. Nothing was answered; it must be as docs/CLI.md says.",
    "“{name}”不含问题：{reason}。没有作答，格式须符合 docs/CLI.md。",
)
NOT_A_DOCUMENT: Pair = (
    "it must be one object with a list “questions”",
    "应为一个对象，包含列表“questions”",
)
PROFILE_UNNAMED: Pair = (
    "the name of the profile's folder is empty; leave the option away for your own",
    "配置文件夹的名称为空；不写此选项则使用您自己的配置",
)
FILLED: Pair = (
    "Tickets added to {path}: {count}. Open them with: support-console --profile {path} run",
    "已在 {path} 中添加 {count} 张工单。打开：support-console --profile {path} run",
)
WORKING: Pair = (
    "Working for the hub of {path}. Ctrl+C ends it after the step under way.",
    "正在为 {path} 的中心库工作。按 Ctrl+C 在当前步骤后结束。",
)
AUDIT_WHOLE: Pair = (
    "The audit log is whole, each entry following from the one before. Entries: {count}.",
    "审计日志的 {count} 条记录前后相符。",
)
AUDIT_BROKEN: Pair = (
    "The audit log is broken at commit {seq}, entry {n}: somebody changed or removed what stood there.",
    "审计日志在第 {seq} 次提交的第 {n} 条处断开：该处内容被改动或移除。",
)
VIEWS: dict[str, Pair] = {
    "my-open": ("My open", "我的未结"),
    "user-replied": ("User replied", "用户已回复"),
    "all-open": ("All open", "全部未结"),
    "at-risk": ("Late or at risk", "超时与将超时"),
    "unassigned": ("Unassigned", "未分配"),
    "paused": ("Paused", "已暂停"),
    "resolved": ("Resolved", "已解决"),
    "all": ("All tickets", "全部工单"),
}
"""What the window calls the views every console has, by their id."""
NO_TICKETS: Pair = ("There are no tickets here.", "没有工单。")
NO_INCIDENTS: Pair = ("There are no incidents here.", "没有故障。")
NO_RESULTS: Pair = ("No ticket or article holds all of these words.", "没有工单或文章同时包含这些词。")
IMPORTED: Pair = (
    "Rows: {read}; {used} used, {unchanged} unchanged, {rejected} rejected. Tickets: {created} new, {updated} changed.",
    "读取 {read} 行：采用 {used}，未变 {unchanged}，拒绝 {rejected}。新建工单 {created} 张，更新 {updated} 张。",
)
IMPORTED_INCIDENTS: Pair = (
    (
        "Rows: {read}; {used} used, {unchanged} unchanged, {rejected} rejected."
        " Incidents: {created} new, {updated} changed."
    ),
    "读取 {read} 行：采用 {used}，未变 {unchanged}，拒绝 {rejected}。新建故障 {created} 个，更新 {updated} 个。",
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


MARKS: dict[str, Pair] = {"fine": ("ok", "正常"), "note": ("note", "注意"), "broken": ("broken", "异常")}
"""What stands before a finding of `doctor`."""

VERSION: Pair = ("version {version}.", "版本 {version}。")
QT_MISSING: Pair = (
    "it cannot be loaded ({reason}), so no window opens. Install what is missing, or set up anew.",
    "无法加载（{reason}），窗口打不开。请安装缺少的组件或重新安装。",
)
QT_TOO_NEW: Pair = (
    "version {version} is known to crash under this Python. Install 6.11, or use Python 3.12.",
    "版本 {version} 在此 Python 下会崩溃。请安装 6.11，或改用 Python 3.12。",
)
NO_FULL_TEXT: Pair = (
    "version {version} has no full-text index (FTS5). Use another build of Python.",
    "版本 {version} 没有全文索引（FTS5）。请换用其他 Python 安装。",
)
PROFILE_NEW: Pair = ("{path} will be made at the first start.", "{path} 将在首次启动时创建。")
PROFILE_FINE: Pair = ("{path} belongs to you alone.", "{path} 仅您本人可用。")
PROFILE_SHARED: Pair = (
    "others can read {path}; the next start closes it to them.",
    "其他用户可读 {path}，下次启动时会改为仅限本人。",
)
PROFILE_CLOSED: Pair = (
    "{path} cannot be written. Give your account the right to write there.",
    "{path} 不可写。请授予您的账号写权限。",
)
REPLICA_NEW: Pair = ("there are no data yet.", "尚无数据。")
REPLICA_FINE: Pair = ("tickets: {tickets}; {size}; every page is sound.", "{tickets} 张工单，{size}，检查无损坏。")
REPLICA_BROKEN: Pair = (
    "the data file {path} is damaged: {reason}. Restore a backup or move it away.",
    "数据文件 {path} 已损坏：{reason}。请恢复备份或将其移走。",
)
HUB_FINE: Pair = (
    "{size}; every page is sound, and the audit log proves itself (entries: {entries}).",
    "{size}，检查无损坏，审计日志 {entries} 条均可验证。",
)
HUB_BROKEN: Pair = (
    "{path} is damaged: {reason}. Move it away; the next start makes a new one from the tickets here.",
    "{path} 已损坏：{reason}。请将其移走，下次启动会用本机工单重新生成。",
)
HUB_ALTERED: Pair = (
    "entry {seq}.{n} of the audit log in {path} does not follow from the one before. Somebody altered the file.",
    "{path} 中审计日志第 {seq}.{n} 条与前一条不符，文件曾被改动。",
)
DISK_FINE: Pair = ("{free} free.", "剩余 {free}。")
DISK_LOW: Pair = ("only {free} free. Make room before it is full.", "仅剩 {free}。请尽快腾出空间。")
DISPLAY_FINE: Pair = ("windows open on “{platform}”.", "窗口可在“{platform}”上打开。")
DISPLAY_NONE: Pair = (
    "no window can be opened here ({reason}). The command line works; for the window, start from a desktop session.",
    "这里打不开窗口（{reason}）。命令行可用；如需窗口，请在桌面会话中启动。",
)
FONT_FINE: Pair = ("“{family}” is used for Chinese.", "中文使用“{family}”。")
FONT_NONE: Pair = (
    "no font has Chinese characters; they show as boxes. Install one, such as Noto Sans CJK or WenQuanYi Micro Hei.",
    "没有含中文的字体，汉字会显示为方框。请安装 Noto Sans CJK 或文泉驿微米黑等字体。",
)
KEYRING_FINE: Pair = ("secrets are kept by “{name}”.", "机密由“{name}”保存。")
KEYRING_NONE: Pair = (
    "there is none that encrypts. Tickets work; passwords of channels cannot be kept until one runs.",
    "没有可加密的密钥环。工单可用；启用密钥环之前无法保存各渠道的密码。",
)
SUBJECTS: dict[str, Pair] = {
    "profile": ("Profile", "配置"),
    "replica": ("Data", "数据"),
    "hub": ("Hub of this computer", "本机中心库"),
    "disk": ("Disk", "磁盘"),
    "display": ("Display", "显示"),
    "font": ("Chinese font", "中文字体"),
    "keyring": ("Keyring", "密钥环"),
}


def phrase(pair: Pair, locale: Locale, **values: object) -> str:
    """The half of a pair that speaks `locale`, with its values."""
    return pair[1 if locale is Locale.ZH else 0].format(**values)
