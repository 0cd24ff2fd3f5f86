"""What the verbs below `hub` say, each in English and Chinese.

Promise: data only; what the hub refuses is phrased by `console.words`.
"""

from __future__ import annotations

from console.cli.phrases import Pair

PASSWORD_OF: Pair = ("Password of {name}: ", "{name} 的密码：")
FIRST_LOGIN: Pair = ("Login of the first admin", "第一位管理员的登录名")
FIRST_NAME: Pair = ("Their name", "姓名")
MADE: Pair = ("The hub was made in the database {name}.", "已在数据库 {name} 中创建中心库。")
RENEWED: Pair = ("The hub in the database {name} is up to date.", "数据库 {name} 中的中心库已是最新版本。")
ADDED: Pair = ("{name} was added.", "已添加“{name}”。")
HANDED_OUT: Pair = (
    "The file {path} was written: with it a console joins the team, in Settings. No password is in it.",
    "已写入文件 {path}：控制台可在“设置”中凭此文件加入团队；文件中不含密码。",
)
PASSWORD_BELOW: Pair = (
    "The password is told this once, on the line below; hand it over in person.",
    "密码仅显示这一次，见下行，请当面转交。",
)
OUTSIDE_NOW: Pair = (
    "{name} has no password here any more; the company's sign-in knows them.",
    "“{name}”在此处不再有密码，由公司统一登录验证。",
)
ROLES_NOW: Pair = ("{name} now acts as: {roles}.", "“{name}”现在的角色：{roles}。")
NO_ROLE_NOW: Pair = (
    "{name} has no role any more and cannot sign in; a role given later lets them in again.",
    "“{name}”已没有任何角色，无法登录；重新授予角色后即可登录。",
)
DISABLED: Pair = (
    "{name} cannot sign in any more; sessions ended: {count}. The history keeps their name.",
    "“{name}”已无法登录，结束会话 {count} 个。历史记录保留其姓名。",
)
TEAM_ADDED: Pair = ("The team {name} was added, with tickets of its own.", "已添加团队“{name}”，有独立的工单范围。")
TEAMS_NOW: Pair = ("{name} now sees the tickets of: {teams}.", "“{name}”现在可以看到这些团队的工单：{teams}。")
NO_TEAM_NOW: Pair = ("{name} now sees no team's tickets.", "“{name}”现在看不到任何团队的工单。")
SAVED: Pair = ("The hub was copied to {path} ({size}).", "中心库已备份到 {path}（{size}）。")
ALL_WELL: Pair = ("Nothing is wrong with the hub.", "中心库一切正常。")

STATUS: dict[str, Pair] = {
    "server": ("PostgreSQL", "PostgreSQL"),
    "schema": ("Version of the hub", "中心库版本"),
    "oldest": ("Oldest console that may write", "可写入的最旧控制台"),
    "seq": ("Commits", "提交次数"),
    "last": ("Last commit", "最近提交"),
    "people": ("People who sign in", "可登录人员"),
    "requesters": ("Requesters", "提单人"),
    "teams": ("Teams", "团队"),
    "scopes": ("Scopes", "范围"),
    "tickets": ("Tickets", "工单"),
    "log": ("Entries of the audit log", "审计日志条目"),
    "bytes": ("Size on disk", "磁盘占用"),
    "connections": ("Connected now", "当前连接"),
}
"""Words of the figures of `hub status`."""
