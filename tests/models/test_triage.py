"""What a text suggests: type, priority, category and severity (SPEC 3.5, 3.6, 7.2-7.4)."""

from __future__ import annotations

import math
import time
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.kinds import Category, Impact, Priority, Severity, TicketType, Urgency
from console.models.triage import (
    MATRIX,
    TYPE_PRIORITIES,
    Evidence,
    PriorityRule,
    affected_users,
    outage_cues,
    severity,
    suggest_category,
    suggest_priority,
    suggest_type,
    triage,
)
from tests.models import triage_examples as examples

TYPED = examples.labelled(examples.TYPES)
CATEGORISED = examples.labelled(examples.CATEGORIES)
SENTENCES = [text for text, _ in TYPED + CATEGORISED] + examples.lines(examples.OUTAGES + examples.NO_OUTAGES)
PRIORITIES = {
    "LOGIN_PROBLEM": "HIGH",
    "TECHNICAL_ISSUE": "HIGH",
    "ACCOUNT_ACCESS": "MEDIUM",
    "PERFORMANCE_ISSUE": "MEDIUM",
    "PERMISSION_ISSUE": "MEDIUM",
    "FEATURE_REQUEST": "LOW",
    "-": "MEDIUM",
}
"""SPEC 3.5 (a), said once more in the words of the specification."""

types = st.none() | st.sampled_from(TicketType)
sentences = st.sampled_from(SENTENCES)
texts = st.text() | st.lists(sentences | st.text(max_size=20), max_size=5).map("\n".join)
levels = st.none() | st.sampled_from(Severity)
shares = st.none() | st.floats(0, 100)
heads = st.none() | st.integers(0, 5000)


@pytest.mark.parametrize(("text", "label"), TYPED)
def test_a_text_suggests_its_type(text: str, label: str) -> None:
    """SPEC 3.6."""
    found = suggest_type(text).type
    assert ("-" if found is None else found.value) == label


@pytest.mark.parametrize(("text", "label"), CATEGORISED)
def test_a_text_suggests_its_category(text: str, label: str) -> None:
    """SPEC 7.2, 7.4."""
    assert suggest_category(text).category == label


@pytest.mark.parametrize("text", examples.lines(examples.OUTAGES))
@pytest.mark.parametrize("type_", [None, *TicketType])
def test_cues_of_a_wide_outage_raise_any_type_to_critical(text: str, type_: TicketType | None) -> None:
    """SPEC 3.5 (b)."""
    suggested = suggest_priority(type_, text)
    assert suggested.priority is Priority.CRITICAL
    assert suggested.reason.rule is PriorityRule.OUTAGE
    assert suggested.reason.cue in text


@pytest.mark.parametrize("text", examples.lines(examples.NO_OUTAGES))
def test_negated_and_foreign_words_are_no_outage(text: str) -> None:
    """SPEC 3.5 (b): word boundaries, negation, everyone else."""
    assert suggest_priority(TicketType.FEATURE_REQUEST, text).priority is Priority.LOW


@pytest.mark.parametrize(("text", "label"), TYPED)
def test_without_an_outage_the_type_gives_the_priority(text: str, label: str) -> None:
    """SPEC 3.5 (a)."""
    if not outage_cues(text):
        assert triage(text).priority.priority == PRIORITIES[label]


def test_there_are_at_least_150_examples_with_both_languages_in_balance() -> None:
    chinese = sum(any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in SENTENCES)
    assert len(SENTENCES) >= 150
    assert 0.4 < chinese / len(SENTENCES) < 0.6


def test_no_type_suggests_medium() -> None:
    """SPEC 3.5 (a)."""
    suggested = suggest_priority(None, "Hello")
    assert (suggested.priority, suggested.reason.rule) == (Priority.MEDIUM, PriorityRule.NO_TYPE)


MATRIX_OF_THE_SPECIFICATION = "CRITICAL HIGH MEDIUM / HIGH HIGH MEDIUM / HIGH MEDIUM LOW / MEDIUM MEDIUM LOW"


