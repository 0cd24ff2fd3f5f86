"""How far the open incident reaches: figures, the tickets it caused over time, and each of them.

Promise: what is not known is told by a dash, never by zero; bars are painted, and said in words for who does not see.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from console import words
from console.models.incident_reach import Arrivals
from console.models.kinds import from_micros, local_mark
from console.services.bus import Changed
from console.services.incidents.impact import Impact
from console.services.incidents.metrics import MarkKind, Metrics
from console.services.incidents.work_queries import LinkedTicket
from console.services.tickets.filters import Filter, Sort, SortKey
from console.services.tickets.queries import FirstWindow, Line
from console.views.actions import CONTEXT, Action, Scope, of_rows
from console.views.choices import Choice
from console.views.delegates import STATUS_ICONS
from console.views.dialogs import Found
from console.views.entry_list import TWO_LINES, Entry, EntryList
from console.views.incidents.impact_presenter import ImpactAround, ImpactPresenter, ImpactState
from console.views.incidents.metric_chart import MetricChart
from console.views.incidents.metric_presenter import MetricPresenter
from console.views.incidents.panel import SidePanel
from console.views.labels import label
from console.views.pages import Frame, Place, PlaceKind
from console.views.rows import number_words
from console.views.theme import COLUMN_HEAD, Look, brush, pen
from console.views.translation import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from console.services.tickets.commands import Command

ACTIONS = (
    ("incident.link", QT_TRANSLATE_NOOP("Actions", "Link a ticket to the incident…"), "L", "link", Scope.PAGE),
    ("incident.unlink", QT_TRANSLATE_NOOP("Actions", "Take the ticket off the incident"), "", "x", Scope.PAGE),
    ("incident.ticket", QT_TRANSLATE_NOOP("Actions", "Open the ticket in the queue"), "Q", "queue", Scope.PAGE),
)
FOUND = 12
"""Tickets offered for what was typed."""
FIGURES, BARS = 52, 76
PAD = 16


class Reach(QWidget):
    """The figures, and below them the bars."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._figures: tuple[tuple[str, str], ...] = ()
        self._arrivals = Arrivals(0, 1, ())
        self._said = ""

    def show_reach(self, figures: tuple[tuple[str, str], ...], arrivals: Arrivals, said: str) -> None:
        """Show figures with their names, and bars with the sentence that tells of the highest."""
        self._figures, self._arrivals, self._said = figures, arrivals, said
        self.setFixedHeight(FIGURES + (BARS if arrivals.counts else 0))
        self.setAccessibleName(", ".join([f"{name}: {figure}" for figure, name in figures] + [said]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: figures, then bars on a hairline with their times."""
        painter, theme, fonts = QPainter(self), self._look.theme, self._look.fonts
        width = (self.width() - 2 * PAD) // max(1, len(self._figures))
        for place, (figure, name) in enumerate(self._figures):
            left = PAD + place * width
            painter.setFont(fonts.title)
            painter.setPen(pen(theme.text.primary))
            painter.drawText(QPointF(left, 24), figure)
            painter.setFont(fonts.micro)
            painter.setPen(pen(theme.text.secondary))
            cut = QFontMetrics(fonts.micro).elidedText(name, Qt.TextElideMode.ElideRight, width - 8)
            painter.drawText(QPointF(left, 42), cut)
        if self._arrivals.counts:
            self._paint_bars(painter, QRect(PAD, FIGURES, self.width() - 2 * PAD, BARS - 20))

    def _paint_bars(self, painter: QPainter, area: QRect) -> None:
        theme, fonts, counts = self._look.theme, self._look.fonts, self._arrivals.counts
        most, step = max(counts), area.width() / max(12, len(counts))
        room = area.height() - 16
        for place, count in enumerate(counts):
            height = round(room * count / most)
            left = area.left() + round(place * step)
            right = area.left() + round((place + 1) * step)
            bar = QRect(left, area.bottom() - height, max(1, right - left - 1), height)
            painter.fillRect(bar, brush(theme.charts.series[1]))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), brush(theme.line.hair))
        painter.setFont(fonts.micro)
        painter.setPen(pen(theme.text.secondary))
        painter.drawText(QPointF(area.left(), area.top() + 10), self._said)
        painter.setPen(pen(theme.text.tertiary))
        minutes = timedelta(minutes=self._arrivals.minutes * len(counts))
        start = from_micros(self._arrivals.start).astimezone()
        form = "%H:%M" if minutes < timedelta(days=1) else "%m-%d"
        painter.drawText(QPointF(area.left(), area.bottom() + 14), f"{start:{form}}")
        end = f"{start + minutes:{form}}"
        at = area.left() + len(counts) * step - QFontMetrics(fonts.micro).horizontalAdvance(end)
        painter.drawText(QPointF(max(at, area.left() + 48), area.bottom() + 14), end)


class ImpactPanel(SidePanel):
    """The panel."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(frame, parent)
        self.presenter = ImpactPresenter(ImpactAround(frame.courier, frame.clock.now, self._show, self._tell))
        self._title, self._services = label(self, "title"), label(self, "small")
        self._services.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._link = QPushButton(self)
        self._link.clicked.connect(lambda: self.wanted.emit("incident.link"))
        self.reach = Reach(frame.look, self)
        self.chart = MetricChart(frame.look, self)
        self.metrics = MetricPresenter(frame.courier, self._draw)
        self.list = EntryList(frame.look, "surface", TWO_LINES, self)
        self.list.chosen.connect(self.presenter.choose)
        self.list.activated.connect(lambda _: self._open_ticket())
        self._unseen = label(self, "small", wraps=True)
        self._nothing = label(self, "small", wraps=True)
        self._build()

    @property
    def keyboard(self) -> QWidget:
        """The tickets."""
        return self.list

    def title(self) -> str:
        """Its name, and how many tickets it caused."""
        impact = self.presenter.state.impact
        count = len(impact.linked.tickets) + impact.linked.unseen if impact is not None else 0
        return self.tr("Impact") + (f" {count}" if count else "")

    def open(self, incident: str | None) -> None:
        """Show the reach of another incident."""
        self.presenter.open(incident)
        self._open_metrics()

    def take(self, event: Changed) -> None:
        """Follow what was committed."""
        self.presenter.take(event)
        if self.isVisible():
            self.metrics.take(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: charts are asked for once they can be seen."""
        super().showEvent(event)
        self._open_metrics()

    def own_actions(self) -> tuple[Action, ...]:
        """What a person can do in it."""
        runs = {
            "incident.link": self._ask_ticket,
            "incident.unlink": self.presenter.unlink,
            "incident.ticket": self._open_ticket,
        }
        return of_rows(ACTIONS, runs, self._hindrance)

    def retranslate(self) -> None:
        """Take the words of the present language and the look in use."""
        self._title.setText(self.tr("Impact"))
        self._link.setText(self.tr("Ticket  L"))
        self._link.setIcon(self.frame.look.theme.icon("link"))
        self.list.setAccessibleName(self.tr("Tickets it caused"))
        self._nothing.setText(self.tr("No ticket is linked. L links one; its clock then waits for the incident."))
        self._show(self.presenter.state)
        self._draw(self.metrics.metrics)

    def _open_metrics(self) -> None:
        if self.isVisible():
            self.metrics.open(self.presenter.state.incident)

    def _draw(self, metrics: Metrics) -> None:
        said = {
            MarkKind.IMPACT: self.tr("the impact began"),
            MarkKind.REPORT: self.tr("declared"),
            MarkKind.ACTION: self.tr("done:"),
        }
        self.chart.show_metrics(metrics, said)

    def _show(self, state: ImpactState) -> None:
        impact = state.impact
        if impact is None:
            self.list.show_entries([], None)
            self.reach.show_reach((), Arrivals(0, 1, ()), "")
            return
        self.reach.show_reach(self._figures(impact), impact.arrivals, self._told(impact.arrivals))
        self._services.setText(", ".join(impact.services))
        chosen = self.presenter.ticket
        entries = [self._entry(ticket, covers=impact.covers) for ticket in impact.linked.tickets]
        self.list.show_entries(entries, chosen.id if chosen else None)
        unseen = impact.linked.unseen
        self._unseen.setText(self.tr("%n more are not visible to you.", "", unseen) if unseen else "")
        self._unseen.setVisible(bool(unseen))
        self._nothing.setVisible(not entries and not unseen)
        self.titled.emit()

    def _figures(self, impact: Impact) -> tuple[tuple[str, str], ...]:
        users = "–" if impact.users is None else f"{impact.users:,}"
        works = "–" if impact.availability is None else f"{impact.availability:g} %"
        errors = "–" if impact.error_rate is None else f"{100 * impact.error_rate:.3g} %"
        count = len(impact.linked.tickets) + impact.linked.unseen
        return (
            (users, self.tr("people")),
            (works, self.tr("works")),
            (errors, self.tr("log errors")),
            (str(count), self.tr("tickets")),
        )

    def _told(self, arrivals: Arrivals) -> str:
        if not arrivals.counts:
            return ""
        most, length = max(arrivals.counts), timedelta(minutes=arrivals.minutes)
        said = self.tr("at most {count} tickets in {time}")
        return said.format(count=most, time=words.duration(length, self.frame.language.locale))

    def _entry(self, ticket: LinkedTicket, *, covers: bool) -> Entry:
        mark = local_mark(ticket.id) if ticket.number is None else str(ticket.number)
        word = words.word(ticket.status, self.frame.language.locale)
        below = " · ".join(filter(None, (word, self.tr("covered") if covers else "", ticket.requester)))
        return Entry(ticket.id, f"{mark}  {ticket.title}", below, icon=STATUS_ICONS[ticket.status])

    def _hindrance(self, key: str) -> str:
        def say(text: str) -> str:
            return QCoreApplication.translate(CONTEXT, text)

        if self.presenter.state.incident is None:
            return say(QT_TRANSLATE_NOOP("Actions", "no incident is open"))
        if key != "incident.link" and self.presenter.ticket is None:
            return say(QT_TRANSLATE_NOOP("Actions", "no ticket is linked"))
        return ""

    def _ask_ticket(self) -> None:
        title = self.tr("Which ticket did it cause? Words or a number")
        then = self.presenter.link
        self.frame.choosers.choose(title, [], lambda choice: then(choice.key), finder=self._find)

    def _find(self, text: str, found: Found) -> None:
        linked = {ticket.id for ticket in self.presenter.tickets()}
        locale = self.frame.language.locale

        def answer(lines: tuple[Line, ...]) -> None:
            rows = [
                Choice(one.ticket, f"{number_words(one)} {one.title}", words.word(one.status, locale))
                for one in lines
                if one.ticket not in linked
            ]
            found(rows)

        query = FirstWindow(Filter(text=text), Sort(SortKey.RELEVANCE), FOUND)
        self.frame.courier.ask(query, answer, latest="asking")

    def _open_ticket(self) -> None:
        if (ticket := self.presenter.ticket) is not None:
            self.frame.go(Place(PlaceKind.TICKET, ticket.id))

    def _tell(self, key: str, count: int, undo: Command | None) -> None:
        said = {
            "linked": self.tr("%n tickets are linked; their clocks wait for the incident.", "", count),
            "unlinked": self.tr("%n tickets are taken off; their clocks go on.", "", count),
        }[key]
        self.frame.notices.done(said, () if undo is None else (undo,))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._services, 1)
        head.addWidget(self._link)
        top = QFrame(self)
        top.setFixedHeight(COLUMN_HEAD)
        top.setLayout(head)
        for part in (self._nothing, self._unseen):
            part.setContentsMargins(16, 2, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.reach)
        column.addWidget(self.chart)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        column.addWidget(self._unseen)
