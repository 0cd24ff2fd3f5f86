"""The words and sentences of the console, each in English and Chinese; `words.py` chooses and fills them.

Promise: data only. Every enum member, event and reason has its pair here, and both halves of a pair name the
same parameters.
"""

from __future__ import annotations

import errno
from enum import StrEnum

from console.models.faults import HubFault
from console.models.kinds import EventKind, Impact, Priority, Status, TicketType, Urgency
from console.models.triage import Evidence, PriorityRule
from console.refusals import Pair

"""Words of each enum, in the order its members are declared."""

FIELDS: dict[str, Pair] = {
    "title": ("title", "标题"),
    "description": ("description", "描述"),
    "body": ("message", "消息"),
    "message": ("message", "消息"),
    "reason": ("reason", "原因"),
    "type": ("type", "类型"),
    "priority": ("priority", "优先级"),
    "impact": ("impact", "影响范围"),
    "urgency": ("urgency", "紧急程度"),
    "status": ("status", "状态"),
    "channel": ("channel", "渠道"),
    "requester": ("requester", "提单人"),
    "team": ("team", "团队"),
    "assignee": ("assignee", "负责人"),
    "person": ("person", "人员"),
    "tag": ("tag", "标签"),
    "tags": ("tags", "标签"),
    "name": ("name", "名称"),
    "view": ("view", "视图"),
    "ticket": ("ticket", "工单"),
    "link": ("link", "关联"),
    "text": ("text", "文本"),
    "incident": ("incident", "故障"),
    "group": ("group", "通知组"),
    "subject": ("subject", "主题"),
    "timeline_entry": ("timeline entry", "时间线条目"),
    "severity": ("severity", "严重级别"),
    "affected_users": ("affected users", "受影响用户数"),
    "availability": ("availability", "可用率"),
    "evidence": ("evidence", "证据"),
    "event_at": ("time of the event", "发生时间"),
    "reporter": ("reporter", "报告人"),
    "handler": ("handler", "处理人"),
    "commander": ("commander", "指挥"),
    "reported_at": ("reported", "报告时间"),
    "business_impact": ("business impact", "业务影响"),
    "duplicate_of": ("duplicate of", "重复于"),
    "root_cause": ("root cause", "根本原因"),
    "factors": ("contributing factors", "促成因素"),
    "effectiveness": ("how well the resolution worked", "处置效果"),
    "lessons": ("lessons", "经验教训"),
    "reviewer": ("reviewer", "评审人"),
    "recurrence": ("recurrence", "重复发生"),
    "resolution_summary": ("summary of the resolution", "解决摘要"),
    "resolution_details": ("details of the resolution", "解决详情"),
    "impact_began_at": ("beginning of the impact", "影响开始时间"),
    "impact_ended_at": ("end of the impact", "影响结束时间"),
    "attachment": ("attachment", "附件"),
    "article": ("article", "文章"),
    "outcome": ("outcome", "处理结果"),
    "resolution": ("resolution", "解决方案"),
    "created_at": ("created", "创建时间"),
    "updated_at": ("updated", "更新时间"),
    "first_responded_at": ("first responded", "首次响应时间"),
    "resolved_at": ("resolved", "解决时间"),
    "closed_at": ("closed", "关闭时间"),
    "column": ("column", "列"),
    "columns": ("columns", "列"),
    "article_version": ("version", "版本"),
    "article_category": ("category", "分类"),
    "category": ("category", "分类"),
    "owner": ("owner", "负责人"),
    "stage": ("state", "状态"),
    "published": ("published version", "已发布版本"),
    "pair": ("article in the other language", "另一语言的文章"),
    "video_url": ("address of the video", "视频地址"),
    "search": ("search", "搜索内容"),
    "language": ("language", "语言"),
    "state": ("state", "状态"),
    "review_by": ("review date", "复审日期"),
}
"""Fields and things a refusal may name by their key."""

END_OF_THE_ROAD: Pair = (
    "A ticket that is {status} keeps that status; it cannot go to {target}.",
    "“{status}”的工单不再转换状态，不能转为“{target}”。",
)
"""Instead of ILLEGAL_STATUS where no other status is allowed at all."""

SILENT_MONITORING: Pair = ("Monitoring says nothing: {name} is not heard", "监控没有声音：收不到 {name}")
"""The title of an incident that nothing but a silence tells of."""

