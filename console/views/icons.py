"""Icons in the ink of the place they stand in.

Promise: each (name, ink, ground, size, scale) is drawn once; #000 in the file becomes the ink, #FFF the ground,
#BBB what is faint between them.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from console.resources import resource

INLINE, CONTROL, RAIL, EMPTY = 14, 16, 20, 24
"""Edge lengths in logical pixels."""


def pixmap(name: str, ink: QColor, ground: QColor, size: int = CONTROL, scale: float = 1.0) -> QPixmap:
    """The icon `name` of resources/icons; `scale` is the device pixel ratio of what it is painted on."""
    return _pixmap(name, ink.rgb(), ground.rgb(), size, scale)


def icon(name: str, ink: QColor, ground: QColor, disabled: QColor, size: int = CONTROL) -> QIcon:
    """The icon for buttons and menus, drawn for the finest screen there is."""
    made = QIcon()
    scale = max(screen.devicePixelRatio() for screen in QGuiApplication.screens())
    made.addPixmap(pixmap(name, ink, ground, size, scale), QIcon.Mode.Normal)
    made.addPixmap(pixmap(name, disabled, ground, size, scale), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text("utf-8")


@lru_cache(maxsize=1024)
def _pixmap(name: str, ink: int, ground: int, size: int, scale: float) -> QPixmap:
    edge = round(size * scale)
    image = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    colours = _source(name)
    for written, meant in (("#000", ink), ("#FFF", ground), ("#BBB", _between(ink, ground))):
        colours = colours.replace(written, QColor(meant).name())
    painter = QPainter(image)
    QSvgRenderer(QByteArray(colours.encode())).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(scale)
    return made


def _between(ink: int, ground: int) -> int:
    """A third of the ink on the ground."""
    front, back = QColor(ink), QColor(ground)
    return QColor(
        (front.red() + 2 * back.red()) // 3,
        (front.green() + 2 * back.green()) // 3,
        (front.blue() + 2 * back.blue()) // 3,
    ).rgb()
