"""The grounds of what is said: plain, public, internal; for messages and for the composer alike.

Promise: a public text has a blue stripe, an internal one paper, an edge and a hatch as fine on every screen.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from console.views.queue.talk import Kind
from console.views.theme import Look, brush, pen

STRIPE, HATCH, RADIUS = 3, 6, 6
STEP, STROKE = 5, 1.4
"""Distance and width of the hatch's lines."""


def ground_of(look: Look, kind: Kind) -> QColor:
    """The colour a message of that kind stands on."""
    bg = look.theme.bg
    return {Kind.PUBLIC: bg.outbound, Kind.NOTE: bg.note}.get(kind, bg.surface)


def paint_ground(painter: QPainter, look: Look, area: QRect, kind: Kind, edge: QColor | None = None) -> None:
    """Ground, edge and sign of a kind of message; `edge` replaces its usual edge."""
    line = look.theme.line
    usual = {Kind.PUBLIC: ground_of(look, kind), Kind.NOTE: line.note}.get(kind, line.hair)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen(edge or usual, 1))
    painter.setBrush(brush(ground_of(look, kind)))
    box = QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    if kind is not Kind.REQUESTER:
        inside = QPainterPath()
        inside.addRoundedRect(box, RADIUS, RADIUS)
        painter.setClipPath(inside)
    if kind is Kind.PUBLIC and edge is None:
        painter.fillRect(area.left(), area.top(), STRIPE, area.height(), look.theme.accent_ink)
    if kind is Kind.NOTE:
        scale = painter.device().devicePixelRatio()
        tile = _hatch(line.note_hatch.rgba(), scale)
        painter.fillRect(QRect(area.left() + 1, area.top(), HATCH, area.height()), QBrush(tile))
    painter.restore()


@lru_cache(maxsize=16)
def _hatch(rgba: int, scale: float) -> QPixmap:
    """A tile of diagonal lines; Qt's own pattern would get finer as screens do."""
    tile = QPixmap(round(STEP * scale), round(STEP * scale))
    tile.setDevicePixelRatio(scale)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor.fromRgba(rgba), STROKE))
    for shift in (-STEP, 0, STEP):
        painter.drawLine(QPointF(shift - 1, STEP + 1), QPointF(shift + STEP + 1, -1))
    painter.end()
    return tile
