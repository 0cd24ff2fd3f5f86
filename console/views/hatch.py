"""Hatched fields: what colour says, lines say too.

Promise: the lines keep their distance at every scale and in files.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from console.views.theme import pen

STEP = 5


def hatch(painter: QPainter, box: QRectF, ink: QColor, ground: QColor | None = None) -> None:
    """Fill `box` with slanted lines, framed."""
    if box.width() <= 0:
        return
    painter.save()
    painter.setClipRect(box)
    if ground is not None:
        painter.fillRect(box, ground)
    painter.setPen(pen(ink, 1))
    at = box.left() - box.height()
    while at < box.right():
        painter.drawLine(QPointF(at, box.bottom()), QPointF(at + box.height(), box.top()))
        at += STEP
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()
