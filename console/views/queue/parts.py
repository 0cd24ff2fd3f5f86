"""Small widgets the panels of the queue share: a button with its key, a keycap.

Promise: each paints from the look in use, so a switch of theme needs no word to it but `update`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QPushButton, QSizePolicy, QWidget

from console.views.theme import Look, Theme, pen

CAP_HEIGHT, CAP_PAD = 16, 4
GAP = 6


class CapButton(QPushButton):
    """A button with an icon before its words and a keycap behind them; `kind` as in the stylesheet."""

    def __init__(self, look: Look, parent: QWidget, kind: str = "", icon: str = "", small: bool = False) -> None:
        super().__init__(parent)
        self._look = look
        self._kind = kind
        self._icon_name = icon
        self._caps: tuple[str, ...] = ()
        self._words = ""
        self._is_small = small
        self.ink: Callable[[], QColor] | None = None
        """The colour of words and icon, where it is not that of the kind."""
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, words: str, caps: tuple[str, ...] = (), icon: str | None = None) -> None:
        """Show these words and keys."""
        shown = words, caps, self._icon_name if icon is None else icon
        if shown == (self._words, self._caps, self._icon_name):
            return
        self._words, self._caps, self._icon_name = shown
        self.setAccessibleName(words.rstrip("…"))
        self.updateGeometry()
        self.update()

    def wear(self, kind: str) -> None:
        """Be of another kind."""
        if kind != self._kind:
            self._kind = kind
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)

    def sizeHint(self) -> QSize:
        """Qt: as wide as what is in it."""
        return QSize(self._content_width() + (16 if self._is_small or self._is_ghost() else 24), 28)

    def minimumSizeHint(self) -> QSize:
        """Qt: the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the style's frame, then icon, words and caps."""
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter  # 7 ms, and not in the first paint

        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        ink = self._ink()
        left = (self.width() - self._content_width()) // 2
        if self._icon_name:
            mark = self._look.pixmap(self._icon_name, ink, self._ground(), 16, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - 16) // 2, mark)
            left += 16 + GAP
        painter.setFont(self._font())
        painter.setPen(pen(ink))
        width = QFontMetrics(self._font()).horizontalAdvance(self._words)
        painter.drawText(QRect(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self._words)
        left += width + GAP
        for cap in self._caps:
            edge = ink if self._is_primary() else self._look.theme.line.strong
            word = ink if self._is_primary() else self._look.theme.text.tertiary
            left += paint_cap(painter, self._look, QPoint(left, (self.height() - CAP_HEIGHT) // 2), cap, edge, word) + 3

    def _content_width(self) -> int:
        width = QFontMetrics(self._font()).horizontalAdvance(self._words) + (16 + GAP if self._icon_name else 0)
        caps = sum(cap_width(self._look, cap) + 3 for cap in self._caps)
        return width + (GAP + caps - 3 if caps else 0)

    def _font(self) -> QFont:
        return self._look.fonts.small if self._is_small else self._look.fonts.body

    def _is_primary(self) -> bool:
        return self._kind == "primary"

    def _is_ghost(self) -> bool:
        return self._kind == "ghost"

    def _ground(self) -> QColor:
        theme = self._look.theme
        return theme.accent.fill if self._is_primary() else theme.bg.raised

    def _ink(self) -> QColor:
        text = self._look.theme.text
        if not self.isEnabled():
            return text.disabled
        if self.ink is not None:
            return self.ink()
        if self._kind in _INKS:
            return _INKS[self._kind](self._look.theme)
        return text.secondary if self._is_ghost() else text.primary


_INKS: dict[str, Callable[[Theme], QColor]] = {
    "primary": lambda theme: theme.text.on_accent,
    "note": lambda theme: theme.text.note,
}


def cap_width(look: Look, cap: str) -> int:
    """How wide a keycap is."""
    return max(CAP_HEIGHT, QFontMetrics(look.fonts.micro).horizontalAdvance(cap) + 2 * CAP_PAD)


def paint_cap(painter: QPainter, look: Look, place: QPoint, cap: str, edge: QColor, ink: QColor) -> int:
    """Paint a keycap with its upper left corner at `place`; its width."""
    width = cap_width(look, cap)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(place.x() + 0.5, place.y() + 0.5, width - 1, CAP_HEIGHT - 1)
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(pen(ink))
    painter.setFont(look.fonts.micro)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap)
    painter.restore()
    return width


def own_viewport(area: QAbstractScrollArea) -> None:
    """Give an area a viewport made here, before anything else.

    The first widget of Qt's own making that is handed out has PySide look at every kind of widget: 10 ms of the start.
    """
    made = QWidget()
    made.setAutoFillBackground(True)
    made.setBackgroundRole(QPalette.ColorRole.Base)
    area.setViewport(made)
