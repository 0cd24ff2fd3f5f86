"""How values, refusals, reasons and events are phrased; that everything is phrased at all is a rule of the house."""

from __future__ import annotations

import errno
import re
import subprocess
import sys
from datetime import timedelta
from itertools import product
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console import refusals, sentences, vocabulary, words
from console.incident_words import INCIDENT_WORDS
from console.knowledge_words import KNOWLEDGE_WORDS
from console.message_words import MESSAGE_WORDS
from console.models.faults import Finding, HubFault
from console.models.kinds import (
    Category,
    Code,
    EventKind,
    Impact,
    LinkKind,
    Locale,
    Priority,
    Refused,
    Role,
    Severity,
    Status,
    TicketType,
    Urgency,
)
from console.models.triage import (
    PriorityReason,
    PriorityRule,
    PrioritySuggestion,
    SeverityReason,
    SeveritySuggestion,
    severity,
    suggest_priority,
)
from console.runbook_words import RUNBOOK_WORDS

EN, ZH = Locale.EN, Locale.ZH
HAN_BESIDE_LATIN = re.compile(r"[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u3400-\u9fff]")
TABLES = {
    "words": [
        pair
        for tables in (vocabulary.WORDS, INCIDENT_WORDS, KNOWLEDGE_WORDS, MESSAGE_WORDS, RUNBOOK_WORDS)
        for table in tables.values()
        for pair in table
    ],
    "fields": list(sentences.FIELDS.values()),
    "refusals": list(refusals.REFUSALS.values()),
    "system": list(sentences.SYSTEM_REASONS.values()),
    "events": [
        *sentences.EVENTS.values(),
        *sentences.FIRST_VALUES.values(),
        *sentences.LAST_VALUES.values(),
        *sentences.LINK_EVENTS.values(),
    ],
    "reasons": [*sentences.PRIORITY_REASONS.values(), *sentences.EVIDENCE.values(), *sentences.BUSINESS_IMPACTS],
    "others": [
        sentences.END_OF_THE_ROAD,
        sentences.REOPENED,
        sentences.BECAUSE,
        sentences.NOBODY,
        sentences.UNKNOWN,
        sentences.SEVERITY_KNOWN,
        sentences.SEVERITY_UNKNOWN,
        sentences.SEVERITY_FLOOR,
    ],
}
PAIRS = [pair for table in TABLES.values() for pair in table]
hostile = st.text() | st.sampled_from(
    ["{0}", "{author.__class__}", "%s", "a\nb", "\0", "\ud800", "\u202etxt.exe", "<b>x</b>"]
)


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("pair", PAIRS)
def test_both_languages_name_the_same_parameters(pair: refusals.Pair) -> None:
    assert placeholders(pair[0]) == placeholders(pair[1])


@pytest.mark.parametrize("pair", PAIRS)
def test_words_keep_the_manner_of_the_house(pair: refusals.Pair) -> None:
    """Short, factual, no exclamation marks, no "successfully", no "..." in Chinese, Han and Latin apart."""
    english, chinese = pair
    assert not re.search(r"[!！]|oops|successful|\bsorry\b", english, re.IGNORECASE)
    assert not re.search(r"[!！]|成功|抱歉|\.\.\.", chinese)
    assert not HAN_BESIDE_LATIN.search(chinese)
    assert not re.search("[，。：；！？（）]", english)
    assert not re.search("[,;:!?()](?![^{]*})", re.sub(r"\d:\d", "", chinese))


@pytest.mark.parametrize("table", ["refusals", "events"])
def test_sentences_end_with_a_full_stop(table: str) -> None:
    for english, chinese in TABLES[table]:
        assert english.endswith(".")
        assert chinese.endswith("。")


@pytest.mark.parametrize(
    ("status", "english", "chinese"),
    [
        (Status.NEW, "New", "新建"),
        (Status.OPEN, "Open", "已打开"),
        (Status.IN_PROGRESS, "In progress", "处理中"),
        (Status.PENDING_USER, "Pending user", "等待用户"),
        (Status.PENDING_VENDOR, "Pending vendor", "等待供应商"),
        (Status.ON_HOLD, "On hold", "挂起"),
        (Status.RESOLVED, "Resolved", "已解决"),
        (Status.CLOSED, "Closed", "已关闭"),
        (Status.MERGED, "Merged", "已合并"),
    ],
)
def test_statuses_are_worded_as_drawn(status: Status, english: str, chinese: str) -> None:
    assert (words.word(status, EN), words.word(status, ZH)) == (english, chinese)


