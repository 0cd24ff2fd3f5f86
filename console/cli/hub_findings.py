"""What `hub check` says of each finding, in English and Chinese: what is wrong, and what puts it right.

Promise: data only; every check has its pair.
"""

from __future__ import annotations

from console.cli.phrases import Pair, phrase
from console.models.kinds import Locale
from console.services.sync.hub_check import Check, Finding

FINDINGS: dict[Check, Pair] = {
    Check.HUB_OLD: (
        "The hub is of version {subject}, this program of {detail}. Run “hub upgrade”.",
        "中心库版本为 {subject}，本程序为 {detail}。请运行“hub upgrade”。",
    ),
    Check.SERVER_UNPATCHED: (
        "PostgreSQL {subject} lets anybody who signs in corrupt its memory. Upgrade it to {detail} or later.",
        "PostgreSQL {subject} 存在漏洞，任何登录者都能破坏其内存。请升级到 {detail} 或更新版本。",
    ),
    Check.SETTING: (
        "The server's setting is {subject}. Set {detail}.",
        "服务器设置为 {subject}。请改为 {detail}。",
    ),
    Check.UNENCRYPTED: (
        "Connections over the network are not encrypted ({subject}). Give the server a certificate and set {detail}.",
        "网络连接未加密（{subject}）。请为服务器配置证书并设置 {detail}。",
    ),
    Check.DATABASE_OPEN: (
        "Everybody may do this in the database: {subject}. Run “hub upgrade”.",
        "任何人都可在数据库中执行：{subject}。请运行“hub upgrade”。",
    ),
    Check.RELATION: (
        "{subject} is nothing the hub made; a view or sequence may show what is hidden. Remove it.",
        "{subject} 不是中心库创建的对象，可能泄露隐藏的数据。请将其移除。",
    ),
    Check.OWNER: (
        "{subject} belongs to {detail}. Run “hub upgrade”, or give it to the hub's own role.",
        "{subject} 属于 {detail}。请运行“hub upgrade”，或将其交还中心库的角色。",
    ),
    Check.ROW_SECURITY: (
        "{subject} shows its rows to everybody who may read it. Run “hub upgrade”.",
        "{subject} 未启用行级安全。请运行“hub upgrade”。",
    ),
    Check.POLICY: (
        "The policy {subject} is not as this version makes it ({detail}). Run “hub upgrade”.",
        "策略 {subject} 与本版本不符（{detail}）。请运行“hub upgrade”。",
    ),
    Check.TRIGGER: (
        "The trigger {subject} is not as this version makes it ({detail}). Run “hub upgrade”.",
        "触发器 {subject} 与本版本不符（{detail}）。请运行“hub upgrade”。",
    ),
    Check.GRANT: (
        "{detail} holds a right it must not have: {subject}. Run “hub upgrade”.",
        "{detail} 拥有不应有的权限：{subject}。请运行“hub upgrade”。",
    ),
    Check.FUNCTION: (
        "The function {subject} is not as this version makes it ({detail}). Run “hub upgrade”, or remove it.",
        "函数 {subject} 与本版本不符（{detail}）。请运行“hub upgrade”，或将其移除。",
    ),
    Check.FUNCTION_PATH: (
        "The function {subject} could be led to other objects than its own. Run “hub upgrade”.",
        "函数 {subject} 的搜索路径不安全。请运行“hub upgrade”。",
    ),
    Check.FUNCTION_PUBLIC: (
        "Everybody may call the function {subject}. Run “hub upgrade”.",
        "任何人都可调用函数 {subject}。请运行“hub upgrade”。",
    ),
    Check.POWER: (
        "The role {subject} has more power than its task needs: {detail}. Take it away.",
        "角色 {subject} 的权力超出所需：{detail}。请收回。",
    ),
    Check.OWNS: (
        "{subject} signs in and owns objects, whose rules an owner need not keep. Give them to another role.",
        "{subject} 可登录且拥有对象，所有者不受规则约束。请将对象转给其他角色。",
    ),
    Check.MEMBERSHIP: (
        "The database groups of {subject} are not those of their roles: {detail}. Change a role with “hub person”.",
        "{subject} 的数据库组与其角色不符：{detail}。请用“hub person”调整角色。",
    ),
    Check.REACHED: (
        "{subject} may act as {detail}, which nobody may. Take the membership away.",
        "{subject} 可以充当 {detail}，这不允许任何人做。请撤销该成员关系。",
    ),
    Check.NO_ROLE: (
        "{subject} is a person of the hub without a database role. Make one with “hub person password”.",
        "{subject} 在中心库中没有数据库角色。请用“hub person password”创建。",
    ),
    Check.NO_PERSON: (
        "The role {subject} may connect and is nobody of the hub. Remove it.",
        "角色 {subject} 可以连接，但不是中心库的人员。请将其移除。",
    ),
    Check.NO_LIMIT: (
        "{subject} may open any number of connections. Limit it to a few.",
        "{subject} 的连接数没有上限。请加以限制。",
    ),
}

HOW: dict[str, Pair] = {
    "extra": ("extra", "多余"),
    "missing": ("missing", "缺失"),
    "changed": ("changed", "被改动"),
    "off": ("switched off", "已停用"),
    "public": ("Everybody", "任何人"),
}
"""Words of details that are no names."""


def sentence(finding: Finding, locale: Locale) -> str:
    """What is wrong, and what puts it right."""
    how = HOW.get(finding.detail)
    detail = finding.detail if how is None else phrase(how, locale)
    return phrase(FINDINGS[finding.check], locale, subject=finding.subject, detail=detail)
