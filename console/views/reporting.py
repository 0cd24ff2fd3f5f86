"""A report as a file, in the form it is asked for; for the window and for the command line.

Promise: a file is there whole or not at all; Qt is loaded when pages are asked for, and needs no screen.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from console.files import write_whole
from console.models.kinds import Code, Refused
from console.services.report_blocks import Report
from console.services.report_forms import html, markdown


class Form(StrEnum):
    """Of a report; each the ending of its file."""

    PDF = "pdf"
    HTML = "html"
    MD = "md"


def form_of(path: Path | None) -> Form:
    """The form the name of a file asks for; Markdown where it asks for none."""
    ending = "" if path is None else path.suffix.lower().lstrip(".")
    return Form(ending) if ending in set(Form) else Form.MD


def content(report: Report, form: Form) -> bytes:
    """What stands in the file."""
    if form is Form.PDF:
        return _pages(report)
    return (html(report) if form is Form.HTML else markdown(report)).encode()


def write(report: Report, path: Path, form: Form | None = None) -> None:
    """Write it; by the name of the file without a form.  Raises Refused REPORT_FAILED."""
    try:
        write_whole(path, content(report, form or form_of(path)))
    except OSError as error:
        raise Refused(Code.REPORT_FAILED, path=path, reason=error) from error


def _pages(report: Report) -> bytes:
    from PySide6.QtGui import QGuiApplication

    from console.views import pdf

    application = QGuiApplication.instance() or QGuiApplication(["support-console", "-platform", "offscreen"])
    made = pdf.pages(html(report), report.title)
    del application
    return made
