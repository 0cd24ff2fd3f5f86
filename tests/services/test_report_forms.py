"""A report in its forms: whatever people wrote stands there as they wrote it."""

from __future__ import annotations

from markdown_it import MarkdownIt

from console.models.kinds import Locale
from console.services.report_blocks import Facts, Heading, Prose, Report, Table
from console.services.report_forms import html, markdown

HOSTILE = "<script>x</script> *a* _b_ [c](http://d) | e `f` & 1. g"
BLOCKS = (
    Heading(HOSTILE),
    Prose(f"- {HOSTILE}\n1. two\n\n# three"),
    Facts((("name", HOSTILE),)),
    Table(("head", "n"), ((HOSTILE, "12"),), frozenset({1})),
)
REPORT = Report(HOSTILE, "2026", Locale.ZH, BLOCKS)


def test_markdown_shows_every_text_as_it_stands() -> None:
    """Read by the reader of the articles: the same letters, and no list, link or heading of anybody's words."""
    shown = MarkdownIt().enable("table").render(markdown(REPORT))
    escaped = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert shown.count(escaped) == 5
    assert shown.count("<h1>") == shown.count("<h2>") == shown.count("<ul>") == shown.count("<table>") == 1
    for tag in ("<a ", "<ol", "<em", "<code", "<script"):
        assert tag not in shown
    assert "1. two" in shown
    assert "# three" in shown
    assert '<td style="text-align:right">12</td>' in shown


def test_html_is_whole_and_reaches_for_nothing() -> None:
    page = html(REPORT)
    assert page.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert "default-src 'none'" in page
    assert "<script>" not in page
    assert page.count("&lt;script&gt;x&lt;/script&gt;") == 6
    assert '<td class="figure" align="right">12</td>' in page
    assert "<br>1. two</p>\n<p># three</p>" in page