def test_equal_values_of_different_enums_have_their_own_words() -> None:
    """SPEC 3.1, 7.1: HIGH is a priority, an urgency and a severity."""
    assert words.word(Priority.CRITICAL, ZH) == "紧急"
    assert words.word(Severity.CRITICAL, ZH) == "严重故障"
    assert words.word(Urgency.HIGH, ZH) == "高"
    assert words.word(TicketType.ACCOUNT_ACCESS, ZH) == "账号访问"
    assert words.word(Category.SECURITY_BREACH, ZH) == "安全漏洞"


def test_an_illegal_move_names_what_is_legal() -> None:
    error = Refused(
        Code.ILLEGAL_STATUS, status=Status.RESOLVED, target=Status.ON_HOLD, allowed=(Status.OPEN, Status.CLOSED)
    )
    assert words.refusal(error, EN) == "From Resolved the way leads to Open or Closed, not to On hold."
    assert words.refusal(error, ZH) == "“已解决”只能转为“已打开”或“已关闭”，不能转为“挂起”。"


def test_three_alternatives_are_listed_with_commas() -> None:
    error = Refused(
        Code.ILLEGAL_STATUS,
        status=Status.NEW,
        target=Status.CLOSED,
        allowed=(Status.OPEN, Status.IN_PROGRESS, Status.RESOLVED),
    )
    assert "Open, In progress or Resolved" in words.refusal(error, EN)
    assert "“已打开”、“处理中”或“已解决”" in words.refusal(error, ZH)


def test_where_nothing_is_legal_the_sentence_says_so() -> None:
    error = Refused(Code.ILLEGAL_STATUS, status=Status.MERGED, target=Status.OPEN, allowed=())
    assert words.refusal(error, EN) == "A ticket that is Merged keeps that status; it cannot go to Open."
    assert words.refusal(error, ZH) == "“已合并”的工单不再转换状态，不能转为“已打开”。"


def test_values_in_refusals_are_phrased() -> None:
    assert "the role Lead" in words.refusal(Refused(Code.ROLE_NEEDED, role=Role.LEAD), EN)
    assert words.refusal(Refused(Code.EMPTY_TEXT, field="title"), ZH).startswith("标题为空。")
    assert "20,001 characters" in words.refusal(
        Refused(Code.TEXT_TOO_LONG, field="body", length=20_001, limit=20_000), EN
    )
    reversed_times = Refused(Code.ROW_TIMES_REVERSED, earlier="created_at", later="resolved_at")
    assert words.refusal(reversed_times, ZH).startswith("“解决时间”早于“创建时间”。")


def test_sizes_that_read_alike_are_told_in_bytes() -> None:
    one_over = Refused(Code.FILE_TOO_LARGE, name="a.pdf", size=26_214_401, limit=26_214_400)
    assert "26,214,401 bytes, the limit is 26,214,400 bytes" in words.refusal(one_over, EN)
    far_over = Refused(Code.FILE_TOO_LARGE, name="a.pdf", size=60_000_000, limit=26_214_400)
    assert "57.2 MB, the limit is 25 MB" in words.refusal(far_over, EN)


def test_system_errors_and_refusals_are_phrased_as_reasons() -> None:
    locked = Refused(Code.FILE_UNREADABLE, name="a.csv", reason=PermissionError(errno.EACCES, "Permission denied"))
    assert words.refusal(locked, ZH).startswith("无法读取“a.csv”：您的账号无权打开。")
    within = Refused(Code.BAD_LINE, reason=Refused(Code.EMPTY_TEXT, field="title"))
    assert words.refusal(within, EN).startswith("This line cannot be read: The title is empty.")


def test_long_lists_and_texts_are_cut() -> None:
    columns = tuple(f"c{number}" for number in range(40))
    said = words.refusal(Refused(Code.IMPORT_NO_MAP, file="f" * 500, columns=columns), EN)
    assert "c11 and 28 more" in said
    assert "c12" not in said
    assert "f" * 199 + "…" in said
    assert "等 40 项" in words.refusal(Refused(Code.IMPORT_NO_MAP, file="f", columns=columns), ZH)


def test_a_missing_parameter_never_hides_the_refusal() -> None:
    for code, locale in product(Code, Locale):
        assert words.refusal(Refused(code), locale)


@given(st.sampled_from(Code), hostile, st.sampled_from(Locale))
def test_hostile_parameters_stay_text_on_one_printable_line(code: Code, value: str, locale: Locale) -> None:
    names = placeholders(refusals.REFUSALS[code][0])
    said = words.refusal(Refused(code, **dict.fromkeys(names, value)), locale)
    assert said.isprintable()
    said.encode()


