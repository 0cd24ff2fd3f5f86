"""What a typed text must be to be kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.kinds import Code, Refused
from console.services.tickets import texts

KINDS: dict[str, Callable[[str], str | None]] = {
    "title": texts.title,
    "body": texts.body,
    "description": texts.description,
    "reason": texts.reason,
    "label": texts.label,
    "tag": texts.tag,
    "optional": lambda text: texts.optional(text, "email"),
}
MAY_BE_EMPTY = {"description", "reason", "optional"}


def code(kind: str, text: str) -> Code | None:
    """Why the text is refused; None where it is kept."""
    try:
        KINDS[kind](text)
    except Refused as error:
        return error.code
    return None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("blank", ["", " ", "\r\n", "\u3000\t", "\u200b\ufeff", "\u202e \u2066"])
def test_what_shows_nothing_is_empty(kind: str, blank: str) -> None:
    assert (code(kind, blank) is None) is (kind in MAY_BE_EMPTY)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("wrong", ["a\0b", "a\ud800b", "\udfffx"])
def test_what_no_database_can_keep_is_refused(kind: str, wrong: str) -> None:
    assert code(kind, wrong) is Code.BAD_TEXT


@pytest.mark.parametrize(
    ("kind", "limit"),
    [("title", 300), ("body", 200_000), ("description", 200_000), ("reason", 200_000), ("label", 300), ("tag", 60)],
)
def test_a_text_is_kept_up_to_its_limit_and_never_cut(kind: str, limit: int) -> None:
    assert KINDS[kind]("é" * limit) == "é" * limit
    assert code(kind, "é" * (limit + 1)) is Code.TEXT_TOO_LONG


def test_ten_megabytes_are_refused_with_their_length() -> None:
    with pytest.raises(Refused) as caught:
        texts.body("x" * 10_000_000)
    assert caught.value.params == {"field": "message", "length": 10_000_000, "limit": 200_000}


def test_a_message_keeps_its_inner_form() -> None:
    """SPEC 3.4: kept as received."""
    assert texts.body("\n\n  first\r\n\r\n\tsecond  \r\n") == "  first\r\n\r\n\tsecond  "


@given(st.text(max_size=80))
def test_a_text_that_was_kept_once_is_kept_alike_again(text: str) -> None:
    """What undo and redo rest on."""
    for keep in (texts.title, texts.label, texts.tag, texts.body, texts.reason):
        try:
            kept = keep(text)
        except Refused:
            continue
        try:
            again = keep(kept)
        except Refused as error:
            raise AssertionError(f"{kept!r} is refused as {error.code}") from error
        assert again == kept, keep.__name__


def test_a_tag_is_one_word_in_lower_case() -> None:
    assert texts.tag("#VIP  Kunde;") == "vip-kunde"
    assert texts.tag("重要 客户") == "重要-客户"
