"""The dashboard as a file: a picture, a drawing, or its rows.

Promise: what is written is what is shown; rows hold every chart's table, and no cell starts a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from console.views.dashboard.chart import Cell, Chart
from console.views.dashboard.tiles import Tiles

PNG, SVG, CSV, PDF = "png", "svg", "csv", "pdf"


def write(path: Path, shown: QWidget, tiles: Tiles, charts: Sequence[Chart]) -> None:
    """Write the file its ending asks for; raises OSError."""
    if path.suffix.lower() == f".{CSV}":
        path.write_text(rows(charts), "utf-8", newline="")
    elif path.suffix.lower() == f".{SVG}":
        path.write_bytes(drawing(shown, tiles, charts))
    elif not shown.grab().save(str(path), "PNG"):
        raise OSError(f"{path}")


def rows(charts: Sequence[Chart]) -> str:
    """All tables below each other, each under its title; with a mark for spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out)
    for chart in charts:
        heads, lines = chart.table()
        writer.writerow([chart.title()])
        writer.writerow(heads)
        writer.writerows([[_safe(cell) for cell in line] for line in lines])
        writer.writerow([])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()


def drawing(shown: QWidget, tiles: Tiles, charts: Sequence[Chart]) -> bytes:
    """The strip and the charts as SVG."""
    from PySide6.QtCore import QBuffer
    from PySide6.QtSvg import QSvgGenerator

    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setSize(QSize(shown.width(), shown.height()))
    made.setViewBox(QRect(0, 0, shown.width(), shown.height()))
    painter = QPainter(made)
    drawn: list[tuple[QWidget, Callable[[QPainter], None]]] = [(tiles, tiles.paint)]
    drawn += [(chart, chart.paint) for chart in charts]
    for part, paint in drawn:
        painter.save()
        painter.translate(part.mapTo(shown, part.rect().topLeft()))
        paint(painter)
        painter.restore()
    painter.end()
    return bytes(buffer.data().data())


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else cell
