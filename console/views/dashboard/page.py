"""The dashboard page: figures and charts of a period, and the way to the tickets behind them.

Promise: widgets tell what a person did, the presenter decides, `show_state` shows; old figures stay until new ones are
there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from console import words
from console.models.figures import Dimension
from console.models.kinds import Refused
from console.services.people import TeamRow, Teams
from console.services.query import Query
from console.services.statistics.board import Mark
from console.views.actions import Action, Group, Scope
from console.views.choices import Choice
from console.views.dashboard import files
from console.views.dashboard.asking import Asking
from console.views.dashboard.chart import Chart
from console.views.dashboard.head import KINDS, Head
from console.views.dashboard.presenter import DashboardPresenter, State
from console.views.dashboard.surface import WIDE_SPANS, Surface, hide, moved, shown
from console.views.dashboard.tiles import Tiles
from console.views.pages import Frame, NoTickets, Place, PlaceKind
from console.views.saving import ask_file
from console.views.translation import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from console.services.reports.figures import Summary

T = TypeVar("T")

AGAIN_MS = 30_000
"""How often the figures are made anew without a change: time goes by."""
ACTIONS = (
    ("dashboard.export", QT_TRANSLATE_NOOP("Actions", "Export the dashboard…"), "", "down"),
    ("dashboard.compare", QT_TRANSLATE_NOOP("Actions", "Compare with the days before"), "", "chart"),
    ("dashboard.period", QT_TRANSLATE_NOOP("Actions", "Choose the days of the dashboard…"), "P", "calendar"),
    ("dashboard.hub", QT_TRANSLATE_NOOP("Actions", "Whole history at the hub, with archives"), "H", "db"),
    ("dashboard.save", QT_TRANSLATE_NOOP("Actions", "Save this dashboard…"), "V", "pin"),
    ("dashboard.open", QT_TRANSLATE_NOOP("Actions", "Open a saved dashboard…"), "O", "chart"),
    ("dashboard.drop", QT_TRANSLATE_NOOP("Actions", "Take a saved dashboard away…"), "", "x"),
    ("dashboard.hide", QT_TRANSLATE_NOOP("Actions", "Leave this chart out"), "X", "eye"),
    ("dashboard.earlier", QT_TRANSLATE_NOOP("Actions", "Move this chart up"), "[", "up"),
    ("dashboard.later", QT_TRANSLATE_NOOP("Actions", "Move this chart down"), "]", "down"),
    ("dashboard.all", QT_TRANSLATE_NOOP("Actions", "Show all charts as they usually stand"), "Shift+X", "undo"),
)
"""Id, text, key, icon."""


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
        self.asking = Asking(frame, self.presenter, self)
        self._has_missed = False
        """Whether something was committed while another page was shown."""
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
        runs: dict[str, Callable[[], object]] = {
            "dashboard.export": self.export,
            "dashboard.compare": self._toggle,
            "dashboard.period": self._ask_period,
            "dashboard.hub": self._ask_hub,
            "dashboard.save": self.asking.save,
            "dashboard.open": self.asking.open,
            "dashboard.drop": self.asking.drop,
            "dashboard.hide": partial(self._arrange, hide),
            "dashboard.earlier": partial(self._arrange, partial(moved, step=-1)),
            "dashboard.later": partial(self._arrange, partial(moved, step=1)),
            "dashboard.all": partial(self.presenter.show_charts, ()),
        }
        return tuple(
            Action(key, text, runs[key], Scope.PAGE, (keys,) if keys else (), icon, Group.WINDOW, self._away)
            for key, text, keys, icon in ACTIONS
        )

    def focus(self) -> None:
        """Take the keyboard to the first chart; what was done meanwhile is counted."""
        if self._has_missed:
            self._has_missed = False
            self.presenter.refresh()
        self._surface.charts[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def panels(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return (self.head.days[7], *self._surface.charts)

    def close_page(self) -> None:
        """Nothing is being written here."""
        self._again.stop()

    def show_state(self, state: State) -> None:
        """Show figures and choices."""
        locale = self._frame.language.locale
        self.head.show_state(state, self._names, locale)
        self.tiles.show_board(state.board, locale)
        self._surface.arrange(shown(self.charts, state.charts))
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
            self.tr("Report (*.pdf)"): files.PDF,
        }
        ask_file(self._surface, self.tr("Export the dashboard"), "dashboard.png", kinds, self.write)

    def write(self, path: Path) -> None:
        """Write the dashboard as the ending of the file asks; says what became of it."""
        if path.suffix.lower() == f".{files.PDF}":
            self.presenter.sum_up(partial(self._write_report, path))
            return
        try:
            files.write(path, self._surface.shown, self.tiles, self._surface.charts)
        except OSError as error:
            said = self.tr("{name} could not be written: {reason}. Nothing was kept; choose another place.")
            self._frame.notices.done(said.format(name=path.name, reason=error.strerror or str(error)), ())
            return
        self._frame.notices.done(self.tr("The dashboard is in {name}.").format(name=path.name), ())

    def _write_report(self, path: Path, found: Summary) -> None:
        from console.services.reports.figures import figures_report
        from console.views import reporting

        try:
            reporting.write(figures_report(found, self._frame.language.locale), path)
        except Refused as error:
            self._frame.courier.refused.emit(error)
            return
        self._frame.notices.done(self.tr("The dashboard is in {name}.").format(name=path.name), ())

    def _connect(self) -> None:
        frame, presenter = self._frame, self.presenter
        for signal, slot in (
            (frame.courier.changed, lambda _: self._take()),
            (frame.look.changed, self._repaint),
            (frame.language.changed, self._repaint),
            (self.head.days_wanted, self._choose_days),
            (self.head.group_wanted, self._choose_group),
            (self.head.compared, lambda compared: presenter.compare(compared=compared)),
            (self.head.export_wanted, self.export),
            (self.head.dates_wanted, self._ask_period),
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

    def _take(self) -> None:
        """Something was committed; behind another page nothing is asked for."""
        if self._surface.isHidden():
            self._has_missed = True
        else:
            self.presenter.changed()

    def _repaint(self) -> None:
        self.show_state(self.presenter.state)

    def _away(self) -> str:
        return "" if self._surface.isVisible() else self.tr("open the dashboard first")

    def _toggle(self) -> None:
        self.presenter.compare(compared=not self.presenter.state.compared)

    def _ask_period(self) -> None:
        self.asking.period()
        self.head.show_state(self.presenter.state, self._names, self._frame.language.locale)

    def _ask_hub(self) -> None:
        from console.views.dashboard.hub_panel import HubPanel

        state = self.presenter.state
        if state.board is None:
            self._frame.notices.hint(self.tr("The figures of this machine are still being read."))
            return
        panel = HubPanel(self._surface.window(), self._frame, state.board, state.chosen)
        panel.open(panel.table)

    def _arrange(self, change: Callable[[tuple[str, ...], str], tuple[str, ...]]) -> None:
        """Change the order of the charts at the one that has the keyboard."""
        charts = self._surface.charts
        at = next((one for one in charts if one.hasFocus()), None)
        if at is None:
            self._frame.notices.hint(self.tr("Go to a chart first, with Tab or F6."))
            return
        names = change(tuple(type(one).__name__ for one in charts), type(at).__name__)
        if names:
            self.presenter.show_charts(names)
            (at if at.isVisible() else self._surface.charts[0]).setFocus(Qt.FocusReason.OtherFocusReason)

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
