"""Colours, type and measures of the window, read from resources/themes/tokens.json.

Promise: every colour and size on the screen comes from here; pens, brushes and fonts are made once per theme, never per
paint; a switch of theme, row height or motion reaches every widget at once by `changed`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QIcon, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from console.models.values import dataclass
from console.resources import resource
from console.settings import RowHeight, Settings, Switch
from console.settings import Theme as Choice
from console.views import icons
from console.views.fonts import Fonts, set_font
from console.views.stylesheet import stylesheet

ROW = {RowHeight.COMPACT: 24, RowHeight.NORMAL: 28, RowHeight.ROOMY: 34}
"""Row heights in logical pixels."""
HEADER, COLUMN_HEAD, SECTION_HEAD, CONTROL, SMALL_CONTROL, STATUS_LINE = 26, 44, 30, 28, 22, 26
RAIL, VIEWS, INSPECTOR = 68, 180, 284
"""Heights and widths in logical pixels (look: frame and grids)."""


# Named tuples here: as dataclasses these seven would cost every start 4 ms.
class Ground(NamedTuple):
    """What things stand on; from the window up to raised, in dark the same order gets lighter."""

    window: QColor
    panel: QColor
    surface: QColor
    raised: QColor
    sunken: QColor
    hover: QColor
    selected: QColor
    selected_inactive: QColor
    outbound: QColor
    note: QColor
    track: QColor
    track_selected: QColor


class Ink(NamedTuple):
    """Text: primary is read, secondary explains, tertiary labels."""

    primary: QColor
    secondary: QColor
    tertiary: QColor
    disabled: QColor
    link: QColor
    on_accent: QColor
    on_critical: QColor
    note: QColor


class Line(NamedTuple):
    """Lines and edges."""

    hair: QColor
    strong: QColor
    control: QColor
    focus: QColor
    note: QColor
    note_hatch: QColor


class Accent(NamedTuple):
    """The one blue."""

    fill: QColor
    fill_hover: QColor
    fill_pressed: QColor
    tint: QColor


class Meaning(NamedTuple):
    """Colours of one state of time: its words, its mark or bar, its ground."""

    text: QColor
    graphic: QColor
    tint: QColor


class Rank(NamedTuple):
    """Colours of one severity: its word, a filled sign, a small mark."""

    text: QColor
    fill: QColor
    mark: QColor


class Charts(NamedTuple):
    """Colours of charts."""

    series: tuple[QColor, ...]
    ramp: tuple[QColor, ...]
    """From little to much."""
    former: QColor
    axis: QColor
    grid: QColor
    target: QColor


class Sync(NamedTuple):
    """Colours of the status line's truths."""

    online: QColor
    pending: QColor
    attention: QColor
    offline: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours of one theme."""

    dark: bool
    bg: Ground
    text: Ink
    line: Line
    accent: Accent
    sla: Mapping[str, Meaning]
    """By "ok", "warn", "breach", "paused", "met", "covered"."""
    severity: Mapping[str, Rank]
    """By "critical", "high", "medium", "low"."""
    sync: Sync
    charts: Charts

    @property
    def accent_ink(self) -> QColor:
        """The blue of words and small icons."""
        return self.text.link

    @property
    def current_bar(self) -> QColor:
        """The bar beside the current page or row."""
        return self.line.focus

    def icon(self, name: str, ink: QColor | None = None, size: int = icons.CONTROL) -> QIcon:
        """An icon for a button on a panel, greyed when it is disabled."""
        return icons.icon(name, ink or self.text.secondary, self.bg.panel, self.text.disabled, size)


class Look(QObject):
    """The theme, fonts and measures in use."""

    changed = Signal()
    """Theme, row height, font or motion changed; who keeps anything made from them makes it anew."""

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self._dressed = False
        self.fonts: Fonts = set_font(application)
        self.theme = theme(dark=self._is_dark())
        application.setPalette(palette(self.theme))
        application.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def row(self) -> int:
        """The height of a row in every list."""
        return ROW[self._settings.rows]

    @property
    def reveal_ms(self) -> int:
        """How long a thing takes to appear where it came from; 0 with reduced motion."""
        return 0 if self._settings.reduce_motion is Switch.ON else 90

    def wear(self, settings: Settings) -> None:
        """Put on the theme, row height and motion of these settings; every widget follows before this returns."""
        self._settings = settings
        self.theme = theme(dark=self._is_dark())
        self._application.setPalette(palette(self.theme))
        if self._dressed:
            self._application.setStyleSheet(stylesheet(self.theme))
        self.changed.emit()

    def dress(self) -> None:
        """Put on the stylesheet, once a window stands: a part is styled anew with each parent it gets."""
        self._dressed = True
        self._application.setStyleSheet(stylesheet(self.theme))

    def pixmap(self, name: str, ink: QColor, ground: QColor, size: int = icons.CONTROL, scale: float = 1.0) -> QPixmap:
        """An icon to paint; `scale` is the device pixel ratio of the paint device."""
        return icons.pixmap(name, ink, ground, size, scale)

    def _is_dark(self) -> bool:
        if self._settings.theme is Choice.SYSTEM:
            return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._settings.theme is Choice.DARK

    def _system_changed(self) -> None:
        if self._is_dark() is not self.theme.dark:
            self.wear(self._settings)


@lru_cache(maxsize=512)
def _pen(rgba: int, width: float) -> QPen:
    made = QPen(QColor.fromRgba(rgba))
    made.setWidthF(width)
    made.setCosmetic(width == 0)
    return made


@lru_cache(maxsize=512)
def _brush(rgba: int) -> QBrush:
    return QBrush(QColor.fromRgba(rgba))


def pen(colour: QColor, width: float = 0) -> QPen:
    """A pen made once; width 0 is a hairline, one device pixel at every scale."""
    return _pen(colour.rgba(), width)


def brush(colour: QColor) -> QBrush:
    """A brush made once."""
    return _brush(colour.rgba())


@lru_cache(maxsize=2)
def theme(*, dark: bool) -> Theme:
    """The light or the dark theme."""
    colours = json.loads(resource("themes/tokens.json").read_text("utf-8"))["colour"]["dark" if dark else "light"]

    def named(part: Mapping[str, str]) -> dict[str, QColor]:
        return {_snake(name): QColor(value) for name, value in part.items()}

    return Theme(
        dark=dark,
        bg=Ground(**named(colours["bg"])),
        text=Ink(**named(colours["text"])),
        line=Line(**named(colours["line"])),
        accent=Accent(**named(colours["accent"])),
        sla={name: Meaning(**named(part)) for name, part in colours["sla"].items()},
        severity={name: Rank(**named(part)) for name, part in colours["severity"].items()},
        sync=Sync(**named(colours["sync"])),
        charts=Charts(
            series=tuple(map(QColor, colours["chart"]["series"])),
            ramp=tuple(map(QColor, colours["chart"]["ramp"])),
            **{name: QColor(colours["chart"][name]) for name in ("former", "axis", "grid", "target")},
        ),
    )


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def palette(worn: Theme) -> QPalette:
    """Qt's palette for a theme, the disabled group included."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for place, colour in {
        role.Window: worn.bg.window,
        role.WindowText: worn.text.primary,
        role.Base: worn.bg.surface,
        role.AlternateBase: worn.bg.panel,
        role.ToolTipBase: worn.bg.raised,
        role.ToolTipText: worn.text.primary,
        role.PlaceholderText: worn.text.tertiary,
        role.Text: worn.text.primary,
        role.Button: worn.bg.raised,
        role.ButtonText: worn.text.primary,
        role.BrightText: worn.text.on_critical,
        role.Light: worn.bg.raised,
        role.Midlight: worn.line.hair,
        role.Mid: worn.line.strong,
        role.Dark: worn.line.control,
        role.Shadow: worn.line.control,
        role.Highlight: worn.bg.selected,
        role.HighlightedText: worn.text.primary,
        role.Link: worn.text.link,
        role.LinkVisited: worn.text.link,
        role.Accent: worn.accent.fill,
    }.items():
        made.setColor(place, colour)
    made.setColor(group.Inactive, role.Highlight, worn.bg.selected_inactive)
    for place in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText, role.HighlightedText):
        made.setColor(group.Disabled, place, worn.text.disabled)
    return made
