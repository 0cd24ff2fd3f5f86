"""Colours come from the tokens, reach every role, and are made once."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from console.resources import resource
from console.settings import RowHeight, Settings, Switch, Theme
from console.views import icons
from console.views.fonts import HAN
from console.views.stylesheet import stylesheet
from console.views.theme import Look, brush, palette, pen, theme

TOKENS = json.loads(resource("themes/tokens.json").read_text("utf-8"))
ROLES = [role for role in QPalette.ColorRole if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles)]


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    made = Look(qapp, Settings(theme=Theme.LIGHT))
    yield made
    made.deleteLater()


@pytest.mark.parametrize("dark", [False, True])
def test_every_colour_of_the_tokens_is_there(dark: bool) -> None:
    colours = TOKENS["colour"]["dark" if dark else "light"]
    worn = theme(dark=dark)
    assert worn.bg.selected_inactive == QColor(colours["bg"]["selectedInactive"])
    assert worn.text.on_accent == QColor(colours["text"]["onAccent"])
    assert worn.sla["breach"].graphic == QColor(colours["sla"]["breach"]["graphic"])
    assert worn.severity["critical"].mark == QColor(colours["severity"]["critical"]["mark"])
    assert worn.sync.offline == QColor(colours["sync"]["offline"])


@pytest.mark.parametrize("dark", [False, True])
def test_every_role_of_the_palette_is_a_colour_of_the_theme(dark: bool) -> None:
    made = palette(theme(dark=dark))
    known = {value.lower() for value in _strings(TOKENS["colour"]["dark" if dark else "light"])}
    strange = [role.name for role in ROLES for group in _groups() if made.color(group, role).name() not in known]
    assert strange == []


def test_what_is_disabled_is_greyed_and_an_inactive_selection_is_grey() -> None:
    worn = theme(dark=False)
    made = palette(worn)
    assert made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == worn.text.disabled
    assert made.color(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight) == worn.bg.selected_inactive
    assert made.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Accent) == worn.accent.fill


@pytest.mark.parametrize("dark", [False, True])
def test_the_stylesheet_has_no_colour_of_its_own(dark: bool) -> None:
    sheet = stylesheet(theme(dark=dark))
    known = {value.lower() for value in _strings(TOKENS["colour"]["dark" if dark else "light"])}
    used = {word.strip(";").lower() for word in sheet.split() if word.startswith("#")}
    assert used <= known
    assert "$" not in sheet.split("*/", 1)[1]


def test_a_switch_reaches_everything_at_once(look: Look, qapp: QApplication) -> None:
    seen: list[bool] = []
    look.changed.connect(lambda: seen.append(look.theme.dark))
    look.wear(Settings(theme=Theme.DARK, rows=RowHeight.COMPACT, reduce_motion=Switch.ON))
    assert seen == [True]
    assert (look.row, look.reveal_ms) == (24, 0)
    assert qapp.palette().base().color() == theme(dark=True).bg.surface


def test_pens_brushes_and_pixmaps_are_made_once(look: Look) -> None:
    ink, ground = look.theme.text.primary, look.theme.bg.surface
    assert pen(ink) is pen(QColor(ink))
    assert pen(ink).isCosmetic()
    assert not pen(ink, 2).isCosmetic()
    assert brush(ink) is brush(QColor(ink))
    assert look.pixmap("queue", ink, ground).cacheKey() == look.pixmap("queue", ink, ground).cacheKey()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_icons_are_sharp_at_every_scale(look: Look, scale: float) -> None:
    drawn = icons.pixmap("queue", look.theme.text.primary, look.theme.bg.surface, 16, scale)
    assert drawn.width() == round(16 * scale)
    assert drawn.devicePixelRatio() == scale


def test_icons_take_the_ink_and_the_ground_of_their_place(qapp: QApplication) -> None:
    ink, ground = QColor("#B00C15"), QColor("#E2ECFE")
    image = icons.pixmap("sla-breach", ink, ground, 56).toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(56) for y in range(56) if image.pixelColor(x, y).alpha() == 255
    }
    assert {ink.name(), ground.name()} <= colours


def test_every_icon_draws_something(qapp: QApplication) -> None:
    names = sorted(path.stem for path in resource("icons").glob("*.svg"))
    ink, ground = QColor("#000000"), QColor("#ffffff")
    empty = [
        name for name in names if icons.pixmap(name, ink, ground).toImage().allGray() and not _drawn(name, ink, ground)
    ]
    assert names
    assert empty == []


def test_figures_have_one_width_and_han_comes_from_a_chinese_face(look: Look) -> None:
    metrics = QFontMetrics(look.fonts.body)
    assert metrics.horizontalAdvance("11:11") == metrics.horizontalAdvance("00:00")
    assert look.fonts.families[-len(HAN) :] == HAN
    assert QFontInfo(look.fonts.body).pixelSize() == 13


def _drawn(name: str, ink: QColor, ground: QColor) -> bool:
    image = icons.pixmap(name, ink, ground).toImage()
    return any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))


def _strings(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from _strings(value)
    elif isinstance(part, list):
        for value in part:
            yield from _strings(value)


def _groups() -> tuple[QPalette.ColorGroup, ...]:
    return QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled


def test_the_systems_choice_is_followed_only_where_it_is_wanted(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Look(qapp, Settings(theme=Theme.SYSTEM))
    seen = [look.theme.dark]
    monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _: Qt.ColorScheme.Dark)
    look._system_changed()
    seen.append(look.theme.dark)
    look.wear(Settings(theme=Theme.LIGHT))
    look._system_changed()
    assert [*seen, look.theme.dark] == [False, True, False]
    look.deleteLater()
