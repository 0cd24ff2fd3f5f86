"""What tells of a person does not leave the ticket."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.redaction import Secret, redacted


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("write to li.na+x@corp.example.com, please", Secret.EMAIL, "li.na+x@corp.example.com"),
        ("see https://wiki.corp.example/a?token=1 there", Secret.ADDRESS, "https://wiki.corp.example/a?token=1"),
        ("from 10.1.22.3 again", Secret.IP, "10.1.22.3"),
        ("call +86 138 0013 8000 today", Secret.PHONE, "+86 138 0013 8000"),
        ("手机13800138000联系", Secret.PHONE, "13800138000"),
        ("card 6222021234567890 was", Secret.CARD, "6222021234567890"),
        ("身份证11010519491231002X的", Secret.CARD, "11010519491231002X"),
        ("my password: hunter2! does not", Secret.CREDENTIAL, "hunter2!"),
        ("密码：秘密123 不行", Secret.CREDENTIAL, "秘密123"),
    ],
)
def test_it_is_covered_and_told(text: str, kind: Secret, part: str) -> None:
    found = redacted(text)
    assert part not in found.text
    assert [(one.kind, one.text) for one in found.covered] == [(kind, part)]
    assert f"[{kind.value.lower()}]" in found.text


def test_names_of_the_ticket_are_covered_whole_and_in_part() -> None:
    found = redacted("Rui Chen called. rui said Chen's laptop; ruin is a word. 韩睿也在。", ["Rui Chen", "韩睿"])
    assert found.text == "[name] called. [name] said [name]'s laptop; ruin is a word. [name]也在。"


def test_versions_times_and_ordinary_numbers_stay() -> None:
    text = "Version 6.11.2 of 2026-02-27 at 10:30 needs 4096 MB; error 0x80070005, ticket 48166."
    assert redacted(text).text == text
    assert redacted(text).covered == ()


@given(st.text(alphabet="ab1239.@+-: 密码[]", max_size=80))
def test_what_is_covered_stays_covered(text: str) -> None:
    once = redacted(text, ["ab"]).text
    assert redacted(once, ["ab"]).text == once
