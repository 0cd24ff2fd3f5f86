"""The words of runbooks and of the response to an incident, each in English and Chinese; `words.py` chooses them.

Promise: data only. Every member of an enum of runbooks has its pair here, in the order of the enum.
"""

from __future__ import annotations

from enum import StrEnum

from console.models.runbook_kinds import (
    CauseKind,
    Finding,
    Grant,
    Part,
    ProcessState,
    Radius,
    Recovery,
    Result,
    Scheme,
    SourceKind,
    StepKind,
    StepState,
)
from console.refusals import Pair

RUNBOOK_WORDS: dict[type[StrEnum], tuple[Pair, ...]] = {
    StepKind: (
        ("HTTP request", "HTTP 请求"),
        ("TCP connection", "TCP 连接"),
        ("TLS certificate", "TLS 证书"),
        ("SQL query", "SQL 查询"),
        ("Sign-in", "登录"),
        ("Prometheus query", "Prometheus 查询"),
        ("Command", "命令"),
        ("Automation job", "自动化任务"),
        ("By hand", "人工"),
    ),
    Radius: (("Only looks", "仅检查"), ("Reversible", "可恢复"), ("Disruptive", "会中断服务")),
    Part: (
        ("Diagnose", "诊断"),
        ("Priority actions", "优先操作"),
        ("Further actions", "后续操作"),
        ("Verification", "验证"),
        ("Rollback", "回退"),
    ),
    Recovery: (("Proposed", "建议"), ("Automatic", "自动"), ("Off", "关闭")),
    Grant: (("Password", "密码"), ("Client credentials", "客户端凭据")),
    Result: (
        ("Passed", "通过"),
        ("Failed", "未通过"),
        ("Timed out", "超时"),
        ("Unsure", "无法确定"),
        ("Not set up", "未配置"),
    ),
    ProcessState: (
        ("Begun", "已启动"),
        ("Collecting", "收集中"),
        ("Analysing", "分析中"),
        ("Executing", "执行中"),
        ("Verifying", "验证中"),
        ("Completed", "已完成"),
        ("Escalated", "已升级"),
        ("Abandoned", "已放弃"),
    ),
    StepState: (("Waiting", "等待"), ("Running", "执行中"), ("Ended", "已结束"), ("Skipped", "已跳过")),
    Scheme: (
        ("HTTPS", "HTTPS"),
        ("HTTP", "HTTP"),
        ("TLS", "TLS"),
        ("TCP", "TCP"),
        ("PostgreSQL", "PostgreSQL"),
        ("PostgreSQL without encryption", "PostgreSQL（不加密）"),
    ),
    SourceKind: (
        ("Log files", "日志文件"),
        ("System journal", "系统日志"),
        ("Log service", "日志服务"),
        ("Metrics", "监控指标"),
        ("User reports", "用户报告"),
        ("Service status", "服务状态"),
    ),
    CauseKind: (
        ("A change", "变更"),
        ("A certificate", "证书"),
        ("The database", "数据库"),
        ("The directory", "目录服务"),
        ("The name service", "域名解析"),
        ("A full disk", "磁盘已满"),
        ("Memory used up", "内存不足"),
        ("The network", "网络"),
        ("Too much load", "负载过高"),
        ("An attack", "攻击"),
        ("A service that is down", "服务停止"),
    ),
}