def test_chinese_keeps_a_space_to_latin_and_figures_but_not_inside_a_value() -> None:
    said = words.event(EventKind.ATTACHED, None, "报告v2.pdf", None, "Mei Tan", ZH)
    assert said == "Mei Tan 添加了附件“报告v2.pdf”。"
    assert words.event(EventKind.ATTACHED, None, "报告v2.pdf", None, "谭美", ZH) == "谭美添加了附件“报告v2.pdf”。"


@pytest.mark.parametrize(
    ("kind", "before", "after", "why", "english", "chinese"),
    [
        (EventKind.CREATED, None, None, None, "Mei created the ticket.", "Mei 创建了工单。"),
        (
            EventKind.STATUS,
            "OPEN",
            "PENDING_USER",
            "asked for the log",
            "Mei changed the status from Open to Pending user. Reason: asked for the log",
            "Mei 将状态从“已打开”改为“等待用户”。原因：asked for the log",
        ),
        (EventKind.STATUS, "RESOLVED", "OPEN", None, "Mei reopened the ticket.", "Mei 重新打开了工单。"),
        (EventKind.STATUS, "CLOSED", "OPEN", None, "Mei reopened the ticket.", "Mei 重新打开了工单。"),
        (
            EventKind.STATUS,
            "RESOLVED",
            "OPEN",
            "UNDONE",
            "Mei changed the status from Resolved to Open. That took a change back.",
            "Mei 将状态从“已解决”改为“已打开”。这是撤销操作。",
        ),
        (EventKind.PRIORITY, None, "HIGH", None, "Mei set the priority to High.", "Mei 将优先级设为“高”。"),
        (
            EventKind.TYPE,
            "LOGIN_PROBLEM",
            None,
            None,
            "Mei removed the type Login problem.",
            "Mei 清除了类型“登录问题”。",
        ),
        (
            EventKind.ASSIGNEE,
            None,
            "Han Rui",
            None,
            "Mei assigned the ticket to Han Rui.",
            "Mei 将工单分配给“Han Rui”。",
        ),
        (EventKind.ASSIGNEE, "Han Rui", None, None, "Mei unassigned Han Rui.", "Mei 取消了“Han Rui”的分配。"),
        (
            EventKind.URGENCY,
            "LOW",
            "HIGH",
            None,
            "Mei changed the urgency from Low to High.",
            "Mei 将紧急程度从“低”改为“高”。",
        ),
        (EventKind.TAGGED, None, "vpn", None, "Mei added the tag vpn.", "Mei 添加了标签“vpn”。"),
        (EventKind.UNTAGGED, "vpn", None, None, "Mei removed the tag vpn.", "Mei 移除了标签“vpn”。"),
        (
            EventKind.LINKED,
            None,
            "48140",
            LinkKind.DUPLICATES.value,
            "Mei added a link: Duplicates 48140.",
            "Mei 建立了关联：重复 48140。",
        ),
        (EventKind.UNLINKED, "48140", None, None, "Mei removed a link: 48140.", "Mei 解除了关联：48140。"),
    ],
)
def test_an_event_is_told_as_a_sentence(
    kind: EventKind, before: str | None, after: str | None, why: str | None, english: str, chinese: str
) -> None:
    """SPEC 1.6."""
    assert words.event(kind, before, after, why, "Mei", EN) == english
    assert words.event(kind, before, after, why, "Mei", ZH) == chinese


@pytest.mark.parametrize("kind", EventKind)
@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize(("before", "after"), [(None, None), ("a", None), (None, "b"), ("a", "b"), ("\n", "{x}")])
def test_every_event_is_told_whatever_it_holds(
    kind: EventKind, locale: Locale, before: str | None, after: str | None
) -> None:
    for author in (None, "谭美", "Mei"):
        said = words.event(kind, before, after, None, author, locale)
        assert said.isprintable()
        assert "?" not in said
        assert author is None or author in said


def test_without_an_author_the_system_did_it() -> None:
    assert words.event(EventKind.STATUS, "PENDING_USER", "OPEN", None, None, ZH).startswith("系统将状态从")


