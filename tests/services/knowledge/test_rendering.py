"""Nothing in a text becomes a script, a picture or an address of this machine."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.services.knowledge.rendering import LIMIT, TAGS, html_of, plain_of

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://tracker.example/a.png)",
    "![x](file:///etc/passwd)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](file:///etc/passwd)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "<a href='javascript:x'>x</a>",
    "<iframe src='https://a.example'></iframe>",
    "<style>body{display:none}</style>",
    "<svg/onload=alert(1)>",
    '[x](https://a.example "\\" onmouseover=\\"alert(1)")',
    '<https://a.example/"onclick=alert(1)>',
    "[a]: javascript:alert(1)\n\n[a]",
)
ELEMENT = re.compile(r"<\s*/?\s*([a-zA-Z0-9]+)((?:[^>\"]|\"[^\"]*\")*)>")


def check(html: str) -> None:
    """Only known elements, and of attributes only those that cannot act."""
    for name, rest in ELEMENT.findall(html):
        assert name in TAGS
        for attribute, value in re.findall(r'([\w-]+)="([^"]*)"', rest):
            assert attribute in {"href", "title", "rel", "align", "start"}
            assert attribute != "href" or re.match(r"(https?:|mailto:|[^:]*$)", value), value


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_shown_as_characters(text: str) -> None:
    check(html_of(text))
    check(html_of(f"> {text}\n\n| a |\n|---|\n| {text} |"))


@given(
    st.lists(
        st.sampled_from([*HOSTILE, "*", "`", "\n", "> ", "- ", "a", "[", "](", ")", "|", "\\", "&lt;"]), max_size=12
    )
)
def test_no_mixture_becomes_more(parts: list[str]) -> None:
    check(html_of("".join(parts)))


def test_prose_is_rendered() -> None:
    html = html_of("# 重置\n\n1. **A**\n2. `b`\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n[c](https://a.example)")
    for part in ("<h1>重置</h1>", "<strong>A</strong>", "<code>b</code>", "<td>1</td>", 'href="https://a.example"'):
        assert part in html


@pytest.mark.parametrize("text", ["[" * 50_000, ">" * 50_000, "- " * 30_000, "`" * 50_000, "x" * (LIMIT + 1)])
def test_heaps_of_marks_are_shown_plain(text: str) -> None:
    """They would keep a parser busy for minutes; and they are nobody's prose."""
    assert html_of(text).startswith("<pre>")


def test_the_words_alone_have_no_marks() -> None:
    assert plain_of("# A & B\n\n* `c<d` [e](https://f.example)\n\n<i>") == "A & B c<d e <i>"