def test_the_matrix_is_that_of_the_specification() -> None:
    """SPEC 3.5 (c)."""
    rows = [row.split() for row in MATRIX_OF_THE_SPECIFICATION.split(" / ")]
    said = [[MATRIX[impact][urgency] for urgency in Urgency] for impact in Impact]
    assert said == rows


@pytest.mark.parametrize(("impact", "urgency"), list(product(Impact, Urgency)))
def test_impact_and_urgency_decide_over_type_and_outage(impact: Impact, urgency: Urgency) -> None:
    """SPEC 3.5 (c)."""
    for type_, text in product((None, *TicketType), ("", "all users cannot log in, system down")):
        suggested = suggest_priority(type_, text, impact, urgency)
        assert suggested.priority is MATRIX[impact][urgency]
        assert suggested.reason.rule is PriorityRule.MATRIX
        assert (suggested.reason.impact, suggested.reason.urgency) == (impact, urgency)


@pytest.mark.parametrize("type_", TicketType)
def test_one_half_of_impact_and_urgency_decides_nothing(type_: TicketType) -> None:
    """SPEC 3.5 (c): once both are given."""
    assert suggest_priority(type_, "", Impact.ORGANISATION, None).priority is TYPE_PRIORITIES[type_]
    assert suggest_priority(type_, "", None, Urgency.HIGH).priority is TYPE_PRIORITIES[type_]


@given(st.sampled_from(Impact), st.sampled_from(Impact), st.sampled_from(Urgency), st.sampled_from(Urgency))
def test_a_wider_impact_or_a_greater_urgency_never_lowers_the_priority(
    wide: Impact, narrow: Impact, soon: Urgency, late: Urgency
) -> None:
    impacts, urgencies = tuple(Impact), tuple(Urgency)
    if impacts.index(wide) <= impacts.index(narrow) and urgencies.index(soon) <= urgencies.index(late):
        assert MATRIX[wide][soon].rank <= MATRIX[narrow][late].rank


def test_a_cause_beats_its_symptoms_and_both_stay_candidates() -> None:
    """SPEC 7.4."""
    found = suggest_category("Config change broke login")
    assert found.category is Category.CONFIGURATION_ERROR
    assert next(iter(found.scores)) == Category.CONFIGURATION_ERROR
    assert Category.AUTHENTICATION_FAILURE.value in found.scores


@given(st.lists(st.sampled_from([text for text, label in CATEGORISED if label != "SECURITY_BREACH"]), max_size=4))
def test_security_goes_before_everything_else(others: list[str]) -> None:
    """SPEC 7.4: security first."""
    text = "\n".join([*others, "Data breach: customer records exfiltrated"])
    assert suggest_category(text).category is Category.SECURITY_BREACH


@pytest.mark.parametrize(
    "text",
    [
        "no security breach",
        "There was no data leak",
        "to prevent unauthorized access",
        "no attack or leak",
        "没有数据泄露",
        "并非安全事件",
        "未发现入侵",
        "防止数据泄露",
    ],
)
def test_a_denied_category_is_none(text: str) -> None:
    assert suggest_category(text).category is Category.UNCLASSIFIED


@given(texts)
def test_case_never_matters(text: str) -> None:
    upper, lower = triage(text.upper()), triage(text.lower())
    assert (upper.type.type, upper.priority.priority, upper.category.category, upper.severity) == (
        lower.type.type,
        lower.priority.priority,
        lower.category.category,
        lower.severity,
    )
    assert upper.type.scores == lower.type.scores
    assert upper.category.scores == lower.category.scores


@given(texts)
def test_every_cue_is_a_piece_of_the_text_and_speaks_for_a_scored_value(text: str) -> None:
    found = triage(text)
    for cue in found.cues:
        assert cue.text
        assert cue.text in text
        assert cue.value in {*found.type.scores, *found.category.scores, Priority.CRITICAL.value}
    assert all(0 < score <= 1 for score in (*found.type.scores.values(), *found.category.scores.values()))