@pytest.mark.parametrize(
    ("suggestion", "english", "chinese"),
    [
        (
            suggest_priority(TicketType.LOGIN_PROBLEM, ""),
            "High: the usual one for “Login problem”.",
            "高：“登录问题”通常如此。",
        ),
        (
            suggest_priority(None, "all users wait"),
            "Critical: “all users” tells of a wide outage.",
            "紧急：“all users”表明影响面很广。",
        ),
        (
            suggest_priority(None, "", Impact.GROUP, Urgency.HIGH),
            "High: impact “Several people” and urgency “High” give it.",
            "高：由影响范围“多人”和紧急程度“高”得出。",
        ),
        (suggest_priority(None, ""), "Medium: the text names no clear type.", "中：文中看不出明确的类型。"),
        (
            severity(1200, Severity.LOW, 99.5),
            "Critical: 1,200 users affected.",
            "严重故障：1,200 名用户受影响。",
        ),
        (
            severity(200, Severity.HIGH, 79.5),
            "High: 200 users affected, business impact “High”, availability 79.5 %.",
            "高优先级故障：200 名用户受影响，业务影响为“高”，可用性 79.5 %。",
        ),
        (
            severity(),
            "Medium, unconfirmed: users, business impact and availability are not known yet.",
            "中等优先级故障，未确认：受影响用户、业务影响和可用性均未知。",
        ),
        (
            severity(3, category=Category.SECURITY_BREACH),
            "High: a security breach is never lower.",
            "高优先级故障：安全漏洞不低于此级别。",
        ),
    ],
)
def test_suggestions_say_why(suggestion: PrioritySuggestion | SeveritySuggestion, english: str, chinese: str) -> None:
    """SPEC 3.5, 7.3."""
    assert words.reason(suggestion, EN) == english
    assert words.reason(suggestion, ZH) == chinese


@given(st.sampled_from(PriorityRule), hostile, st.sampled_from(Locale))
def test_a_reason_never_fails(rule: PriorityRule, cue: str, locale: Locale) -> None:
    assert words.reason(PrioritySuggestion(Priority.LOW, PriorityReason(rule, cue=cue)), locale).isprintable()
    assert words.reason(SeveritySuggestion(Severity.LOW, True, SeverityReason()), locale).isprintable()


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [
        (0, "0 bytes", "0 字节"),
        (1, "1 byte", "1 字节"),
        (1023, "1,023 bytes", "1,023 字节"),
        (1024, "1 KB", "1 KB"),
        (1536, "1.5 KB", "1.5 KB"),
        (1_048_575, "1 MB", "1 MB"),
        (26_214_400, "25 MB", "25 MB"),
        (10**12, "931 GB", "931 GB"),
        (10**16, "9,095 TB", "9,095 TB"),
    ],
)
def test_sizes_are_short(count: int, english: str, chinese: str) -> None:
    assert (words.size(count, EN), words.size(count, ZH)) == (english, chinese)


@pytest.mark.parametrize(
    ("length", "english", "chinese"),
    [
        (timedelta(0), "0 s", "0 秒"),
        (timedelta(seconds=59.9), "59 s", "59 秒"),
        (timedelta(minutes=9), "9 m", "9 分"),
        (timedelta(hours=1, minutes=22, seconds=59), "1 h 22 m", "1 小时 22 分"),
        (timedelta(hours=1, seconds=5), "1 h", "1 小时"),
        (timedelta(hours=47), "47 h", "47 小时"),
        (timedelta(days=6, hours=2, minutes=9), "6 d 2 h", "6 天 2 小时"),
        (-timedelta(minutes=32), "32 m", "32 分"),
    ],
)
def test_durations_have_two_units_at_most(length: timedelta, english: str, chinese: str) -> None:
    assert (words.duration(length, EN), words.duration(length, ZH)) == (english, chinese)


@given(st.timedeltas())
def test_any_duration_is_told(length: timedelta) -> None:
    for locale in Locale:
        assert re.fullmatch(r"\d+ \S+( \d+ \S+)?", words.duration(length, locale))


def test_importing_words_loads_no_cues_and_nothing_heavy() -> None:
    """The window's words are on the start path: start-up is a budget."""
    asked = "import sys, console.words; print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    )
    assert "console.words" in loaded
    assert not loaded & {"PySide6", "sqlalchemy", "console.models.reading", "console.models.cues", "unicodedata"}


@pytest.mark.parametrize("fault", list(HubFault))
@pytest.mark.parametrize("locale", list(Locale))
def test_every_finding_is_a_sentence_that_says_what_to_do(fault: HubFault, locale: Locale) -> None:
    said = words.finding(Finding(fault, "«subject»", "extra"), locale)
    assert said.endswith("." if locale is Locale.EN else "。")
    assert "«subject»" in said
    assert "{" not in said


def test_findings_name_the_same_things_in_both_languages() -> None:
    for english, chinese in sentences.FINDINGS.values():
        assert placeholders(english) == placeholders(chinese)
