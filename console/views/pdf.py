"""A report as pages of A4.

Promise: the same HTML that a browser shows becomes the pages; letters of every language are in the file.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from console.views.fonts import HAN

POINTS = 10
MARGIN = 16
"""Millimetres around each page."""
FOOT = 0.3
"""Inches below the text for the number of the page."""
INK = "#5b6470"
_CORNER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
DOTS = 300
"""Per inch: what pictures in it are made with."""


def pages(html: str, title: str) -> bytes:
    """The file."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    device = QPdfWriter(buffer)
    device.setTitle(title)
    device.setResolution(DOTS)
    device.setPageLayout(layout())
    paint(html, device)
    return bytes(buffer.data().data())


def layout() -> QPageLayout:
    """A4 upright with its margins."""
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def paint(html: str, device: QPagedPaintDevice) -> bool:
    """Paint the pages of a document on a printer or into a file; whether that could be begun."""
    dots = QGuiApplication.primaryScreen().logicalDotsPerInch()  # what the document is laid out with
    inches = device.pageLayout().paintRect(QPageLayout.Unit.Inch)
    area = QRectF(0, 0, inches.width() * dots, inches.height() * dots)
    foot = QRectF(0, area.height() - FOOT * dots, area.width(), FOOT * dots)
    document = QTextDocument()
    document.setDefaultFont(font(POINTS))
    document.setDocumentMargin(0)
    document.setHtml(html)
    document.setPageSize(QSizeF(area.width(), area.height() - foot.height()))
    painter = QPainter()
    if not painter.begin(device):
        return False
    scale = device.logicalDpiX() / dots
    height = document.pageSize().height()
    for page in range(document.pageCount()):
        if page:
            device.newPage()
        painter.setFont(font(POINTS - 2))
        painter.setPen(QColor(INK))
        at = QRectF(foot.x(), foot.y() * scale, foot.width() * scale, foot.height() * scale)
        painter.drawText(at, int(_CORNER), f"{page + 1} / {document.pageCount()}")
        painter.save()
        painter.scale(scale, scale)
        painter.translate(0, -page * height)
        document.drawContents(painter, QRectF(0, page * height, area.width(), height))
        painter.restore()
    return painter.end()


def font(points: float) -> QFont:
    """The system's own face, then one that has Han."""
    made = QFont()
    made.setFamilies([*QFont().families(), *HAN])
    made.setPointSizeF(points)
    return made