@given(texts)
def test_what_is_suggested_scores_highest_and_reaches_the_threshold(text: str) -> None:
    """SPEC 3.6, 7.4."""
    found = triage(text)
    for suggested, scores in ((found.type.type, found.type.scores), (found.category.category, found.category.scores)):
        if suggested in {None, Category.UNCLASSIFIED}:
            assert all(score < 0.5 for score in scores.values())
        else:
            assert scores[str(suggested)] == max(scores.values()) >= 0.5


orders = st.lists(sentences, max_size=5).flatmap(lambda said: st.tuples(st.just(said), st.permutations(said)))


@given(orders)
def test_the_order_of_sentences_does_not_matter(said: tuple[list[str], list[str]]) -> None:
    first, second = (triage("。\n".join(order)) for order in said)
    assert first.type.scores == second.type.scores
    assert first.category.scores == second.category.scores
    assert first.priority.priority is second.priority.priority


DENIALS = [
    "This is not a security breach.",
    "Not all users are affected.",
    "There is no login problem.",
    "It is not slow.",
    "The system is not down.",
    "没有数据泄露。",
    "不是所有用户。",
    "并非系统宕机。",
    "不是登录问题。",
]


@given(texts, st.sampled_from(DENIALS))
def test_a_denial_never_raises_anything(text: str, denial: str) -> None:
    before, after = triage(text), triage(f"{text}\n。{denial}")
    assert after.priority.priority.rank >= before.priority.priority.rank
    assert after.type.scores == before.type.scores
    assert after.category.scores == before.category.scores


@given(st.lists(sentences, max_size=4), st.sampled_from(examples.lines(examples.OUTAGES)))
def test_one_outage_that_stands_counts_whatever_else_is_denied(said: list[str], outage: str) -> None:
    """SPEC 3.5 (b): one cue negated, another not."""
    text = "。\n".join([*said, *DENIALS, outage])
    assert triage(text).priority.priority is Priority.CRITICAL


@pytest.mark.parametrize(
    "text", [None, "", "\0", "\ud800", "\U0010ffff", "a\0b", " \n\t ", "？！", "🙂" * 50, "\u200b"]
)
def test_texts_without_words_suggest_nothing(text: str | None) -> None:
    found = triage(text)
    assert found.type.type is None
    assert found.priority.priority is Priority.MEDIUM
    assert found.category.category is Category.UNCLASSIFIED
    assert (found.severity.severity, found.severity.confirmed) == (Severity.MEDIUM, False)
    assert found.cues == ()


@pytest.mark.parametrize(
    "piece", ["cannot log in ", "所有用户无法登录", "-", " ", "1,", "不所有的", "all of the ", "\ud800", "全都"]
)
def test_ten_megabytes_are_read_in_no_time(piece: str) -> None:
    begun = time.perf_counter()
    triage(piece * (10_000_000 // len(piece)))
    assert time.perf_counter() - begun < 10, "the length that is read has no limit any more"


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("ＶＰＮ：Ｓｙｓｔｅｍ　ｄｏｗｎ", "Ｓｙｓｔｅｍ　ｄｏｗｎ"),
        ("門戶打不開，所有用戶無法登錄", "所有用戶"),
        ("ALL\u00adUSERS: All \u200busers wait", "All \u200busers"),
        ("it isn’t only me — ALL USERS wait", "ALL USERS"),
    ],
)
def test_cues_keep_the_spelling_of_the_text(text: str, piece: str) -> None:
    assert [cue.text for cue in outage_cues(text)] == [piece]


@given(heads, heads, levels, shares, st.sampled_from(Category))
def test_more_users_never_lower_the_severity(
    few: int | None, many: int | None, impact: Severity | None, share: float | None, category: Category
) -> None:
    """SPEC 7.3; unknown is not zero and stands outside the order."""
    if few is not None and many is not None and few <= many:
        order = tuple(Severity)
        lower, higher = (severity(count, impact, share, category).severity for count in (few, many))
        assert order.index(higher) <= order.index(lower)