STEP_FINDINGS: dict[Finding, Pair] = {
    Finding.TIMED_OUT: ("No end within {seconds} s.", "{seconds} 秒内没有结束。"),
    Finding.NO_HOST: (
        "The name {host} leads to no address; check the name service or the list of places.",
        "无法解析 {host}；请检查域名解析或允许列表。",
    ),
    Finding.ADDRESS_DENIED: (
        "{host} leads to {address}, which no entry names, so it was not reached; an admin can name that address.",
        "{host} 指向 {address}，未在允许列表中写明，因此没有连接；管理员可写明该地址。",
    ),
    Finding.CONNECTION_REFUSED: (
        "Nothing listens at {host} on port {port}; see whether the service runs.",
        "{host} 的端口 {port} 无人监听；请查看服务是否在运行。",
    ),
    Finding.NO_WAY: ("{host} was not reached: {reason}.", "未能到达 {host}：{reason}。"),
    Finding.HUNG_UP: ("{host} hung up before it had answered.", "{host} 在应答完成前断开了连接。"),
    Finding.TOO_LARGE: (
        "The answer is larger than {limit} bytes and was not taken.",
        "应答超过 {limit} 字节，未读取。",
    ),
    Finding.NOT_HTTP: ("What answers at {host} speaks no HTTP.", "{host} 的应答不是 HTTP。"),
    Finding.CONNECTED: ("{host} takes connections on port {port}.", "{host} 的端口 {port} 可连接。"),
    Finding.HTTP_GOOD: ("Answered {status} as expected.", "应答 {status}，符合预期。"),
    Finding.HTTP_STATUS: ("Answered {status}; {expected} is expected.", "应答 {status}，预期为 {expected}。"),
    Finding.NOT_JSON: ("The answer is not the JSON that is expected.", "应答不是预期的 JSON。"),
    Finding.JSON_OTHER: ("{place} is {found}; {expected} is expected.", "{place} 为 {found}，预期为 {expected}。"),
    Finding.TEXT_LACKING: ("“{text}” is not in the answer.", "应答中没有“{text}”。"),
    Finding.CERTIFICATE_GOOD: ("Days for which the certificate is still valid: {days}.", "证书还有 {days} 天有效。"),
    Finding.CERTIFICATE_ENDING: (
        "Days for which the certificate is still valid: {days}; asked for: {needed}. Ask its owner for a new one.",
        "证书还有 {days} 天有效，要求为 {needed} 天。请联系证书负责人更换。",
    ),
    Finding.CERTIFICATE_EXPIRED: (
        "The certificate of {host} has expired; its owner has to replace it.",
        "{host} 的证书已过期，需由负责人更换。",
    ),
    Finding.CERTIFICATE_EARLY: (
        "The certificate of {host} is not valid yet; compare the clocks.",
        "{host} 的证书尚未生效；请核对时钟。",
    ),
    Finding.CERTIFICATE_OTHER: ("The certificate is not one of {host}.", "证书不属于 {host}。"),
    Finding.CERTIFICATE_UNKNOWN: (
        "Nobody trusted here vouches for the certificate of {host}.",
        "{host} 的证书不受信任。",
    ),
    Finding.NO_TLS: ("What answers at {host} speaks no TLS.", "{host} 的应答不是 TLS。"),
    Finding.NUMBER_GOOD: ("The answer is {value}, which is {expected}.", "结果为 {value}，符合 {expected}。"),
    Finding.NUMBER_BAD: ("The answer is {value}; {expected} is expected.", "结果为 {value}，预期为 {expected}。"),
    Finding.NO_NUMBER: ("The first value of the answer is no number.", "结果的第一个值不是数。"),
    Finding.SQL_FAILED: ("The database refused: {reason}.", "数据库拒绝：{reason}。"),
    Finding.SIGNED_IN: ("Signing in works.", "登录正常。"),
    Finding.SIGN_IN_REFUSED: ("Signing in was refused: {reason}.", "登录被拒绝：{reason}。"),
    Finding.NOTHING_GIVEN: ("Signing in was answered without a token.", "登录应答中没有令牌。"),
    Finding.SERIES_GOOD: (
        "Every value is {expected} (values: {count}); the first is {value}.",
        "全部 {count} 个值符合 {expected}，首个为 {value}。",
    ),
    Finding.SERIES_BAD: (
        "Values that are not {expected}: {count}; the first is {value} ({series}).",
        "{count} 个值不符合 {expected}，首个为 {value}（{series}）。",
    ),
    Finding.NO_DATA: ("Prometheus has no data for it.", "Prometheus 没有相应数据。"),
    Finding.QUERY_REFUSED: ("Prometheus refused the query: {reason}.", "Prometheus 拒绝查询：{reason}。"),
    Finding.COMMAND_GOOD: ("The program ended with {status} as expected.", "程序以 {status} 结束，符合预期。"),
    Finding.COMMAND_STATUS: (
        "The program ended with {status}; {expected} is expected.",
        "程序以 {status} 结束，预期为 {expected}。",
    ),
    Finding.COMMAND_DENIED: (
        "This machine starts no programs for runbooks; turn the option run_commands on, or let another machine do it.",
        "本机不允许处置手册启动程序；请打开选项 run_commands，或由其他机器执行。",
    ),
    Finding.COMMAND_MISSING: ("{path} cannot be started: {reason}.", "无法启动 {path}：{reason}。"),
    Finding.JOB_DONE: ("The job ended: {state}.", "任务已结束：{state}。"),
    Finding.JOB_FAILED: ("The job failed: {state}.", "任务失败：{state}。"),
    Finding.JOB_LOST: (
        "Whether the job was done is not known ({reason}); look at the automation system and say how it ended.",
        "无法确定任务是否完成（{reason}）；请查看自动化系统并说明结果。",
    ),
    Finding.MAIL_REFUSED: (
        "The mail server did not take it ({code} {reason}).",
        "邮件服务器未接收（{code} {reason}）。",
    ),
    Finding.MAIL_LOST: (
        "The connection to {host} ended while it was handed over; whether it was sent is not known.",
        "向 {host} 递交时连接中断；无法确定是否已发送。",
    ),
    Finding.CHAT_FAILED: ("The room {name} did not take it.", "聊天室 {name} 未接收。"),
    Finding.CHAT_BAD_ADDRESS: (
        "The secret of {name} is no address of a room; an admin sets it anew.",
        "{name} 的密钥不是有效的聊天室地址；请管理员重新设置。",
    ),
    Finding.NO_CHANNEL: (
        "There is no channel {name}; an admin sets it up on the page of rules.",
        "没有通道 {name}；请管理员在规则页设置。",
    ),
    Finding.STOPPED: (
        "The console ended in the middle of it; see how far it came and say how it ended.",
        "执行中控制台退出；请查看进展并说明结果。",
    ),
    Finding.BROKE: (
        "It broke off by a fault of the console ({reason}); see the log.",
        "因控制台故障中断（{reason}）；请查看日志。",
    ),
    Finding.NO_PLACE: (
        "No place called {name} is allowed; an admin adds it to the list of places.",
        "允许列表中没有名为 {name} 的位置；请管理员添加。",
    ),
    Finding.NO_PROGRAM: (
        "No program called {name} is allowed; an admin adds it to the list.",
        "允许列表中没有名为 {name} 的程序；请管理员添加。",
    ),
    Finding.UNSIGNED: (
        "Nobody has put down the secret for {name} on this machine.",
        "本机没有 {name} 的密钥。",
    ),
    Finding.OTHER_SCHEME: ("{name} is not reached by {scheme}.", "{name} 不能以 {scheme} 访问。"),
    Finding.NO_FILES: ("No file fits {path}.", "没有与 {path} 匹配的文件。"),
    Finding.UNREADABLE: ("{path} cannot be read: {reason}.", "无法读取 {path}：{reason}。"),
    Finding.APPROVAL_STALE: (
        "What was approved has changed since, so it was not done; ask for it anew and approve that.",
        "批准之后内容已变更，因此没有执行；请重新发起并批准。",
    ),
    Finding.COOLING_DOWN: (
        "It was done automatically a short while ago and did not help for long; a person decides now.",
        "不久前已自动执行过但未能持久解决；现由人工决定。",
    ),
    Finding.WAIVED: ("Waived: {note}", "已豁免：{note}"),
    Finding.RULED: ("Ruled by a person: {note}", "人工裁定：{note}"),
    Finding.DONE_BY_HAND: ("Done by hand: {note}", "已人工完成：{note}"),
    Finding.NOT_DONE: ("Not done: {note}", "未完成：{note}"),
}
"""What a step found, by its finding."""
