"""Paints a ticket's whole row in one call.

Promise: pens, pixmaps and laid out texts are kept between paints and made anew when the look or language changes,
so a screen of rows costs a few milliseconds; no row's painting depends on another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QTextLayout, QTextLine

from console.models.kinds import Locale, Priority, Status
from console.services.search import places, sought
from console.services.sync.state import Colleague
from console.services.tickets.queries import Line
from console.views.circle import paint_circle
from console.views.due import LONGEST, STEPS, Standing, countdown, waits
from console.views.icons import INLINE
from console.views.rows import Column, TicketRows, draft_word, number_words
from console.views.theme import Look, pen
from console.words import word

MARGIN, FIRST_MARGIN, LAST_MARGIN = 8, 16, 14
"""Space inside a cell; more at the table's edges."""
GAP = 6
"""Between a glyph and its word."""
BASELINE, NORMAL_ROW = 18.5, 28
"""Where text stands in a row of that height: fixed, because lines with Han are taller than Latin ones (look 9)."""
BAR_WIDTH, BAR_HEIGHT = 2, 8
"""Of the current row's bar; of the bars shown in the place of words that are still fetched."""
DUE_BAR, DUE_BASE = 3, 16.5
"""Of the cell of time: the height of its bar, where its words stand, and the least room for what is waited for."""
DISC, DISC_GAP, MOST_DISCS = 20, 3, 3
"""Of the circles of colleagues at a ticket; more than three are three."""
UNDER, STROKE = 3, 1
"""How far below the baseline the words searched for are underlined, and how thick."""
FOUND_IN = frozenset({Column.TITLE, Column.REQUESTER})
"""Columns that a search looks in, too."""
LOUD = frozenset({"warn", "breach"})
"""Standings whose time is semibold."""
MOST_TEXTS = 8192
"""Laid out texts kept for one font."""
UNCUT = 1 << 16
"""A width in which every word of a fixed vocabulary stands whole."""
DUE_SIGN = "sla-"
"""How the names of the signs of clocks begin; their kind follows."""

STATUS_ICONS: Mapping[Status, str] = {
    Status.NEW: "status-new",
    Status.OPEN: "status-open",
    Status.IN_PROGRESS: "status-in-progress",
    Status.PENDING_USER: "status-pending",
    Status.PENDING_VENDOR: "status-pending",
    Status.ON_HOLD: "status-pending",
    Status.RESOLVED: "status-resolved",
    Status.CLOSED: "status-resolved",
    Status.MERGED: "merge",
}
PRIORITY_ICONS: Mapping[Priority, str] = {priority: f"priority-{priority.value.lower()}" for priority in Priority}


class Laid(NamedTuple):
    """A text laid out once, to be drawn often."""

    text: QTextLayout
    ascent: float
    """Pixels from its top to its baseline; lines with Han are taller."""
    width: float

    def edges(self, text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[float, float]]:
        """The left and right edges, in pixels, of spans of the text this was made of, as far as it is shown."""
        shown = self.text.text()
        kept, line = len(text) if shown == text else len(shown) - 1, self.text.lineAt(0)
        pairs = [[_place(line, text, min(end, kept)) for end in span] for span in spans if span[0] < kept]
        return [(min(pair), max(pair)) for pair in pairs]


def _place(line: QTextLine, text: str, at: int) -> float:
    """Where a character stands; Qt counts those outside the basic plane twice."""
    units = at if text.isascii() else len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
    place, _ = cast("tuple[float, int]", line.cursorToX(units))
    return place


