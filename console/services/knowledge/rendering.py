"""Markdown as HTML that may be shown anywhere.

Promise: what comes out holds no script, no form, no picture and no address but of the web and mail, whatever went in;
raw HTML in a text is shown as the characters it is.
"""

from __future__ import annotations

import re
from html import escape

TAGS = frozenset(
    "a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li ol p pre s strong table tbody td th thead tr ul".split()
)
"""Elements a rendered text may hold."""
SCHEMES = frozenset({"http", "https", "mailto"})
"""Of addresses that may be followed."""
LIMIT = 200_000
"""Characters that are rendered; what is longer is shown as plain text."""
_HEAPED = re.compile(r"[\[\]!*_`<>|~(&\\-]{400}|^(?:[>\s]|[-*+]\s){100}", re.MULTILINE)
"""Marks in such heaps are nobody's prose; they cost a parser more than all else."""


_FENCE = re.compile(r"^(?:```|~~~).*\n?", re.MULTILINE)
_MARKS = (
    (re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,500})\]\(([^)\s]{1,2000})\)"), r"\1 (\2)"),
    (re.compile(r"^#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"\*\*([^*\n]{1,500})\*\*"), r"\1"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
)
"""What Markdown says by marks, and how a message says it, which knows none."""


def html_of(markdown: str) -> str:
    """The HTML of a text, to be put inside a body."""
    import nh3

    return nh3.clean(
        _raw(markdown),
        tags=set(TAGS),
        attributes={"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}},
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer",
    )


def _raw(markdown: str) -> str:
    if len(markdown) > LIMIT or _HEAPED.search(markdown):
        return f"<pre>{escape(markdown)}</pre>"
    from markdown_it import MarkdownIt  # 40 ms, and only where an article is read

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")
    try:
        return str(parser.render(markdown))
    except RecursionError:
        return f"<pre>{escape(markdown)}</pre>"


def lines_of(markdown: str) -> str:
    """The text for a message: its lines and lists as they are, without marks; code is left alone."""
    parts = _FENCE.split(markdown)
    for at in range(0, len(parts), 2):
        for pattern, said in _MARKS:
            parts[at] = pattern.sub(said, parts[at])
    return "".join(parts).strip()


def plain_of(markdown: str) -> str:
    """The words of a text without its marks, on one line; for searching and for excerpts."""
    import nh3

    text = nh3.clean(_raw(markdown).replace("<", " <"), tags=set())
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", " "), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return " ".join(text.split())
