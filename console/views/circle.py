"""A person as a circle with initials.

Promise: the person of this profile is blue, everybody else grey; a name without letters is a question mark.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from console.views.theme import Look, brush, pen


def initials(name: str) -> str:
    """One or two letters that stand for a person: "ZW" for Zhou Wei, the first character of a Chinese name."""
    words = name.split()
    if not words:
        return "?"
    if not words[0][:1].isascii() or len(words) == 1:
        return words[0][:1].upper()
    return (words[0][:1] + words[-1][:1]).upper()


def paint_circle(
    painter: QPainter, look: Look, box: QRect, name: str, *, own: bool = False, edged: bool = False
) -> None:
    """A person's circle; the person of this profile's is blue.  With an edge it stands out on any ground."""
    theme = look.theme
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen(theme.line.strong) if edged else Qt.PenStyle.NoPen)
    painter.setBrush(brush(theme.accent.tint if own else theme.bg.selected_inactive))
    painter.drawEllipse(box.adjusted(0, 0, -1, -1) if edged else box)
    painter.setFont(look.fonts.micro_semibold)
    painter.setPen(pen(theme.accent_ink if own else theme.text.secondary))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()
