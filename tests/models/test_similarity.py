"""A likeness names the words it rests on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.similarity import compare, spoken, terms, weigh

TEXTS = st.text(alphabet="abc 重置密码登录.-", max_size=60)


def alike(one: str, other: str) -> float:
    both = terms(one) | terms(other)
    return compare(terms(one), terms(other), weigh(both, {}, 10)).score


def test_the_words_that_tell_most_come_first() -> None:
    asked, answers = terms("The VPN client fails after the token expired"), terms("Renew an expired VPN token")
    weights = weigh(asked | answers, {"vpn": 9, "token": 2, "expired": 1}, 10)
    assert compare(asked, answers, weights).shared == ("expired", "token", "vpn")


def test_words_without_meaning_make_nothing_alike() -> None:
    assert alike("I can not do this with my", "you and I were not with them") == 0
    assert alike("我们可以进行", "我们需要进行") < 0.5


def test_chinese_is_compared_by_pairs() -> None:
    weights = weigh(terms("重置密码"), {}, 10)
    assert set(compare(terms("如何重置密码"), terms("密码重置步骤"), weights).shared) == {"重置", "密码"}


@given(TEXTS, TEXTS)
def test_likeness_is_the_same_both_ways_and_has_bounds(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert 0 <= alike(one, other) <= 1


@given(TEXTS)
def test_a_text_is_like_itself(text: str) -> None:
    assert not terms(text) or alike(text, text) == pytest.approx(1)


def test_chinese_pairs_that_run_into_each_other_are_read_as_one_word() -> None:
    assert spoken(("重置", "vpn", "因素", "多因", "置多", "登录", "npc")) == ("重置多因素", "vpn", "登录", "npc")
    assert spoken(()) == ()