SYSTEM_REASONS: dict[int, Pair] = {
    errno.ENOENT: ("it does not exist", "文件不存在"),
    errno.EACCES: ("your account may not open it", "您的账号无权打开"),
    errno.EPERM: ("your account may not open it", "您的账号无权打开"),
    errno.EISDIR: ("it is a folder", "这是一个文件夹"),
    errno.ENOTDIR: ("a part of its path is no folder", "路径中有一段不是文件夹"),
    errno.ENOSPC: ("the disk is full", "磁盘已满"),
    errno.EROFS: ("the disk is read-only", "磁盘为只读"),
    errno.EIO: ("the disk reports an error", "磁盘报错"),
    errno.ENAMETOOLONG: ("its name is too long", "文件名过长"),
    errno.ENODEV: ("it is no ordinary file", "不是普通文件"),
}

EVENTS: dict[EventKind, Pair] = {
    EventKind.CREATED: ("{author} created the ticket.", "{author}创建了工单。"),
    EventKind.STATUS: (
        "{author} changed the status from {before} to {after}.",
        "{author}将状态从“{before}”改为“{after}”。",
    ),
    EventKind.PRIORITY: (
        "{author} changed the priority from {before} to {after}.",
        "{author}将优先级从“{before}”改为“{after}”。",
    ),
    EventKind.TYPE: (
        "{author} changed the type from {before} to {after}.",
        "{author}将类型从“{before}”改为“{after}”。",
    ),
    EventKind.TEAM: (
        "{author} moved the ticket from {before} to {after}.",
        "{author}将工单从“{before}”转给“{after}”。",
    ),
    EventKind.ASSIGNEE: (
        "{author} changed the assignee from {before} to {after}.",
        "{author}将负责人从“{before}”改为“{after}”。",
    ),
    EventKind.IMPACT: (
        "{author} changed the impact from {before} to {after}.",
        "{author}将影响范围从“{before}”改为“{after}”。",
    ),
    EventKind.URGENCY: (
        "{author} changed the urgency from {before} to {after}.",
        "{author}将紧急程度从“{before}”改为“{after}”。",
    ),
    EventKind.TITLE: (
        "{author} changed the title from “{before}” to “{after}”.",
        "{author}将标题从“{before}”改为“{after}”。",
    ),
    EventKind.DESCRIPTION: ("{author} changed the description.", "{author}修改了描述。"),
    EventKind.REQUESTER: (
        "{author} changed the requester from {before} to {after}.",
        "{author}将提单人从“{before}”改为“{after}”。",
    ),
    EventKind.TAGGED: ("{author} added the tag {after}.", "{author}添加了标签“{after}”。"),
    EventKind.UNTAGGED: ("{author} removed the tag {before}.", "{author}移除了标签“{before}”。"),
    EventKind.LINKED: ("{author} added a link: {after}.", "{author}建立了关联：{after}。"),
    EventKind.UNLINKED: ("{author} removed a link: {before}.", "{author}解除了关联：{before}。"),
    EventKind.ATTACHED: ("{author} attached “{after}”.", "{author}添加了附件“{after}”。"),
    EventKind.MERGED_IN: ("{author} merged another ticket into this one.", "{author}将另一工单合并到此工单。"),
    EventKind.UNMERGED: ("{author} took a merged ticket out again.", "{author}撤销了工单合并。"),
    EventKind.COVERED: ("{author} put this ticket under an incident.", "{author}将此工单交由故障统一处理。"),
    EventKind.UNCOVERED: ("{author} took this ticket out of an incident.", "{author}使此工单不再由故障统一处理。"),
    EventKind.UNDELIVERED: ("{author} noted that a message was not delivered.", "{author}记录有一条消息未能送达。"),
}

FIRST_VALUES: dict[EventKind, Pair] = {
    EventKind.STATUS: ("{author} set the status to {after}.", "{author}将状态设为“{after}”。"),
    EventKind.PRIORITY: ("{author} set the priority to {after}.", "{author}将优先级设为“{after}”。"),
    EventKind.TYPE: ("{author} set the type to {after}.", "{author}将类型设为“{after}”。"),
    EventKind.TEAM: ("{author} gave the ticket to {after}.", "{author}将工单交给“{after}”。"),
    EventKind.ASSIGNEE: ("{author} assigned the ticket to {after}.", "{author}将工单分配给“{after}”。"),
    EventKind.IMPACT: ("{author} set the impact to {after}.", "{author}将影响范围设为“{after}”。"),
    EventKind.URGENCY: ("{author} set the urgency to {after}.", "{author}将紧急程度设为“{after}”。"),
    EventKind.TITLE: ("{author} set the title to “{after}”.", "{author}将标题设为“{after}”。"),
    EventKind.REQUESTER: ("{author} set the requester to {after}.", "{author}将提单人设为“{after}”。"),
}
"""Where no value stood before."""

