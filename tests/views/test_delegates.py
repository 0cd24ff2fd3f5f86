"""Rows painted whole: every status and priority has its sign, words are cut and never run over."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from console.models.kinds import Locale, Priority, Status
from console.resources import resource
from console.services.sync.state import Colleague
from console.services.tickets.queries import Line
from console.settings import Settings, Theme
from console.views.delegates import (
    DISC,
    DISC_GAP,
    FIRST_MARGIN,
    GAP,
    MARGIN,
    PRIORITY_ICONS,
    STATUS_ICONS,
    STROKE,
    Face,
    RowPainter,
)
from console.views.due import LONGEST, STEPS, Standing, countdown
from console.views.icons import INLINE
from console.views.rows import Column, TicketRows
from console.views.theme import Look
from console.words import word
from tests.support.lines import line

WIDTH, HEIGHT = 800, 28
LEFT = Standing("ok", "Reply", "9 m left", 30)
SPANS = {column: (column * 100, 100) for column in Column}


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    made = Look(qapp, Settings(theme=Theme.LIGHT))
    yield made
    made.deleteLater()


def painted(
    look: Look,
    one: Line | None,
    *,
    current: bool = False,
    focused: bool = True,
    company: tuple[Colleague, ...] = (),
    sought: str = "",
    times: int = 1,
    scale: float = 1,
) -> QImage:
    """The row as it stands after it was painted so many times."""
    rows = TicketRows(lambda *_: None, lambda _: "14:10", Locale.EN)
    rows.replace(array("q", [7]), [] if one is None else [one])
    rows.meet({"t7": company} if company else {})
    rows.due = lambda _: LEFT
    painter_ = RowPainter(rows, look)
    painter_.lay(SPANS)
    painter_.seek(sought)
    painter_.current, painter_.focused = (0 if current else -1), focused
    for _ in range(times):
        image = blank(look, scale)
        draw(painter_, image)
    return image


def timed(look: Look, due: Standing | None, width: int = 100) -> QImage:
    """A row whose clock stands so, in a column of a width."""
    rows = TicketRows(lambda *_: None, lambda _: "14:10", Locale.EN)
    rows.replace(array("q", [7]), [line(7)])
    rows.due = lambda _: due
    painter = RowPainter(rows, look)
    painter.lay({**SPANS, Column.DUE: (SPANS[Column.DUE][0], width)})
    return draw(painter, blank(look))


def blank(look: Look, scale: float = 1) -> QImage:
    """The ground rows are painted on."""
    image = QImage(round(WIDTH * scale), round(HEIGHT * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(look.theme.bg.surface)
    return image


def draw(rows: RowPainter, image: QImage) -> QImage:
    """Paint the first row."""
    painter = QPainter(image)
    rows.paint(painter, QRect(0, 0, WIDTH, HEIGHT), 0)
    painter.end()
    return image


def inked(image: QImage, left: int, right: int) -> bool:
    """Whether anything is painted between two columns of pixels."""
    ground = image.pixel(WIDTH - 1, 0)
    return any(image.pixel(x, y) != ground for x in range(left, right) for y in range(HEIGHT))


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_a_sign_that_exists(status: Status) -> None:
    assert resource(f"icons/{STATUS_ICONS[status]}.svg").is_file()


@pytest.mark.parametrize("priority", list(Priority))
def test_every_priority_has_a_shape_of_its_own(priority: Priority) -> None:
    assert resource(f"icons/{PRIORITY_ICONS[priority]}.svg").is_file()
    assert len(set(PRIORITY_ICONS.values())) == len(Priority)


def test_a_row_fills_each_of_its_columns(look: Look) -> None:
    image = painted(look, line(7))
    assert all(inked(image, left, left + width) for left, width in SPANS.values())


@pytest.mark.parametrize("kind", ["ok", "warn", "breach", "paused", "covered", "met"])
def test_every_standing_of_a_clock_has_its_sign(kind: str) -> None:
    assert resource(f"icons/sla-{kind}.svg").is_file()


def test_the_bar_of_a_clock_is_as_long_as_its_time_is_used(look: Look) -> None:
    """Colour never speaks alone: sign and words stand above it."""
    left, width = SPANS[Column.DUE]
    left, room = left + FIRST_MARGIN, width - FIRST_MARGIN - MARGIN
    image = timed(look, Standing("breach", "Reply", "9 m over", STEPS // 2))
    bar = [QColor(image.pixel(left + x, HEIGHT - 4)) for x in range(room)]
    red, track = look.theme.sla["breach"].graphic, look.theme.bg.track
    assert (bar.count(red), bar.count(track)) == (room // 2, room - room // 2)
    still = timed(look, Standing("paused", "Paused", "", -1))
    assert {QColor(still.pixel(left + x, HEIGHT - 4)).name() for x in range(room)} == {look.theme.bg.surface.name()}
    assert not inked(timed(look, None), left, left + room)


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("kind", ["ok", "breach"])
def test_the_longest_time_stands_whole_beside_its_sign(look: Look, locale: Locale, kind: str) -> None:
    painter = RowPainter(TicketRows(lambda *_: None, lambda _: "", locale), look)
    width = painter.least_width(Column.DUE, terse=True)
    time = countdown(LONGEST, locale)
    left = SPANS[Column.DUE][0] + FIRST_MARGIN
    image = timed(look, Standing(kind, "Reply", time, -1), width)
    assert not inked(image, left + INLINE, left + INLINE + GAP)
    assert image == timed(look, Standing(kind, "", time, -1), width)
    assert image != timed(look, Standing(kind, "Reply", time + "!", -1), width)


def test_only_rows_whose_clock_says_something_else_are_painted_again(look: Look) -> None:
    rows = TicketRows(lambda *_: None, lambda _: "14:10", Locale.EN)
    rows.replace(array("q", [7, 8]), [line(7), line(8)])
    said = {7: LEFT, 8: LEFT}
    rows.due = lambda one: said[one.n]
    painter = RowPainter(rows, look)
    painter.lay(SPANS)
    first = draw(painter, blank(look))
    assert painter.turned() == []
    said[7] = LEFT._replace(time="8 m left")
    assert painter.turned() == [7]
    assert draw(painter, blank(look)) != first
    assert painter.turned() == []


def test_a_long_title_stays_in_its_column(look: Look) -> None:
    usual, long = painted(look, line(7, "short")), painted(look, line(7, "扫码登录后提示账号未激活" * 20))
    left, width = SPANS[Column.TITLE]
    right = left + width
    assert [usual.pixel(x, y) for x in range(right, WIDTH) for y in range(HEIGHT)] == [
        long.pixel(x, y) for x in range(right, WIDTH) for y in range(HEIGHT)
    ]


def test_colleagues_stand_at_the_end_of_the_title_and_a_pencil_before_those_who_reply(look: Look) -> None:
    long, (left, width) = line(7, "words " * 20), SPANS[Column.TITLE]
    looking, replying = (Colleague("Wei Zhou", "t7", replying=one) for one in (False, True))
    alone, beside, writing, three = (
        painted(look, long, company=company) for company in ((), (looking,), (replying,), (looking,) * 5)
    )
    right = left + width - MARGIN
    assert QColor(beside.pixel(right - DISC // 2, 7)) == look.theme.bg.selected_inactive
    assert QColor(alone.pixel(right - DISC // 2, 7)) != look.theme.bg.selected_inactive
    pencil = [(x, y) for x in range(right - DISC - DISC_GAP - INLINE, right - DISC - DISC_GAP) for y in range(7, 21)]
    assert {QColor(writing.pixel(*at)).name() for at in pencil} >= {look.theme.sync.pending.name()}
    assert look.theme.sync.pending.name() not in {QColor(beside.pixel(*at)).name() for at in pencil}
    assert inked(three, right - 3 * (DISC + DISC_GAP), right - 2 * (DISC + DISC_GAP))
    assert [alone.pixel(x, y) for x in range(left + width, WIDTH) for y in range(HEIGHT)] == [
        three.pixel(x, y) for x in range(left + width, WIDTH) for y in range(HEIGHT)
    ]


def test_the_current_row_is_told_by_ground_and_bar_and_by_where_the_keyboard_is(look: Look) -> None:
    theme = look.theme
    focused, elsewhere = painted(look, line(7), current=True), painted(look, line(7), current=True, focused=False)
    assert QColor(focused.pixel(0, 2)) == theme.line.focus
    assert QColor(elsewhere.pixel(0, 2)) == theme.line.control
    assert QColor(focused.pixel(WIDTH - 1, 2)) == theme.bg.selected
    assert QColor(elsewhere.pixel(WIDTH - 1, 2)) == theme.bg.selected_inactive


def test_a_line_on_its_way_shows_bars_in_the_shape_of_words(look: Look) -> None:
    image = painted(look, None)
    assert QColor(image.pixel(SPANS[Column.TITLE][0] + 10, HEIGHT // 2)) == look.theme.bg.track


def test_a_new_ticket_has_the_heavier_title(look: Look) -> None:
    assert painted(look, line(7, "same words", Status.NEW)) != painted(look, line(7, "same words", Status.OPEN))


def test_texts_are_laid_out_once_and_cut_to_their_width(look: Look) -> None:
    face = Face(look.fonts.body)
    laid = face.laid("Sign-in page loops after password change", 80)
    assert laid is face.laid("Sign-in page loops after password change", 80)
    assert laid.text.text().endswith("…")
    assert laid.width <= 80


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("current", [False, True])
def test_the_words_of_a_search_are_underlined_and_no_others(qapp: QApplication, theme: Theme, current: bool) -> None:
    look = Look(qapp, Settings(theme=theme))
    try:
        plain = painted(look, line(7, "a VPN"), current=current)
        found = painted(look, line(7, "a VPN"), current=current, sought="vpn")
        different = [(x, y) for x in range(WIDTH) for y in range(HEIGHT) if plain.pixel(x, y) != found.pixel(x, y)]
        face, left = Face(look.fonts.body), SPANS[Column.TITLE][0] + MARGIN
        (edges,) = face.laid("a VPN", 84).edges("a VPN", [(2, 5)])
        assert {found.pixelColor(*place).name() for place in different} >= {look.theme.line.focus.name()}
        assert len({y for _, y in different}) <= STROKE + 1
        assert all(left + edges[0] - 1 <= x <= left + edges[1] + 1 for x, _ in different)
    finally:
        look.deleteLater()


def test_a_search_that_ended_underlines_nothing(look: Look) -> None:
    assert painted(look, line(7, "a VPN"), sought="") == painted(look, line(7, "a VPN"))
    assert painted(look, line(7, "a VPN"), sought="..") == painted(look, line(7, "a VPN"))


def test_edges_follow_characters_of_two_units_and_end_where_the_text_is_cut(look: Look) -> None:
    face = Face(look.fonts.body)
    for text, span in (("😀 密码", (2, 4)), ("密码", (0, 2))):
        ((left, right),) = face.laid(text, 300).edges(text, [span])
        assert right - left == pytest.approx(face.metrics.horizontalAdvance("密码"), abs=1)
    long = "Sign-in page loops after password change"
    cut = face.laid(long, 80)
    ((left, right),) = cut.edges(long, [(0, 40), (30, 40)])
    assert left == 0
    assert right == pytest.approx(cut.width - face.metrics.horizontalAdvance("…"), abs=1)


@pytest.mark.parametrize("scale", [1, 1.25, 2])
@pytest.mark.parametrize("current", [False, True])
def test_a_row_that_is_painted_again_looks_the_same(look: Look, current: bool, scale: float) -> None:
    company = (Colleague("1", "Lin Qiao", replying=True),)
    first, second, third = (
        painted(look, line(7, "密码 expired"), current=current, company=company, sought="exp", times=times, scale=scale)
        for times in (1, 2, 3)
    )
    assert first == second == third


def test_whatever_changes_in_a_row_is_seen_though_its_pixels_were_kept(look: Look) -> None:
    rows, when = TicketRows(lambda *_: None, lambda _: when[0], Locale.EN), ["14:10"]
    rows.replace(array("q", [7]), [line(7)])
    painter = RowPainter(rows, look)
    painter.lay(SPANS)

    def change_words() -> None:
        when[0] = "Sat"

    changes: list[Callable[[], object]] = [
        lambda: rows.put([line(7, "another title")]),
        lambda: painter.seek("another"),
        lambda: rows.meet({"t7": (Colleague("1", "Lin Qiao", replying=False),)}),
        lambda: rows.mark(frozenset({"t7"})),
        lambda: painter.lay({**SPANS, Column.TITLE: (200, 60)}),
        lambda: setattr(painter, "hovered", 0),
        lambda: setattr(painter, "current", 0),
        lambda: setattr(painter, "focused", True),
        change_words,
    ]
    seen = [draw(painter, blank(look)) for _ in range(3)][-1]
    for number, change in enumerate(changes):
        change()
        again = [draw(painter, blank(look)) for _ in range(3)]
        assert again[0] == again[1] == again[2] != seen, number
        seen = again[-1]


@pytest.mark.parametrize("locale", list(Locale))
def test_fixed_words_stand_whole_in_their_columns(look: Look, locale: Locale) -> None:
    rows = TicketRows(lambda *_: None, lambda _: "", locale)
    painter = RowPainter(rows, look)
    face = Face(look.fonts.small)
    for status in Status:
        assert face.metrics.horizontalAdvance(word(status, locale)) < painter.least_width(Column.STATUS) - 36
