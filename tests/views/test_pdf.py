"""Reports as pages."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QApplication

from console.models.kinds import Locale
from console.services.report_blocks import Heading, Prose, Report, Table
from console.services.report_forms import html
from console.views import pdf


def pages(text: str, rows: int = 1) -> bytes:
    blocks = (Heading(text), Prose(text), Table(("n",), tuple((f"{text} {n}",) for n in range(rows))))
    return pdf.pages(html(Report("Analysis", "", Locale.ZH, blocks)), "Analysis")


def test_a_report_takes_as_many_pages_of_a4_as_it_needs(qapp: QApplication) -> None:
    made = pages("Nobody can sign in", rows=100)
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9]+)[0-9.]* ([0-9]+)", made)
    assert len(boxes) > 2
    assert set(boxes) == {(b"595", b"842")} or set(boxes) == {(b"595", b"841")}
    assert len(re.findall(rb"/MediaBox", pages("Short"))) == 1


def test_the_letters_of_every_language_are_in_the_file(qapp: QApplication) -> None:
    """A reader that has no Chinese font shows them too: two hundred letters take their room, one of them does not."""
    several = "".join(chr(0x4E00 + 7 * n) for n in range(200))
    assert len(pages(several)) - len(pages(several[0] * 200)) > 20_000
