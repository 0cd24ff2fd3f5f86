"""The words of runbooks and of the response to an incident, each in English and Chinese; `words.py` chooses them.

Promise: data only. Every member of an enum of runbooks has its pair here, in the order of the enum.
"""

from __future__ import annotations

from enum import StrEnum

from console.models.runbook_kinds import Grant, Part, Radius, Recovery, StepKind
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
}