@given(
    heads,
    st.lists(st.sampled_from(list(enumerate(Severity))), min_size=2, max_size=2).map(sorted),
    st.lists(st.floats(0, 100), min_size=2, max_size=2).map(sorted),
    st.sampled_from(Category),
)
def test_worse_evidence_never_lowers_the_severity(
    users: int | None, impacts: list[tuple[int, Severity]], shares: list[float], category: Category
) -> None:
    """SPEC 7.3."""
    (_, grave), (_, mild) = impacts
    worse, better = severity(users, grave, shares[0], category), severity(users, mild, shares[1], category)
    order = tuple(Severity)
    assert order.index(worse.severity) <= order.index(better.severity)


@pytest.mark.parametrize(
    ("users", "impact", "availability", "expected"),
    [
        (1001, None, None, Severity.CRITICAL),
        (1000, None, None, Severity.HIGH),
        (101, None, None, Severity.HIGH),
        (100, None, None, Severity.MEDIUM),
        (11, None, None, Severity.MEDIUM),
        (10, None, None, Severity.LOW),
        (0, None, None, Severity.LOW),
        (None, Severity.CRITICAL, None, Severity.CRITICAL),
        (None, Severity.HIGH, None, Severity.HIGH),
        (None, Severity.MEDIUM, None, Severity.MEDIUM),
        (None, Severity.LOW, None, Severity.LOW),
        (None, None, 49.99, Severity.CRITICAL),
        (None, None, 50.0, Severity.HIGH),
        (None, None, 79.9, Severity.HIGH),
        (None, None, 80.0, Severity.MEDIUM),
        (None, None, 94.9, Severity.MEDIUM),
        (None, None, 95.0, Severity.LOW),
        (None, None, 100.0, Severity.LOW),
        (5, Severity.LOW, 40.0, Severity.CRITICAL),
        (500, Severity.MEDIUM, 99.0, Severity.HIGH),
    ],
)
def test_severity_follows_the_known_evidence_with_strict_limits(
    users: int | None, impact: Severity | None, availability: float | None, expected: Severity
) -> None:
    """SPEC 7.3."""
    found = severity(users, impact, availability)
    assert found.severity is expected
    assert found.confirmed
    assert found.reason.decisive


def test_no_evidence_at_all_is_medium_and_unconfirmed() -> None:
    """SPEC 7.3: missing evidence is not LOW."""
    for unknown in (severity(), severity(availability=math.nan)):
        assert (unknown.severity, unknown.confirmed) == (Severity.MEDIUM, False)


@given(heads, levels, shares)
def test_a_security_breach_is_never_below_high(
    users: int | None, impact: Severity | None, availability: float | None
) -> None:
    """SPEC 7.3."""
    found = severity(users, impact, availability, Category.SECURITY_BREACH)
    plain = severity(users, impact, availability)
    assert found.severity in {Severity.CRITICAL, Severity.HIGH}
    assert found.confirmed is plain.confirmed
    assert found.reason.floor is (plain.severity in {Severity.MEDIUM, Severity.LOW})


def test_the_reason_names_the_evidence_that_reached_the_level() -> None:
    found = severity(1200, Severity.CRITICAL, 99.0)
    assert found.reason.decisive == (Evidence.USERS, Evidence.IMPACT)


def test_the_severity_of_a_text_knows_only_the_users_it_counts() -> None:
    """SPEC 7.3, CLI `triage ask`."""
    assert triage("System down, 1,200 users affected").severity.severity is Severity.CRITICAL
    assert triage("登录失败，影响 300 人").severity.severity is Severity.HIGH
    assert triage("All users cannot log in").severity.severity is Severity.MEDIUM
    assert not triage("All users cannot log in").severity.confirmed
    assert triage("疑似数据泄露").severity.severity is Severity.HIGH
    assert affected_users("nobody counted them") is None
