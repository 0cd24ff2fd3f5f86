"""The one stylesheet of the window, generated from the theme.

Promise: it says only radius, border, padding and ground of stock widgets; meaning is painted elsewhere. Widgets say
what they are by two properties: `kind` (of a button, field or frame) and `ink` (of a label).
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from console.resources import resource
from console.views.fonts import BODY, MICRO, SMALL, STRONG

if TYPE_CHECKING:
    from console.views.theme import Theme


def stylesheet(theme: Theme) -> str:
    """Qt's stylesheet for a theme."""
    colours = {
        "window": theme.bg.window,
        "panel": theme.bg.panel,
        "surface": theme.bg.surface,
        "raised": theme.bg.raised,
        "sunken": theme.bg.sunken,
        "hover": theme.bg.hover,
        "selected": theme.bg.selected,
        "selection": theme.accent.tint,
        "field": theme.bg.panel,
        "button": theme.bg.raised,
        "primary": theme.text.primary,
        "secondary": theme.text.secondary,
        "tertiary": theme.text.tertiary,
        "disabled": theme.text.disabled,
        "link": theme.text.link,
        "on_accent": theme.text.on_accent,
        "hair": theme.line.hair,
        "strong": theme.line.strong,
        "control": theme.line.control,
        "focus": theme.line.focus,
        "fill": theme.accent.fill,
        "fill_hover": theme.accent.fill_hover,
        "fill_pressed": theme.accent.fill_pressed,
        "tint": theme.accent.tint,
        "ring_on_fill": theme.text.primary,
        "note": theme.bg.note,
        "note_edge": theme.line.note_hatch,
        "warn_text": theme.sla["warn"].text,
        "warn_tint": theme.sla["warn"].tint,
        "warn_graphic": theme.sla["warn"].graphic,
    }
    template = Template(resource("themes/window.qss").read_text("utf-8"))
    named = {name: colour.name() for name, colour in colours.items()}
    return template.substitute(named, micro=MICRO, small=SMALL, body=BODY, strong_px=STRONG)
