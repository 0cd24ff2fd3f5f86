"""The dashboard page: figures and charts of a period, and the way to the tickets behind them.

Promise: widgets tell what a person did, the presenter decides, `show_state` shows; old figures stay until new ones are
there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from console import words
from console.models.figures import Dimension
from console.models.kinds import Refused
from console.services.people import TeamRow, Teams
from console.services.query import Query
from console.services.statistics.board import Mark
from console.views.actions import Action, Group, Scope
from console.views.choices import Choice
from console.views.dashboard import files
from console.views.dashboard.articles import Articles
from console.views.dashboard.bars import Ages, Agreements, Workload
from console.views.dashboard.breaches import Breaches
from console.views.dashboard.chart import Chart
from console.views.dashboard.head import KINDS, Head
from console.views.dashboard.heat import Hours
from console.views.dashboard.incidents import Incidents
from console.views.dashboard.presenter import DashboardPresenter, State
from console.views.dashboard.tiles import Tiles
from console.views.dashboard.trends import Arrivals, Responses
from console.views.pages import Frame, NoTickets, Place, PlaceKind
from console.views.translation import QT_TRANSLATE_NOOP

T = TypeVar("T")

AGAIN_MS = 30_000
"""How often the figures are made anew without a change: time goes by."""
NARROW = 1130
"""Below this width charts stand two in a row."""
WIDE_SPANS = (
    (Arrivals, 5),
    (Responses, 4),
    (Ages, 3),
    (Agreements, 3),
    (Hours, 5),
    (Workload, 4),
    (Incidents, 4),
    (Articles, 5),
    (Breaches, 3),
)
"""Each chart, and how many of twelve columns it takes."""


class DashboardPage(QObject, NoTickets):
    """The page."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._names: dict[str, str] = {frame.me.team: frame.me.team_name}
        self._is_ready = False
        self._surface = Surface()
        self.setParent(self._surface)
        self.head = Head(self._surface)
        self.tiles = Tiles(frame.look, self._surface)
        self.charts: tuple[Chart, ...] = tuple(kind(frame.look, self._surface) for kind, _ in WIDE_SPANS)
        self._surface.fill(self.head, self.tiles, self.charts)
        self.presenter = DashboardPresenter(self._ask, frame.clock, frame.me.team, self._later, self.show_state)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._refresh)
        self._connect()
        self.presenter.start(int(frame.state.text("dashboard.days", "30")), compared=True)
        self.show_state(self.presenter.state)
        self._again.start()

    @property
    def widget(self) -> QWidget:
        """What is shown."""
        return self._surface

    def actions(self) -> tuple[Action, ...]:
        """What a person can do here."""
        export = QT_TRANSLATE_NOOP("Actions", "Export the dashboard…")
        compare = QT_TRANSLATE_NOOP("Actions", "Compare with the days before")
        return (
            Action("dashboard.export", export, self.export, icon="down", group=Group.WINDOW, hindrance=self._away),
            Action("dashboard.compare", compare, self._toggle, icon="chart", group=Group.WINDOW, hindrance=self._away),
        )

    def focus(self) -> None:
        """Take the keyboard to the first chart."""
        self.charts[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def panels(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return (self.head.days[7], *self.charts)

    def close_page(self) -> None:
        """Nothing is being written here."""
        self._again.stop()

    def show_state(self, state: State) -> None:
        """Show figures and choices."""
        locale = self._frame.language.locale
        self.head.show_state(state, self._names, locale)
        self.tiles.show_board(state.board, locale)
        for chart in self.charts:
            chart.show_board(state.board, locale)
        if not self._is_ready:
            self._is_ready = True
            self._frame.ready()

    def export(self) -> None:
        """Ask for a file, and write the dashboard into it."""
        kinds = {
            self.tr("Picture (*.png)"): files.PNG,
            self.tr("Drawing (*.svg)"): files.SVG,
            self.tr("Rows (*.csv)"): files.CSV,
        }
        name, kind = QFileDialog.getSaveFileName(
            self._surface, self.tr("Export the dashboard"), "dashboard.png", ";;".join(kinds)
        )
        if name:
            path = Path(name)
            self.write(path if path.suffix else path.with_suffix(f".{kinds.get(kind, files.PNG)}"))

    def write(self, path: Path) -> None:
        """Write the dashboard as the ending of the file asks; says what became of it."""
        try:
            files.write(path, self._surface.shown, self.tiles, self.charts)
        except OSError as error:
            said = self.tr("{name} could not be written: {reason}. Nothing was kept; choose another place.")
            self._frame.notices.done(said.format(name=path.name, reason=error.strerror or str(error)), ())
            return
        self._frame.notices.done(self.tr("The dashboard is in {name}.").format(name=path.name), ())

    def _connect(self) -> None:
        frame, presenter = self._frame, self.presenter
        for signal, slot in (
            (frame.courier.changed, lambda _: presenter.changed()),
            (frame.look.changed, self._repaint),
            (frame.language.changed, self._repaint),
            (self.head.days_wanted, self._choose_days),
            (self.head.group_wanted, self._choose_group),
            (self.head.compared, lambda compared: presenter.compare(compared=compared)),
            (self.head.export_wanted, self.export),
            (self.tiles.picked, self._open),
            *((chart.picked, self._open) for chart in self.charts),
        ):
            signal.connect(slot)
        frame.actions.bind(self._surface, Scope.PAGE)
        frame.courier.ask(Teams(), self._learn, slow=True)

    def _learn(self, teams: tuple[TeamRow, ...]) -> None:
        self._names.update((team.id, team.name) for team in teams)

    def _ask(self, query: Query[T], then: Callable[[T], None], refused: Callable[[Refused], None]) -> None:
        self._frame.courier.ask(query, then, refused=refused, slow=True)

    def _later(self, milliseconds: int, call: Callable[[], None]) -> None:
        QTimer.singleShot(milliseconds, self, call)

    def _refresh(self) -> None:
        if self._surface.isVisible():
            self.presenter.refresh()

    def _repaint(self) -> None:
        self.show_state(self.presenter.state)

    def _away(self) -> str:
        return "" if self._surface.isVisible() else self.tr("open the dashboard first")

    def _toggle(self) -> None:
        self.presenter.compare(compared=not self.presenter.state.compared)

    def _choose_days(self, days: int) -> None:
        self._frame.state.keep("dashboard.days", str(days))
        self.presenter.choose_days(days)

    def _choose_group(self, dimension: Dimension) -> None:
        locale = self._frame.language.locale
        held = dict(self.presenter.state.chosen).get(dimension)
        rows = [Choice("", self.tr("all"), checked=held is None)]
        if dimension in KINDS:
            rows += [Choice(one.value, words.word(one, locale), checked=held == one) for one in KINDS[dimension]]
        else:
            teams = sorted(self._names.items(), key=lambda pair: pair[1])
            rows += [Choice(key, name, checked=held == key) for key, name in teams]
        title = self.tr("Only tickets of")
        self._frame.choosers.choose(title, rows, lambda row: self.presenter.choose(dimension, row.key or None))

    def _open(self, mark: Mark) -> None:
        self.presenter.behind(mark, partial(self._go))

    def _go(self, tickets: frozenset[str]) -> None:
        if tickets:
            self._frame.go(Place(PlaceKind.COUNTED, "", tickets=tickets))


class Surface(QWidget):
    """Head, figures and charts; narrow windows scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = QWidget()
        self._grid = QGridLayout()
        self._charts: tuple[Chart, ...] = ()
        self._is_wide: bool | None = None

    def fill(self, head: Head, tiles: Tiles, charts: tuple[Chart, ...]) -> None:
        """Take these parts."""
        self._charts = charts
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setSpacing(10)
        inner = QVBoxLayout(self.shown)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(tiles)
        inner.addLayout(self._grid, 1)
        scroll = QScrollArea(self)
        scroll.setWidget(self.shown)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scroll, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the charts out for this width."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= NARROW
        if is_wide is self._is_wide:
            return
        self._is_wide = is_wide
        row = column = 0
        for chart, (_, span) in zip(self._charts, WIDE_SPANS, strict=True):
            taken = span if is_wide else 6
            if column + taken > 12:
                row, column = row + 1, 0
            self._grid.addWidget(chart, row, column, 1, taken)
            column += taken
        for place in range(12):
            self._grid.setColumnStretch(place, 1)
