"""Two people's changes of one text are put together, and what cannot be is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.merging import MOST_TOKENS, Merged, Span, changed, merge

texts = st.lists(st.sampled_from(["VPN", "certificate", "renewed", "扫码", "登录", " ", "\n", ".", "for", "Lin"])).map(
    "".join
)


@given(texts, texts)
def test_what_only_one_changed_is_taken(base: str, made: str) -> None:
    assert merge(base, made, base) == merge(base, base, made) == merge(base, made, made) == Merged(made)


@given(texts, texts, texts)
def test_where_nothing_clashes_the_sides_may_be_exchanged(base: str, mine: str, theirs: str) -> None:
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert one.clashes == other.clashes
    if not one.clashes:
        assert one.text == other.text


@given(texts, texts, texts, texts, texts)
def test_changes_apart_from_each_other_are_both_there(
    head: str, tail: str, mine: str, theirs: str, middle: str
) -> None:
    """With a line between that neither touched and that stands nowhere else."""
    between = f"\n==={middle}===\n"
    found = merge(head + between + tail, mine + between + tail, head + between + theirs)
    assert found == Merged(mine + between + theirs)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "made"),
    [
        (
            "VPN client pauses after renewal",
            "VPN client pauses after renewal, Windows only",
            "Cisco VPN client pauses after renewal",
            Merged("Cisco VPN client pauses after renewal, Windows only"),
        ),
        ("扫码登录失败", "扫码登录失败，仅安卓", "企业微信扫码登录失败", Merged("企业微信扫码登录失败，仅安卓")),
        ("Gate 4 is dark", "Gate 5 is dark", "Gate 6 is dark", Merged("Gate 5 is dark", 1)),
        ("Gate 4 is dark", "Gate 5 is dark", "Gate 6 is dark and loud", Merged("Gate 5 is dark and loud", 1)),
        ("", "mine", "theirs", Merged("mine", 1)),
        ("a b c", "a c", "a b c", Merged("a c")),
    ],
)
def test_words_and_characters_are_put_together(base: str, mine: str, theirs: str, made: Merged) -> None:
    assert merge(base, mine, theirs) == made


def test_texts_too_long_to_compare_are_one_clash() -> None:
    long = "word " * MOST_TOKENS
    assert merge(long, long + "mine", long + "theirs") == Merged(long + "mine", 1)


def test_what_is_new_in_a_text_is_found() -> None:
    assert changed("VPN pauses", "The VPN pauses often") == (Span(0, 4), Span(14, 6))
    assert changed("same", "same") == ()
    assert changed("only less here", "only here") == ()
