"""What is said of an alert: why it opens, updates, resolves, is ignored or refused, in English and Chinese.

Promise: data only, a sentence for each reason and each fault (tests/cli/test_alert_phrases.py).
"""

from __future__ import annotations

from console.cli.phrases import Pair
from console.models.alert_bodies import Wrong
from console.models.alerting import Why

REASONS: dict[Why, Pair] = {
    Why.NEW: ("fires for the first time", "首次触发"),
    Why.REPEATED: ("fires already; this is a repeat", "已在触发，此为重复"),
    Why.ACKNOWLEDGED: ("somebody acknowledged it at its source", "已在来源处被确认"),
    Why.REOPENED: ("reopen: fires again {after} after it was resolved", "重新打开（reopen）：恢复后 {after} 再次触发"),
    Why.FIRED_LATER: (
        "new, no reopen: fires again {after} after it was resolved, longer than the flap window of {window}",
        "新告警（非 reopen）：恢复后 {after} 再次触发，已超过抖动窗口 {window}",
    ),
    Why.RESOLVED: ("its source says that it is over", "来源报告已恢复"),
    Why.UNKNOWN: ("nothing is known of it that could end", "没有与之对应的告警"),
    Why.ALREADY_RESOLVED: ("it was resolved before", "此前已恢复"),
    Why.SILENCED: ("silenced at its source", "已在来源处静默"),
    Why.INHIBITED: ("inhibited by another alert", "被其他告警抑制"),
}
SOON: Pair = ("reopen: fires again after it was resolved", "重新打开（reopen）：恢复后再次触发")
"""Why.REOPENED where an instant is missing."""

UNCONFIRMED: Pair = ("; its severity is not told and unconfirmed", "；未注明严重程度，待确认")

FAULTS: dict[Wrong, Pair] = {
    Wrong.NO_BODY: (
        "this is no body of Alertmanager (webhook version 4, API v2) or PagerDuty (Events v2): {value}",
        "不是 Alertmanager（webhook 版本 4、API v2）或 PagerDuty（Events v2）的内容：{value}",
    ),
    Wrong.VERSION: ("only version 4 of the webhook is known, not “{value}”", "仅支持 webhook 版本 4，而非“{value}”"),
    Wrong.NO_ALERTS: ("it holds no alerts", "其中没有告警"),
    Wrong.TOO_MANY: ("{value} alerts are more than one body may hold", "{value} 条告警超出单次上限"),
    Wrong.NO_ALERT: ("“{value}” is no alert", "“{value}”不是告警"),
    Wrong.STATUS: ("“{value}” is no status of an alert", "“{value}”不是告警状态"),
    Wrong.LABELS: ("labels and annotations are texts by name, not “{value}”", "标签和注释应为文本，而非“{value}”"),
    Wrong.INSTANT: ("“{value}” is no instant with a zone (RFC 3339)", "“{value}”不是带时区的时间（RFC 3339）"),
    Wrong.EVENT: (
        "event_action is trigger, acknowledge or resolve, not “{value}”",
        "event_action 应为 trigger、acknowledge 或 resolve，而非“{value}”",
    ),
    Wrong.PAYLOAD: ("a trigger needs a payload", "trigger 需要 payload"),
    Wrong.SUMMARY: ("the payload needs a summary", "payload 需要 summary"),
    Wrong.SEVERITY: (
        "payload.severity is critical, error, warning or info, not “{value}”",
        "payload.severity 应为 critical、error、warning 或 info，而非“{value}”",
    ),
    Wrong.KEY: (
        "dedup_key is a text of at most 255 characters, and needed to acknowledge or resolve",
        "dedup_key 为至多 255 个字符的文本，acknowledge 和 resolve 必须提供",
    ),
}
NOT_JSON: Pair = ("this is not JSON: {reason}", "不是 JSON：{reason}")
TOO_LARGE: Pair = ("a body holds at most {size}", "单个内容至多 {size}")
