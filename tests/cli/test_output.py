"""Tables are aligned for terminals, and obey nobody's text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.cli.output import Column, cells, fitted, plain, table


@given(st.text(), st.integers(2, 40))
def test_a_fitted_text_takes_exactly_its_cells(text: str, width: int) -> None:
    line = fitted(text, width)
    assert cells(line) == width
    assert len(line.splitlines()) == 1


@given(st.text(st.characters(categories=["Cc", "Cf", "Cs", "Co", "Lo"])))
def test_nothing_a_terminal_obeys_is_left(text: str) -> None:
    assert not {c for c in plain(text) if (ord(c) < 32 and c not in "\n\t") or c in "\x7f\x9b\u202e\u200b"}


def test_chinese_takes_two_cells_and_cut_texts_say_so() -> None:
    assert fitted("登录失败", 10) == "登录失败  "
    assert fitted("登录失败", 6) == "登录… "
    assert fitted("abcdef", 4) == "abc…"


def test_columns_stand_below_their_headings() -> None:
    made = list(
        table([Column("#", 3), Column("标题", 6), Column("x", 5)], [("1", "登录失败", "long text"), ("22", "a", "b")])
    )
    assert made == ["#    标题    x", "1    登录…   long text", "22   a       b"]
