"""How many people a text says are affected (SPEC 7.3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.triage import affected_users

COUNTED = [
    ("1,200 users", 1200),
    ("1.200 users", 1200),
    ("About 50 people affected", 50),
    ("影响 300 人", 300),
    ("影响300人", 300),
    ("影响 5000 余人", 5000),
    ("约1.2万用户受影响", 12_000),
    ("500 多名员工无法登录", 500),
    ("受影响用户数：300", 300),
    ("影响用户约 1,500", 1500),
    ("Users affected: 1200", 1200),
    ("affected users: 35", 35),
    ("1200+ users cannot log in", 1200),
    ("over 2k users", 2000),
    ("3 thousand employees", 3000),
    ("50-100 users", 100),
    ("between 20 and 30 colleagues", 30),
    ("two users", 2),
    ("两名员工", 2),
    ("三个人登不上", 3),
    ("12 accounts are locked", 12),
    ("0 users affected", 0),
    ("1 user", 1),
    ("１２００ users", 1200),
    ("上午 9 点起 40 人无法登录", 40),
    ("10 users and 25 customers", 25),
]

MOST_TO_THE_POINT = [
    ("50 of 1,200 users affected", 50),
    ("1,200 users in total, 40 affected users", 40),
    ("30 users cannot log in out of 500 employees", 30),
    ("共有 800 名用户，其中 120 人受影响", 120),
    ("impacting approximately 250 employees of 9,000 people", 250),
]

UNCOUNTED = [
    "",
    "no count here",
    "Office 365 users",
    "Windows 11 users complain",
    "since 2024 users complain",
    "30 users per minute",
    "20 users/s",
    "100% of users",
    "user 5",
    "3 minutes",
    "version 10.5.2.1 users",
    "第三人",
    "人均 5 次",
    "5 人次",
    "many users",
    "许多用户",
]


@pytest.mark.parametrize(("text", "count"), COUNTED)
def test_stated_figures_of_people_are_read(text: str, count: int) -> None:
    assert affected_users(text) == count


@pytest.mark.parametrize(("text", "count"), MOST_TO_THE_POINT)
def test_those_said_to_be_affected_go_before_other_figures(text: str, count: int) -> None:
    assert affected_users(text) == count


@pytest.mark.parametrize("text", UNCOUNTED)
def test_versions_years_rates_and_shares_count_nobody(text: str) -> None:
    assert affected_users(text) is None


@given(st.integers(1, 999_999_999))
def test_any_figure_is_read_exactly_plain_or_grouped(count: int) -> None:
    assert affected_users(f"It hits {count:,} users") == count
    assert affected_users(f"影响 {count} 人") == count


@given(st.text(st.sampled_from("0123456789,.k 万千 users人affected影响of-")))
def test_no_text_fails(text: str) -> None:
    count = affected_users(text)
    assert count is None or count >= 0
