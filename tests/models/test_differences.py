"""A comparison tells both texts whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.models.differences import MOST_LINES, Fate, compared

TEXTS = st.lists(st.sampled_from(["", "a", "b c", "重置 密码", "> x"]), max_size=12).map("\n".join)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_the_lines(before: str, after: str) -> None:
    lines = compared(before, after)
    assert "\n".join(line.text for line in lines if line.fate is not Fate.ADDED) == before
    assert "\n".join(line.text for line in lines if line.fate is not Fate.TAKEN_OUT) == after


def test_the_words_that_changed_in_a_line_are_marked() -> None:
    out, into = compared("Reset the password", "Reset your password")
    assert [out.text[span.start :][: span.length] for span in out.marks] == ["the"]
    assert [into.text[span.start :][: span.length] for span in into.marks] == ["your"]


def test_equal_texts_have_no_change() -> None:
    assert {line.fate for line in compared("a\nb", "a\nb")} == {Fate.KEPT}


def test_endless_texts_are_one_change() -> None:
    long = "\n".join(map(str, range(MOST_LINES + 1)))
    assert {line.fate for line in compared(long, long)} == {Fate.TAKEN_OUT, Fate.ADDED}
