"""Bars: the backlog by age, what came of the clocks by priority, what everybody has to do.

Promise: parts of a bar differ by hatch as well as by colour, and each bar says its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from console import words
from console.models.figures import AGES, Tally
from console.models.kinds import Priority
from console.services.statistics.board import Board, Mark, MarkKind
from console.views.dashboard import lengths
from console.views.dashboard.chart import Chart, Key, Spot, Table
from console.views.hatch import hatch
from console.views.theme import pen

BAR = 15
_VERDICTS = ("met", "missed", "pending", "not_applicable")


class Ages(Chart):
    """The backlog by age."""

    def title(self) -> str:
        """What it shows."""
        return self.tr("Backlog by age")

    def note(self) -> str:
        """How many."""
        return "" if self.board is None else lengths.number(self.board.whole.backlog)

    def legend(self) -> tuple[Key, ...]:
        """Paused ones, and the period before."""
        charts = self.look.theme.charts
        former = Key("former", self.tr("before"), charts.target, "tick")
        return (
            Key("paused", self.tr("paused"), charts.series[0], "hatch"),
            *((former,) if self.board is not None and self.board.former is not None else ()),
        )

    def plot(self, painter: QPainter, box: QRectF, board: Board) -> list[Spot]:
        """A bar a class."""
        theme, font = self.look.theme, self.look.fonts.micro
        left = max(self.width_of(self._class(place), font) for place in range(len(AGES))) + 10
        area = box.adjusted(left, 4, -44, -8)
        former = {age.from_days: age.n for age in board.former_ages} if self.shows("former") else {}
        most = max(1, *(age.n for age in board.ages), *former.values())
        step = area.height() / len(AGES)
        spots = []
        for place, age in enumerate(board.ages):
            y = area.top() + place * step + (step - BAR) / 2
            width = age.n / most * area.width()
            paused = age.paused / most * area.width() if self.shows("paused") else 0
            painter.fillRect(QRectF(area.left(), y, width - paused, BAR), theme.charts.series[0])
            hatch(painter, QRectF(area.left() + width - paused, y, paused, BAR), theme.charts.series[0])
            self.words_before(painter, area.left() - 8, y + 11, self._class(place), font, theme.text.secondary)
            self.words(painter, area.left() + width + 8, y + 11, lengths.number(age.n), font, theme.text.primary)
            if age.from_days in former:
                x = area.left() + former[age.from_days] / most * area.width()
                painter.fillRect(QRectF(x - 1, y - 3, 2, BAR + 6), theme.charts.target)
            paused_words = self.tr("%n paused", "", age.paused)
            said = f"{self._class(place)}: {age.n}, {paused_words}"
            spots.append(Spot(QRectF(box.left(), y - 4, box.width(), BAR + 8), said, Mark(MarkKind.AGED, place)))
            self.frame(painter, spots[-1])
        painter.setPen(pen(theme.line.strong, 1))
        painter.drawLine(area.topLeft(), area.bottomLeft())
        return spots

    def frame(self, painter: QPainter, spot: Spot) -> None:
        """Show which bar is pointed at."""
        frame(self, painter, spot)

    def table(self) -> Table:
        """A row a class."""
        heads = (self.tr("Age"), self.tr("tickets"), self.tr("paused"))
        ages = self.board.ages if self.board is not None else ()
        return Table(heads, tuple((self._class(place), age.n, age.paused) for place, age in enumerate(ages)))

    def _class(self, place: int) -> str:
        if place == 0:
            return self.tr("under 1 d")
        if place == len(AGES) - 1:
            return self.tr("over {days} d").format(days=AGES[-1])
        return self.tr("{first} to {last} d").format(first=AGES[place], last=AGES[place + 1])


class Agreements(Chart):
    """What came of the clocks of resolution and first response, by priority."""

    def title(self) -> str:
        """What it shows."""
        return self.tr("SLA by priority")

    def legend(self) -> tuple[Key, ...]:
        """Four parts."""
        theme = self.look.theme
        return (
            Key("met", self.tr("met"), theme.sla["met"].graphic, "square"),
            Key("missed", self.tr("late"), theme.sla["breach"].graphic, "hatch"),
            Key("pending", self.tr("pending"), theme.charts.axis, "hatch"),
            Key("not_applicable", self.tr("n/a"), theme.charts.axis, "empty"),
        )

    def plot(self, painter: QPainter, box: QRectF, board: Board) -> list[Spot]:
        """A bar a priority."""
        theme, fonts = self.look.theme, self.look.fonts
        if not board.whole.sla:
            self.words(painter, box.left(), box.top() + 14, self.reckoning(), fonts.small, theme.text.tertiary)
            return []
        parts = self._tallies(board)
        area = box.adjusted(52, 4, -70, 0)
        step = area.height() / len(parts)
        spots = []
        for place, (priority, tally) in enumerate(parts):
            y = area.top() + place * step + max(0, (step - BAR - 16) / 2)
            name = words.word(priority, self.locale_of_words)
            self.words_before(painter, area.left() - 8, y + 11, name, fonts.small, theme.text.secondary)
            self._bar(painter, QRectF(area.left(), y, area.width(), BAR), tally)
            share = lengths.met(tally, self.locale_of_words)
            self.words(painter, area.right() + 8, y + 11, share, fonts.small_semibold, theme.text.primary)
            said = self._said(tally)
            fits = self.width_of(said, fonts.micro) <= box.right() - area.left()
            left = area.left() if fits else box.left()  # below its name a line has more room
            line = self.fit(said, fonts.micro, box.right() - left)
            self.words(painter, left, y + BAR + 13, line, fonts.micro, theme.text.secondary)
            mark = Mark(MarkKind.PRIORITY, key=priority.value)
            spots.append(Spot(QRectF(box.left(), y - 3, box.width(), BAR + 20), f"{name}: {said}", mark))
            frame(self, painter, spots[-1])
        return spots

    def table(self) -> Table:
        """A row a priority and clock."""
        heads = (self.tr("Priority"), self.tr("Clock"), *(key.text for key in self.legend()))
        rows = []
        for group in self.board.priorities if self.board is not None else ():
            name = words.word(Priority(group.key), self.locale_of_words) if group.key else ""
            for clock, tally in group.figures.sla.items():
                rows.append((name, clock, *(getattr(tally, verdict) for verdict in _VERDICTS)))
        return Table(heads, tuple(rows))

    def reckoning(self) -> str:
        """Said while the clocks are not known yet."""
        return self.tr("The clocks are being reckoned…")

    def _tallies(self, board: Board) -> list[tuple[Priority, Tally]]:
        found = {group.key: group.figures.sla for group in board.priorities}
        return [(priority, added(found.get(priority.value, {}).values())) for priority in Priority]

    def _said(self, tally: Tally) -> str:
        parts = [
            self.tr("{n} met").format(n=tally.met),
            self.tr("{n} late").format(n=tally.missed),
            self.tr("{n} pending").format(n=tally.pending),
            self.tr("{n} n/a").format(n=tally.not_applicable),
        ]
        n = tally.met + tally.missed + tally.pending + tally.not_applicable
        return f"n {n}: " + ", ".join(parts)

    def _bar(self, painter: QPainter, box: QRectF, tally: Tally) -> None:
        theme = self.look.theme
        shown = {name: getattr(tally, name) if self.shows(name) else 0 for name in _VERDICTS}
        n = sum(shown.values())
        x = box.left()
        for name, count in shown.items():
            width = box.width() * count / n if n else 0
            part = QRectF(x, box.top(), max(0, width - 1), box.height())
            if name == "met":
                painter.fillRect(part, theme.sla["met"].graphic)
            elif name == "missed":
                hatch(painter, part, theme.bg.surface, theme.sla["breach"].graphic)
            elif name == "pending":
                hatch(painter, part, theme.charts.axis)
            x += width
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(theme.charts.axis if n else theme.charts.grid, 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


class Workload(Chart):
    """What everybody has to do."""

    def title(self) -> str:
        """What it shows."""
        return self.tr("Workload now")

    def note(self) -> str:
        """Of which tickets."""
        return self.tr("open tickets")

    def legend(self) -> tuple[Key, ...]:
        """The cap."""
        return (Key("cap", self.tr("cap"), self.look.theme.charts.target, "tick"),)

    def plot(self, painter: QPainter, box: QRectF, board: Board) -> list[Spot]:
        """A bar a person; those who have most where there is no room for all."""
        theme, fonts = self.look.theme, self.look.fonts
        room = max(1, int(box.height() // 22))
        people = sorted(board.workload, key=lambda one: -one.open)[:room]
        people.sort(key=lambda one: (one.id is None, one.name or ""))
        most = max([1, *(one.open for one in people), *(one.cap or 0 for one in people if self.shows("cap"))])
        area = box.adjusted(100, 2, -96, 0)
        step = min(27, area.height() / max(1, len(people)))
        spots = []
        for place, one in enumerate(people):
            y = area.top() + place * step + (step - 10) / 2
            name = one.name or self.tr("unassigned")
            cap = one.cap if self.shows("cap") else None
            over = max(0, one.open - cap) if cap else 0
            self.words_before(
                painter, area.left() - 8, y + 9, self.fit(name, fonts.small, 92), fonts.small, theme.text.secondary
            )
            if cap:
                painter.fillRect(QRectF(area.left(), y, cap / most * area.width(), 10), theme.bg.track)
            ink = theme.charts.series[0] if one.id else theme.charts.former
            painter.fillRect(QRectF(area.left(), y, (one.open - over) / most * area.width(), 10), ink)
            if cap:
                x = area.left() + cap / most * area.width()
                painter.fillRect(QRectF(x, y, over / most * area.width(), 10), theme.sla["breach"].graphic)
                painter.fillRect(QRectF(x - 1, y - 2, 2, 14), theme.charts.target)
            self.words_before(
                painter, area.right() + 30, y + 9, lengths.number(one.open), fonts.small_semibold, theme.text.primary
            )
            if over:
                self.words(painter, area.right() + 38, y + 9, self.tr("over cap"), fonts.small, theme.text.secondary)
            said = f"{name}: {one.open}" + (f" / {one.cap}" if one.cap else "")
            spots.append(
                Spot(QRectF(box.left(), y - 5, box.width(), 20), said, Mark(MarkKind.PERSON, key=one.id or ""))
            )
            frame(self, painter, spots[-1])
        return spots

    def table(self) -> Table:
        """A row a person."""
        heads = (self.tr("Person"), self.tr("open tickets"), self.tr("cap"))
        people = self.board.workload if self.board is not None else ()
        return Table(heads, tuple((one.name or self.tr("unassigned"), one.open, one.cap) for one in people))


def frame(chart: Chart, painter: QPainter, spot: Spot) -> None:
    """Show which bar is pointed at."""
    if chart.is_at(spot):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(chart.look.theme.line.control, 1))
        painter.drawRoundedRect(spot.box.adjusted(-3, 0, 3, 0), 3, 3)


def added(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    found = list(tallies)
    return Tally(*(sum(getattr(tally, verdict) for tally in found) for verdict in _VERDICTS))
