"""A report as Markdown and as HTML.

Promise: every text is foreign until it is escaped: nothing of it becomes markup, loads or links anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from console.services.report_blocks import Block, Facts, Heading, Prose, Report, Table

_SIGNS = re.compile(r"([\\`*_\[\]<>|~&])")
_BEGINNINGS = re.compile(r"^([-+=#]|[0-9]+(?=[.)]))")
"""What makes a list or a heading of a line."""
_STYLE = """
body { font-family: sans-serif; font-size: 10pt; color: #1b1f24; }
h1 { font-size: 17pt; margin-bottom: 0; } h2 { font-size: 12.5pt; margin-top: 18px; margin-bottom: 4px; }
p { margin-top: 3px; margin-bottom: 3px; } .remark { color: #5b6470; }
table { border-collapse: collapse; margin-top: 4px; margin-bottom: 4px; }
th { text-align: left; color: #5b6470; font-weight: normal; border-bottom: 1px solid #9aa3ad; }
td { border-bottom: 1px solid #dfe3e8; } th, td { padding: 2px 12px 2px 0; vertical-align: top; }
.figure { text-align: right; } .name { color: #5b6470; }
"""


def markdown(report: Report) -> str:
    """As Markdown that shows every text as it stands."""
    lines = [f"# {_plain(report.title)}", "", _plain(report.subtitle), ""]
    for block in report.blocks:
        lines += [*_marked(block), ""]
    return "\n".join(lines).rstrip() + "\n"


def html(report: Report) -> str:
    """As one page of HTML that is whole in itself."""
    body = "\n".join(part for block in report.blocks for part in _tagged(block))
    language = report.locale.value.replace("_", "-")
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{escape(report.title)}</title>\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<style>{_STYLE}</style></head>\n<body>\n<h1>{escape(report.title)}</h1>\n"
        f'<p class="remark">{escape(report.subtitle)}</p>\n{body}\n</body></html>\n'
    )


def _marked(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"## {_plain(text)}"
        case Prose(text, remark):
            yield f"*{_plain(text)}*" if remark else _paragraphs(text)
        case Facts(rows):
            yield from (f"- **{_plain(name)}**: {_plain(value)}" for name, value in rows)
        case Table(head, rows, figures):
            yield _row(head)
            yield "|" + "|".join(" ---: " if place in figures else " --- " for place in range(len(head))) + "|"
            yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_plain, cells)) + " |"


def _paragraphs(text: str) -> str:
    """Lines stay lines: two spaces at the end break one, an empty one parts two paragraphs."""
    lines = ["  " if not line.strip() else _plain(line) + "  " for line in text.splitlines()]
    return "\n".join(line.rstrip() if not line.strip() else line for line in lines).rstrip()


def _plain(text: str) -> str:
    return _BEGINNINGS.sub(_kept, _SIGNS.sub(r"\\\1", " ".join(text.split())))


def _kept(found: re.Match[str]) -> str:
    """A sign is escaped; a figure keeps its dot from making a list."""
    return f"&#{ord(found[0][0])};{found[0][1:]}" if found[0][0].isdigit() else f"\\{found[0]}"


def _tagged(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"<h2>{escape(text)}</h2>"
        case Prose(text, remark):
            yield from (_paragraph(part, remark=remark) for part in re.split(r"\n\s*\n", text))
        case Facts(rows):
            yield "<table>" + "".join(
                f'<tr><td class="name">{escape(name)}</td><td>{escape(value)}</td></tr>' for name, value in rows
            )
            yield "</table>"
        case Table(head, rows, figures):
            yield '<table width="100%"><thead><tr>' + _cells("th", head, figures) + "</tr></thead>"
            yield from (f"<tr>{_cells('td', row, figures)}</tr>" for row in rows)
            yield "</table>"


def _paragraph(text: str, *, remark: bool) -> str:
    kind = ' class="remark"' if remark else ""
    return f"<p{kind}>{escape(text.strip()).replace(chr(10), '<br>')}</p>"


def _cells(tag: str, cells: Sequence[str], figures: frozenset[int]) -> str:
    return "".join(
        f'<{tag} class="figure" align="right">{escape(cell)}</{tag}>'
        if place in figures
        else f"<{tag}>{escape(cell)}</{tag}>"
        for place, cell in enumerate(cells)
    )