LAST_VALUES: dict[EventKind, Pair] = {
    EventKind.TYPE: ("{author} removed the type {before}.", "{author}清除了类型“{before}”。"),
    EventKind.TEAM: ("{author} took the ticket from {before}.", "{author}将工单移出“{before}”。"),
    EventKind.ASSIGNEE: ("{author} unassigned {before}.", "{author}取消了“{before}”的分配。"),
    EventKind.IMPACT: ("{author} removed the impact {before}.", "{author}清除了影响范围“{before}”。"),
    EventKind.URGENCY: ("{author} removed the urgency {before}.", "{author}清除了紧急程度“{before}”。"),
    EventKind.REQUESTER: ("{author} removed the requester {before}.", "{author}清除了提单人“{before}”。"),
}
"""Where no value stands any more."""

LINK_EVENTS: dict[EventKind, Pair] = {
    EventKind.LINKED: ("{author} added a link: {link} {after}.", "{author}建立了关联：{link} {after}。"),
    EventKind.UNLINKED: ("{author} removed a link: {link} {before}.", "{author}解除了关联：{link} {before}。"),
}
"""Where the kind of the link is known."""

REOPENED: Pair = ("{author} reopened the ticket.", "{author}重新打开了工单。")
BECAUSE: Pair = ("{sentence} Reason: {reason}", "{sentence}原因：{reason}")
OVERRIDDEN: Pair = ("{sentence} Suggested was {reason}.", "{sentence}建议为“{reason}”。")
BY_MESSAGE: Pair = (
    "{sentence} A message of the requester came in ({reason}).",
    "{sentence}收到提单人的消息（{reason}）。",
)
TAKEN_BACK: Pair = ("{sentence} That took a change back.", "{sentence}这是撤销操作。")
"""What a reason that the console wrote itself is told with."""

NOBODY: Pair = ("The system", "系统")
UNKNOWN: Pair = ("not known", "未知")
NONE: Pair = ("none", "无")

EVENT_VALUES: dict[EventKind, type[StrEnum]] = {
    EventKind.STATUS: Status,
    EventKind.PRIORITY: Priority,
    EventKind.TYPE: TicketType,
    EventKind.IMPACT: Impact,
    EventKind.URGENCY: Urgency,
}

PRIORITY_REASONS: dict[PriorityRule, Pair] = {
    PriorityRule.MATRIX: (
        "{priority}: impact “{impact}” and urgency “{urgency}” give it.",
        "{priority}：由影响范围“{impact}”和紧急程度“{urgency}”得出。",
    ),
    PriorityRule.OUTAGE: (
        "{priority}: “{cue}” tells of a wide outage.",
        "{priority}：“{cue}”表明影响面很广。",
    ),
    PriorityRule.TYPE: ("{priority}: the usual one for “{type}”.", "{priority}：“{type}”通常如此。"),
    PriorityRule.NO_TYPE: ("{priority}: the text names no clear type.", "{priority}：文中看不出明确的类型。"),
}

EVIDENCE: dict[Evidence, Pair] = {
    Evidence.USERS: ("{users} users affected", "{users} 名用户受影响"),
    Evidence.IMPACT: ("business impact “{impact}”", "业务影响为“{impact}”"),
    Evidence.AVAILABILITY: ("availability {availability} %", "可用性 {availability} %"),
}
BUSINESS_IMPACTS: tuple[Pair, ...] = (("Critical", "严重"), ("High", "高"), ("Medium", "中"), ("Low", "低"))
SEVERITY_KNOWN: Pair = ("{severity}: {evidence}.", "{severity}：{evidence}。")
SEVERITY_UNKNOWN: Pair = (
    "{severity}, unconfirmed: users, business impact and availability are not known yet.",
    "{severity}，未确认：受影响用户、业务影响和可用性均未知。",
)
SEVERITY_FLOOR: Pair = (
    "{severity}: a security breach is never lower.",
    "{severity}：安全漏洞不低于此级别。",
)

UNITS: tuple[tuple[int, Pair], ...] = (
    (86_400, ("d", "天")),
    (3_600, ("h", "小时")),
    (60, ("m", "分")),
    (1, ("s", "秒")),
)