class Face:
    """A font and the texts laid out in it."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self._dots = self.metrics.horizontalAdvance("…")
        self._laid: dict[tuple[str, int], Laid] = {}

    def laid(self, text: str, width: int) -> Laid:
        """The text, ended by "…" where it is wider than `width` pixels."""
        key = (text, width)
        found = self._laid.get(key)
        if found is None:
            if len(self._laid) >= MOST_TEXTS:
                self._laid.clear()
            found = self._lay(text)
            if found.width > width:
                found = self._cut(found, text, width)
            self._laid[key] = found
        return found

    def _cut(self, whole: Laid, text: str, width: int) -> Laid:
        """As many of the first characters as fit with "…" behind them: the layout there is knows where they stand."""
        if not text.isascii():  # letters may be joined, or go from right to left
            return self._lay(self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
        on = QTextLine.CursorPosition.CursorOnCharacter
        return self._lay(text[: whole.text.lineAt(0).xToCursor(width - self._dots, on)] + "…")

    def _lay(self, text: str) -> Laid:
        # The layout itself is drawn: a QStaticText of the same words would shape them twice more.
        layout = QTextLayout(text, self.font)
        if not text:
            return Laid(layout, 0, 0)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        return Laid(layout, line.ascent(), line.naturalTextWidth())


class Ground:
    """What a row stands on, and the glyphs drawn for it."""

    __slots__ = ("bar", "behind", "glyphs")

    def __init__(self, behind: QColor, bar: QColor | None = None) -> None:
        """`bar` is the colour of the bar at the left edge of the current row."""
        self.behind = behind
        self.bar = bar
        self.glyphs: dict[tuple[str, float], QPixmap] = {}


class Shown(NamedTuple):
    """All that decides how a row looks."""

    ground: Ground
    line: Line
    size: tuple[int, int, float]
    """Width and height in logical pixels, and the device pixel ratio."""
    when: str
    due: Standing | None
    company: Sequence[Colleague] | None
    drafted: bool
    sought: tuple[str, ...]


class Kept:
    """A row that was painted: what it showed, and its pixels once it is painted again."""

    __slots__ = ("pixels", "shown")

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.pixels: QPixmap | None = None


class RowPainter:
    """Lines of tickets as rows, in the look and language in use."""

    def __init__(self, rows: TicketRows, look: Look) -> None:
        self._rows = rows
        self._look = look
        self._spans: Mapping[Column, tuple[int, int]] = {}
        self.hovered = -1
        """The row under the pointer."""
        self.current = -1
        """The selected row."""
        self.focused = False
        """Whether the view has the keyboard."""
        self._kept: dict[int, Kept] = {}
        self._sought: tuple[str, ...] = ()
        self._scale = 1.0
        """Of what is painted on."""
        self.refresh()

    def seek(self, text: str) -> None:
        """Underline from now on the words of a search; "" none."""
        self._sought = sought(text)

    def refresh(self) -> None:
        """Make everything anew: the look or the language changed."""
        theme, fonts, bg = self._look.theme, self._look.fonts, self._look.theme.bg
        self._inks = (pen(theme.text.primary), pen(theme.text.secondary), pen(theme.text.tertiary))
        self._faces = (Face(fonts.body), Face(fonts.body_semibold), Face(fonts.small))
        self._loud = Face(fonts.small_semibold)
        self._due_inks = {kind: pen(meaning.text) for kind, meaning in theme.sla.items()}
        self._words = {status: word(status, self._rows.locale) for status in Status}
        self._draft = draft_word()
        self._unassigned = QCoreApplication.translate("Rows", "Unassigned")
        self._plain, self._hover = Ground(bg.surface), Ground(bg.hover)
        self._selected = Ground(bg.selected, theme.line.focus)
        self._unfocused = Ground(bg.selected_inactive, theme.line.control)
        self._kept.clear()

    def lay(self, spans: Mapping[Column, tuple[int, int]]) -> None:
        """Take the left edge and width of each column."""
        if spans != self._spans:
            self._spans = spans
            self._kept.clear()

    def least_width(self, column: Column, *, terse: bool = False) -> int:
        """The width in which every word of a fixed vocabulary stands whole; 0 for columns of free text.

        A `terse` clock tells its time alone, not what is waited for.
        """
        measured = self._faces[2].metrics.horizontalAdvance
        if column is Column.DUE:
            longest = countdown(LONGEST, self._rows.locale)
            time = INLINE + GAP + round(self._loud.metrics.horizontalAdvance(longest) + 1)
            what = 0 if terse else GAP + round(max(map(measured, waits())))
            return FIRST_MARGIN + MARGIN + time + what
        if column is Column.STATUS:
            return 2 * MARGIN + INLINE + GAP + round(max(map(measured, self._words.values())) + 1)
        if column is Column.ASSIGNEE:
            return 2 * MARGIN + round(measured(self._unassigned) + 1)
        if column is Column.NUMBER:
            return 2 * MARGIN + round(measured("888888") + 1)
        if column is Column.UPDATED:
            return (
                MARGIN
                + LAST_MARGIN
                + round(measured("8888年88月" if self._rows.locale is Locale.ZH else "May 8888") + 1)
            )
        return 0

    def paint(self, painter: QPainter, area: QRect, row: int) -> None:
        """Paint one row into `area`, which is as wide as the view.

        Frames over the table, the keyboard and the pointer have most rows painted again as they were: from the second
        time on their pixels are kept.
        """
        ground, line = self._ground(row), self._rows.line(row)
        if line is None:
            self._paint_ground(painter, area, ground)
            self._paint_bars(painter, area, row)
            return
        rows, scale = self._rows, painter.device().devicePixelRatio()
        self._scale = scale
        shown = Shown(
            ground,
            line,
            (area.width(), area.height(), scale),
            rows.when(line),
            rows.due(line),
            rows.company.get(line.ticket),
            line.ticket in rows.drafted,
            self._sought,
        )
        kept = self._kept.get(line.n)
        if kept is None or kept.shown != shown or scale != int(scale):  # between whole pixels an image would blur
            self._kept[line.n] = Kept(shown)
            self._paint_line(painter, area, shown)
            return
        if kept.pixels is None:
            kept.pixels = self._pixels(area, shown)
        painter.drawPixmap(area.topLeft(), kept.pixels)

    def paint_rest(self, painter: QPainter, area: QRect) -> None:
        """Paint what is below the last row."""
        if not area.isEmpty():
            painter.fillRect(area, self._plain.behind)

    def turned(self) -> list[int]:
        """The numbers of the rows painted whose clocks say something else by now."""
        lines = ((n, kept, self._rows.line_of(n)) for n, kept in self._kept.items())
        return [n for n, kept, line in lines if line is not None and self._rows.due(line) != kept.shown.due]

    def keep(self, rows: Iterable[int]) -> None:
        """Forget the pixels of all rows but these, named by their numbers."""
        self._kept = {n: self._kept[n] for n in rows if n in self._kept}

    def _pixels(self, area: QRect, shown: Shown) -> QPixmap:
        scale = shown.size[2]
        made = QPixmap(area.size() * scale)
        made.setDevicePixelRatio(scale)
        painter = QPainter(made)
        self._paint_line(painter, QRect(QPoint(), area.size()), shown)
        painter.end()
        return made

    def _paint_line(self, painter: QPainter, area: QRect, shown: Shown) -> None:
        self._paint_ground(painter, area, shown.ground)
        if shown.due is not None:
            self._paint_due(painter, area, shown.ground, shown.due)
        self._paint_marks(painter, area, shown.line, shown.ground)
        self._paint_words(painter, area.top() + BASELINE + (area.height() - NORMAL_ROW) / 2, shown)

    def _paint_ground(self, painter: QPainter, area: QRect, ground: Ground) -> None:
        painter.fillRect(area, ground.behind)
        if ground.bar is not None:
            painter.fillRect(area.left(), area.top(), BAR_WIDTH, area.height(), ground.bar)

    def _ground(self, row: int) -> Ground:
        if row == self.current:
            return self._selected if self.focused else self._unfocused
        return self._hover if row == self.hovered else self._plain

    def _glyph(self, name: str, ground: Ground) -> QPixmap:
        """A sign in the ink of what it means, drawn once for each ground."""
        key = name, self._scale
        found = ground.glyphs.get(key)
        if found is None:
            theme = self._look.theme
            ink = theme.text.secondary if name in PRIORITY_ICONS.values() else theme.text.tertiary
            if name.startswith(DUE_SIGN):
                ink = theme.sla[name.removeprefix(DUE_SIGN)].graphic
            elif name == PRIORITY_ICONS[Priority.CRITICAL]:
                ink = theme.severity["critical"].mark
            found = ground.glyphs[key] = self._look.pixmap(name, ink, ground.behind, INLINE, self._scale)
        return found

    def _paint_marks(self, painter: QPainter, area: QRect, line: Line, ground: Ground) -> None:
        top = area.top() + (area.height() - INLINE) // 2
        left = self._spans[Column.PRIORITY][0] + MARGIN
        painter.drawPixmap(left, top, self._glyph(PRIORITY_ICONS[line.priority], ground))
        if Column.STATUS in self._spans:
            left = self._spans[Column.STATUS][0] + MARGIN
            painter.drawPixmap(left, top, self._glyph(STATUS_ICONS[line.status], ground))

    def _paint_due(self, painter: QPainter, area: QRect, ground: Ground, due: Standing) -> None:
        """What is waited for, how long still, and a bar of the time that is used."""
        left, width = self._spans[Column.DUE]
        left, right = left + FIRST_MARGIN, left + width - MARGIN
        middle, small = (area.height() - NORMAL_ROW) / 2, self._faces[2]
        base = area.top() + middle + (BASELINE if due.steps < 0 else DUE_BASE)
        painter.drawPixmap(left, round(base) - INLINE + 3, self._glyph(DUE_SIGN + due.kind, ground))
        painter.setPen(self._due_inks[due.kind])
        room = right - left - INLINE - GAP
        if due.time:
            time = (self._loud if due.kind in LOUD else small).laid(due.time, room)
            time.text.draw(painter, QPointF(right - time.width, base - time.ascent))
            room -= round(time.width) + GAP
        what = small.laid(due.what, UNCUT)
        if not due.time or room >= what.width:
            what = what if room >= what.width else small.laid(due.what, room)
            what.text.draw(painter, QPointF(left + INLINE + GAP, base - what.ascent))
        if due.steps >= 0:
            track = self._look.theme.bg.track if ground.bar is None else self._look.theme.bg.track_selected
            top = area.bottom() - round(middle) - DUE_BAR - 1
            painter.fillRect(left, top, right - left, DUE_BAR, track)
            graphic = self._look.theme.sla[due.kind].graphic
            painter.fillRect(left, top, (right - left) * due.steps // STEPS, DUE_BAR, graphic)

    def _paint_words(self, painter: QPainter, base: float, shown: Shown) -> None:
        primary, secondary, tertiary = self._inks
        body, semibold, small = self._faces
        line = shown.line
        painter.setPen(primary)
        taken = self._paint_company(painter, base, shown.company) if shown.company else 0
        if shown.drafted:
            taken += self._paint_draft(painter, base, taken)
        title = semibold if line.status is Status.NEW else body
        self._write(painter, Column.TITLE, base, title, line.title, less=taken)
        painter.setPen(secondary)
        self._write(painter, Column.REQUESTER, base, small, line.requester)
        self._write(painter, Column.STATUS, base, small, self._words[line.status], shift=INLINE + GAP)
        if line.assignee:
            self._write(painter, Column.ASSIGNEE, base, small, line.assignee)
        painter.setPen(tertiary)
        if not line.assignee:
            self._write(painter, Column.ASSIGNEE, base, small, self._unassigned)
        self._write(painter, Column.NUMBER, base, small, number_words(line))
        if Column.UPDATED in self._spans:
            left, width = self._spans[Column.UPDATED]
            when = small.laid(shown.when, width)
            when.text.draw(painter, QPointF(left + width - LAST_MARGIN - when.width, base - when.ascent))

    def _paint_draft(self, painter: QPainter, base: float, taken: int) -> int:
        """The word that words of one's own wait here, at the end of the title; the pixels taken."""
        left, width = self._spans[Column.TITLE]
        said = self._faces[2].laid(self._draft, width)
        painter.setPen(self._inks[2])
        said.text.draw(painter, QPointF(left + width - MARGIN - taken - said.width, base - said.ascent))
        painter.setPen(self._inks[0])
        return round(said.width) + GAP

    def _paint_company(self, painter: QPainter, base: float, company: Sequence[Colleague]) -> int:
        """The colleagues at a ticket, at the end of its title: a pencil before those who reply; the pixels taken."""
        left, width = self._spans[Column.TITLE]
        top, right = round(base) - DISC + 6, left + width - MARGIN
        for one in reversed(company[:MOST_DISCS]):
            right -= DISC
            paint_circle(painter, self._look, QRect(right, top, DISC, DISC), one.name, edged=True)
            right -= DISC_GAP
        if company[0].replying:
            right -= INLINE
            scale, theme = painter.device().devicePixelRatio(), self._look.theme
            mark = self._look.pixmap("pencil", theme.sync.pending, theme.bg.surface, INLINE, scale)
            painter.drawPixmap(right, top + (DISC - INLINE) // 2, mark)
            right -= DISC_GAP
        return left + width - MARGIN - right

    def _write(
        self, painter: QPainter, column: Column, base: float, face: Face, text: str, *, shift: int = 0, less: int = 0
    ) -> None:
        """`shift` is left free before the words, `less` behind them."""
        span = self._spans.get(column)
        if span is None or not text:
            return
        left, width = span
        laid = face.laid(text, width - 2 * MARGIN - shift - less)
        laid.text.draw(painter, QPointF(left + MARGIN + shift, base - laid.ascent))
        if self._sought and column in FOUND_IN:
            self._underline(painter, left + MARGIN + shift, round(base) + UNDER, laid, text)

    def _underline(self, painter: QPainter, left: int, top: int, laid: Laid, text: str) -> None:
        if spans := places(text, self._sought):
            ink = self._look.theme.line.focus
            for start, end in laid.edges(text, spans):
                painter.fillRect(left + round(start), top, round(end - start), STROKE, ink)

    def _paint_bars(self, painter: QPainter, area: QRect, row: int) -> None:
        """Grey bars in the shape of words, for a line that is not here yet."""
        track = self._look.theme.bg.track
        top = area.top() + (area.height() - BAR_HEIGHT) // 2
        for column, (left, width) in self._spans.items():
            if column is not Column.PRIORITY:
                share = 35 + (row * 37 + column * 23) % 45
                painter.fillRect(left + MARGIN, top, (min(width, 420) - 2 * MARGIN) * share // 100, BAR_HEIGHT, track)
