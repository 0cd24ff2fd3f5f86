"""How cues are found in a text: notation, boundaries, what is longer speaks, what is negated does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.reading import LONGEST_TEXT, Lexicon, fold

MACROS = {"login": "(log|sign)_(in|on)", "no": "not|no"}


def found(cues: str, text: str, neutral: str = "") -> list[str]:
    """The pieces of `text` that speak for the one value the cues are of."""
    lexicon = Lexicon({"X": {2: cues}}, neutral, "<no>( a| the)*", "(的可能)?已排除", MACROS)
    return [cue.text for cue in lexicon.find(fold(text))]


@pytest.mark.parametrize(
    ("cue", "text", "pieces"),
    [
        ("time_out", "timeout, time-out, time out, times out", ["timeout", "time-out", "time out"]),
        ("all users", "All  users and all\nusers, allusers", ["All  users", "all\nusers"]),
        ("slow*", "slowly slower sloth", ["slowly", "slower"]),
        ("reset ~ password", "reset my old password, reset password", ["reset my old password", "reset password"]),
        ("reset ~ password", "reset it. The password", []),
        ("reset ~ password", "reset but not the password", []),
        ("登录…失败", "登录总是失败，登录。失败，登录没有失败", ["登录总是失败"]),
        ("(red|green) light", "red light green light blue light", ["red light", "green light"]),
        ("no( big)* deal", "no deal, no big big deal", ["no deal", "no big big deal"]),
        ("reset (my)? password", "reset my password, reset password", ["reset my password", "reset password"]),
        ("organi[sz]ation", "organisation organization", ["organisation", "organization"]),
        ("code {\\d+}", "code 17 code x", ["code 17"]),
        ("<login>", "log in sign-on login", ["log in", "sign-on", "login"]),
        ("down", "download countdown down down_ Down!", ["down"]),
        ("down", "VPN坏了down了", ["down"]),
        ("c++ (a)", "c++ a", ["c++ a"]),
    ],
)
def test_a_cue_is_written_as_it_is_spoken(cue: str, text: str, pieces: list[str]) -> None:
    assert found(cue, text) == pieces


def test_a_line_that_begins_with_a_bar_goes_on_with_the_choice() -> None:
    assert found("(red\n    |green) light", "green light") == ["green light"]


def test_the_longer_cue_speaks_and_a_neutral_one_says_nothing() -> None:
    assert found("breach\ndata breach", "data breach, breach") == ["data breach", "breach"]
    assert found("breach", "SLA breach", neutral="sla breach") == []
    assert found("breach", "SLA breach and breach", neutral="sla breach") == ["breach"]


def test_a_negated_cue_does_not_count_and_another_one_does() -> None:
    assert found("slow", "not slow") == []
    assert found("slow", "not the slow one, but slow") == ["slow"]
    assert found("slow", "nothing slow, nots low, knot slow") == ["slow"]
    assert found("泄露", "泄露的可能已排除") == []


def test_a_longer_cue_covers_shorter_ones_even_when_negated() -> None:
    assert found("error\nlogin error", "no login error") == []


def test_a_wording_counts_once() -> None:
    assert found("slow", "slow SLOW Slow") == ["slow"]


@pytest.mark.parametrize(
    "text",
    ["see https://host/slow", "write to slow@example.com", "www.slow.example/slow", "ftp://slow", "HTTP://HOST/SLOW"],
)
def test_addresses_say_nothing(text: str) -> None:
    assert found("slow", text) == []


def test_width_form_and_invisible_characters_do_not_matter() -> None:
    assert found("vpn", "ＶＰＮ") == ["ＶＰＮ"]
    assert found("can't", "can\u2019t") == ["can\u2019t"]
    for written in ("登錄", "登陆", "登\u200b录"):
        assert found("登录", f"请{written}。") == [written]
    assert found("slow", "sl\u00adow") == ["sl\u00adow"]
    assert found("strasse", "Straße") == ["Straße"]


def test_control_characters_part_words_in_any_text() -> None:
    assert found("all users", "all\0users") == ["all\0users"]
    assert found("all users", "é all\0users") == ["all\0users"]


def test_half_a_character_is_in_no_cue() -> None:
    assert found("登录…失败", "登录\ud800失败") == []


def test_only_the_beginning_of_a_huge_text_is_read() -> None:
    assert found("slow", "x " * (LONGEST_TEXT // 2) + "slow") == []
    assert found("slow", "slow " + "x" * LONGEST_TEXT) == ["slow"]


@given(st.text())
def test_folding_never_fails_and_keeps_the_place_of_every_character(text: str) -> None:
    page = fold(text)
    for place in range(len(page.folded)):
        assert page.piece(place, place + 1) in text
    assert page.piece(0, len(page.folded)) in text if page.folded else True


@given(st.text(st.characters(codec="ascii")))
def test_ascii_keeps_its_places(text: str) -> None:
    page = fold(text)
    assert page.places is None
    assert len(page.folded) == len(text)
