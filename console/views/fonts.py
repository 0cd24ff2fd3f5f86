"""The fonts of the window.

Promise: Latin comes from the system's own face, Han from a Simplified Chinese one, figures have equal widths; each font
is made once.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from console.models.values import dataclass

HAN = ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei")
MICRO, SMALL, BODY, STRONG, TITLE, CLOCK = 11, 12, 13, 15, 18, 26
"""Sizes in logical pixels; micro is for labels, never for sentences."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """Each use of type in the window."""

    micro: QFont
    micro_semibold: QFont
    small: QFont
    small_semibold: QFont
    body: QFont
    body_semibold: QFont
    strong: QFont
    """Titles of views, tickets and panels; semibold."""
    title: QFont
    clock: QFont
    mono: QFont
    """Codes and ids, 12 px."""
    families: tuple[str, ...]


def set_font(application: QApplication) -> Fonts:
    """Give the application its font, once; a stylesheet's sizes keep families and features only when set here."""
    resolved = QFontInfo(application.font()).family()
    families = tuple(dict.fromkeys(("Inter", resolved, *HAN)))
    body = _font(families, BODY)
    application.setFont(body)
    fixed = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)).family()
    return Fonts(
        micro=_font(families, MICRO),
        micro_semibold=_font(families, MICRO, semibold=True),
        small=_font(families, SMALL),
        small_semibold=_font(families, SMALL, semibold=True),
        body=body,
        body_semibold=_font(families, BODY, semibold=True),
        strong=_font(families, STRONG, semibold=True),
        title=_font(families, TITLE, semibold=True),
        clock=_font(families, CLOCK, semibold=True),
        mono=_font(("JetBrains Mono", fixed, "Noto Sans Mono CJK SC", *HAN), SMALL),
        families=families,
    )


def _font(families: tuple[str, ...], pixels: int, *, semibold: bool = False) -> QFont:
    made = QFont()
    made.setFamilies(list(families))
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