FINDINGS: dict[HubFault, Pair] = {
    HubFault.HUB_OLD: (
        "The hub is of version {subject}, this program of {detail}. Run “hub upgrade”.",
        "中心库版本为 {subject}，本程序为 {detail}。请运行“hub upgrade”。",
    ),
    HubFault.SERVER_UNPATCHED: (
        "PostgreSQL {subject} lets anybody who signs in corrupt its memory. Upgrade it to {detail} or later.",
        "PostgreSQL {subject} 存在漏洞，任何登录者都能破坏其内存。请升级到 {detail} 或更新版本。",
    ),
    HubFault.SETTING: (
        "The server's setting is {subject}. Set {detail}.",
        "服务器设置为 {subject}。请改为 {detail}。",
    ),
    HubFault.UNENCRYPTED: (
        "Connections over the network are not encrypted ({subject}). Give the server a certificate and set {detail}.",
        "网络连接未加密（{subject}）。请为服务器配置证书并设置 {detail}。",
    ),
    HubFault.DATABASE_OPEN: (
        "Everybody may do this in the database: {subject}. Run “hub upgrade”.",
        "任何人都可在数据库中执行：{subject}。请运行“hub upgrade”。",
    ),
    HubFault.RELATION: (
        "{subject} is nothing the hub made; a view or sequence may show what is hidden. Remove it.",
        "{subject} 不是中心库创建的对象，可能泄露隐藏的数据。请将其移除。",
    ),
    HubFault.OWNER: (
        "{subject} belongs to {detail}. Run “hub upgrade”, or give it to the hub's own role.",
        "{subject} 属于 {detail}。请运行“hub upgrade”，或将其交还中心库的角色。",
    ),
    HubFault.ROW_SECURITY: (
        "{subject} shows its rows to everybody who may read it. Run “hub upgrade”.",
        "{subject} 未启用行级安全。请运行“hub upgrade”。",
    ),
    HubFault.POLICY: (
        "The policy {subject} is not as this version makes it ({detail}). Run “hub upgrade”.",
        "策略 {subject} 与本版本不符（{detail}）。请运行“hub upgrade”。",
    ),
    HubFault.TRIGGER: (
        "The trigger {subject} is not as this version makes it ({detail}). Run “hub upgrade”.",
        "触发器 {subject} 与本版本不符（{detail}）。请运行“hub upgrade”。",
    ),
    HubFault.GRANT: (
        "{detail} holds a right it must not have: {subject}. Run “hub upgrade”.",
        "{detail} 拥有不应有的权限：{subject}。请运行“hub upgrade”。",
    ),
    HubFault.FUNCTION: (
        "The function {subject} is not as this version makes it ({detail}). Run “hub upgrade”, or remove it.",
        "函数 {subject} 与本版本不符（{detail}）。请运行“hub upgrade”，或将其移除。",
    ),
    HubFault.FUNCTION_PATH: (
        "The function {subject} could be led to other objects than its own. Run “hub upgrade”.",
        "函数 {subject} 的搜索路径不安全。请运行“hub upgrade”。",
    ),
    HubFault.FUNCTION_PUBLIC: (
        "Everybody may call the function {subject}. Run “hub upgrade”.",
        "任何人都可调用函数 {subject}。请运行“hub upgrade”。",
    ),
    HubFault.POWER: (
        "The role {subject} has more power than its task needs: {detail}. Take it away.",
        "角色 {subject} 的权力超出所需：{detail}。请收回。",
    ),
    HubFault.OWNS: (
        "{subject} signs in and owns objects, whose rules an owner need not keep. Give them to another role.",
        "{subject} 可登录且拥有对象，所有者不受规则约束。请将对象转给其他角色。",
    ),
    HubFault.MEMBERSHIP: (
        "The database groups of {subject} are not those of their roles: {detail}. Change a role with “hub person”.",
        "{subject} 的数据库组与其角色不符：{detail}。请用“hub person”调整角色。",
    ),
    HubFault.REACHED: (
        "{subject} may act as {detail}, which nobody may. Take the membership away.",
        "{subject} 可以充当 {detail}，这不允许任何人做。请撤销该成员关系。",
    ),
    HubFault.NO_ROLE: (
        "{subject} is a person of the hub without a database role. Make one with “hub person password”.",
        "{subject} 在中心库中没有数据库角色。请用“hub person password”创建。",
    ),
    HubFault.NO_PERSON: (
        "The role {subject} may connect and is nobody of the hub. Remove it.",
        "角色 {subject} 可以连接，但不是中心库的人员。请将其移除。",
    ),
    HubFault.NO_LIMIT: (
        "{subject} may open any number of connections. Limit it to a few.",
        "{subject} 的连接数没有上限。请加以限制。",
    ),
}

FINDING_DETAILS: dict[str, Pair] = {
    "extra": ("extra", "多余"),
    "missing": ("missing", "缺失"),
    "changed": ("changed", "被改动"),
    "off": ("switched off", "已停用"),
    "public": ("Everybody", "任何人"),
}
"""Words of details that are no names."""
