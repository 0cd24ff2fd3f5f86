"""What the dashboard shows and asks for (SPEC 12).

Promise: no Qt; of several questions only the newest is answered, and the board shown stays until the next one is there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from console.models.figures import Dimension
from console.models.kinds import Refused
from console.models.values import dataclass
from console.services.clock import Clock, zone_name
from console.services.query import Query
from console.services.statistics.board import Board, BoardOf, Mark, TicketsBehind
from console.services.statistics.periods import Span
from console.services.statistics.saved_boards import Arrangement

if TYPE_CHECKING:
    from console.services.reports.figures import Summary


T = TypeVar("T")

PERIODS = (7, 30, 90)
"""Days that can be chosen."""
AGAIN_MS = 1000
"""How long changes gather before the figures are asked for anew."""


class Ask(Protocol):
    """Carries a question to the store's slow thread."""

    def __call__(self, query: Query[T], then: Callable[[T], None], refused: Callable[[Refused], None], /) -> None:
        """Call `then` with the answer."""
        ...


@dataclass(frozen=True, slots=True)
class State:
    """What the page shows."""

    days: int = 30
    chosen: tuple[tuple[Dimension, str], ...] = ()
    compared: bool = True
    board: Board | None = None
    at: datetime | None = None
    """When the board was right."""
    refused: Refused | None = None
    first: date | None = None
    last: date | None = None
    """The days that are looked at, where they are not so many up to today."""
    charts: tuple[str, ...] = ()
    """The names of those shown, in their order; none: all as they usually stand."""


class DashboardPresenter:
    """Decides."""

    def __init__(
        self,
        ask: Ask,
        clock: Clock,
        team: str,
        later: Callable[[int, Callable[[], None]], None],
        show: Callable[[State], None],
    ) -> None:
        self._ask = ask
        self._clock = clock
        self._team = team
        self._later = later
        self._show = show
        self._asked: BoardOf | None = None
        self._number = 0
        self._waits = False
        self._made: list[BoardOf] = []
        self.state = State()

    def start(self, days: int, *, compared: bool) -> None:
        """Ask for the first board, of so many days."""
        self.state = replace(self.state, days=days if days in PERIODS else 30, compared=compared)
        self.refresh()

    def choose_days(self, days: int) -> None:
        """Another period, up to today."""
        self._be(replace(self.state, days=days, first=None, last=None))

    def choose_dates(self, first: date, last: date) -> None:
        """Other days, the last one among them."""
        self._be(replace(self.state, first=first, last=last))

    def arrangement(self) -> Arrangement:
        """What is shown, to be saved."""
        state = self.state
        return Arrangement(state.days, state.first, state.last, state.chosen, state.compared, state.charts)

    def arrange(self, what: Arrangement) -> None:
        """Show what was saved."""
        days = what.days if what.days in PERIODS else 30
        dates, charts = (what.first, what.last), what.charts
        kept = replace(self.state, days=days, first=dates[0], last=dates[1], charts=charts)
        self._be(replace(kept, chosen=what.chosen, compared=what.compared))

    def show_charts(self, charts: tuple[str, ...]) -> None:
        """Show these, in this order; none: all as they usually stand."""
        self.state = replace(self.state, charts=charts)
        self._show(self.state)

    def choose(self, dimension: Dimension, key: str | None) -> None:
        """Tickets of one group alone; None: of all."""
        kept = tuple(pair for pair in self.state.chosen if pair[0] is not dimension)
        self._be(replace(self.state, chosen=kept if key is None else (*kept, (dimension, key))))

    def compare(self, *, compared: bool) -> None:
        """Beside the days before, or alone."""
        self._be(replace(self.state, compared=compared))

    def changed(self) -> None:
        """Something was committed; what follows at once is gathered."""
        if not self._waits:
            self._waits = True
            self._later(AGAIN_MS, self.refresh)

    def refresh(self) -> None:
        """Ask for the figures as they are now."""
        from console.services.statistics.records import Reader  # loads numpy, so not before the page is asked for

        self._waits = False
        now = self._clock.now()
        reader = self._asked.reader if self._asked is not None else Reader()
        today = now.astimezone().date()
        state = self.state
        first, last = state.first or today - timedelta(days=state.days - 1), state.last or today
        span = Span(first, last + timedelta(days=1), zone_name())
        whole = BoardOf(reader, span, now, state.chosen, with_former=state.compared, team=self._team)
        self._asked = whole
        self._number += 1
        number = self._number

        def take(asked: BoardOf, board: Board) -> None:
            if number == self._number:
                self._made = [asked]
                self.state = replace(self.state, board=board, at=now, refused=None)
                self._show(self.state)

        if state.board is None:
            quick = replace(whole, with_clocks=False)
            self._ask(quick, partial(take, quick), self._fail)
        self._ask(whole, partial(take, whole), self._fail)

    def behind(self, mark: Mark, then: Callable[[frozenset[str]], None]) -> None:
        """Hand the ids of the tickets behind a mark of the board shown to `then`."""
        if self._made:
            self._ask(TicketsBehind(self._made[0], mark), then, self._fail)

    def sum_up(self, then: Callable[[Summary], None]) -> None:
        """Hand what a report tells of the period and groups shown to `then`."""
        from console.services.reports.figures import SummaryOf
        from console.services.statistics.tickets import FiguresOf

        if (asked := self._asked) is not None:
            figures = FiguresOf(asked.reader, asked.span, asked.now, chosen=asked.chosen)
            self._ask(SummaryOf(figures), then, self._fail)

    def _be(self, state: State) -> None:
        self.state = state
        self._show(state)
        self.refresh()

    def _fail(self, refused: Refused) -> None:
        self.state = replace(self.state, refused=refused)
        self._show(self.state)
