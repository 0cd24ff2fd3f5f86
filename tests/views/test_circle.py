"""Initials stand for a person."""

from __future__ import annotations

import pytest

from console.views.circle import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Zhou Wei", "ZW"),
        ("Ana Maria da Silva", "AS"),
        ("谭美", "谭"),
        ("root", "R"),
        ("", "?"),
        ("  ", "?"),
        ("李 雷", "李"),
    ],
)
def test_initials_stand_for_a_name(name: str, letters: str) -> None:
    assert initials(name) == letters
